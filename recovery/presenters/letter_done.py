"""Of a letter: what was done, what it changed in what the patient can do, and what went wrong."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.adherence import Kept
from recovery.domain.log import Session
from recovery.explanations import Setting
from recovery.explanations.desk_words import rung_words
from recovery.presenters.adverse_events import event_lines
from recovery.presenters.desk_function import function_panel
from recovery.presenters.desk_tests import NOT_COUNTED, TryRow, tried_tests
from recovery.presenters.letter_parts import (
    Fact,
    Happened,
    Section,
    Table,
    day,
    days,
    fact,
    title_of,
)
from recovery.selectors.self_tests import tries_among
from recovery.selectors.whole_plan import WholePlan

RATINGS = 5  # that fit beside each other on paper


# --- what was done ---------------------------------------------------------------------
def done(code: str, whole: WholePlan, setting: Setting) -> Section:
    rows = list(_ladder_rows(whole, setting))
    heads = [_("Exercise line"), _("Days done"), _("Pain in it"), _("Latest step")]
    return Section(
        code=code,
        title=title_of(code),
        facts=list(_counts(whole.kept)),
        table=Table(heads=heads, rows=rows) if rows else None,
        nothing="" if rows else _("No session has been recorded."),
    )


def _counts(kept: Kept) -> Iterator[Fact]:
    of_days = {"count": len(kept.reported), "days": days(len(kept.days))}
    yield fact(_("Days with a report"), _("%(count)d of %(days)s") % of_days)
    yield fact(_("Days with exercise"), _share(kept))
    if kept.minutes is not None:
        yield fact(_("Minutes in all"), kept.minutes)


def _share(kept: Kept) -> str:
    """Such as "18 of the 24 on which some were due (75 %)"; no share of nothing."""
    if not kept.due:
        return _("none were due")
    told = {"done": len(kept.trained), "due": kept.due, "percent": kept.percent}
    return _("%(done)d of the %(due)d on which some were due (%(percent)d %%)") % told


@dataclass(slots=True)
class _Reports:
    on: set[date] = field(default_factory=set)
    pain: list[int] = field(default_factory=list)


def _ladder_rows(whole: WholePlan, setting: Setting) -> Iterator[list[str]]:
    """Each line of exercise that was done, in the order of the protocol."""
    found = _reports(whole)
    rungs = {one.code: one.rung for one in whole.state.ladders}
    for code in setting.protocol.ladder_by_code:
        said = found.get(code)
        if said and said.on:
            rung = rungs.get(code)
            latest = rung_words(code, rung, setting) if rung else _("not in this phase")
            yield [setting.ladder_name(code), str(len(said.on)), _scores(said.pain), latest]


def _reports(whole: WholePlan) -> dict[str, _Reports]:
    found: defaultdict[str, _Reports] = defaultdict(_Reports)
    for one in whole.entries:
        if isinstance(one.right, Session):
            for report in one.right.exercises:
                if report.skipped is None and report.done != 0:
                    found[report.ladder].on.add(one.row.on)
                if report.pain is not None:
                    found[report.ladder].pain.append(report.pain)
    return found


def _scores(scores: list[int]) -> str:
    if not scores:
        return "–"
    lowest, highest = min(scores), max(scores)
    if lowest == highest:
        return str(lowest)
    return _("%(lowest)d to %(highest)d") % {"lowest": lowest, "highest": highest}


# --- what they can do ------------------------------------------------------------------
def function(code: str, whole: WholePlan, _setting: Setting) -> Section:
    panel = function_panel(whole.function, most=RATINGS)
    if panel is None:
        return Section(code=code, title=title_of(code), nothing=_("Not rated."))
    heads = [_("Activity"), *(date_format(one, "j M") for one in panel.days)]
    rows = [[row.activity, *row.scores] for row in panel.rows]
    facts = [fact(_("Mean"), panel.said)]
    if panel.change:
        facts.append(fact(_("Change since the first"), panel.change.words))
    return Section(
        code=code,
        title=title_of(code),
        facts=facts,
        table=Table(heads=heads, rows=[*rows, [_("Mean"), *panel.means]]),
        notes=[_("0 cannot do it, 10 as before the injury.")],
    )


# --- tests -----------------------------------------------------------------------------
def tests(code: str, whole: WholePlan, setting: Setting) -> Section:
    tried = tried_tests(tries_among(whole.entries), setting.protocol)
    return Section(
        code=code,
        title=title_of(code),
        table=_test_table([(one.name, one.rows[0]) for one in tried]) if tried else None,
        nothing="" if tried else _("None tried yet."),
    )


def _test_table(latest: list[tuple[str, TryRow]]) -> Table:
    """Both sides where some test counts them."""
    heads = [_("Test, latest try"), _("Day"), _("Passed"), _("Pain")]
    rows = [
        [name, day(one.day), _("yes") if one.passed else _("no"), one.pain] for name, one in latest
    ]
    sides = [[one.injured, one.other, one.share] for _name, one in latest]
    if not any(one.share != NOT_COUNTED for _name, one in latest):
        return Table(heads=heads, rows=rows)
    more = [_("Injured side"), _("Other side"), _("Injured / other")]
    paired = zip(rows, sides, strict=True)
    return Table(heads=[*heads, *more], rows=[[*row, *both] for row, both in paired])


# --- what went wrong -------------------------------------------------------------------
def events(code: str, whole: WholePlan, setting: Setting) -> Section:
    lines = event_lines(reversed(whole.events), setting.exercise_names)
    return Section(
        code=code,
        title=title_of(code),
        happened=[
            Happened(
                when=day(line.on),
                what=line.what,
                why=[f"{'. '.join(line.facts)}.", *([line.told] if line.told else [])],
            )
            for line in lines
        ],
        nothing="" if lines else _("None recorded."),
    )
