"""What each rule says when it fires: the fact, the limit it met, the day it is about, until when.

This is what a patient and a clinician read; a reason that is one number off is a wrong sentence.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from recovery.domain.codes import (
    AlertCode,
    Author,
    Autonomy,
    Context,
    DirectiveKind,
    Profile,
    Result,
    Settled,
    SeverityBand,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.decision import Alert, PlanDay, Reason
from recovery.domain.log import ExerciseReport, Log, SelfTest
from recovery.domain.plan import fold
from recovery.domain.protocol import Caps

from .kit import START, Course, hamstring, intake, reasons
from .test_maintenance import maintained

EASE, HOLD, PROGRESS, REST = Result.EASE, Result.HOLD, Result.PROGRESS, Result.REST
SOON_SIGN, URGENT_SIGN = frozenset({"sit_bone_pain"}), frozenset({"foot_drop"})
SORE = ExerciseReport(ladder="bridge", skipped=Skipped.PAIN)


def on(number: int) -> date:
    return START + timedelta(days=number)


def reason(rule: str, detail: str, result: Result, seen: int, **facts: Any) -> Reason:
    """A reason about the plan, seen on day `seen`, unless `facts` say otherwise."""
    if "until" in facts:
        facts["until"] = on(facts["until"])
    return Reason(
        **{"rule": rule, "detail": detail, "subject": "plan", "result": result} | facts,
        seen_on=on(seen),
    )


def said(day: PlanDay, rule: str) -> list[Reason]:
    return [replace(one, bound=False) for one in reasons(day, rule)]


def alerts(day: PlanDay, code: AlertCode) -> list[Alert]:
    return [alert for alert in day.alerts if alert.code is code]


def tried(course: Course, day: int, test: str, **facts: Any) -> Course:
    return course.add(SelfTest, day, **({"test": test, "passed": True} | facts))


class TestR00RedFlag:
    def test_the_list_left_unanswered(self) -> None:
        day = Course().check_in(1, red_flags=None).day(1)
        assert said(day, "R00") == [reason("R00", "unanswered", HOLD, 1)]

    def test_a_sign_and_the_lock_that_goes_on(self) -> None:
        course = Course().check_in(1, red_flags=SOON_SIGN).check_in(2)
        sign = {"codes": ("sit_bone_pain",)}
        assert said(course.day(1), "R00") == [reason("R00", "soon", Result.SOON, 1, **sign)]
        assert said(course.day(2), "R00") == [
            reason("R00", "lock_goes_on", Result.SOON, 1, carried=True, **sign)
        ]

    def test_a_sign_beside_a_fact_of_the_intake(self) -> None:
        day = Course(intake(age=17, red_flags=URGENT_SIGN)).day(0)
        assert said(day, "R00") == [
            reason("R00", "urgent", Result.URGENT, 0, codes=("foot_drop", "under_18"))
        ]

    @pytest.mark.parametrize(
        ("fact", "code"),
        [
            ({"age": 17}, "under_18"),
            ({"anticoagulants": True}, "blood_thinners"),
            ({"severity": SeverityBand.SEVERE}, "severe_band"),
        ],
    )
    def test_a_fact_of_the_intake_alone(self, fact: dict, code: str) -> None:
        day = Course(intake(**fact)).day(0)
        assert said(day, "R00") == [reason("R00", "soon", Result.SOON, 0, codes=(code,))]

    @pytest.mark.parametrize("flags", [SOON_SIGN, URGENT_SIGN])
    def test_a_sign_reported_and_cleared_on_one_day(self, flags: frozenset[str]) -> None:
        course = Course().check_in(1, red_flags=flags).directive(1, DirectiveKind.CLEAR_LOCK)
        day = course.day(1)
        assert said(day, "R00") == [reason("R00", "cleared_today", REST, 1, codes=tuple(flags))]
        assert alerts(day, AlertCode.RED_FLAG)

    def test_the_list_left_unanswered_while_locked_says_both(self) -> None:
        day = Course().check_in(1, red_flags=SOON_SIGN).check_in(2, red_flags=None).day(2)
        assert [one.detail for one in said(day, "R00")] == ["lock_goes_on", "unanswered"]

    def test_a_second_sign_while_locked_says_both(self) -> None:
        day = Course().check_in(1, red_flags=SOON_SIGN).check_in(2, red_flags=SOON_SIGN).day(2)
        assert [one.detail for one in said(day, "R00")] == ["lock_goes_on", "soon"]


class TestR01SuddenEvent:
    def test_a_pop(self) -> None:
        day = Course().check_in(1, sudden_event=True).day(1)
        assert said(day, "R01") == [
            reason("R01", "sudden_event", Result.STOP, 1, codes=("sudden_event",))
        ]
        assert alerts(day, AlertCode.SUDDEN_EVENT)

    def test_cleared_on_its_day(self) -> None:
        course = Course().check_in(1, sudden_event=True).directive(1, DirectiveKind.CLEAR_LOCK)
        day = course.day(1)
        assert said(day, "R01") == [
            reason("R01", "cleared_today", REST, 1, codes=("sudden_event",))
        ]
        assert alerts(day, AlertCode.SUDDEN_EVENT)


class TestR02SeverePain:
    def test_at_rest_and_at_its_worst(self) -> None:
        day = Course().check_in(1, pain_rest=7, pain_worst=9).day(1)
        assert said(day, "R02") == [
            reason("R02", "at_rest", REST, 1, observed=7, limit=7),
            reason("R02", "worst", REST, 1, observed=9, limit=8),
        ]
        assert [alert.observed for alert in alerts(day, AlertCode.SEVERE_PAIN)] == [7, 9]

    def test_two_nights(self) -> None:
        day = Course().check_in(1, night_wake=True).check_in(2, night_wake=True).day(2)
        assert said(day, "R02") == [reason("R02", "two_nights", REST, 2)]
        assert alerts(day, AlertCode.SEVERE_PAIN)


class TestR03StopLine:
    def test_an_exercise_and_the_rest_that_goes_on(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=7).check_in(2)
        told = reason("R03", "exercise", REST, 1, subject="bridge", observed=7, limit=6, until=2)
        assert said(course.day(1), "R03") == [told]
        carried, off = said(course.day(2), "R03")
        assert carried == replace(told, carried=True)
        assert off == replace(told, detail="ladder_off", result=EASE)

    def test_a_test_counts_for_its_ladder(self) -> None:
        day = tried(Course().check_in(1), 1, "heel-dig-half-effort", pain=6).day(1)
        facts = {"observed": 6, "limit": 6, "until": 2, "codes": ("heel-dig-half-effort",)}
        assert said(day, "R03") == [reason("R03", "test", REST, 1, subject="bridge", **facts)]

    @pytest.mark.parametrize("test", ["walk-10-minutes", "half-speed-jog"])
    def test_one_without_a_ladder_here_speaks_for_itself(self, test: str) -> None:
        """The run begins in phase 2, so its test belongs to no ladder of phase 1."""
        day = tried(Course().check_in(1), 1, test, pain=6).day(1)
        facts = {"observed": 6, "limit": 6, "until": 2, "codes": (test,)}
        assert said(day, "R03") == [reason("R03", "test", REST, 1, subject=test, **facts)]


class TestR04NextMorning:
    def test_a_bad_morning_with_new_swelling_and_the_days_after(self) -> None:
        course = Course().check_in(2, pain_morning=5, new_swelling=True).check_in(3).check_in(4)
        assert said(course.day(2), "R04") == [
            reason("R04", "morning", EASE, 2, observed=5, limit=4, until=4),
            reason("R04", "new_swelling", EASE, 2, until=4),
        ]
        waits = reason("R04", "no_step_up", HOLD, 2, until=4)
        assert waits in said(course.day(3), "R04")
        assert waits in said(course.day(4), "R04")
        assert said(course.check_in(5).day(5), "R04") == []

    def test_the_limit_is_never_below_three(self) -> None:
        day = Course(intake(pain_now=0)).check_in(1, pain_morning=3).day(1)
        assert said(day, "R04") == [reason("R04", "morning", EASE, 1, observed=3, limit=3, until=3)]

    def test_silence_does_not_end_the_days_without_a_step_up(self) -> None:
        course = Course().check_in(2, new_swelling=True)
        assert reason("R04", "no_step_up", HOLD, 2, until=4) in said(course.day(4), "R04")
        assert said(course.day(5), "R04") == []


class TestR05SoreWarmUp:
    def test_stays_and_its_two_days(self) -> None:
        course = Course().good(1, 4).check_in(5)
        course.session(5, warmup_soreness=WarmupSoreness.STAYED).check_in(6)
        assert said(course.day(5), "R05") == [reason("R05", "stayed", REST, 5, until=7)]
        off = reason("R05", "ladder_off", EASE, 5, subject="bridge", until=7)
        assert off in said(course.day(6), "R05")


class TestR06SlowToSettle:
    def test_still_sore_is_about_the_latest_session(self) -> None:
        course = Course().good(1).check_in(3, settled=Settled.STILL_THERE)
        assert said(course.day(3), "R06") == [reason("R06", "still_sore", HOLD, 1)]

    def test_on_the_second_morning_too(self) -> None:
        course = Course().good(1).check_in(2, settled=Settled.STILL_THERE)
        course.check_in(3, settled=Settled.STILL_THERE)
        assert said(course.day(3), "R06") == [reason("R06", "second_morning", REST, 1)]

    def test_after_the_day_off_the_same_dose_and_only_then(self) -> None:
        course = Course().good(1).check_in(2, settled=Settled.STILL_THERE)
        course.check_in(3, settled=Settled.STILL_THERE).check_in(4).check_in(5)
        assert said(course.day(4), "R06") == [reason("R06", "same_dose", HOLD, 1)]
        assert said(course.day(5), "R06") == []
        assert said(Course().check_in(1, pain_rest=7).check_in(2).day(2), "R06") == []

    def test_with_a_sore_morning_it_names_the_score(self) -> None:
        course = Course().good(1).check_in(2, settled=Settled.STILL_THERE, pain_morning=5)
        assert said(course.day(2), "R06") == [
            reason("R06", "sore_morning", REST, 2, observed=5, limit=4)
        ]

    def test_a_morning_without_a_score_only_holds(self) -> None:
        course = Course().good(1).check_in(2, settled=Settled.STILL_THERE, pain_morning=None)
        assert said(course.day(2), "R06") == [reason("R06", "still_sore", HOLD, 1)]

    def test_before_any_session_there_is_nothing_to_settle(self) -> None:
        assert said(Course().check_in(1, settled=Settled.STILL_THERE).day(1), "R06") == []


class TestR07Limp:
    def test_in_the_first_days(self) -> None:
        fresh = intake(injured_on=on(-1))
        day = Course(fresh).check_in(1, limp=True).day(1)
        assert said(day, "R07") == [reason("R07", "early_limp", HOLD, 1)]

    def test_later(self) -> None:
        day = Course().check_in(1, limp=True).day(1)
        assert said(day, "R07") == [reason("R07", "limp", EASE, 1)]


class TestR08AboveTheCap:
    def test_an_exercise(self) -> None:
        day = Course().rebuild(12).hurt(12, bridge=5).day(12)
        facts = {"subject": "bridge", "observed": 5, "limit": 4}
        assert said(day, "R08") == [reason("R08", "exercise", EASE, 12, **facts)]

    def test_on_the_lowest_rung_it_says_until_when(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5).check_in(2)
        facts = {"subject": "bridge", "observed": 5, "limit": 3, "until": 2}
        assert said(course.day(1), "R08") == [reason("R08", "exercise_lowest", EASE, 1, **facts)]
        assert said(course.day(2), "R08") == [reason("R08", "ladder_off", EASE, 1, **facts)]

    def test_off_until_a_calm_morning_names_no_day(self) -> None:
        course = Course().check_in(1).hurt(1, bridge=5).check_in(2).check_in(3)
        day = course.hurt(3, bridge=5).check_in(4).day(4)
        facts = {"subject": "bridge", "observed": 5, "limit": 3}
        assert said(day, "R08") == [reason("R08", "ladder_off", EASE, 3, **facts)]

    def test_left_out_because_of_pain_has_no_score(self) -> None:
        day = Course().rebuild(11).check_in(12).session(12, exercises=(SORE,)).day(12)
        assert said(day, "R08") == [reason("R08", "skipped", EASE, 12, subject="bridge", limit=4)]

    def test_a_test_names_itself_beside_its_ladder(self) -> None:
        day = tried(Course().rebuild(12), 12, "single-leg-bridge-15", pain=5).day(12)
        facts = {"observed": 5, "limit": 4, "codes": ("single-leg-bridge-15",)}
        assert said(day, "R08") == [reason("R08", "test", EASE, 12, subject="bridge", **facts)]
        assert said(day, "R09") == [], "it eases, and does not hold too"

    def test_a_running_test_meets_the_limits_of_running(self) -> None:
        day = tried(Course().rebuild(11).check_in(12), 12, "half-speed-jog", pain=3).day(12)
        assert [one.limit for one in said(day, "R08")] == [2]

    def test_asked_for_where_the_clinician_decides_it_holds_and_names_no_day(self) -> None:
        entries = Course().check_in(1).hurt(1, bridge=5).log.entries
        log = Log(start=START, entries=entries, autonomy=Autonomy.MANUAL)
        *_, latest = fold(Course().protocol, log, until=on(1))
        facts = {"subject": "bridge", "observed": 5, "limit": 3}
        assert said(latest.plan_day, "R08") == [reason("R08", "waits", HOLD, 1, **facts)]


class TestR09HoldBand:
    def test_an_exercise_of_yesterday(self) -> None:
        day = Course().good(1).check_in(2).hurt(2, bridge=3).check_in(3).day(3)
        facts = {"subject": "bridge", "observed": 3, "limit": 2}
        assert said(day, "R09") == [reason("R09", "exercise", HOLD, 2, **facts)]

    def test_a_test_of_today(self) -> None:
        day = tried(Course().rebuild(12), 12, "single-leg-bridge-15", pain=4).day(12)
        facts = {"observed": 4, "limit": 3, "codes": ("single-leg-bridge-15",)}
        assert said(day, "R09") == [reason("R09", "test", HOLD, 12, subject="bridge", **facts)]

    def test_a_warm_up_that_was_sore_at_first(self) -> None:
        course = Course().good(1).check_in(2)
        day = course.session(2, warmup_soreness=WarmupSoreness.WENT_AWAY).check_in(3).day(3)
        assert said(day, "R09") == [
            reason("R09", "warm_up", HOLD, 2, subject=ladder)
            for ladder in ("bridge", "trunk", "agility")
        ]

    def test_a_morning_with_its_usual_and_its_limits(self) -> None:
        answers = {"pain_morning": 3, "pain_rest": 4, "pain_worst": 6}
        day = Course().good(1, 2).check_in(3, **answers).day(3)
        assert said(day, "R09") == [
            reason("R09", "morning_unsettled", HOLD, 3, observed=3, limit=2),
            reason("R09", "morning_high", HOLD, 3, observed=3, limit=2),
            reason("R09", "rest_high", HOLD, 3, observed=4, limit=2),
            reason("R09", "worst_high", HOLD, 3, observed=6, limit=5),
        ]

    def test_a_usual_morning_above_the_limit_is_high_and_settled(self) -> None:
        day = Course(intake(pain_now=4)).check_in(1, pain_morning=4).day(1)
        assert said(day, "R09") == [reason("R09", "morning_high", HOLD, 1, observed=4, limit=2)]

    def test_a_morning_that_eases_is_not_called_unsettled_too(self) -> None:
        day = Course().check_in(1, pain_morning=4).day(1)
        assert [one.detail for one in said(day, "R09")] == ["morning_high"]

    def test_a_swelling_does_not_hide_an_unsettled_morning(self) -> None:
        day = Course().check_in(1, pain_morning=3, new_swelling=True).day(1)
        assert [one.detail for one in said(day, "R09")] == ["morning_unsettled", "morning_high"]

    def test_no_pain_is_within_the_least_of_limits(self) -> None:
        least = Caps(progress=0, hold=0, stop=2)
        first, *later = hamstring().phases
        caps = {profile: dict.fromkeys(Context, least) for profile in Profile}
        protocol = replace(hamstring(), phases=(replace(first, caps=caps), *later))
        course = Course(intake(pain_now=0, pain_rest=0, pain_worst=0), protocol=protocol)
        day = course.check_in(1, pain_morning=0, pain_rest=0, pain_worst=0).day(1)
        assert said(day, "R09") == []


class TestR10WeekOnWeek:
    def course(self, name: str, before: int, now: int) -> Course:
        course = Course(intake(pain_now=4))
        for day in range(1, 15):
            course.check_in(day, **{name: before if day < 8 else now})
        return course

    def test_a_point_holds(self) -> None:
        day = self.course("pain_worst", 2, 3).day(14)
        assert said(day, "R10") == [reason("R10", "worst", HOLD, 14, observed=1, limit=1)]

    def test_more_eases(self) -> None:
        day = self.course("pain_worst", 2, 5).day(14)
        assert said(day, "R10") == [reason("R10", "worst_eases", EASE, 14, observed=3, limit=2)]
        assert [alert.observed for alert in alerts(day, AlertCode.WEEK_ON_WEEK)] == [3]

    def test_mornings_say_so(self) -> None:
        day = self.course("pain_morning", 2, 4).day(14)
        assert said(day, "R10")[-1] == reason("R10", "morning_eases", EASE, 14, observed=2, limit=2)


class TestR11NotFinishedOrTooHard:
    def test_the_share_in_whole_percent(self) -> None:
        report = ExerciseReport(ladder="bridge", done=Decimal("0.755"), pain=1)
        course = Course().good(1).check_in(2).session(2, exercises=(report,), effort=9)
        assert said(course.check_in(3).day(3), "R11") == [
            reason("R11", "too_hard", HOLD, 2, observed=9, limit=8),
            reason("R11", "not_finished", HOLD, 2, subject="bridge", observed=75, limit=80),
        ]

    def test_no_share_is_not_nothing_and_no_report_is(self) -> None:
        report = ExerciseReport(ladder="bridge", pain=1)
        course = Course().check_in(1).session(1, all_listed=None, exercises=(report,), short=True)
        bridge, mobility = said(course.check_in(2).day(2), "R11")
        assert (bridge.subject, bridge.observed) == ("bridge", None)
        assert (mobility.subject, mobility.observed) == ("mobility", 0)


class TestR12Gap:
    @pytest.mark.parametrize(
        ("days", "detail", "result"),
        [
            (7, "step_back", EASE),
            (8, "gap", HOLD),
            (10, "step_back", EASE),
            (14, "previous_phase", EASE),
            (15, "gap", HOLD),
            (28, "restart", EASE),
            (29, "gap", HOLD),
        ],
    )
    def test_how_long_and_what_it_takes(self, days: int, detail: str, result: Result) -> None:
        day = Course().rebuild(14).day(14 + days)
        assert said(day, "R12") == [
            reason("R12", detail, result, 14 + days, observed=days, limit=7)
        ]


class TestR13Earned:
    def test_good_sessions(self) -> None:
        day = Course().good(1, 2).check_in(3).day(3)
        assert said(day, "R13") == [
            reason("R13", "good_sessions", PROGRESS, 3, subject=ladder, observed=2, limit=2)
            for ladder in ("bridge", "mobility")
        ]

    def test_waiting_for_a_yes(self) -> None:
        entries = Course().good(1, 2).check_in(3).log.entries
        log = Log(start=START, entries=entries, autonomy=Autonomy.PROPOSE)
        *_, latest = fold(Course().protocol, log, until=on(3))
        assert said(latest.plan_day, "R13") == [
            reason("R13", "waits", HOLD, 3, subject=ladder, observed=2, limit=2)
            for ladder in ("bridge", "mobility")
        ]


class TestR14PhasePassed:
    def course(self) -> Course:
        return Course().good(1, 8).tests(7).tests(8)

    def test_counts_the_good_sessions(self) -> None:
        assert said(self.course().day(8), "R14") == [
            reason("R14", "phase_passed", PROGRESS, 8, observed=7, limit=5)
        ]

    def test_waiting_for_a_yes(self) -> None:
        course = Course()
        for day in range(1, 9):
            course.good(day).directive(day, DirectiveKind.ACCEPT, ladder="bridge")
        entries = course.tests(6).tests(7).log.entries
        log = Log(start=START, entries=entries, autonomy=Autonomy.PROPOSE)
        *_, latest = fold(course.protocol, log, until=on(8))
        assert said(latest.plan_day, "R14") == [
            reason("R14", "phase_waits", HOLD, 8, observed=7, limit=5)
        ]

    def test_the_end(self) -> None:
        course, first = maintained(until=56)
        end = first + 56
        assert said(course.day(end), "R14") == [
            reason("R14", "plan_closes", HOLD, end, observed=56, limit=56)
        ]

    def test_tests_not_passed_again(self) -> None:
        course, first = maintained(until=14)
        tried(course, first + 14, "sit-to-stand-20", passed=False, pain=0)
        tried(course, first + 14, "fast-leg-raise", pain=1)
        codes = ("fast-leg-raise", "sit-to-stand-20")
        assert said(course.day(first + 14), "R14") == [
            reason("R14", "retest_not_passed", HOLD, first + 14, codes=codes)
        ]


class TestR15NotImproving:
    def test_still_limping(self) -> None:
        day = Course().check_in(1, limp=True).day(1)
        assert said(day, "R15") == [reason("R15", "still_limping", HOLD, 1, observed=7, limit=5)]
        assert [alert.observed for alert in alerts(day, AlertCode.NOT_IMPROVING)] == [7]

    def test_not_falling(self) -> None:
        course = Course(intake(pain_now=4))
        for day in range(1, 15):
            course.check_in(day, pain_worst=5)
        assert said(course.day(14), "R15") == [
            reason("R15", "not_falling", HOLD, 14, observed=5, limit=3)
        ]


class TestR16Flare:
    def test_back_a_phase_counts_the_episodes_of_two_weeks(self) -> None:
        course = Course().rebuild(14).check_in(15, new_swelling=True).check_in(16)
        day = course.check_in(17, new_swelling=True).day(17)
        assert said(day, "R16") == [reason("R16", "previous_phase", EASE, 17, observed=2)]
        assert [alert.observed for alert in alerts(day, AlertCode.FLARE)] == [2]

    def test_in_phase_1_to_its_first_rungs(self) -> None:
        course = Course().good(1, 3).check_in(4, new_swelling=True).check_in(5)
        day = course.check_in(6, new_swelling=True).day(6)
        assert said(day, "R16") == [reason("R16", "first_rungs", EASE, 6, observed=2)]


class TestR17NoNews:
    def test_answers_that_are_missing(self) -> None:
        day = Course().check_in(1, pain_morning=None, limp=None).day(1)
        assert said(day, "R17") == [
            reason("R17", "missing_answers", HOLD, 1, codes=("pain_morning", "limp"))
        ]

    def test_days_without_a_word(self) -> None:
        day = Course().good(1, 2).day(5)
        assert said(day, "R17") == [reason("R17", "no_check_in", HOLD, 5, observed=3)]
        assert [alert.observed for alert in alerts(day, AlertCode.NO_REPORT)] == [3]

    def test_are_counted_from_the_start_where_nothing_was_ever_said(self) -> None:
        assert said(Course().day(2), "R17") == [reason("R17", "no_check_in", HOLD, 2, observed=2)]


class TestR18CliniciansLimit:
    WORDS = "until the scan"

    @pytest.mark.parametrize("ladder", [None, "bridge"])
    def test_a_hold(self, ladder: str | None) -> None:
        facts = {"ladder": ladder, "until": on(5), "reason": self.WORDS}
        day = Course().directive(2, DirectiveKind.HOLD, **facts).check_in(3).day(3)
        facts = {"subject": ladder or "plan", "until": 5, "by_words": self.WORDS}
        assert said(day, "R18") == [reason("R18", "hold", HOLD, 3, **facts)]

    def test_a_pause(self) -> None:
        facts = {"until": on(5), "reason": "holiday", "by": Author.PATIENT}
        day = Course().directive(2, DirectiveKind.PAUSE, **facts).check_in(3).day(3)
        assert said(day, "R18") == [reason("R18", "paused", HOLD, 3, until=5, by_words="holiday")]

    def test_a_ceiling(self) -> None:
        facts = {"ladder": "bridge", "rung": 1, "until": on(5), "reason": self.WORDS}
        course = Course().directive(2, DirectiveKind.SET_RUNG, **facts).check_in(3)
        facts = {"subject": "bridge", "by_words": self.WORDS}
        given = reason("R18", "set_rung", HOLD, 2, **facts)
        assert said(course.day(2), "R18") == [
            reason("R18", "ceiling", HOLD, 2, until=5, **facts),
            given,
        ]
        assert said(course.day(3), "R18") == [reason("R18", "ceiling", HOLD, 3, until=5, **facts)]

    def test_a_rung_that_is_refused(self) -> None:
        facts = {"ladder": "bridge", "rung": 7, "reason": self.WORDS}
        course = Course().rebuild(12).check_in(13, new_swelling=True)
        day = course.directive(13, DirectiveKind.SET_RUNG, **facts).day(13)
        facts = {"subject": "bridge", "by_words": self.WORDS}
        assert said(day, "R18") == [reason("R18", "set_rung_refused", HOLD, 13, **facts)]


def test_r19_nothing_yet() -> None:
    assert said(Course().check_in(1).day(1), "R19") == [reason("R19", "nothing_earned", HOLD, 1)]
