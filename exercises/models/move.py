from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly
from exercises.models.article import Article
from exercises.models.editorial import Editorial
from exercises.models.exercise import Exercise


class EditorialMove(AppendOnly):
    """A step in the life of a text: who took it, when, from where to where, and why."""

    class Kind(models.TextChoices):
        SUBMIT = "submit", _("sent to review")
        SEND_BACK = "send_back", _("sent back")
        PUBLISH = "publish", _("published")
        MARK_DUE = "mark_due", _("review fell due")
        RETIRE = "retire", _("retired")
        BRING_BACK = "bring_back", _("brought back")
        TAKE_BACK = "take_back", _("sign-off ended with new words")

    kind = models.CharField(_("move"), max_length=12, choices=Kind.choices)
    from_status = models.CharField(_("from"), max_length=12, choices=Editorial.Status.choices)
    to_status = models.CharField(_("to"), max_length=12, choices=Editorial.Status.choices)
    version = models.PositiveIntegerField(_("version"))
    comment = models.TextField(_("comment"), blank=True)
    reviewer = models.CharField(_("reviewer"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: it followed from a date, or from newer shipped words."),
    )

    class Meta:
        abstract = True
        verbose_name = _("move")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "submit", "send_back", "publish", "mark_due", "retire", "bring_back",
                        "take_back",
                    ]
                ),
                name="%(class)s_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(kind__in=["mark_due", "take_back"]),
                name="%(class)s_made_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="publish")
                | (
                    ~(Q(reviewer="") | Q(comment=""))
                    & Q(reviewed_on__isnull=False, review_due_on__isnull=False)
                ),
                name="%(class)s_publication_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d %H:%M}"


class ExerciseMove(EditorialMove):
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="moves")


class ArticleMove(EditorialMove):
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="moves")
