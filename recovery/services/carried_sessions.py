"""A session that a page carries with it, so that a phone can do it where there is no network.

Every page of a session holds the list as it was shown, sealed by the server. Whatever became of
the plan since, what was done is kept beside what was asked for.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.core import signing
from django.db import transaction

from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Caps
from recovery.models import LogEntry, RecoveryPlan, SessionDraft
from recovery.selectors.other_ways import Around
from recovery.services import session_drafts

SALT = "recovery.session"


class NotCarried(ValueError):
    """The seal is broken, or the session belongs to another plan."""


class AlreadyRecorded(ValueError):
    """This session is in the log: it was sent before, and the answer was lost."""


class AnotherBegun(ValueError):
    """Another session has answers and is not finished; this one has to wait for it."""


def sealed(draft: SessionDraft) -> str:
    carried = {
        "plan": draft.plan_id,
        "on": draft.on.isoformat(),
        "client_id": draft.client_id,
        "short": draft.short,
        "lines": draft.lines,
        "started_at": draft.started_at.isoformat(),
    }
    return signing.dumps(carried, salt=SALT, compress=True)


def ahead(
    *,
    plan: RecoveryPlan,
    day: PlanDay,
    caps: Mapping[str, Caps],
    on: date,
    short: bool,
    now: datetime,
    around: Mapping[str, Around] | None = None,
) -> SessionDraft:
    """Today's session before it begins; nothing is stored. Raises NotStartable.

    All its pages carry one id, which changes with the log: a second session is another one.
    """
    values = session_drafts.new(day=day, caps=caps, on=on, short=short, now=now, around=around)
    latest = LogEntry.objects.filter(plan=plan).order_by("-sequence").first()
    name = f"stepwise:{plan.pk}:{on}:{short}:{latest.client_id if latest else ''}"
    return SessionDraft(
        plan=plan, **{**values, "client_id": str(uuid.uuid5(uuid.NAMESPACE_OID, name))}
    )


@transaction.atomic
def resume(*, plan: RecoveryPlan, seal: str) -> SessionDraft:
    """The session of a page, begun now where it only began on the phone.

    Raises NotCarried, AlreadyRecorded or AnotherBegun.
    """
    carried = _opened(plan, seal)
    draft = getattr(plan, "session_draft", None)
    if draft is not None and draft.client_id == carried["client_id"]:
        return draft
    if LogEntry.objects.filter(plan=plan, client_id=carried["client_id"]).exists():
        raise AlreadyRecorded
    if draft is not None and draft.answers:
        raise AnotherBegun
    session_drafts.discard(plan=plan)
    return SessionDraft.objects.create(plan=plan, **carried)


def _opened(plan: RecoveryPlan, seal: str) -> dict[str, object]:
    try:
        carried = signing.loads(seal, salt=SALT)
    except signing.BadSignature as error:
        raise NotCarried from error
    if carried.pop("plan") != plan.pk:
        raise NotCarried
    carried["on"] = date.fromisoformat(carried["on"])
    carried["started_at"] = datetime.fromisoformat(carried["started_at"])
    return carried
