"""R18 and what stands behind it: holds, rungs, limits, profiles, phases and pauses by directive."""

from datetime import date, timedelta

import pytest

from recovery.domain.codes import Author, Context, DirectiveKind, Profile, Result
from recovery.domain.decision import PlanDay
from recovery.domain.log import SelfTest

from .kit import START, Course, fired, intake, reasons, rungs

ADVANCE, RETURN = DirectiveKind.ADVANCE_PHASE, DirectiveKind.RETURN_PHASE
CAPS, PAUSE, RESUME = DirectiveKind.SET_CAPS, DirectiveKind.PAUSE, DirectiveKind.RESUME
HOLD, RUNG = DirectiveKind.HOLD, DirectiveKind.SET_RUNG


def on(number: int) -> date:
    return START + timedelta(days=number)


def moved(day: PlanDay) -> set[str]:
    return {change.ladder for change in day.changes}


def details(day: PlanDay) -> set[str]:
    return {reason.detail for reason in reasons(day, "R18")}


class TestHolds:
    def test_of_one_ladder_lets_the_others_move(self) -> None:
        course = Course().good(1, 2).directive(2, HOLD, ladder="bridge").check_in(3)
        assert moved(course.day(3)) == {"mobility"}

    def test_on_its_last_day_and_the_day_after(self) -> None:
        course = Course().good(1, 2).directive(1, HOLD, ladder="bridge", until=on(3))
        assert "hold" in details(course.check_in(3).day(3))
        assert "hold" not in details(course.check_in(4).day(4))

    def test_stand_side_by_side(self) -> None:
        course = Course().directive(1, HOLD, ladder="bridge").directive(1, HOLD, ladder="mobility")
        held = {reason.subject for reason in reasons(course.good(1, 2).check_in(3).day(3), "R18")}
        assert held == {"bridge", "mobility"}


class TestRungs:
    @pytest.mark.parametrize(
        ("wanted", "is_inside"), [(2, False), (3, True), (7, True), (8, False)]
    )
    def test_stay_inside_the_phase(self, wanted: int, is_inside: bool) -> None:
        course = Course().rebuild(11).check_in(12)
        before = rungs(course.day(12))["bridge"]
        course.directive(12, RUNG, ladder="bridge", rung=wanted)
        assert rungs(course.day(12))["bridge"] == (wanted if is_inside else before)
        assert details(course.day(12)) == {"set_rung" if is_inside else "set_rung_outside"}

    def test_of_another_phases_ladder_or_of_no_rung_are_outside(self) -> None:
        for facts in ({"ladder": "hinge", "rung": 1}, {"ladder": "bridge"}):
            course = Course().check_in(1).directive(1, RUNG, **facts)
            assert details(course.day(1)) == {"set_rung_outside"}

    def test_on_the_day_of_another_phase_are_not_of_the_old_one(self) -> None:
        course = Course().rebuild(11).check_in(12)
        course.directive(12, RETURN).directive(12, RUNG, ladder="bridge", rung=1)
        assert details(course.day(12)) == {"return_phase", "set_rung"}

    def test_a_ceiling_stands_beside_one_of_a_ladder_that_is_gone(self) -> None:
        course = Course().check_in(1)
        course.directive(1, RUNG, ladder="mobility", rung=1, until=on(20))
        course.directive(1, RUNG, ladder="bridge", rung=3, until=on(20)).directive(1, ADVANCE)
        assert {one.subject for one in reasons(course.check_in(2).day(2), "R18")} == {"bridge"}

    def test_set_for_good_end_an_earlier_ceiling_of_that_ladder_alone(self) -> None:
        course = Course().check_in(1)
        for ladder in ("bridge", "mobility"):
            course.directive(1, RUNG, ladder=ladder, rung=1, until=on(20))
        course.directive(2, RUNG, ladder="bridge", rung=1)
        course.good(2, 3).check_in(4)
        assert moved(course.day(4)) == {"bridge"}
        assert {one.subject for one in reasons(course.day(4), "R18")} == {"mobility"}

    def test_a_new_ceiling_takes_the_place_of_the_old_one(self) -> None:
        course = Course().directive(1, RUNG, ladder="bridge", rung=1, until=on(20))
        course.directive(2, RUNG, ladder="bridge", rung=2, until=on(20)).good(1, 9)
        assert rungs(course.day(9))["bridge"] == 2

    def test_a_ceiling_without_a_rung_is_the_first(self) -> None:
        course = Course().directive(1, RUNG, ladder="bridge", until=on(20)).good(1, 3).check_in(4)
        assert rungs(course.day(4))["bridge"] == 1

    def test_a_ceiling_out_of_reach_says_nothing(self) -> None:
        course = Course().directive(1, RUNG, ladder="bridge", rung=2, until=on(20)).check_in(2)
        assert details(course.day(2)) == {"ceiling"}
        assert details(course.hurt(2, bridge=5).check_in(3).day(3)) == set()

    def test_earn_from_there_anew(self) -> None:
        course = Course().good(1, 2).directive(2, RUNG, ladder="bridge", rung=2).check_in(3)
        assert rungs(course.day(3))["bridge"] == 2
        assert "bridge" not in moved(course.day(3))

    def test_say_so_in_the_change(self) -> None:
        course = Course().check_in(1).directive(1, RUNG, ladder="bridge", rung=3)
        (change,) = course.day(1).changes
        assert (change.from_rung, change.to_rung, change.reason.rule) == (1, 3, "R18")

    def test_the_rung_it_stands_on_is_no_change(self) -> None:
        course = Course().check_in(1).directive(1, RUNG, ladder="bridge", rung=1)
        assert course.day(1).changes == ()

    def test_of_a_ladder_of_another_phase_wait_for_nothing(self) -> None:
        course = Course().check_in(1).directive(1, RUNG, ladder="hinge", rung=2)
        assert course.day(1).changes == ()
        assert "hinge" not in rungs(course.day(1))


