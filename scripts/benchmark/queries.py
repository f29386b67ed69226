"""What a page takes: of the processor, of waiting, and for each question to the database.

python -m scripts.benchmark.queries /today/ patient@demo.example
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, process_time
from typing import Any, NamedTuple
from unittest.mock import patch

import django

VISITS = 15
Asked = list[tuple[str, float]]


def told(path: str, email: str) -> Iterator[str]:
    """The least of some visits, without a server: whatever else the machine does only adds.

    A question is timed with the making of its SQL, which takes longer than SQLite's answer, and
    with the wait for PostgreSQL's.
    """
    _, *visits = _visits(path, email)
    by_clock = min(visit.by_clock for visit in visits)
    by_processor = min(visit.by_processor for visit in visits)
    costs = [
        (min(visit.asked[place][1] for visit in visits), table)
        for place, (table, _) in enumerate(visits[0].asked)
    ]
    inside = sum(seconds for seconds, _ in costs)
    whole = f"{_ms(by_clock)}, {_ms(by_processor)} of the processor"
    yield f"{path}: {whole}; {_ms(inside)} for {len(costs)} queries:"
    yield "  " + ", ".join(f"{table} {_ms(seconds)}" for seconds, table in sorted(costs)[::-1])


class _Visit(NamedTuple):
    """How long it took in seconds, and what was asked in it, in order."""

    by_clock: float
    by_processor: float
    asked: Asked


def _visits(path: str, email: str) -> Iterator[_Visit]:
    django.setup()
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=email))
    for _ in range(VISITS + 1):
        with _listening() as asked:
            began, worked = perf_counter(), process_time()
            client.get(path)
            yield _Visit(perf_counter() - began, process_time() - worked, asked)


@contextmanager
def _listening() -> Iterator[Asked]:
    from django.db.models.sql.compiler import SQLCompiler

    asked: Asked = []
    whole = SQLCompiler.execute_sql

    def execute_sql(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        began = perf_counter()
        rows = whole(compiler, *args, **kwargs)
        asked.append((compiler.query.model._meta.db_table, perf_counter() - began))
        return rows

    with patch.object(SQLCompiler, "execute_sql", execute_sql):
        yield asked


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    print("\n".join(told(*sys.argv[1:])))
