"""What a clinician gives beside the ladders, takes off the list, and puts in an order."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from recovery.domain.codes import Author, Context, DirectiveKind, Result, Settled
from recovery.domain.day import LogError
from recovery.domain.decision import ListedExercise, PlanDay
from recovery.domain.ladder import Dose
from recovery.domain.log import Correction, Directive, ExerciseReport
from recovery.domain.prescription import Prescribed, Prescription, exercise_of, faults_of
from recovery.domain.state import LeftOut

from .kit import START, Course, reasons, rungs

PRESCRIBE, LEAVE_OUT = DirectiveKind.PRESCRIBE, DirectiveKind.LEAVE_OUT
BRING_BACK, SET_ORDER = DirectiveKind.BRING_BACK, DirectiveKind.SET_ORDER
BIRD_DOG = "own-bird-dog"
EIGHT = Dose(sets=2, reps=8)


def on(number: int) -> date:
    return START + timedelta(days=number)


def bird_dog(**facts: Any) -> Prescription:
    return Prescription(**{"exercise": "bird-dog", "dose": EIGHT} | facts)


def given(day: int = 1, *, starts_on: date | None = None, until: date | None = None, **facts: Any):
    """A course in which a bird dog is prescribed on a day."""
    what = bird_dog(**facts)
    return Course().directive(day, PRESCRIBE, prescription=what, starts_on=starts_on, until=until)


def listed(day: PlanDay) -> list[str]:
    return [line.ladder for line in day.exercises]


def line_of(day: PlanDay, ladder: str) -> ListedExercise | None:
    return next((line for line in day.exercises if line.ladder == ladder), None)


def days_listed(course: Course, last: int) -> list[int]:
    days = course.good(1, last).decisions(last)
    return [place for place, one in enumerate(days) if BIRD_DOG in listed(one.plan_day)]


def reported(pain: int | None, done: str = "1", ladder: str = BIRD_DOG) -> Iterable[ExerciseReport]:
    return (ExerciseReport(ladder=ladder, done=Decimal(done), pain=pain),)


def faults(dose: dict[str, Any], **facts: Any) -> list[tuple[str, str]]:
    return list(faults_of(bird_dog(dose=Dose(**{"sets": 2, "reps": 8} | dose), **facts)))


class TestWhatCanBePrescribed:
    @pytest.mark.parametrize(
        ("name", "least", "most"),
        [
            ("sets", 1, 20),
            ("reps", 1, 100),
            ("hold_seconds", 1, 300),
            ("rest_seconds", 0, 600),
            ("load_kg", 0, 300),
        ],
    )
    def test_a_dose_is_within_its_range(self, name: str, least: int, most: int) -> None:
        assert faults({name: least}) == faults({name: most}) == []
        assert faults({name: least - 1}) == faults({name: most + 1}) == [(name, "range")]

    @pytest.mark.parametrize(
        ("name", "least", "most"),
        [("duration_seconds", 5, 7200), ("distance_metres", 5, 20_000)],
    )
    def test_an_amount_instead_of_repetitions_too(self, name: str, least: int, most: int) -> None:
        assert faults({"reps": None, name: least}) == faults({"reps": None, name: most}) == []
        for past in (least - 1, most + 1):
            assert faults({"reps": None, name: past}) == [(name, "range")]

    @pytest.mark.parametrize(("name", "most"), [("days_a_week", 7), ("times_a_day", 10)])
    def test_how_often_is_too(self, name: str, most: int) -> None:
        assert faults({}, **{name: 1}) == faults({}, **{name: most}) == []
        for past in (0, most + 1):
            assert faults({}, **{name: past}) == [(name, "range")]

    @pytest.mark.parametrize(("name", "most"), [("load", 60), ("tempo", 20)])
    def test_words_of_a_dose_have_a_length(self, name: str, most: int) -> None:
        assert faults({name: "x" * most}) == []
        assert faults({name: "x" * (most + 1)}) == [(name, "length")]

    def test_a_note_has_one(self) -> None:
        assert faults({}, note="x" * 300) == []
        assert faults({}, note="x" * 301) == [("note", "length")]

    @pytest.mark.parametrize(
        "dose",
        [
            {"reps": None},
            {"duration_seconds": 30},
            {"distance_metres": 40},
            {"reps": None, "duration_seconds": 30, "distance_metres": 40},
        ],
    )
    def test_exactly_one_says_how_much(self, dose: dict[str, Any]) -> None:
        assert faults(dose) == [("reps", "amount")]

    def test_only_repetitions_are_held(self) -> None:
        assert faults({"hold_seconds": 5}) == []
        held = {"reps": None, "duration_seconds": 30, "hold_seconds": 5}
        assert faults(held) == [("hold_seconds", "hold")]

    @pytest.mark.parametrize(
        ("days_a_week", "every_days", "most_in_7_days"),
        [(7, 1, None), (5, 1, 5), (4, 1, 4), (3, 2, 3), (2, 3, 2), (1, 7, None)],
    )
    def test_it_is_a_ladder_of_one_rung_in_every_phase(
        self, days_a_week: int, every_days: int, most_in_7_days: int | None
    ) -> None:
        what = bird_dog(days_a_week=days_a_week)
        ladder = Prescribed(
            what=what, since=START, starts_on=START, until=None, words=""
        ).ladder_in(["protect", "rebuild"])
        assert (ladder.code, ladder.name, len(ladder.rungs)) == (BIRD_DOG, "", 1)
        assert {code: (span.first, span.top) for code, span in ladder.spans.items()} == {
            "protect": (1, 1),
            "rebuild": (1, 1),
        }
        assert (ladder.every_days, ladder.most_in_7_days) == (every_days, most_in_7_days)


class TestWhatIsPrescribed:
    def test_stands_beside_the_ladders_and_takes_no_place_of_theirs(self) -> None:
        without, having = Course().check_in(1).day(1), given().check_in(1).day(1)
        assert set(listed(having)) - set(listed(without)) == {BIRD_DOG}
        assert len(listed(having)) == len(listed(without)) + 1

    def test_carries_its_dose_its_times_and_its_note(self) -> None:
        day = given(times_a_day=2, note="slowly").check_in(1).day(1)
        assert line_of(day, BIRD_DOG) == ListedExercise(
            ladder=BIRD_DOG,
            rung=1,
            exercise="bird-dog",
            dose=EIGHT,
            warm_up=False,
            times_a_day=2,
            note="slowly",
        )

    def test_is_told_with_the_day_on_which_it_stands(self) -> None:
        assert [one.what.code for one in given().day(1).prescribed] == [BIRD_DOG]

    def test_is_named_by_its_code(self) -> None:
        assert exercise_of(bird_dog().code) == "bird-dog"
        assert exercise_of("bridge") is None

    def test_says_why_with_the_clinicians_words(self) -> None:
        (reason,) = reasons(given().check_in(1).day(1), "R18")
        assert (reason.detail, reason.subject) == ("prescribe", BIRD_DOG)
        assert reason.by_words == "as agreed"

    def test_begins_and_ends_on_its_days(self) -> None:
        assert days_listed(given(starts_on=on(3), until=on(5)), 8) == [3, 4, 5]

    def test_cannot_begin_before_it_was_given(self) -> None:
        assert days_listed(given(2, starts_on=on(1)), 3) == [2, 3]

    @pytest.mark.parametrize(
        ("days_a_week", "days"),
        [
            (7, [1, 2, 3, 4, 5, 6, 7, 8]),
            (5, [1, 2, 3, 4, 5, 8]),
            (3, [1, 3, 5, 8]),
            (2, [1, 4, 8]),
            (1, [1, 8]),
        ],
    )
    def test_comes_on_so_many_of_any_seven_days(self, days_a_week: int, days: list[int]) -> None:
        assert days_listed(given(days_a_week=days_a_week), 8) == days

    def test_given_again_is_as_given_last_and_remembers_when_it_was_done(self) -> None:
        course = given(days_a_week=1).good(1)
        course.directive(2, PRESCRIBE, prescription=bird_dog(days_a_week=1, note="new"))
        assert BIRD_DOG not in listed(course.check_in(2).day(2))
        assert line_of(course.check_in(8).day(8), BIRD_DOG).note == "new"

    def test_given_twice_on_a_day_says_the_latest_words(self) -> None:
        course = given()
        course.directive(1, PRESCRIBE, prescription=bird_dog(note="new"), reason="better so")
        said = [one.by_words for one in reasons(course.check_in(1).day(1), "R18")]
        assert said == ["better so"]

    def test_is_in_the_next_phase_too(self) -> None:
        course = Course().rebuild(11).check_in(12)
        course.directive(2, PRESCRIBE, prescription=bird_dog())
        day = course.day(12)
        assert (day.phase, rungs(day)[BIRD_DOG]) == ("rebuild", 1)

    def test_never_moves_up(self) -> None:
        course = given().good(1, 6)
        assert rungs(course.check_in(7).day(7))[BIRD_DOG] == 1
        assert all(one.ladder != BIRD_DOG for one in course.day(7).needs)

    def test_without_a_prescription_is_refused(self) -> None:
        with pytest.raises(LogError, match=r"^prescribe needs a prescription"):
            Course().directive(1, PRESCRIBE).day(1)

    def test_is_given_beside_whatever_else_is_said_that_day(self) -> None:
        course = Course().directive(1, DirectiveKind.HOLD, ladder="bridge")
        course.directive(1, PRESCRIBE, prescription=bird_dog()).check_in(1)
        assert BIRD_DOG in listed(course.day(1))

    def test_given_again_stands_once_beside_the_others_and_since_the_first_day(self) -> None:
        course = given().directive(2, PRESCRIBE, prescription=bird_dog(exercise="side-plank"))
        course.directive(4, PRESCRIBE, prescription=bird_dog(times_a_day=2))
        standing = course.decisions(4)[-1].state.prescribed
        assert {one.what.code: (one.since, one.what.times_a_day) for one in standing} == {
            BIRD_DOG: (on(1), 2),
            "own-side-plank": (on(2), 1),
        }
        assert len(standing) == 2

    def test_is_given_anew_and_not_put_right(self) -> None:
        course = given()
        (directive,) = (one for one in course.entries if isinstance(one, Directive))
        course.add(
            Correction,
            1,
            by=Author.CLINICIAN,
            supersedes=directive.id,
            changes={"prescription": bird_dog(note="other")},
        )
        with pytest.raises(LogError, match="cannot change prescription"):
            course.day(1)

    def test_on_the_first_day_comes_with_the_intake(self) -> None:
        assert BIRD_DOG in listed(given(0).day(0))


class TestPainInIt:
    def test_above_the_cap_rests_it_and_leaves_the_ladders_alone(self) -> None:
        course = given().check_in(1).session(1, exercises=reported(5)).check_in(2)
        tomorrow = course.day(2)
        assert BIRD_DOG not in listed(tomorrow)
        assert BIRD_DOG in listed(course.check_in(3).day(3))
        assert rungs(tomorrow) == rungs(given().good(1).check_in(2).day(2))

    def test_at_the_stop_rests_the_plan(self) -> None:
        day = given().check_in(1).session(1, exercises=reported(6)).day(1)
        assert day.result is Result.REST
        assert listed(day) == []

    def test_of_running_meets_the_limits_of_running(self) -> None:
        for context, off in ((Context.GENERAL, False), (Context.RUNNING, True)):
            course = given(context=context).check_in(1).session(1, exercises=reported(3))
            assert (BIRD_DOG not in listed(course.day(1))) is off

    def test_told_after_its_last_day_still_counts(self) -> None:
        course = given(until=on(1)).good(1).check_in(3).session(3, exercises=reported(6))
        assert course.day(3).result is Result.REST

    def test_that_is_not_asked_for_neither_earns_nor_loses(self) -> None:
        for asks, moves in ((True, False), (False, True)):
            course = given(asks_pain=asks)
            for day in (1, 2):
                course.check_in(day).session(day, exercises=reported(None))
            moved = {one.ladder for one in course.check_in(3).day(3).changes}
            good = course.decisions(3)[-1].state.good_sessions
            assert "bridge" in moved
            assert (good == 2) is moves

    def test_that_is_told_all_the_same_is_judged(self) -> None:
        course = given(asks_pain=False).check_in(1).session(1, exercises=reported(5))
        assert BIRD_DOG not in listed(course.check_in(2).day(2))


class TestDaysOffLoadedWork:
    @pytest.mark.parametrize(("loaded", "is_listed"), [(True, False), (False, True)])
    def test_decides_whether_it_comes_on_a_day_off_loaded_work(
        self, loaded: bool, is_listed: bool
    ) -> None:
        course = given(loaded=loaded).good(1, 3)
        day = course.check_in(4, limp=True).day(4)
        assert (BIRD_DOG in listed(day)) is is_listed


class TestLadders:
    def test_left_out_are_not_listed_until_they_are_brought_back(self) -> None:
        course = Course().directive(1, LEAVE_OUT, ladder="bridge")
        assert "bridge" not in listed(course.check_in(1).check_in(9).day(1))
        assert "bridge" not in listed(course.day(9))
        course.directive(9, BRING_BACK, ladder="bridge")
        assert "bridge" in listed(course.day(9))

    def test_left_out_to_a_day_come_back_after_it(self) -> None:
        course = Course().directive(1, LEAVE_OUT, ladder="bridge", until=on(3))
        assert "bridge" not in listed(course.check_in(3).day(3))
        assert "bridge" in listed(course.check_in(4).day(4))

    def test_left_out_make_room_for_others(self) -> None:
        course = Course().check_in(1)
        assert listed(course.day(1)) == ["warm-up", "bridge", "mobility", "trunk", "balance"]
        course.directive(1, LEAVE_OUT, ladder="bridge")
        assert listed(course.day(1)) == ["warm-up", "mobility", "trunk", "balance", "agility"]

    def test_left_out_do_not_step_up(self) -> None:
        course = Course().good(1, 2).directive(2, LEAVE_OUT, ladder="bridge").check_in(3)
        assert {one.ladder for one in course.day(3).changes} == {"mobility"}

    @pytest.mark.parametrize(("back_on", "rung"), [(9, 2), (10, 1)])
    def test_left_out_for_a_week_come_back_lower(self, back_on: int, rung: int) -> None:
        course = Course().good(1, 9)
        course.directive(4, LEAVE_OUT, ladder="bridge", until=on(back_on - 1))
        assert rungs(course.day(back_on - 1))["bridge"] == 2
        day = course.check_in(back_on).day(back_on)
        assert rungs(day)["bridge"] == rung
        lower = [one for one in reasons(day, "R18") if one.detail == "back_lower"]
        assert [(one.subject, one.observed, one.limit) for one in lower] == (
            [] if rung == 2 else [("bridge", 7, 7)]
        )

    def test_on_the_lowest_rung_come_back_as_they_were(self) -> None:
        course = Course().good(1, 9).check_in(10)
        course.directive(2, LEAVE_OUT, ladder="bridge", until=on(9))
        assert rungs(course.day(9))["bridge"] == 1
        assert "back_lower" not in {one.detail for one in reasons(course.day(10), "R18")}

    def test_that_come_back_too_soon_keep_no_other_from_coming_back_lower(self) -> None:
        course = Course().good(1, 9).check_in(10)
        course.directive(9, LEAVE_OUT, ladder="bridge", until=on(9))
        course.directive(4, LEAVE_OUT, ladder="mobility", until=on(9))
        lower = [one for one in reasons(course.day(10), "R18") if one.detail == "back_lower"]
        assert [one.subject for one in lower] == ["mobility"]

    def test_that_come_back_lower_leave_the_others_where_they_are(self) -> None:
        course, longer = Course().good(1, 9).check_in(10), Course().good(1, 9).check_in(10)
        course.directive(4, LEAVE_OUT, ladder="bridge", until=on(9))
        longer.directive(4, LEAVE_OUT, ladder="bridge", until=on(10))
        assert rungs(course.day(10)) == rungs(longer.day(10)) | {"bridge": 1}

    def test_left_out_say_so_and_until_when(self) -> None:
        course = Course().directive(1, LEAVE_OUT, ladder="bridge", until=on(3)).check_in(1)
        (bridge,) = (one for one in course.day(1).ladders if one.ladder == "bridge")
        assert (bridge.is_left_out, bridge.left_out_until, bridge.due) == (True, on(3), False)

    def test_brought_back_all_at_once(self) -> None:
        course = Course().directive(1, LEAVE_OUT, ladder="bridge")
        course.directive(1, LEAVE_OUT, ladder="mobility").directive(2, BRING_BACK).check_in(2)
        assert {"bridge", "mobility"} <= set(listed(course.day(2)))

    def test_without_a_ladder_nothing_is_left_out(self) -> None:
        course = Course().directive(1, LEAVE_OUT).check_in(1)
        assert listed(course.day(1)) == listed(Course().check_in(1).day(1))

    def test_without_the_warm_up_nothing_loaded_is_listed(self) -> None:
        course = Course().directive(1, LEAVE_OUT, ladder="warm-up").check_in(1)
        assert "bridge" not in listed(course.day(1))

    def test_that_a_phase_must_reach_hold_it_while_left_out(self) -> None:
        passed = Course().rebuild(11).check_in(12)
        assert passed.day(12).phase == "rebuild"
        passed.directive(1, LEAVE_OUT, ladder="bridge")
        assert passed.day(12).phase == "protect"

    def test_of_a_prescription_are_left_out_too(self) -> None:
        course = given().directive(2, LEAVE_OUT, ladder=BIRD_DOG).check_in(2)
        assert BIRD_DOG not in listed(course.day(2))


class TestGoingBack:
    """What was prescribed for an earlier state is the clinician's to give again."""

    def injured(self, **facts: Any) -> Course:
        course = Course().rebuild(12).check_in(13, sudden_event=True)
        course.directive(2, PRESCRIBE, prescription=bird_dog(**facts))
        return course.directive(14, DirectiveKind.CLEAR_LOCK, examined_by="Dr A").check_in(14)

    def left_out(self, day: PlanDay) -> list[str]:
        return [one.ladder for one in day.ladders if one.is_left_out]

    def test_to_the_beginning_leaves_all_of_it_out(self) -> None:
        day = self.injured(loaded=False).day(14)
        assert (day.phase, self.left_out(day)) == ("protect", [BIRD_DOG])
        assert BIRD_DOG not in listed(day)

    def test_leaves_it_out_without_words_of_anybody_and_without_an_end(self) -> None:
        (left_out,) = self.injured().decisions(14)[-1].state.left_out
        assert left_out == LeftOut(ladder=BIRD_DOG, until=None, words="")

    def test_can_be_answered_by_bringing_it_back(self) -> None:
        course = self.injured().directive(15, BRING_BACK, ladder=BIRD_DOG).check_in(15)
        assert BIRD_DOG in listed(course.day(15))

    @pytest.mark.parametrize(
        ("facts", "is_out"),
        [
            ({"loaded": True}, True),
            ({"loaded": False}, False),
            ({"loaded": False, "context": Context.RUNNING}, True),
        ],
    )
    def test_a_phase_leaves_out_what_is_loaded_or_running(
        self, facts: dict[str, Any], is_out: bool
    ) -> None:
        course = Course().rebuild(12).directive(2, PRESCRIBE, prescription=bird_dog(**facts))
        course.directive(13, DirectiveKind.RETURN_PHASE).check_in(13)
        assert (self.left_out(course.day(13)) == [BIRD_DOG]) is is_out

    def test_onwards_leaves_it_where_it_is(self) -> None:
        course = Course().rebuild(12).directive(2, PRESCRIBE, prescription=bird_dog())
        assert self.left_out(course.day(12)) == []

    def test_onwards_its_good_sessions_are_counted_anew(self) -> None:
        course = Course().rebuild(12).directive(2, PRESCRIBE, prescription=bird_dog())
        counted = [
            ladder.good_in_a_row
            for one in course.decisions(9)
            for ladder in one.state.ladders
            if ladder.code == BIRD_DOG
        ]
        assert course.day(7).phase != course.day(6).phase
        assert counted == [0, 1, 2, 3, 4, 0, 1, 2]


