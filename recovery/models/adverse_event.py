"""Something that went wrong: a fall, a new injury, a pop. Kept beside the log; no rule reads it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly


class AdverseEvent(AppendOnly):
    """What happened to a patient, when, and how bad it was, as somebody told it.

    exercise: the slug of the one during which it happened; empty where it was none.
    was_seen: whether a doctor has looked at it; None is no answer.
    """

    class Kind(models.TextChoices):
        FALL = "fall", _("Fall")
        NEW_INJURY = "new_injury", _("New injury")
        SHARP_PAIN = "sharp_pain", _("Sharp pain")
        POP = "pop", _("A pop")
        OTHER = "other", _("Something else")

    class Seriousness(models.TextChoices):
        WENT_ON = "went_on", _("could go on")
        STOPPED = "stopped", _("had to stop")
        HELPED = "helped", _("needed help")

    LONGEST = 1000

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adverse_events"
    )
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    seriousness = models.CharField(max_length=7, choices=Seriousness.choices)
    exercise = models.CharField(max_length=80, blank=True)
    was_seen = models.BooleanField(null=True)
    told = models.CharField(max_length=LONGEST, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adverse_events_recorded"
    )
    client_id = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("adverse event")
        verbose_name_plural = _("adverse events")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "recorded_by", "client_id"],
                name="adverse_event_sent_twice_once",
            ),
            models.CheckConstraint(condition=~Q(client_id=""), name="adverse_event_has_client_id"),
            models.CheckConstraint(
                condition=Q(kind__in=("fall", "new_injury", "sharp_pain", "pop"))
                | (Q(kind="other") & ~Q(told="")),
                name="adverse_event_says_what",
            ),
            models.CheckConstraint(
                condition=Q(seriousness__in=("went_on", "stopped", "helped")),
                name="adverse_event_says_how_bad",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-on", "-id"], name="adverse_events_of_patient")]

    def __str__(self) -> str:
        return f"{self.patient}, {self.on}"
