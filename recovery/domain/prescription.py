"""What a clinician gives one person beside the ladders of the protocol."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recovery.domain.codes import Context
from recovery.domain.ladder import Dose, Ladder, Option, Rung, Span

DAYS_OF_A_WEEK = 7
# What tells the code of a prescribed exercise from the protocol's own ladders.
PRESCRIBED = "own-"
# What can be prescribed, least and most [D]: wide enough for any use, narrow enough for slips.
RANGES: Mapping[str, tuple[int, int]] = {
    "sets": (1, 20),
    "reps": (1, 100),
    "hold_seconds": (1, 300),
    "duration_seconds": (5, 7200),
    "distance_metres": (5, 20_000),
    "rest_seconds": (0, 600),
    "load_kg": (0, 300),
    "days_a_week": (1, DAYS_OF_A_WEEK),
    "times_a_day": (1, 10),
}
LONGEST: Mapping[str, int] = {"load": 60, "tempo": 20, "note": 300}
AMOUNTS = ("reps", "duration_seconds", "distance_metres")


def exercise_of(code: str) -> str | None:
    """The exercise that a prescribed ladder's code names; None for a ladder of the protocol."""
    return code.removeprefix(PRESCRIBED) if code.startswith(PRESCRIBED) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Prescription:
    """An exercise of the library as a clinician gives it to one person, beside the ladders.

    loaded, context: what the rules take it for. note: words for the person, beside the exercise.
    asks_pain: whether its pain is asked for. Frequency is in days of any 7, and times on each.
    """

    exercise: str
    dose: Dose
    days_a_week: int = DAYS_OF_A_WEEK
    times_a_day: int = 1
    loaded: bool = True
    context: Context = Context.GENERAL
    asks_pain: bool = True
    note: str = ""

    @property
    def code(self) -> str:
        """The code of its ladder, the same whenever it is prescribed again."""
        return f"{PRESCRIBED}{self.exercise}"


def faults_of(what: Prescription) -> Iterator[tuple[str, str]]:
    """What is wrong with a prescription: a field, and "range", "length", "amount" or "hold".

    amount: not exactly one of repetitions, seconds and metres. hold: seconds of holding go with
    repetitions alone.
    """
    dose = what.dose
    for record in (dose, what):
        for name, (least, most) in RANGES.items():
            value = getattr(record, name, None)
            if value is not None and not least <= value <= most:
                yield name, "range"
        for name, longest in LONGEST.items():
            if len(getattr(record, name, "")) > longest:
                yield name, "length"
    if sum(getattr(dose, name) is not None for name in AMOUNTS) != 1:
        yield "reps", "amount"
    elif dose.hold_seconds is not None and dose.reps is None:
        yield "hold_seconds", "hold"


@dataclass(frozen=True, kw_only=True, slots=True)
class Prescribed:
    """A prescription as it stands: from which day, to which last one (None: until it is ended).

    since: the day it was first given; nobody can have done it before.
    """

    what: Prescription
    since: date
    starts_on: date
    until: date | None
    words: str

    def holds(self, today: date) -> bool:
        return self.starts_on <= today and (self.until is None or today <= self.until)

    def ladder_in(self, phases: Iterable[str]) -> Ladder:
        """The same as a ladder of one rung, which is in every phase and leads nowhere.

        Days a week are the days from one to the next where 7 can be shared so; else the next
        shorter stride, and never more days than were prescribed.
        """
        what, days = self.what, self.what.days_a_week
        stride, rest = divmod(DAYS_OF_A_WEEK, days)
        return Ladder(
            code=what.code,
            name="",
            rungs=(Rung(options=(Option(exercise=what.exercise),), dose=what.dose),),
            spans={code: Span(first=1, top=1) for code in phases},
            every_days=stride,
            most_in_7_days=days if rest else None,
            times_a_day=what.times_a_day,
            loaded=what.loaded,
            context=what.context,
            asks_pain=what.asks_pain,
            note=what.note,
        )