class TestAlone:
    """What is prescribed brings nothing nearer by itself, and hides no silence."""

    def done_alone(self, course: Course, first: int, last: int) -> Course:
        for day in range(first, last + 1):
            course.check_in(day).session(day, exercises=reported(1), all_listed=None)
        return course

    def test_it_is_no_good_session(self) -> None:
        course = given()
        for ladder in ("bridge", "mobility", "trunk", "balance", "agility", "cardio"):
            course.directive(1, LEAVE_OUT, ladder=ladder)
        assert listed(course.check_in(1).day(1)) == ["warm-up", BIRD_DOG]
        course.session(1).check_in(2)
        assert course.decisions(2)[-1].state.good_sessions == 0

    def test_it_does_not_end_a_gap(self) -> None:
        course = self.done_alone(given().good(1), 2, 8)
        assert "R12" in {one.rule for one in course.check_in(9).day(9).reasons}

    def test_seldom_is_no_reason_to_wait_longer(self) -> None:
        course = given(days_a_week=1).good(1)
        for day in range(2, 10):
            course.check_in(day)
        assert "R12" in {one.rule for one in course.day(9).reasons}

    def test_a_spot_still_sore_after_it_counts(self) -> None:
        course = self.done_alone(given(), 1, 1).check_in(2, settled=Settled.STILL_THERE)
        (reason,) = reasons(course.day(2), "R06")
        assert (reason.detail, reason.seen_on) == ("still_sore", on(1))


