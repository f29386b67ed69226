"""How a protocol is fitted to one person: limits, care, first phase, first rungs."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Context
from recovery.domain.ladder import Ladder
from recovery.domain.protocol import Phase
from recovery.explanations import Setting
from recovery.explanations.desk_words import CONTEXT_WORDS, PROFILE_WORDS, rung_words
from recovery.forms.desk import (
    BEYOND_USUAL,
    LIMITS,
    confirmed_field,
    limit_field,
)
from recovery.forms.directives import LONGEST_REASON
from recovery.forms.programme import ProgrammeFields
from recovery.services.directives import is_beyond_usual


class SettingsForm(ProgrammeFields):
    """What may differ from the protocol as published. All of it may be left alone.

    Ladders and phases are those of one protocol: `setting` names them.
    """

    profile = forms.ChoiceField(
        label=gettext_lazy("How careful"),
        required=False,
        choices=[("", gettext_lazy("As their answers ask")), *PROFILE_WORDS.items()],
        help_text=gettext_lazy(
            "Left alone, the plan is strict in the first days, after a repeat, above 60, and "
            "while the injury is more than mild."
        ),
    )
    phase = forms.ChoiceField(label=gettext_lazy("Begins in"), required=False)
    confirmed = confirmed_field()
    reason = forms.CharField(
        label=gettext_lazy("Why, in words for the patient"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They read it on the first day of the plan."),
    )

    def __init__(
        self, *args: Any, setting: Setting | None, phase: str | None = None, **kwargs: Any
    ) -> None:
        """setting: None without a protocol. phase: where they stand, if not at its first."""
        self.phases = _from(setting, phase) if setting else []
        self.ladders = _ladders(setting, self.phases) if setting else []
        self.phase = self.phases[0] if self.phases else None
        super().__init__(*args, **kwargs)
        for context in Context:
            self.fields |= {f"{context}_{name}": limit_field(name) for name in LIMITS}
        for ladder in self.ladders:
            self.fields[f"rung_{ladder.code}"] = self._rung(ladder, setting)
        names = [("" if n == 0 else one.code, one.name) for n, one in enumerate(self.phases)]
        self.fields["phase"].choices = names or [("", "")]
        self.dress()

    def _rung(self, ladder: Ladder, setting: Setting) -> forms.TypedChoiceField:
        spans = [ladder.spans[one.code] for one in self.phases if one.code in ladder.spans]
        numbers = range(min(one.first for one in spans), max(one.top for one in spans) + 1)
        named = [(n, f"{n}: {rung_words(ladder.code, n, setting)}") for n in numbers]
        return forms.TypedChoiceField(
            label=ladder.name,
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("As published")), *named],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        caps = [self._checked_caps(context) for context in Context]
        if any(caps) and not cleaned.get("confirmed") and self._is_beyond_usual():
            self.add_error("confirmed", BEYOND_USUAL)
        self._check_rungs()
        return cleaned

    def _checked_caps(self, context: Context) -> bool:
        """Whether limits were given; three or none, in their order."""
        names = [f"{context}_{name}" for name in LIMITS]
        given = [self.cleaned_data.get(name) for name in names]
        if any(name in self.errors for name in names) or given == [None] * len(names):
            return False
        for name, value in zip(names, given, strict=True):
            if value is None:
                self.add_error(name, _("Give all three limits, or none."))
        self.check_order(names)
        return None not in given

    def _is_beyond_usual(self) -> bool:
        caps = self._caps().values()
        return any(is_beyond_usual(progress=progress, stop=stop) for progress, _hold, stop in caps)

    def _check_rungs(self) -> None:
        code = self.cleaned_data.get("phase") or (self.phases[0].code if self.phases else "")
        for ladder in self.ladders:
            name, span = f"rung_{ladder.code}", ladder.spans.get(code)
            rung = self.cleaned_data.get(name)
            if rung is None:
                continue
            if span is None:
                self.add_error(name, _("This ladder has no rung in the phase they begin in."))
            elif not span.first <= rung <= span.top:
                told = _("In the phase they begin in it has rungs %(first)d to %(top)d.")
                self.add_error(name, told % {"first": span.first, "top": span.top})

    def _caps(self) -> dict[str, tuple[int, int, int]]:
        found = {
            str(context): tuple(self.cleaned_data.get(f"{context}_{name}") for name in LIMITS)
            for context in Context
        }
        return {context: given for context, given in found.items() if None not in given}

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from the protocol as published, as an invitation carries it."""
        chosen = {name: self.cleaned_data.get(name) for name in ("profile", "phase")}
        rungs = {one.code: self.cleaned_data.get(f"rung_{one.code}") for one in self.ladders}
        chosen["caps"] = {context: list(given) for context, given in self._caps().items()}
        chosen["rungs"] = {code: rung for code, rung in rungs.items() if rung is not None}
        chosen |= self.programme_changes
        return {name: value for name, value in chosen.items() if value}

    @property
    def autonomy_field(self) -> BoundField | None:
        return self["autonomy"] if "autonomy" in self.fields else None

    @property
    def cap_rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        for context, words in CONTEXT_WORDS.items():
            yield str(words), [self[f"{context}_{name}"] for name in LIMITS]

    @property
    def rung_fields(self) -> list[BoundField]:
        return [self[f"rung_{ladder.code}"] for ladder in self.ladders]

    @property
    def has_limits(self) -> bool:
        """Whether a limit was given, or is not as it should be."""
        limits = [field for _words, fields in self.cap_rows for field in fields]
        return says_anything([*limits, self["confirmed"]])

    @property
    def has_programme(self) -> bool:
        """Whether anything of the list is another than as published, or is being looked for."""
        usual = [one.code for one in self.ladders if not one.warm_up]
        return bool(self["left_out"].value() or self.find_said or self.codes != usual)

    @property
    def has_rungs(self) -> bool:
        return says_anything(self.rung_fields)


def says_anything(fields: list[BoundField]) -> bool:
    return any(field.errors or field.value() not in (None, "", False, []) for field in fields)


def _from(setting: Setting, phase: str | None) -> list[Phase]:
    """The phase to begin in and the one after it: a plan goes on by one phase a day."""
    phases = list(setting.protocol.phases)
    first = next((n for n, one in enumerate(phases) if one.code == phase), 0)
    return phases[first : first + 2]


def _ladders(setting: Setting, phases: list[Phase]) -> list[Ladder]:
    codes = {one.code for one in phases}
    return [one for one in setting.protocol.ladders if codes & one.spans.keys()]
