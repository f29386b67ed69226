from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CoverQuerySet(models.QuerySet["Cover"]):
    def standing(self, on: date) -> CoverQuerySet:
        """Cover that counts on this day, or will; what was called off does neither."""
        return self.filter(until_on__gt=on, ended_at=None)


class Cover(models.Model):
    """A clinician is away, and a colleague looks after all of their patients meanwhile.

    until_on: the first day on which it no longer counts, by each patient's own day. Who may see
    what follows from the care relationships it gives, one a patient.
    """

    LONGEST_NOTE = 1000

    away = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers_received"
    )
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers_given"
    )
    from_on = models.DateField()
    until_on = models.DateField()
    note = models.CharField(max_length=LONGEST_NOTE)
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    arranged_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("cover")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="cover_lasts_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(away=F("covered_by")), name="cover_is_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="cover_called_off_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["away", "until_on"], name="cover_of_clinician")]

    def __str__(self) -> str:
        return f"{self.covered_by} for {self.away}, {self.from_on}"
