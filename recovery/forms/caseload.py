"""A view's name, and a message to several people at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_PEOPLE = 100  # a message


class SavedViewForm(forms.Form):
    name = forms.CharField(
        max_length=40,
        error_messages={
            "required": _("Give the view a name."),
            "max_length": _("At most %(limit_value)d letters, please."),
        },
    )