class TestGivenAgain:
    def test_later_it_is_still_off_until_then(self) -> None:
        course = given()
        for day in (4, 7):
            course.check_in(day).session(day, exercises=reported(5))
        for day in (8, 9, 10):
            course.check_in(day, pain_morning=3)
        assert BIRD_DOG not in listed(course.day(10))
        course.directive(8, PRESCRIBE, prescription=bird_dog(), starts_on=on(9))
        assert BIRD_DOG not in listed(course.day(10))

    def test_beginning_later_bars_no_step_of_today(self) -> None:
        plain = Course().good(1, 2).check_in(3).day(3)
        course = Course().good(1, 2).check_in(3)
        course.directive(3, PRESCRIBE, prescription=bird_dog(), starts_on=on(6))
        assert course.day(3).changes == plain.changes != ()


class TestRunning:
    def test_prescribed_lets_the_protocols_running_wait(self) -> None:
        course = Course().rebuild(12).check_in(13)
        assert "run" in listed(course.day(13))
        jog = Prescription(exercise="jog", dose=EIGHT, context=Context.RUNNING)
        course.directive(13, PRESCRIBE, prescription=jog)
        assert [one for one in listed(course.day(13)) if one in ("run", "own-jog")] == ["own-jog"]

    def test_that_has_ended_still_keeps_the_day_after_free(self) -> None:
        course = Course().rebuild(12).check_in(15)
        jog = Prescription(exercise="jog", dose=EIGHT, context=Context.RUNNING)
        course.directive(13, PRESCRIBE, prescription=jog, until=on(15))
        course.session(15, exercises=reported(0, ladder="own-jog"), all_listed=None)
        assert "run" not in listed(course.check_in(16).day(16))
        assert "run" in listed(course.check_in(17).day(17))


