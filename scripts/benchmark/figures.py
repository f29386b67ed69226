"""A figure: what was measured, what is asked for, and how it compares with something plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

HEAD = ("", "median", "least", "most", "", "limit", "ratio", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """measured: one number a turn, in `unit`. ratios: the same against what was plain that turn.

    at_most: a limit on what was measured. ratio_at_least: a limit on the ratio. notes: what else
    there is to know, a line each.
    """

    name: str
    unit: str
    measured: Sequence[float]
    ratios: Sequence[float] = ()
    at_most: float | None = None
    ratio_at_least: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def median(self) -> float:
        return median(self.measured)

    @property
    def ratio(self) -> float | None:
        return median(self.ratios) if self.ratios else None

    @property
    def is_within(self) -> bool | None:
        """None where no limit is set."""
        if self.at_most is not None:
            return self.median <= self.at_most
        if self.ratio_at_least is not None and self.ratio is not None:
            return self.ratio >= self.ratio_at_least
        return None

    def as_plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "unit": self.unit,
            "median": self.median,
            "least": min(self.measured),
            "most": max(self.measured),
            "at_most": self.at_most,
            "ratio": self.ratio,
            "ratio_at_least": self.ratio_at_least,
            "is_within": self.is_within,
            "notes": list(self.notes),
        }


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """A table, its columns as wide as they need to be, and below it what else there is to know."""
    rows = [HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for name, *cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *numbers)).rstrip()
    for figure in figures:
        yield from (f"  {note}" for note in figure.notes)


def _cells(figure: Figure) -> tuple[str, ...]:
    limit = ""
    if figure.at_most is not None:
        limit = f"≤ {_short(figure.at_most)}"
    elif figure.ratio_at_least is not None:
        limit = f"ratio ≥ {_short(figure.ratio_at_least)}"
    return (
        figure.name,
        _short(figure.median),
        _short(min(figure.measured)),
        _short(max(figure.measured)),
        figure.unit,
        limit,
        "" if figure.ratio is None else _short(figure.ratio),
        {True: "met", False: "NOT MET", None: ""}[figure.is_within],
    )


def _short(number: float) -> str:
    """Three digits that count, without an exponent."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"
