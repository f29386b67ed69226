"""What waits for a clinician's yes: steps up when asked to propose, steps down too by hand."""

from datetime import timedelta

import pytest

from recovery.domain.codes import AlertCode, Author, Autonomy, DirectiveKind, Result, Skipped
from recovery.domain.decision import PlanDay
from recovery.domain.log import ExerciseReport, Log
from recovery.domain.plan import fold
from tests.unit.domain.kit import START, Course, reasons

ACCEPT, DECLINE = DirectiveKind.ACCEPT, DirectiveKind.DECLINE
SIGN = frozenset({"foot_drop"})
BOTH = pytest.mark.parametrize("autonomy", [Autonomy.PROPOSE, Autonomy.MANUAL])


def day_of(course: Course, number: int, autonomy: Autonomy = Autonomy.MANUAL) -> PlanDay:
    log = Log(start=START, entries=course.log.entries, autonomy=autonomy)
    *_, latest = fold(course.protocol, log, until=START + timedelta(days=number))
    return latest.plan_day


def rung_of(day: PlanDay, ladder: str = "bridge") -> int:
    return next(one.rung for one in day.ladders if one.ladder == ladder)


def proposed(day: PlanDay) -> set[tuple[str, str]]:
    return {(one.rule, one.subject) for one in day.proposals}


def details(day: PlanDay, rule: str) -> set[str]:
    return {reason.detail for reason in reasons(day, rule)}


def earned() -> Course:
    """Two good sessions: the morning of day 3 has earned the bridge's second rung."""
    return Course().good(1, 2).check_in(3)


def hurt_on_third() -> Course:
    """On day 3 the bridge, in the strictest phase's second rung, hurt in the ease band."""
    course = Course().good(1, 2).check_in(3).directive(3, ACCEPT)
    return course.hurt(3, bridge=4)


class TestAStepUp:
    @BOTH
    def test_is_proposed_and_waits(self, autonomy):
        day = day_of(earned(), 3, autonomy)
        assert ("R13", "bridge") in proposed(day)
        assert day.changes == ()
        assert day.result is Result.HOLD

    def test_waits_for_nobody_when_the_plan_acts_by_itself(self):
        day = day_of(earned(), 3, Autonomy.AUTOMATIC)
        assert day.proposals == ()
        assert rung_of(day) == 2

    def test_keeps_the_day_it_was_first_proposed_on(self):
        course = earned().session(3).good(4, 4)
        (bridge,) = [one for one in day_of(course, 4).proposals if one.subject == "bridge"]
        assert bridge.since == START + timedelta(days=3)

    def test_stays_over_a_day_without_news(self):
        course = earned().check_in(5)
        assert ("R13", "bridge") in proposed(day_of(course, 4))
        (bridge,) = [one for one in day_of(course, 5).proposals if one.subject == "bridge"]
        assert bridge.since == START + timedelta(days=3)

    def test_declined_for_one_ladder_leaves_the_others(self):
        day = day_of(earned().directive(3, DECLINE, ladder="mobility"), 3)
        good = {one.ladder: one.good_sessions for one in day.ladders}
        assert (good["mobility"], good["bridge"]) == (0, 2)
        assert ("R13", "bridge") in proposed(day)

    def test_declined_where_nothing_waits_loses_nothing(self):
        day = day_of(earned().directive(3, DECLINE, ladder="trunk"), 3)
        good = {one.ladder: one.good_sessions for one in day.ladders}
        assert (good["trunk"], good["bridge"]) == (1, 2)

    def test_declined_on_a_day_without_news_it_is_gone(self):
        assert proposed(day_of(earned().directive(4, DECLINE), 4)) == set()

    def test_does_not_outlive_a_rest_nobody_spoke_of(self):
        course = earned().hurt(3, trunk=6)
        assert ("R13", "bridge") in proposed(day_of(course, 3))
        assert proposed(day_of(course, 4)) == set()

    def test_dies_with_a_lesser_decision(self):
        course = earned().check_in(4, pain_morning=5)
        assert proposed(day_of(course, 4)) == set()

    def test_accepted_for_one_ladder_moves_that_one_alone(self):
        day = day_of(earned().directive(3, ACCEPT, ladder="bridge"), 3)
        assert [change.ladder for change in day.changes] == ["bridge"]
        assert "R13" in {rule for rule, _ in proposed(day)}

    def test_accepted_on_a_bad_morning_is_decided_with_that_mornings_answers(self):
        course = earned().check_in(4, pain_morning=5).directive(4, ACCEPT)
        assert all(change.to_rung < change.from_rung for change in day_of(course, 4).changes)

    def test_declined_has_to_be_earned_anew(self):
        course = earned().directive(3, DECLINE, ladder="bridge").check_in(4).check_in(5)
        (bridge,) = [one for one in day_of(course, 3).ladders if one.ladder == "bridge"]
        assert bridge.good_sessions == 0
        assert "R13" not in {rule for rule, one in proposed(day_of(course, 4)) if one == "bridge"}
        course.session(5).good(6, 6).check_in(7)
        assert ("R13", "bridge") in proposed(day_of(course, 7))

    def test_the_last_answer_of_a_day_counts(self):
        course = earned().directive(3, DECLINE).directive(3, ACCEPT, ladder="bridge")
        assert day_of(course, 3).changes == ()  # the decline still holds the day
        course = earned().directive(3, ACCEPT)
        assert rung_of(day_of(course, 3)) == 2


