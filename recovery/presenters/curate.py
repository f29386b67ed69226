"""What the pages of texts show: lists, one text's life, and what changed in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import access
from accounts.models import User
from exercises.editorial import WAYS, Kind, Refusal, refusal_of
from exercises.editorial_words import BUTTONS, REFUSALS, STATUS_WORDS
from exercises.models import Editorial, EditorialMove
from recovery.selectors.curated_texts import SHOWN, Home, Pile, Status, TextLine
from recovery.selectors.curated_texts import Kind as TextKind

Words = str | Promise
ONE: Mapping[TextKind, Words] = {
    TextKind.EXERCISES: _("Exercise"),
    TextKind.ARTICLES: _("Article"),
    TextKind.PROTOCOLS: _("Protocol"),
}
MANY: Mapping[TextKind, Words] = {
    TextKind.EXERCISES: _("Exercises"),
    TextKind.ARTICLES: _("Articles"),
    TextKind.PROTOCOLS: _("Protocols"),
}
GLYPHS: Mapping[Status, str] = {
    Status.DRAFT: "file-pen",
    Status.IN_REVIEW: "eye",
    Status.PUBLISHED: "circle-check",
    Status.REVIEW_DUE: "calendar-clock",
    Status.RETIRED: "archive",
}
TONES: Mapping[Status, str] = {Status.PUBLISHED: "up", Status.REVIEW_DUE: "eased"}
# The steps a text takes towards its readers. The others stand beside them, unfilled.
FORWARD = (Kind.PUBLISH, Kind.SUBMIT, Kind.BRING_BACK)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A status as a tag shows it."""

    word: Words
    glyph: str
    tone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLine:
    name: str
    href: str
    kind: Words
    number: int
    standing: Standing
    review_due_on: date | None
    is_overdue: bool
    since: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One pile of the home page. code: for its anchor."""

    code: str
    title: Words
    empty: Words
    lines: list[ListLine]
    more: str

    @property
    def has_more(self) -> bool:
        return len(self.lines) >= SHOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    kind: str
    label: Words
    is_filled: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveLine:
    """before, after: the statuses, as tags say them."""

    move: EditorialMove
    before: Words
    after: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class CountRow:
    kind: Words
    cells: list[tuple[str, int, Words]]


def standing_of(status: Status) -> Standing:
    return Standing(word=STATUS_WORDS[status], glyph=GLYPHS[status], tone=TONES.get(status, ""))


def list_line(line: TextLine, today: date) -> ListLine:
    due = line.review_due_on
    return ListLine(
        name=line.called,
        href=page_of(line.of, line.key, line.number),
        kind=ONE[line.of],
        number=line.number,
        standing=standing_of(line.status),
        review_due_on=due,
        is_overdue=due is not None and due < today,
        since=line.since,
    )


def page_of(kind: TextKind, key: str, number: int) -> str:
    if kind is TextKind.PROTOCOLS:
        return reverse("curate_protocol", args=[key, number])
    return reverse(
        "curate_exercise" if kind is TextKind.EXERCISES else "curate_article", args=[key]
    )


def home_page(home: Home, user: User, today: date) -> dict[str, Any]:
    reviews = access.can_review(user)
    waiting = len(home.piles.get(Pile.WAITING, ()))
    return {
        "headline": _headline(waiting, reviews),
        "columns": _columns(home, today, reviews),
        "statuses": [standing_of(status) for status in Status],
        "counts": [_count_row(kind, home) for kind in TextKind],
    }


def _headline(waiting: int, reviews: bool) -> str:
    """A full pile may have more below it, so that its number is the least."""
    if not waiting:
        return str(_("Nothing waits for your review") if reviews else _("No text is in review"))
    more = waiting >= SHOWN
    if reviews and more:
        return str(_("%s texts or more wait for your review")) % waiting
    if more:
        return str(_("%s texts or more are in review")) % waiting
    if reviews:
        told = ngettext("%s text waits for your review", "%s texts wait for your review", waiting)
    else:
        told = ngettext("%s text is in review", "%s texts are in review", waiting)
    return told % waiting


def _columns(home: Home, today: date, reviews: bool) -> list[list[Section]]:
    """What one's own work is, beside what the calendar asks for."""
    waits = _("Waits for your review") if reviews else _("In review")
    told = {
        Pile.WAITING: (waits, _("Nothing now."), Status.IN_REVIEW),
        Pile.MINE: (_("Your drafts"), _("You have none."), Status.DRAFT),
        Pile.OVERDUE: (_("Overdue reviews"), _("None is overdue."), Status.REVIEW_DUE),
        Pile.DUE_SOON: (_("Due in 30 days"), _("None."), Status.PUBLISHED),
    }
    own, calendar = (Pile.WAITING, Pile.MINE), (Pile.OVERDUE, Pile.DUE_SOON)
    return [
        [_section(pile, *told[pile], home.piles.get(pile, ()), today) for pile in piles]
        for piles in (own, calendar)
    ]


def _section(
    pile: Pile,
    title: Words,
    empty: Words,
    status: Status,
    lines: Iterable[TextLine],
    today: date,
) -> Section:
    return Section(
        code=pile.value,
        title=title,
        empty=empty,
        lines=[list_line(line, today) for line in lines],
        more=f"{reverse('curate_texts')}?status={status.value}",
    )


def _count_row(kind: TextKind, home: Home) -> CountRow:
    texts = reverse("curate_texts")
    return CountRow(
        kind=MANY[kind],
        cells=[
            (
                f"{texts}?kind={kind.value}&status={status.value}",
                home.counts[kind][status],
                STATUS_WORDS[status],
            )
            for status in Status
        ],
    )


def move_lines(moves: Iterable[EditorialMove]) -> list[MoveLine]:
    return [
        MoveLine(
            move=move,
            before=STATUS_WORDS[Status(move.from_status)],
            after=STATUS_WORDS[Status(move.to_status)],
        )
        for move in moves
    ]


def buttons_of(row: Editorial, user: User) -> list[Button]:
    """The steps this person may take now; the first one forward is the filled button."""
    may = [kind for kind in WAYS if refusal_of(kind=kind, row=row, by=user) is None]
    forward = next((kind for kind in may if kind in FORWARD), None)
    return [Button(kind=kind.value, label=BUTTONS[kind], is_filled=kind is forward) for kind in may]


def why_not(row: Editorial, user: User) -> Words:
    """Why a reviewer may not pass these words; empty where that is not the question."""
    refusal = refusal_of(kind=Kind.PUBLISH, row=row, by=user)
    return REFUSALS[refusal] if refusal is Refusal.OWN_WORDS else ""


def compared(
    numbers: Iterable[int], *, asked: tuple[str | None, str | None], passed: int | None
) -> tuple[int, int] | None:
    """Which two versions to show: those asked for, else the latest passed one or the one before.

    passed: the version that was published latest. None while there is nothing to compare.
    """
    known = sorted(numbers)
    wanted = tuple(int(one) for one in asked if one and one.isdecimal())
    if len(wanted) == 2 and set(wanted) <= set(known):
        return wanted
    if len(known) < 2:
        return None
    latest = known[-1]
    before = passed if passed in known and passed != latest else known[-2]
    return before, latest
