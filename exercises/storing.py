"""How the words of a file become rows: the fields, the tags and the links of each."""

from collections.abc import Iterable, Mapping, Sequence

from exercises.articles import ArticleContent, source_dict
from exercises.library import ExerciseContent, Taxonomy
from exercises.models import (
    ARTICLE_FIELDS,
    LIST_FIELDS,
    PLAIN_FIELDS,
    TAG_FIELDS,
    Article,
    Exercise,
    Progression,
    Tag,
)

VOCABULARY_OF_FIELD = {
    "regions": Tag.Vocabulary.REGION,
    "muscles": Tag.Vocabulary.MUSCLE,
    "equipment": Tag.Vocabulary.EQUIPMENT,
}
Tags = Mapping[tuple[str, str], Tag]


def store_tags(words: Taxonomy) -> Tags:
    """The tags of the taxonomy, by vocabulary and slug; written where they are new or reworded."""
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


def fill_exercise(row: Exercise, content: ExerciseContent) -> None:
    """Give the row these words; its tags and links follow when it is saved."""
    for name in PLAIN_FIELDS:
        setattr(row, name, getattr(content, name))
    for name in LIST_FIELDS:
        setattr(row, name, list(getattr(content, name)))
    row.counts = content.counts
    row.dose_sets, row.dose_amount = content.dose.sets, content.dose.amount
    row.dose_hold_seconds = content.dose.hold_seconds
    row.dose_rest_seconds = content.dose.rest_seconds


def fill_article(row: Article, content: ArticleContent) -> None:
    """Give the row these words."""
    for name in ARTICLE_FIELDS:
        setattr(row, name, getattr(content, name))
    row.kind = content.kind
    row.conditions, row.phases = list(content.conditions), list(content.phases)
    row.sources = [source_dict(source) for source in content.sources]


def link(contents: Iterable[ExerciseContent], rows: Mapping[str, Exercise], tags: Tags) -> None:
    """Give saved rows the tags and easier exercises of these contents, and no others."""
    contents = list(contents)
    pks = [rows[content.slug].pk for content in contents]
    for field in TAG_FIELDS:
        _link_tags(field, contents, rows, tags)
    Progression.objects.filter(harder__in=pks).delete()
    Progression.objects.bulk_create(
        Progression(harder=rows[content.slug], easier=rows[slug])
        for content in contents
        for slug in content.easier
    )


def _link_tags(
    field: str, contents: Sequence[ExerciseContent], rows: Mapping[str, Exercise], tags: Tags
) -> None:
    through = getattr(Exercise, field).through
    through.objects.filter(exercise__in=[rows[content.slug].pk for content in contents]).delete()
    vocabulary = VOCABULARY_OF_FIELD[field]
    through.objects.bulk_create(
        through(exercise_id=rows[content.slug].pk, tag_id=tags[vocabulary, slug].pk)
        for content in contents
        for slug in getattr(content, field)
    )
