"""R05, R06, R10, R15 and R16: where they apply, at the limit, and one past it."""

from datetime import timedelta

import pytest

from recovery.domain.codes import AlertCode, Profile, Result, Settled, WarmupSoreness

from .kit import START, Course, fired, intake, reasons, rungs


def alerts(course: Course, number: int) -> set[AlertCode]:
    return {alert.code for alert in course.day(number).alerts}


class TestR05WarmUpSorenessStayed:
    def course(self) -> Course:
        course = Course().rebuild(11).check_in(12)
        return course.session(12, warmup_soreness=WarmupSoreness.STAYED)

    def test_ends_the_day_and_takes_loaded_ladders_off_for_two_days(self) -> None:
        course = self.course().check_in(13).check_in(14).check_in(15)
        assert course.day(12).result is Result.REST
        loaded = {ladder.code for ladder in course.protocol.ladders if ladder.loaded}
        for number, is_off in ((13, True), (14, True), (15, False)):
            day = course.day(number)
            assert day.result is not Result.REST
            assert bool(loaded & {line.ladder for line in day.exercises}) is not is_off

    def test_takes_one_rung_of_each_loaded_ladder(self) -> None:
        before = rungs(Course().rebuild(11).check_in(12).day(12))
        after = rungs(self.course().day(12))
        assert after["bridge"] == before["bridge"] - 1
        assert after["cardio"] == before["cardio"], "not loaded"

    def test_soreness_that_went_away_does_not(self) -> None:
        course = Course().rebuild(11).check_in(12)
        course.session(12, warmup_soreness=WarmupSoreness.WENT_AWAY)
        assert "R05" not in fired(course.day(12))


class TestR06SlowToSettle:
    @pytest.mark.parametrize(
        ("morning", "result"), [(2, Result.HOLD), (3, Result.HOLD), (4, Result.REST)]
    )
    def test_the_morning_after(self, morning: int, result: Result) -> None:
        course = Course().good(1).check_in(2, settled=Settled.STILL_THERE, pain_morning=morning)
        assert course.day(2).result is result
        assert "R06" in fired(course.day(2))

    def test_on_the_second_morning_a_day_off_and_the_same_rungs(self) -> None:
        course = Course().rebuild(11)
        course.check_in(12, settled=Settled.STILL_THERE)
        before = rungs(course.day(12))
        course.check_in(13, settled=Settled.STILL_THERE)
        assert course.day(12).result is Result.HOLD
        assert course.day(13).result is Result.REST
        assert rungs(course.day(13)) == before
        assert course.check_in(14).day(14).result is not Result.REST

    @pytest.mark.parametrize("settled", [Settled.UNDER_24_HOURS, Settled.UNDER_1_HOUR])
    def test_settled_within_a_day_does_not_fire(self, settled: Settled) -> None:
        assert "R06" not in fired(Course().good(1).check_in(2, settled=settled).day(2))