class TestRefused:
    """Upward while locked, resting or easing: the body's answer comes first."""

    def course(self, **answers: object) -> Course:
        return Course().rebuild(11).check_in(12, **answers)

    def rung(self) -> int:
        return rungs(self.course().day(12))["bridge"]

    @pytest.mark.parametrize(
        "answers",
        [{"pain_rest": 7}, {"new_swelling": True}, {"red_flags": frozenset({"foot_drop"})}],
    )
    def test_upward_on_a_bad_day(self, answers: dict) -> None:
        up = self.rung() + 1
        course = self.course(**answers).directive(12, RUNG, ladder="bridge", rung=up)
        assert "set_rung_refused" in details(course.day(12))
        assert rungs(course.day(12))["bridge"] < up

    @pytest.mark.parametrize("lower", [0, 1])
    def test_but_not_downward_nor_where_it_stands(self, lower: int) -> None:
        rung = self.rung() - lower
        course = self.course(pain_rest=7).directive(12, RUNG, ladder="bridge", rung=rung)
        assert details(course.day(12)) == {"set_rung"}
        assert rungs(course.day(12))["bridge"] == rung

    def test_where_it_stands_does_not_soften_an_easing(self) -> None:
        rung = self.rung()
        course = self.course(new_swelling=True).directive(12, RUNG, ladder="bridge", rung=rung)
        assert rungs(course.day(12))["bridge"] == rung - 1

    def test_not_on_a_day_that_only_holds(self) -> None:
        up = self.rung() + 1
        course = self.course(pain_rest=4).directive(12, RUNG, ladder="bridge", rung=up)
        assert rungs(course.day(12))["bridge"] == up

    @pytest.mark.parametrize(("ladder", "is_refused"), [("bridge", True), ("hinge", False)])
    def test_where_that_ladder_itself_eases(self, ladder: str, is_refused: bool) -> None:
        course = self.course().add(SelfTest, 12, test="single-leg-bridge-15", passed=True, pain=5)
        course.directive(12, RUNG, ladder=ladder, rung=rungs(course.day(12))[ladder] + 2)
        assert ("set_rung_refused" in details(course.day(12))) is is_refused

    @pytest.mark.parametrize("answers", [{"pain_rest": 7}, {"new_swelling": True}])
    def test_the_next_phase_too(self, answers: dict) -> None:
        course = Course().check_in(1, **answers).directive(1, ADVANCE)
        assert course.day(1).phase == "protect"
        assert "advance_phase_refused" in details(course.day(1))

    def test_but_never_the_phase_before(self) -> None:
        course = self.course(pain_rest=7).directive(12, RETURN)
        assert course.day(12).phase == "protect"

    def test_nor_the_next_phase_where_one_exercise_eases(self) -> None:
        course = (
            Course().check_in(1).add(SelfTest, 1, test="heel-dig-half-effort", passed=True, pain=5)
        )
        assert course.directive(1, ADVANCE).day(1).phase == "rebuild"


