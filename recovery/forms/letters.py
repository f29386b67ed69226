"""A letter to a doctor: which parts go in, and what the therapist writes around them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.explanations.letter_words import PARTS
from recovery.forms.messages import WordsField
from recovery.paper.glyphs import not_held
from recovery.paper.pdf import PAPER_NAMES

LONGEST = 3000
LONGEST_ADDRESS = 300
TOO_LONG = {
    "max_length": _(
        "This is %(show_value)d letters long and %(limit_value)d fit. Please make it shorter."
    )
}


def check_letters(text: str) -> None:
    """Raises ValidationError for letters that would be empty boxes on paper."""
    missing = not_held(text)
    if missing:
        told = _("The PDF has no such letters: %(missing)s. Please write this in other letters.")
        raise ValidationError(told % {"missing": missing})


class OnPaperField(WordsField):
    """Words that will stand on paper. May be left out."""

    default_validators = [check_letters]

    def __init__(self, *, longest: int) -> None:
        super().__init__(required=False, max_length=longest, error_messages=TOO_LONG)


class LetterForm(forms.Form):
    """Nothing of it is kept: a letter is made from the log whenever it is asked for."""

    parts = forms.MultipleChoiceField(
        choices=list(PARTS.items()),
        error_messages={
            "required": _("Tick at least one part."),
            "invalid_choice": _("Choose parts of the list."),
        },
    )
    to = OnPaperField(longest=LONGEST_ADDRESS)
    opening = OnPaperField(longest=LONGEST)
    closing = OnPaperField(longest=LONGEST)
    paper = forms.ChoiceField(
        choices=list(PAPER_NAMES.items()),
        error_messages={
            "required": _("Choose a paper of the list."),
            "invalid_choice": _("Choose a paper of the list."),
        },
    )