class TestR10WeekOnWeek:
    def course(self, before: int, now: int, *, days_now: int = 7, **answer: str) -> Course:
        name = answer.get("name", "pain_worst")
        course = Course(intake(pain_now=4))
        for day in range(1, 8):
            course.check_in(day, **{name: before})
        for day in range(8, 8 + days_now):
            course.check_in(day, **{name: now})
        return course

    @pytest.mark.parametrize(
        ("told", "untold"), [("pain_worst", "pain_morning"), ("pain_morning", "pain_worst")]
    )
    def test_either_score_is_enough(self, told: str, untold: str) -> None:
        course = Course(intake(pain_now=4))
        for day in range(1, 15):
            course.check_in(day, **{told: 2 if day < 8 else 3, untold: None})
        assert "R10" in fired(course.day(14))

    @pytest.mark.parametrize(("today", "fires"), [(2, False), (3, True)])
    def test_todays_morning_counts(self, today: int, fires: bool) -> None:
        course = Course(intake(pain_now=4))
        for day, morning in enumerate([2] * 7 + [2, 2, 2, 3, 3, 3, today], start=1):
            course.check_in(day, pain_morning=morning, pain_worst=None)
        assert ("R10" in fired(course.day(14))) is fires

    @pytest.mark.parametrize(
        ("before", "now", "fires"),
        [(2, 2, None), (2, 3, Result.HOLD), (2, 4, Result.EASE), (0, 1, None), (1, 2, Result.HOLD)],
    )
    def test_rise_of_the_median_of_worst_pain(
        self, before: int, now: int, fires: Result | None
    ) -> None:
        found = reasons(self.course(before, now).day(14), "R10")
        assert [reason.result for reason in found] == ([fires] if fires else [])

    def test_mornings_count_too(self) -> None:
        day = self.course(1, 2, name="pain_morning").day(14)
        assert [reason.detail for reason in reasons(day, "R10")] == ["morning"]

    def test_two_points_alert(self) -> None:
        assert AlertCode.WEEK_ON_WEEK in alerts(self.course(2, 4), 14)
        assert AlertCode.WEEK_ON_WEEK not in alerts(self.course(2, 3), 14)

    def test_two_points_take_a_rung_of_what_is_loaded(self) -> None:
        course = Course().rebuild(14)
        for day in range(15, 19):
            course.check_in(day, pain_worst=4).session(day)
        (change,) = [one for one in course.day(18).changes if one.ladder == "bridge"]
        assert change.reason.rule == "R10"
        assert change.from_rung - change.to_rung == 1

    @pytest.mark.parametrize("first", [8, 22])
    def test_as_well_in_the_second_week_as_in_the_fourth(self, first: int) -> None:
        course = Course(intake(pain_now=4))
        for day in range(1, first + 7):
            course.check_in(day, pain_worst=2 if day < first else 3)
        assert "R10" in fired(course.day(first + 6))

    @pytest.mark.parametrize(("today", "fires"), [(0, False), (1, True)])
    def test_no_pain_today_counts_as_none(self, today: int, fires: bool) -> None:
        course = Course(intake(pain_now=4))
        for day, worst in enumerate([1] * 7 + [None] * 3 + [0, 3, 3, today], start=1):
            course.check_in(day, pain_worst=worst)
        assert ("R10" in fired(course.day(14))) is fires

    def test_fewer_than_four_scores_say_nothing(self) -> None:
        course = Course(intake(pain_now=4))
        for day in (5, 6, 7):
            course.check_in(day, pain_worst=2)
        for day in range(8, 15):
            course.check_in(day, pain_worst=4)
        assert "R10" not in fired(course.day(14))

    def test_a_mild_answer_today_does_not_hide_a_bad_week(self) -> None:
        course = self.course(2, 3, days_now=4)
        without = course.day(11)
        course.check_in(12, pain_worst=0)
        assert "R10" in fired(without)
        assert "R10" in fired(course.day(12))


