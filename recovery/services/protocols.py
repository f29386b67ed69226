"""Protocols: a text is added as a version that never changes, and published once reviewed."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from accounts.models import User
from exercises import editorial
from exercises.articles import articles as shipped_articles
from exercises.editorial import MoveRefused, Refusal, Review
from exercises.models import EditorialMove
from exercises.shipped import Report
from exercises.yaml_source import ContentErrors, Problem
from recovery.models import ProtocolVersion
from recovery.protocols import SHIPPED, ProtocolError, protocol_from_text, shipped_path, to_text
from recovery.protocols.checks import Articles
from recovery.selectors import protocol_parts


class VersionTaken(ValueError):
    """This version was added with other words. A change needs a new version number."""


def add(
    *,
    text: str,
    now: datetime,
    by: User | None = None,
    path: Path | None = None,
    articles: Articles | None = None,
) -> tuple[ProtocolVersion, bool]:
    """The version of this text, and whether it is new: then a draft. Twice the same is one.

    articles: those its phases may name; not looked at where not given.
    Raises ProtocolError where the text is no sound protocol, VersionTaken where its number is.
    """
    protocol = protocol_from_text(text, path=path or Path("protocol.yaml"), articles=articles)
    digest = sha256(text.encode()).hexdigest()
    version, is_new = ProtocolVersion.objects.get_or_create(
        code=protocol.code,
        version=protocol.version,
        defaults={
            "name": protocol.name,
            "author": protocol.author,
            "text": text,
            "digest": digest,
            "saved_at": now,
            "saved_by": by,
        },
    )
    if version.digest != digest:
        raise VersionTaken(f"{version.code} {version.version}")
    return version, is_new


@transaction.atomic
def publish(
    *, row: ProtocolVersion, by: User, now: datetime, comment: str, review: Review
) -> EditorialMove:
    """As `exercises.editorial.publish`, if people may see everything it leads to.

    Raises MoveRefused, which names what they may not.
    """
    parts = protocol_parts.not_shown(row)
    if parts:
        raise MoveRefused(Refusal.PARTS_NOT_SHOWN, parts=parts)
    return editorial.publish(row=row, by=by, now=now, comment=comment, review=review)


def latest(code: str) -> ProtocolVersion:
    """What a new plan of this code follows. Raises ProtocolVersion.DoesNotExist."""
    return ProtocolVersion.objects.to_begin_with().filter(code=code).reverse()[:1].get()


@transaction.atomic
def load(*, now: datetime, dry_run: bool = False) -> Report:
    """Add the shipped protocols; a dry run does the same and takes it back.

    Raises ContentErrors, with nothing loaded, if anything is wrong.
    """
    outcomes: dict[bool, list[str]] = {True: [], False: []}
    with transaction.atomic():
        for code in SHIPPED:
            outcomes[_is_added(shipped_path(code), now)].append(code)
        transaction.set_rollback(dry_run)
    return Report(what="protocols", created=tuple(outcomes[True]), unchanged=tuple(outcomes[False]))


def _is_added(path: Path, now: datetime) -> bool:
    try:
        _version, is_new = add(text=to_text(path), now=now, path=path, articles=shipped_articles())
    except ProtocolError as error:
        raise ContentErrors(error.errors) from error
    except VersionTaken as error:
        told = "this version was added with other words: raise its version number."
        raise ContentErrors([Problem(path, 1, told)]) from error
    return is_new
