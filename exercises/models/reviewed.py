from __future__ import annotations

from typing import Protocol, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exercises.library import LONGEST


class Content(Protocol):
    """The words of a row as a plain value."""

    def as_dict(self) -> dict[str, object]: ...

    def digest(self) -> str: ...


class ReviewedQuerySet(models.QuerySet):
    def visible(self) -> Self:
        """What people see. Drafts are shown too, under a banner, until somebody signs them off."""
        return self.exclude(status=Reviewed.Status.RETIRED)

    def with_links(self) -> Self:
        """With everything `Reviewed.content` needs."""
        return self


class Reviewed(models.Model):
    """What curators write and clinicians sign off: where it comes from and how far it has come."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft for clinical sign-off")
        IN_REVIEW = "in_review", _("in clinical review")
        PUBLISHED = "published", _("published")
        REVIEW_DUE = "review_due", _("review due")
        RETIRED = "retired", _("retired")

    slug = models.SlugField(_("slug"), max_length=LONGEST["slug"], unique=True)
    sources = models.JSONField(_("sources"), default=list)
    author = models.CharField(_("author"), max_length=LONGEST["author"])
    licence = models.CharField(_("licence"), max_length=LONGEST["licence"])

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

    objects = ReviewedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "in_review", "published", "review_due", "retired"]
                ),
                name="%(class)s_status_is_known",
            ),
            models.CheckConstraint(
                condition=~(Q(author="") | Q(licence="")), name="%(class)s_author_and_licence"
            ),
            models.CheckConstraint(
                condition=Q(reviewer="", reviewed_on=None, review_due_on=None)
                | (~Q(reviewer="") & Q(reviewed_on__isnull=False, review_due_on__isnull=False)),
                name="%(class)s_review_is_whole",
                violation_error_message=_(
                    "A review needs its reviewer, its day and the day of the next one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(review_due_on=None) | Q(review_due_on__gt=F("reviewed_on")),
                name="%(class)s_due_after_review",
                violation_error_message=_("The next review must be after this one."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "review_due"]) | ~Q(reviewer=""),
                name="%(class)s_published_was_reviewed",
                violation_error_message=_(
                    "Only what was reviewed can be published: fill in the review."
                ),
            ),
            models.CheckConstraint(
                condition=Q(reviewer="") | ~Q(reviewer=F("author")),
                name="%(class)s_reviewer_is_not_author",
                violation_error_message=_("The reviewer must be somebody other than the author."),
            ),
            models.CheckConstraint(
                condition=Q(content_version__gte=1), name="%(class)s_version_from_one"
            ),
        ]

    @property
    def is_visible(self) -> bool:
        """The same test as `ReviewedQuerySet.visible`, for a row already read."""
        return self.status != self.Status.RETIRED

    @property
    def is_signed_off(self) -> bool:
        """Whether a clinician stands behind these words."""
        return self.status in {self.Status.PUBLISHED, self.Status.REVIEW_DUE}

    def take_back_sign_off(self) -> None:
        """For when the words change: a review holds for the words that were read."""
        if self.is_signed_off:
            self.status = self.Status.DRAFT
        self.reviewer, self.reviewed_on, self.review_due_on = "", None, None

    def content(self) -> Content:
        """This row as a plain value; read it `with_links` to save queries."""
        raise NotImplementedError
