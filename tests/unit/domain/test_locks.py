"""Locks that meet: what names the joined one, who lifts it, and what is lost meanwhile."""

from datetime import date, timedelta

import pytest

from recovery.domain.codes import AlertCode, Author, DirectiveKind, Result
from recovery.domain.decision import Lock

from .kit import START, Course, fired, intake, rungs

SOON, OTHER_SOON = frozenset({"sit_bone_pain"}), frozenset({"back_pain_below_knee"})
URGENT, EMERGENCY = frozenset({"foot_drop"}), frozenset({"saddle_numbness"})
CLEAR = DirectiveKind.CLEAR_LOCK


def on(number: int) -> date:
    return START + timedelta(days=number)


def lock(course: Course, number: int) -> Lock:
    found = course.day(number).lock
    assert found is not None
    return found


class TestALock:
    def test_of_a_soon_sign(self) -> None:
        assert lock(Course().check_in(1, red_flags=SOON), 1) == Lock(
            kind=Result.SOON,
            set_on=on(1),
            rule="R00",
            codes=("sit_bone_pain",),
            needs_clinician=False,
            restarts=False,
        )

    def test_of_a_pop(self) -> None:
        assert lock(Course().check_in(1, sudden_event=True), 1) == Lock(
            kind=Result.STOP,
            set_on=on(1),
            rule="R01",
            codes=("sudden_event",),
            needs_clinician=True,
            restarts=True,
        )

    def test_of_a_person_with_blood_thinners_needs_a_clinician(self) -> None:
        course = Course(intake(anticoagulants=True)).directive(1, CLEAR)
        course.check_in(2, red_flags=SOON)
        assert lock(course, 2).needs_clinician

    def test_stays_the_same_over_quiet_days(self) -> None:
        course = Course().check_in(1, red_flags=URGENT).check_in(2).check_in(4)
        assert lock(course, 4) == lock(course, 1)

    @pytest.mark.parametrize(("days_before", "locks"), [(6, False), (7, True)])
    def test_of_a_fact_is_not_set_when_somebody_has_looked_at_this_injury(
        self, days_before: int, locks: bool
    ) -> None:
        """The injury is six days old: an examination on its very day is one of it."""
        seen = {"examined_by": "doctor", "examined_on": on(-days_before)}
        day = Course(intake(anticoagulants=True, **seen)).day(0)
        assert (day.lock is not None) is locks

    def test_of_a_fact_is_set_when_nobody_is_named(self) -> None:
        day = Course(intake(anticoagulants=True, examined_on=on(-1))).day(0)
        assert day.lock is not None


class TestTwoLocks:
    def test_of_one_kind_join_their_signs_and_take_the_later_day(self) -> None:
        joined = lock(Course().check_in(1, red_flags=SOON).check_in(2, red_flags=OTHER_SOON), 2)
        assert joined.codes == ("back_pain_below_knee", "sit_bone_pain")
        assert joined.set_on == on(2)
        assert not joined.needs_clinician

    def test_the_graver_names_it_whichever_came_first(self) -> None:
        first = Course().check_in(1, red_flags=URGENT).check_in(2, red_flags=SOON)
        later = Course().check_in(1, red_flags=SOON).check_in(2, red_flags=URGENT)
        for course in (first, later):
            joined = lock(course, 2)
            assert (joined.kind, joined.set_on) == (Result.URGENT, on(2))
            assert joined.codes == ("foot_drop", "sit_bone_pain")
            assert (joined.needs_clinician, joined.restarts) == (True, True)

    def test_a_pop_keeps_its_claim_when_a_graver_sign_names_the_lock(self) -> None:
        course = Course().check_in(1, sudden_event=True).check_in(2, red_flags=SOON)
        joined = lock(course, 2)
        assert joined.kind is Result.SOON
        assert (joined.needs_clinician, joined.restarts) == (True, True)

    def test_being_seen_before_the_later_sign_lifts_neither(self) -> None:
        course = Course().check_in(1, red_flags=SOON).check_in(3, red_flags=OTHER_SOON)
        assert lock(course.seen(4, seen_on=on(2)), 4).set_on == on(3)


