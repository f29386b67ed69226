"""The second step before an account is deleted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """Typed by hand, so that no slip of a thumb deletes anything."""

    email = forms.CharField(
        max_length=254, error_messages={"required": _("Type your e-mail address first.")}
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"].lower()
        if typed != self.expected:
            raise ValidationError(_("This is not the address of your account."), code="other")
        return typed
