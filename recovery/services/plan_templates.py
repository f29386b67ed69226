"""Keeping settings to set plans out with. What was kept once is never changed, only put away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import access
from accounts.models import Clinic, User
from recovery.models import PlanTemplate
from recovery.models.plan_template import PlanTemplateQuerySet

OF_ONE_PERSON = ("person",)


class TemplateRefused(Exception):
    """It is a colleague's to change; nothing was kept. `author` wrote its first version."""

    def __init__(self, author: User) -> None:
        super().__init__(author)
        self.author = author


@transaction.atomic
def keep(
    *,
    owner: User,
    name: str,
    settings: Mapping[str, Any],
    now: datetime,
    clinic: Clinic | None = None,
) -> PlanTemplate:
    """Under a new name the first version, under a known one the next; the same again is none.

    clinic: the owner's, whose members all begin with it. Raises TemplateRefused.
    """
    kept = {key: value for key, value in settings.items() if key not in OF_ONE_PERSON}
    versions = _versions(owner, clinic, name)
    _check_may_change(owner, versions.offered())
    latest = versions.order_by("-version").first()
    if latest is not None and latest.settings == kept and latest.removed_at is None:
        return latest
    return PlanTemplate.objects.create(
        owner=owner,
        clinic=clinic,
        name=name,
        version=latest.version + 1 if latest else 1,
        settings=kept,
        made_at=now,
    )


@transaction.atomic
def remove(*, template: PlanTemplate, by: User, now: datetime) -> None:
    """No version of this name is offered any more; all stay to be read. Raises TemplateRefused."""
    offered = _versions(template.owner, template.clinic, template.name).offered()
    _check_may_change(by, offered)
    offered.update(removed_by=by, removed_at=now)


def _versions(owner: User, clinic: Clinic | None, name: str) -> PlanTemplateQuerySet:
    """All of one name. Held, so that two windows do not take the same number."""
    if clinic is None:
        User.objects.select_for_update().get(pk=owner.pk)
        return PlanTemplate.objects.filter(owner=owner, clinic=None, name=name)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    return PlanTemplate.objects.filter(clinic=clinic, name=name)


def _check_may_change(user: User, offered: PlanTemplateQuerySet) -> None:
    first = offered.select_related("owner").order_by("version").first()
    if first is not None and not access.may_change_kept(
        user, clinic_id=first.clinic_id, author_id=first.owner_id
    ):
        raise TemplateRefused(first.owner)
