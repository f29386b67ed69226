"""Days on which several things happen at once. Each was a way to hurt somebody once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import (
    AlertCode,
    Author,
    Autonomy,
    DirectiveKind,
    Profile,
    Result,
    Settled,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.day import LogError
from recovery.domain.log import ExerciseReport, Log
from recovery.domain.plan import fold

from .kit import START, Course, fired, intake, reasons, rungs

SOON, URGENT = frozenset({"back_pain_below_knee"}), frozenset({"foot_drop"})
EMERGENCY = frozenset({"saddle_numbness"})
CLEAR = DirectiveKind.CLEAR_LOCK


def listed(course: Course, number: int) -> set[str]:
    return {line.ladder for line in course.day(number).exercises}


def loaded(course: Course, number: int) -> set[str]:
    ladders = course.protocol.ladder_by_code
    return {code for code in listed(course, number) if ladders[code].loaded}


class TestLocksAndClearances:
    def test_a_flag_recorded_after_a_clearance_locks_again(self) -> None:
        course = Course().good(1, 4).check_in(5, red_flags=URGENT).check_in(6)
        course.directive(7, CLEAR).check_in(7, red_flags=EMERGENCY).check_in(8)
        assert course.day(7).result is Result.EMERGENCY
        assert course.day(8).lock is not None
        assert AlertCode.RED_FLAG in {alert.code for alert in course.day(7).alerts}

    @pytest.mark.parametrize("answers", [{"sudden_event": True}, {"red_flags": URGENT}])
    def test_cleared_on_its_own_day_it_still_begins_again(self, answers: dict) -> None:
        course = Course().rebuild(12).check_in(13, **answers).directive(13, CLEAR).check_in(14)
        assert course.day(13).exercises == ()
        assert course.day(13).alerts
        assert course.day(14).phase == "protect"
        assert rungs(course.day(14))["bridge"] == 1

    def test_a_soon_flag_beside_a_pop_does_not_save_the_rungs(self) -> None:
        course = Course().rebuild(12).check_in(13, sudden_event=True, red_flags=SOON)
        course.directive(14, CLEAR).check_in(14)
        assert course.day(14).phase == "protect"

    def test_an_examination_before_the_sign_does_not_lift(self) -> None:
        course = Course().good(1, 4).check_in(5, red_flags=SOON)
        course.seen(6, seen_on=START + timedelta(days=1))
        assert course.day(6).lock is not None

    def test_one_no_among_the_examiners_does_not_lift(self) -> None:
        course = Course().check_in(1, red_flags=SOON).seen(2).seen(2, cleared=False)
        assert course.day(2).lock is not None

    def test_with_blood_thinners_every_lock_needs_a_clinician(self) -> None:
        course = Course(intake(anticoagulants=True)).directive(1, CLEAR).good(2, 3)
        course.check_in(4, red_flags=SOON).seen(5)
        assert course.day(5).lock is not None

    @pytest.mark.parametrize(
        ("facts", "locks"),
        [
            ({"age": 14, "examined_on": START}, True),
            ({"anticoagulants": True, "examined_on": START}, False),
            ({"anticoagulants": True, "examined_on": START, "examined_by": ""}, True),
            ({"anticoagulants": True, "examined_on": START - timedelta(days=900)}, True),
        ],
    )
    def test_which_examination_opens_a_plan(self, facts: dict, locks: bool) -> None:
        facts = {"examined_by": "doctor"} | facts
        assert (Course(intake(**facts)).day(0).lock is not None) is locks

    def test_a_correction_cannot_make_a_pause_a_clearance(self) -> None:
        course = Course().check_in(5, red_flags=EMERGENCY)
        course.directive(6, DirectiveKind.PAUSE, by=Author.PATIENT, id="p")
        course.correct(6, "p", kind=CLEAR)
        with pytest.raises(LogError, match="cannot change kind"):
            course.day(6)


class TestTheEvening:
    def test_a_step_up_of_the_morning_is_eased_from_there(self) -> None:
        course = Course().good(1, 2).check_in(3)
        assert rungs(course.day(3))["bridge"] == 2
        day = course.hurt(3, bridge=5).day(3)
        assert rungs(day)["bridge"] == 1
        assert not [one for one in day.ladders if one.ladder == "bridge" and one.off_until]
        assert rungs(day)["mobility"] == 2, "the other step of the morning stays"

    def test_a_new_phase_stays_and_what_hurts_in_it_rests(self) -> None:
        course = Course().good(1, 6).tests(6).tests(7).check_in(7)
        assert course.day(7).phase == "rebuild"
        course.hurt(7, hinge=5).check_in(8)
        assert course.day(7).phase == "rebuild"
        assert "hinge" not in listed(course, 7) | listed(course, 8)

    def test_but_tests_do_not_pass_on_a_day_whose_session_hurt(self) -> None:
        course = Course().good(1, 6).tests(6).check_in(7).hurt(7, bridge=5).tests(7)
        assert course.day(7).phase == "protect"

    def test_a_limp_in_the_session_bars_the_days_tests(self) -> None:
        course = Course().check_in(1).session(1, limp=True).tests(1)
        assert all(test.passed_on == () for test in course.day(1).exit_tests)

    def test_the_largest_ask_of_the_whole_day_and_not_the_sum(self) -> None:
        course = Course().rebuild(14)
        before = rungs(course.day(14))["bridge"]
        course.check_in(15, new_swelling=True).session(15, limp=True)
        assert rungs(course.day(15))["bridge"] == before - 1

    def test_what_a_clinician_advanced_is_not_undone_by_an_ease(self) -> None:
        course = Course().check_in(4).directive(4, DirectiveKind.ADVANCE_PHASE).hurt(4, hinge=5)
        assert course.check_in(5).day(5).phase == "rebuild"


class TestEasesAndPhases:
    def test_a_second_bad_morning_in_phase_1_rests_what_the_first_rested(self) -> None:
        course = Course().check_in(1, pain_morning=5).check_in(2).check_in(3, pain_morning=5)
        assert "R16" in fired(course.day(3))
        assert loaded(course, 3) == set()
        assert loaded(course.check_in(4), 4) == set()

    def test_soreness_that_stays_twice_still_takes_two_days_off(self) -> None:
        course = Course().good(1, 4).check_in(5)
        course.session(5, warmup_soreness=WarmupSoreness.STAYED)
        course.check_in(6).check_in(7).check_in(8)
        course.session(8, warmup_soreness=WarmupSoreness.STAYED).check_in(9)
        assert loaded(course, 9) == set()

    def test_a_painful_test_does_not_open_what_a_bad_morning_took_off(self) -> None:
        course = Course().rebuild(13).check_in(14, pain_morning=5).check_in(15, pain_morning=5)
        assert loaded(course, 15) == set()
        assert loaded(course.tests(15, pain=5), 15) == set()

    def test_a_plan_does_not_close_on_a_bad_day(self) -> None:
        course = Course()
        for day in range(1, 120):
            course.good(day).tests(day)
        days = [one.plan_day for one in course.decisions(119)]
        closing = next(day.day for day in days if day.closed)
        number = (closing - START).days
        bad = Course(entries=[e for e in course.entries if e.on < closing])
        bad.check_in(number, red_flags=EMERGENCY, id="bad")
        assert not bad.day(number).closed
        assert bad.day(number).lock is not None


class TestWhatEarns:
    def train(self, **facts: object) -> Course:
        """Every other day, so that a hold of one morning is not what keeps it back."""
        course = Course()
        for day in range(1, 12):
            course.check_in(day)
            if day % 2:
                course.session(day, **facts)
        return course

    def test_light_sessions_do(self) -> None:
        assert rungs(self.train().day(11))["bridge"] > 1

    @pytest.mark.parametrize(
        "facts",
        [
            {"effort": 9},
            {"warmup_soreness": WarmupSoreness.WENT_AWAY},
            {"warmup_soreness": None},
        ],
    )
    def test_hard_or_sore_ones_do_not(self, facts: dict) -> None:
        assert rungs(self.train(**facts).day(11))["bridge"] == 1

    def test_nor_does_a_morning_that_does_not_say_how_long_it_was_sore(self) -> None:
        course = Course()
        for day in range(1, 8):
            course.check_in(day, settled=None).session(day)
        assert rungs(course.day(7))["bridge"] == 1

    def test_leaving_everything_out_is_no_training(self) -> None:
        skipped = ExerciseReport(ladder="", skipped=Skipped.TIME)
        course = Course().rebuild(12)
        for day in range(13, 20):
            course.check_in(day).session(day, all_listed=skipped)
        assert "R12" in fired(course.day(19))

    @pytest.mark.parametrize("facts", [{"done": Decimal("0.5"), "skipped": Skipped.TIME}, {}])
    def test_half_of_it_or_a_share_nobody_told_is(self, facts: dict) -> None:
        report = ExerciseReport(ladder="bridge", pain=1, **facts)
        course = Course().rebuild(12)
        for day in range(13, 20):
            course.check_in(day).session(day, all_listed=None, exercises=(report,))
        assert "R12" not in fired(course.day(19))

    def test_all_and_one_by_name_are_joined_to_the_worst(self) -> None:
        calm = ExerciseReport(ladder="bridge", done=Decimal(1), pain=1)
        everything = ExerciseReport(ladder="", done=Decimal(1), pain=7)
        course = Course().good(1, 2).check_in(3)
        course.session(3, all_listed=None, exercises=(calm,)).session(3, all_listed=everything)
        assert "bridge" in {reason.subject for reason in reasons(course.day(3), "R03")}

    def test_a_pain_missing_once_is_missing(self) -> None:
        calm = ExerciseReport(ladder="bridge", done=Decimal(1), pain=1)
        silent = ExerciseReport(ladder="bridge", done=Decimal(1))
        course = Course().good(1).check_in(2).session(2, exercises=(calm,))
        course.session(2, all_listed=None, exercises=(silent,)).check_in(3)
        assert "bridge" not in {change.ladder for change in course.day(3).changes}

    def test_a_later_pass_does_not_unpass_a_test(self) -> None:
        course = Course().good(1, 12).tests(3).tests(4).tests(11)
        assert course.day(12).phase == "rebuild"


class TestSteering:
    def test_a_patients_pause_does_not_shorten_a_clinicians(self) -> None:
        course = Course().directive(4, DirectiveKind.PAUSE)
        until = START + timedelta(days=5)
        course.directive(5, DirectiveKind.PAUSE, by=Author.PATIENT, until=until).check_in(6)
        assert not course.day(6).startable

    def test_a_ceiling_below_the_next_phase_keeps_the_phase(self) -> None:
        until = START + timedelta(days=30)
        course = Course().directive(1, DirectiveKind.SET_RUNG, ladder="trunk", rung=1, until=until)
        course.good(1, 8).tests(6).tests(7)
        assert course.day(8).phase == "protect"

    def test_a_rung_of_another_ladder_is_not_refused(self) -> None:
        course = Course().rebuild(11).check_in(12).tests(12, test="heel-dig-full-effort")
        rung = rungs(course.day(12))["hinge"]
        course.hurt(12, trunk=5)
        course.directive(12, DirectiveKind.SET_RUNG, ladder="hinge", rung=rung + 1)
        assert rungs(course.day(12))["hinge"] == rung + 1

    def test_a_chosen_profile_runs_out(self) -> None:
        course = Course(intake(recurrent=True))
        until = START + timedelta(days=2)
        course.directive(1, DirectiveKind.SET_PROFILE, profile=Profile.STANDARD, until=until)
        assert [course.day(n).profile for n in (2, 3)] == [Profile.STANDARD, Profile.STRICT]

    def test_a_rung_set_up_today_is_taken_back_when_it_hurts_and_rests_on_the_lowest(self) -> None:
        course = Course().good(1).check_in(2)
        course.directive(2, DirectiveKind.SET_RUNG, ladder="bridge", rung=2)
        day = course.hurt(2, bridge=5).day(2)
        assert rungs(day)["bridge"] == 1
        assert "bridge" not in {one.ladder for one in day.changes}  # it stands where it stood
        assert [one.off_until for one in day.ladders if one.ladder == "bridge"] != [None]

    def test_a_patients_wish_for_gentler_limits_ends_by_itself(self) -> None:
        asked = {"by": Author.PATIENT, "profile": Profile.STRICT, "until": START + timedelta(4)}
        course = Course().directive(2, DirectiveKind.SET_PROFILE, **asked)
        profiles = [course.day(number).profile for number in (1, 2, 4, 5)]
        assert profiles == [Profile.STANDARD, Profile.STRICT, Profile.STRICT, Profile.STANDARD]

    def test_paused_days_are_no_gap_and_raise_no_alert(self) -> None:
        course = Course().rebuild(14)
        for day in range(15, 21):
            course.check_in(day)
        course.directive(21, DirectiveKind.PAUSE, by=Author.PATIENT)
        assert "R12" not in fired(course.day(21))
        assert course.day(26).alerts == ()

    @pytest.mark.parametrize("autonomy", [Autonomy.PROPOSE, Autonomy.MANUAL])
    def test_what_is_earned_waits_for_a_yes(self, autonomy: Autonomy) -> None:
        def day(course: Course, number: int):
            log = Log(start=START, entries=course.log.entries, autonomy=autonomy)
            *_, latest = fold(course.protocol, log, until=START + timedelta(days=number))
            return latest.plan_day

        course = Course().good(1, 2).check_in(3)
        assert day(course, 3).changes == ()
        assert {reason.detail for reason in reasons(day(course, 3), "R13")} == {"waits"}
        course.directive(3, DirectiveKind.ACCEPT)
        assert day(course, 3).changes != ()

    def test_a_morning_nobody_spoke_of_neither_counts_nor_loses_what_was_good(self) -> None:
        course = Course().good(1).check_in(2).session(2).check_in(4).session(4)
        bridge = next(one for one in course.day(4).ladders if one.ladder == "bridge")
        assert bridge.good_sessions == 1
        assert rungs(course.check_in(5).day(5))["bridge"] == 2
        sore = Course().good(1).check_in(2).session(2).check_in(3, pain_morning=4).session(4)
        assert rungs(sore.check_in(5).day(5))["bridge"] == 1

    def test_a_load_that_bars_every_step_says_so(self) -> None:
        course = Course()
        for day in range(1, 16):
            course.check_in(day, pain_morning=2 if day == 15 else None)
            course.session(day, minutes=50 if day < 9 else 70)
        (reason,) = reasons(course.check_in(16).day(16), "R13")
        assert (reason.detail, reason.result) == ("load", Result.HOLD)


def test_a_spot_that_stays_sore_gets_one_day_off_and_the_dose_again() -> None:
    course = Course().good(1, 3)
    for day in range(4, 9):
        course.check_in(day, settled=Settled.STILL_THERE).session(day)
    results = [course.day(day).result for day in range(4, 9)]
    assert results == [Result.HOLD, Result.REST, Result.HOLD, Result.REST, Result.HOLD]


def test_when_everything_is_off_a_gap_does_not_keep_it_off() -> None:
    course = Course()
    everything = {ladder.ladder: 4 for ladder in course.day(0).ladders}
    course.check_in(1).hurt(1, **everything).check_in(3).hurt(3, **everything)
    for number in range(4, 17):
        course.check_in(number, **({"pain_morning": 4} if number < 13 else {}))
    assert course.day(13).exercises == ()
    assert "R12" in fired(course.day(14))
    assert course.day(16).exercises != ()
