"""A clinician's instructions that are in force, in a line each."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.domain.state import PlanState
from recovery.explanations.desk_words import CONTEXT_WORDS, PROFILE_WORDS
from recovery.explanations.sentences import Setting


def standing(state: PlanState, setting: Setting) -> list[str]:
    """Holds, ceilings, caps and a profile that somebody set, and a pause."""
    return [*_holds(state, setting), *_ceilings(state, setting), *_caps(state), *_others(state)]


def _holds(state: PlanState, setting: Setting) -> Iterator[str]:
    for hold in state.holds:
        what = setting.ladder_name(hold.ladder or "")
        yield _("Hold on %(what)s%(until)s: %(words)s") % {
            "what": what,
            "until": _until(hold.until),
            "words": hold.words,
        }


def _ceilings(state: PlanState, setting: Setting) -> Iterator[str]:
    for one in state.ceilings:
        yield _("%(what)s not above rung %(rung)d%(until)s: %(words)s") % {
            "what": setting.ladder_name(one.ladder),
            "rung": one.rung,
            "until": _until(one.until),
            "words": one.words,
        }


def _caps(state: PlanState) -> Iterator[str]:
    told = _("%(context)s: progress up to %(progress)d, hold up to %(hold)d, stop from %(stop)d")
    for one in state.caps:
        caps = told % {
            "context": CONTEXT_WORDS[one.context],
            "progress": one.progress,
            "hold": one.hold,
            "stop": one.stop,
        }
        yield f"{caps}{_until(one.until)}: {one.words}"


def _others(state: PlanState) -> Iterator[str]:
    if state.chosen_profile is not None:
        profile = PROFILE_WORDS[state.chosen_profile]
        yield _("Profile chosen: %(profile)s") % {"profile": profile}
    if state.pause is not None:
        told = {"until": _until(state.pause.until), "words": state.pause.words}
        yield _("Paused%(until)s: %(words)s") % told


def _until(day: date | None) -> str:
    return _(" until %(day)s") % {"day": date_format(day, "j M")} if day else ""
