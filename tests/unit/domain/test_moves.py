"""How rungs move: down before up, the largest ask and never the sum, off where nothing is lower."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import AlertCode, Author, DirectiveKind, Profile, Result, WarmupSoreness
from recovery.domain.decision import LadderDay, PlanDay
from recovery.domain.log import ExerciseReport, SelfTest

from .kit import START, Course, fired, hamstring, reasons, rungs

RUNG, RETURN = DirectiveKind.SET_RUNG, DirectiveKind.RETURN_PHASE


def on(number: int) -> date:
    return START + timedelta(days=number)


def ladder(day: PlanDay, code: str = "bridge") -> LadderDay:
    return next(one for one in day.ladders if one.ladder == code)


def off(day: PlanDay) -> dict[str, date]:
    return {one.ladder: one.off_until for one in day.ladders if one.off_until is not None}


def moves(day: PlanDay, code: str = "bridge") -> list[tuple[int, int, str]]:
    return [
        (one.from_rung, one.to_rung, one.reason.rule) for one in day.changes if one.ladder == code
    ]


class TestDown:
    def test_what_was_earned_is_earned_anew(self) -> None:
        course = Course().rebuild(11).check_in(12)
        assert ladder(course.day(12)).good_sessions > 0
        assert ladder(course.hurt(12, bridge=5).day(12)).good_sessions == 0

    def test_the_largest_ask_names_the_change(self) -> None:
        """Ten days without a session ask for two rungs in all, the swelling for one."""
        course = Course().rebuild(14)
        before = rungs(course.day(14))["bridge"]
        day = course.check_in(24, new_swelling=True).day(24)
        assert before - rungs(day)["bridge"] == 2

    def test_of_equal_asks_the_gravest_names_it(self) -> None:
        course = Course().rebuild(11).check_in(12, new_swelling=True)
        course.add(SelfTest, 12, test="single-leg-bridge-15", passed=True, pain=6)
        assert [rule for *_, rule in moves(course.day(12))] == ["R03"]

    def test_a_gap_takes_from_every_ladder_and_none_below_its_first(self) -> None:
        day = Course().rebuild(14).day(21)
        assert moves(day) == [(6, 5, "R12")]
        assert moves(day, "balance") == [(4, 3, "R12")], "not loaded"
        assert ladder(day, "cardio").rung == 3
        assert "cardio" not in off(day)

    def test_two_rungs_from_the_second_stop_at_the_first(self) -> None:
        day = Course().rebuild(14).day(24)
        assert ladder(day, "hinge").rung == 1

    def test_a_finding_with_nothing_to_move_moves_nothing(self) -> None:
        """A test of the run in phase 1 eases no ladder of that phase."""
        course = Course().check_in(1).add(SelfTest, 1, test="half-speed-jog", passed=True, pain=3)
        day = course.day(1)
        assert (day.result, day.changes, off(day)) == (Result.EASE, (), {})


class TestOffOnTheLowestRung:
    def twice(self, second: int) -> Course:
        course = Course()
        for day in range(1, second + 1):
            course.check_in(day)
        return course.hurt(1, bridge=5).hurt(second, bridge=5)

    @pytest.mark.parametrize(("second", "waits"), [(3, True), (8, True), (9, False)])
    def test_a_second_time_within_seven_days_waits_for_a_calm_morning(
        self, second: int, waits: bool
    ) -> None:
        day = self.twice(second).day(second)
        assert ladder(day).off_until_settled is waits
        codes = {alert.code for alert in day.alerts if alert.subject == "bridge"}
        assert (AlertCode.TOO_HARD_AT_LOWEST in codes) is waits

    def test_twice_on_one_day_is_once(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5).hurt(1, bridge=4)
        assert not ladder(course.day(1)).off_until_settled

    def test_a_third_time_says_so_once(self) -> None:
        course = self.twice(3).check_in(4, pain_rest=4).hurt(4, bridge=5)
        assert ladder(course.day(4)).off_until_settled
        assert AlertCode.TOO_HARD_AT_LOWEST not in {alert.code for alert in course.day(4).alerts}

    def test_a_calm_morning_brings_it_back_the_day_after(self) -> None:
        course = self.twice(3).check_in(4).check_in(5)
        assert off(course.day(4)) == {"bridge": on(4)}
        assert "bridge" in {line.ladder for line in course.day(5).exercises}

    def test_also_where_nothing_else_moves(self) -> None:
        course = Course().check_in(1).check_in(2).check_in(3).check_in(4)
        for day in (1, 3):
            course.add(SelfTest, day, test="heel-dig-half-effort", passed=True, pain=5)
        assert ladder(course.day(3)).off_until_settled
        assert not ladder(course.day(4)).off_until_settled

    def test_a_late_one_too(self) -> None:
        course = self.twice(3).check_in(4, pain_rest=3).check_in(5, pain_rest=3).check_in(6)
        assert off(course.day(6)) == {"bridge": on(6)}
        assert off(course.check_in(7).day(7)) == {}

    @pytest.mark.parametrize(
        "answers", [{"pain_morning": 3}, {"pain_rest": 3}, {"pain_morning": None}]
    )
    def test_one_that_holds_does_not(self, answers: dict) -> None:
        course = self.twice(3).check_in(4, **answers)
        assert ladder(course.day(4)).off_until_settled

    def test_nor_one_that_holds_that_ladder(self) -> None:
        held = self.twice(3).directive(3, DirectiveKind.HOLD, ladder="bridge").check_in(4)
        assert ladder(held.day(4)).off_until_settled
        other = self.twice(3).directive(3, DirectiveKind.HOLD, ladder="trunk").check_in(4)
        assert not ladder(other.day(4)).off_until_settled

    def test_what_was_earned_there_is_earned_anew(self) -> None:
        course = Course().good(1).check_in(2)
        assert ladder(course.day(2)).good_sessions == 1
        assert ladder(course.hurt(2, bridge=5).day(2)).good_sessions == 0


class TestAWholePlanEase:
    def test_rests_what_is_on_its_lowest_rung(self) -> None:
        day = Course().check_in(1, new_swelling=True).day(1)
        assert off(day) == dict.fromkeys(("bridge", "trunk", "agility"), on(2))

    def test_takes_the_next_rung_on_the_third_day_after(self) -> None:
        course = Course().rebuild(14)
        for day in (15, 16, 17):
            course.check_in(day, new_swelling=True)
        assert moves(course.day(15)) == [(6, 5, "R04")]
        assert [moves(course.day(day)) for day in (16, 17)] == [[], []]
        assert moves(course.check_in(18, new_swelling=True).day(18)) == [(5, 4, "R04")]

    def test_begins_afresh_after_a_day_without(self) -> None:
        course = Course().rebuild(14).check_in(15, limp=True).check_in(16)
        assert moves(course.check_in(17, limp=True).day(17)) == [(5, 4, "R07")]

    def test_of_two_rules_takes_one_rung(self) -> None:
        course = Course().rebuild(14).check_in(15, limp=True, new_swelling=True)
        assert moves(course.day(15)) == [(6, 5, "R04")]

    def test_between_leaves_the_loaded_ladders_off_for_the_day(self) -> None:
        course = Course().rebuild(14).check_in(15, limp=True).check_in(16, limp=True)
        assert off(course.day(16))["bridge"] == on(16)
        assert "balance" not in off(course.day(16))

    def test_shows_its_eased_rung_on_the_day_it_takes_one(self) -> None:
        course = Course().rebuild(14).check_in(15, limp=True)
        assert "bridge" not in off(course.day(15))


class TestTheEvening:
    def test_a_limp_takes_a_rung_of_what_is_loaded(self) -> None:
        course = Course().rebuild(11).check_in(12)
        before = rungs(course.day(12))
        day = course.session(12, limp=True).day(12)
        assert moves(day) == [(before["bridge"], before["bridge"] - 1, "R07")]
        assert rungs(day)["balance"] == before["balance"]

    def test_a_limp_of_the_evening_counts_as_the_first_day_of_it(self) -> None:
        course = Course().rebuild(11).check_in(12).session(12, limp=True)
        course.check_in(13, limp=True).check_in(14, limp=True).check_in(15, limp=True)
        taken = [day for day in (12, 13, 14, 15) if moves(course.day(day))]
        assert taken == [12, 15]

    def test_a_morning_that_eased_goes_on_easing_through_its_evening(self) -> None:
        course = Course().rebuild(14).check_in(15, limp=True).hurt(15, balance=5)
        course.check_in(16, limp=True)
        assert moves(course.day(15)) == [(6, 5, "R07")]
        assert moves(course.day(16)) == [], "the second day of it"

    def test_of_a_day_that_eased_already_leaves_the_loaded_ladders_off(self) -> None:
        """Every loaded ladder stands above its lowest, so that the morning rests none."""
        course = Course().rebuild(14).directive(14, RUNG, ladder="agility", rung=4)
        course.check_in(15, new_swelling=True)
        assert off(course.day(15)) == {}
        assert set(off(course.session(15, limp=True).day(15)).values()) == {on(15)}

    def test_what_the_morning_took_counts(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True)
        morning = rungs(course.day(15))["bridge"]
        assert rungs(course.hurt(15, bridge=5).day(15))["bridge"] == morning

    def test_what_the_morning_took_to_the_lowest_is_not_off_too(self) -> None:
        course = Course().rebuild(11).check_in(12, limp=True).hurt(12, hinge=5)
        assert moves(course.day(12), "hinge") == [(2, 1, "R07")]
        assert "hinge" not in off(course.day(12))

    def test_the_mornings_other_changes_stay_told(self) -> None:
        course = Course().good(1, 2).check_in(3)
        morning = {change.ladder for change in course.day(3).changes}
        day = course.hurt(3, trunk=5).day(3)
        assert {change.ladder for change in day.changes} == morning == {"bridge", "mobility"}

    def test_a_ladder_too_hard_in_the_morning_and_one_in_the_evening_are_both_told(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5, mobility=5).check_in(2).check_in(3)
        course.add(SelfTest, 3, test="heel-dig-half-effort", passed=True, pain=5)
        day = course.hurt(3, mobility=5).day(3)
        told = {alert.subject for alert in day.alerts if alert.code == "too_hard_at_lowest"}
        assert told == {"bridge", "mobility"}

    def test_a_flare_leads_back_a_phase_the_same_day(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).check_in(16).check_in(17)
        day = course.hurt(17, balance=6).day(17)
        assert day.phase == "protect"
        assert {change.reason.rule for change in day.changes} >= {"R16"}

    def test_a_rung_set_down_and_then_sore_goes_down_from_there(self) -> None:
        course = Course().rebuild(11).check_in(12)
        rung = rungs(course.day(12))["bridge"]
        course.directive(12, RUNG, ladder="bridge", rung=rung - 1).hurt(12, bridge=5)
        assert rungs(course.day(12))["bridge"] == rung - 1

    def test_a_rung_set_up_of_another_ladder_stays(self) -> None:
        course = Course().rebuild(11).check_in(12)
        rung = rungs(course.day(12))["hinge"]
        course.directive(12, RUNG, ladder="hinge", rung=rung + 1).hurt(12, bridge=5)
        assert rungs(course.day(12))["hinge"] == rung + 1

    def test_an_exercise_without_a_word_does_not_hide_the_next(self) -> None:
        silent = ExerciseReport(ladder="agility", done=Decimal(1))
        sore = ExerciseReport(ladder="bridge", done=Decimal(1), pain=6)
        course = Course().check_in(1).session(1, all_listed=None, exercises=(silent, sore))
        assert course.day(1).result is Result.REST

    def test_nor_a_test_without_a_word(self) -> None:
        course = Course().check_in(1)
        course.add(SelfTest, 1, test="walk-10-minutes", passed=True, pain=None)
        course.add(SelfTest, 1, test="slow-jog-20-metres", passed=True, pain=6)
        assert course.day(1).result is Result.REST

    def test_what_rests_since_the_morning_is_said_once(self) -> None:
        day = Course().check_in(1, new_swelling=True).hurt(1, mobility=5).day(1)
        assert [(one.rule, one.detail) for one in day.reasons] == [
            ("R04", "new_swelling"),
            ("R08", "exercise_lowest"),
        ]

    def test_a_sore_warm_up_takes_loaded_work_off_for_two_days(self) -> None:
        course = Course().good(1, 4).check_in(5)
        day = course.session(5, warmup_soreness=WarmupSoreness.STAYED).day(5)
        loaded = {one.code for one in course.protocol.ladders if one.loaded}
        assert set(off(day)) == loaded & set(rungs(day))
        assert set(off(day).values()) == {on(7)}

    def test_a_longer_time_off_is_not_shortened(self) -> None:
        """A pain at the stop cap asks for tomorrow, the sore warm-up for the day after too."""
        course = Course().good(1, 4).check_in(5)
        course.session(5, warmup_soreness=WarmupSoreness.STAYED).hurt(5, trunk=6)
        assert off(course.day(5))["trunk"] == on(7)


def test_two_days_lie_between_two_steps_also_where_one_good_session_is_enough() -> None:
    ladders = tuple(replace(one, sessions_per_rung=1) for one in hamstring().ladders)
    course = Course(protocol=replace(hamstring(), ladders=ladders)).good(1, 7)
    ups = [number for number in range(1, 8) if moves(course.day(number), "mobility")]
    assert ups == [2, 4, 6]


class TestPhases:
    def test_back_at_the_same_rungs_or_the_highest_there(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, RETURN)
        day = course.day(12)
        span = course.protocol.ladder_by_code
        before = rungs(Course().rebuild(11).day(11))
        for code, rung in rungs(day).items():
            there = span[code].spans["protect"]
            assert rung == max(there.first, min(before.get(code, 1), there.top))

    def test_a_ladder_of_the_old_phase_alone_begins_again_on_its_first(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, RETURN)
        assert rungs(course.day(12))["mobility"] == 1

    def test_what_was_earned_is_not_carried_over(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, RETURN)
        assert {one.good_sessions for one in course.day(12).ladders} == {0}

    def test_good_sessions_are_counted_afresh(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, RETURN).session(12)
        course.good(13, 16).tests(15).tests(16)
        assert course.day(16).phase == "protect", "four, and five are asked for"
        assert course.check_in(17).day(17).phase == "rebuild"

    @pytest.mark.parametrize(
        ("course", "number", "phase"),
        [
            (Course().good(1, 8).tests(7).tests(8), 8, "rebuild"),
            (Course().rebuild(14), 14 + 14, "protect"),
            (Course().rebuild(14), 14 + 28, "protect"),
        ],
    )
    def test_only_a_flare_in_phase_1_makes_the_limits_strict(
        self, course: Course, number: int, phase: str
    ) -> None:
        day = course.day(number)
        assert (day.phase, day.profile) == (phase, Profile.STANDARD)

    def test_a_flare_in_phase_1_does_so_at_once(self) -> None:
        course = Course().check_in(1, pain_rest=7).check_in(2).check_in(3, pain_rest=7)
        assert course.day(3).profile is Profile.STRICT

    def test_a_flare_in_phase_2_leaves_them(self) -> None:
        course = Course().rebuild(14).check_in(15, pain_rest=7).check_in(16)
        day = course.check_in(17, pain_rest=7).day(17)
        assert (day.phase, day.profile) == ("protect", Profile.STANDARD)

    def test_a_change_names_what_moved_the_phase(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, RETURN)
        assert moves(course.day(12), "warm-up") == [(2, 1, "R18")]

    def test_a_ladder_that_is_new_here_is_no_change(self) -> None:
        day = Course().good(1, 8).tests(7).tests(8).day(8)
        assert "hinge" in rungs(day)
        assert moves(day, "hinge") == []

    def test_the_day_it_began_is_told(self) -> None:
        course = Course().good(1, 8).tests(7).tests(8).good(9)
        assert course.day(7).phase_started_on == START
        assert course.day(9).phase_started_on == on(8)


class TestBeginningAgain:
    def course(self) -> Course:
        course = Course().rebuild(12).check_in(13, sudden_event=True)
        return course.directive(14, DirectiveKind.CLEAR_LOCK).check_in(14)

    def test_is_on_first_rungs_with_nothing_earned(self) -> None:
        day = self.course().day(14)
        assert {one.rung for one in day.ladders} == {1}
        assert {one.good_sessions for one in day.ladders} == {0}

    def test_remembers_when_each_was_last_done(self) -> None:
        """The balance is due every third day: its latest session was on day 12."""
        course = self.course()
        due = {one.ladder: one.due for one in course.day(14).ladders}
        done = {one.ladder for one in Course().rebuild(12).day(12).exercises}
        assert "agility" in done
        assert not due["agility"]

    def test_tells_its_own_change_and_no_earlier_one(self) -> None:
        assert ladder(self.course().day(14)).latest_change.reason.rule == "R18"
        course = Course().good(1, 2).check_in(3).hurt(3, bridge=5).check_in(4, sudden_event=True)
        assert ladder(course.day(4)).latest_change.to_rung == 1
        course.directive(5, DirectiveKind.CLEAR_LOCK).check_in(5)
        assert ladder(course.day(5)).latest_change is None

    def test_counts_what_was_never_done_as_due_from_that_day(self) -> None:
        """In another order, so that what is due longest is not what comes first anyway."""
        turned = replace(hamstring(), ladders=hamstring().ladders[::-1])
        course = Course(protocol=turned).check_in(3, sudden_event=True)
        course.directive(4, DirectiveKind.CLEAR_LOCK).check_in(4)
        listed = [line.ladder for line in course.day(4).exercises]
        assert listed == ["warm-up", "cardio", "agility", "balance", "trunk"]

    def test_what_is_off_stays_off(self) -> None:
        course = Course().check_in(1, pain_morning=5).check_in(2).check_in(3, pain_morning=5)
        assert "R16" in fired(course.day(3))
        assert off(course.day(3))["bridge"] == on(4)


def test_a_pause_by_the_person_shows_their_words() -> None:
    course = Course().directive(1, DirectiveKind.PAUSE, by=Author.PATIENT, reason="a wedding")
    (reason,) = reasons(course.check_in(1).day(1), "R18")
    assert (reason.detail, reason.by_words, reason.until) == ("paused", "a wedding", None)