class TestLimitsOfPain:
    SET = {"context": Context.GENERAL, "progress": 0, "hold": 1, "stop": 3}

    def test_hold_until_their_last_day(self) -> None:
        course = Course().directive(1, CAPS, **self.SET, until=on(2)).check_in(2).check_in(3)
        assert course.hurt(2, bridge=3).day(2).result is Result.REST
        course = Course().directive(1, CAPS, **self.SET, until=on(2)).check_in(2).check_in(3)
        assert course.hurt(3, bridge=3).day(3).result is not Result.REST

    def test_of_running_leave_those_of_the_rest(self) -> None:
        running = self.SET | {"context": Context.RUNNING}
        course = Course().directive(1, CAPS, **running).check_in(2).hurt(2, bridge=3)
        assert course.day(2).result is not Result.REST

    def test_of_both_stand_side_by_side(self) -> None:
        running = self.SET | {"context": Context.RUNNING}
        course = Course().directive(1, CAPS, **self.SET).directive(1, CAPS, **running)
        assert course.check_in(2).hurt(2, bridge=3).day(2).result is Result.REST

    def test_the_latest_of_one_kind_counts(self) -> None:
        course = Course().directive(1, CAPS, **self.SET)
        course.directive(2, CAPS, context=Context.GENERAL, progress=2, hold=3, stop=6)
        assert course.check_in(2).hurt(2, bridge=3).day(2).result is not Result.REST

    @pytest.mark.parametrize("missing", ["context", "progress", "hold", "stop"])
    def test_half_a_set_is_none(self, missing: str) -> None:
        half = {name: value for name, value in self.SET.items() if name != missing}
        with pytest.raises(ValueError, match=r"^set_caps needs context, progress, hold and stop$"):
            Course().directive(1, CAPS, **half).day(1)


class TestProfiles:
    def test_a_clinicians_choice_without_an_end_goes_on(self) -> None:
        course = Course().directive(1, DirectiveKind.SET_PROFILE, profile=Profile.STRICT)
        assert course.day(30).profile is Profile.STRICT

    def test_a_clinician_may_choose_standard_for_a_recurrence(self) -> None:
        course = Course(intake(recurrent=True))
        course.directive(1, DirectiveKind.SET_PROFILE, profile=Profile.STANDARD)
        assert course.day(1).profile is Profile.STANDARD

    def test_a_patients_wish_goes_before_it_and_ends_alone(self) -> None:
        course = Course().directive(1, DirectiveKind.SET_PROFILE, profile=Profile.STANDARD)
        wish = {"profile": Profile.STRICT, "by": Author.PATIENT, "until": on(3)}
        course.directive(2, DirectiveKind.SET_PROFILE, **wish)
        profiles = [course.day(number).profile for number in (1, 2, 3, 4)]
        strict, standard = Profile.STRICT, Profile.STANDARD
        assert profiles == [standard, strict, strict, standard]


class TestPauses:
    def test_show_nothing_until_their_last_day(self) -> None:
        course = Course().directive(1, PAUSE, until=on(2)).check_in(2).check_in(3)
        assert course.day(2).exercises == ()
        assert course.day(3).startable

    def test_a_clinicians_takes_the_place_of_a_patients(self) -> None:
        course = Course().directive(1, PAUSE, by=Author.PATIENT)
        course.directive(2, PAUSE, until=on(3)).check_in(4)
        assert course.day(4).startable

    def test_a_patient_may_pause_anew_for_longer(self) -> None:
        course = Course().directive(1, PAUSE, by=Author.PATIENT, until=on(2))
        course.directive(2, PAUSE, by=Author.PATIENT, until=on(4)).check_in(4)
        assert not course.day(4).startable

    def test_a_patient_ends_their_own_and_no_hold(self) -> None:
        course = Course().good(1, 2).directive(2, HOLD).directive(2, PAUSE, by=Author.PATIENT)
        day = course.directive(3, RESUME, by=Author.PATIENT).check_in(3).day(3)
        assert day.startable
        assert "hold" in details(day)

    def test_a_clinician_ends_pauses_and_holds(self) -> None:
        course = Course().good(1, 2).directive(2, HOLD).directive(2, PAUSE)
        day = course.directive(3, RESUME).check_in(3).day(3)
        assert day.startable
        assert details(day) == {"resume"}
        assert "hold" not in details(course.check_in(4).day(4))


class TestPhases:
    def test_back_from_the_first_is_the_first(self) -> None:
        assert Course().check_in(1).directive(1, RETURN).day(1).phase == "protect"

    def test_on_from_the_last_is_the_last(self) -> None:
        course = Course().check_in(1)
        for day in (1, 2, 3, 4):
            course.check_in(day).directive(day, ADVANCE)
        phases = [course.day(number).phase for number in (1, 2, 3, 4)]
        assert phases == ["rebuild", "return", "maintenance", "maintenance"]

    def test_one_a_day_and_back_before_on(self) -> None:
        course = Course().rebuild(11).check_in(12).directive(12, ADVANCE).directive(12, RETURN)
        assert course.day(12).phase == "protect"


class TestLifting:
    def test_a_lock_of_the_day_the_person_was_seen_lifts_the_next_day(self) -> None:
        course = Course().check_in(1, red_flags=frozenset({"sit_bone_pain"}))
        course.seen(2, seen_on=on(1)).check_in(2)
        assert course.day(2).lock is None

    def test_clearing_without_a_lock_moves_nothing(self) -> None:
        course = Course().rebuild(12).check_in(13).directive(13, DirectiveKind.CLEAR_LOCK)
        assert course.day(13).phase == "rebuild"
        assert "R18" in fired(course.day(13))
