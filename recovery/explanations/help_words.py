"""What to do and what to say when somebody should be seen. For the page that stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Result, Side
from recovery.domain.protocol import Protocol

Words = str | Promise

SAID = {
    "saddle_numbness": gettext_lazy("the skin between my legs is numb or feels strange"),
    "bladder_bowel_change": gettext_lazy(
        "there is something new about my bladder, my bowels or feeling during sex"
    ),
    "tense_painful_thigh": gettext_lazy("my thigh is hard and tight, and very painful"),
    "numb_cold_foot": gettext_lazy("my foot is numb, cold, pale or blue"),
    "deformity_or_crack": gettext_lazy("my leg has an odd shape, or I heard a crack"),
    "chest_symptoms": gettext_lazy(
        "I am short of breath, have chest pain or have coughed up blood"
    ),
    "pop_with_bruise_or_gap": gettext_lazy(
        "I felt a pop, and there is a big bruise, a gap or a lump"
    ),
    "cannot_bend_knee": gettext_lazy("I cannot bend my knee against light pressure"),
    "cannot_take_four_steps": gettext_lazy("I cannot take four steps"),
    "swollen_warm_calf": gettext_lazy("my calf or leg is swollen, warm or red"),
    "fever_or_spreading_redness": gettext_lazy("I have a fever, or redness that spreads"),
    "foot_drop": gettext_lazy("my foot drags, or my leg is getting weaker"),
    "back_pain_below_knee": gettext_lazy(
        "I have back pain, with pain below the knee or pins and needles"
    ),
    "sit_bone_pain": gettext_lazy("the pain is high up, at the bone I sit on"),
    "no_injury_moment": gettext_lazy("the pain came on slowly, with no moment of injury"),
    "systemic_signs": gettext_lazy(
        "I lost weight without trying, have had cancer, or have night pain that nothing eases"
    ),
    "under_18": gettext_lazy("I am under 18"),
    "blood_thinners": gettext_lazy("I take blood thinners, or bleed easily"),
    "severe_band": gettext_lazy("I can hardly walk"),
    "sudden_event": gettext_lazy("I felt a pop or a sudden, sharp pain"),
}

HEADLINES = {
    Result.EMERGENCY: gettext_lazy("Please get help now"),
    Result.URGENT: gettext_lazy("Please get checked today"),
    Result.SOON: gettext_lazy("Please see somebody first"),
    Result.STOP: gettext_lazy("Please have it looked at"),
}
HOW_FAST = {
    Result.EMERGENCY: gettext_lazy(
        "It may have a simple cause. It still needs help right now, and it must not wait."
    ),
    Result.URGENT: gettext_lazy(
        "It may have a simple cause. It still needs somebody to look at it today."
    ),
    Result.SOON: gettext_lazy(
        "A doctor or physiotherapist should hear this before you train. The next few days are "
        "soon enough."
    ),
    Result.STOP: gettext_lazy(
        "That can be a new injury. A doctor or physiotherapist should look at it before you "
        "train again. Go today or tomorrow if you can."
    ),
}
UNTIL_THEN = {
    Result.EMERGENCY: gettext_lazy("Keep still. Do not drive yourself. Ask somebody to stay."),
    Result.URGENT: gettext_lazy("Walk only as much as you need. Do not rub or press the leg."),
    Result.SOON: gettext_lazy("Walk and move as far as it does not hurt. No exercises yet."),
    Result.STOP: gettext_lazy("Rest the leg. Walk only as much as you need, without pain."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpWords:
    """One lock, said: the headline, what was told to us, how fast, what to say, until then."""

    headline: Words
    told: str
    how_fast: Words
    say: str
    until_then: Words


def help_words(
    kind: Result,
    codes: Iterable[str],
    *,
    protocol: Protocol,
    injured_on: date | None = None,
    side: Side | None = None,
    today: date,
) -> HelpWords:
    """What to read and what to say for a lock of this kind and these codes."""
    signs = [_sign(code, protocol) for code in codes]
    return HelpWords(
        headline=HEADLINES[kind],
        told=_("You told us: %(signs)s.") % {"signs": "; ".join(signs)} if signs else "",
        how_fast=HOW_FAST[kind],
        say=_say(signs, injured_on, side, today),
        until_then=UNTIL_THEN[kind],
    )


def _sign(code: str, protocol: Protocol) -> str:
    """In the person's own words; a sign of another protocol by its question."""
    if code in SAID:
        return str(SAID[code])
    flag = protocol.red_flag_by_code.get(code)
    return flag.question if flag else code.replace("_", " ")


def _say(signs: list[str], injured_on: date | None, side: Side | None, today: date) -> str:
    opening = _("I hurt the back of my thigh%(when)s.") % {"when": _ago(injured_on, today)}
    if side is Side.LEFT:
        opening = _("I hurt the back of my left thigh%(when)s.") % {"when": _ago(injured_on, today)}
    elif side is Side.RIGHT:
        opening = _("I hurt the back of my right thigh%(when)s.") % {
            "when": _ago(injured_on, today)
        }
    if not signs:
        return opening
    return _("%(opening)s Now %(signs)s.") % {
        "opening": opening,
        "signs": _(", and ").join(signs),
    }


def _ago(injured_on: date | None, today: date) -> str:
    if injured_on is None:
        return ""
    days = (today - injured_on).days
    if days == 0:
        return _(" today")
    if days == 1:
        return _(" yesterday")
    return _(" %(count)d days ago") % {"count": days}
