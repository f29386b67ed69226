"""Brings the shipped files into the database, without undoing what curators did there."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from exercises import library
from exercises.library import ExerciseContent, Taxonomy
from exercises.models import (
    LIST_FIELDS,
    PLAIN_FIELDS,
    TAG_FIELDS,
    Exercise,
    ExerciseVersion,
    Progression,
    Tag,
)
from exercises.shipped import Report, adopt, compare, stamp, version_fields
from exercises.yaml_source import ContentErrors, Problem

VOCABULARY_OF_FIELD = {
    "regions": Tag.Vocabulary.REGION,
    "muscles": Tag.Vocabulary.MUSCLE,
    "equipment": Tag.Vocabulary.EQUIPMENT,
}
Tags = Mapping[tuple[str, str], Tag]


def load(*, now: datetime, dry_run: bool = False, folder: Path = library.CONTENT) -> Report:
    """Load the exercises of a content folder; a dry run does the same and takes it back.

    Raises ContentErrors, with nothing loaded, if anything is wrong.
    """
    files = library.read_library(folder)
    words = library.read_taxonomy(folder)
    with transaction.atomic():
        tags = _load_tags(words)
        rows = {row.slug: row for row in Exercise.objects.all()}
        report = compare("exercises", files, rows)
        changed = [files[slug] for slug in (*report.created, *report.updated)]
        if changed:
            _write(changed, rows, tags, now)
        adopt(files, rows, report.unchanged)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _load_tags(words: Taxonomy) -> Tags:
    have = {(tag.vocabulary, tag.slug): tag for tag in Tag.objects.all()}
    want = [
        Tag(vocabulary=vocabulary, slug=slug, name=name, place=place)
        for field, vocabulary in VOCABULARY_OF_FIELD.items()
        for place, (slug, name) in enumerate(getattr(words, field).items())
    ]
    missing_or_reworded = [tag for tag in want if not _same_tag(tag, have)]
    if not missing_or_reworded:
        return have
    Tag.objects.bulk_create(
        missing_or_reworded,
        update_conflicts=True,
        unique_fields=["vocabulary", "slug"],
        update_fields=["name", "place"],
    )
    return {(tag.vocabulary, tag.slug): tag for tag in Tag.objects.all()}


def _same_tag(tag: Tag, have: Tags) -> bool:
    present = have.get((tag.vocabulary, tag.slug))
    return present is not None and (present.name, present.place) == (tag.name, tag.place)


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
    _link(changed, rows, tags)
    ExerciseVersion.objects.bulk_create(
        ExerciseVersion(exercise=row, **version_fields(row, content, now))
        for row, content in written
    )


def _filled(row: Exercise | None, content: ExerciseContent, now: datetime) -> Exercise:
    row = row or Exercise()
    for name in PLAIN_FIELDS:
        setattr(row, name, getattr(content, name))
    for name in LIST_FIELDS:
        setattr(row, name, list(getattr(content, name)))
    row.counts = content.counts
    row.dose_sets, row.dose_amount = content.dose.sets, content.dose.amount
    row.dose_hold_seconds = content.dose.hold_seconds
    row.dose_rest_seconds = content.dose.rest_seconds
    stamp(row, content, now)
    return row


def _link(changed: list[ExerciseContent], rows: Mapping[str, Exercise], tags: Tags) -> None:
    pks = [rows[content.slug].pk for content in changed]
    for field in TAG_FIELDS:
        through = getattr(Exercise, field).through
        through.objects.filter(exercise_id__in=pks).delete()
        vocabulary = VOCABULARY_OF_FIELD[field]
        through.objects.bulk_create(
            through(exercise_id=rows[content.slug].pk, tag_id=tags[vocabulary, slug].pk)
            for content in changed
            for slug in getattr(content, field)
        )
    Progression.objects.filter(harder__in=pks).delete()
    Progression.objects.bulk_create(
        Progression(harder=rows[content.slug], easier=rows[slug])
        for content in changed
        for slug in content.easier
    )
    _refuse_circle(changed[0])


def _refuse_circle(near: ExerciseContent) -> None:
    circle = library.circle_in(Progression.graph())
    if circle:
        path = library.CONTENT / "exercises" / f"{near.slug}.yaml"
        message = (
            f"with the links curators made here, 'easier' runs in a circle "
            f"({' → '.join(circle)}): remove one of them in the administration."
        )
        raise ContentErrors([Problem(path, 1, message)])
