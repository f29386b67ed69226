"""People for browser tests, each at a different point of the way, signed in without a form."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from accounts.care import take_on
from accounts.invitations import invite
from accounts.models import CareRelationship, Clinic, RecordAccess, Role, User
from exercises import editorial
from exercises.editing import record_edit
from exercises.editorial import Review
from exercises.exchange.files import keep
from exercises.models import Article, Exercise
from recovery import mappers
from recovery.models import RecoveryPlan, SessionDraft
from recovery.selectors import other_ways, own_limits, plan_days
from recovery.services import adverse_events, intakes, plan_templates, session_drafts
from recovery.services.first_directives import give_all
from tests import desks, upload_rows, uploads
from tests import factories as make
from tests.exchange_files import as_json
from tests.reminders import reminder_ids
from tests.second_factors import give_app, give_passkey, give_recovery_codes

WITH_FLAG = {**make.CALM, "red_flags": ["saddle_numbness"]}
DAYS = 4


def signed_in_cookie(user: User, base_url: str, *, is_confirmed: bool = False) -> dict[str, str]:
    """Somebody's session as their browser keeps it. is_confirmed: the password given just now."""
    client = Client()
    client.force_login(user)
    if is_confirmed:
        client.post("/account/reauthenticate/", {"password": make.PASSWORD})
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base_url}


@dataclass(frozen=True, kw_only=True, slots=True)
class Cast:
    """People by their part, and the ids that addresses name."""

    people: dict[str, User]
    ids: dict[str, Any]


def assemble(*, now: datetime | None = None) -> Cast:
    """Everybody that some page is for. Plans began some days ago and lead up to today."""
    now = now or timezone.now()
    call_command("load_content", stdout=StringIO())
    people = {**_staff(), **_patients(now.date()), **_beginners(now)}
    bridge = Exercise.objects.get(slug="two-leg-bridge")
    upload_rows.add_film(bridge, by=people["curator"])
    upload_rows.add_picture(bridge, by=people["curator"])
    upload_rows.add(bridge, uploads.picture("PNG"), by=people["curator"])
    _texts(people["curator"], people["reviewer"], now)
    for part in ("patient", "locked", "beginner"):
        take_on(patient=people[part], clinician=people["therapist"], on=now.date())
    for part in ("patient", "checked"):
        _is_given_more(people[part], people["therapist"], now)
    _has_fallen(people["patient"], now)
    clinic = desks.share_a_clinic(people["therapist"], people["colleague"])
    _templates(people, clinic, now)
    desks.cover(people["therapist"], people["colleague"], later=9)
    return Cast(people=people, ids=_ids(people, now))


def _staff() -> dict[str, User]:
    staff = {
        "therapist": make.make_user("Terry Therapist", Role.CLINICIAN),
        "colleague": make.make_user("Robin Colleague", Role.CLINICIAN),
        "curator": make.make_user("Cleo Curator", Role.CONTENT_ADMIN),
        "reviewer": make.make_user("Rae Reviewer", Role.CLINICAL_REVIEWER),
        "admin": make.make_user("Ada Admin", is_staff=True, is_superuser=True),
    }
    for user in staff.values():
        give_app(user)
    return staff


def _texts(curator: User, reviewer: User, now: datetime) -> None:
    """One that was passed, changed and sent to review again, and one that waits for it."""
    row = Exercise.objects.get(slug="heel-dig")
    editorial.submit(row=row, by=curator, now=now)
    due_on = now.date() + timedelta(days=9)
    review = Review(version=1, profession="doctor", reviewed_on=now.date(), due_on=due_on)
    editorial.publish(row=row, by=reviewer, now=now, comment="Sound.", review=review)
    row.cue = "Press a grape."
    row.save()
    record_edit(row=row, by=curator, now=now)
    for text in (row, make.make_protocol_version()):
        editorial.submit(row=text, by=curator, now=now)


def _patients(today: date) -> dict[str, User]:
    """With a plan: before the check-in, after it, within a session, at its end, and locked."""
    parts = ("patient", "checked", "training", "finishing", "locked")
    plans = {
        part: make.make_plan(
            patient=make.make_patient(f"Pat {part.title()}"), days=DAYS, today=today
        )
        for part in parts
    }
    for part in ("checked", "training", "finishing"):
        make.live(plans[part], today, make.CALM, None)
    begin_session(plans["training"], today)
    draft = begin_session(plans["finishing"], today)
    for number in range(1, len(draft.lines) + 1):
        session_drafts.keep(draft=draft, number=number, answer={"done": "1", "pain": 1})
    make.live(plans["locked"], today, WITH_FLAG, None)
    return {part: plan.patient for part, plan in plans.items()}


