"""What the screens of the first questions show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import SEVERITY, Result, Side
from recovery.domain.decision import PlanDay
from recovery.domain.protocol import Protocol
from recovery.emergency_numbers import numbers_for
from recovery.explanations.help_words import help_words
from recovery.explanations.intake_words import how_long
from recovery.forms.fields import NO, YES
from recovery.forms.intake import ActivitiesForm, StepForm
from recovery.forms.intake_steps import Step
from recovery.presenters.lines import exercise_lines, setting_of
from recovery.presenters.today import heading

Words = str | Promise
ADULT = 18
LISTED = ("choice", "side", "many", "red_flags")  # layouts with one list to choose from
ASKED_ELSEWHERE = "no_injury_moment"


def initial(step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What was said on this screen before; nothing where nothing was said."""
    said = {name: answers[name] for name in step.keeps if name in answers}
    for name, value in said.items():
        if isinstance(value, bool):
            said[name] = YES if value else NO
    for place, (activity, score) in enumerate(said.pop("activities", []), start=1):
        said[f"activity_{place}"], said[f"score_{place}"] = activity, score
    return said


def question(
    step: Step, steps: Sequence[Step], form: StepForm, is_answered: bool
) -> dict[str, Any]:
    """One screen: where it stands among the others, and its form."""
    place = steps.index(step)
    return {
        "step": step,
        "form": form,
        "number": place + 1,
        "total": len(steps),
        "done_width": round(100 * (place + 1) / len(steps)),
        "back": steps[place - 1].slug if place else None,
        "is_answered": is_answered,
        "field": form[step.keeps[0]] if step.layout in LISTED else None,
        "shown_choices": _shown_choices(step, form),
        "activities": _activities(form),
        "said_none": step.layout == "red_flags" and form.initial.get("red_flags") == [],
    }


def _shown_choices(step: Step, form: StepForm) -> list[tuple[str, Words]]:
    if step.layout not in LISTED:
        return []
    choices = form.fields[step.keeps[0]].choices
    return [(value, label) for value, label in choices if value not in ("", ASKED_ELSEWHERE)]


def _activities(form: StepForm) -> list[dict[str, Any]]:
    if not isinstance(form, ActivitiesForm):
        return []
    return [
        {"place": place, "name": form[f"activity_{place}"], "score": form[f"score_{place}"]}
        for place in ActivitiesForm.PLACES
    ]


def advice(
    answers: Mapping[str, Any], protocol: Protocol, *, country: str, today: date
) -> dict[str, Any] | None:
    """What to do now; None where no answer asks for it."""
    codes = list(answers.get("red_flags") or [])
    is_minor = answers.get("age", ADULT) < ADULT
    if not codes and not is_minor:
        return None
    kinds = [protocol.red_flag_by_code[code].urgency for code in codes]
    kind = max([*kinds, Result.SOON], key=SEVERITY.__getitem__)
    injured_on = answers.get("injured_on")
    return {
        "kind": kind.value,
        "is_minor": is_minor,
        "is_only_minor": is_minor and not codes,
        "words": help_words(
            kind,
            [*codes, *(["under_18"] if is_minor else [])],
            protocol=protocol,
            injured_on=date.fromisoformat(injured_on) if injured_on else None,
            side=Side(answers["side"]) if answers.get("side") else None,
            today=today,
        ),
        "numbers": numbers_for(country),
        "change": "age" if is_minor and not codes else "red-flags",
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One answer, read back."""

    slug: str
    title: Words
    answer: str


def summary(
    answers: Mapping[str, Any],
    steps: Sequence[Step],
    protocol: Protocol,
    first: PlanDay,
    names: Mapping[str, str],
) -> dict[str, Any]:
    """Every answer to check, the phases of the plan, and its first session where one is due."""
    today = first.day
    setting = setting_of(protocol, today, names, first)
    phases = [phase for phase in protocol.phases if phase.exit_tests]
    return {
        "said": [_said(step, answers, protocol, today) for step in steps],
        "phases": [
            {
                "name": phase.name,
                "state": "now" if place == 0 else "next",
                "note": _("You begin here") if place == 0 else "",
                "goals": phase.goals,
                "tests": len(phase.exit_tests),
            }
            for place, phase in enumerate(phases)
        ],
        "protocol": protocol,
        "how_long": how_long(answers.get("severity"), has_come_back=bool(answers.get("recurrent"))),
        "needs_person": _needs_person(answers),
        "lines": exercise_lines(first, setting, Side(answers["side"])),
        "heading": heading(first) if first.exercises else "",
    }


def _needs_person(answers: Mapping[str, Any]) -> bool:
    """Whether the plan will begin with its lock."""
    return bool(
        answers.get("red_flags")
        or answers.get("onset") == "gradual"
        or answers.get("severity") == "severe"
        or answers.get("anticoagulants")
        or answers.get("age", ADULT) < ADULT
    ) and not answers.get("examined")


def _said(step: Step, answers: Mapping[str, Any], protocol: Protocol, today: date) -> Said:
    form = step.form(protocol=protocol, today=today)
    parts = [_words(form, name, answers.get(name)) for name in step.keeps]
    text = ", ".join(part for part in parts if part)
    return Said(slug=step.slug, title=step.title, answer=text or _("No answer"))


def _words(form: StepForm, name: str, value: Any) -> str:
    match name, value:
        case ("red_flags", []):
            return _("None of these")
        case ("equipment", []):
            return _("Nothing")
        case ("injured_on" | "examined_on", str()) if value:
            return date_format(date.fromisoformat(value), "j F Y")
        case ("pain_now" | "pain_rest" | "pain_worst", int()):
            return PAIN_WORDS[name] % {"score": value}
        case ("activities", list()):
            return ", ".join(activity for activity, _score in value)
        case _:
            return _labels(form, name, value)


PAIN_WORDS = {
    "pain_now": gettext_lazy("now %(score)d"),
    "pain_rest": gettext_lazy("at rest %(score)d"),
    "pain_worst": gettext_lazy("worst %(score)d"),
}


def _labels(form: StepForm, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return ""
    labels = {str(code): str(label) for code, label in getattr(form.fields[name], "choices", [])}
    values = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values)
