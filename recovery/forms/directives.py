"""A clinician's instruction, and the clearing of a lock."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import DirectiveKind
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.explanations import Setting
from recovery.explanations.desk_words import (
    CONTEXT_WORDS,
    DIRECTIVE_WORDS,
    PROFILE_WORDS,
    rung_words,
)
from recovery.forms.desk import DayField, DeskForm
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
    Kind.SET_PROFILE: ("profile",),
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


def _cap(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": 10}),
    )


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
    progress = _cap(gettext_lazy("Progress to"))
    hold = _cap(gettext_lazy("Hold to"))
    stop = _cap(gettext_lazy("Stop from"))
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
    confirmed = forms.BooleanField(
        label=gettext_lazy("Yes, limits as high as this are meant"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, the patient can read it"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": REASON_NEEDED},
    )
    client_id = ClientIdField()

    def __init__(
        self, *args: Any, setting: Setting, day: PlanDay, today: date, **kwargs: Any
    ) -> None:
        """day: the plan of today, which says the ladders and the phase."""
        super().__init__(*args, **kwargs)
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
            self._check_caps(cleaned)
        return cleaned

    def _check_rung(self, cleaned: dict[str, Any]) -> None:
        ladder, rung = cleaned.get("ladder"), cleaned.get("rung")
        if not ladder or rung is None:
            return
        first, top = self._span(ladder)
        if not first <= rung <= top:
            told = _("In this phase it has rungs %(first)d to %(top)d.")
            self.add_error("rung", told % {"first": first, "top": top})

    def _check_caps(self, cleaned: dict[str, Any]) -> None:
        progress, hold, stop = (cleaned.get(name) for name in ("progress", "hold", "stop"))
        if None in (progress, hold, stop):
            return
        if progress > hold:
            self.add_error("hold", _("This must not be below the limit to progress."))
        if hold >= stop:
            self.add_error("stop", _("This must be above the limit to hold."))

    def ask_to_confirm(self) -> None:
        """A stop above 6 or progress above 4 is taken only when it is said twice."""
        told = _("A stop above 6 or progress above 4 is more than usual. Tick this if you mean it.")
        self.add_error("confirmed", told)

    @property
    def facts(self) -> dict[str, Any]:
        """The fields of a `Directive` that this kind reads, and that were given."""
        kind = self.cleaned_data["kind"]
        wanted = {name: self.cleaned_data[name] for name in READS.get(kind, ())}
        return answered(wanted)


class ClearLockForm(DeskForm):
    """Who examined the patient, when, and what they found."""

    examined_by = forms.CharField(
        label=gettext_lazy("Who examined them"),
        max_length=120,
        help_text=gettext_lazy("A name and a profession."),
        error_messages={"required": gettext_lazy("Write who examined them.")},
    )
    examined_on = DayField(
        label=gettext_lazy("On which day"),
        error_messages={
            "required": gettext_lazy("Choose the day of the examination."),
            "invalid": gettext_lazy("Write a day, such as 2026-03-02."),
        },
    )
    finding = forms.CharField(
        label=gettext_lazy("What was found"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For clinicians: it stays in the record."),
        error_messages={"required": gettext_lazy("Write what was found.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Words for the patient"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("They read this on the day the plan opens again."),
    )
    client_id = ClientIdField()

    def __init__(self, *args: Any, today: date, since: date | None, **kwargs: Any) -> None:
        """since: the day of the sign; an examination of before knew nothing of it."""
        super().__init__(*args, **kwargs)
        self.since = since
        limits = {"max": today.isoformat()} | ({"min": since.isoformat()} if since else {})
        self.fields["examined_on"].widget.attrs.update(limits)

    def clean_examined_on(self) -> date:
        day: date = self.cleaned_data["examined_on"]
        if self.since is not None and day < self.since:
            raise ValidationError(
                _("The sign was told on %(day)s. Choose an examination on that day or later.")
                % {"day": date_format(self.since, "j F")}
            )
        return day

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("examined_by", "examined_on", "finding")}

    @property
    def words(self) -> str:
        """What the patient reads; without words of their own, who examined them."""
        given = self.cleaned_data["reason"]
        return given or _("examined by %(who)s.") % {"who": self.cleaned_data["examined_by"]}