def _is_given_more(patient: User, therapist: User, now: datetime) -> None:
    """Two exercises beside the ladders, one of which nobody asks the pain of; and one left out."""
    bird_dog = {"exercise": "bird-dog", "dose": {"sets": 2, "reps": 6}, "note": "Slowly."}
    breathing = {
        "exercise": "belly-breathing",
        "dose": {"sets": 1, "duration_seconds": 120},
        "asks_pain": False,
    }
    give_all(
        plan=RecoveryPlan.objects.open().get(patient=patient),
        settings={
            "exercises": [{"what": bird_dog}, {"what": breathing, "for_days": 14}],
            "left_out": ["cardio"],
            "reason": "For your back, and a calmer night.",
        },
        client_id="more",
        by=therapist,
        now=now,
        today=now.date(),
    )


def _templates(people: dict[str, User], clinic: Clinic, now: datetime) -> None:
    """One of the therapist's own, and the clinic's with a version of each of them."""
    strict = {"protocol": "hamstring-strain", "profile": "strict", "reason": "Gently at first."}
    told = {"name": "Second strain", "now": now}
    plan_templates.keep(owner=people["therapist"], settings=strict, **told)
    plan_templates.keep(owner=people["colleague"], settings=strict, clinic=clinic, **told)
    later = {**strict, "autonomy": "propose"}
    plan_templates.keep(owner=people["therapist"], settings=later, clinic=clinic, **told)


def _has_fallen(patient: User, now: datetime) -> None:
    told = {"kind": "fall", "seriousness": "stopped", "told": "Slipped on the stairs"}
    when = {"on": now.date(), "now": now, "today": now.date()}
    adverse_events.record(patient=patient, by=patient, client_id="fall", **told, **when)


def begin_session(plan: RecoveryPlan, today: date) -> SessionDraft:
    day = plan_days.today(plan, today)
    caps = own_limits.caps_on(plan, mappers.protocol_of(plan.protocol_version), day)
    beside = other_ways.around(plan, mappers.protocol_of(plan.protocol_version), day)
    now = make.noon(today)
    return session_drafts.begin(
        plan=plan, day=day, caps=caps, on=today, short=False, now=now, around=beside
    )


def _beginners(now: datetime) -> dict[str, User]:
    """Without a plan: with every first question answered, one told to see a doctor, and an app."""
    answers = {
        **make.INTAKE,
        "injured_on": now.date().isoformat(),
        "onset": "sudden",
        "forecast_days": 28,
        "activities": [["Climbing stairs", 4]],
    }
    people = {part: make.make_patient() for part in ("beginner", "advised", "careful")}
    intakes.save_draft(answers=answers, now=now, patient=people["beginner"])
    advised = {**answers, "red_flags": WITH_FLAG["red_flags"]}
    intakes.save_draft(answers=advised, now=now, patient=people["advised"])
    give_app(people["careful"])
    give_recovery_codes(people["careful"])
    give_passkey(people["careful"])
    return people


def _ids(people: dict[str, User], now: datetime) -> dict[str, Any]:
    invitation, token = invite(clinician=people["therapist"], plan={}, now=now)
    access = RecordAccess.objects.create(
        patient=people["patient"], viewer=people["therapist"], at=now, what="a page"
    )
    address = EmailAddress.objects.create(user=people["patient"], email="new@example.org")
    entry = people["patient"].recovery_plans.get().entries.filter(kind="session").first()
    passkey = people["careful"].authenticator_set.get(type="webauthn")
    upload = keep(data=as_json(cue="Press a grape."), name="a.json", by=people["curator"], now=now)
    return {
        **reminder_ids(people["patient"]),
        "patient": people["patient"].public_id,
        "locked": people["locked"].public_id,
        "beginner": people["beginner"].public_id,
        "day": entry.on,
        "today": now.date(),
        "yesterday": now.date() - timedelta(days=1),
        "entry": entry.pk,
        "directive": desks.hold(entry.plan, people["therapist"], now.date()).pk,
        "passkey": passkey.pk,
        "article": Article.objects.get(slug="pain-as-a-guide").pk,
        "exercise": Exercise.objects.get(slug="two-leg-bridge").pk,
        "protocol": make.make_protocol_version().pk,
        "version": make.make_protocol_version().version,
        "person": people["careful"].pk,
        "colleague": people["colleague"].public_id,
        "second": desks.second(
            people["patient"], people["therapist"], people["colleague"], now.date()
        ).pk,
        "care": CareRelationship.objects.first().pk,
        "invitation": invitation.pk,
        "access": access.pk,
        "upload": upload.public_id,
        "address": address.pk,
        "token": token,
        "mail_key": EmailConfirmationHMAC(address).key,
        "reset_key": f"{int_to_base36(people['patient'].pk)}-"
        + default_token_generator.make_token(people["patient"]),
    }