class TestTheNextPhase:
    def ready(self) -> Course:
        """Everything phase 1 asks for, each step up on the way accepted."""
        course = Course()
        for day in range(1, 9):
            course.check_in(day).session(day)
            if day < 7:
                course.directive(day, ACCEPT)
            if day in (6, 7):
                course.tests(day)
        return course

    @BOTH
    def test_waits_for_a_yes(self, autonomy):
        day = day_of(self.ready(), 8, autonomy)
        assert ("R14", "plan") in proposed(day)
        assert day.phase == "protect"
        accepted = day_of(self.ready().directive(8, ACCEPT), 8, autonomy)
        assert accepted.phase == "rebuild"
        assert accepted.proposals == ()

    def test_declined_asks_for_its_tests_again(self):
        course = self.ready().directive(8, DECLINE)
        assert all(test.passed_on == () for test in day_of(course, 8).exit_tests)
        assert ("R14", "plan") not in proposed(day_of(course.good(9, 10), 10))

    def test_a_no_to_one_ladder_leaves_its_tests_as_they_are(self):
        course = self.ready().directive(8, DECLINE, ladder="bridge")
        assert all(test.passed_on != () for test in day_of(course, 8).exit_tests)

    def test_a_no_before_it_was_asked_for_leaves_what_was_passed(self):
        course = Course().good(1, 2).tests(2).check_in(3).directive(3, DECLINE)
        passed = {test.passed_on for test in day_of(course, 3).exit_tests}
        assert passed == {(START + timedelta(days=2),)}

    @pytest.mark.parametrize(
        ("signs", "pain", "limp"),
        [(SIGN, 1, False), (frozenset(), 6, False), (frozenset(), 1, True)],
    )
    def test_a_no_on_a_day_whose_passes_do_not_count_leaves_those_of_before(
        self, signs, pain, limp
    ):
        """A lock, a rest that goes on, a limp."""
        course = Course().check_in(1).tests(1).check_in(2, red_flags=signs).hurt(2, bridge=pain)
        course.check_in(3, limp=limp).tests(3).directive(3, DECLINE)
        passed = {test.passed_on for test in day_of(course, 3).exit_tests}
        assert passed == {(START + timedelta(days=1),)}


