"""The first questions, one form a screen."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.domain.codes import Goal, SeverityBand, Side
from recovery.domain.protocol import Protocol
from recovery.forms.fields import ScoreField, YesNoField

CHOOSE_ONE = {"required": _("Choose one.")}
LONG_AGO_DAYS = 365
AT_HOME = {
    "chair": _("A firm chair"),
    "towel": _("A towel, on a smooth floor"),
    "band": _("An exercise band"),
    "step": _("A step or stairs"),
    "anchor": _("Something to hold my feet, like a sofa"),
    "bike": _("An exercise bike"),
}


class StepForm(forms.Form):
    """One screen. `answers` gives JSON values by the names that the draft keeps."""

    def __init__(self, data: Any = None, *, protocol: Protocol, today: date, **kwargs: Any) -> None:
        self.protocol, self.today = protocol, today
        super().__init__(data, **kwargs)

    @property
    def answers(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.cleaned_data.items()
        }


class RedFlagsForm(StepForm):
    """None of these is an answer somebody gives; a form without one is not answered."""

    red_flags = forms.MultipleChoiceField(required=False)
    none_of_these = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        flags = self.protocol.red_flags
        self.fields["red_flags"].choices = [(flag.code, flag.question) for flag in flags]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "red_flags" in self.errors:
            return cleaned
        # What is ticked wins over the button that says none.
        if not cleaned.get("red_flags") and not cleaned.get("none_of_these"):
            self.add_error("red_flags", _("Tick what is true, or choose “None of these”."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        return {"red_flags": self.cleaned_data["red_flags"]}


class InjuredOnForm(StepForm):
    injured_on = forms.DateField(
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")}
    )

    def clean_injured_on(self) -> date:
        day = self.cleaned_data["injured_on"]
        if day > self.today:
            raise ValidationError(_("This day lies ahead. Choose today or a day before."))
        if (self.today - day).days > LONG_AGO_DAYS:
            raise ValidationError(
                _("This is more than a year ago. Please see a physiotherapist first.")
            )
        return day


class SideForm(StepForm):
    side = forms.ChoiceField(
        choices=[(Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right"))],
        error_messages=CHOOSE_ONE,
    )


class OnsetForm(StepForm):
    """Pain that came on slowly is a sign of its own."""

    onset = forms.ChoiceField(
        choices=[
            ("sudden", _("At one moment, I felt it happen")),
            ("gradual", _("Slowly, with no one moment")),
        ],
        error_messages=CHOOSE_ONE,
    )


SEVERITY = {
    SeverityBand.MILD.value: _("I walk as usual, or nearly"),
    SeverityBand.MODERATE.value: _("I walk with a limp"),
    SeverityBand.SEVERE.value: _("I can hardly walk"),
}


class SeverityForm(StepForm):
    severity = forms.ChoiceField(choices=list(SEVERITY.items()), error_messages=CHOOSE_ONE)


class RecurrentForm(StepForm):
    recurrent = YesNoField()


class AgeForm(StepForm):
    age = forms.IntegerField(
        min_value=1,
        max_value=120,
        error_messages={
            "required": _("Write your age in years."),
            "invalid": _("Write your age in years."),
            "min_value": _("Write your age in years."),
            "max_value": _("Write your age in years."),
        },
    )


class AnticoagulantsForm(StepForm):
    anticoagulants = YesNoField()


class PainForm(StepForm):
    pain_now = ScoreField(must_answer=True)
    pain_rest = ScoreField(must_answer=True)
    pain_worst = ScoreField(must_answer=True)


class GoalForm(StepForm):
    goal = forms.ChoiceField(
        choices=[
            (Goal.EVERYDAY.value, _("My usual day without trouble")),
            (Goal.WORK.value, _("My work, on my feet or lifting")),
            (Goal.RUNNING.value, _("Running")),
            (Goal.SPORT.value, _("A sport with sprints or turns")),
        ],
        error_messages=CHOOSE_ONE,
    )


class EquipmentForm(StepForm):
    """Nothing at home is fine, so nothing ticked is an answer."""

    equipment = forms.MultipleChoiceField(choices=list(AT_HOME.items()), required=False)


class DaysForm(StepForm):
    days_per_week = forms.TypedChoiceField(
        choices=[
            (7, _("Every day")),
            (5, _("Five days")),
            (4, _("Four days")),
            (3, _("Three days")),
            (2, _("Two days")),
        ],
        coerce=int,
        error_messages=CHOOSE_ONE,
    )


class ForecastForm(StepForm):
    forecast_days = forms.TypedChoiceField(
        choices=[
            (7, _("About a week")),
            (14, _("About two weeks")),
            (28, _("About a month")),
            (56, _("About two months")),
            (112, _("Longer")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )


class ActivitiesForm(StepForm):
    """Three things that matter and are hard now: 0 cannot do it, 10 as before."""

    PLACES: ClassVar[tuple[int, ...]] = (1, 2, 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in self.PLACES:
            self.fields[f"activity_{place}"] = forms.CharField(max_length=80, required=False)
            self.fields[f"score_{place}"] = ScoreField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for place in self.PLACES:
            has_score = cleaned.get(f"score_{place}") is not None
            if has_score and not cleaned.get(f"activity_{place}"):
                self.add_error(f"activity_{place}", _("Write what this number is about."))
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        pairs = [
            [self.cleaned_data[f"activity_{place}"], self.cleaned_data[f"score_{place}"]]
            for place in self.PLACES
        ]
        return {"activities": [pair for pair in pairs if pair[0]]}


class ExaminedForm(StepForm):
    """Before a new plan after a stop: by whom, and when."""

    examined = YesNoField()
    examined_by = forms.CharField(max_length=80, required=False)
    examined_on = forms.DateField(required=False, error_messages={"invalid": _("Choose a day.")})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("examined") is False:
            self.add_error("examined", _("Please be examined first. Then come back here."))
        elif cleaned.get("examined"):
            self._check_details(cleaned)
        return cleaned

    def _check_details(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("examined_by"):
            self.add_error("examined_by", _("Write who examined you, such as “my doctor”."))
        day = cleaned.get("examined_on")
        if "examined_on" not in self.errors and day is None:
            self.add_error("examined_on", _("Choose a day."))
        elif day and day > self.today:
            self.add_error("examined_on", _("This day lies ahead."))
