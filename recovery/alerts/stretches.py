"""Stretches of days: what belongs together, and whether it is still news."""

from collections.abc import Sequence
from datetime import date, timedelta

from recovery.alerts import limits as numbers


def is_fresh(day: date, today: date) -> bool:
    return (today - day).days < numbers.FRESH_DAYS


def latest_run(days: Sequence[date], of: Sequence[date]) -> list[date]:
    """The latest stretch of `days` that all stand in `of`; days without an answer do not end it."""
    wanted, run = set(of), []
    for day in reversed(days):
        if day in wanted:
            run.insert(0, day)
        elif run:
            break
    return run


def days_in_a_row(days: Sequence[date]) -> list[date]:
    """The latest stretch of days that follow each other."""
    run: list[date] = []
    for day in reversed(days):
        if run and run[0] - day > timedelta(days=1):
            break
        run.insert(0, day)
    return run
