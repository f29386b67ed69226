import exercises.models.search_text
from django.db import migrations


def fill(apps, schema_editor):
    """Saving writes the text; nothing else of the row is touched."""
    for exercise in apps.get_model('exercises', 'Exercise').objects.iterator():
        exercise.save(update_fields=['search_text'])


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0003_article'),
    ]

    operations = [
        migrations.AddField(
            model_name='exercise',
            name='search_text',
            field=exercises.models.search_text.SearchText(default='', editable=False, of=('name', 'other_names', 'purpose')),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
