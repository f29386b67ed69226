"""What to try on a made-up person: how they will feel, and for how long."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import SeverityBand
from recovery.explanations.trial_words import COURSE_WORDS, DRAWN
from recovery.forms.fields import ClientIdField, ScoreField
from recovery.forms.invitations import PlanSettingsForm
from recovery.forms.plan_settings import SettingsForm

WEEK = 7
DEFAULTS = {"course": "flare", "band": SeverityBand.MILD.value, "weeks": "12"}
# Close together where most happens; day 0 is the first of the plan.
CURVE_DAYS = (0, 3, 7, 10, 14, 21, 28, 42)
CURVE = dict(zip(CURVE_DAYS, (5, 4, 3, 5, 3, 2, 1, 0), strict=True))


def _point(day: int) -> ScoreField:
    field = ScoreField(label=_("Day %(number)d") % {"number": day + 1})
    field.widget.attrs |= {"inputmode": "numeric", "data-day": day}
    return field


class TrialFields(SettingsForm):
    """How a made-up person feels. To be mixed with what may be changed of the plan."""

    course = forms.ChoiceField(label=gettext_lazy("Course"), choices=COURSE_WORDS.items())
    band = forms.ChoiceField(
        label=gettext_lazy("How bad the strain is"),
        choices=[
            (SeverityBand.MILD.value, gettext_lazy("Mild")),
            (SeverityBand.MODERATE.value, gettext_lazy("Moderate")),
        ],
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        coerce=int,
        choices=[(n, gettext_lazy("%(n)d weeks") % {"n": n}) for n in (6, 12, 20)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {f"at_{day}": _point(day) for day in CURVE_DAYS}
        self.dress()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_bad = any(name.startswith("at_") for name in self.errors)
        if cleaned.get("course") == DRAWN and not self.curve and not is_bad:
            self.add_error("at_0", _("Give the pain of one day at least."))
        return cleaned

    @property
    def curve(self) -> dict[int, int]:
        given = {day: self.cleaned_data.get(f"at_{day}") for day in CURVE_DAYS}
        return {day: pain for day, pain in given.items() if pain is not None}

    @property
    def days(self) -> int:
        return self.cleaned_data["weeks"] * WEEK

    @property
    def curve_fields(self) -> Iterator[BoundField]:
        for day in CURVE_DAYS:
            yield self[f"at_{day}"]


class TrialForm(TrialFields, PlanSettingsForm):
    """A protocol before anybody begins it. Nobody reads a reason, so none is asked for."""

    is_read = False


class RunningTrialForm(TrialFields):
    """A plan that goes on, from tomorrow, with a change or without one; then the change, given."""

    band = None
    phase = forms.ChoiceField(label=gettext_lazy("Phase"), required=False)
    client_id = ClientIdField()

    def __init__(self, *args: Any, is_given: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_given = is_given
        self.fields["reason"].help_text = _("They read it on the day it begins to hold.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_given and not self.changes:
            self.add_error(None, _("Nothing is changed yet. Change something first."))
        elif self.is_given and not cleaned.get("reason"):
            self.add_error("reason", _("Say why you choose this. They can read it."))
        return cleaned


def defaults() -> dict[str, Any]:
    return {**DEFAULTS, **{f"at_{day}": pain for day, pain in CURVE.items()}}
