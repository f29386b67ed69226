"""What somebody did about an alert. Whether an alert stands is never stored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly
from recovery.alerts import AlertRule, Fired
from recovery.alerts import limits as alert_limits
from recovery.models.codes import choices, is_one_of


class AlertStep(AppendOnly):
    """One step, kept for good: taken, left, put off or done.

    level, up_to: how far the alert had come, and the latest day it was about. A step covers an
    alert that began by then and has not come further since; see `covers`.
    until: of a snooze, the day on which it comes back.
    """

    class Kind(models.TextChoices):
        TAKE = "take", _("taken on")
        LEAVE = "leave", _("given back")
        SNOOZE = "snooze", _("put off")
        DONE = "done", _("done")

    class Outcome(models.TextChoices):
        SPOKEN = "spoken", _("Spoken with them")
        CHANGED = "changed", _("Plan changed")
        REFERRED = "referred", _("Sent on to a doctor")
        NOTHING = "nothing", _("Nothing needed")

    LONGEST_NOTE = 500

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alert_steps"
    )
    rule = models.CharField(max_length=20, choices=choices(AlertRule))
    level = models.PositiveSmallIntegerField(default=0)
    up_to = models.DateField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    until = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alert_steps_taken"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step about an alert")
        verbose_name_plural = _("steps about alerts")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=is_one_of("rule", AlertRule), name="alert_step_rule_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="done", outcome__in=("spoken", "changed", "referred", "nothing"))
                | Q(kind__in=("take", "leave", "snooze"), outcome=""),
                name="alert_step_done_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(kind="snooze", until__isnull=False)
                | (~Q(kind="snooze") & Q(until__isnull=True)),
                name="alert_step_snooze_ends",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-at"], name="alert_steps_of_patient")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind}"

    def covers(self, fired: Fired) -> bool:
        """What begins again later, or has come further, is a new alert."""
        is_same = self.rule == fired.rule and fired.since <= self.up_to
        return is_same and fired.level <= self.level


class AlertLimits(AppendOnly):
    """The limits of one patient, from when they were set. The latest row counts."""

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alert_limits"
    )
    high_pain = models.PositiveSmallIntegerField()
    pain_rise = models.PositiveSmallIntegerField()
    silent_days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alert_limits_set"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("limits of alerts")
        verbose_name_plural = _("limits of alerts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    high_pain__range=alert_limits.HIGH_PAIN_BOUNDS,
                    pain_rise__range=alert_limits.PAIN_RISE_BOUNDS,
                    silent_days__range=alert_limits.SILENT_DAYS_BOUNDS,
                ),
                name="alert_limits_are_bounded",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="alert_limits_say_why"),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="alert_limits_of_patient")]

    def __str__(self) -> str:
        return f"{self.patient}, {self.at:%Y-%m-%d}"
