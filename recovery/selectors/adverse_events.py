"""What went wrong for one patient."""

from django.db.models import QuerySet

from accounts.models import User
from recovery.models import AdverseEvent


def adverse_events_of(patient: User) -> QuerySet[AdverseEvent]:
    """The latest day first, each with who told it; one query."""
    return AdverseEvent.objects.filter(patient=patient).select_related("recorded_by")
