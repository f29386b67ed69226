"""What a chart of days is made of: its days, its marks and their shapes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy

CIRCLE, SMALL_CIRCLE, SQUARE, FLAG = 2.6, 1.8, 5.2, 9


class Mark(StrEnum):
    """What the plan did on a day. A shape each, so that colour is never alone."""

    UP = "up"
    EASE = "ease"
    HOLD = "hold"
    REST = "rest"
    CARE = "care"
    PHASE = "phase"


# Where several fall together, the one that matters most is drawn.
GRAVEST_FIRST = (Mark.CARE, Mark.REST, Mark.PHASE, Mark.EASE, Mark.UP, Mark.HOLD)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartDay:
    """One day of the axis, whether or not anything was recorded on it.

    Pain is 0 to 10, None where there is no answer; `pain_during` is the most in a session.
    function: the mean of what the person can do, 0 to 10, on the days it was asked.
    minutes: None where there was no session. phase: its name; ground: its place among the
    phases, so that a phase has one ground in every chart. said: what the plan did, in words,
    for the table; why: its reason. instructed: what a clinician instructed, in words.
    href: where the day leads.
    """

    day: date
    phase: str
    ground: int = 0
    pain_rest: int | None = None
    pain_morning: int | None = None
    pain_worst: int | None = None
    pain_during: int | None = None
    function: float | None = None
    minutes: int | None = None
    mark: Mark | None = None
    said: str = ""
    why: str = ""
    instructed: str = ""
    href: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nothing at all was said about pain."""
        said = (self.pain_rest, self.pain_morning, self.pain_worst, self.pain_during)
        return all(score is None for score in said)


# How a chart names the strip of function: to the person themselves, unless it is told otherwise.
CAN_DO = gettext_lazy("What you can do")
LINES = {
    "pain_worst": gettext_lazy("Worst pain, 0 to 10"),
    "pain_morning": gettext_lazy("On waking"),
    "pain_rest": gettext_lazy("At rest"),
    "pain_during": gettext_lazy("During exercise"),
}
MARK_WORDS = {
    Mark.UP: gettext_lazy("Moved up"),
    Mark.EASE: gettext_lazy("Eased"),
    Mark.HOLD: gettext_lazy("Stayed"),
    Mark.REST: gettext_lazy("Rest"),
    Mark.CARE: gettext_lazy("Stopped"),
    Mark.PHASE: gettext_lazy("New phase"),
}
CLASS_OF = {
    "pain_worst": "pain",
    "pain_morning": "morning",
    "pain_rest": "rest",
    "pain_during": "during",
}
# Sessions are days apart: a line from one to the next would say what nobody did.
WITHOUT_LINE = ("pain_during",)


def dot(css: str, x: float, y: float) -> str:
    """Circles for the worst, squares for waking, small dots for rest, diamonds for exercise."""
    match css:
        case "morning" | "func":
            corner = f'x="{x - SQUARE / 2:.1f}" y="{y - SQUARE / 2:.1f}"'
            return f'<rect class="{css}-d" {corner} width="{SQUARE}" height="{SQUARE}" rx="1"/>'
        case "during":
            return f'<path class="during-d" d="M{x} {y - 4:.1f}l4 4l-4 4l-4 -4z"/>'
    radius = CIRCLE if css == "pain" else SMALL_CIRCLE
    return f'<circle class="{css}-d" cx="{x}" cy="{y}" r="{radius}"/>'


def mark_shape(mark: Mark, x: float, y: float) -> str:
    """The shape of a mark, about 11 units wide, with its middle at a point."""
    match mark:
        case Mark.UP:
            return f'<path class="m-up" d="M{x} {y - 5}l5.5 10h-11z"/>'
        case Mark.EASE:
            return f'<path class="m-ease" d="M{x} {y + 5}l5.5 -10h-11z"/>'
        case Mark.HOLD:
            return (
                f'<path class="m-hold" d="M{x - 5} {y - 4}h10v3h-10zM{x - 5} {y + 1}h10v3h-10z"/>'
            )
        case Mark.REST:
            return (
                f'<path class="m-hold" d="M{x - 4.5} {y - 5}h3v10h-3zM{x + 1.5} {y - 5}h3v10h-3z"/>'
            )
        case Mark.CARE:
            return f'<path class="m-care" d="M{x} {y - 6}l6 6l-6 6l-6 -6z"/>'
        case Mark.PHASE:
            return f'<path class="m-up" d="M{x - 6} {y + 6}v-4h4v-4h4v-4h4v12z"/>'


def flag_shape(x: float, y: float, *, is_last: bool = False) -> str:
    """An instruction: a small flag on a pole, its foot at a point; at the edge it blows inwards."""
    wide = -FLAG if is_last else FLAG
    return f'<path class="told" d="M{x} {y}v-13l{wide} 3.5l{-wide} 3.5"/>'