class TestR15NotImproving:
    def course(self, *weeks: int) -> Course:
        course = Course(intake(pain_now=4))
        for day in range(1, 7 * len(weeks) + 1):
            course.check_in(day, pain_worst=weeks[(day - 1) // 7])
        return course

    @pytest.mark.parametrize(
        ("weeks", "fires"),
        [
            ((4, 4), True),
            ((5, 4), False),  # a whole point
            ((7, 6), False),  # a whole point, though little of seven
            ((3, 3), False),  # not above 3
            ((6, 5, 4), False),  # one, and two in two weeks
            ((7, 6, 5), False),  # two in two weeks, though little of seven
            ((5, 5, 4), True),  # one, but only one in two weeks
        ],
    )
    def test_falls(self, weeks: tuple[int, ...], fires: bool) -> None:
        assert ("R15" in fired(self.course(*weeks).day(7 * len(weeks)))) is fires

    @pytest.mark.parametrize(("today", "fires"), [(1, False), (5, True)])
    def test_todays_pain_counts(self, today: int, fires: bool) -> None:
        course = Course(intake(pain_now=4))
        for day, worst in enumerate([4] * 7 + [None] * 2 + [1, 1, 5, 5, today], start=1):
            course.check_in(day, pain_worst=worst)
        assert ("R15" in fired(course.day(14))) is fires

    @pytest.mark.parametrize(("days_since", "fires"), [(4, False), (5, True)])
    def test_still_limping_at_day_five(self, days_since: int, fires: bool) -> None:
        fresh = intake(injured_on=START - timedelta(days=days_since - 1))
        course = Course(fresh).check_in(1, limp=True)
        assert ("R15" in fired(course.day(1))) is fires
        assert (AlertCode.NOT_IMPROVING in alerts(course, 1)) is fires


def test_r10_silence_today_is_no_better_than_the_mildest_answer() -> None:
    course = Course(intake(pain_now=1))
    for number, morning in enumerate((0, 0, 0, 0, None, None, None, None, 4, 4, 4), start=1):
        course.check_in(number, pain_morning=morning)
    with_a_calm_word = Course(course.first, [*course.entries]).check_in(12, pain_morning=0)
    assert "R10" in fired(with_a_calm_word.day(12))
    assert "R10" in fired(course.day(12))


class TestR16Flare:
    def test_two_episodes_in_a_week_go_back_a_phase_at_the_same_rungs(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).check_in(16)
        before = course.day(16)
        course.check_in(17, new_swelling=True)
        day = course.day(17)
        assert day.phase == "protect"
        span = course.protocol.ladder_by_code["bridge"].spans["protect"]
        assert rungs(day)["bridge"] == min(rungs(before)["bridge"] - 1, span.top)
        assert AlertCode.FLARE in alerts(course, 17)

    def test_goes_back_once_though_the_session_of_the_day_hurts_too(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).check_in(16)
        course.check_in(17, new_swelling=True)
        morning = rungs(course.day(17))
        day = course.hurt(17, bridge=6).day(17)
        assert [one.detail for one in reasons(day, "R16")] == ["previous_phase"]
        assert rungs(day)["trunk"] == morning["trunk"] > 1

    def test_one_long_episode_is_one(self) -> None:
        course = Course().rebuild(14)
        for number in (15, 16, 17, 18):
            course.check_in(number, new_swelling=True)
        assert course.day(18).phase == "rebuild"

    @pytest.mark.parametrize(("second", "goes_back"), [(21, True), (22, False)])
    def test_within_seven_days(self, second: int, goes_back: bool) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True)
        course.good(16, second - 1).check_in(second, new_swelling=True)
        assert ("R16" in fired(course.day(second))) is goes_back

    def test_three_in_fourteen_days(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).good(16, 21)
        course.check_in(22, new_swelling=True).good(23, 27).check_in(28, new_swelling=True)
        assert "R16" not in fired(course.day(22))
        assert [one.observed for one in reasons(course.day(28), "R16")] == [3]

    def test_the_count_restarts(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).check_in(16)
        course.check_in(17, new_swelling=True).check_in(18).check_in(19, new_swelling=True)
        assert "R16" in fired(course.day(17))
        assert "R16" not in fired(course.day(19))

    def test_an_ease_of_one_exercise_is_no_episode(self) -> None:
        course = Course().rebuild(12).hurt(12, bridge=5).good(13).check_in(14).hurt(14, bridge=5)
        assert "R16" not in fired(course.day(14))

    def test_in_phase_1_it_begins_again_and_is_strict_until_five_calm_days(self) -> None:
        course = Course().good(1, 3).check_in(4, new_swelling=True).check_in(5)
        course.check_in(6, new_swelling=True)
        day = course.day(6)
        assert (day.phase, rungs(day)["bridge"]) == ("protect", 1)
        course.good(7, 15)
        strict = [course.day(number).profile is Profile.STRICT for number in range(6, 16)]
        # What was eased twice on its lowest rung still rests until day 9, so five days
        # without easing end on day 14.
        assert strict == [*[True] * 9, False]

    def test_a_step_of_the_morning_in_the_phase_that_is_left_is_not_told(self) -> None:
        course = Course().rebuild(14).hurt(15, bridge=7).good(16, 19).check_in(20)
        earned = {change.ladder for change in course.day(20).changes}
        assert earned == {"hinge", "slider"}
        day = course.hurt(20, trunk=7).day(20)
        assert (day.phase, day.binding.rule) == ("protect", "R03")
        assert earned.isdisjoint(change.ladder for change in day.changes)
