"""What a page takes of the processor, and what each of its questions to the database costs.

python -m scripts.benchmark.queries /today/ patient@demo.example
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

import django

VISITS = 15
Asked = list[tuple[str, float]]


def told(path: str, email: str) -> Iterator[str]:
    """Medians over some visits, without a server. A question is timed with the making of its SQL,
    which takes longer than SQLite's answer."""
    _, *visits = _visits(path, email)
    whole = median(seconds for seconds, _ in visits)
    costs = [
        (median(asked[place][1] for _, asked in visits), table)
        for place, (table, _) in enumerate(visits[0][1])
    ]
    inside = sum(seconds for seconds, _ in costs)
    yield f"{path}: {_ms(whole)} of the processor, {_ms(inside)} of it for {len(costs)} queries:"
    yield "  " + ", ".join(f"{table} {_ms(seconds)}" for seconds, table in sorted(costs)[::-1])


def _visits(path: str, email: str) -> Iterator[tuple[float, Asked]]:
    """How long each visit took, and what was asked in it, in order."""
    django.setup()
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=email))
    for _ in range(VISITS + 1):
        with _listening() as asked:
            began = process_time()
            client.get(path)
            yield process_time() - began, asked


@contextmanager
def _listening() -> Iterator[Asked]:
    from django.db.models.sql.compiler import SQLCompiler

    asked: Asked = []
    whole = SQLCompiler.execute_sql

    def execute_sql(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        began = process_time()
        rows = whole(compiler, *args, **kwargs)
        asked.append((compiler.query.model._meta.db_table, process_time() - began))
        return rows

    with patch.object(SQLCompiler, "execute_sql", execute_sql):
        yield asked


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    print("\n".join(told(*sys.argv[1:])))
