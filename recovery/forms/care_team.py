"""Who looks after a patient: the colleague, what they should know, and what the patient reads."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.care import CareRefused, Refusal
from accounts.models import CareRelationship, User
from recovery.forms.desk import DayField, DeskForm
from recovery.forms.fields import ClientIdField
from recovery.forms.messages import WordsField

Words = str | Promise
LONGEST_WORDS = 500
LONGEST_REASON = CareRelationship._meta.get_field("ended_reason").max_length
TOO_LONG = _("This is %(show_value)d letters long and %(limit_value)d fit. Please make it shorter.")
# What a refusal is about, and what to do next.
REFUSALS: dict[Refusal, tuple[str | None, Words]] = {
    Refusal.NOT_YOURS: (
        None,
        _("This had changed meanwhile, so nothing was done. Go back and open it again."),
    ),
    Refusal.ONESELF: ("colleague", ""),  # as each form says it
    Refusal.THERE_ALREADY: (
        "colleague",
        _("Second therapist already. Choose somebody else."),
    ),
    Refusal.PAST: ("first", _("This day is over. Choose today or a later day.")),
    Refusal.WRONG_ORDER: ("last", _("This is before the first day. Choose a later day.")),
    Refusal.TOO_LONG: (
        "last",
        _("Cover lasts half a year at most. Choose an earlier day, or hand your patients over."),
    ),
    Refusal.COVERED_ALREADY: (
        "first",
        _("The same colleague stands in on some of these days already. Choose other days."),
    ),
    Refusal.AWAY_TOO: (
        "colleague",
        _("They are away on some of these days. Choose somebody else, or other days."),
    ),
    Refusal.NO_COLLEAGUE: (
        "colleague",
        _("This is no clinician of your clinic. Choose one of the list."),
    ),
}


class ColleagueForm(DeskForm):
    """of: the clinician whose patients it is about. colleagues: of theirs, to choose from."""

    oneself: Words = _("%(of)s looks after them already. Choose somebody else.")
    client_id = ClientIdField()
    colleague = forms.ChoiceField(
        error_messages={"required": _("Choose a colleague.")},
    )
    note = WordsField(
        label=_("What your colleague should know"),
        max_length=CareRelationship.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Read by those who care for them. The patient does not see it."),
        error_messages={
            "required": _("Write a few words for your colleague."),
            "max_length": TOO_LONG,
        },
    )
    words = WordsField(
        label=_("A word to the patient, if you like"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, of: User, colleagues: Iterable[User], **kwargs: Any) -> None:
        self.of, self.colleagues = of, {str(one.public_id): one for one in colleagues}
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        names = [(key, one.name) for key, one in self.colleagues.items()]
        field.choices = [("", _("Choose")), *names]
        field.error_messages["invalid_choice"] = self._words(Refusal.NO_COLLEAGUE)
        own = (str(of.public_id), of.name)
        if self.data.get(self.add_prefix("colleague")) == own[0]:
            field.error_messages["invalid_choice"] = self._words(Refusal.ONESELF)

    @property
    def chosen(self) -> User:
        return self.colleagues[self.cleaned_data["colleague"]]

    def refuse_care(self, refused: CareRefused) -> None:
        """Show beside its field why nothing was changed."""
        field, _words = REFUSALS[refused.refusal]
        self.add_error(field, self._words(refused.refusal))

    def _words(self, refusal: Refusal) -> str:
        words = self.oneself if refusal == Refusal.ONESELF else REFUSALS[refusal][1]
        return words % {"of": self.of.name}


class CoverForm(ColleagueForm):
    """Both days count. The patients are told by themselves, so there is no word to them."""

    client_id = words = None
    oneself = _("%(of)s is the one who is away. Choose somebody else.")
    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].label = _("Who stands in")
        self.fields["note"].help_text = _("Read by whoever stands in. The patients do not see it.")
        self.order_fields(["first", "last", "colleague", "note"])
        for day in ("first", "last"):
            self.fields[day].error_messages["required"] = _("Say the first and the last day.")


class SecondForm(ColleagueForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].label = _("Who looks after them as well")
        self.fields["words"].help_text = _(
            "It follows the message that tells them who else looks after them."
        )


class EndSecondForm(DeskForm):
    client_id = ClientIdField()
    reason = WordsField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("Kept with the care team. The patient does not see it."),
        error_messages={"required": _("Say in a few words why."), "max_length": TOO_LONG},
    )


class HandOverForm(ColleagueForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].label = _("Who looks after them from today")
        self.fields["words"].help_text = _(
            "It follows the message that tells them who looks after them now."
        )
