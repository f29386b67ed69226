from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.library import LONGEST

# What a move changes, and nothing else does.
LIFE = ("status", "reviewer", "reviewed_on", "review_due_on")


class EditorialQuerySet(models.QuerySet):
    def visible(self) -> Self:
        """What reaches the people it is written for."""
        return self.filter(status__in=shown_statuses())

    def unretired(self) -> Self:
        """What curators still work with, whoever sees it."""
        return self.exclude(status=Editorial.Status.RETIRED)

    def not_written_by(self, user: User) -> Self:
        """Without those that this person is the author or the latest editor of."""
        return self.exclude(author__iexact=user.name).exclude(
            pk__in=self.model.objects.written_by(user).values("pk")
        )

    def written_by(self, user: User) -> Self:
        """Those whose first words or latest words this person saved."""
        raise NotImplementedError

    def latest_words_by(self, user: User) -> Self:
        """Those whose present words this person saved."""
        raise NotImplementedError


class Editorial(models.Model):
    """What somebody writes, and a clinician who is somebody else signs off.

    Its status and its review change by the moves of `exercises.editorial` alone.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft for clinical sign-off")
        IN_REVIEW = "in_review", _("in clinical review")
        PUBLISHED = "published", _("published")
        REVIEW_DUE = "review_due", _("review due")
        RETIRED = "retired", _("retired")

    author = models.CharField(_("author"), max_length=LONGEST["author"])
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    reviewer = models.CharField(
        _("reviewer"), max_length=120, blank=True, help_text=_("Name and profession.")
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)

    objects = EditorialQuerySet.as_manager()

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
        ]

    @property
    def is_visible(self) -> bool:
        """The same test as `EditorialQuerySet.visible`, for a row already read."""
        return self.status in shown_statuses()

    @property
    def is_signed_off(self) -> bool:
        """Whether a clinician stands behind these words."""
        return self.status in SIGNED_OFF

    @property
    def number(self) -> int:
        """Which version of the words this is."""
        raise NotImplementedError


Status = Editorial.Status
SIGNED_OFF = frozenset({Status.PUBLISHED, Status.REVIEW_DUE})


def shown_statuses() -> frozenset[Editorial.Status]:
    """Of which statuses people see the words. Nobody else reads the setting."""
    return frozenset(Status) - {Status.RETIRED} if settings.SHOW_DRAFTS else SIGNED_OFF
