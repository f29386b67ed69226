"""A clinician's instructions that are in force, in a line each."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.domain.codes import DoseSide
from recovery.domain.prescription import DAYS_OF_A_WEEK, Prescribed, Prescription
from recovery.domain.state import PlanState
from recovery.explanations.desk_words import CONTEXT_WORDS, PROFILE_WORDS
from recovery.explanations.doses import load_words, rest_words, times_words, work_words
from recovery.explanations.sentences import Setting


def standing(state: PlanState, setting: Setting) -> list[str]:
    """Holds, ceilings, caps and a profile that somebody set, a pause, and what of the list is
    theirs."""
    return [
        *_holds(state, setting),
        *_ceilings(state, setting),
        *_caps(state),
        *_others(state),
        *_programme(state, setting),
    ]


def _programme(state: PlanState, setting: Setting) -> Iterator[str]:
    for own in state.prescribed:
        if own.until is None or own.until >= state.on:
            yield _("%(what)s beside the ladders, %(often)s: %(words)s") % {
                "what": setting.ladder_name(own.what.code),
                "often": prescribed_words(own),
                "words": own.words,
            }
    for out in state.left_out:
        yield _("%(what)s left out%(until)s: %(words)s") % {
            "what": setting.ladder_name(out.ladder),
            "until": _until(out.until),
            "words": out.words or _("the plan went back. Bring it back when it fits again."),
        }
    if state.order:
        names = (setting.ladder_name(code) for code in state.order)
        yield _("In this order: %(names)s") % {"names": ", ".join(names)}


def prescribed_words(own: Prescribed) -> str:
    """How often something prescribed comes, from and to which day: "3 days a week, to 12 Dec"."""
    days = own.what.days_a_week
    often = ngettext("%(count)d day a week", "%(count)d days a week", days) % {"count": days}
    said = [_("daily") if days == DAYS_OF_A_WEEK else often]
    said.append(times_words(own.what.times_a_day).rstrip("."))
    if own.starts_on > own.since:
        said.append(_("from %(day)s") % {"day": date_format(own.starts_on, "j M")})
    if own.until is not None:
        said.append(_("to %(day)s") % {"day": date_format(own.until, "j M")})
    return ", ".join(part for part in said if part)


LEGS = {DoseSide.EACH: gettext_lazy("each leg"), DoseSide.INJURED: gettext_lazy("injured leg")}


def what_words(what: Prescription, setting: Setting) -> str:
    """All of a prescription: "Heel raise: 2 sets of 8, each leg, 3 days of 7"."""
    dose = what.dose
    parts = [work_words(dose), load_words(dose), rest_words(dose), str(LEGS.get(dose.side, ""))]
    parts.append(_("%(days)d days of 7") % {"days": what.days_a_week})
    parts.append(times_words(what.times_a_day))
    parts.append("" if what.asks_pain else _("pain is not asked for"))
    parts.append(what.note)
    said = ", ".join(part.rstrip(".") for part in parts if part)
    return f"{setting.named(what.exercise)}: {said}"


def left_out_words(until: date | None) -> str:
    return _("Left out%(until)s") % {"until": _until(until)}


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
    until = state.profile_until
    if state.chosen_profile is not None and (until is None or until >= state.on):
        told = {"profile": PROFILE_WORDS[state.chosen_profile], "until": _until(until)}
        yield _("Profile chosen%(until)s: %(profile)s") % told
    if state.pause is not None:
        told = {"until": _until(state.pause.until), "words": state.pause.words}
        yield _("Paused%(until)s: %(words)s") % told


def _until(day: date | None) -> str:
    return _(" until %(day)s") % {"day": date_format(day, "j M")} if day else ""
