"""A therapist at the desk, with a second factor and patients of their own."""

from datetime import date, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts import care, covers
from accounts.local_time import local_day
from accounts.models import CareRelationship, Clinic, ClinicMember, Cover, User
from recovery.domain.codes import DirectiveKind
from recovery.models import LogEntry, RecoveryPlan
from recovery.services import directives
from tests.factories import make_clinician, noon
from tests.second_factors import give_app


def seat(client: Client, *patients: User) -> User:
    """Signed in, with these patients in care."""
    clinician = make_clinician(patients=patients)
    give_app(clinician)
    client.force_login(clinician)
    return clinician


def share_a_clinic(lead: User, *members: User) -> Clinic:
    """A clinic that the first of them leads."""
    clinic = Clinic.objects.create(name=f"Clinic of {lead.name}")
    ClinicMember.objects.create(clinic=clinic, clinician=lead, part=ClinicMember.Part.LEAD)
    for one in members:
        ClinicMember.objects.create(clinic=clinic, clinician=one)
    return clinic


def second(patient: User, main: User, colleague: User, today: date) -> CareRelationship:
    """The colleague looks after the main therapist's patient as well."""
    told = {"note": "Two heads are better.", "by": main, "now": noon(today)}
    return care.add_second(patient=patient, colleague=colleague, **told)


def cover(away: User, colleague: User, *, later: int, days: int = 1, note: str = "Look.") -> Cover:
    """Cover that begins so many days from now."""
    now = timezone.now()
    first = local_day(away, now) + timedelta(days=later)
    return covers.arrange(
        away=away,
        colleague=colleague,
        first=first,
        last=first + timedelta(days=days - 1),
        note=note,
        by=away,
        now=now,
    )


def instruct(client: Client, patient: User, **said: object):
    """Send the directive form as the page would, with what is said."""
    sent = {"client_id": str(uuid4()), "reason": "A long drive on Saturday.", **said}
    return client.post(f"/patients/{patient.public_id}/directives/", sent)


def hold(plan: RecoveryPlan, by: User, today: date) -> LogEntry:
    """A hold on everything, as a clinician gives it."""
    told = {"plan": plan, "on": today, "by": by, "now": noon(today), "today": today}
    words = {"kind": DirectiveKind.HOLD, "reason": "A long drive.", "client_id": "hold"}
    return directives.give(**told, **words).entry


def iso(day: date) -> str:
    return day.isoformat()
