"""A letter to a doctor: which parts go in, and what the therapist writes around them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.explanations.letter_words import PARTS
from recovery.forms.messages import WordsField
from recovery.paper.pdf import PAPER_NAMES

LONGEST = 3000
LONGEST_ADDRESS = 300
TOO_LONG = {
    "max_length": _(
        "This is %(show_value)d letters long and %(limit_value)d fit. Please make it shorter."
    )
}


class LetterForm(forms.Form):
    """Nothing of it is kept: a letter is made from the log whenever it is asked for."""

    parts = forms.MultipleChoiceField(
        choices=list(PARTS.items()),
        error_messages={
            "required": _("Tick at least one part."),
            "invalid_choice": _("Choose parts of the list."),
        },
    )
    to = WordsField(required=False, max_length=LONGEST_ADDRESS, error_messages=TOO_LONG)
    opening = WordsField(required=False, max_length=LONGEST, error_messages=TOO_LONG)
    closing = WordsField(required=False, max_length=LONGEST, error_messages=TOO_LONG)
    paper = forms.ChoiceField(
        choices=list(PAPER_NAMES.items()),
        error_messages={
            "required": _("Choose a paper of the list."),
            "invalid_choice": _("Choose a paper of the list."),
        },
    )
