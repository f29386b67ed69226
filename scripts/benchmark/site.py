"""How many requests a second a patient's pages answer, beside an empty view of the same server."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from time import perf_counter

from scripts.benchmark.figures import Figure
from scripts.benchmark.server import Server, costs, running, say
from scripts.benchmark.visitor import Visitor

WORDS = (
    "The site, by the clock: one signed-in patient, one request after another, SQLite, no debug\n"
    "pages. ratio: to an empty view added for the bench, which answers nothing behind the same\n"
    "middleware, so the session and the person are looked up for it, too."
)
PATIENT, PASSWORD = "patient@demo.example", "stepwise-demo"
EMPTY = "an empty view"
HALF = 0.5
REQUESTS = 30  # a turn
CHECK_INS = 8  # a turn, as each is one more entry of the day
READ = {"Today": "/today/", "the check-in": "/check-in/"}
CHECK_IN = {
    "flags": "none",
    "pain_rest": "0",
    "pain_morning": "1",
    "pain_worst": "2",
    "settled": "none",
    "nothing_new": "1",
}
Ask = Callable[[], object]


def figures(*, turns: int) -> list[Figure]:
    say("site: starting a server with the demo people")
    with running() as server:
        visitor = Visitor(server.port)
        visitor.sign_in(PATIENT, PASSWORD)
        pages: dict[str, tuple[Ask, int]] = {
            EMPTY: (partial(visitor.get, "/empty/"), REQUESTS),
            **{name: (partial(visitor.get, path), REQUESTS) for name, path in READ.items()},
        }
        found = _by_turns(pages, turns)
        sent = {EMPTY: pages[EMPTY], "a check-in sent": (sender(visitor), CHECK_INS)}
        found += _by_turns(sent, turns)[1:]
        return [_with_queries(figure, server) for figure in found]


def _by_turns(pages: dict[str, tuple[Ask, int]], turns: int) -> list[Figure]:
    rates: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(turns + 1):
        for name, (ask, times) in pages.items():
            rate = _rate(ask, times)
            if turn:  # the first is for nothing: templates are read once
                rates[name].append(rate)
        if turn:
            say(f"site: turn {turn} of {turns}: {', '.join(list(pages)[1:])}")
    return [_figure(name, measured, rates[EMPTY]) for name, measured in rates.items()]


def _rate(ask: Ask, times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        ask()
    return times / (perf_counter() - began)


def _figure(name: str, measured: list[float], empty: list[float]) -> Figure:
    return Figure(
        name=name,
        unit="/s",
        measured=measured,
        ratios=[one / other for one, other in zip(measured, empty, strict=True)],
        ratio_at_least=None if name == EMPTY else HALF,
    )


def sender(visitor: Visitor) -> Ask:
    """Sends a check-in, each time another one: the same twice would be stored once."""
    numbers = count()

    def send() -> str:
        return visitor.post("/check-in/", {**CHECK_IN, "client_id": f"bench-{next(numbers)}"})

    return send


def _with_queries(figure: Figure, server: Server) -> Figure:
    """The same, and, where a page is slow, what it asks of the database."""
    if figure.is_within is not False or figure.name not in READ:
        return figure
    return replace(figure, notes=costs(server, READ[figure.name], PATIENT))
