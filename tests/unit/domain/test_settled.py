"""The usual morning, and what counts as settled against it."""

import pytest

from recovery.domain.codes import DirectiveKind, Result
from recovery.domain.readings import is_settled

from .kit import Course, fired, intake, rungs


def usual(course: Course, number: int) -> int:
    """The usual that the day's answers are measured against."""
    return course.decisions(number)[-1].request.baseline


def mornings(*scores: int | None, pain_now: int | None = 5) -> Course:
    """Mornings from day 1 on, with such scores."""
    course = Course(intake(pain_now=pain_now))
    for day, score in enumerate(scores, 1):
        course.check_in(day, pain_morning=score)
    return course


@pytest.mark.parametrize(
    ("morning", "baseline", "calm"),
    [
        (0, 0, True),
        (1, 0, True),  # one above, and at most 2
        (2, 0, False),  # two above
        (2, 1, True),
        (3, 2, False),  # one above, but more than 2
        (4, 4, True),  # as usual
        (5, 4, False),
        (None, 4, False),
    ],
)
def test_settled(morning: int | None, baseline: int, calm: bool) -> None:
    assert is_settled(morning, baseline) is calm


class TestTheUsual:
    def test_is_the_intakes_pain_until_three_mornings_are_known(self) -> None:
        assert usual(mornings(1, 1), 3) == 5
        assert usual(mornings(1, 1, 1), 4) == 1

    def test_is_nothing_where_the_intake_named_no_pain(self) -> None:
        assert usual(mornings(pain_now=None), 1) == 0

    def test_takes_in_todays_score_only_tomorrow(self) -> None:
        course = mornings(1, 1, 1, 0)
        assert usual(course, 4) == 1

    def test_of_an_even_number_is_the_lower_middle(self) -> None:
        assert usual(mornings(1, 1, 2, 2), 5) == 1

    def test_is_of_the_latest_seven_and_the_seven_before_whichever_is_lower(self) -> None:
        falling = mornings(*[4] * 7, *[2] * 7)
        assert usual(falling, 15) == 2
        rising = mornings(*[2] * 7, *[3] * 7)
        assert usual(rising, 15) == 2

    def test_leaves_out_a_window_with_fewer_than_three(self) -> None:
        """Nine mornings: the two oldest are a window of their own, and too few to count."""
        assert usual(mornings(0, 0, *[2] * 7, pain_now=2), 10) == 1
        assert usual(mornings(0, 0, 0, *[2] * 7, pain_now=2), 11) == 0

    @pytest.mark.parametrize("older", [3, 7])
    def test_forgets_what_is_older_than_fourteen_mornings(self, older: int) -> None:
        course = mornings(*[0] * older, *[1] * 14, pain_now=0)
        assert usual(course, older + 15) == 1

    def test_never_rises_more_than_one_above_its_lowest_in_the_phase(self) -> None:
        course = mornings(*[1] * 3, *[4] * 12)
        assert usual(course, 4) == 1
        assert usual(course, 15) == 2

    def test_is_measured_afresh_in_a_new_phase(self) -> None:
        course = mornings(*[0] * 3, *[2] * 15, pain_now=0)
        assert usual(course, 18) == 1
        course.directive(18, DirectiveKind.ADVANCE_PHASE)
        assert usual(course, 19) == 2


class TestAMorningOfTheUsual:
    def test_above_the_limit_counts_for_what_was_trained(self) -> None:
        """A usual of 4 is nobody's fault: the session before such a morning was good."""
        course = mornings(pain_now=4)
        for day in (1, 2):
            course.check_in(day, pain_morning=4).session(day)
        (bridge,) = [one for one in course.day(2).ladders if one.ladder == "bridge"]
        assert bridge.good_sessions == 1

    def test_one_above_it_does_not(self) -> None:
        course = mornings(pain_now=4)
        for day in (1, 2):
            course.check_in(day, pain_morning=5).session(day)
        (bridge,) = [one for one in course.day(2).ladders if one.ladder == "bridge"]
        assert bridge.good_sessions == 0

    def test_a_morning_that_is_not_settled_loses_what_was_earned_before(self) -> None:
        course = Course().good(1).check_in(2).session(2).check_in(3, pain_morning=3)
        counts = [
            one.good_sessions
            for number in (2, 3)
            for one in course.day(number).ladders
            if one.ladder == "bridge"
        ]
        assert counts == [1, 0]

    def test_one_above_it_and_calm_still_moves_up(self) -> None:
        course = Course(intake(pain_now=1)).good(1, 2).check_in(3)
        assert course.day(3).result is Result.PROGRESS
        assert rungs(course.day(3))["bridge"] == 2
        assert "R09" not in fired(course.day(3))
