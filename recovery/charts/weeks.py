"""The table beside a long chart: a row a week, each leading to its days with every number."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.charts.shapes import MARK_WORDS, ChartDay, Mark
from recovery.charts.words import unsaid

WEEK = 7


def week_table(days: Sequence[ChartDay], *, zoom: str) -> SafeString:
    """The lowest and the highest of each week, the latest first. zoom: as for `pain_chart`.

    Weeks are counted back from the latest day, so that each is one that `zoom` can show.
    """
    heads = (
        *(_("Week"), _("At rest"), _("On waking"), _("Worst"), _("In exercise")),
        *(_("What you can do"), _("Minutes"), _("Plan")),
    )
    return format_html(
        '<div class="table-box" role="region" tabindex="0" aria-label="{}">'
        '<table class="data"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        _("Pain and minutes, week by week"),
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        format_html_join("", "{}", ((_row(week, zoom),) for week in _weeks(days))),
    )


def _weeks(days: Sequence[ChartDay]) -> Iterator[Sequence[ChartDay]]:
    for end in range(len(days), 0, -WEEK):
        yield days[max(0, end - WEEK) : end]


def _row(week: Sequence[ChartDay], zoom: str) -> SafeString:
    span = _("%(first)s to %(latest)s") % {
        "first": date_format(week[0].day, "j M"),
        "latest": date_format(week[-1].day, "j M Y"),
    }
    cells = (
        *(_span(week, f"pain_{name}") for name in ("rest", "morning", "worst", "during")),
        _function(week),
        _minutes(week),
        _plan(week),
    )
    return format_html(
        '<tr><th scope="row" class="when"><a href="{}">{}</a></th>{}</tr>',
        zoom.format(day=week[-1].day.isoformat()),
        span,
        format_html_join("", "<td>{}</td>", ((cell,) for cell in cells)),
    )


def _span(week: Sequence[ChartDay], name: str) -> str | SafeString:
    scores = [score for one in week if (score := getattr(one, name)) is not None]
    if not scores:
        return unsaid(_("no answer"))
    lowest, highest = min(scores), max(scores)
    if lowest == highest:
        return str(lowest)
    return _("%(lowest)d to %(highest)d") % {"lowest": lowest, "highest": highest}


def _function(week: Sequence[ChartDay]) -> str | SafeString:
    rated = [one.function for one in week if one.function is not None]
    return number_format(rated[-1], decimal_pos=1) if rated else unsaid(_("not asked"))


def _minutes(week: Sequence[ChartDay]) -> str | SafeString:
    done = [one.minutes for one in week if one.minutes is not None]
    return str(sum(done)) if done else unsaid(_("no session"))


def _plan(week: Sequence[ChartDay]) -> str:
    """Such as "Moved up 2 days, Rest 1 day"."""
    counts = Counter(one.mark for one in week)
    said = (
        f"{MARK_WORDS[mark]} "
        + ngettext("%(count)d day", "%(count)d days", counts[mark]) % {"count": counts[mark]}
        for mark in Mark
        if counts[mark]
    )
    return ", ".join(said)
