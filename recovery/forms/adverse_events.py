"""Something went wrong: what, when, how bad, and whether a doctor has looked at it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ClientIdField, YesNoField
from recovery.forms.messages import WordsField
from recovery.models import AdverseEvent
from recovery.services.adverse_events import check_day
from recovery.services.answers import EntryInvalid

KINDS = {
    "fall": _("A fall"),
    "new_injury": _("A new injury"),
    "sharp_pain": _("A sharp pain"),
    "pop": _("A pop in the leg"),
    "other": _("Something else"),
}
SERIOUSNESS = {
    "went_on": _("Could go on"),
    "stopped": _("Had to stop"),
    "helped": _("Needed help to get up or get home"),
}
NOT_DURING = "none"
WRONG_DAY = {
    "future": _("This day has not come yet."),
    "range": _("This is more than a year ago. Choose a later day."),
}


class AdverseEventForm(forms.Form):
    """exercises: names by slug, of those it may have happened in. Nothing is preset but the day."""

    client_id = ClientIdField()
    kind = forms.ChoiceField(
        choices=list(KINDS.items()),
        error_messages={
            "required": _("Choose what comes closest."),
            "invalid_choice": _("Choose what comes closest."),
        },
    )
    on = forms.DateField(
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")}
    )
    exercise = forms.ChoiceField(
        error_messages={
            "required": _("Choose an exercise, or that it was none."),
            "invalid_choice": _("Choose an exercise, or that it was none."),
        }
    )
    seriousness = forms.ChoiceField(
        choices=list(SERIOUSNESS.items()),
        error_messages={
            "required": _("Choose what fits best."),
            "invalid_choice": _("Choose what fits best."),
        },
    )
    was_seen = YesNoField(required=False, error_messages={"invalid_choice": _("Choose yes or no.")})
    told = WordsField(
        required=False,
        max_length=AdverseEvent.LONGEST,
        error_messages={
            "max_length": _(
                "This is %(show_value)d letters long and %(limit_value)d fit. "
                "Please make it shorter."
            )
        },
    )

    def __init__(self, *args: Any, today: date, exercises: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        named = sorted(exercises.items(), key=lambda one: one[1])
        self.during = {NOT_DURING: _("Not in an exercise"), **dict(named)}
        self.fields["exercise"].choices = list(self.during.items())

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        try:
            check_day(day, today=self.today)
        except EntryInvalid as problem:
            raise ValidationError(WRONG_DAY[problem.code]) from problem
        return day

    def clean_exercise(self) -> str:
        chosen: str = self.cleaned_data["exercise"]
        return "" if chosen == NOT_DURING else chosen

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") == "other" and not self.errors and not said.get("told"):
            self.add_error("told", _("Write a few words about what happened."))
        return said
