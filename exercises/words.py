"""How a dose is said. The only place with that wording in the library."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.library import Counts, Dose


def dose_words(dose: Dose, counts: Counts, *, unilateral: bool) -> str:
    """The usual dose in one or more short sentences."""
    sentences = [_sets(dose, counts)]
    if dose.hold_seconds:
        sentences.append(_("Hold each for %s.") % _amount(dose.hold_seconds, Counts.SECONDS))
    if unilateral:
        sentences.append(_("One side at a time."))
    if dose.rest_seconds and dose.sets > 1:
        sentences.append(_("Rest %s in between.") % _amount(dose.rest_seconds, Counts.SECONDS))
    return " ".join(sentences)


def _sets(dose: Dose, counts: Counts) -> str:
    if dose.sets == 1:
        return _("%s.") % _amount(dose.amount, counts)
    if counts is Counts.REPS:
        return _("%(sets)s sets of %(reps)s.") % {"sets": dose.sets, "reps": dose.amount}
    return _("%(sets)s times %(amount)s.") % {
        "sets": dose.sets,
        "amount": _amount(dose.amount, counts),
    }


def _amount(number: int, counts: Counts) -> str:
    words = {
        Counts.REPS: ngettext("%s repetition", "%s repetitions", number),
        Counts.SECONDS: ngettext("%s second", "%s seconds", number),
        Counts.MINUTES: ngettext("%s minute", "%s minutes", number),
        Counts.METRES: ngettext("%s metre", "%s metres", number),
    }
    return words[counts] % number
