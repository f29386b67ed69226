"""What a plan on paper says that no screen does: the limits as a traffic light in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Context
from recovery.domain.protocol import Caps

Words = str | Promise
MOST = 10
CONTEXTS = {
    Context.GENERAL: gettext_lazy("While you exercise"),
    Context.RUNNING: gettext_lazy("While you run"),
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
            _("Stop for today. Begin again once a morning is calm."),
        ),
    )
    return [
        Light(colour=colour, scores=scores_said(low, high), word=word, text=text)
        for colour, low, high, word, text in found
        if low <= high
    ]


def scores_said(low: int, high: int) -> str:
    return str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}
