"""Several keys of a stored day at once, and as text.

Each key asked for on its own has the whole day unpacked and parsed again, and a day is long: for
hundreds of plans that is most of the time a list takes. So is making values of the text; where
many plans say the same, it is read once.
"""

import json
from functools import lru_cache
from typing import Any

from django.db.models import F, Func, TextField

Sql = tuple[str, Any]


class JsonKeys(Func):
    """The values of these keys, two or more, as one text; `read_keys` reads it.

    apart: a key whose value, a list, stands on a line of its own and is read only where it is
    needed.
    """

    output_field = TextField()

    def __init__(self, column: str, *keys: str, apart: str = "", **extra: Any) -> None:
        self.keys, self.apart = keys, apart
        super().__init__(F(column), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        column, params = compiler.compile(self.source_expressions[0])
        paths = ", ".join(f"'$.{key}'" for key in self.keys)
        text = f"JSON_EXTRACT({column}, {paths})"
        if not self.apart:
            return text, params
        apart = f"COALESCE(JSON_EXTRACT({column}, '$.{self.apart}'), '[]')"
        return f"{text} || CHAR(10) || {apart}", [*params, *params]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Sql:
        """Joined with nothing, a day is unpacked once, however many of its keys are read."""
        column, params = compiler.compile(self.source_expressions[0])
        values = ", ".join(f"day -> '{key}'" for key in self.keys)
        text = f"JSONB_BUILD_ARRAY({values})::text"
        if self.apart:
            text = f"{text} || CHR(10) || COALESCE((day -> '{self.apart}')::text, '[]')"
        unpacked = f"(SELECT {column} || '{{}}'::jsonb AS day OFFSET 0) AS unpacked"
        return f"(SELECT {text} FROM {unpacked})", params  # noqa: S608


def read_keys(text: str) -> tuple[list[Any], str]:
    """The values in the order of the keys, None where there is none, and what stands apart."""
    values, _, apart = text.partition("\n")
    return read_json(values), apart


@lru_cache(maxsize=1024)
def read_json(text: str) -> Any:
    """Not to be changed: the next to say the same is given the same."""
    return json.loads(text)
