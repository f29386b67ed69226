"""Publishing a protocol: its reviewed text becomes a version that never changes."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from accounts.models import User
from exercises.articles import articles as shipped_articles
from exercises.shipped import Report
from exercises.yaml_source import ContentErrors, Problem
from recovery.models import ProtocolVersion
from recovery.protocols import SHIPPED, ProtocolError, protocol_from_text, shipped_path, to_text
from recovery.protocols.checks import Articles


class VersionTaken(ValueError):
    """This version was published with other words. A change needs a new version number."""


def publish(
    *,
    text: str,
    now: datetime,
    by: User | None = None,
    path: Path | None = None,
    articles: Articles | None = None,
) -> tuple[ProtocolVersion, bool]:
    """The version of this text, and whether it is new. The same text twice is one version.

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
            "text": text,
            "digest": digest,
            "published_at": now,
            "published_by": by,
        },
    )
    if version.digest != digest:
        raise VersionTaken(f"{version.code} {version.version}")
    return version, is_new


def latest(code: str) -> ProtocolVersion:
    """The newest published version. Raises ProtocolVersion.DoesNotExist."""
    return ProtocolVersion.objects.published().filter(code=code).latest("version")


@transaction.atomic
def load(*, now: datetime, dry_run: bool = False) -> Report:
    """Publish the shipped protocols; a dry run does the same and takes it back.

    Raises ContentErrors, with nothing loaded, if anything is wrong.
    """
    outcomes: dict[bool, list[str]] = {True: [], False: []}
    with transaction.atomic():
        for code in SHIPPED:
            outcomes[_published(shipped_path(code), now)].append(code)
        transaction.set_rollback(dry_run)
    return Report(what="protocols", created=tuple(outcomes[True]), unchanged=tuple(outcomes[False]))


def _published(path: Path, now: datetime) -> bool:
    try:
        _version, is_new = publish(
            text=to_text(path), now=now, path=path, articles=shipped_articles()
        )
    except ProtocolError as error:
        raise ContentErrors(error.errors) from error
    except VersionTaken as error:
        told = "this version was published with other words: raise its version number."
        raise ContentErrors([Problem(path, 1, told)]) from error
    return is_new