class TestOrder:
    def test_is_the_order_of_the_list_after_the_warm_up(self) -> None:
        course = given().directive(1, SET_ORDER, ladders=(BIRD_DOG, "trunk", "mobility"))
        shown = listed(course.check_in(1).day(1))
        assert shown == ["warm-up", BIRD_DOG, "trunk", "mobility", "bridge", "balance"]

    def test_decides_which_of_two_that_wait_as_long_is_listed(self) -> None:
        course = Course().directive(1, SET_ORDER, ladders=("cardio",)).check_in(1)
        assert listed(course.day(1)) == ["warm-up", "cardio", "bridge", "mobility", "trunk"]

    def test_keeps_who_waited_longest_also_after_the_session(self) -> None:
        course = Course().directive(1, SET_ORDER, ladders=("balance", "bridge")).check_in(1)
        waited = {line.ladder: line.waited for line in course.day(1).exercises}
        assert set(waited.values()) > {0, 1}
        done = course.session(1).day(1).exercises
        assert {line.ladder: line.waited for line in done} == waited

    def test_does_not_put_a_ladder_before_one_that_waits_longer(self) -> None:
        course = Course().directive(1, SET_ORDER, ladders=("bridge",)).check_in(1)
        assert "bridge" in listed(course.day(1))
        course.session(1, exercises=reported(1, ladder="bridge"), all_listed=None).check_in(2)
        assert "bridge" not in listed(course.day(2))

    def test_leaves_everything_its_turn_in_the_five_minute_version(self) -> None:
        course = Course().directive(1, SET_ORDER, ladders=("mobility", "bridge"))
        for day in range(1, 13):
            course.check_in(day).session(day, short=True)
        done = {code for one in course.decisions(12)[1:] for code in one.state.session.listed}
        assert {"trunk", "balance", "agility", "cardio"} <= done

    def test_holds_nothing(self) -> None:
        course = Course().good(1, 2).check_in(3)
        ordered = Course().good(1, 2).check_in(3).directive(3, SET_ORDER, ladders=("mobility",))
        assert ordered.day(3).changes == course.day(3).changes
        assert reasons(ordered.day(3), "R18") == []
