"""A try at an exit test, and an examination by somebody."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ClientIdField, ScoreField, YesNoField, answered

MOST = Decimal(9999)


class SelfTestForm(forms.Form):
    """Passed and pain; without a pain number no test counts as passed.

    on: the day it was taken, which may lie before the day it is sent.
    """

    client_id = ClientIdField()
    on = forms.DateField(required=False, widget=forms.HiddenInput)
    passed = YesNoField()
    pain = ScoreField(must_answer=True)
    value_injured = forms.DecimalField(min_value=0, max_value=MOST, required=False)
    value_other = forms.DecimalField(min_value=0, max_value=MOST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("value_injured", "value_other"):
            wrong = _("Write a number, such as 12.")
            field = self.fields[name]
            field.error_messages["invalid"] = wrong
            for validator in field.validators:
                validator.message = wrong

    @property
    def answers(self) -> dict[str, Any]:
        names = ("passed", "pain", "value_injured", "value_other")
        return answered({name: self.cleaned_data[name] for name in names})


class SeenForm(forms.Form):
    """Who examined, on which day, and whether exercise is allowed."""

    client_id = ClientIdField()
    who = forms.CharField(max_length=80, error_messages={"required": _("Write who examined you.")})
    seen_on = forms.DateField(
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")}
    )
    cleared = YesNoField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_seen_on(self) -> date:
        day = self.cleaned_data["seen_on"]
        if day > self.today:
            raise ValidationError(_("This day lies ahead. Choose today or a day before."))
        return day
