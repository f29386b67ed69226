"""A day from paper. Every cell may be empty, and an empty one is no answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.domain.protocol import Protocol
from recovery.forms.check_ins import NEWS, NONE, SETTLED, SOME
from recovery.forms.fields import ScoreField, YesNoField, answered
from recovery.forms.sessions import DONE, LONGEST_MINUTES, WARM_UP

FLAGS = [(NONE, _("No")), (SOME, _("Yes"))]
MINUTES = _("Write whole minutes, such as 20.")


class PaperDayForm(forms.Form):
    """`check_in` and `session` hold what was written down; each is empty where nothing was.

    ladders: the exercise done on each, by the code of its ladder.
    """

    flags = forms.ChoiceField(choices=FLAGS, required=False)
    red_flags = forms.MultipleChoiceField(required=False)
    pain_rest = ScoreField()
    pain_morning = ScoreField()
    pain_worst = ScoreField()
    settled = forms.ChoiceField(choices=list(SETTLED.items()), required=False)
    new = forms.MultipleChoiceField(choices=list(NEWS.items()), required=False)
    nothing_new = forms.BooleanField(required=False)
    effort = ScoreField()
    minutes = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_MINUTES,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES),
    )
    warmup_soreness = forms.ChoiceField(choices=list(WARM_UP.items()), required=False)
    limp = YesNoField(required=False)
    note = forms.CharField(max_length=1000, required=False)
    confirmed = forms.BooleanField(required=False)

    def __init__(
        self, data: Any = None, *, protocol: Protocol, ladders: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.ladders = ladders
        self.fields["red_flags"].choices = [(one.code, one.question) for one in protocol.red_flags]
        for ladder in ladders:
            self.fields[f"done_{ladder}"] = forms.ChoiceField(
                choices=list(DONE.items()), required=False
            )
            self.fields[f"pain_{ladder}"] = ScoreField()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("flags") == SOME and not said.get("red_flags"):
            self.add_error("red_flags", _("Tick which one, or choose “No”."))
        if said.get("new") and said.get("nothing_new"):
            self.add_error("new", _("Either something was new, or nothing was."))
        if not self.errors and not self.check_in and not self.session:
            raise forms.ValidationError(_("Type in what is on the sheet first."), code="empty")
        return said

    @property
    def is_alarming(self) -> bool:
        """Whether an answer would close the plan, so that it is asked once more."""
        return bool(self.cleaned_data["red_flags"]) or "sudden_event" in self.cleaned_data["new"]

    @property
    def check_in(self) -> dict[str, Any]:
        """By the field names of `CheckIn`."""
        said = self._said("pain_rest", "pain_morning", "pain_worst", "settled", "note")
        ticked = self.cleaned_data.get("red_flags")
        if ticked or self.cleaned_data.get("flags") == NONE:
            said["red_flags"] = ticked or []
        news = self.cleaned_data.get("new") or []
        if news or self.cleaned_data.get("nothing_new"):
            said |= {name: name in news for name in NEWS}
        return said

    @property
    def session(self) -> dict[str, Any]:
        """By the field names of `Session`."""
        said = self._said("effort", "minutes", "warmup_soreness", "limp")
        exercises = list(self._exercises())
        return {**said, "exercises": exercises} if exercises else said

    def _said(self, *names: str) -> dict[str, Any]:
        return answered({name: self.cleaned_data.get(name) for name in names})

    def _exercises(self) -> Iterable[dict[str, Any]]:
        for ladder, exercise in self.ladders.items():
            cells = {name: self.cleaned_data.get(f"{name}_{ladder}") for name in ("done", "pain")}
            said = answered(cells)
            if said:
                yield {"ladder": ladder, "exercise": exercise, **said}
