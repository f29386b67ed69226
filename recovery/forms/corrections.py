"""Putting an entry right: the form begins with what was said, and only what differs is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recovery.domain.codes import Settled, Side
from recovery.domain.log import CheckIn, Entry, ExerciseReport, Intake, SelfTest, Session
from recovery.forms.check_ins import NEWS, SETTLED
from recovery.forms.fields import NO, YES, ClientIdField, ScoreField, YesNoField
from recovery.forms.sessions import DONE, LONGEST_MINUTES

UNCHANGED = _("Nothing differs from what was saved. Change an answer first.")


class CorrectionForm(forms.Form):
    """`changes` are the facts that differ, by the field names of the entry's kind."""

    client_id = ClientIdField()

    def __init__(self, data: Any = None, *, entry: Entry, **kwargs: Any) -> None:
        self.entry = entry
        initial = {**self.said(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)

    def said(self) -> dict[str, Any]:
        """What was answered, as the fields show it."""
        names = [name for name in self.base_fields if name != "client_id"]
        return {name: getattr(self.entry, name, None) for name in names}

    @property
    def changes(self) -> dict[str, Any]:
        facts = self.facts()
        return {name: value for name, value in facts.items() if value != self.known(name)}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "client_id"}

    def known(self, name: str) -> Any:
        return getattr(self.entry, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.changes:
            raise forms.ValidationError(UNCHANGED, code="unchanged")
        return cleaned


class IntakeCorrection(CorrectionForm):
    """The facts people mistake; what a plan was built on beside them is asked in a new plan."""

    side = forms.ChoiceField(
        choices=[(Side.LEFT.value, _("Left")), (Side.RIGHT.value, _("Right"))],
        error_messages={"required": _("Choose one.")},
    )
    injured_on = forms.DateField(
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")}
    )
    pain_now = ScoreField()
    pain_rest = ScoreField()
    pain_worst = ScoreField()


class CheckInCorrection(CorrectionForm):
    pain_rest = ScoreField()
    pain_morning = ScoreField()
    pain_worst = ScoreField()
    settled = forms.ChoiceField(choices=list(SETTLED.items()), required=False)
    new = forms.MultipleChoiceField(choices=list(NEWS.items()), required=False)

    def said(self) -> dict[str, Any]:
        said = super().said()
        return said | {"new": [name for name in NEWS if getattr(self.entry, name)]}

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        ticked = facts.pop("new")
        facts["settled"] = Settled(facts["settled"]) if facts["settled"] else None
        # What was never answered stays so, unless it is ticked now.
        for name in NEWS:
            before = getattr(self.entry, name)
            facts[name] = True if name in ticked else (None if before is None else False)
        return facts


class SelfTestCorrection(CorrectionForm):
    passed = YesNoField()
    pain = ScoreField()

    def said(self) -> dict[str, Any]:
        return super().said() | {"passed": YES if self.entry.passed else NO}


class SessionCorrection(CorrectionForm):
    """Done and pain of each exercise; the list of exercises is kept whole."""

    effort = ScoreField()
    minutes = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_MINUTES,
        required=False,
        error_messages={"invalid": _("Write whole minutes, such as 20.")},
    )

    def __init__(self, data: Any = None, *, entry: Session, **kwargs: Any) -> None:
        initial = {}
        for place, report in enumerate(entry.exercises):
            initial[f"done_{place}"] = _share(report)
            initial[f"pain_{place}"] = report.pain
        super().__init__(data, entry=entry, initial={**initial, **kwargs.pop("initial", {})})
        for place, _report in enumerate(entry.exercises):
            self.fields[f"done_{place}"] = forms.ChoiceField(
                choices=list(DONE.items()), required=False
            )
            self.fields[f"pain_{place}"] = ScoreField()

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        reports = [self._report(place, said) for place in range(len(self.entry.exercises))]
        return {"effort": said["effort"], "minutes": said["minutes"], "exercises": reports}

    def _report(self, place: int, said: dict[str, Any]) -> dict[str, Any]:
        report = self.entry.exercises[place]
        is_same = said[f"done_{place}"] == (_share(report) or "")
        done = report.done if is_same else said[f"done_{place}"] or None
        values = {
            "ladder": report.ladder,
            "done": None if done is None else str(done),
            "pain": said[f"pain_{place}"],
            "skipped": report.skipped.value if report.skipped else None,
        }
        return {name: value for name, value in values.items() if value is not None}

    def known(self, name: str) -> Any:
        if name != "exercises":
            return super().known(name)
        same = {
            f"done_{place}": _share(one) or "" for place, one in enumerate(self.entry.exercises)
        }
        same |= {f"pain_{place}": one.pain for place, one in enumerate(self.entry.exercises)}
        return [self._report(place, same) for place in range(len(self.entry.exercises))]


def _share(report: ExerciseReport) -> str | None:
    """The choice that stands for a share; None where no choice does."""
    if report.done is None:
        return None
    return next((share for share in DONE if float(share) == float(report.done)), None)


FORM_FOR: dict[type[Entry], type[CorrectionForm]] = {
    Intake: IntakeCorrection,
    CheckIn: CheckInCorrection,
    Session: SessionCorrection,
    SelfTest: SelfTestCorrection,
}
