"""How much of an exercise, in words. The only place a plan's dose is said."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recovery.domain.codes import DoseSide, Side
from recovery.domain.decision import ListedExercise
from recovery.domain.ladder import Dose

SECONDS_PER_MINUTE = 60
TWICE = 2
YOUR_LEG = {Side.LEFT: gettext_lazy("Your left leg."), Side.RIGHT: gettext_lazy("Your right leg.")}


def dose_words(dose: Dose, side: Side) -> str:
    """Such as "3 sets of 8, hold each for 5 seconds. Both legs." `side` is the injured one."""
    parts = (work_words(dose), load_words(dose), str(side_words(dose, side)))
    return " ".join(part for part in parts if part)


def times_words(times_a_day: int) -> str:
    """How often on its days, where that is more than once."""
    if times_a_day == TWICE:
        return _("Twice a day.")
    return _("%(count)d times a day.") % {"count": times_a_day} if times_a_day > TWICE else ""


def line_words(line: ListedExercise, side: Side) -> str:
    """The dose of a line of the list, and how often it is to be done that day."""
    return " ".join(filter(None, (dose_words(line.dose, side), times_words(line.times_a_day))))


def load_words(dose: Dose) -> str:
    """How heavy and how fast: "Up to 80 % of your top speed." Nothing where nobody said."""
    kilos = "" if dose.load_kg is None else f"{dose.load_kg.normalize():f}"
    said = (dose.load, kilos and _("with %(load)s kg") % {"load": kilos}, dose.tempo)
    return " ".join(f"{words[:1].upper()}{words[1:]}." for words in said if words)


def work_words(dose: Dose) -> str:
    """The sets and what is in each, without the side."""
    if dose.reps is None:
        return _("%(work)s.") % {"work": _sets_of_time(dose)}
    work = _sets_of_reps(dose.sets, dose.reps)
    if dose.hold_seconds:
        return _("%(work)s, hold each for %(time)s.") % {
            "work": work,
            "time": time_words(dose.hold_seconds),
        }
    return _("%(work)s.") % {"work": work}


def _sets_of_reps(sets: int, reps: int) -> str:
    if sets == 1:
        return ngettext("%(reps)d time", "%(reps)d times", reps) % {"reps": reps}
    return _("%(sets)d sets of %(reps)d") % {"sets": sets, "reps": reps}


def _sets_of_time(dose: Dose) -> str:
    if dose.duration_seconds is not None:
        each = time_words(dose.duration_seconds)
    else:
        metres = dose.distance_metres or 0
        each = ngettext("%(count)d metre", "%(count)d metres", metres) % {"count": metres}
    if dose.sets == 1:
        return each
    return _("%(sets)d times %(each)s") % {"sets": dose.sets, "each": each}


def rest_words(dose: Dose) -> str:
    """The rest between sets, or nothing where there is none."""
    if not dose.rest_seconds or dose.sets == 1:
        return ""
    return _("Rest for %(time)s in between.") % {"time": time_words(dose.rest_seconds)}


def time_words(seconds: int) -> str:
    """Whole minutes as minutes, all else as seconds."""
    if seconds >= SECONDS_PER_MINUTE and seconds % SECONDS_PER_MINUTE == 0:
        minutes = seconds // SECONDS_PER_MINUTE
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}


def parts_of_set(dose: Dose, side: Side) -> list[str]:
    """The sides of one set, the injured one first; one without a name where there are no sides."""
    legs = {Side.LEFT: _("left leg"), Side.RIGHT: _("right leg")}
    if dose.side is DoseSide.INJURED:
        return [legs[side]]
    if dose.side is DoseSide.EACH:
        return [legs[side], legs[_other(side)]]
    return [""]


def _other(side: Side) -> Side:
    return Side.RIGHT if side is Side.LEFT else Side.LEFT


def side_words(dose: Dose, side: Side) -> str | Promise:
    """Which leg; nothing for work that has no sides, such as a walk."""
    if dose.side is DoseSide.INJURED:
        return YOUR_LEG[side]
    if dose.side is DoseSide.EACH:
        return _("Each leg.")
    return _("Both legs.") if dose.reps is not None else ""
