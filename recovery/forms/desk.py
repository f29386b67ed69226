"""How the desk's fields look, and what the log's door says about them."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
