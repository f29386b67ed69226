"""What of a text is content: its words, not the white space between them.

Every door reads words with single spaces and drops empty lines of a list. A row that got
in otherwise must not count as changed when its own export comes back.
"""

from typing import Any

from exercises.exchange.columns import Record
from exercises.yaml_source import one_line, whole_lines


def tidy(record: Record) -> dict[str, Any]:
    """A content's `as_dict` as a file has it: without what it has not."""
    return {key: _tidy(key, value) for key, value in record.items() if value is not None}


def _tidy(key: str, value: Any) -> Any:
    match value:
        case str():
            return whole_lines(value) if key == "body" else one_line(value)
        case list():
            return [one for part in value if (one := _tidy("", part))]
        case dict():
            return tidy(value)
        case _:
            return value
