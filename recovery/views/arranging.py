"""What a form about a care team says, as the service takes it."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from accounts import threads
from accounts.models import CareRelationship
from recovery.forms.care_team import ColleagueForm, EndSecondForm
from recovery.services.care_team import Arranged

Say = Callable[[CareRelationship], str]


def arranged_in(
    request: HttpRequest, form: ColleagueForm | EndSecondForm, say: Say, now: datetime
) -> Arranged:
    """say: what the patient is told."""
    said = form.cleaned_data
    return Arranged(
        by=request.user,
        note=said.get("note") or said["reason"],
        words=said.get("words", ""),
        say=say,
        client_id=said["client_id"],
        site=request.build_absolute_uri("/").rstrip("/"),
        now=now,
    )


def is_done(request: HttpRequest, patients: Collection[UUID]) -> bool:
    """Pressed twice, the second press finds it done, and perhaps no page left to say so."""
    client_id = request.POST.get("client_id", "")
    return threads.has_written(by=request.user, client_id=client_id, to=patients)
