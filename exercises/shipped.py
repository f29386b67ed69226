"""How a shipped file and its row stand to each other: who wrote last, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exercises.models.reviewed import Content, Reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a loader did, as slugs. `kept`: edited here since the last load, so the file's
    newer text was not taken. `without_file`: in the database only."""

    what: str
    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    without_file: tuple[str, ...] = ()


def compare(what: str, files: Mapping[str, Content], rows: Mapping[str, Reviewed]) -> Report:
    """What loading these files into these rows would do."""
    outcomes: dict[str, list[str]] = {"created": [], "updated": [], "unchanged": [], "kept": []}
    for slug, content in files.items():
        outcomes[_outcome(content.digest(), rows.get(slug))].append(slug)
    return Report(
        what=what,
        without_file=tuple(sorted(rows.keys() - files.keys())),
        **{name: tuple(slugs) for name, slugs in outcomes.items()},
    )


def _outcome(digest: str, row: Reviewed | None) -> str:
    if row is None:
        return "created"
    if digest in {row.content_digest, row.shipped_digest}:
        return "unchanged"
    return "updated" if row.content_digest == row.shipped_digest else "kept"


def stamp(row: Reviewed, content: Content, now: datetime) -> None:
    """The row has the file's words from now on. Once saved, its sign-off is to be taken back."""
    if row.pk is None:
        row.created_at = now
    else:
        row.content_version += 1
    row.content_digest = row.shipped_digest = content.digest()
    row.updated_at = now


def version_fields(row: Reviewed, content: Content, now: datetime) -> dict[str, Any]:
    """What a version keeps of a row that was just stamped."""
    return {
        "version": row.content_version,
        "content": content.as_dict(),
        "digest": row.content_digest,
        "saved_at": now,
    }


def adopt(files: Mapping[str, Content], rows: Mapping[str, Reviewed], slugs: Iterable[str]) -> None:
    """Where files caught up with an edit made here, the row counts as loaded from them."""
    for slug in slugs:
        row, digest = rows[slug], files[slug].digest()
        if digest != row.shipped_digest:
            row.shipped_digest = digest
            row.save(update_fields=["shipped_digest"])
