"""The protocols a new plan may begin with. One query."""

from recovery.models import ProtocolVersion


def protocols() -> list[ProtocolVersion]:
    """One version of each, by name; the text is not read."""
    rows = ProtocolVersion.objects.to_begin_with().defer("text")
    return sorted({row.code: row for row in rows}.values(), key=lambda row: row.name)
