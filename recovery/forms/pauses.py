"""The patient's own pause: why, and until when if they know."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ClientIdField

WHY = {"ill": _("I am ill"), "travelling": _("I am travelling"), "other": _("Something else")}


class PauseForm(forms.Form):
    """until: the last day of the pause; without one it lasts until the plan is taken up again."""

    client_id = ClientIdField()
    why = forms.ChoiceField(
        choices=list(WHY.items()), error_messages={"required": _("Choose what fits best.")}
    )
    until = forms.DateField(required=False, error_messages={"invalid": _("Choose a day.")})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_until(self) -> date | None:
        day = self.cleaned_data["until"]
        if day is not None and day < self.today:
            raise ValidationError(_("This day has gone by. Choose today or a later day."))
        return day

    @property
    def reason(self) -> str:
        return str(WHY[self.cleaned_data["why"]])


class ResumeForm(forms.Form):
    client_id = ClientIdField()