class TestAStepDown:
    def test_waits_only_where_the_clinician_decides_everything(self):
        assert rung_of(day_of(hurt_on_third(), 3, Autonomy.PROPOSE)) == 1
        day = day_of(hurt_on_third(), 3)
        assert rung_of(day) == 2
        assert ("R08", "bridge") in proposed(day)
        assert details(day, "R08") == {"waits"}

    def test_takes_the_exercise_off_the_rest_of_the_day_all_the_same(self):
        assert "bridge" not in {line.ladder for line in day_of(hurt_on_third(), 3).exercises}

    def test_goes_on_waiting_and_bars_a_step_up(self):
        course = hurt_on_third().good(4, 6).check_in(7)
        day = day_of(course, 7)
        assert ("R08", "bridge") in proposed(day)
        assert ("R13", "bridge") not in proposed(day)

    def test_is_taken_when_accepted_later(self):
        day = day_of(hurt_on_third().check_in(4).directive(4, ACCEPT), 4)
        assert (rung_of(day), day.result) == (1, Result.EASE)
        assert details(day, "R08") == {"accepted"}
        assert ("R08", "bridge") not in proposed(day)

    def test_takes_one_rung_however_high_it_stands(self):
        course = Course().check_in(1)
        course.directive(1, DirectiveKind.SET_RUNG, ladder="bridge", rung=3).hurt(1, bridge=5)
        course.check_in(2).directive(2, ACCEPT)
        assert [rung_of(day_of(course, day)) for day in (1, 2)] == [3, 2]

    def test_is_taken_at_once_when_accepted_the_same_evening(self):
        assert rung_of(day_of(hurt_on_third().directive(3, ACCEPT), 3)) == 1

    def test_is_not_taken_by_an_answer_of_the_same_moment(self):
        course = Course().good(1, 2).check_in(3).hurt(3, bridge=5)
        moment = course.entries[-1].order
        assert details(day_of(course.directive(3, ACCEPT, order=moment), 3), "R08") == {"waits"}

    def test_declined_leaves_the_rung_and_is_asked_no_more(self):
        course = hurt_on_third().check_in(4).directive(4, DECLINE, ladder="bridge").check_in(5)
        assert rung_of(day_of(course, 4)) == 2
        assert details(day_of(course, 4), "R08") == {"declined"}
        assert details(day_of(course, 5), "R08") == set()

    def test_dies_when_another_rule_takes_the_rung(self):
        course = hurt_on_third().check_in(4, pain_morning=6)
        assert rung_of(day_of(course, 4)) == 1
        assert ("R08", "bridge") not in proposed(day_of(course, 4))

    def test_dies_when_the_clinician_leads_back_a_phase(self):
        course = Course().check_in(1).directive(1, DirectiveKind.ADVANCE_PHASE)
        course.check_in(2).hurt(2, bridge=5).check_in(3)
        assert ("R08", "bridge") in proposed(day_of(course, 3))
        course.directive(3, DirectiveKind.RETURN_PHASE)
        assert proposed(day_of(course, 3)) == set()

    def test_outlives_an_easing_of_another_exercise(self):
        course = hurt_on_third().check_in(4).hurt(4, mobility=6)
        assert rung_of(day_of(course, 4), "mobility") == 1
        assert ("R08", "bridge") in proposed(day_of(course, 4))

    def test_left_out_because_of_pain_is_asked_for_too(self):
        left_out = ExerciseReport(ladder="bridge", skipped=Skipped.PAIN)
        course = earned().directive(3, ACCEPT).session(3, exercises=(left_out,))
        assert details(day_of(course, 3), "R08") == {"left_out_waits"}
        accepted = day_of(course.check_in(4).directive(4, ACCEPT), 4)
        assert details(accepted, "R08") == {"left_out_accepted"}

    def test_never_delays_what_protects(self):
        day = day_of(earned().directive(3, ACCEPT).hurt(3, bridge=6), 3)
        assert (rung_of(day), day.result) == (1, Result.REST)


class TestWaitingForThreeDays:
    def waiting(self, days: int) -> PlanDay:
        course = earned()
        for day in range(4, 4 + days):
            course.check_in(day)
        return day_of(course, 3 + days)

    def test_says_so(self):
        codes = {alert.code for alert in self.waiting(3).alerts}
        assert AlertCode.PROPOSAL_WAITS in codes

    def test_does_not_say_so_after_two(self):
        assert AlertCode.PROPOSAL_WAITS not in {alert.code for alert in self.waiting(2).alerts}

    def test_the_next_phase_says_so_too(self):
        course = TestTheNextPhase().ready()
        for day in range(9, 12):
            course.check_in(day)
        for number, is_told in ((9, False), (10, True)):
            told = {(one.code, one.subject) for one in day_of(course, number).alerts}
            assert ((AlertCode.PROPOSAL_WAITS, "plan") in told) is is_told

    def test_a_step_down_says_so_too(self):
        course = hurt_on_third()
        for day in range(4, 7):
            course.check_in(day)
        alerts = [one for one in day_of(course, 6).alerts if one.subject == "bridge"]
        assert AlertCode.PROPOSAL_WAITS in {one.code for one in alerts}


def test_a_patients_own_plan_takes_no_answers():
    """A plan that acts by itself moves up although nobody said yes."""
    course = earned().directive(3, ACCEPT, by=Author.CLINICIAN)
    assert rung_of(day_of(course, 3, Autonomy.AUTOMATIC)) == 2
