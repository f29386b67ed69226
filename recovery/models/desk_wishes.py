"""What a clinician wishes of their own desk: views by name, and a mail in the morning."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A caseload as somebody likes to see it. query: what its address says."""

    MOST = 12  # a clinician

    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("saved view")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["clinician", "name"], name="saved_view_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class DigestWish(models.Model):
    """Who gets a mail in the morning when somebody waits. queued_on, sent_on: their day of the
    latest one."""

    clinician = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_wish"
    )
    at = models.TimeField(default=time(7))
    queued_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail in the morning")
        verbose_name_plural = _("mails in the morning")

    def __str__(self) -> str:
        return f"{self.clinician}, {self.at:%H:%M}"
