"""Several keys of a stored day at once.

Each key asked for on its own has the whole text parsed again, and a day is long: for hundreds of
plans that is most of the time a list takes.
"""

from typing import Any

from django.db.models import F, Func, JSONField, Value


class JsonKeys(Func):
    """The values of these keys, as a list in the same order; None where there is none."""

    output_field = JSONField()

    def __init__(self, column: str, *keys: str, **extra: Any) -> None:
        self.keys = keys
        super().__init__(F(column), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        paths = [Value(f"$.{key}") for key in self.keys]
        whole = Func(*self.source_expressions, *paths, function="JSON_EXTRACT")
        return compiler.compile(whole)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        column, params = compiler.compile(self.source_expressions[0])
        values = ", ".join(f"{column} -> '{key}'" for key in self.keys)
        return f"jsonb_build_array({values})", [*params] * len(self.keys)
