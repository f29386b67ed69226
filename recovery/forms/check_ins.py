"""How the day began. Nothing is preset, and almost everything may be left out."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.domain.codes import Settled
from recovery.domain.protocol import Protocol
from recovery.forms.fields import ClientIdField, ScoreField, answered

NONE, SOME = "none", "some"
NEWS = {
    "limp": _("I limp, or move differently"),
    "night_wake": _("Pain woke me in the night"),
    "new_swelling": _("New swelling or bruise"),
    "sudden_event": _("A pop or a sudden, sharp pain"),
}
SETTLED = {
    Settled.NONE.value: _("Not at all"),
    Settled.UNDER_1_HOUR.value: _("Under 1 hour"),
    Settled.UNDER_24_HOURS.value: _("Under 1 day"),
    Settled.STILL_THERE.value: _("Still sore"),
}


class CheckInForm(forms.Form):
    """`answers` holds only what was said. Ticks win over the button that says "none of these".

    on: the day it was filled in, which may lie before the day it is sent.
    flags: whether any red flag is there, "none" or "some"; red_flags: which.
    """

    client_id = ClientIdField()
    on = forms.DateField(required=False, widget=forms.HiddenInput)
    flags = forms.ChoiceField(
        choices=[(NONE, _("None of these")), (SOME, _("Yes, one or more"))], required=False
    )
    red_flags = forms.MultipleChoiceField(required=False)
    pain_rest = ScoreField()
    pain_morning = ScoreField()
    pain_worst = ScoreField()
    settled = forms.ChoiceField(choices=list(SETTLED.items()), required=False)
    new = forms.MultipleChoiceField(choices=list(NEWS.items()), required=False)
    nothing_new = forms.BooleanField(required=False)
    confidence = ScoreField()
    note = forms.CharField(max_length=1000, required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(flag.code, flag.question) for flag in protocol.red_flags]
        self.fields["red_flags"].choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("flags") == SOME and not cleaned.get("red_flags"):
            self.add_error(
                "red_flags",
                ValidationError(_("Tick which one, or choose “None of these”."), code="which"),
            )
        return cleaned

    @property
    def red_flags_said(self) -> list[str] | None:
        """None where the list was not answered."""
        ticked = self.cleaned_data["red_flags"]
        if ticked:
            return ticked
        return [] if self.cleaned_data["flags"] == NONE else None

    @property
    def is_alarming(self) -> bool:
        """Whether an answer would close the plan, so that it is asked once more."""
        return bool(self.red_flags_said) or "sudden_event" in self.cleaned_data["new"]

    @property
    def answers(self) -> dict[str, Any]:
        """By the field names of `CheckIn`; what was not answered is absent."""
        plain = ("pain_rest", "pain_morning", "pain_worst", "settled", "confidence", "note")
        said = answered({name: self.cleaned_data[name] for name in plain})
        if self.red_flags_said is not None:
            said["red_flags"] = self.red_flags_said
        ticked = self.cleaned_data["new"]
        if ticked or self.cleaned_data["nothing_new"]:
            said |= {name: name in ticked for name in NEWS}
        return said
