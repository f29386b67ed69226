from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly


class RecordAccess(AppendOnly):
    """Somebody other than the patient looked at the patient's record. Written once.

    what: the page, by its code: each reader reads it in their own language.
    """

    class Page(models.TextChoices):
        """What was looked at, as the patient is told."""

        RECORD = "record", _("Your recovery page")
        DAYS = "days", _("Your days")
        LADDER = "ladder", _("One of your exercises")
        TESTS = "tests", _("Your tests")
        FIRST_ANSWERS = "first_answers", _("Your first answers")
        ADVERSE_EVENTS = "adverse_events", _("What happened to you")
        INSTRUCTIONS = "instructions", _("Instructions")
        PROGRAMME = "programme", _("Your exercises")
        LOCK = "lock", _("Clearing a lock")
        ASSIGNING = "assigning", _("Assigning a plan")
        TRYING = "trying", _("Trying out a plan")
        PAPER = "paper", _("Your plan on paper")
        ALERTS = "alerts", _("Alerts about you")
        ALERT_LIMITS = "alert_limits", _("Limits of your alerts")
        MESSAGES = "messages", _("Your messages")
        NOTES = "notes", _("Your care team's notes")
        TEAM = "team", _("Who looks after you")
        LOOKS = "looks", _("Who looked at your pages")
        LIST = "list", _("Your line in your therapist's list")
        LETTER = "letter", _("A letter about you")
        LETTER_FILE = "letter_file", _("A letter about you, as a file")
        REPORT = "report", _("A page about your days")
        REPORT_FILE = "report_file", _("Your days, as a file")
        REPORT_LIST = "report_list", _("How often you reported and exercised, in a list")

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks_at_me"
    )
    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_by_me"
    )
    at = models.DateTimeField()
    what = models.CharField(max_length=80, choices=Page.choices)

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
        return f"{self.viewer} · {self.get_what_display()} · {self.at:%Y-%m-%d %H:%M}"
