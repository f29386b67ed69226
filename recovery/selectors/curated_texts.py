"""Every text with an editorial life, of whatever kind, in few queries."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet, Value

from accounts import access
from accounts.models import User
from exercises.models import Article, Editorial, Exercise
from exercises.models.editorial import EditorialQuerySet
from recovery.models import ProtocolVersion

Status = Editorial.Status
DUE_SOON = timedelta(days=30)
SHOWN = 10


class Kind(StrEnum):
    """What a text is, as its address says it."""

    EXERCISES = "exercises"
    ARTICLES = "articles"
    PROTOCOLS = "protocols"


class Pile(StrEnum):
    """Texts that want something, and of whom."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    MINE = "mine"


MODELS: Mapping[Kind, type[Editorial]] = {
    Kind.EXERCISES: Exercise,
    Kind.ARTICLES: Article,
    Kind.PROTOCOLS: ProtocolVersion,
}
_OF_TEXTS = {"key": "slug", "number": "content_version", "since": "updated_at"}
COLUMNS = {
    Kind.EXERCISES: {**_OF_TEXTS, "called": "name"},
    Kind.ARTICLES: {**_OF_TEXTS, "called": "title"},
    Kind.PROTOCOLS: {"key": "code", "number": "version", "since": "saved_at", "called": "name"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TextLine:
    """One text of a list. since: when its words were saved."""

    of: Kind
    key: str
    number: int
    called: str
    status: Status
    review_due_on: date | None
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """What wants something, and how many texts there are by kind and status."""

    piles: Mapping[Pile, list[TextLine]]
    counts: Mapping[Kind, Mapping[Status, int]]


def home(user: User, *, today: date) -> Home:
    """Two queries, however many texts there are; of each pile the most pressing ones."""
    return Home(piles=_piles(user, today), counts=counts())


def counts() -> dict[Kind, Counter[Status]]:
    """How many of each kind have each status. One query."""
    parts = [
        model.objects.order_by().values("status").annotate(of=Value(kind), number=Count("pk"))
        for kind, model in MODELS.items()
    ]
    found: dict[Kind, Counter[Status]] = {kind: Counter() for kind in Kind}
    for row in _union(parts):
        found[Kind(row["of"])][Status(row["status"])] = row["number"]
    return found


def listed(*, kind: Kind | None, status: Status | None, words: str) -> QuerySet:
    """Texts by name, as mappings to make a `TextLine` of."""
    parts = []
    for one in [kind] if kind else Kind:
        name = COLUMNS[one]["called"]
        rows = MODELS[one].objects.filter(**{f"{name}__icontains": words})
        parts.append(_columns(one, rows.filter(status=status) if status else rows))
    return _union(parts).order_by("called", "key", "-number")


def line_of(row: Mapping[str, object]) -> TextLine:
    fields = {name: row[name] for name in TextLine.__slots__}
    return TextLine(**fields | {"of": Kind(row["of"]), "status": Status(row["status"])})


def _piles(user: User, today: date) -> dict[Pile, list[TextLine]]:
    parts = [
        _columns(kind, _first(kind, rows, order), pile=Value(pile))
        for kind, model in MODELS.items()
        for pile, rows, order in _wanted(model.objects, kind, user, today)
    ]
    piles: dict[Pile, list[TextLine]] = defaultdict(list)
    for row in _union(parts):
        piles[Pile(row["pile"])].append(line_of(row))
    return {pile: sorted(lines, key=_pressing)[:SHOWN] for pile, lines in piles.items()}


def _wanted(
    rows: EditorialQuerySet, kind: Kind, user: User, today: date
) -> Iterator[tuple[Pile, QuerySet, str]]:
    """Of one kind: each pile, what is in it, and what comes first. The oldest is pressing."""
    since = COLUMNS[kind]["since"]
    waiting = rows.filter(status=Status.IN_REVIEW)
    if access.can_review(user):
        waiting = waiting.not_written_by(user)
    yield Pile.WAITING, waiting, since
    published = rows.filter(status=Status.PUBLISHED)
    is_past = Q(status=Status.PUBLISHED, review_due_on__lt=today)
    yield Pile.OVERDUE, rows.filter(Q(status=Status.REVIEW_DUE) | is_past), "review_due_on"
    soon = published.filter(review_due_on__range=(today, today + DUE_SOON))
    yield Pile.DUE_SOON, soon, "review_due_on"
    yield Pile.MINE, rows.filter(status=Status.DRAFT).latest_words_by(user), f"-{since}"


def _first(kind: Kind, rows: QuerySet, order: str) -> QuerySet:
    """So few of each kind that a pile of them all is complete: a union takes no slices."""
    few = rows.order_by(order, "pk").values("pk")[:SHOWN]
    return MODELS[kind].objects.filter(pk__in=few)


def _columns(kind: Kind, rows: QuerySet, **more: Value) -> QuerySet:
    columns = {name: F(column) for name, column in COLUMNS[kind].items()}
    return rows.order_by().values("status", "review_due_on", of=Value(kind), **columns, **more)


def _union(parts: list[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True)


def _pressing(line: TextLine) -> tuple[object, ...]:
    return (line.review_due_on or date.max, line.since, line.called)
