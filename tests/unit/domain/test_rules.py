"""Each rule where it applies, at its limit, one past it, and beside a neighbour."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from recovery.domain.codes import (
    AlertCode,
    Author,
    Context,
    DirectiveKind,
    Profile,
    Result,
    SeverityBand,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.day import LogError
from recovery.domain.log import ExerciseReport

from .kit import START, Course, fired, intake, reasons, rungs


def flags(*codes: str) -> frozenset[str]:
    return frozenset(codes)


class TestR00RedFlag:
    @pytest.mark.parametrize(
        ("code", "result"),
        [
            ("saddle_numbness", Result.EMERGENCY),
            ("cannot_bend_knee", Result.URGENT),
            ("back_pain_below_knee", Result.SOON),
        ],
    )
    def test_locks_by_how_fast_somebody_must_look(self, code: str, result: Result) -> None:
        day = Course().check_in(1, red_flags=flags(code)).day(1)
        assert day.result is result
        assert day.lock is not None
        assert day.lock.codes == (code,)
        assert not day.startable

    def test_the_gravest_of_several_names_the_lock(self) -> None:
        both = flags("back_pain_below_knee", "chest_symptoms")
        day = Course().check_in(1, red_flags=both).day(1)
        assert day.lock is not None
        assert day.lock.kind is Result.EMERGENCY
        assert day.lock.codes == tuple(sorted(both))

    def test_none_of_these_is_an_answer(self) -> None:
        assert Course().check_in(1, red_flags=flags()).day(1).startable

    def test_no_answer_leaves_a_preview(self) -> None:
        day = Course().check_in(1, red_flags=None).day(1)
        assert not day.startable
        assert day.exercises
        assert reasons(day, "R00")[0].detail == "unanswered"

    def test_a_later_none_does_not_open_what_an_earlier_yes_closed(self) -> None:
        course = Course().check_in(1, red_flags=flags("foot_drop")).check_in(1)
        assert course.day(1).result is Result.URGENT

    @pytest.mark.parametrize(
        "fact", [{"age": 17}, {"anticoagulants": True}, {"severity": SeverityBand.SEVERE}]
    )
    def test_facts_of_the_intake_lock_and_need_a_clinician(self, fact: dict) -> None:
        course = Course(intake(**fact)).seen(1).check_in(1)
        assert course.day(0).result is Result.SOON
        assert course.day(1).lock is not None, "the person alone may not lift it"

    @pytest.mark.parametrize("fact", [{"age": 18}, {"severity": SeverityBand.MODERATE}])
    def test_one_past_those_facts_does_not_lock(self, fact: dict) -> None:
        assert Course(intake(**fact)).day(0).lock is None


class TestLocks:
    def test_an_urgent_lock_outlives_days_and_silence(self) -> None:
        course = Course().check_in(1, red_flags=flags("foot_drop")).check_in(3)
        assert [course.day(n).result for n in (1, 2, 3)] == [Result.URGENT] * 3

    def test_a_soon_lock_lifts_when_the_person_was_seen_and_keeps_its_rungs(self) -> None:
        course = Course().rebuild(12)
        before = rungs(course.day(12))
        course.check_in(13, red_flags=flags("sit_bone_pain")).seen(14).check_in(14)
        day = course.day(14)
        assert day.lock is None
        assert rungs(day)["bridge"] == before["bridge"]

    def test_but_not_on_the_day_it_was_set(self) -> None:
        course = Course().check_in(1, red_flags=flags("sit_bone_pain")).seen(1)
        assert course.day(1).lock is not None

    def test_nor_by_a_caregiver_nor_when_not_cleared(self) -> None:
        course = Course().check_in(1, red_flags=flags("sit_bone_pain"))
        course.seen(2, by=Author.CAREGIVER).seen(2, cleared=False)
        assert course.day(2).lock is not None

    def test_the_person_cannot_lift_an_urgent_lock(self) -> None:
        course = Course().check_in(1, red_flags=flags("foot_drop")).seen(2)
        assert course.day(2).lock is not None

    def test_a_clinician_lifts_it_and_the_plan_begins_on_first_rungs(self) -> None:
        course = Course().rebuild(12).check_in(13, red_flags=flags("foot_drop"))
        course.directive(15, DirectiveKind.CLEAR_LOCK).check_in(15)
        day = course.day(15)
        assert day.lock is None
        assert day.phase == "protect"
        assert rungs(day)["bridge"] == 1
        assert day.startable
        assert reasons(day, "R18")[0].detail == "clear_lock"

    def test_clearing_after_a_soon_lock_keeps_the_rungs(self) -> None:
        course = Course().rebuild(12)
        before = rungs(course.day(12))
        course.check_in(13, red_flags=flags("sit_bone_pain"))
        course.directive(13, DirectiveKind.HOLD).directive(14, DirectiveKind.CLEAR_LOCK).check_in(
            14
        )
        assert rungs(course.day(14)) == before

    def test_a_flag_on_the_day_of_clearance_still_shows_no_exercises(self) -> None:
        course = Course().check_in(1, red_flags=flags("foot_drop"))
        course.directive(1, DirectiveKind.CLEAR_LOCK)
        day = course.day(1)
        assert day.lock is None
        assert day.result is Result.REST
        assert day.exercises == ()

    def test_a_patient_cannot_write_a_clinicians_directive(self) -> None:
        course = Course().directive(1, DirectiveKind.CLEAR_LOCK, by=Author.PATIENT)
        with pytest.raises(LogError, match="only a clinician"):
            course.day(1)

    def test_a_graver_flag_takes_a_soon_lock_over(self) -> None:
        course = Course().check_in(1, red_flags=flags("sit_bone_pain"))
        course.check_in(2, red_flags=flags("foot_drop")).seen(3)
        lock = course.day(3).lock
        assert lock is not None
        assert (lock.kind, lock.needs_clinician) == (Result.URGENT, True)

    def test_a_plan_begun_again_after_an_examination_is_strict_and_open(self) -> None:
        again = intake(anticoagulants=True, examined_by="doctor", examined_on=START)
        day = Course(again).day(0)
        assert day.lock is None
        assert day.profile is Profile.STRICT


class TestR01SuddenEvent:
    def test_stops_and_counts_as_a_new_injury(self) -> None:
        course = Course().rebuild(12).check_in(13, sudden_event=True)
        assert course.day(13).result is Result.STOP
        course.directive(14, DirectiveKind.CLEAR_LOCK).check_in(14)
        day = course.day(14)
        assert day.phase == "protect"
        assert day.profile is Profile.STRICT, "the first five days after the new injury"

    def test_a_red_flag_beside_it_names_the_day(self) -> None:
        day = Course().check_in(1, sudden_event=True, red_flags=flags("foot_drop")).day(1)
        assert day.result is Result.URGENT
        assert {"R00", "R01"} <= fired(day)


class TestR02SeverePain:
    @pytest.mark.parametrize(
        ("answers", "rests"),
        [
            ({"pain_rest": 6}, False),
            ({"pain_rest": 7}, True),
            ({"pain_worst": 7}, False),
            ({"pain_worst": 8}, True),
        ],
    )
    def test_limits(self, answers: dict, rests: bool) -> None:
        day = Course().check_in(1, **answers).day(1)
        assert (day.result is Result.REST) is rests

    def test_two_nights_running_after_day_3(self) -> None:
        course = Course().check_in(1, night_wake=True).check_in(2, night_wake=True)
        assert course.day(1).result is not Result.REST
        assert course.day(2).result is Result.REST

    def test_not_in_the_first_three_days(self) -> None:
        fresh = intake(injured_on=START - timedelta(days=1))
        course = Course(fresh).check_in(1, night_wake=True).check_in(2, night_wake=True)
        assert course.day(2).result is not Result.REST
        assert course.check_in(3, night_wake=True).day(3).result is Result.REST

    def test_a_rest_goes_on_until_somebody_says_how_it_is(self) -> None:
        course = Course().check_in(1, pain_rest=7).check_in(3)
        assert course.day(2).result is Result.REST
        assert course.day(3).result is not Result.REST


class TestR03StopLine:
    def test_at_the_limit_and_one_below(self) -> None:
        assert Course().check_in(1).hurt(1, bridge=6).day(1).result is Result.REST
        assert Course().check_in(1).hurt(1, bridge=5).day(1).result is Result.EASE

    def test_a_test_that_hurts_so_much_rests_too(self) -> None:
        course = Course().check_in(1).tests(1, pain=6)
        assert course.day(1).result is Result.REST
        assert course.check_in(2).day(2).result is Result.REST

    def test_two_such_exercises_go_one_rung_each_never_the_sum(self) -> None:
        course = Course().rebuild(12)
        before = rungs(course.day(12))
        course.hurt(12, bridge=6).hurt(12, bridge=7)
        assert rungs(course.day(12))["bridge"] == before["bridge"] - 1


class TestR04NextMorning:
    @pytest.mark.parametrize(("morning", "eases"), [(2, False), (3, False), (4, True)])
    def test_two_above_the_usual_and_at_least_three(self, morning: int, eases: bool) -> None:
        """The usual is 2, from the intake."""
        day = Course().check_in(1, pain_morning=morning).day(1)
        assert ("R04" in fired(day)) is eases

    @pytest.mark.parametrize(("morning", "eases"), [(2, False), (3, True)])
    def test_below_three_it_is_within_day_to_day(self, morning: int, eases: bool) -> None:
        day = Course(intake(pain_now=0)).check_in(1, pain_morning=morning).day(1)
        assert ("R04" in fired(day)) is eases

    def test_nothing_steps_up_for_two_days(self) -> None:
        course = Course().good(1).check_in(2, new_swelling=True).session(2).good(3, 6)
        ups = [
            number
            for number in range(2, 7)
            if any(change.to_rung > change.from_rung for change in course.day(number).changes)
        ]
        assert min(ups) >= 5
        assert reasons(course.day(4), "R04")[0].detail == "no_step_up"

    @pytest.mark.parametrize(
        ("answers", "later"), [({"pain_worst": 8}, {}), ({}, {"limp": True}), ({}, {})]
    )
    def test_also_where_something_else_was_bad_on_that_day_or_the_next(
        self, answers: dict, later: dict
    ) -> None:
        course = Course().good(1).check_in(2, new_swelling=True, **answers)
        course.check_in(3, **later).check_in(4)
        assert "no_step_up" in {one.detail for one in reasons(course.day(4), "R04")}

    def test_unloaded_ladders_keep_their_rung(self) -> None:
        course = Course().rebuild(12)
        before = rungs(course.day(12))
        after = rungs(course.check_in(13, new_swelling=True).day(13))
        loaded = {code for code, rung in after.items() if rung < before[code]}
        assert loaded
        assert all(course.protocol.ladder_by_code[code].loaded for code in loaded)

    def test_while_it_lasts_it_takes_a_rung_on_every_third_day_only(self) -> None:
        course = Course().rebuild(14)
        lows = [rungs(course.day(14))["bridge"]]
        for number in range(15, 19):
            course.check_in(number, new_swelling=True)
            lows.append(rungs(course.day(number))["bridge"])
        assert [lows[0] - low for low in lows] == [0, 1, 1, 1, 2]

    def test_a_day_of_it_without_a_rung_leaves_loaded_ladders_off(self) -> None:
        course = (
            Course().rebuild(14).check_in(15, new_swelling=True).check_in(16, new_swelling=True)
        )
        on_list = {line.ladder for line in course.day(16).exercises}
        assert not {code for code in on_list if course.protocol.ladder_by_code[code].loaded}


class TestR07Limp:
    def test_eases_loaded_ladders(self) -> None:
        course = Course().rebuild(12)
        before = rungs(course.day(12))["bridge"]
        day = course.check_in(13, limp=True).day(13)
        assert day.result is Result.EASE
        assert rungs(day)["bridge"] == before - 1

    @pytest.mark.parametrize(("days_since", "result"), [(4, Result.HOLD), (5, Result.EASE)])
    def test_before_day_five_it_only_holds(self, days_since: int, result: Result) -> None:
        fresh = intake(injured_on=START - timedelta(days=days_since - 1))
        assert Course(fresh).check_in(1, limp=True).day(1).result is result

    def test_a_limp_seen_in_a_session_eases_the_same_day(self) -> None:
        course = Course().rebuild(11).check_in(12).session(12, limp=True)
        assert "R07" in fired(course.day(12))

    def test_tests_cannot_pass_with_a_limp(self) -> None:
        day = Course().check_in(1, limp=True).tests(1).day(1)
        assert all(test.passed_on == () for test in day.exit_tests)


class TestR08AboveTheCap:
    @pytest.mark.parametrize(("pain", "eases"), [(4, False), (5, True)])
    def test_limits_of_phase_2(self, pain: int, eases: bool) -> None:
        day = Course().rebuild(12).hurt(12, bridge=pain).day(12)
        assert ("R08" in fired(day)) is eases

    def test_that_ladder_leaves_the_rest_of_todays_list(self) -> None:
        before = Course().rebuild(12).day(12)
        day = Course().rebuild(12).hurt(12, bridge=5).day(12)
        listed_before = [line.ladder for line in before.exercises]
        assert "bridge" in listed_before
        assert [line.ladder for line in day.exercises] == [
            ladder for ladder in listed_before if ladder != "bridge"
        ]

    def test_on_the_lowest_rung_it_leaves_alone(self) -> None:
        before = [line.ladder for line in Course().check_in(1).day(1).exercises]
        after = [line.ladder for line in Course().check_in(1).hurt(1, bridge=5).day(1).exercises]
        assert after == [ladder for ladder in before if ladder != "bridge"]
        assert "trunk" in after, "loaded as well"

    def test_on_the_lowest_rung_it_rests_today_and_tomorrow(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5).check_in(2).check_in(3)
        day = course.day(1)
        (reason,) = reasons(day, "R08")
        assert (reason.detail, reason.observed, reason.limit) == ("exercise_lowest", 5, 3)
        for number, is_on in ((1, False), (2, False), (3, True)):
            listed = {line.ladder for line in course.day(number).exercises}
            assert ("bridge" in listed) is is_on
        assert rungs(course.day(3)) == rungs(course.day(0))

    def test_a_second_time_within_a_week_it_waits_for_a_calm_morning(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5)
        course.check_in(2).check_in(3).hurt(3, bridge=5).check_in(4).check_in(5, pain_rest=4)
        assert AlertCode.TOO_HARD_AT_LOWEST in {alert.code for alert in course.day(3).alerts}
        course.check_in(6)
        off = [n for n in range(3, 8) if "bridge" not in _listed(course, n)]
        assert off == [3, 4, 5, 6] or off == [3, 4]

    def test_left_out_because_of_pain_counts_as_the_ease_band(self) -> None:
        report = ExerciseReport(ladder="bridge", skipped=Skipped.PAIN)
        day = Course().rebuild(11).check_in(12).session(12, exercises=(report,)).day(12)
        assert reasons(day, "R08")[0].detail == "skipped"

    def test_left_out_for_time_does_not(self) -> None:
        report = ExerciseReport(ladder="bridge", skipped=Skipped.TIME)
        day = Course().rebuild(11).check_in(12).session(12, exercises=(report,)).day(12)
        assert "R08" not in fired(day)


def _listed(course: Course, number: int) -> set[str]:
    return {line.ladder for line in course.day(number).exercises}


class TestR09HoldBand:
    @pytest.mark.parametrize(
        ("answers", "detail"),
        [
            ({"pain_morning": 3}, "morning_unsettled"),
            ({"pain_rest": 3}, "rest_high"),
            ({"pain_worst": 5}, "worst_high"),
        ],
    )
    def test_answers_that_hold(self, answers: dict, detail: str) -> None:
        day = Course().good(1, 2).check_in(3, **answers).day(3)
        assert day.result is Result.HOLD
        assert detail in {reason.detail for reason in reasons(day, "R09")}
        assert day.changes == ()

    @pytest.mark.parametrize("answers", [{"pain_rest": 2}, {"pain_worst": 4}])
    def test_one_below_does_not(self, answers: dict) -> None:
        assert Course().good(1, 2).check_in(3, **answers).day(3).result is Result.PROGRESS

    def test_warm_up_soreness_that_went_away_holds_what_is_loaded(self) -> None:
        course = Course().good(1).check_in(2)
        day = course.session(2, warmup_soreness=WarmupSoreness.WENT_AWAY).check_in(3).day(3)
        held = {reason.subject for reason in reasons(day, "R09")}
        assert "bridge" in held
        assert all(course.protocol.ladder_by_code[code].loaded for code in held)

    def test_a_sore_exercise_does_not_hold_the_others(self) -> None:
        day = Course().good(1).check_in(2).hurt(2, bridge=3).check_in(3).day(3)
        assert "bridge" not in {change.ladder for change in day.changes}
        assert "mobility" in {change.ladder for change in day.changes}


class TestR11NotFinishedOrTooHard:
    @pytest.mark.parametrize(("done", "holds"), [("0.80", False), ("0.79", True)])
    def test_four_fifths(self, done: str, holds: bool) -> None:
        report = ExerciseReport(ladder="bridge", done=Decimal(done), pain=1)
        day = Course().good(1).check_in(2).session(2, exercises=(report,)).check_in(3).day(3)
        assert ("bridge" in {reason.subject for reason in reasons(day, "R11")}) is holds
        assert ("bridge" in {change.ladder for change in day.changes}) is not holds

    @pytest.mark.parametrize(("effort", "holds"), [(7, False), (8, True)])
    def test_effort(self, effort: int, holds: bool) -> None:
        day = Course().good(1).check_in(2).session(2, effort=effort).check_in(3).day(3)
        assert ("R11" in fired(day)) is holds
        assert bool(day.changes) is not holds


class TestR12Gap:
    @pytest.mark.parametrize(("days", "rungs_down"), [(6, 0), (7, 1), (9, 1), (10, 2)])
    def test_rungs_by_days(self, days: int, rungs_down: int) -> None:
        course = Course().rebuild(14)
        before = rungs(course.day(14))["bridge"]
        assert before - rungs(course.day(14 + days))["bridge"] == rungs_down

    def test_with_nothing_lower_to_go_to_it_only_holds(self) -> None:
        (reason,) = reasons(Course().good(1).day(8), "R12")
        assert (reason.detail, reason.result) == ("gap", Result.HOLD)

    def test_fourteen_days_go_back_a_phase(self) -> None:
        assert Course().rebuild(14).day(14 + 13).phase == "rebuild"
        assert Course().rebuild(14).day(14 + 14).phase == "protect"

    def test_twenty_eight_days_begin_again_with_the_whole_question_list(self) -> None:
        day = Course().rebuild(14).day(14 + 28)
        assert (day.phase, rungs(day)["bridge"], day.asks_full_red_flags) == ("protect", 1, True)

    def test_paused_days_do_not_count(self) -> None:
        course = Course().rebuild(14)
        until = START + timedelta(days=30)
        course.directive(15, DirectiveKind.PAUSE, until=until, by=Author.PATIENT)
        assert rungs(course.day(20)) == rungs(course.day(14))
        assert "R12" not in fired(course.day(31))

    def test_a_session_ends_the_gap(self) -> None:
        course = Course().rebuild(14).check_in(21).session(21)
        assert "R12" not in fired(course.check_in(22).day(22))

    def test_after_a_session_the_next_gap_takes_its_rung_as_well(self) -> None:
        course = Course().rebuild(14).check_in(21).session(21)
        before = rungs(course.day(27))["bridge"]
        assert rungs(course.day(28))["bridge"] == before - 1

    def test_its_rung_is_taken_once_also_on_a_day_with_a_graver_reason(self) -> None:
        course = Course().rebuild(14).check_in(21, new_swelling=True).check_in(22)
        assert rungs(course.day(22)) == rungs(course.day(21))

    @pytest.mark.parametrize(("days", "fires"), [(6, False), (7, True)])
    def test_is_counted_from_a_session_that_hurt_too(self, days: int, fires: bool) -> None:
        course = Course().rebuild(14).check_in(15).hurt(15, bridge=6)
        assert ("R12" in fired(course.day(15 + days))) is fires


class TestR13Earned:
    def test_not_twice_within_two_days(self) -> None:
        course = Course().good(1, 8)
        ups = [
            number
            for number in range(1, 9)
            for change in course.day(number).changes
            if change.ladder == "bridge" and change.to_rung > change.from_rung
        ]
        assert all(later - earlier >= 2 for earlier, later in pairwise(ups))
        assert ups

    def test_two_ladders_a_day_at_most(self) -> None:
        course = Course().rebuild(25)
        for decision in course.decisions(25):
            day = decision.plan_day
            ups = [c for c in day.changes if c.to_rung > c.from_rung and c.reason.rule == "R13"]
            assert len(ups) <= 2

    @pytest.mark.parametrize("missing", ["effort", "minutes"])
    def test_a_session_without_effort_or_minutes_earns_nothing(self, missing: str) -> None:
        day = Course().good(1).check_in(2).session(2, **{missing: None}).check_in(3).day(3)
        assert day.changes == ()

    def test_a_session_on_a_preview_earns_nothing(self) -> None:
        day = Course().good(1).session(2).check_in(3).day(3)
        assert day.changes == ()


class TestR14PhasePassed:
    def test_passed_on_two_days(self) -> None:
        course = Course().good(1, 8).tests(7)
        assert course.day(8).phase == "protect"
        assert course.tests(8).day(8).phase == "rebuild"

    def test_twice_on_one_day_is_once(self) -> None:
        assert Course().good(1, 8).tests(7).tests(7).day(8).phase == "protect"

    def test_more_than_a_week_apart_is_not_enough(self) -> None:
        assert Course().good(1, 14).tests(7).tests(13).day(14).phase == "rebuild"
        assert Course().good(1, 14).tests(7).tests(14).day(14).phase == "protect"

    def test_pain_above_its_limit_or_unstated_is_failed(self) -> None:
        assert Course().good(1, 8).tests(7).tests(8, pain=None).day(8).phase == "protect"
        assert Course().good(1, 9).tests(7).tests(8, pain=2).tests(9).day(9).phase == "protect"

    def test_not_on_a_day_that_holds(self) -> None:
        course = Course().good(1, 7).tests(7).check_in(8, pain_rest=3).tests(8)
        assert course.day(8).phase == "protect"

    def test_ladders_enter_at_the_first_rung_or_stay_if_higher(self) -> None:
        course = Course().good(1, 8).tests(7).tests(8)
        before, after = course.day(7), course.day(8)
        for code, rung in rungs(after).items():
            span = course.protocol.ladder_by_code[code].spans["rebuild"]
            assert rung == max(span.first, rungs(before).get(code, 0))

    def test_maintenance_closes_after_eight_weeks(self) -> None:
        course = Course()
        for day in range(1, 120):
            course.good(day).tests(day)
        decisions = [one.plan_day for one in course.decisions(119)]
        begun = next(day.day for day in decisions if day.phase == "maintenance")
        closed = next(day.day for day in decisions if day.closed)
        assert (closed - begun).days == 56
        assert not any(day.startable for day in decisions if day.day >= closed)


class TestR17NoNews:
    def test_holds_yesterdays_rungs_as_a_preview(self) -> None:
        course = Course().good(1, 2)
        day = course.day(3)
        assert day.result is Result.HOLD
        assert rungs(day) == rungs(course.day(2))
        assert day.exercises
        assert not day.startable

    @pytest.mark.parametrize(("days", "alerts"), [(2, False), (3, True)])
    def test_alerts_after_three_days(self, days: int, alerts: bool) -> None:
        day = Course().good(1, 2).day(2 + days)
        assert (AlertCode.NO_REPORT in {alert.code for alert in day.alerts}) is alerts


class TestR18CliniciansLimit:
    def test_a_hold_binds_over_progress(self) -> None:
        course = Course().good(1, 2).directive(2, DirectiveKind.HOLD, reason="travelling")
        day = course.check_in(3).day(3)
        assert day.changes == ()
        assert (day.reasons[0].rule, day.reasons[0].by_words) == ("R18", "travelling")

    def test_a_hold_runs_out(self) -> None:
        until = START + timedelta(days=3)
        course = Course().good(1, 3).directive(2, DirectiveKind.HOLD, until=until).check_in(4)
        assert course.day(3).changes == ()
        assert course.day(4).changes != ()

    def test_it_never_softens_an_easing(self) -> None:
        course = Course().rebuild(12).hurt(12, bridge=5)
        course.directive(12, DirectiveKind.SET_RUNG, ladder="bridge", rung=9)
        day = course.day(12)
        assert day.result is Result.EASE
        before = rungs(Course().rebuild(12).day(12))
        assert rungs(day)["bridge"] == before["bridge"] - 1

    def test_set_rung_up_and_down(self) -> None:
        course = Course().rebuild(12)
        rung = rungs(course.day(12))["bridge"]
        up = course.check_in(13).directive(
            13, DirectiveKind.SET_RUNG, ladder="bridge", rung=rung - 1
        )
        assert rungs(up.day(13))["bridge"] == rung - 1

    def test_set_rung_is_refused_while_locked(self) -> None:
        course = Course().check_in(1, red_flags=flags("foot_drop"))
        course.directive(2, DirectiveKind.SET_RUNG, ladder="bridge", rung=3)
        assert rungs(course.day(2))["bridge"] == 1

    def test_a_ceiling_is_never_passed_until_its_day(self) -> None:
        until = START + timedelta(days=9)
        course = Course().directive(1, DirectiveKind.SET_RUNG, ladder="bridge", rung=1, until=until)
        course.good(1, 12)
        assert all(rungs(course.day(n))["bridge"] == 1 for n in range(1, 10))
        assert rungs(course.day(12))["bridge"] > 1

    def test_own_caps_are_used(self) -> None:
        course = Course().rebuild(12)
        course.directive(
            12, DirectiveKind.SET_CAPS, context=Context.GENERAL, progress=1, hold=2, stop=4
        )
        assert course.check_in(13).hurt(13, bridge=4).day(13).result is Result.REST

    def test_discharge_closes(self) -> None:
        day = Course().good(1, 2).directive(3, DirectiveKind.DISCHARGE).check_in(3).day(3)
        assert day.closed
        assert not day.startable

    def test_return_and_advance_phase(self) -> None:
        course = Course().rebuild(12).check_in(13).directive(13, DirectiveKind.RETURN_PHASE)
        assert course.day(13).phase == "protect"
        course = Course().check_in(1).directive(1, DirectiveKind.ADVANCE_PHASE)
        assert course.day(1).phase == "rebuild"

    def test_a_patient_ends_only_a_pause_of_their_own(self) -> None:
        course = Course().directive(1, DirectiveKind.PAUSE).check_in(2)
        course.directive(2, DirectiveKind.RESUME, by=Author.PATIENT)
        assert not course.day(2).startable


class TestR19NothingYet:
    def test_fires_only_alone(self) -> None:
        assert fired(Course().good(1).check_in(2).day(2)) == {"R19"}
        assert "R19" not in fired(Course().good(1, 2).check_in(3).day(3))

    def test_nor_beside_what_the_session_showed(self) -> None:
        assert fired(Course().good(1).check_in(2).hurt(2, bridge=5).day(2)) == {"R08"}


class TestProfiles:
    @pytest.mark.parametrize(
        ("facts", "profile"),
        [
            ({}, Profile.STANDARD),
            ({"age": 60}, Profile.STANDARD),
            ({"age": 61}, Profile.STRICT),
            ({"recurrent": True}, Profile.STRICT),
            ({"severity": SeverityBand.MODERATE}, Profile.STRICT),
            ({"injured_on": START - timedelta(days=4)}, Profile.STRICT),
            ({"injured_on": START - timedelta(days=5)}, Profile.STANDARD),
        ],
    )
    def test_who_is_strict(self, facts: dict, profile: Profile) -> None:
        assert Course(intake(**facts)).day(0).profile is profile

    def test_a_moderate_strain_leaves_strict_with_phase_1(self) -> None:
        course = Course(intake(severity=SeverityBand.MODERATE)).good(1, 8).tests(7).tests(8)
        course.check_in(9)
        assert course.day(7).profile is Profile.STRICT
        assert course.day(9).profile is Profile.STANDARD

    def test_a_recurrence_stays_strict(self) -> None:
        course = Course(intake(recurrent=True)).good(1, 8).tests(7).tests(8).check_in(9)
        assert course.day(9).profile is Profile.STRICT
