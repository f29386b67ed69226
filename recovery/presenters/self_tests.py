"""Exit tests: how each is done, the tries so far, and both sides beside each other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recovery.domain.codes import Side
from recovery.presenters.lines import TestLine
from recovery.presenters.test_guides import TestGuide, guide_of
from recovery.selectors.self_tests import Try

WIDTH = 100
TEN = Decimal(10)


@dataclass(frozen=True, kw_only=True, slots=True)
class SideBar:
    """One side of a comparison. width: of 100, the better side fills it."""

    name: str
    value: str
    width: int
    is_injured: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SideBySide:
    bars: tuple[SideBar, SideBar]
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TryLine:
    entry_id: int
    day: date
    passed: bool
    pain: str
    sides: SideBySide | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TestCard:
    """A test with what helps to do it, and the latest comparison of both sides."""

    __test__ = False  # not a test case, whatever its name

    test: TestLine
    guide: TestGuide
    steps: tuple[str, ...]
    latest: TryLine | None


def test_cards(tests: Iterable[TestLine], tries: Sequence[Try], side: Side) -> list[TestCard]:
    return [test_card(one, tries, side) for one in tests]


test_cards.__test__ = False


def test_card(test: TestLine, tries: Sequence[Try], side: Side) -> TestCard:
    latest = next((one for one in tries if one.said.test == test.code), None)
    return TestCard(
        test=test,
        guide=guide_of(test.code),
        steps=steps_of(test.how_to),
        latest=_try_line(latest, side) if latest else None,
    )


test_card.__test__ = False


def steps_of(how_to: str) -> tuple[str, ...]:
    """The sentences of a how-to, one a step."""
    return tuple(re.split(r"(?<=[.!?])\s+", how_to.strip()))


def try_lines(tries: Iterable[Try], side: Side) -> list[TryLine]:
    return [_try_line(one, side) for one in tries]


def _try_line(one: Try, side: Side) -> TryLine:
    pain = one.said.pain
    return TryLine(
        entry_id=one.entry_id,
        day=one.day,
        passed=one.said.passed,
        pain=_("no number for pain") if pain is None else _("pain %(pain)d") % {"pain": pain},
        sides=side_by_side(one.said.value_injured, one.said.value_other, side),
    )


def side_by_side(injured: Decimal | None, other: Decimal | None, side: Side) -> SideBySide | None:
    """Nothing where a side is missing or the other side did nothing."""
    if injured is None or not other:
        return None
    most = max(injured, other)
    names = {Side.LEFT: _("Left"), Side.RIGHT: _("Right")}
    healthy = Side.RIGHT if side is Side.LEFT else Side.LEFT
    return SideBySide(
        bars=(
            _bar(_("%(side)s, injured") % {"side": names[side]}, injured, most, is_injured=True),
            _bar(names[healthy], other, most, is_injured=False),
        ),
        said=_("For every 10 on the other side, %(share)s on the injured one.")
        % {"share": number_words((TEN * injured / other).quantize(Decimal("0.1")))},
    )


def _bar(name: str, value: Decimal, most: Decimal, *, is_injured: bool) -> SideBar:
    width = int(WIDTH * value / most)
    return SideBar(name=name, value=number_words(value), width=width, is_injured=is_injured)


def number_words(value: Decimal) -> str:
    """As people write it: 24, not 24.00."""
    whole = value.to_integral_value()
    return number_format(whole if value == whole else value.normalize())
