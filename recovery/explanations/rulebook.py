"""The rules in plain words, with their numbers from the one place that holds them.

The page of the site and docs/rulebook.md both show these.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.domain import limits
from recovery.domain.protocol import Protocol
from recovery.domain.rules.catalogue import CITED, SOURCES

Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """name, when, then: for the patient. numbers: what each number means, and the number."""

    id: str
    name: Words
    when: Words
    then: Words
    numbers: tuple[tuple[Words, str], ...] = ()

    @property
    def source(self) -> str:
        return SOURCES.get(self.id, "")


def sources_with(protocol: Protocol) -> dict[str, str]:
    """Every source by its code, in order: what the rules rest on, and what a protocol names."""
    named = {**CITED, **protocol.sources}
    return {code: named[code] for code in sorted(named, key=lambda one: (len(one), one))}


def _numbers(*pairs: tuple[Words, object]) -> tuple[tuple[Words, str], ...]:
    return tuple((label, str(value)) for label, value in pairs)


RULES = (
    Rule(
        id="R00",
        name=_("A warning sign"),
        when=_("You say yes to one of the warning signs, or a fact from the start asks for care."),
        then=_(
            "Your plan is locked. No exercises are shown. You read what to do and how fast. "
            "Without an answer to the signs, the day is only a preview."
        ),
        numbers=_numbers((_("a guardian and a clinician first, below age"), limits.ADULT_AGE)),
    ),
    Rule(
        id="R01",
        name=_("A sudden event"),
        when=_("You felt a pop, or a sudden, sharp pain."),
        then=_("The plan stops until a clinician has looked at it, and then begins gently again."),
    ),
    Rule(
        id="R02",
        name=_("Strong pain"),
        when=_("Pain is strong at rest or at its worst, or it wakes you two nights running."),
        then=_("Today is a rest day. Please ask a clinician within two days."),
        numbers=_numbers(
            (_("pain at rest from"), limits.SEVERE_AT_REST),
            (_("worst pain from"), limits.SEVERE_WORST),
            (_("days after the injury when waking is expected"), limits.NIGHT_WAKE_FREE_DAYS),
        ),
    ),
    Rule(
        id="R03",
        name=_("The stop line"),
        when=_("An exercise or a test hurts as much as the stop limit, or more."),
        then=_("We stop: rest today and tomorrow, then that exercise is one step lower."),
    ),
    Rule(
        id="R04",
        name=_("The next morning"),
        when=_("The morning is clearly sorer than your usual, or there is new swelling."),
        then=_("Exercises with load get easier, and nothing moves up for some days."),
        numbers=_numbers(
            (_("points above your usual"), limits.MORNING_RISE),
            (_("and a morning of at least"), limits.MORNING_MINIMUM),
            (_("days without a step up, after today"), limits.NO_STEP_UP_DAYS),
        ),
    ),
    Rule(
        id="R05",
        name=_("Soreness in the warm-up that stays"),
        when=_("You are sore in the warm-up, and it does not go away."),
        then=_("Two days off exercises with load, then one step lower."),
    ),
    Rule(
        id="R06",
        name=_("Slow to settle"),
        when=_("The spot stays sore for long after a session."),
        then=_("A day off and then the same again, or the same again at once."),
    ),
    Rule(
        id="R07",
        name=_("A limp"),
        when=_("You limp, or move differently."),
        then=_(
            "Exercises with load get easier and tests cannot be passed. In the first days a limp "
            "is expected, so all stays as it is."
        ),
        numbers=_numbers((_("days after the injury"), limits.LIMP_FREE_DAYS)),
    ),
    Rule(
        id="R08",
        name=_("Above the limit"),
        when=_("An exercise hurts more than its limit, or you left it out because of pain."),
        then=_(
            "That exercise goes one step down. On its first step it rests today and tomorrow. "
            "The others stay as they were."
        ),
        numbers=_numbers(
            (_("days in which a second time means a longer rest"), limits.LOWEST_AGAIN_DAYS)
        ),
    ),
    Rule(
        id="R09",
        name=_("Sore but safe"),
        when=_("It hurts a little more than it may to move up, and less than the limit."),
        then=_("The same again. That is fine."),
    ),
    Rule(
        id="R10",
        name=_("Week on week"),
        when=_("A week hurts more than the one before."),
        then=_("Nothing moves up; if it rose by more, it gets easier and the clinician is told."),
    ),
    Rule(
        id="R11",
        name=_("Not finished, or too hard"),
        when=_("Less was done than planned, or the session felt very hard."),
        then=_("It stays as it is."),
        numbers=_numbers(
            (_("% done that counts as finished"), limits.FULL_SHARE_PERCENT),
            (_("effort from"), limits.TOO_HARD_EFFORT),
        ),
    ),
    Rule(
        id="R12",
        name=_("A break"),
        when=_("There was no session for a week or more."),
        then=_("You begin a little lower; after longer breaks one phase earlier, or at the start."),
        numbers=_numbers(
            (_("days"), limits.GAP_DAYS),
            (_("days for each step down"), limits.GAP_DAYS_PER_RUNG),
            (_("days for one phase back"), limits.GAP_PREVIOUS_PHASE_DAYS),
            (_("days to begin again"), limits.GAP_FIRST_PHASE_DAYS),
        ),
    ),
    Rule(
        id="R13",
        name=_("Earned"),
        when=_("Good sessions in a row, and a calm morning after each."),
        then=_("That exercise moves one step up."),
        numbers=_numbers(
            (_("days between two steps up"), limits.STEP_UP_DAYS),
            (_("exercises a day that may move up"), limits.STEPS_UP_A_DAY),
            (_("% more load in a week: one step only"), limits.LOAD_SOFT_PERCENT),
            (_("% more load in a week: no step"), limits.LOAD_HARD_PERCENT),
        ),
    ),
    Rule(
        id="R14",
        name=_("A phase is passed"),
        when=_("Every test was passed on two days, with enough good sessions and high enough."),
        then=_("The next phase begins."),
        numbers=_numbers(
            (_("days on which a test is passed"), limits.TEST_PASSES),
            (_("within days"), limits.TEST_WINDOW),
        ),
    ),
    Rule(
        id="R15",
        name=_("Not improving"),
        when=_("Pain does not fall over one or two weeks, or a limp lasts."),
        then=_("All stays as it is, and a clinician should have a look."),
    ),
    Rule(
        id="R16",
        name=_("A flare"),
        when=_("It has to get easier again and again within two weeks."),
        then=_("Back one phase for a while, and the clinician is told."),
    ),
    Rule(
        id="R17",
        name=_("No news"),
        when=_("There is no check-in today, or an answer is missing."),
        then=_(
            "You see yesterday's steps as a preview and nothing moves up. A therapist is told "
            "after some days."
        ),
        numbers=_numbers(
            (_("days"), limits.SILENT_DAYS),
            (_("days in the weeks after"), limits.SILENT_DAYS_WEEKLY),
        ),
    ),
    Rule(
        id="R18",
        name=_("Your therapist's word"),
        when=_("Your therapist holds, limits or moves something."),
        then=_(
            "It counts over a step up. It never softens an easing. A warning sign, a sudden event, "
            "strong pain and the stop line count over it."
        ),
    ),
    Rule(
        id="R19",
        name=_("Nothing yet"),
        when=_("No other rule has something to say."),
        then=_("The same list, with what is still needed."),
    ),
)
