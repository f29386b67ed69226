"""Every try at an exit test, with both sides beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from recovery.domain.protocol import Protocol
from recovery.presenters.self_tests import number_words
from recovery.selectors.self_tests import Try

PERCENT = 100
NOT_COUNTED = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class TryRow:
    """values: injured and other side. share: the injured one in percent of the other."""

    day: date
    passed: bool
    pain: str
    injured: str
    other: str
    share: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedTest:
    """A test that somebody tried, and its pain limit."""

    code: str
    name: str
    pain_limit: int
    rows: list[TryRow]


def tried_tests(tries: Iterable[Try], protocol: Protocol) -> list[TriedTest]:
    """In the order of the protocol; of each the latest try first."""
    rows: dict[str, list[TryRow]] = {}
    for one in tries:
        rows.setdefault(one.said.test, []).append(_row(one))
    return [
        TriedTest(code=code, name=test.name, pain_limit=test.pain_limit, rows=rows[code])
        for code, test in protocol.exit_test_by_code.items()
        if code in rows
    ]


def _row(one: Try) -> TryRow:
    said = one.said
    return TryRow(
        day=one.day,
        passed=said.passed,
        pain=_("no number") if said.pain is None else str(said.pain),
        injured=_number(said.value_injured),
        other=_number(said.value_other),
        share=_share(said.value_injured, said.value_other),
    )


def _number(value: Decimal | None) -> str:
    return NOT_COUNTED if value is None else number_words(value)


def _share(injured: Decimal | None, other: Decimal | None) -> str:
    if injured is None or not other:
        return NOT_COUNTED
    return f"{PERCENT * injured / other:.0f} %"
