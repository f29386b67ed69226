"""The first questions in their order: address, words and form of each screen."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.forms.intake import (
    ActivitiesForm,
    AgeForm,
    AnticoagulantsForm,
    DaysForm,
    EquipmentForm,
    ExaminedForm,
    ForecastForm,
    GoalForm,
    InjuredOnForm,
    OnsetForm,
    PainForm,
    RecurrentForm,
    RedFlagsForm,
    SeverityForm,
    SideForm,
    StepForm,
)

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen: its address, its question, and how it is laid out.

    keeps: the names its answers have in the draft. optional: it may be left out.
    """

    slug: str
    title: Words
    lede: Words
    form: type[StepForm]
    keeps: tuple[str, ...]
    layout: str = "choice"
    optional: bool = False


EXAMINED = Step(
    slug="examined",
    title=_("Has somebody examined you?"),
    lede=_("Your last plan stopped, so that a doctor or physiotherapist could look first."),
    form=ExaminedForm,
    keeps=("examined", "examined_by", "examined_on"),
    layout="examined",
)
STEPS = (
    Step(
        slug="red-flags",
        title=_("Is any of this true for you?"),
        lede=_("We ask this first because these need a person, not a plan. Tick all that fit."),
        form=RedFlagsForm,
        keeps=("red_flags",),
        layout="red_flags",
    ),
    Step(
        slug="injured-on",
        title=_("When did you hurt your thigh?"),
        lede=_("If you are not sure, choose the day it first bothered you."),
        form=InjuredOnForm,
        keeps=("injured_on",),
        layout="date",
    ),
    Step(
        slug="side",
        title=_("Which leg is it?"),
        lede=_("The pictures will show the same leg."),
        form=SideForm,
        keeps=("side",),
        layout="side",
    ),
    Step(
        slug="onset",
        title=_("How did it begin?"),
        lede=_("A strain mostly begins at one moment."),
        form=OnsetForm,
        keeps=("onset",),
    ),
    Step(
        slug="severity",
        title=_("How do you walk today?"),
        lede=_("What you can do tells more than how it looks."),
        form=SeverityForm,
        keeps=("severity",),
    ),
    Step(
        slug="recurrent",
        title=_("Have you hurt this same spot before?"),
        lede=_("In the last two years or so. Then the plan goes more gently."),
        form=RecurrentForm,
        keeps=("recurrent",),
    ),
    Step(
        slug="age",
        title=_("How old are you?"),
        lede=_("Age changes how carefully the plan goes."),
        form=AgeForm,
        keeps=("age",),
        layout="age",
    ),
    Step(
        slug="blood-thinners",
        title=_("Do you take blood thinners, or bleed easily?"),
        lede=_("Such as warfarin or apixaban. Or your blood is slow to clot."),
        form=AnticoagulantsForm,
        keeps=("anticoagulants",),
    ),
    Step(
        slug="pain",
        title=_("How much does it hurt?"),
        lede=_("0 is no pain, 10 the worst you can think of. Just say how it is."),
        form=PainForm,
        keeps=("pain_now", "pain_rest", "pain_worst"),
        layout="pain",
    ),
    Step(
        slug="goal",
        title=_("What do you want to get back to?"),
        lede=_("The last part of the plan is built around it."),
        form=GoalForm,
        keeps=("goal",),
    ),
    Step(
        slug="equipment",
        title=_("What do you have at home?"),
        lede=_("Nothing is fine. Tick what you can use."),
        form=EquipmentForm,
        keeps=("equipment",),
        layout="many",
    ),
    Step(
        slug="days",
        title=_("How many days a week suit you?"),
        lede=_("Ten to twenty-five minutes each. A missed day is fine."),
        form=DaysForm,
        keeps=("days_per_week",),
    ),
    Step(
        slug="forecast",
        title=_("How long do you think it will take?"),
        lede=_("Only your own guess. It changes nothing in the plan."),
        form=ForecastForm,
        keeps=("forecast_days",),
        optional=True,
    ),
    Step(
        slug="activities",
        title=_("What is hard for you now?"),
        lede=_("Up to three things that matter to you. We ask again later, so you see the change."),
        form=ActivitiesForm,
        keeps=("activities",),
        layout="activities",
        optional=True,
    ),
)
