"""What a setting does on a made-up course, beside the plan without it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.alerts import AlertRule
from recovery.charts import chart_key, pain_chart
from recovery.charts.shapes import ChartDay
from recovery.charts.simulation import chart_day
from recovery.domain.codes import AlertCode, Side
from recovery.explanations import RESULT_WORDS, Setting
from recovery.explanations.alert_words import NAMES
from recovery.explanations.caseload_words import ALERT_RULE, ALERT_WORDS
from recovery.explanations.settings_words import settings_words
from recovery.presenters.lines import ExerciseLine, exercise_lines
from recovery.services.trials import Pair, Trial
from recovery.simulation.run import SimulatedDay

Words = str | Promise
LINES = ("pain_worst", "pain_during")
HALF_WIDTH, WHOLE_WIDTH = 470, 960
NEVER = gettext_lazy("not in this time")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pane:
    """One setting. first: the exercises of its first day, as the patient sees them."""

    title: Words
    differs: list[str]
    chart: SafeString
    said: str
    first: list[ExerciseLine]
    first_day: str
    is_mine: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One line of the table. kind: of the tag that the difference wears, if any."""

    label: Words
    plain: Words
    changed: Words = ""
    difference: str = ""
    kind: str = ""
    glyph: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCell:
    """One day of one setting."""

    phase: str
    decided: str
    minutes: str
    alerts: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    number: int
    pain: str
    cells: list[DayCell]


def panes(pair: Pair, setting: Setting, side: Side, *, is_running: bool) -> list[Pane]:
    title = _("As things stand") if is_running else _("As published")
    if pair.changed is None:
        return [_pane(pair.plain, title, setting, side, width=WHOLE_WIDTH)]
    return [
        _pane(pair.plain, title, setting, side, width=HALF_WIDTH),
        _pane(pair.changed, _("Your version"), setting, side, width=HALF_WIDTH),
    ]


def _pane(trial: Trial, title: str, setting: Setting, side: Side, *, width: int) -> Pane:
    first = trial.days[0].plan_day
    days = chart_days(trial, setting)
    return Pane(
        title=title,
        differs=settings_words(trial.settings, setting),
        chart=pain_chart(days, width=width, lines=LINES),
        said=_sentence(trial, setting),
        first=exercise_lines(first, setting, side),
        first_day=date_format(first.day, "l j F"),
        is_mine=bool(trial.settings),
    )


def chart_days(trial: Trial, setting: Setting) -> list[ChartDay]:
    names = {phase.code: phase.name for phase in setting.protocol.phases}
    return [chart_day(one, names) for one in trial.days]


def key(pair: Pair, setting: Setting) -> SafeString:
    trials = (pair.plain, pair.changed) if pair.changed else (pair.plain,)
    return chart_key([day for one in trials for day in chart_days(one, setting)], lines=LINES)


def _sentence(trial: Trial, setting: Setting) -> str:
    """Such as "Moves up on 12 days and eases on 2. Reaches Return on day 31."."""
    found = trial.findings
    up = ngettext("Moves up on %(n)d day", "Moves up on %(n)d days", found.risen)
    said = [_("%(up)s and eases on %(n)d.") % {"up": up % {"n": found.risen}, "n": found.eased}]
    names = {phase.code: phase.name for phase in setting.protocol.phases}
    latest, day = list(found.phases.items())[-1] if found.phases else ("", 0)
    if day:
        told = {"phase": names[latest], "day": day + 1}
        said.append(_("Reaches %(phase)s on day %(day)d.") % told)
    if found.dead_end:
        said.append(_("A dead end: in the last four weeks nothing rose."))
    return " ".join(said)


def compared(pair: Pair, setting: Setting) -> list[Compared]:
    """Both settings in numbers; the second stays empty where there is none."""
    return [*_phase_rows(pair, setting), *_count_rows(pair), *_word_rows(pair)]


def _phase_rows(pair: Pair, setting: Setting) -> Iterator[Compared]:
    plain, changed = pair.plain.findings, pair.changed.findings if pair.changed else None
    # Where they are already, and what they have behind them, begins no more.
    begun = setting.protocol.phase_by_code[pair.plain.days[0].plan_day.phase]
    for phase in setting.protocol.phases[setting.protocol.phases.index(begun) + 1 :]:
        label = _("%(phase)s begins") % {"phase": phase.name}
        yield _dated(label, plain.phases.get(phase.code), changed and changed.phases, phase.code)
    ends = {"": changed.closed_on} if changed and changed.closed_on is not None else {}
    yield _dated(_("The plan ends"), plain.closed_on, changed and ends, "")


def _dated(label: str, was: int | None, reached: dict[str, int] | None, code: str) -> Compared:
    if reached is None:
        return Compared(label=label, plain=_on_day(was))
    now = reached.get(code)
    return Compared(
        label=label, plain=_on_day(was), changed=_on_day(now), difference=_shift(was, now)
    )


