"""What alerts a therapist, at each limit and one past it. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recovery.alerts import AlertRule, Fired, Grade, Limits, LockFacts, Watched, fired
from recovery.alerts.trend import Trend, trend
from recovery.domain.codes import Result
from recovery.models import AlertStep

TODAY = date(2026, 3, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def scores(*lately: int | None) -> dict[date, int]:
    """Worst pain day by day up to today; None is a day without an answer."""
    days = {ago(len(lately) - 1 - place): score for place, score in enumerate(lately)}
    return {day: score for day, score in days.items() if score is not None}


CALM = Watched(today=TODAY, worst=scores(1, 1, 1, 1, 1), reported_on=TODAY, phase_started_on=ago(5))


def rules(**facts: object) -> list[str]:
    return [one.rule.value for one in fired(replace(CALM, **facts))]


def only(**facts: object) -> Fired:
    (one,) = fired(replace(CALM, **facts))
    return one


def test_a_calm_course_alerts_nobody() -> None:
    assert rules() == []


class TestPain:
    def test_seven_alerts_and_six_of_somebody_at_five_does_not(self) -> None:
        assert rules(worst=scores(5, 5, 5, 7)) == ["high_pain"]
        assert rules(worst=scores(5, 5, 5, 6)) == []

    def test_it_says_the_score_the_limit_and_the_days(self) -> None:
        one = only(worst=scores(5, 5, 5, 7, None, 8))
        assert (one.observed, one.limit, one.since, one.up_to) == (8, 7, ago(2), TODAY)
        assert one.grade is Grade.NOW

    def test_high_pain_stands_for_six_days_after_and_not_for_seven(self) -> None:
        assert rules(worst=scores(8, 1, 1, 1, 1, 1, 1)) == ["high_pain"]
        assert rules(worst=scores(8, 1, 1, 1, 1, 1, 1, 1)) == []

    def test_two_above_the_usual_alerts_and_one_does_not(self) -> None:
        assert rules(worst=scores(2, 2, 2, 4)) == ["pain_rise"]
        assert rules(worst=scores(2, 2, 2, 3)) == []

    def test_below_three_a_rise_is_within_day_to_day(self) -> None:
        assert rules(worst=scores(0, 0, 0, 2)) == []
        assert rules(worst=scores(0, 0, 0, 3)) == ["pain_rise"]

    def test_two_answers_are_no_usual_yet(self) -> None:
        assert rules(worst=scores(1, 1, 5)) == []
        assert rules(worst=scores(1, 1, 1, 5)) == ["pain_rise"]

    def test_a_rise_that_settled_by_itself_is_no_news(self) -> None:
        assert rules(worst=scores(1, 1, 1, 4, 1)) == []

    def test_a_patients_own_limits_count(self) -> None:
        assert rules(worst=scores(5, 5, 5, 6), limits=Limits(high_pain=6)) == ["high_pain"]
        assert rules(worst=scores(1, 1, 1, 4), limits=Limits(pain_rise=4)) == []


class TestSilence:
    @pytest.mark.parametrize(
        ("days", "level"), [(2, None), (3, 3), (6, 3), (7, 7), (13, 7), (14, 14)]
    )
    def test_at_three_seven_and_fourteen_days(self, days: int, level: int | None) -> None:
        found = fired(replace(CALM, reported_on=ago(days)))
        assert [one.level for one in found] == ([] if level is None else [level])

    def test_weekly_days_are_silent_from_the_tenth(self) -> None:
        assert rules(reported_on=ago(9), is_weekly=True) == []
        assert only(reported_on=ago(10), is_weekly=True).limit == 10

    def test_nobody_who_pauses_is_silent(self) -> None:
        assert rules(reported_on=ago(20), is_paused=True) == []


class TestPhases:
    def test_half_as_long_again_as_expected_is_stuck_and_a_day_less_is_not(self) -> None:
        assert rules(phase_started_on=ago(14), expected_days=10) == []
        one = only(phase_started_on=ago(15), expected_days=10)
        assert (one.rule, one.observed, one.limit) == (AlertRule.STUCK, 15, 10)

    def test_it_has_come_further_at_twice_the_days(self) -> None:
        assert only(phase_started_on=ago(19), expected_days=10).level == 3
        assert only(phase_started_on=ago(20), expected_days=10).level == 4

    def test_ready_for_the_next_phase(self) -> None:
        assert rules(is_ready=True) == ["ready"]
        tests, phase = only(is_ready=True), only(phase_waits=True)
        assert (tests.level, phase.level) == (0, 1)

    def test_a_proposal_is_told_after_three_days(self) -> None:
        assert rules(waits_since=(ago(2),)) == []
        assert rules(waits_since=(ago(3),)) == ["proposal_waits"]


class TestTheRest:
    LOCK = LockFacts(kind=Result.URGENT, set_on=ago(1), rule="R00", codes=("swollen_warm_calf",))

    def test_a_red_flag_comes_first_and_hides_what_a_lock_explains(self) -> None:
        found = rules(lock=self.LOCK, worst=scores(5, 5, 5, 7), reported_on=ago(9), is_ready=True)
        assert found == ["red_flag", "high_pain"]

    def test_a_lock_of_another_rule_is_a_lock(self) -> None:
        assert rules(lock=replace(self.LOCK, rule="R01")) == ["lock"]

    def test_an_adverse_event(self) -> None:
        assert rules(adverse_on=TODAY, adverse_count=1) == ["adverse_event"]

    def test_a_second_adverse_event_of_one_day_is_not_covered_by_what_was_done(self) -> None:
        done = AlertStep(rule="adverse_event", level=1, up_to=TODAY)
        assert done.covers(only(adverse_on=TODAY, adverse_count=1))
        assert not done.covers(only(adverse_on=TODAY, adverse_count=2))

    def test_what_the_plan_alerts_to_has_its_latest_days_in_a_row(self) -> None:
        one = only(alert_days={"flare": [ago(5), ago(3), ago(2)]})
        assert (one.rule, one.since, one.up_to) == (AlertRule.FLARE, ago(3), ago(2))
        assert rules(alert_days={"flare": [ago(7)]}) == []

    def test_what_is_too_hard_stands_until_a_calm_morning_has_ended_it(self) -> None:
        hard = {"too_hard_at_lowest": [ago(7)]}
        assert rules(alert_days=hard) == []
        one = only(alert_days=hard, off_since=ago(7))
        assert (one.rule, one.since, one.up_to) == (AlertRule.TOO_HARD_AT_LOWEST, ago(7), TODAY)
        assert one.observed == 7
        assert only(off_since=ago(30)).since == ago(30)
        assert rules(off_since=ago(30), is_paused=True) == []

    def test_what_is_too_hard_is_told_once_while_the_plan_itself_tells_of_it(self) -> None:
        one = only(alert_days={"too_hard_at_lowest": [ago(6)]}, off_since=ago(6))
        assert (one.since, one.up_to) == (ago(6), ago(6))


class TestCovering:
    """A step counts for what had begun by then and has not come further."""

    def step(self, **changed: object) -> AlertStep:
        return AlertStep(**{"rule": "high_pain", "level": 7, "up_to": ago(2), **changed})

    def high(self, since: int, level: int = 7) -> Fired:
        return Fired(rule=AlertRule.HIGH_PAIN, since=ago(since), up_to=TODAY, level=level)

    def test_what_goes_on_is_covered_and_what_begins_later_is_not(self) -> None:
        assert self.step().covers(self.high(2))
        assert not self.step().covers(self.high(1))

    def test_what_has_come_further_is_new(self) -> None:
        assert not self.step().covers(self.high(2, level=8))

    def test_another_rule_is_another_matter(self) -> None:
        assert not self.step(rule="flare").covers(self.high(2))


@pytest.mark.parametrize(
    ("before", "lately", "found"),
    [
        ([2] * 7, [3] * 7, Trend.RISING),
        ([3] * 7, [2] * 7, Trend.FALLING),
        ([3] * 7, [3] * 7, Trend.STEADY),
        ([3] * 7, [None] * 4 + [5] * 3, Trend.UNKNOWN),
        ([3] * 7, [None] * 3 + [5] * 4, Trend.RISING),
        ([], [5] * 7, Trend.UNKNOWN),
    ],
)
def test_a_trend_needs_four_answers_in_each_week(
    before: list[int | None], lately: list[int | None], found: Trend
) -> None:
    assert trend([*before, *lately]) is found
