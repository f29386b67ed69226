"""How a plan was fitted to somebody, in a few words each."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Autonomy, Context, Goal
from recovery.explanations.desk_words import CONTEXT_WORDS, PROFILE_WORDS
from recovery.explanations.sentences import Setting

AUTONOMY_WORDS = {
    Autonomy.AUTOMATIC: gettext_lazy("The rules, at once"),
    Autonomy.PROPOSE: gettext_lazy("I do: steps up wait for my yes"),
    Autonomy.MANUAL: gettext_lazy("I do: steps after pain in one exercise wait, too"),
}
AUTONOMY_SHORT = {
    Autonomy.PROPOSE: gettext_lazy("steps up wait for a yes"),
    Autonomy.MANUAL: gettext_lazy("steps wait for a yes"),
}

GOAL_WORDS = {
    Goal.EVERYDAY: gettext_lazy("Everyday life"),
    Goal.WORK: gettext_lazy("Work on their feet, or lifting"),
    Goal.RUNNING: gettext_lazy("Running"),
    Goal.SPORT: gettext_lazy("A sport with sprints or turns"),
}
EQUIPMENT_WORDS = {
    "chair": gettext_lazy("A firm chair"),
    "towel": gettext_lazy("A towel, on a smooth floor"),
    "band": gettext_lazy("An exercise band"),
    "step": gettext_lazy("A step or stairs"),
    "anchor": gettext_lazy("Something to hold their feet"),
    "bike": gettext_lazy("An exercise bike"),
}


def settings_words(settings: Mapping[str, Any], setting: Setting) -> list[str]:
    """Such as "strict" and "exercises: 2, 3, stop 6". Empty for a plan as published."""
    return [str(words) for words in _words(settings, setting)]


def _words(settings: Mapping[str, Any], setting: Setting) -> Iterator[object]:
    if settings.get("profile"):
        yield str(PROFILE_WORDS[settings["profile"]]).lower()
    if settings.get("autonomy") in AUTONOMY_SHORT:
        yield AUTONOMY_SHORT[settings["autonomy"]]
    for context, (progress, hold, stop) in settings.get("caps", {}).items():
        yield _("%(context)s: progress to %(progress)d, hold to %(hold)d, stop from %(stop)d") % {
            "context": str(CONTEXT_WORDS[Context(context)]).lower(),
            "progress": progress,
            "hold": hold,
            "stop": stop,
        }
    if settings.get("phase"):
        names = {phase.code: phase.name for phase in setting.protocol.phases}
        phase = names.get(settings["phase"], settings["phase"])
        yield _("begins in %(phase)s") % {"phase": phase}
    for ladder, rung in settings.get("rungs", {}).items():
        yield _("%(ladder)s on rung %(rung)d") % {
            "ladder": setting.ladder_name(ladder),
            "rung": rung,
        }
    yield from _programme_words(settings, setting)


def _programme_words(settings: Mapping[str, Any], setting: Setting) -> Iterator[str]:
    for one in settings.get("exercises", ()):
        yield _("%(exercise)s beside the ladders") % {
            "exercise": setting.named(one["what"]["exercise"])
        }
    for code in settings.get("left_out", ()):
        yield _("%(ladder)s left out") % {"ladder": setting.ladder_name(code)}
    for code in settings.get("brought_back", ()):
        yield _("%(ladder)s brought back") % {"ladder": setting.ladder_name(code)}
    if settings.get("order"):
        yield _("an order of your own")
