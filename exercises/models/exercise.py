from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises import library
from exercises.models.reviewed import Reviewed, ReviewedQuerySet
from exercises.models.search_text import SearchText
from exercises.models.tag import Tag


def position_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().positions.items())


def category_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().categories.items())


def level_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().levels.items())


class ExerciseQuerySet(ReviewedQuerySet):
    def with_links(self) -> ExerciseQuerySet:
        """With everything `Exercise.content` needs, in four more queries."""
        return self.prefetch_related("regions", "muscles", "equipment", "easier")


class Exercise(Reviewed):
    """One exercise, as curators and reviewers left it."""

    class Counts(models.TextChoices):
        REPS = library.Counts.REPS, _("repetitions")
        SECONDS = library.Counts.SECONDS, _("seconds")
        MINUTES = library.Counts.MINUTES, _("minutes")
        METRES = library.Counts.METRES, _("metres")

    name = models.CharField(_("name"), max_length=library.LONGEST["name"])
    other_names = models.JSONField(_("other names"), default=list, blank=True)
    purpose = models.CharField(_("purpose"), max_length=library.LONGEST["purpose"])
    search_text = SearchText(of=("name", "other_names", "purpose"), default="", editable=False)

    regions = models.ManyToManyField(
        Tag,
        verbose_name=_("body regions"),
        related_name="+",
        limit_choices_to={"vocabulary": Tag.Vocabulary.REGION},
    )
    muscles = models.ManyToManyField(
        Tag,
        verbose_name=_("working muscles"),
        related_name="+",
        limit_choices_to={"vocabulary": Tag.Vocabulary.MUSCLE},
    )
    equipment = models.ManyToManyField(
        Tag,
        verbose_name=_("equipment"),
        related_name="+",
        blank=True,
        limit_choices_to={"vocabulary": Tag.Vocabulary.EQUIPMENT},
    )
    position = models.CharField(_("position"), max_length=20, choices=position_choices)
    category = models.CharField(_("category"), max_length=20, choices=category_choices)
    level = models.CharField(_("level"), max_length=20, choices=level_choices)
    unilateral = models.BooleanField(_("one side at a time"), default=False)

    counts = models.CharField(_("the dose counts"), max_length=10, choices=Counts.choices)
    dose_sets = models.PositiveSmallIntegerField(_("sets"), validators=[MinValueValidator(1)])
    dose_amount = models.PositiveSmallIntegerField(_("amount"), validators=[MinValueValidator(1)])
    dose_hold_seconds = models.PositiveSmallIntegerField(
        _("hold, seconds"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    dose_rest_seconds = models.PositiveSmallIntegerField(_("rest, seconds"), default=0)

    prepare = models.JSONField(_("prepare"), default=list)
    steps = models.JSONField(_("steps"), default=list)
    cue = models.CharField(_("cue"), max_length=library.LONGEST["cue"])
    breathing = models.CharField(_("breathing"), max_length=library.LONGEST["breathing"])
    safety = models.CharField(_("safety"), max_length=library.LONGEST["safety"])
    mistakes = models.JSONField(_("common mistakes"), default=list)
    when_not_to = models.JSONField(_("when not to"), default=list)
    easier = models.ManyToManyField(
        "self",
        verbose_name=_("easier"),
        through="Progression",
        through_fields=("harder", "easier"),
        symmetrical=False,
        related_name="harder",
    )

    figure_alt = models.CharField(_("picture in words"), max_length=library.LONGEST["figure_alt"])

    objects = ExerciseQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("exercise")
        ordering = ["name"]
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(counts__in=["reps", "seconds", "minutes", "metres"]),
                name="exercise_counts_is_known",
            ),
            models.CheckConstraint(
                condition=Q(dose_sets__gte=1, dose_amount__gte=1), name="exercise_dose_is_some"
            ),
            models.CheckConstraint(
                condition=Q(dose_hold_seconds=None) | Q(dose_hold_seconds__gte=1),
                name="exercise_hold_is_some",
            ),
            models.CheckConstraint(
                condition=Q(steps__0__isnull=False, steps__5__isnull=True),
                name="exercise_one_to_five_steps",
            ),
            models.CheckConstraint(
                condition=~(Q(name="") | Q(purpose="") | Q(safety="") | Q(figure_alt="")),
                name="exercise_has_its_words",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercise", args=[self.slug])

    @property
    def dose(self) -> library.Dose:
        return library.Dose(
            sets=self.dose_sets,
            amount=self.dose_amount,
            hold_seconds=self.dose_hold_seconds,
            rest_seconds=self.dose_rest_seconds,
        )

    def content(self) -> library.ExerciseContent:
        plain = {name: getattr(self, name) for name in PLAIN_FIELDS}
        lists = {name: tuple(getattr(self, name)) for name in LIST_FIELDS}
        tags = {name: _slugs(getattr(self, name)) for name in TAG_FIELDS}
        return library.ExerciseContent(
            **plain,
            **lists,
            **tags,
            counts=library.Counts(self.counts),
            dose=self.dose,
            easier=_slugs(self.easier),
        )


PLAIN_FIELDS = (
    "slug", "name", "purpose", "position", "category", "level", "unilateral",
    "cue", "breathing", "safety", "author", "licence", "figure_alt",
)  # fmt: skip
LIST_FIELDS = ("other_names", "prepare", "steps", "mistakes", "when_not_to", "sources")
TAG_FIELDS = ("regions", "muscles", "equipment")


def _slugs(related: Any) -> tuple[str, ...]:
    return tuple(sorted(row.slug for row in related.all()))
