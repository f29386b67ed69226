"""What is done about alerts, the limits of one patient's alerts, and the morning's mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.alerts import Limits
from recovery.alerts import limits as alert_limits
from recovery.forms.desk import DeskForm
from recovery.models import AlertStep

TAKE, LEAVE = "take", "leave"
SNOOZE, DONE = "snooze", "done"
Outcome = AlertStep.Outcome
DOINGS = (
    TAKE,
    LEAVE,
    *(f"{SNOOZE}-{days}" for days in alert_limits.SNOOZE_DAYS),
    *(f"{DONE}-{outcome.value}" for outcome in Outcome),
)
MOST_KEYS = 30


class AlertForm(forms.Form):
    """One button is one doing; the alerts on the page come with it."""

    do = forms.ChoiceField(choices=[(one, one) for one in DOINGS])
    note = forms.CharField(max_length=AlertStep.LONGEST_NOTE, required=False)

    @property
    def keys(self) -> list[str]:
        return self.data.getlist("alert")[:MOST_KEYS]

    @property
    def doing(self) -> tuple[str, str]:
        """Such as ("snooze", "3")."""
        kind, _dash, what = self.cleaned_data["do"].partition("-")
        return kind, what


def _bounded(label: Any, bounds: tuple[int, int], words: Any) -> forms.TypedChoiceField:
    low, high = bounds
    choices = [(number, words % {"count": number}) for number in range(low, high + 1)]
    return forms.TypedChoiceField(
        coerce=int,
        label=label,
        choices=choices,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )


class AlertLimitsForm(DeskForm):
    high_pain = _bounded(
        _("Tell me of worst pain from"), alert_limits.HIGH_PAIN_BOUNDS, _("%(count)d of 10")
    )
    pain_rise = _bounded(
        _("Tell me of pain above the usual by"),
        alert_limits.PAIN_RISE_BOUNDS,
        _("%(count)d points"),
    )
    silent_days = _bounded(
        _("Tell me of no report for"), alert_limits.SILENT_DAYS_BOUNDS, _("%(count)d days")
    )
    reason = forms.CharField(
        label=_("Why these fit this person"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words why, for whoever reads it later.")},
    )

    @property
    def limits(self) -> Limits:
        said = self.cleaned_data
        return Limits(
            high_pain=said["high_pain"],
            pain_rise=said["pain_rise"],
            silent_days=said["silent_days"],
        )


class DigestForm(forms.Form):
    """Left empty, no mail comes."""

    at = forms.TimeField(
        required=False, error_messages={"invalid": _("Write a time, such as 07:00.")}
    )
