"""Reads. Each is one query."""

from datetime import date, datetime

from django.db.models import Case, QuerySet, When

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


def care_by(clinician: User, now: datetime) -> QuerySet[CareRelationship]:
    """The care this clinician gives at this moment."""
    return CareRelationship.objects.at(now).filter(clinician=clinician)


def patients_of(clinician: User, now: datetime) -> QuerySet[User]:
    """Everybody in this clinician's care at this moment."""
    return User.objects.filter(pk__in=care_by(clinician, now).values("patient"))


def looks_at(patient: User) -> QuerySet[RecordAccess]:
    """Every look at this patient's record, latest first."""
    return RecordAccess.objects.filter(patient=patient).select_related("viewer")


def thread_of(patient: User) -> QuerySet[Message]:
    """Every message between this patient and their care team, latest first."""
    return Message.objects.filter(patient=patient).select_related("written_by")


def unread_of(patient: User, reader: User) -> int:
    """How many messages of this thread the reader has not been shown yet."""
    return Message.objects.filter(patient=patient).unread_by(reader.pk).count()
