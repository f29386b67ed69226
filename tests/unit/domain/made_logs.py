"""Made-up logs of every kind, and the protocols they follow."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from recovery.domain.codes import Autonomy, Goal, SeverityBand
from recovery.domain.log import Correction, Entry, Intake, Log
from recovery.domain.plan import Decision, fold
from recovery.domain.protocol import Protocol

from .good_days import said_on_a_good_day
from .kit import START, hamstring, intake
from .made_protocols import protocols
from .strategies import (
    NO_FLAGS,
    PLENTY,
    corrections,
    entries,
    kinds_of,
    maybe_pains,
    red_flags,
    seldom,
)

DAYS = 24
TOMORROW = START + timedelta(days=DAYS)  # the day after a made-up log


@st.composite
def intakes(draw: st.DrawFn) -> Intake:
    """Mostly people who may begin at once; seldom a fact or a sign that asks for a clinician."""
    is_examined = draw(seldom)
    return intake(
        severity=draw(
            st.sampled_from([*[SeverityBand.MILD, SeverityBand.MODERATE] * 12, SeverityBand.SEVERE])
        ),
        age=draw(st.sampled_from([31] * 24 + [70, 70, 16])),
        anticoagulants=draw(st.sampled_from([False] * 24 + [True])),
        recurrent=draw(seldom),
        goal=draw(st.sampled_from(Goal)),
        equipment=draw(st.sampled_from([NO_FLAGS, frozenset({"chair", "band", "step"})])),
        red_flags=draw(red_flags),
        pain_now=draw(st.sampled_from([0, 1, 2, 3, 4, None])),
        pain_worst=draw(maybe_pains),
        pain_rest=draw(maybe_pains),
        injured_on=START - timedelta(days=draw(st.integers(0, 10))),
        examined_by="doctor" if is_examined else "",
        examined_on=START if is_examined else None,
    )


@st.composite
def logs(
    draw: st.DrawFn,
    protocol: Protocol | None = None,
    days: int = DAYS,
    of: list[str] = PLENTY,
    autonomies: tuple[Autonomy, ...] = tuple(Autonomy),
) -> Log:
    """A log of up to `days` days: good days first, then days of all kinds, with gaps."""
    protocol = protocol or hamstring()
    kinds = kinds_of(protocol)
    told: list[Entry] = [draw(intakes())]
    calm_until = draw(st.integers(0, days * 2 // 3))
    day = 1
    while day < days:
        on = START + timedelta(days=day)
        if day <= calm_until or draw(seldom):
            told += _numbered(said_on_a_good_day(protocol, pain=0), on, len(told))
        else:
            for _ in range(draw(st.integers(0, 3))):
                told.append(draw(entries(kinds, on, len(told), of)))
        day += 1 if day < calm_until else draw(st.sampled_from([1] * 12 + [2, 3, 8, 15]))
    for wrong in draw(st.lists(st.sampled_from(told), max_size=2, unique_by=lambda one: one.id)):
        told.append(draw(corrections(kinds, wrong, len(told))))
    return Log(start=START, entries=tuple(told), autonomy=draw(st.sampled_from(autonomies)))


def _numbered(said: tuple[Entry, ...], on: date, number: int) -> list[Entry]:
    return [
        replace(entry, id=f"e{place}", on=on, order=place)
        for place, entry in enumerate(said, start=number)
    ]


@st.composite
def said_tomorrow(draw: st.DrawFn, protocol: Protocol, of: list[str] = PLENTY) -> list[Entry]:
    """A few entries of any kind, or of these, about the day after a log."""
    kinds, count = kinds_of(protocol), draw(st.integers(0, 3))
    return [draw(entries(kinds, TOMORROW, 900 + place, of)) for place in range(count)]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A protocol, and the log of somebody who follows it."""

    protocol: Protocol
    log: Log

    @property
    def latest(self) -> date:
        return self.log.start + timedelta(days=DAYS - 1)

    def decisions(self, *more: Entry) -> list[Decision]:
        """Every day decided, after these entries too."""
        log = replace(self.log, entries=(*self.log.entries, *more))
        return list(fold(self.protocol, log, until=self.latest))

    def told(self, *entries: Entry) -> "Case":
        """The same protocol with these entries instead."""
        return replace(self, log=replace(self.log, entries=entries))


every_protocol = st.one_of(st.builds(hamstring), protocols())


@st.composite
def cases(draw: st.DrawFn, days: int = DAYS, of: list[str] = PLENTY) -> Case:
    """A log over the shipped protocol or over a made-up one."""
    protocol = draw(every_protocol)
    return Case(protocol=protocol, log=draw(logs(protocol, days, of)))


def shifted(log: Log, days: int) -> Log:
    """The same log, so many days later."""
    by = timedelta(days=days)
    return replace(
        log, start=log.start + by, entries=tuple(_moved(entry, by) for entry in log.entries)
    )


def _moved(entry: Entry, by: timedelta) -> Entry:
    dates = {
        name: getattr(entry, name) + by
        for name in ("on", "injured_on", "seen_on", "starts_on", "until", "examined_on")
        if getattr(entry, name, None) is not None
    }
    if isinstance(entry, Correction):
        changes = {
            name: value + by if isinstance(value, date) else value
            for name, value in entry.changes.items()
        }
        return replace(entry, **dates, changes=changes)
    return replace(entry, **dates)
