from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation


class IntakeDraft(models.Model):
    """Answers to the first questions, kept as they are given, until the plan starts.

    It belongs to a person, or to an invitation whose reader has no account yet.
    """

    patient = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="intake_draft",
    )
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="intake_draft"
    )
    answers = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unfinished first questions")
        verbose_name_plural = _("unfinished first questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(patient__isnull=False, invitation__isnull=True)
                | Q(patient__isnull=True, invitation__isnull=False),
                name="draft_of_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient or self.invitation}"
