"""The fields of one exercise that is prescribed beside the ladders: its dose, and how often."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.library import Counts
from recovery.domain.codes import Context, DoseSide
from recovery.domain.ladder import Dose
from recovery.domain.prescription import LONGEST, PRESCRIBED, RANGES, Prescription
from recovery.selectors.programme import Choice

Said = dict[str, Any]
SECONDS_PER_MINUTE = 60
HUNDREDTH = Decimal("0.01")
LONGEST_COURSE = 365
LOADED = ("strength", "agility", "running")
RUNNING = "running"
AMOUNT_OF: Mapping[str, tuple[str, Any, tuple[int, int]]] = {
    Counts.REPS: ("reps", gettext_lazy("Repetitions"), RANGES["reps"]),
    Counts.SECONDS: ("duration_seconds", gettext_lazy("Seconds"), RANGES["duration_seconds"]),
    Counts.MINUTES: ("duration_seconds", gettext_lazy("Minutes"), (1, 120)),
    Counts.METRES: ("distance_metres", gettext_lazy("Metres"), RANGES["distance_metres"]),
}
SIDES = {
    DoseSide.EACH: gettext_lazy("Each leg"),
    DoseSide.INJURED: gettext_lazy("The injured leg"),
    DoseSide.BOTH: gettext_lazy("Both legs"),
}
# How much, then how often, then what is seldom said; the rest comes behind "More".
PLAIN = ("sets", "amount", "hold", "days_a_week")
MORE = ("rest", "load_kg", "load", "tempo", "side", "times_a_day", "from_day", "for_days")
WORDS = ("note", "quiet")
USUAL = {"days_a_week": 7, "times_a_day": 1, "from_day": 1}


class WholeNumber(forms.IntegerField):
    """A whole number in a range, which the message tells."""

    def __init__(
        self, label: str | Promise, within: tuple[int, int], *, required: bool = True
    ) -> None:
        least, most = within
        told = _("Write a whole number from %(least)d to %(most)d.") % {
            "least": least,
            "most": most,
        }
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), told)
        super().__init__(
            label=label,
            required=required,
            min_value=least,
            max_value=most,
            error_messages=messages,
        )
        self.widget.attrs["inputmode"] = "numeric"


def fields_for(code: str, choice: Choice) -> dict[str, forms.Field]:
    """The fields of one exercise, as far as its dose has them."""
    _name, amount, within = AMOUNT_OF[choice.counts]
    fields: dict[str, forms.Field] = {
        "sets": WholeNumber(_("Sets"), RANGES["sets"]),
        "amount": _minutes(amount, within)
        if choice.counts == Counts.MINUTES
        else WholeNumber(amount, within),
        "days_a_week": WholeNumber(_("Days a week"), RANGES["days_a_week"]),
        "rest": WholeNumber(_("Rest, seconds"), RANGES["rest_seconds"], required=False),
        "load_kg": _kilos(),
        "load": _text(_("Load, in words"), "load"),
        "tempo": _text(_("Tempo"), "tempo"),
        "times_a_day": WholeNumber(_("Times a day"), RANGES["times_a_day"]),
        "from_day": WholeNumber(_("From day"), (1, LONGEST_COURSE)),
        "for_days": WholeNumber(_("For days"), (1, LONGEST_COURSE), required=False),
        "note": _text(_("Note, they read it with the exercise"), "note"),
        "quiet": forms.BooleanField(label=_("Do not ask how much it hurts"), required=False),
    }
    if choice.counts == Counts.REPS:
        fields["hold"] = WholeNumber(_("Hold, seconds"), RANGES["hold_seconds"], required=False)
    if choice.unilateral:
        fields["side"] = forms.ChoiceField(label=_("Side"), choices=SIDES.items())
    return {f"{code}_{name}": field for name, field in fields.items()}


def _minutes(label: str, within: tuple[int, int]) -> forms.DecimalField:
    """Minutes and parts of one, since a dose may be of 90 seconds."""
    _least, most = within
    told = _("Write minutes up to %(most)d, such as 2 or 1.5.") % {"most": most}
    field = forms.DecimalField(
        label=label,
        min_value=HUNDREDTH * 10,
        max_value=most,
        decimal_places=2,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), told),
    )
    field.widget.attrs["inputmode"] = "decimal"
    return field


def _kilos() -> forms.DecimalField:
    least, most = RANGES["load_kg"]
    told = _("Write kilograms from %(least)d to %(most)d.") % {"least": least, "most": most}
    field = forms.DecimalField(
        label=_("Load, kg"),
        required=False,
        min_value=least,
        max_value=most,
        decimal_places=2,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), told),
    )
    field.widget.attrs["inputmode"] = "decimal"
    return field


def _text(label: str, name: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST[name])


def prescription(choice: Choice, said: Mapping[str, Any]) -> Prescription:
    """What the fields of an exercise ask for; loaded and running as the library has it."""
    name, _label, _within = AMOUNT_OF[choice.counts]
    amount = said["amount"]
    if choice.counts == Counts.MINUTES:
        amount = round(amount * SECONDS_PER_MINUTE)
    return Prescription(
        exercise=choice.slug,
        dose=Dose(
            **{name: amount},
            sets=said["sets"],
            hold_seconds=said.get("hold"),
            rest_seconds=said.get("rest") or 0,
            load_kg=said.get("load_kg"),
            load=said.get("load") or "",
            tempo=said.get("tempo") or "",
            side=DoseSide(said["side"]) if said.get("side") else DoseSide.BOTH,
        ),
        days_a_week=said["days_a_week"],
        times_a_day=said["times_a_day"],
        loaded=choice.category in LOADED,
        context=Context.RUNNING if choice.category == RUNNING else Context.GENERAL,
        asks_pain=not said.get("quiet"),
        note=said.get("note") or "",
    )


def usual_said(choice: Choice) -> Said:
    """The fields of an exercise that was just added."""
    side = {"side": DoseSide.EACH.value} if choice.unilateral else {}
    code = f"{PRESCRIBED}{choice.slug}"
    return named(code, {**USUAL, **side, **choice.usual})


def said_of(what: Prescription, choice: Choice) -> Said:
    """The fields of an exercise, filled in from a prescription."""
    name, _label, _within = AMOUNT_OF[choice.counts]
    amount = getattr(what.dose, name)
    if amount is None:  # the library counts it in another unit by now
        amount = choice.usual["amount"]
    elif choice.counts == Counts.MINUTES:
        amount = (Decimal(amount) / SECONDS_PER_MINUTE).quantize(HUNDREDTH).normalize()
        amount = f"{amount:f}"
    dose = what.dose
    return {
        "sets": dose.sets,
        "amount": amount,
        "hold": dose.hold_seconds,
        "rest": dose.rest_seconds or None,
        "load_kg": dose.load_kg,
        "load": dose.load,
        "tempo": dose.tempo,
        "side": dose.side.value,
        "days_a_week": what.days_a_week,
        "times_a_day": what.times_a_day,
        "note": what.note,
        "quiet": not what.asks_pain,
    }


def named(code: str, said: Said) -> Said:
    return {f"{code}_{name}": value for name, value in said.items()}
