"""A clinician's instruction."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import DirectiveKind
from recovery.domain.decision import PLAN, PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import Setting
from recovery.explanations.desk_words import (
    CONTEXT_WORDS,
    DIRECTIVE_WORDS,
    PROFILE_WORDS,
    rung_words,
)
from recovery.forms.desk import (
    BEYOND_USUAL,
    LIMITS,
    DayField,
    DeskForm,
    confirmed_field,
    limit_field,
)
from recovery.forms.fields import ClientIdField, answered

Kind = DirectiveKind
OFFERED = (
    Kind.HOLD,
    Kind.SET_RUNG,
    Kind.SET_CAPS,
    Kind.SET_PROFILE,
    Kind.ADVANCE_PHASE,
    Kind.RETURN_PHASE,
    Kind.PAUSE,
    Kind.RESUME,
    Kind.DISCHARGE,
)
# Answers to what waits, offered only while something does.
ANSWERS = (Kind.ACCEPT, Kind.DECLINE)
# The fields each kind reads; all others are left out, whatever was sent.
READS: dict[str, tuple[str, ...]] = {
    Kind.HOLD: ("ladder", "until"),
    Kind.SET_RUNG: ("ladder", "rung", "until"),
    Kind.SET_CAPS: ("context", "progress", "hold", "stop", "until"),
    Kind.SET_PROFILE: ("profile", "until"),
    Kind.PAUSE: ("until",),
    Kind.ACCEPT: ("ladder",),
    Kind.DECLINE: ("ladder",),
}
NEEDS: dict[str, tuple[str, ...]] = {
    Kind.SET_RUNG: ("ladder", "rung"),
    Kind.SET_CAPS: ("context", "progress", "hold", "stop"),
    Kind.SET_PROFILE: ("profile",),
}
LONGEST_REASON = 500
REASON_NEEDED = gettext_lazy("Write a reason. They can read it.")


def _choices(words: dict[Any, Any], blank: Any) -> list[tuple[str, Any]]:
    return [("", blank), *((str(code), said) for code, said in words.items())]


class DirectiveForm(DeskForm):
    """One instruction. `kind` says which of the other fields count."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Do this"),
        error_messages={"required": gettext_lazy("Choose what to do.")},
    )
    ladder = forms.ChoiceField(label=gettext_lazy("Ladder"), required=False)
    rung = forms.TypedChoiceField(
        label=gettext_lazy("Rung"), required=False, coerce=int, empty_value=None
    )
    context = forms.ChoiceField(
        label=gettext_lazy("Caps for"),
        choices=_choices(CONTEXT_WORDS, gettext_lazy("Choose")),
        required=False,
    )
    progress = limit_field("progress")
    hold = limit_field("hold")
    stop = limit_field("stop")
    profile = forms.ChoiceField(
        label=gettext_lazy("Profile"),
        choices=_choices(PROFILE_WORDS, gettext_lazy("Choose")),
        required=False,
    )
    until = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy(
            "The last day it holds. Empty: a hold stays until you end it, a rung is set once."
        ),
    )
    confirmed = confirmed_field()
    reason = forms.CharField(
        label=gettext_lazy("Reason, the patient can read it"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": REASON_NEEDED},
    )
    instead_of = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    client_id = ClientIdField()

    def __init__(
        self,
        *args: Any,
        setting: Setting,
        day: PlanDay,
        today: date,
        is_preview: bool = False,
        **kwargs: Any,
    ) -> None:
        """day: the plan of today, which says the ladders, the phase and what waits.

        is_preview: somebody only wants to see tomorrow, and may do so before they find the words.
        """
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not is_preview
        self.waiting = {one.subject for one in day.proposals}
        self.protocol: Protocol = setting.protocol
        self.phase, self.today = day.phase, today
        kinds = (*ANSWERS, *OFFERED) if day.proposals else OFFERED
        words = {one: DIRECTIVE_WORDS[one] for one in kinds}
        self.fields["kind"].choices = _choices(words, gettext_lazy("Choose"))
        ladders = {one.ladder: setting.ladder_name(one.ladder) for one in day.ladders}
        self.fields["ladder"].choices = _choices(ladders, gettext_lazy("The whole plan"))
        self.fields["rung"].choices = self._rungs(setting, ladders)
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    def _rungs(self, setting: Setting, ladders: dict[str, str]) -> list[tuple[str, Any]]:
        """By name for a ladder that is chosen already, else by number."""
        chosen = self["ladder"].value()
        blank = ("", _("Choose"))
        if chosen in ladders:
            first, top = self._span(chosen)
            named = [(n, f"{n}: {rung_words(chosen, n, setting)}") for n in range(first, top + 1)]
            if self.is_bound:
                others = range(1, self._most(ladders) + 1)
                named += [(n, str(n)) for n in others if not first <= n <= top]
            return [blank, *named]
        return [blank, *((number, str(number)) for number in range(1, self._most(ladders) + 1))]

    def _most(self, ladders: dict[str, str]) -> int:
        return max((self._span(code)[1] for code in ladders), default=1)

    def _span(self, ladder: str) -> tuple[int, int]:
        span = self.protocol.ladder_by_code[ladder].spans[self.phase]
        return span.first, span.top

    def clean_instead_of(self) -> str:
        subject: str = self.cleaned_data["instead_of"]
        if subject and subject not in self.waiting:
            raise ValidationError(_("This step does not wait any more. Open the page again."))
        return subject

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until is not None and until < self.today:
            raise ValidationError(_("This day is over. Choose today or a later day."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for name in NEEDS.get(kind, ()):
            if cleaned.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This is needed."))
        if kind == Kind.SET_RUNG:
            self._check_rung(cleaned)
        if kind == Kind.SET_CAPS:
            self.check_order(tuple(LIMITS))
        return cleaned

    def _check_rung(self, cleaned: dict[str, Any]) -> None:
        ladder, rung = cleaned.get("ladder"), cleaned.get("rung")
        if not ladder or rung is None:
            return
        first, top = self._span(ladder)
        if not first <= rung <= top:
            told = _("In this phase it has rungs %(first)d to %(top)d.")
            self.add_error("rung", told % {"first": first, "top": top})

    def ask_to_confirm(self) -> None:
        """A stop above 6 or progress above 4 is taken only when it is said twice."""
        self.add_error("confirmed", BEYOND_USUAL)

    @property
    def told(self) -> dict[str, Any]:
        """The instruction as it would be given, the words included."""
        own = {name: self.cleaned_data[name] for name in ("kind", "reason")}
        return own | self.facts

    @property
    def proposal(self) -> str | None:
        """The ladder of the step that this stands in place of, "" for a phase, None for none."""
        subject = self.cleaned_data["instead_of"]
        return ("" if subject == PLAN else subject) if subject else None

    @property
    def all_told(self) -> list[dict[str, Any]]:
        """With the no that goes before it, where it stands in place of a proposal."""
        if self.proposal is None:
            return [self.told]
        decline = {"kind": Kind.DECLINE} | ({"ladder": self.proposal} if self.proposal else {})
        return [decline, self.told]

    @property
    def meant(self) -> str:
        """What it does, the words apart, in one line: whether it is what was looked at."""
        pairs = sorted((name, str(value)) for name, value in self.facts.items())
        return urlencode([("kind", self.cleaned_data["kind"]), *pairs])

    @property
    def is_unseen(self) -> bool:
        """Whether something else was looked at than what is sent now."""
        return self.cleaned_data["previewed"] not in ("", self.meant)

    @property
    def facts(self) -> dict[str, Any]:
        """The fields of a `Directive` that this kind reads, and that were given."""
        kind = self.cleaned_data["kind"]
        wanted = {name: self.cleaned_data[name] for name in READS.get(kind, ())}
        return answered(wanted)
