from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet
from recovery.models.plan import RecoveryPlan


class FunctionRatingQuerySet(AppendOnlyQuerySet):
    def since(self, day: date) -> "FunctionRatingQuerySet":
        return self.filter(on__gte=day)


class FunctionRating(AppendOnly):
    """How well somebody can do what matters to them, asked again after the first questions.

    It stands beside the log, since no rule reads it. Rated twice on a day, the later counts.

    scores: pairs of activity, in the words of the intake, and 0 to 10; None where skipped.
    """

    plan = models.ForeignKey(
        RecoveryPlan, on_delete=models.PROTECT, related_name="function_ratings"
    )
    on = models.DateField()
    scores = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="function_ratings_recorded"
    )
    client_id = models.CharField(max_length=64)

    objects = FunctionRatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("function rating")
        verbose_name_plural = _("function ratings")
        ordering = ["plan", "on", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "client_id"], name="function_rating_sent_twice_once"
            ),
            models.CheckConstraint(
                condition=~Q(client_id=""), name="function_rating_has_client_id"
            ),
        ]
        indexes = [models.Index(fields=["plan", "on"], name="function_ratings_by_day")]

    def __str__(self) -> str:
        return f"{self.plan}, {self.on}"
