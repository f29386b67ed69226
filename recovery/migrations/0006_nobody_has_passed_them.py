import re

from django.db import migrations

AUTHOR = re.compile(r"^author: *(.+?) *$", re.MULTILINE)


def begin_as_drafts(apps, schema_editor):
    """Until now a protocol was published by being loaded: no reviewer had passed it."""
    for version in apps.get_model("recovery", "ProtocolVersion").objects.all():
        author = AUTHOR.search(version.text)
        version.author = author[1].strip("'\"") if author else ""
        if version.status == "published":
            version.status = "draft"
        version.save(update_fields=["author", "status"])


def publish_again(apps, schema_editor):
    versions = apps.get_model("recovery", "ProtocolVersion").objects
    versions.exclude(status="retired").update(
        status="published", reviewer="", reviewed_on=None, review_due_on=None
    )


class Migration(migrations.Migration):
    """Apart from the others: PostgreSQL changes no table that has changes waiting in it."""

    dependencies = [("recovery", "0005_protocols_have_a_life")]

    operations = [migrations.RunPython(begin_as_drafts, publish_again)]
