"""Which days a colleague can stand in for somebody."""

from datetime import date

import pytest

from accounts.care import Refusal
from accounts.covers import fault_of_days

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("first", "last", "fault"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), None),
        (date(2026, 3, 9), date(2026, 3, 20), None),
        (date(2026, 3, 1), date(2026, 3, 9), Refusal.PAST),
        (date(2026, 3, 9), date(2026, 3, 8), Refusal.WRONG_ORDER),
        (date(2026, 3, 2), date(2026, 8, 28), None),
        (date(2026, 3, 2), date(2026, 8, 29), Refusal.TOO_LONG),
    ],
)
def test_days_of_cover(first, last, fault):
    assert fault_of_days(first, last, TODAY) == fault
