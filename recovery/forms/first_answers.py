"""The first answers of a plan, put right by a clinician, who says why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.explanations.desk_words import SEVERITY_WORDS
from recovery.forms.corrections import IntakeCorrection
from recovery.forms.desk import DayField, DeskForm
from recovery.forms.directives import LONGEST_REASON
from recovery.forms.fields import NO, YES, YesNoField

LABELS = {
    "side": _("Injured side"),
    "pain_now": _("Then"),
    "pain_rest": _("At rest"),
    "pain_worst": _("Worst"),
}
ASKED = ("recurrent", "anticoagulants")
YEARS = _("Write the age in years.")


class FirstAnswersForm(DeskForm, IntakeCorrection):
    """Also what the care of a plan rests on, which patients give once."""

    injured_on = DayField(label=_("Day of the injury"))
    severity = forms.ChoiceField(label=_("Severity"), choices=list(SEVERITY_WORDS.items()))
    age = forms.IntegerField(
        label=_("Age"),
        min_value=1,
        max_value=120,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), YEARS),
    )
    recurrent = YesNoField(label=_("Hurt there before"))
    anticoagulants = YesNoField(label=_("Blood thinners"))
    reason = forms.CharField(
        label=_("Why, in words for the patient"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why. The patient reads it beside the answer.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label = label

    def said(self) -> dict[str, Any]:
        return super().said() | {name: YES if getattr(self.entry, name) else NO for name in ASKED}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "reason"}
