"""What a care team writes about a patient."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ClientIdField
from recovery.forms.messages import WordsField
from recovery.models import Note


class NoteForm(forms.Form):
    client_id = ClientIdField()
    text = WordsField(
        max_length=Note.LONGEST,
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _(
                "This is %(show_value)d letters long and %(limit_value)d fit. "
                "Please make it shorter, or write two notes."
            ),
        },
    )
