"""The life of a text: draft, in clinical review, published, review due, retired.

Each move is checked, made and kept in one transaction; there is no other way to a status. What
has a life is an `Editorial` row: an exercise, an article, and in recovery a protocol's version.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from accounts import access
from accounts.local_time import local_day
from accounts.models import User
from exercises.models import Editorial, EditorialMove
from exercises.models.editorial import LIFE

Status = Editorial.Status
Kind = EditorialMove.Kind


class Refusal(StrEnum):
    """Why a move may not be made."""

    NOT_THEIRS = "not_theirs"
    NOT_FROM_HERE = "not_from_here"
    OWN_WORDS = "own_words"
    OTHER_WORDS = "other_words"
    NO_COMMENT = "no_comment"
    NO_PROFESSION = "no_profession"
    NOT_YET_REVIEWED = "not_yet_reviewed"
    DUE_TOO_EARLY = "due_too_early"
    NOT_DUE = "not_due"
    PARTS_NOT_SHOWN = "parts_not_shown"


class MoveRefused(ValueError):
    """A move that may not be made. parts: what it is about, where it names something."""

    def __init__(self, refusal: Refusal, *, parts: tuple[str, ...] = ()) -> None:
        self.refusal, self.parts = refusal, parts
        super().__init__(" ".join([refusal.value, *parts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a move leads, from where, and who may make it."""

    sources: frozenset[Status]
    to: Status
    may: Callable[[User], bool]
    needs_comment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer says of words: who they are to readers, when they read, until when it holds.

    version: the words that were read; other words need another look.
    """

    version: int
    profession: str
    reviewed_on: date
    due_on: date


WAYS: Mapping[Kind, Way] = {
    Kind.PUBLISH: Way(
        sources=frozenset({Status.IN_REVIEW, Status.REVIEW_DUE}),
        to=Status.PUBLISHED,
        may=access.can_review,
        needs_comment=True,
    ),
    Kind.SUBMIT: Way(sources=frozenset({Status.DRAFT}), to=Status.IN_REVIEW, may=access.can_curate),
    Kind.BRING_BACK: Way(
        sources=frozenset({Status.RETIRED}), to=Status.DRAFT, may=access.can_curate
    ),
    Kind.SEND_BACK: Way(
        sources=frozenset({Status.IN_REVIEW}),
        to=Status.DRAFT,
        may=access.can_read_drafts,
        needs_comment=True,
    ),
    Kind.MARK_DUE: Way(
        sources=frozenset({Status.PUBLISHED}),
        to=Status.REVIEW_DUE,
        may=access.can_read_drafts,
        needs_comment=True,
    ),
    Kind.RETIRE: Way(
        sources=frozenset(Status) - {Status.RETIRED},
        to=Status.RETIRED,
        may=access.can_read_drafts,
        needs_comment=True,
    ),
}


def refusal_of(*, kind: Kind, row: Editorial, by: User) -> Refusal | None:
    """Why this person may not make this move now; None where they may."""
    way = WAYS[kind]
    if not way.may(by):
        return Refusal.NOT_THEIRS
    if row.status not in way.sources:
        return Refusal.NOT_FROM_HERE
    others = type(row).objects.not_written_by(by).filter(pk=row.pk)
    if kind == Kind.PUBLISH and not others.exists():
        return Refusal.OWN_WORDS
    return None


@transaction.atomic
def submit(*, row: Editorial, by: User, now: datetime, comment: str = "") -> EditorialMove:
    """A curator asks for a clinical review. Raises MoveRefused."""
    return _make(Kind.SUBMIT, row=row, by=by, now=now, comment=comment)


@transaction.atomic
def send_back(*, row: Editorial, by: User, now: datetime, comment: str) -> EditorialMove:
    """To the curator, with what to mend. Raises MoveRefused."""
    return _make(Kind.SEND_BACK, row=row, by=by, now=now, comment=comment)


@transaction.atomic
def publish(
    *, row: Editorial, by: User, now: datetime, comment: str, review: Review
) -> EditorialMove:
    """A clinical reviewer stands behind these words, under their own name. Raises MoveRefused."""
    fault = _fault_in(review, local_day(by, now))
    if fault:
        raise MoveRefused(fault)
    return _make(Kind.PUBLISH, row=row, by=by, now=now, comment=comment, review=review)


@transaction.atomic
def mark_due(*, row: Editorial, by: User, now: datetime, comment: str) -> EditorialMove:
    """Somebody has a reason for another look before its day. Raises MoveRefused."""
    return _make(Kind.MARK_DUE, row=row, by=by, now=now, comment=comment)


@transaction.atomic
def mark_overdue(*, row: Editorial, now: datetime, today: date) -> EditorialMove:
    """The day of its next review has passed. Raises MoveRefused."""
    _catch_up(row)
    if row.status != Status.PUBLISHED or row.review_due_on >= today:
        raise MoveRefused(Refusal.NOT_DUE)
    return _keep(Kind.MARK_DUE, Status.REVIEW_DUE, row=row, by=None, now=now)


@transaction.atomic
def retire(*, row: Editorial, by: User, now: datetime, comment: str) -> EditorialMove:
    """Nobody new meets it; plans that run keep it. Raises MoveRefused."""
    return _make(Kind.RETIRE, row=row, by=by, now=now, comment=comment)


@transaction.atomic
def bring_back(*, row: Editorial, by: User, now: datetime, comment: str = "") -> EditorialMove:
    """A retired text is worked on again, and reviewed anew. Raises MoveRefused."""
    return _make(Kind.BRING_BACK, row=row, by=by, now=now, comment=comment)


@transaction.atomic
def take_back(*, rows: Sequence[Editorial], by: User | None, now: datetime) -> None:
    """For when the words of rows of one kind changed: a review holds for the words that were read.

    by: who changed them; None for newer shipped words. Rows that nobody signed off stay as they
    are. Two queries for any number.
    """
    ended = [row for row in rows if row.is_signed_off]
    if not ended:
        return
    moves = [_step(Kind.TAKE_BACK, Status.DRAFT, row=row, by=by, now=now) for row in ended]
    type(ended[0]).objects.bulk_update(ended, LIFE)
    type(moves[0]).objects.bulk_create(moves)


def _fault_in(review: Review, today: date) -> Refusal | None:
    if not review.profession.strip():
        return Refusal.NO_PROFESSION
    if review.reviewed_on > today:
        return Refusal.NOT_YET_REVIEWED
    if review.due_on <= max(review.reviewed_on, today):
        return Refusal.DUE_TOO_EARLY
    return None


def _make(
    kind: Kind,
    *,
    row: Editorial,
    by: User,
    now: datetime,
    comment: str,
    review: Review | None = None,
) -> EditorialMove:
    _catch_up(row)
    refusal = refusal_of(kind=kind, row=row, by=by)
    if refusal is None and WAYS[kind].needs_comment and not comment.strip():
        refusal = Refusal.NO_COMMENT
    if refusal is None and review and review.version != row.number:
        refusal = Refusal.OTHER_WORDS
    if refusal:
        raise MoveRefused(refusal)
    comment = comment.strip()
    return _keep(kind, WAYS[kind].to, row=row, by=by, now=now, comment=comment, review=review)


def _catch_up(row: Editorial) -> None:
    """Read the row as it is stored now: of two moves at once the second meets the first."""
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update())


def _keep(kind: Kind, to: Status, *, row: Editorial, **told: Any) -> EditorialMove:
    """Change the row, and write the move down."""
    move = _step(kind, to, row=row, **told)
    row.save(update_fields=LIFE)
    move.save()
    return move


def _step(
    kind: Kind,
    to: Status,
    *,
    row: Editorial,
    by: User | None,
    now: datetime,
    comment: str = "",
    review: Review | None = None,
) -> EditorialMove:
    """The move, and the row after it, neither written yet. Only a due review stays."""
    source, row.status = row.status, to
    if to != Status.REVIEW_DUE:
        row.reviewer, row.reviewed_on, row.review_due_on = _signature(by, review)
    moves = type(row).moves
    return moves.rel.related_model(
        **{moves.field.name: row},
        kind=kind,
        from_status=source,
        to_status=to,
        version=row.number,
        comment=comment,
        reviewer=row.reviewer,
        reviewed_on=row.reviewed_on,
        review_due_on=row.review_due_on,
        at=now,
        by=by,
    )


def _signature(by: User | None, review: Review | None) -> tuple[str, date | None, date | None]:
    if by is None or review is None:
        return "", None, None
    return f"{by.name}, {review.profession.strip()}", review.reviewed_on, review.due_on
