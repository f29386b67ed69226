"""How the desk's fields look, what the limits of pain need, and what the log's door says."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ScoreField
from recovery.services.answers import EntryInvalid

Words = str | Promise
PROBLEMS: dict[str, Words] = {
    "required": _("This is needed."),
    "unknown": _("Choose one of the list."),
    "range": _("This number is outside what is possible here."),
    "future": _("This day has not come yet."),
    "before_start": _("This day lies before the plan."),
    "order": _("This does not fit the others: look at the order."),
}
NOT_UNDERSTOOD = _("This could not be read.")
LIMITS: dict[str, Words] = {
    "progress": _("Progress to"),
    "hold": _("Hold to"),
    "stop": _("Stop from"),
}
BEYOND_USUAL = _("A stop above 6 or progress above 4 is more than usual. Tick this if you mean it.")


def limit_field(name: str) -> ScoreField:
    field = ScoreField(label=LIMITS[name])
    field.widget.attrs["inputmode"] = "numeric"
    return field


def confirmed_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("Yes, limits as high as this are meant"), required=False)


class DeskForm(forms.Form):
    """Fields dressed as the stylesheet knows them. Nothing is preset but what `initial` says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress()

    def dress(self) -> None:
        """Again for a form that adds fields of its own."""
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.Select):
                widget.attrs.setdefault("class", "form-select")
            elif isinstance(widget, forms.CheckboxInput):
                widget.attrs.setdefault("class", "form-check-input")
            else:
                widget.attrs.setdefault("class", "input")

    def check_order(self, names: Sequence[str]) -> None:
        """Of three fields: progress to, hold to and stop from. Nothing to check where one lacks."""
        progress, hold, stop = (self.cleaned_data.get(name) for name in names)
        if progress is None or hold is None or stop is None:
            return
        if progress > hold:
            self.add_error(names[1], gettext("This must not be below the limit to progress."))
        if hold >= stop:
            self.add_error(names[2], gettext("This must be above the limit to hold."))

    def refuse(self, problem: EntryInvalid) -> None:
        """Show what the door refused beside the field it is about, else above the form."""
        field = problem.field if problem.field in self.fields else None
        self.add_error(field, PROBLEMS.get(problem.code, NOT_UNDERSTOOD))


class DayField(forms.DateField):
    """A day, typed or picked; the browser's own picker."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write a day, such as 2026-03-02.")})
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)
