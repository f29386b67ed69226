"""Brings the shipped files into the database, without undoing what curators did there."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from exercises import editorial, library
from exercises.library import ExerciseContent
from exercises.models import Exercise, ExerciseVersion, Progression
from exercises.shipped import Report, adopt, compare, stamp, version_fields
from exercises.storing import Tags, fill_exercise, link, store_tags
from exercises.yaml_source import ContentErrors, Problem


def load(*, now: datetime, dry_run: bool = False, folder: Path = library.CONTENT) -> Report:
    """Load the exercises of a content folder; a dry run does the same and takes it back.

    Raises ContentErrors, with nothing loaded, if anything is wrong.
    """
    files = library.read_library(folder)
    words = library.read_taxonomy(folder)
    with transaction.atomic():
        tags = store_tags(words)
        rows = {row.slug: row for row in Exercise.objects.all()}
        report = compare("exercises", files, rows)
        changed = [files[slug] for slug in (*report.created, *report.updated)]
        if changed:
            _write(changed, rows, tags, now)
        adopt(files, rows, report.unchanged)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _write(
    changed: list[ExerciseContent], rows: dict[str, Exercise], tags: Tags, now: datetime
) -> None:
    for content in changed:
        rows[content.slug] = _filled(rows.get(content.slug), content, now)
    written = [(rows[content.slug], content) for content in changed]
    fresh = [row for row, _ in written if row.pk is None]
    Exercise.objects.bulk_create(fresh)
    for row, _ in written:
        if row not in fresh:
            row.save()
    link(changed, rows, tags)
    _refuse_circle(changed[0])
    ExerciseVersion.objects.bulk_create(
        ExerciseVersion(exercise=row, **version_fields(row, content, now))
        for row, content in written
    )
    editorial.take_back(rows=[row for row, _ in written], by=None, now=now)


def _filled(row: Exercise | None, content: ExerciseContent, now: datetime) -> Exercise:
    row = row or Exercise()
    fill_exercise(row, content)
    stamp(row, content, now)
    return row


def _refuse_circle(near: ExerciseContent) -> None:
    circle = library.circle_in(Progression.graph())
    if circle:
        path = library.CONTENT / "exercises" / f"{near.slug}.yaml"
        message = (
            f"with the links curators made here, 'easier' runs in a circle "
            f"({' → '.join(circle)}): remove one of them in the administration."
        )
        raise ContentErrors([Problem(path, 1, message)])
