"""A plan in its last weeks, with a list a week. A therapist moved it there; its days are lived."""

from datetime import date, timedelta

from accounts.care import take_on
from accounts.models import User
from recovery.domain.codes import DirectiveKind
from recovery.models import RecoveryPlan
from recovery.selectors import plan_days
from recovery.services import directives
from tests import factories as make

DAY = timedelta(days=1)
DAYS = 56
SESSION = {"effort": 4, "minutes": 15}


def plan_in_last_weeks(first: date, *, therapist: User | None = None) -> RecoveryPlan:
    """`first` is the first day of the eight weeks. Three days before it the plan began."""
    therapist = therapist or make.make_clinician()
    began = first - 3 * DAY
    plan = make.make_plan(today=began, injured_on=began - 30 * DAY)
    take_on(patient=plan.patient, clinician=therapist, on=began)
    for number in range(1, 4):
        day = began + number * DAY
        make.live(plan, day, make.CALM, None)
        directives.give(
            plan=plan,
            kind=DirectiveKind.ADVANCE_PHASE,
            reason="All of it went well",
            on=day,
            client_id=f"on{number}",
            by=therapist,
            now=make.noon(day),
            today=day,
        )
    return plan


def live_until(plan: RecoveryPlan, since: date, until: date) -> None:
    """A check-in and a session on each day with a list, from `since` to the day before `until`."""
    for number in range((until - since).days):
        day = since + number * DAY
        if plan_days.today(plan, day).exercises:
            make.live(plan, day, make.CALM, SESSION)
