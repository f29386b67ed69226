"""Answers as people give them. No answer is None and stays None."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"
YES_OR_NO = [(YES, _("Yes")), (NO, _("No"))]


class ScoreField(forms.IntegerField):
    """A whole number from 0 to 10, or Skip. `must_answer`: leaving it alone is not skipping."""

    default_error_messages = {
        "invalid": _("Choose a number from 0 to 10."),
        "min_value": _("Choose a number from 0 to 10."),
        "max_value": _("Choose a number from 0 to 10."),
        "unanswered": _("Choose a number, or tap Skip."),
    }

    def __init__(self, *, must_answer: bool = False, **kwargs: Any) -> None:
        self.must_answer = must_answer
        kwargs.setdefault("required", False)
        super().__init__(min_value=0, max_value=10, widget=forms.NumberInput, **kwargs)
        # IntegerField's validators carry messages of their own.
        for validator in self.validators:
            validator.message = self.error_messages["invalid"]

    def clean(self, value: Any) -> int | None:
        if value is None and self.must_answer:
            raise ValidationError(self.error_messages["unanswered"], code="unanswered")
        return super().clean(value)


class YesNoField(forms.ChoiceField):
    """True or False; None where an optional one was left alone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Choose yes or no.")})
        super().__init__(choices=YES_OR_NO, **kwargs)

    def clean(self, value: Any) -> bool | None:
        chosen = super().clean(value)
        return None if chosen == "" else chosen == YES


class ClientIdField(forms.CharField):
    """The id the page made, so that the same form sent twice is stored once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, required=True, widget=forms.HiddenInput, **kwargs)


class CodesField(forms.Field):
    """The codes of ladders, each carried by an input of its own."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(code) for code in value or ()]


def new_client_id() -> str:
    return str(uuid.uuid4())


def answered(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Only what was answered: what was left out is absent, so that it is never a value."""
    return {name: value for name, value in cleaned.items() if value not in (None, "")}
