"""A clinician's own views of their caseload, by name."""

from django.db import transaction

from accounts.models import User
from recovery.models import SavedView


class TooManyViews(ValueError):
    """There are as many as fit; nothing was stored."""


@transaction.atomic
def save(*, clinician: User, name: str, query: str) -> SavedView:
    """Keep a view; under a name that is taken it replaces the one before."""
    own = SavedView.objects.filter(clinician=clinician)
    if not own.filter(name=name).exists() and own.count() >= SavedView.MOST:
        raise TooManyViews
    view, _is_new = SavedView.objects.update_or_create(
        clinician=clinician, name=name, defaults={"query": query}
    )
    return view


def remove(*, clinician: User, view_id: int) -> bool:
    """False where this clinician has no such view."""
    gone, _by_model = SavedView.objects.filter(clinician=clinician, pk=view_id).delete()
    return bool(gone)
