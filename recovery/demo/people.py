"""The made-up people of the demonstration. Their plans come from the rules."""

from dataclasses import dataclass, field
from typing import Any

from recovery.domain.codes import Autonomy
from recovery.simulation.courses import (
    Course,
    every_other_day,
    healing,
    over_doer,
    sore_but_safe,
    with_flare,
    with_red_flag,
    without,
)

STEADY = healing(from_pain=3, calm_after=8)
SLOW = healing(from_pain=4, calm_after=26)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPatient:
    """days: how long ago the plan began. knows_today: whether today's check-in is done.

    note: what the therapist wrote for the care team. thread: what they asked two days ago, and the
    therapist's answer a day later, which still waits to be read.
    programme: what the therapist gave beside the ladders, as settings, a week after the beginning.
    autonomy: under *propose* the therapist answers what waits, but has not in the last two days.
    """

    email: str
    name: str
    days: int
    course: Course
    knows_today: bool = False
    autonomy: Autonomy = Autonomy.AUTOMATIC
    note: str = ""
    thread: tuple[str, str] | None = None
    programme: dict[str, Any] = field(default_factory=dict)
    intake: dict[str, Any] = field(default_factory=dict)


PATIENTS = (
    DemoPatient(
        email="patient@demo.example",
        name="Alex Demo",
        days=21,
        course=healing(from_pain=4, calm_after=14),
        note="Drives for work on Thursdays. Ask how the thigh was after a long day in the car.",
        thread=(
            "The long drive left my thigh stiff for a while. Should I leave out the bridge?",
            "No need to, if it was gone within the hour. Stop once an hour and walk a little.",
        ),
        intake={"goal": "running", "severity": "moderate"},
    ),
    DemoPatient(
        email="steady@demo.example", name="Sam Steady", days=15, course=STEADY, knows_today=True
    ),
    DemoPatient(
        email="slow@demo.example",
        name="Lee Slow",
        days=32,
        course=every_other_day(SLOW),
        knows_today=True,
        programme={
            "exercises": [
                {
                    "what": {
                        "exercise": "heel-raise-two-leg",
                        "dose": {"sets": 2, "reps": 12, "rest_seconds": 30},
                        "days_a_week": 3,
                        "note": "Hold on to the kitchen worktop.",
                    }
                }
            ],
            "reason": "Stronger calves take load off your thigh on the stairs.",
        },
        intake={"goal": "everyday", "severity": "moderate", "age": 58},
    ),
    DemoPatient(
        email="flare@demo.example",
        name="Kim Flare",
        days=17,
        course=with_flare(STEADY, 9, 13, 17),
        knows_today=True,
        intake={"goal": "sport"},
    ),
    DemoPatient(
        email="keen@demo.example",
        name="Max Keen",
        days=12,
        course=over_doer,
        knows_today=True,
        intake={"goal": "sport", "age": 24},
    ),
    DemoPatient(
        email="silent@demo.example",
        name="Robin Silent",
        days=19,
        course=without(STEADY, first=13, until=99),
    ),
    DemoPatient(
        email="locked@demo.example",
        name="Toni Locked",
        days=9,
        course=with_red_flag(SLOW, on=9, code="swollen_warm_calf"),
        knows_today=True,
        intake={"age": 47},
    ),
    DemoPatient(
        email="passed@demo.example",
        name="Chris Passed",
        days=10,
        course=STEADY,
        knows_today=True,
        intake={"goal": "work"},
    ),
    DemoPatient(email="first@demo.example", name="Uma First", days=0, course=STEADY),
    DemoPatient(
        email="ending@demo.example",
        name="Nic Ending",
        days=63,
        course=every_other_day(STEADY),
        knows_today=True,
        intake={"goal": "everyday", "age": 39},
    ),
    DemoPatient(
        email="sore@demo.example",
        name="Eli Sore",
        days=20,
        course=sore_but_safe,
        knows_today=True,
        autonomy=Autonomy.PROPOSE,
        intake={"goal": "work"},
    ),
    DemoPatient(
        email="gap@demo.example",
        name="Ira Gap",
        days=27,
        course=without(STEADY, first=15, until=25),
        knows_today=True,
    ),
)
