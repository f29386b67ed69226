"""Reads. Each is one query, unless it says otherwise."""

from datetime import date, datetime, timedelta

from django.db.models import Case, Q, QuerySet, When

from accounts.local_time import local_day
from accounts.models import CareRelationship, Invitation, Message, RecordAccess, User


def latest_accepted_invitation(patient: User) -> Invitation | None:
    """What a clinician set out for this patient: `invitation.plan` and `invitation.invited_by`."""
    return (
        Invitation.objects.select_related("invited_by")
        .filter(accepted_by=patient)
        .order_by("-accepted_at", "-pk")
        .first()
    )


def open_invitations(clinician: User, now: datetime) -> QuerySet[Invitation]:
    """This clinician's links that nobody has used yet, newest first."""
    return Invitation.objects.filter(
        invited_by=clinician, accepted_at=None, revoked_at=None, expires_at__gt=now
    ).order_by("-created_at")


def care_team(patient: User, on: date) -> QuerySet[CareRelationship]:
    """Who looks after this patient on this day, the main therapist first."""
    main_first = Case(When(role=CareRelationship.Part.PRIMARY, then=0), default=1)
    rows = CareRelationship.objects.current(on).filter(patient=patient)
    return rows.select_related("clinician").order_by(main_first, "from_on")


def care_history(patient: User) -> QuerySet[CareRelationship]:
    """Whoever looked after this patient or will, the latest first, with who arranged it."""
    rows = CareRelationship.objects.filter(patient=patient).order_by("-from_on", "-pk")
    return rows.select_related("clinician", "arranged_by", "instead_of", "ended_by")


# As far as clocks on earth are behind UTC, and ahead of it.
BEHIND, AHEAD = timedelta(hours=12), timedelta(hours=14)


def care_by(clinician: User, now: datetime) -> QuerySet[CareRelationship]:
    """The care this clinician gives at this moment, by the day it is where each patient lives.

    Two queries: on the days around a first or last day each row is asked by its patient's clock.
    """
    first, last = (now - BEHIND).date(), (now + AHEAD).date()
    rows = CareRelationship.objects.filter(clinician=clinician)
    everywhere = Q(from_on__lte=first) & (Q(until_on=None) | Q(until_on__gt=last))
    near = rows.filter(from_on__lte=last).lasting(first).exclude(everywhere)
    there = [
        row.pk
        for row in near.select_related("patient")
        if row.is_current(local_day(row.patient, now))
    ]
    return rows.filter(everywhere | Q(pk__in=there))


def patients_of(clinician: User, on: date) -> QuerySet[User]:
    """Everybody in this clinician's care on this day."""
    cared_for = CareRelationship.objects.current(on).filter(clinician=clinician)
    return User.objects.filter(pk__in=cared_for.values("patient"))


def looks_at(patient: User) -> QuerySet[RecordAccess]:
    """Every look at this patient's record, latest first."""
    return RecordAccess.objects.filter(patient=patient).select_related("viewer")


def thread_of(patient: User) -> QuerySet[Message]:
    """Every message between this patient and their care team, latest first."""
    return Message.objects.filter(patient=patient).select_related("written_by")


def unread_of(patient: User, reader: User) -> int:
    """How many messages of this thread the reader has not been shown yet."""
    return Message.objects.filter(patient=patient).unread_by(reader.pk).count()
