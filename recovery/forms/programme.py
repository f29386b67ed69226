"""What one person's list is put together from: ladders, and exercises prescribed beside them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Goal
from recovery.domain.ladder import Ladder
from recovery.domain.prescription import PRESCRIBED, Prescription, exercise_of
from recovery.domain.protocol import Phase
from recovery.explanations import Setting
from recovery.forms.desk import DayField, DeskForm
from recovery.forms.directives import LONGEST_REASON
from recovery.forms.fields import ClientIdField, CodesField
from recovery.forms.prescriptions import (
    MORE,
    PLAIN,
    WORDS,
    fields_for,
    named,
    prescription,
    said_of,
)
from recovery.mappers import STORED
from recovery.selectors.programme import Choice
from recovery.services import programmes
from recovery.services.previews import NO_WORDS

MOST_PRESCRIBED = 10
# Told by the library of most exercises, and seldom changed.
SELDOM_LOOKED_AT = ("_rest", "_side")
MANY_A_DAY = 5  # more than this is seldom done [D]
Said = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of the programme; choice and fields are of an exercise beside the ladders.

    is_new: added on this page, so that it can be taken away again. leave_at: the rung without
    which the phase is not left.
    """

    code: str
    name: str
    is_left_out: bool
    choice: Choice | None = None
    plain: Sequence[BoundField] = ()
    more: Sequence[BoundField] = ()
    is_new: bool = False
    leave_at: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether something behind "More" is told, or is not as it should be."""
        told = [field for field in self.more if not field.name.endswith(SELDOM_LOOKED_AT)]
        is_said = any(field.value() not in (None, "", False, "1", 1) for field in told)
        return is_said or any(field.errors for field in self.more)


class ProgrammeFields(DeskForm):
    """To be mixed into a form that sets a plan out, or changes one that goes on.

    The place of a code among those of `order` is its place in the list.
    """

    order = CodesField(required=False)
    left_out = CodesField(required=False)
    ladders: Sequence[Ladder] = ()
    phase: Phase | None = None

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Choice] | None = None,
        standing: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """choices: by slug, the exercises that are or may be prescribed. standing: what holds
        already, as `services.programmes.standing` tells it.
        """
        self.choices = choices or {}
        self.standing = standing or {}
        super().__init__(*args, **kwargs)
        for code in self.prescribed:
            self.fields |= fields_for(code, self.choices[exercise_of(code) or ""])
        self.dress()

    @cached_property
    def codes(self) -> list[str]:
        """Every line in its order: as sent, else ladders first; those not named come after."""
        own = [one.code for one in self.ladders if not one.warm_up]
        known = {*own, *(f"{PRESCRIBED}{slug}" for slug in self.choices)}
        named = [code for code in dict.fromkeys(self["order"].value() or ()) if code in known]
        if not set(own) & set(named):
            return [*own, *named]
        return [*named, *(code for code in own if code not in named)]

    @property
    def prescribed(self) -> list[str]:
        """Those whose dose can be set: not what left the library since it was given."""
        own = [code for code in self.codes if exercise_of(code)]
        return [code for code in own if self.choices[exercise_of(code) or ""].is_visible]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(self.prescribed) > MOST_PRESCRIBED:
            told = _("At most %(most)d exercises beside the ladders. Take some away.")
            self.add_error(None, told % {"most": MOST_PRESCRIBED})
        return cleaned

    @property
    def rows(self) -> Iterator[Row]:
        ladders = {one.code: one for one in self.ladders}
        left_out, given = self["left_out"].value() or (), self._given
        for code in self.codes:
            choice = self.choices.get(exercise_of(code) or "")
            yield Row(
                code=code,
                name=choice.name if choice else ladders[code].name,
                is_left_out=code in left_out,
                choice=choice,
                plain=self._of(code, PLAIN),
                more=self._of(code, (*MORE, *WORDS)),
                is_new=choice is not None and code not in given,
                leave_at=None if choice else self._leave_at(ladders[code]),
            )

    def _leave_at(self, ladder: Ladder) -> int | None:
        span = ladder.spans.get(self.phase.code) if self.phase else None
        return span.leave_at if span else None

    @property
    def _given(self) -> set[str]:
        said = self.standing.get("exercises", ())
        return {f"{PRESCRIBED}{one['what']['exercise']}" for one in said}

    def _of(self, code: str, names: Iterable[str]) -> list[BoundField]:
        return [self[f"{code}_{one}"] for one in names if f"{code}_{one}" in self.fields]

    @property
    def most_a_day(self) -> int:
        """The most exercises that a day may list, the warm-up not counted."""
        out = self["left_out"].value() or ()
        on = [code for code in self.codes if code not in out]
        own = sum(exercise_of(code) is not None for code in on)
        phase = self.phase
        return own + min(len(on) - own, phase.list_length if phase else 0)

    @property
    def has_prescribed(self) -> bool:
        return bool(self.prescribed)

    @property
    def fresh(self) -> str:
        """The line that was added by the latest press."""
        said = self.data if self.is_bound else self.initial
        return str(said.get("fresh") or "")

    @property
    def find_said(self) -> str:
        """The words somebody looks for, which are no part of what is set out."""
        said = self.data if self.is_bound else self.initial
        return str(said.get("find") or "")

    @property
    def is_many(self) -> bool:
        return self.most_a_day > MANY_A_DAY

    @property
    def programme_changes(self) -> dict[str, Any]:
        """What differs from what holds, or from the protocol as published."""
        before = {"order": [one.code for one in self.ladders if not one.warm_up], **self.standing}
        return programmes.changes(self.programme, before)

    @property
    def programme(self) -> dict[str, Any]:
        """All of it, as settings carry it."""
        return {
            "exercises": [self._exercise(code) for code in self.prescribed],
            "left_out": [code for code in self.codes if code in self.cleaned_data["left_out"]],
            "order": self.codes,
        }

    def _exercise(self, code: str) -> dict[str, Any]:
        said = {name: self.cleaned_data.get(f"{code}_{name}") for name in (*PLAIN, *MORE, *WORDS)}
        return {
            "what": STORED.unstructure(prescription(self.choices[exercise_of(code) or ""], said)),
            "from_day": said["from_day"],
            "for_days": said["for_days"],
        }


class ProgrammeForm(ProgrammeFields):
    """A programme that holds, changed for every day to come.

    is_preview: somebody only wants to see tomorrow, and may do so before they find the words.
    """

    reason = forms.CharField(
        label=gettext_lazy("Why, in words for the patient"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They read it with each exercise you add, change or leave out."),
        error_messages={"required": gettext_lazy("Write a reason. They can read it.")},
    )
    left_out_until = DayField(
        label=gettext_lazy("Leave out to the end of"),
        required=False,
        help_text=gettext_lazy(
            "For what you leave out now. Empty: until you bring it back. After a week or more a "
            "ladder comes back lower."
        ),
    )
    previewed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    client_id = ClientIdField()

    def __init__(
        self,
        *args: Any,
        setting: Setting,
        phase: str,
        goal: Goal,
        today: date,
        is_preview: bool,
        **kwargs: Any,
    ) -> None:
        """phase, goal: where they are and what for, whose ladders can be left out."""
        self.phase, self.today = setting.protocol.phase_by_code[phase], today
        self.ladders = setting.protocol.ladders_in(self.phase, goal)
        super().__init__(*args, **kwargs)
        self.fields["left_out_until"].widget.attrs["min"] = today.isoformat()
        self.fields["reason"].required = not is_preview

    def clean_left_out_until(self) -> date | None:
        until = self.cleaned_data["left_out_until"]
        if until is not None and until < self.today:
            raise ValidationError(_("This day is over. Choose today or a later day."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.programme_changes:
            self.add_error(None, _("Nothing is changed yet. Change something first."))
        return cleaned

    @property
    def told(self) -> dict[str, Any]:
        """The changes as settings, with the reason."""
        return self._said(self.programme_changes)

    def told_beside(self, holds: Mapping[str, Any]) -> dict[str, Any]:
        """The same, of what holds by now; empty where nothing is left to give."""
        changes = programmes.changes(self.programme, holds)
        return self._said(changes) if changes else {}

    def _said(self, changes: dict[str, Any]) -> dict[str, Any]:
        """With the reason, and to which day what is left out now stays so."""
        until = self.cleaned_data["left_out_until"]
        ends = {"left_out_until": until.isoformat()} if until and "left_out" in changes else {}
        return {**changes, **ends, "reason": self.cleaned_data["reason"] or NO_WORDS}

    @property
    def meant(self) -> str:
        """What tells these changes from others: whether they are what was looked at."""
        text = json.dumps(self.told | {"reason": ""}, sort_keys=True)
        return sha256(text.encode()).hexdigest()

    @property
    def is_unseen(self) -> bool:
        return self.cleaned_data["previewed"] != self.meant


def programme_said(settings: Mapping[str, Any], choices: Mapping[str, Choice]) -> Said:
    """A programme as the fields of a form, to begin from; without what left the library."""
    said: Said = {"left_out": settings.get("left_out", [])}
    order = list(settings.get("order", ()))
    for one in settings.get("exercises", ()):
        what = STORED.structure(one["what"], Prescription)
        if what.exercise not in choices:
            continue
        order += [] if what.code in order else [what.code]
        days = {name: one.get(name) for name in ("from_day", "for_days")}
        said |= named(what.code, {**said_of(what, choices[what.exercise]), **days})
    return {**said, "order": order}
