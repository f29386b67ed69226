"""The protocols a new plan may begin with. One query."""

from recovery.models import ProtocolVersion


def protocols() -> list[ProtocolVersion]:
    """The newest published version of each, by name; the text is not read."""
    rows = ProtocolVersion.objects.published().defer("text").order_by("code", "version")
    return sorted({row.code: row for row in rows}.values(), key=lambda row: row.name)
