"""Steps that wait for the clinician's yes, on the patient page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.domain import limits
from recovery.domain.decision import PLAN, PlanDay, Proposal
from recovery.explanations import Setting, day_words, for_clinician
from recovery.explanations.caseload_words import ruled
from recovery.explanations.desk_words import rung_words
from recovery.forms.fields import new_client_id


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalLine:
    """One step: what it is and what it rests on.

    subject: what an edit stands in place of. ladder: what an answer names, "" for the plan.
    rung: the rung it leads to. overdue: says so once it has waited for three days.
    client_id: of the form that says yes with one click.
    """

    subject: str
    ladder: str
    rung: int | None
    glyph: str
    title: str
    step: str
    text: str
    overdue: str
    client_id: str


def proposals(day: PlanDay, setting: Setting) -> list[ProposalLine]:
    return [_line(one, day, setting) for one in day.proposals]


def _line(one: Proposal, day: PlanDay, setting: Setting) -> ProposalLine:
    is_down = one.rule == "R08"
    rung = _rung(one, day, -1 if is_down else 1)
    return ProposalLine(
        subject=one.subject,
        ladder="" if one.subject == PLAN else one.subject,
        rung=rung,
        glyph="trending-down" if is_down else "trending-up",
        title=_title(one, setting),
        step=_step(one, rung, setting),
        text=_text(one, day, setting),
        overdue=_overdue(one, setting),
        client_id=new_client_id(),
    )


def _rung(one: Proposal, day: PlanDay, step: int) -> int | None:
    """Where the step leads; None for a phase."""
    return next((now.rung + step for now in day.ladders if now.ladder == one.subject), None)


def _step(one: Proposal, rung: int | None, setting: Setting) -> str:
    """Such as "Rung 3: Two-leg bridge, 3 sets of 8"; nothing for a rest on the lowest rung."""
    if not rung:
        return ""
    what = rung_words(one.subject, rung, setting)
    return _("Rung %(rung)d: %(what)s") % {"rung": rung, "what": what}


def _text(one: Proposal, day: PlanDay, setting: Setting) -> str:
    told = f"{ruled(one.rule, for_clinician(one.reason, setting))} {_since(one, setting)}"
    if one.subject != PLAN or len(day.proposals) == 1:
        return told
    return f"{told} {_('Your answer to this one is for every step that waits.')}"


def _since(one: Proposal, setting: Setting) -> str:
    if one.since == setting.today:
        return _("New today.")
    return _("Waits since %(day)s.") % {"day": day_words(one.since, setting.today)}


def _overdue(one: Proposal, setting: Setting) -> str:
    days = (setting.today - one.since).days
    if days < limits.PROPOSAL_WAITS_DAYS:
        return ""
    return ngettext("Has waited for %(days)d day", "Has waited for %(days)d days", days) % {
        "days": days
    }


def _title(one: Proposal, setting: Setting) -> str:
    if one.subject == PLAN:
        return _("Proposed: on to the next phase")
    name = {"ladder": setting.ladder_name(one.subject)}
    if one.rule == "R08":
        return _("Proposed: %(ladder)s, one rung down") % name
    return _("Proposed: %(ladder)s, one rung up") % name
