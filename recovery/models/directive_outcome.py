from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly
from recovery.models.log import LogEntry


class DirectiveOutcome(AppendOnly):
    """What an instruction changed: the day it was given and the next, without it and with it.

    Kept as it was foreseen at that moment, the next day after a calm morning. What is recorded
    or put right later leaves it as it is: it says what the clinician decided upon.
    Each column is a plan day, as `Decision.plan_day` is.
    """

    entry = models.OneToOneField(LogEntry, on_delete=models.PROTECT, related_name="outcome")
    today_without = models.JSONField()
    today_with = models.JSONField()
    tomorrow_without = models.JSONField()
    tomorrow_with = models.JSONField()

    class Meta:
        verbose_name = _("outcome of an instruction")
        verbose_name_plural = _("outcomes of instructions")
        ordering = ["entry"]

    def __str__(self) -> str:
        return str(self.entry)
