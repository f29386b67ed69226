"""What a plan was, once it has ended: a few lines to keep, and to show to somebody."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.domain.protocol import Protocol
from recovery.models import RecoveryPlan
from recovery.presenters.function import function_lines
from recovery.presenters.kept_days import milestones
from recovery.selectors.progress import ProgressRecord

FINISHED = RecoveryPlan.CloseReason.FINISHED


def closing_page(plan: RecoveryPlan, record: ProgressRecord, protocol: Protocol) -> dict[str, Any]:
    """The way from the first day to the last. What nobody answered is left out."""
    return {
        "plan": plan,
        "is_finished": plan.close_reason == FINISHED,
        "facts": [
            ("calendar-days", _days(plan)),
            *(("timer", words) for words in _sessions(record)),
            *(("activity", words) for words in _pain(record)),
        ],
        "function": function_lines(record.function),
        "milestones": milestones(record, protocol),
    }


def _days(plan: RecoveryPlan) -> str:
    count = (plan.closed_on - plan.started_on).days + 1
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _sessions(record: ProgressRecord) -> list[str]:
    done = record.series.sessions
    if not done:
        return []
    days = ngettext("Exercise on %(count)d day", "Exercise on %(count)d days", len(done))
    total = sum(one.minutes or 0 for one in done)
    minutes = ngettext("%(count)d minute in all", "%(count)d minutes in all", total)
    return [f"{days % {'count': len(done)}}, {minutes % {'count': total}}"]


def _pain(record: ProgressRecord) -> list[str]:
    worst = [one.worst for one in record.series.pain if one.worst is not None]
    if not worst:
        return []
    words = _("Worst pain: %(first)d of 10 at first, %(latest)d of 10 at the end")
    return [words % {"first": worst[0], "latest": worst[-1]}]
