"""What a clinician does about the alerts of one patient: take them on, put them off, be done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from recovery.alerts import Grade, Limits
from recovery.alerts import limits as alert_limits
from recovery.models import AlertLimits, AlertStep
from recovery.services.alert_watch import Standing, watch

Kind = AlertStep.Kind


class NothingStands(ValueError):
    """None of these alerts stands any more as it was seen. Nothing was stored."""


def take(**seen: object) -> None:
    _store(Kind.TAKE, **seen)


def leave(**seen: object) -> None:
    _store(Kind.LEAVE, **seen)


def snooze(*, days: int, today: date, **seen: object) -> None:
    """They come back after so many days; what is urgent after one, whatever was asked for."""
    _store(Kind.SNOOZE, today=today, until_after=days, **seen)


def finish(*, outcome: AlertStep.Outcome, note: str = "", **seen: object) -> None:
    _store(Kind.DONE, outcome=outcome, note=note, **seen)


@transaction.atomic
def _store(
    kind: AlertStep.Kind,
    *,
    patient: User,
    keys: Iterable[str],
    by: User,
    now: datetime,
    today: date,
    until_after: int = 0,
    outcome: str = "",
    note: str = "",
) -> None:
    """One step for each alert that was on the page and still stands as it was seen there.

    What came up since then stays, unseen as it is. Raises NothingStands.
    """
    wanted = set(keys)
    standing = watch(by, now=now, only=patient).standing.get(patient.pk, ())
    seen = [one for one in standing if one.fired.key in wanted]
    if not seen:
        raise NothingStands
    AlertStep.objects.bulk_create(
        AlertStep(
            patient=patient,
            rule=one.fired.rule,
            level=one.fired.level,
            up_to=one.fired.up_to,
            kind=kind,
            until=_back_on(one, today, until_after) if kind == Kind.SNOOZE else None,
            outcome=outcome,
            note=note,
            by=by,
            at=now,
        )
        for one in seen
    )


def _back_on(standing: Standing, today: date, days: int) -> date:
    is_urgent = standing.fired.grade == Grade.NOW
    most = alert_limits.SNOOZE_DAYS_URGENT if is_urgent else days
    return today + timedelta(days=min(days, most))


def set_limits(*, patient: User, limits: Limits, reason: str, by: User, now: datetime) -> None:
    """From now on. The limits before stay to be read."""
    AlertLimits.objects.create(
        patient=patient,
        high_pain=limits.high_pain,
        pain_rise=limits.pain_rise,
        silent_days=limits.silent_days,
        reason=reason,
        by=by,
        at=now,
    )
