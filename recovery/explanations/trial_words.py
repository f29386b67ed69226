"""Words for made-up courses and for what a plan did with them."""

from django.utils.translation import gettext_lazy

DRAWN = "drawn"
COURSE_WORDS = {
    "steady": gettext_lazy("Steady"),
    "slow": gettext_lazy("Slow"),
    "flare": gettext_lazy("Flare in week 2"),
    "over-doer": gettext_lazy("Does too much"),
    "every-third-day-missed": gettext_lazy("Misses every third day"),
    "stops-logging": gettext_lazy("Stops logging"),
    "re-injury": gettext_lazy("Hurt again"),
    DRAWN: gettext_lazy("Draw one"),
}
