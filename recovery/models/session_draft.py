from django.db import models
from django.utils.translation import gettext_lazy as _

from recovery.models.plan import RecoveryPlan


class SessionDraft(models.Model):
    """A session that has begun and is not in the log yet; kept after every exercise.

    on: the day it began, in the patient's time zone.
    client_id: the id its log entry will have, so that finishing twice stores one session.
    lines: the list as it was at the start: ladder, exercise, the pain limits of that day, the
        rung below and the other options of the rung.
    answers: by ladder: done, pain, skipped, effort, and the exercise where it was another one.
        What nobody answered is absent.
    """

    plan = models.OneToOneField(
        RecoveryPlan, on_delete=models.CASCADE, related_name="session_draft"
    )
    on = models.DateField()
    client_id = models.CharField(max_length=64)
    short = models.BooleanField(default=False)
    lines = models.JSONField()
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = _("unfinished session")
        verbose_name_plural = _("unfinished sessions")

    def __str__(self) -> str:
        return f"{self.plan}, {self.on}"
