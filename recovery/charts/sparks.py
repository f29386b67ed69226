"""Small drawings for a row of a table: pain over two weeks, and the days something was done.

A day without an answer is a gap: a short mark at the foot, which no line crosses.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 116, 40
LEFT, RIGHT = 4, 6
FLOOR, PX_A_POINT = 36.0, 3.2
GAP_AT, GAP_HALF = 37.5, 2.0
DOTS_WIDTH, DOTS_HEIGHT, DOT_MARGIN = 104, 12, 5


def pain_spark(
    scores: Sequence[int | None], *, cap: int | None = None, is_bad: bool = False
) -> SafeString:
    """Worst pain day by day, oldest first; empty without days. cap: drawn as a dotted line.

    Decoration: the latest number and how many reports there were stand beside it in words.
    """
    if not scores:
        return SafeString("")
    parts = [_cap(cap)] if cap is not None else []
    parts += [*_gaps(scores), *_runs(scores, " bad" if is_bad else "")]
    return format_html(
        '<svg class="spark" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        mark_safe("".join(parts)),  # noqa: S308 - numbers only
    )


def _x(place: int, count: int) -> float:
    return round(LEFT + place * (WIDTH - LEFT - RIGHT) / max(count - 1, 1), 1)


def _y(score: int) -> float:
    return round(FLOOR - PX_A_POINT * score, 1)


def _cap(cap: int) -> str:
    return f'<path class="cap" d="M2 {_y(cap)}H{WIDTH - 2}"/>'


def _gaps(scores: Sequence[int | None]) -> Iterator[str]:
    for place, score in enumerate(scores):
        if score is None:
            x = _x(place, len(scores)) - GAP_HALF
            yield f'<path class="g" d="M{x:.1f} {GAP_AT}h{2 * GAP_HALF:.0f}"/>'


def _runs(scores: Sequence[int | None], bad: str) -> Iterator[str]:
    """A line for each unbroken run of answers, a dot for a run of one and for today's."""
    for is_answered, members in groupby(enumerate(scores), key=lambda pair: pair[1] is not None):
        if not is_answered:
            continue
        run = [(place, _x(place, len(scores)), _y(score)) for place, score in members]
        if len(run) > 1:
            points = "L".join(f"{x} {y}" for _, x, y in run)
            yield f'<path class="l{bad}" d="M{points}"/>'
        place, x, y = run[-1]
        is_latest = place == len(scores) - 1
        if is_latest or len(run) == 1:
            yield f'<circle class="e{bad}" cx="{x}" cy="{y}" r="{3 if is_latest else 1.8}"/>'


def days_spark(done: Sequence[bool]) -> SafeString:
    """A filled dot for each day with a session, oldest first, an open one for the others."""
    step = (DOTS_WIDTH - 2 * DOT_MARGIN) / max(len(done) - 1, 1)
    dots = (
        f'<circle class="{"d" if one else "d0"}" cx="{DOT_MARGIN + place * step:.1f}" '
        f'cy="{DOTS_HEIGHT // 2}" r="{2.8 if one else 2.2}"/>'
        for place, one in enumerate(done)
    )
    return format_html(
        '<svg class="spark" width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        DOTS_WIDTH,
        DOTS_HEIGHT,
        DOTS_WIDTH,
        DOTS_HEIGHT,
        mark_safe("".join(dots)),  # noqa: S308 - numbers only
    )
