"""What went wrong for one patient."""

from django.db.models import Count, DateTimeField, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import RecordAccess, User
from recovery.models import AdverseEvent


def adverse_events_of(patient: User) -> QuerySet[AdverseEvent]:
    """The latest day first, each with who told it, in one query.

    read_at: when somebody of the care team first opened the page that holds the words, or None.
    """
    looks = RecordAccess.objects.filter(
        patient=OuterRef("patient"),
        what=RecordAccess.Page.ADVERSE_EVENTS,
        at__gte=OuterRef("recorded_at"),
    )
    return (
        AdverseEvent.objects.filter(patient=patient)
        .select_related("recorded_by")
        .annotate(
            read_at=Subquery(looks.order_by("at").values("at")[:1], output_field=DateTimeField())
        )
    )


def counted(events: QuerySet[AdverseEvent]) -> Coalesce:
    """How many there are, as a column of an outer query about one patient at a time."""
    number = events.order_by().values("patient").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
