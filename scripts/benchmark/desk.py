"""How long a therapist's pages take with 700 patients of 180 days.

On SQLite, or in the empty database that STEPWISE_BENCH_DATABASE names.
"""

import os
import re
from time import perf_counter

from scripts.benchmark.figures import Figure
from scripts.benchmark.server import costs, running, say
from scripts.benchmark.visitor import Visitor

WORDS = (
    "The desk, by the clock: one therapist with 700 patients of 180 days, one request after\n"
    "another, no debug pages. ratio: to an empty view behind the same middleware."
)
PREPARE = ("migrate -v0", "load_content -v0", "seed_load")
THERAPIST, PASSWORD = "load@demo.example", "stepwise-demo"
DATABASE = "STEPWISE_BENCH_DATABASE"
EMPTY = "/empty/"
REQUESTS = 6  # a turn
AT_MOST = 150.0  # milliseconds
PATIENT = re.compile(r'href="(/patients/[0-9a-f-]{36}/)"')


def figures(*, turns: int) -> list[Figure]:
    database = os.environ.get(DATABASE, "")
    say(f"desk: filling a caseload on {'PostgreSQL' if database else 'SQLite'}")
    with running(*PREPARE, database=database) as server:
        visitor = Visitor(server.port)
        visitor.sign_in(THERAPIST, PASSWORD, form="/alerts/")
        pages = _pages(visitor)
        plain, taken = [], {name: [] for name in pages}
        for turn in range(turns + 1):
            empty = _milliseconds(visitor, EMPTY)
            found = {name: _milliseconds(visitor, path) for name, path in pages.items()}
            if turn:  # the first is for nothing: what a process reads once and keeps
                plain.append(empty)
                for name, one in found.items():
                    taken[name].append(one)
                say(f"desk: turn {turn} of {turns}")
        notes = {name: costs(server, path, THERAPIST) for name, path in pages.items()}
    return [_figure(name, measured, plain, notes[name]) for name, measured in taken.items()]


def _pages(visitor: Visitor) -> dict[str, str]:
    everybody = "/caseload/?view=everyone"
    found = PATIENT.search(visitor.get(everybody))
    return {
        "the caseload": everybody,
        "the inbox of alerts": "/alerts/",
        "a patient's page": found[1] if found else everybody,
    }


def _milliseconds(visitor: Visitor, path: str) -> float:
    began = perf_counter()
    for _ in range(REQUESTS):
        visitor.get(path)
    return (perf_counter() - began) * 1000 / REQUESTS


def _figure(name: str, measured: list[float], plain: list[float], notes: tuple[str, ...]) -> Figure:
    ratios = [one / empty for one, empty in zip(measured, plain, strict=True)]
    return Figure(
        name=name, unit="ms", measured=measured, ratios=ratios, at_most=AT_MOST, notes=notes
    )
