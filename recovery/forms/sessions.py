"""What was done of one exercise, and how the whole session felt."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.domain.codes import Skipped, WarmupSoreness
from recovery.forms.fields import ScoreField, YesNoField, answered

# The share of the prescribed work. From 80 % on it counts as finished.
DONE = {"1": _("All of it"), "0.8": _("Most of it"), "0.5": _("About half"), "0": _("None of it")}
SKIPPED = {
    Skipped.PAIN.value: _("It hurts"),
    Skipped.TIME.value: _("No time"),
    Skipped.EQUIPMENT.value: _("I lack something for it"),
    Skipped.OTHER.value: _("Something else"),
}
WARM_UP = {
    WarmupSoreness.NONE.value: _("No"),
    WarmupSoreness.WENT_AWAY.value: _("Yes, and it went away"),
    WarmupSoreness.STAYED.value: _("Yes, and it stayed"),
}
LONGEST_MINUTES = 300


class ExerciseForm(forms.Form):
    """Done and pain; both are asked for, and pain may be skipped."""

    done = forms.ChoiceField(
        choices=list(DONE.items()), error_messages={"required": _("Choose how much you did.")}
    )
    pain = ScoreField(must_answer=True)

    @property
    def answer(self) -> dict[str, Any]:
        return answered(self.cleaned_data)


class SkipForm(forms.Form):
    """Why an exercise was left out. Pain may be said with it."""

    skipped = forms.ChoiceField(
        choices=list(SKIPPED.items()), error_messages={"required": _("Choose a reason.")}
    )
    pain = ScoreField()

    @property
    def answer(self) -> dict[str, Any]:
        return {**answered(self.cleaned_data), "done": "0"}


class FinishForm(forms.Form):
    """The whole session. Minutes and effort are needed for a step up, but may be left out."""

    effort = ScoreField(must_answer=True)
    minutes = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_MINUTES,
        required=False,
        error_messages={
            "invalid": _("Write whole minutes, such as 20."),
            "min_value": _("Write whole minutes, such as 20."),
            "max_value": _("That is more than five hours. Write whole minutes, such as 20."),
        },
    )
    warmup_soreness = forms.ChoiceField(choices=list(WARM_UP.items()), required=False)
    limp = YesNoField(required=False)

    @property
    def answers(self) -> dict[str, Any]:
        return answered(self.cleaned_data)