class TestLifting:
    def test_by_a_clinician_on_the_day_it_was_set_is_no_lifting_by_the_person(self) -> None:
        course = Course().check_in(1, red_flags=SOON).seen(2).check_in(2)
        assert course.day(2).lock is None
        assert course.day(2).startable

    def test_by_a_caregiver_beside_the_person_counts_the_person(self) -> None:
        course = Course().check_in(1, red_flags=SOON)
        course.seen(2, by=Author.CAREGIVER).seen(2)
        assert course.day(2).lock is None

    def test_but_a_no_through_the_caregiver_counts(self) -> None:
        course = Course().check_in(1, red_flags=SOON)
        course.seen(2, by=Author.CAREGIVER, cleared=False).seen(2)
        assert course.day(2).lock is not None

    def test_spends_nothing_that_was_earned_before(self) -> None:
        course = Course().good(1, 2).check_in(3, red_flags=SOON).seen(4).check_in(4)
        assert course.day(4).changes == ()
        assert course.day(4).result is Result.HOLD
        for number in (3, 4):
            assert {one.good_sessions for one in course.day(number).ladders} == {0}

    def test_what_was_earned_stays_when_nothing_locked(self) -> None:
        course = Course().good(1, 2).check_in(3, pain_rest=3).check_in(4)
        assert course.day(4).result is Result.PROGRESS

    @pytest.mark.parametrize("sign", [{"red_flags": URGENT}, {"sudden_event": True}])
    def test_of_a_clearance_between_a_sign_and_a_calm_answer_counts(self, sign: dict) -> None:
        course = Course().check_in(1, **sign).directive(1, CLEAR).check_in(1)
        assert course.day(1).lock is None

    def test_of_a_clearance_recorded_before_a_pop_opens_nothing(self) -> None:
        course = Course().directive(1, CLEAR).check_in(1, sudden_event=True)
        assert course.day(1).lock is not None

    def test_of_a_clearance_recorded_before_the_sign_opens_nothing(self) -> None:
        course = Course().directive(1, CLEAR).check_in(1, red_flags=URGENT)
        assert course.day(1).lock is not None
        course = Course().check_in(1, red_flags=URGENT).directive(1, CLEAR)
        assert course.day(1).lock is None

    @pytest.mark.parametrize(("flags", "phase"), [(SOON, "rebuild"), (URGENT, "protect")])
    def test_on_the_day_of_the_sign_decides_where_the_plan_goes_on(
        self, flags: frozenset[str], phase: str
    ) -> None:
        course = Course().rebuild(12).check_in(13, red_flags=flags).directive(13, CLEAR)
        assert course.check_in(14).day(14).phase == phase

    def test_a_fact_of_the_intake_lifts_without_a_check_in(self) -> None:
        course = Course(intake(anticoagulants=True)).directive(0, CLEAR)
        assert course.day(0).lock is None
        assert AlertCode.RED_FLAG in {alert.code for alert in course.day(0).alerts}

    def test_recorded_in_one_moment_the_sign_counts(self) -> None:
        course = Course().check_in(1, red_flags=URGENT, order=7).directive(1, CLEAR, order=7)
        assert course.day(1).lock is not None

    def test_a_fact_corrected_away_still_needs_a_clinician(self) -> None:
        course = Course(intake(age=17)).correct(0, "intake", age=18).seen(1).check_in(1)
        assert course.day(1).lock is not None

    @pytest.mark.parametrize(("flags", "lifts"), [(URGENT, CLEAR), (SOON, None)])
    def test_in_a_log_that_keeps_no_order_the_day_decides(
        self, flags: frozenset[str], lifts: DirectiveKind | None
    ) -> None:
        course = Course().check_in(1, red_flags=flags, order=0)
        course.directive(2, lifts, order=0) if lifts else course.seen(2, order=0)
        assert course.check_in(2, order=0).day(2).lock is None


class TestWhileLocked:
    def test_days_are_no_gap(self) -> None:
        course = Course().rebuild(14).check_in(15, red_flags=SOON)
        before = rungs(course.day(14))
        course.seen(25).check_in(25)
        assert "R12" not in fired(course.day(25))
        assert rungs(course.day(25)) == before

    def test_the_gap_goes_on_where_it_stopped(self) -> None:
        """Days 15 to 17 and from 20 on are without a session; 18 and 19 are locked."""
        course = Course().rebuild(14).check_in(18, red_flags=SOON).seen(20)
        fires = [number for number in range(15, 26) if "R12" in fired(course.day(number))]
        assert fires[0] == 14 + 7 + 2

    def test_silence_raises_no_alert(self) -> None:
        day = Course().check_in(1, red_flags=URGENT).day(9)
        assert AlertCode.NO_REPORT not in {alert.code for alert in day.alerts}