def _on_day(number: int | None) -> Words:
    return NEVER if number is None else _("day %(number)d") % {"number": number + 1}


def _shift(was: int | None, now: int | None) -> str:
    if was == now:
        return _("same")
    if was is None or now is None:
        return _("only with yours") if was is None else _("no longer in this time")
    later = ngettext("%(n)d day later", "%(n)d days later", abs(now - was))
    sooner = ngettext("%(n)d day sooner", "%(n)d days sooner", abs(now - was))
    return (later if now > was else sooner) % {"n": abs(now - was)}


Count = Callable[[Trial], int]
# What is counted, and whether more of it is worse.
COUNTS: tuple[tuple[Words, Count, bool], ...] = (
    (gettext_lazy("Days that moved up"), lambda one: one.findings.risen, False),
    (gettext_lazy("Days eased"), lambda one: one.findings.eased, True),
    (gettext_lazy("Days of rest"), lambda one: one.findings.rested, True),
    (gettext_lazy("Days locked"), lambda one: one.findings.locked_days, True),
    (gettext_lazy("Sessions that hurt above 3"), lambda one: one.findings.hurting, True),
    (gettext_lazy("Times sent back a phase"), lambda one: len(one.findings.returns), True),
    (gettext_lazy("Steps up taken back in 3 days"), lambda one: one.findings.undone, True),
    (gettext_lazy("Minutes of exercise offered"), lambda one: _minutes(one), False),
)


def _minutes(trial: Trial) -> int:
    return sum(day.minutes for day in trial.days)


def _count_rows(pair: Pair) -> Iterator[Compared]:
    for label, count, is_bad in COUNTS:
        was = count(pair.plain)
        if pair.changed is None:
            yield Compared(label=label, plain=str(was))
            continue
        now = count(pair.changed)
        yield Compared(
            label=label,
            plain=str(was),
            changed=str(now),
            difference=_more(was, now),
            kind=_kind(was, now) if is_bad else "",
            glyph="arrow-up" if now > was else "arrow-down",
        )


def _more(was: int, now: int) -> str:
    if was == now:
        return _("same")
    return (_("%(n)d more") if now > was else _("%(n)d fewer")) % {"n": abs(now - was)}


def _kind(was: int, now: int) -> str:
    if was == now:
        return ""
    return "eased" if now > was else "up"


def _word_rows(pair: Pair) -> Iterator[Compared]:
    for label, words in ((_("Alerts to you"), _alerts), (_("Dead ends"), _dead_end)):
        was = words(pair.plain)
        if pair.changed is None:
            yield Compared(label=label, plain=was)
            continue
        now = words(pair.changed)
        difference = _("same") if was == now else _("different")
        yield Compared(label=label, plain=was, changed=now, difference=difference)


def _alerts(trial: Trial) -> str:
    """Each kind once, with the days that raised it: by their pain, then by a rule of the plan."""
    by_pain = Counter(rule for rules in trial.pain_alerts for rule in rules)
    told = [(NAMES[rule], days) for rule, days in sorted(by_pain.items())]
    for code, days in trial.findings.alerts.items():
        told.append((f"{ALERT_WORDS[AlertCode(code)]} ({ALERT_RULE[AlertCode(code)]})", days))
    counted = (
        f"{alert}, {ngettext('%(n)d day', '%(n)d days', days) % {'n': days}}"
        for alert, days in told
    )
    return "; ".join(counted) or _("none")


def _dead_end(trial: Trial) -> str:
    return _("one: four weeks without a step") if trial.findings.dead_end else _("none")


def day_rows(pair: Pair, setting: Setting) -> list[DayRow]:
    """Both settings day by day. The course, and so the pain, is the same in both."""
    trials: Sequence[Trial] = (pair.plain, pair.changed) if pair.changed else (pair.plain,)
    names = {phase.code: phase.name for phase in setting.protocol.phases}
    together: Iterable[tuple[SimulatedDay, ...]] = zip(*(one.days for one in trials), strict=True)
    return [
        DayRow(
            number=number,
            pain=str(days[0].feeling.worst) if days[0].feeling else _("no word"),
            cells=[
                _cell(one, trial.pain_alerts[number - 1], names)
                for one, trial in zip(days, trials, strict=True)
            ],
        )
        for number, days in enumerate(together, start=1)
    ]


def _cell(one: SimulatedDay, pain: Iterable[AlertRule], names: dict[str, str]) -> DayCell:
    day = one.plan_day
    alerts = (*(NAMES[rule] for rule in pain), *(ALERT_WORDS[alert.code] for alert in day.alerts))
    return DayCell(
        phase=names[day.phase],
        decided=f"{RESULT_WORDS[day.result]} ({day.binding.rule})",
        minutes=str(one.minutes) if one.minutes else "–",
        alerts=", ".join(map(str, alerts)),
    )
