from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises import library
from exercises.models.tag import Tag


def position_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().positions.items())


def category_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().categories.items())


def level_choices() -> list[tuple[str, str]]:
    return list(library.taxonomy().levels.items())


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def visible(self) -> ExerciseQuerySet:
        """What people see. Drafts are shown too, under a banner, until somebody signs them off."""
        return self.exclude(status=Exercise.Status.RETIRED)

    def with_links(self) -> ExerciseQuerySet:
        """With everything `Exercise.content` needs, in four more queries."""
        return self.prefetch_related("regions", "muscles", "equipment", "easier")


class Exercise(models.Model):
    """One exercise, as curators and reviewers left it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft for clinical sign-off")
        IN_REVIEW = "in_review", _("in clinical review")
        PUBLISHED = "published", _("published")
        REVIEW_DUE = "review_due", _("review due")
        RETIRED = "retired", _("retired")

    class Counts(models.TextChoices):
        REPS = library.Counts.REPS, _("repetitions")
        SECONDS = library.Counts.SECONDS, _("seconds")
        MINUTES = library.Counts.MINUTES, _("minutes")
        METRES = library.Counts.METRES, _("metres")

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    other_names = models.JSONField(_("other names"), default=list, blank=True)
    purpose = models.CharField(_("purpose"), max_length=250)

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
    cue = models.CharField(_("cue"), max_length=250)
    breathing = models.CharField(_("breathing"), max_length=250)
    safety = models.CharField(_("safety"), max_length=400)
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

    sources = models.JSONField(_("sources"), default=list)
    author = models.CharField(_("author"), max_length=80)
    licence = models.CharField(_("licence"), max_length=40)
    figure_alt = models.CharField(_("picture in words"), max_length=400)

    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    reviewer = models.CharField(
        _("reviewer"), max_length=120, blank=True, help_text=_("Name and profession.")
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)

    content_version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    content_digest = models.CharField(max_length=64, editable=False)
    shipped_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Digest of the file this row was last loaded from; empty if from no file."),
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    updated_at = models.DateTimeField(_("updated"), editable=False)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "in_review", "published", "review_due", "retired"]
                ),
                name="exercise_status_is_known",
            ),
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
            models.CheckConstraint(
                condition=~(Q(author="") | Q(licence="")), name="exercise_author_and_licence"
            ),
            models.CheckConstraint(
                condition=Q(reviewer="", reviewed_on=None, review_due_on=None)
                | (~Q(reviewer="") & Q(reviewed_on__isnull=False, review_due_on__isnull=False)),
                name="exercise_review_is_whole",
                violation_error_message=_(
                    "A review needs its reviewer, its day and the day of the next one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(review_due_on=None) | Q(review_due_on__gt=F("reviewed_on")),
                name="exercise_due_after_review",
                violation_error_message=_("The next review must be after this one."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "review_due"]) | ~Q(reviewer=""),
                name="exercise_published_was_reviewed",
                violation_error_message=_(
                    "Only a reviewed exercise can be published: fill in the review."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reviewer="") | ~Q(reviewer=F("author")),
                name="exercise_reviewer_is_not_author",
                violation_error_message=_("The reviewer must be somebody other than the author."),
            ),
            models.CheckConstraint(
                condition=Q(content_version__gte=1), name="exercise_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercise", args=[self.slug])

    @property
    def is_visible(self) -> bool:
        """The same test as `ExerciseQuerySet.visible`, for a row already read."""
        return self.status != self.Status.RETIRED

    @property
    def is_signed_off(self) -> bool:
        """Whether a clinician stands behind these words."""
        return self.status in {self.Status.PUBLISHED, self.Status.REVIEW_DUE}

    @property
    def dose(self) -> library.Dose:
        return library.Dose(
            sets=self.dose_sets,
            amount=self.dose_amount,
            hold_seconds=self.dose_hold_seconds,
            rest_seconds=self.dose_rest_seconds,
        )

    def take_back_sign_off(self) -> None:
        """For when the words change: a review holds for the words that were read."""
        if self.is_signed_off:
            self.status = self.Status.DRAFT
        self.reviewer, self.reviewed_on, self.review_due_on = "", None, None

    def content(self) -> library.ExerciseContent:
        """This row as a plain value; read it `with_links` to save queries."""
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
