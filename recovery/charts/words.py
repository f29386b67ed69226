"""What stands beside a chart: the key to its shapes and its twin as a table."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recovery.charts.shapes import (
    CAN_DO,
    CLASS_OF,
    LINES,
    MARK_WORDS,
    WITHOUT_LINE,
    ChartDay,
    Mark,
    dot,
    flag_shape,
    mark_shape,
)

Cell = SafeString | str | int
Words = str | Promise


def chart_key(
    days: Sequence[ChartDay], *, lines: Sequence[str] = tuple(LINES), can_do: Words = CAN_DO
) -> SafeString:
    """What each shape means; only those that occur."""
    return format_html(
        '<ul class="key list-unstyled">{}</ul>',
        format_html_join("", "<li>{}{}</li>", key_rows(days, lines=lines, can_do=can_do)),
    )


def key_rows(
    days: Sequence[ChartDay], *, lines: Sequence[str] = tuple(LINES), can_do: Words = CAN_DO
) -> list[tuple[SafeString, Words]]:
    """The same row by row: the shape as a small drawing, and its words."""
    shown = [name for name in lines if _occurs(name, days)]
    rows: list[tuple[str, Words]] = [(_key_line(name), LINES[name]) for name in shown]
    if _occurs("function", days):
        dashes = f'<path class="func" d="M1 7H23"/>{dot("func", 12, 7)}'
        rows.append((dashes, _("%(what)s, 0 to 10") % {"what": can_do}))
    if any(one.minutes for one in days):
        bars = '<rect class="min" x="5" y="2" width="5" height="12" rx="1.5"/>'
        bars += '<rect class="min" x="13" y="6" width="5" height="8" rx="1.5"/>'
        rows.append((bars, _("Minutes of exercise")))
    if any(one.is_gap for one in days):
        box = '<rect class="gap" x="5" y="1" width="13" height="12" rx="3"/>'
        rows.append((box, _("No report")))
    present = {one.mark for one in days}
    rows += [(mark_shape(mark, 12, 7), MARK_WORDS[mark]) for mark in Mark if mark in present]
    if any(one.instructed for one in days):
        rows.append((flag_shape(9, 14), _("Instruction")))
    return [(_small(shape), words) for shape, words in rows]


def _small(shape: str) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 24 14" aria-hidden="true">{}</svg>',
        mark_safe(shape),  # noqa: S308 - drawn above
    )


def _occurs(name: str, days: Sequence[ChartDay]) -> bool:
    return any(getattr(one, name) is not None for one in days)


def _key_line(name: str) -> str:
    css = CLASS_OF[name]
    line = "" if name in WITHOUT_LINE else f'<path class="{css}" d="M1 7H23"/>'
    return f"{line}{dot(css, 12, 7)}"


def pain_table(days: Sequence[ChartDay], *, can_do: Words = CAN_DO) -> SafeString:
    """Every number of the chart, the latest day first. No answer is said, not left blank.

    What never occurs on a day of rest or between ratings has a column only where it occurs.
    """
    during, function = _occurs("pain_during", days), _occurs("function", days)
    heads = [_("Day"), _("At rest"), _("On waking"), _("Worst")]
    heads += [_("In exercise")] if during else []
    heads += [str(can_do)] if function else []
    heads += [_("Minutes"), _("Plan")]
    rows = (
        (_day_cell(one), format_html_join("", "<td>{}</td>", ((cell,) for cell in cells)))
        for one in reversed(days)
        if (cells := list(_cells(one, during=during, function=function)))
    )
    return format_html(
        '<div class="table-box" role="region" tabindex="0" aria-label="{}">'
        '<table class="data"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        _("Pain and minutes, day by day"),
        format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads)),
        format_html_join("", '<tr><th scope="row" class="when">{}</th>{}</tr>', rows),
    )


def _cells(one: ChartDay, *, during: bool, function: bool) -> Iterator[Cell]:
    for score in (one.pain_rest, one.pain_morning, one.pain_worst):
        yield _or_unsaid(score, _("no answer"))
    if during:
        yield _or_unsaid(one.pain_during, _("no answer"))
    if function:
        rated = None if one.function is None else number_format(one.function, decimal_pos=1)
        yield _or_unsaid(rated, _("not asked"))
    yield _or_unsaid(one.minutes, _("no session"))
    yield f"{one.said}. {one.instructed}" if one.instructed else one.said


def _or_unsaid(value: int | str | None, words: str) -> Cell:
    return unsaid(words) if value is None else value


def _day_cell(one: ChartDay) -> SafeString | str:
    text = date_format(one.day, "D j M")
    return format_html('<a href="{}">{}</a>', one.href, text) if one.href else text


def unsaid(words: str) -> SafeString:
    """A dash to see and words to hear: no answer is neither blank nor 0."""
    return format_html('<span aria-hidden="true">–</span><span class="vh">{}</span>', words)
