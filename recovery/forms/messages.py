"""What somebody writes to the other side of a thread."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Message
from recovery.forms.fields import ClientIdField


class WordsField(forms.CharField):
    """Text with its lines. Browsers send two characters for the end of a line; it counts as one."""

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class MessageForm(forms.Form):
    client_id = ClientIdField()
    text = WordsField(
        max_length=Message.LONGEST,
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _(
                "This is %(show_value)d letters long and %(limit_value)d fit. "
                "Please make it shorter, or send it in two parts."
            ),
        },
    )
