"""What was done of one exercise, and how the whole session felt."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
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
HUNDREDTH = Decimal("0.01")


class ShareField(forms.CharField):
    """A share of the prescribed work, 0 to 1, as text: one of DONE, or sets that were counted."""

    default_error_messages = {
        "required": _("Choose how much you did."),
        "invalid": _("Choose how much you did."),
    }

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        if not said or said in DONE:
            return said
        try:
            share = Decimal(said).quantize(HUNDREDTH)
        except InvalidOperation:
            share = Decimal("NaN")
        if not share.is_finite() or not 0 <= share <= 1:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{share.normalize():f}"


class EasierForm(forms.Form):
    """An exercise that is not the prescribed one: how it felt. `hurt` is the pain before it."""

    pain = ScoreField(must_answer=True)
    effort = ScoreField()
    hurt = ScoreField()

    @property
    def answer(self) -> dict[str, Any]:
        return answered(self.cleaned_data)


class ExerciseForm(EasierForm):
    """Done, pain and effort. Done and pain are asked for, and pain may be skipped."""

    done = ShareField(max_length=20)


class UnaskedForm(forms.Form):
    """Done and effort, of an exercise whose pain is not asked for: "This hurts" is at hand."""

    done = ShareField(max_length=20)
    effort = ScoreField()

    @property
    def answer(self) -> dict[str, Any]:
        return answered(self.cleaned_data)


class HurtForm(forms.Form):
    """It hurts, here and now. `done` is what was counted before it did."""

    pain = ScoreField(must_answer=True)
    done = ShareField(max_length=20, required=False)

    @property
    def answer(self) -> dict[str, Any]:
        return {**answered(self.cleaned_data), "skipped": Skipped.PAIN.value}


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
    """The whole session. Minutes and effort are needed for a step up, but may be left out.

    knows_effort: it was said of the exercises, so that the question may be passed over.
    """

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

    def __init__(self, *args: Any, knows_effort: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["effort"].must_answer = not knows_effort

    @property
    def answers(self) -> dict[str, Any]:
        return answered(self.cleaned_data)
