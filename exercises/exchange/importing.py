"""A file becomes part of the library: all of it or nothing, by the same door as an edit.

Nothing is ever removed: what the file does not name is kept as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from exercises import library
from exercises.article_selectors import link_targets
from exercises.digest import digest_of
from exercises.editing import record_edits, save_over
from exercises.exchange.columns import ARTICLES, EXERCISES
from exercises.exchange.exporting import MODELS
from exercises.exchange.reading import Around, Shelf, read_shelf
from exercises.exchange.tidying import tidy
from exercises.models import Exercise, Progression, Reviewed
from exercises.models.reviewed import Content
from exercises.storing import fill_article, fill_exercise, link, store_tags

A_BATCH = 250
FILL: Mapping[str, Callable[[Any, Any], None]] = {
    EXERCISES.what: fill_exercise,
    ARTICLES.what: fill_article,
}
Rows = dict[str, Any]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import does to one kind, as slugs. `kept`: in the library, not in the file.

    versions: of the changed rows before they change.
    """

    what: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    versions: tuple[int, ...]


class LibraryMoved(Exception):
    """The library is no longer as it was when somebody looked at what the file would do."""


def mark_of(outcomes: Sequence[Outcome]) -> str:
    """Another one when the same file would do something else."""
    return digest_of({outcome.what: asdict(outcome) for outcome in outcomes})


def try_import(*, data: bytes, name: str) -> tuple[Outcome, ...]:
    """What `import_library` would do; nothing is written. Raises ContentErrors."""
    shelf = read_shelf(data, name=name, around=_around())
    return tuple(
        _compare(what, contents, _rows(what)) for what, contents in _contents(shelf).items()
    )


def import_library(
    *,
    data: bytes,
    name: str,
    by: User | None,
    now: datetime,
    mark: str = "",
    progress: Progress = lambda what, done, of: None,
) -> tuple[Outcome, ...]:
    """Bring a file into the library. Raises ContentErrors, with nothing written, if it is wrong.

    Changed words are a new version and need a new sign-off. `mark`: of what somebody agreed to;
    raises LibraryMoved where it would be something else by now.
    """
    with transaction.atomic():
        shelf = read_shelf(data, name=name, around=_around())
        rows = {what: _rows(what, lock=True) for what in MODELS}
        contents = _contents(shelf)
        outcomes = tuple(_compare(what, found, rows[what]) for what, found in contents.items())
        if mark and mark != mark_of(outcomes):
            raise LibraryMoved
        for outcome in outcomes:
            wanted = [contents[outcome.what][slug] for slug in (*outcome.created, *outcome.changed)]
            _write(outcome.what, wanted, rows[outcome.what], progress, by=by, now=now)
    return outcomes


def _around() -> Around:
    slugs = Exercise.objects.values_list("slug", flat=True)
    easier = {**dict.fromkeys(slugs, ()), **Progression.graph()}
    return Around(easier=easier, targets=link_targets())


def _contents(shelf: Shelf) -> Mapping[str, Mapping[str, Any]]:
    return {EXERCISES.what: shelf.exercises, ARTICLES.what: shelf.articles}


def _rows(what: str, *, lock: bool = False) -> Rows:
    rows = MODELS[what].objects.with_links()
    return {row.slug: row for row in (rows.select_for_update() if lock else rows)}


def _compare(what: str, contents: Mapping[str, Content], rows: Rows) -> Outcome:
    shared = [slug for slug in contents if slug in rows]
    changed = [slug for slug in shared if not _same(contents[slug], rows[slug])]
    set_aside = set(changed)
    return Outcome(
        what=what,
        created=tuple(slug for slug in contents if slug not in rows),
        changed=tuple(changed),
        unchanged=tuple(slug for slug in shared if slug not in set_aside),
        kept=tuple(sorted(rows.keys() - contents.keys())),
        versions=tuple(rows[slug].content_version for slug in changed),
    )


def _same(content: Content, row: Reviewed) -> bool:
    return tidy(content.as_dict()) == tidy(row.content().as_dict())


def _write(
    what: str,
    contents: Sequence[Any],
    rows: Rows,
    progress: Progress,
    *,
    by: User | None,
    now: datetime,
) -> None:
    """Every row before any link: an exercise may name one further down as its easier one."""
    for batch in _batches(contents):
        _store(what, batch, rows, now)
    tags = store_tags(library.taxonomy()) if contents else {}
    done = 0
    for batch in _batches(contents):
        if what == EXERCISES.what:
            link(batch, rows, tags)
        record_edits(rows=[rows[content.slug] for content in batch], by=by, now=now)
        done += len(batch)
        progress(what, done, len(contents))


def _batches(contents: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(contents), A_BATCH):
        yield contents[start : start + A_BATCH]


def _store(what: str, contents: Sequence[Any], rows: Rows, now: datetime) -> None:
    model = MODELS[what]
    old = [rows[content.slug] for content in contents if content.slug in rows]
    for content in contents:
        row = rows.setdefault(content.slug, model(created_at=now, updated_at=now))
        FILL[what](row, content)
    model.objects.bulk_create(rows[one.slug] for one in contents if rows[one.slug].pk is None)
    fields = model._meta.concrete_fields
    save_over(old, [field.name for field in fields if not field.primary_key])
