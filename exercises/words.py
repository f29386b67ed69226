"""How a dose is said. The only place with that wording in the library."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.library import Counts, Dose


def dose_words(dose: Dose, counts: Counts, *, unilateral: bool) -> str:
    """The usual dose in one or more short sentences."""
    sentences = [_sets(dose.sets, _amount(dose.amount, counts))]
    if dose.hold_seconds:
        sentences.append(_("Hold each for %s.") % _amount(dose.hold_seconds, Counts.SECONDS))
    if unilateral:
        sentences.append(_("One side at a time."))
    if dose.rest_seconds and dose.sets > 1:
        sentences.append(_("Rest %s in between.") % _amount(dose.rest_seconds, Counts.SECONDS))
    return " ".join(sentences)


def _sets(sets: int, amount: str) -> str:
    if sets == 1:
        return _("%s.") % amount
    return _("%(sets)s times %(amount)s.") % {"sets": sets, "amount": amount}


def _amount(number: int, counts: Counts) -> str:
    words = {
        Counts.REPS: ngettext("%s repetition", "%s repetitions", number),
        Counts.SECONDS: ngettext("%s second", "%s seconds", number),
        Counts.MINUTES: ngettext("%s minute", "%s minutes", number),
        Counts.METRES: ngettext("%s metre", "%s metres", number),
    }
    return words[counts] % number
