"""Who works with whom: the colleagues of a clinic."""

from django.db.models import QuerySet

from accounts.models import ClinicMember, Role, User


def membership_of(clinician: User) -> ClinicMember | None:
    return ClinicMember.objects.select_related("clinic").filter(clinician=clinician).first()


def members_of(clinic_id: int) -> QuerySet[ClinicMember]:
    """Everybody of the clinic, by name."""
    return ClinicMember.objects.filter(clinic=clinic_id).select_related("clinician")


def colleagues_of(clinician: User) -> QuerySet[User]:
    """The other clinicians of the same clinic who can sign in, by name."""
    own = ClinicMember.objects.filter(clinician=clinician).values("clinic")
    return (
        User.objects.filter(membership__clinic__in=own, is_active=True)
        .filter(role_grants__role=Role.CLINICIAN)
        .exclude(pk=clinician.pk)
    )
