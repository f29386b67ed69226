from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly


class RecordAccess(AppendOnly):
    """Somebody other than the patient looked at the patient's record. Written once."""

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks_at_me"
    )
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_by_me"
    )
    at = models.DateTimeField()
    what = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("look at a record")
        verbose_name_plural = _("looks at records")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(patient=models.F("viewer")), name="look_by_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-at"], name="looks_at_patient")]

    def __str__(self) -> str:
        return f"{self.viewer} · {self.what} · {self.at:%Y-%m-%d %H:%M}"
