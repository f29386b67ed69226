"""What a plan on paper says that no screen does: the limits as a traffic light in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain import limits
from recovery.domain.codes import Context
from recovery.domain.protocol import Caps

Words = str | Promise
MOST = 10
CONTEXTS = {
    Context.GENERAL: gettext_lazy("While you exercise"),
    Context.RUNNING: gettext_lazy("While you run"),
}

# Every word of a sheet but its exercises, so that its layouts hold none.
SHEET_WORDS = {
    "signs": gettext_lazy("Before you begin"),
    "check_in": gettext_lazy("Check in first"),
    "any_flag": gettext_lazy("Any of these since yesterday?"),
    "no": gettext_lazy("No"),
    "yes": gettext_lazy("Yes: no exercises today. Read “Get help” below."),
    "flag_help": gettext_lazy("Get help if one of these is true"),
    "flag_text": gettext_lazy("Stop and get help the same day. In an emergency call"),
    "rest": gettext_lazy("Pain now, at rest"),
    "waking": gettext_lazy("Pain on waking"),
    "worst": gettext_lazy("Worst pain since yesterday"),
    "none": gettext_lazy("none"),
    "most": gettext_lazy("worst"),
    "settled": gettext_lazy("How long was it sore after the session before?"),
    "new": gettext_lazy("Anything new?"),
    "nothing_new": gettext_lazy("Nothing new"),
    "exercises": gettext_lazy("Exercises"),
    "sets": gettext_lazy("Sets"),
    "how_much": gettext_lazy("How much did you do?"),
    "hurt": gettext_lazy("How much did it hurt?"),
    "whole": gettext_lazy("The whole session"),
    "warm_up": gettext_lazy("Did it hurt in the warm-up?"),
    "effort": gettext_lazy("How hard was it, 0 to 10?"),
    "easy": gettext_lazy("easy"),
    "all": gettext_lazy("all I had"),
    "minutes": gettext_lazy("Minutes"),
    "limp": gettext_lazy("Did you limp?"),
    "note": gettext_lazy("A note"),
    "lights": gettext_lazy("What the pain tells you"),
    "key": gettext_lazy("Tick the box when it is done. Write the most it hurt beside it, 0 to 10."),
    "blank": gettext_lazy("Leave out what you do not know. An empty box is never counted as 0."),
    "later": gettext_lazy("Type it in later under Mine, On paper. The days keep their dates."),
    "as_of": gettext_lazy(
        "This is how the plan stands today. It may change once you have typed this in."
    ),
    "code_settled": gettext_lazy(
        "Sore after the session before: N no, 1 under 1 hour, D under 1 day, S still sore"
    ),
    "code_warm_up": gettext_lazy("Sore in the warm-up: N no, W went away, S stayed"),
    "code_new": gettext_lazy("New: L limp, W woke at night, S swelling, P pop, – nothing"),
    "code_flags": gettext_lazy("Get-help sign since yesterday, yes or no"),
    "write": gettext_lazy("Each morning"),
    "after": gettext_lazy("After the session"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Light:
    """One light: its colour's name for the sheet, the scores, one word, and what to do."""

    colour: str
    scores: str
    word: str
    text: str


def lights(caps: Caps) -> list[Light]:
    """From go on to stop. A light that no score would reach is left out."""
    found = (
        ("green", 0, caps.progress, _("Go on"), _("All is well.")),
        ("yellow", caps.progress + 1, caps.hold, _("Stay"), _("Fine, but no harder than this.")),
        (
            "orange",
            caps.hold + 1,
            caps.stop - 1,
            _("Ease"),
            _("Make it smaller or slower. If that does not help, leave this one out today."),
        ),
        (
            "red",
            caps.stop,
            MOST,
            _("Stop"),
            _("Stop for today. Rest tomorrow, too. Then do less of this one."),
        ),
    )
    return [
        Light(colour=colour, scores=scores_said(low, high), word=word, text=text)
        for colour, low, high, word, text in found
        if low <= high
    ]


def signs() -> list[Light]:
    """What else the rules look at, as far as somebody can go by it without them."""
    return [
        Light(
            colour="red",
            scores=_("A pop, or a sudden, sharp pain"),
            word=_("Stop"),
            text=_("Have it looked at before you go on."),
        ),
        Light(
            colour="red",
            scores=_("Pain at rest %(rest)d or more, or worst pain %(worst)d or more")
            % {"rest": limits.SEVERE_AT_REST, "worst": limits.SEVERE_WORST},
            word=_("Rest"),
            text=_("No exercises today. Walk as far as it feels good."),
        ),
        Light(
            colour="red",
            scores=_("Sore in the warm-up, and it stays"),
            word=_("Stop"),
            text=_("No exercises for the next %(days)d days. Walk as far as it feels good.")
            % {"days": limits.WARM_UP_DAYS_OFF},
        ),
        Light(
            colour="orange",
            scores=_("On waking %(least)d or more, and %(rise)d above your usual")
            % {"least": limits.MORNING_MINIMUM, "rise": limits.MORNING_RISE},
            word=_("Ease"),
            text=_("Do about half of each today."),
        ),
        Light(
            colour="orange",
            scores=_("New swelling or bruise"),
            word=_("Ease"),
            text=_("Do about half of each today."),
        ),
    ]


def scores_said(low: int, high: int) -> str:
    return str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}
