"""Steps that wait for the clinician's yes, on the patient page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from recovery.domain.decision import PLAN, PlanDay, Proposal
from recovery.explanations import Setting, day_words, for_clinician
from recovery.explanations.caseload_words import ruled


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalLine:
    """One step: what it is, what it rests on, and the ladder an answer names ("" for the plan)."""

    ladder: str
    glyph: str
    title: str
    text: str


def proposals(day: PlanDay, setting: Setting) -> list[ProposalLine]:
    return [_line(one, setting) for one in day.proposals]


def _line(one: Proposal, setting: Setting) -> ProposalLine:
    since = _("Waits since %(day)s.") % {"day": day_words(one.since, setting.today)}
    if one.since == setting.today:
        since = _("New today.")
    return ProposalLine(
        ladder="" if one.subject == PLAN else one.subject,
        glyph="trending-down" if one.rule == "R08" else "trending-up",
        title=_title(one, setting),
        text=f"{ruled(one.rule, for_clinician(one.reason, setting))} {since}",
    )


def _title(one: Proposal, setting: Setting) -> str:
    if one.subject == PLAN:
        return _("Proposed: on to the next phase")
    name = {"ladder": setting.ladder_name(one.subject)}
    if one.rule == "R08":
        return _("Proposed: %(ladder)s, one rung down") % name
    return _("Proposed: %(ladder)s, one rung up") % name
