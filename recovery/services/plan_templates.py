"""Keeping settings to set plans out with. What was kept once is never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from recovery.models import PlanTemplate

OF_ONE_PERSON = ("person",)


@transaction.atomic
def keep(*, owner: User, name: str, settings: Mapping[str, Any], now: datetime) -> PlanTemplate:
    """Under a new name the first version, under a known one the next; the same again is none."""
    kept = {key: value for key, value in settings.items() if key not in OF_ONE_PERSON}
    # One at a time for an owner, so that two windows do not take the same number.
    User.objects.select_for_update().get(pk=owner.pk)
    latest = PlanTemplate.objects.filter(owner=owner, name=name).order_by("-version").first()
    if latest is not None and latest.settings == kept:
        return latest
    number = latest.version + 1 if latest else 1
    return PlanTemplate.objects.create(
        owner=owner, name=name, version=number, settings=kept, made_at=now
    )
