"""From a log to a day: several entries as one, corrections, and what identifies a day's log."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import (
    Author,
    Autonomy,
    DirectiveKind,
    Result,
    Settled,
    SeverityBand,
    WarmupSoreness,
)
from recovery.domain.day import Answers, DayRecord, Effort, LogError, day_records
from recovery.domain.log import CheckIn, Correction, ExerciseReport, Log

from .kit import GOOD_MORNING, START, Course, fired, intake, reasons, rungs

SIGN = frozenset({"foot_drop"})


def on(number: int) -> date:
    return START + timedelta(days=number)


def record(course: Course, number: int) -> DayRecord:
    (one,) = day_records(course.log, on(number), on(number))
    return one


def answers(course: Course, number: int = 1) -> Answers:
    said = record(course, number).check_in
    assert said is not None
    return said


def effort(course: Course, number: int = 1) -> Effort:
    done = record(course, number).session
    assert done is not None
    return done


class TestSeveralCheckIns:
    @pytest.mark.parametrize("name", ["pain_rest", "pain_morning", "pain_worst"])
    @pytest.mark.parametrize("scores", [(3, 5), (5, 3), (None, 5), (5, None)])
    def test_the_worst_score_counts(self, name: str, scores: tuple[int | None, ...]) -> None:
        course = Course()
        for score in scores:
            course.check_in(1, **{name: score})
        assert getattr(answers(course), name) == 5

    @pytest.mark.parametrize("name", ["limp", "night_wake", "new_swelling", "sudden_event"])
    def test_one_yes_is_a_yes(self, name: str) -> None:
        course = Course().check_in(1, **{name: True}).check_in(1, **{name: False})
        assert getattr(answers(course), name) is True
        assert getattr(answers(Course().check_in(1)), name) is False

    def test_the_longest_soreness_counts(self) -> None:
        course = Course().check_in(1, settled=Settled.UNDER_24_HOURS)
        course.check_in(1, settled=Settled.UNDER_1_HOUR).check_in(1, settled=None)
        assert answers(course).settled is Settled.UNDER_24_HOURS
        assert answers(course.check_in(1, settled=Settled.STILL_THERE)).settled == "still_there"
        unsaid = Course().check_in(1, settled=None)
        assert answers(unsaid).settled is None
        assert answers(unsaid.check_in(1, settled=None)).settled is None

    def test_signs_are_joined(self) -> None:
        course = Course().check_in(1, red_flags=SIGN).check_in(1, red_flags=frozenset({"fever"}))
        assert answers(course).red_flags == {"foot_drop", "fever"}

    def test_one_answered_list_is_enough(self) -> None:
        course = Course().check_in(1, red_flags=None).check_in(1)
        assert answers(course).red_flags_answered
        assert not answers(Course().check_in(1, red_flags=None)).red_flags_answered


class TestAnswersThatAreMissing:
    ALL = (
        "pain_rest",
        "pain_morning",
        "pain_worst",
        "limp",
        "night_wake",
        "new_swelling",
        "sudden_event",
    )

    @pytest.mark.parametrize("name", ALL)
    def test_each_is_asked_for(self, name: str) -> None:
        assert answers(Course().check_in(1, **{name: None})).missing == (name,)

    def test_given_once_it_is_given(self) -> None:
        course = Course().check_in(1, pain_rest=None).check_in(1, pain_worst=None)
        assert answers(course).missing == ()

    def test_but_only_beside_an_answered_list(self) -> None:
        course = Course().check_in(1, red_flags=None).check_in(1, pain_rest=None)
        assert answers(course).missing == ("pain_rest",)
        assert answers(Course().check_in(1, red_flags=None)).missing == self.ALL

    def test_the_intakes_day_misses_none(self) -> None:
        assert answers(Course(), 0).missing == ()
        assert answers(Course().check_in(0, pain_rest=None), 0).missing == ()


class TestTheIntakesDay:
    def test_its_pains_and_signs_count_beside_a_check_in(self) -> None:
        course = Course(intake(pain_rest=4, pain_worst=6, red_flags=SIGN)).check_in(0)
        said = answers(course, 0)
        assert (said.pain_rest, said.pain_worst, said.red_flags) == (4, 6, SIGN)

    def test_it_names_no_morning(self) -> None:
        assert answers(Course(), 0).pain_morning is None

    def test_its_list_may_be_unanswered(self) -> None:
        course = Course(intake(red_flags=None))
        assert not answers(course, 0).red_flags_answered
        assert not course.day(0).startable


class TestSeveralSessions:
    def test_the_hardest_effort_and_all_minutes(self) -> None:
        course = Course().session(1, effort=6, minutes=10).session(1, effort=4, minutes=15)
        done = effort(course)
        assert (done.effort, done.effort_worst, done.minutes) == (6, 6, 25)

    def test_missing_once_is_missing_but_the_hardest_is_kept(self) -> None:
        course = Course().session(1, effort=9).session(1, effort=None, minutes=None)
        done = effort(course)
        assert (done.effort, done.effort_worst, done.minutes) == (None, 9, None)

    def test_nothing_said_of_effort_is_no_effort(self) -> None:
        assert effort(Course().session(1, effort=None)).effort_worst == 0

    def test_no_minutes_at_all_are_none_and_not_missing(self) -> None:
        assert effort(Course().session(1, minutes=0)).minutes == 0

    def test_the_longest_soreness_in_the_warm_up(self) -> None:
        went, none = WarmupSoreness.WENT_AWAY, WarmupSoreness.NONE
        course = Course().session(1, warmup_soreness=went).session(1, warmup_soreness=none)
        course.session(1, warmup_soreness=None)
        assert effort(course).warmup_soreness is went
        stayed = Course().session(1, warmup_soreness=WarmupSoreness.STAYED)
        assert effort(stayed.session(1, warmup_soreness=went)).warmup_soreness == "stayed"
        assert effort(Course().session(1, warmup_soreness=None)).warmup_soreness is None

    def test_one_limp_is_a_limp_and_only_all_short_ones_are_short(self) -> None:
        course = Course().session(1, limp=True, short=True).session(1)
        assert (effort(course).limp, effort(course).short) == (True, False)
        assert effort(Course().session(1, short=True).session(1, short=True)).short


class TestTheDaysOfALog:
    def test_are_all_there_also_the_empty_ones(self) -> None:
        log = Course().check_in(2).log
        days = list(day_records(log, on(1), on(3)))
        assert [one.on for one in days] == [on(1), on(2), on(3)]
        assert [one.check_in is None for one in days] == [True, False, True]

    def test_carry_how_much_waits_for_the_clinician(self) -> None:
        log = Log(start=START, entries=Course().check_in(1).log.entries, autonomy=Autonomy.MANUAL)
        days = list(day_records(log, on(1), on(2)))
        assert [one.autonomy for one in days] == [Autonomy.MANUAL, Autonomy.MANUAL]

    def test_keep_directives_in_the_order_they_were_given(self) -> None:
        course = Course().directive(1, DirectiveKind.HOLD, id="z", order=1)
        course.directive(1, DirectiveKind.RESUME, id="a", order=2)
        kinds = [one.kind for one in record(course, 1).directives]
        assert kinds == [DirectiveKind.HOLD, DirectiveKind.RESUME]
        assert course.day(2).result is Result.HOLD
        assert "R18" not in fired(course.day(2)), "what was held was ended after"

    def test_keep_facts_of_the_intake_on_its_own_day(self) -> None:
        course = Course(intake(age=17)).check_in(1)
        assert record(course, 0).intake_facts == {"under_18"}
        assert record(course, 1).intake_facts == frozenset()


class TestCorrections:
    def test_of_several_fields_that_cannot_change_name_them_all(self) -> None:
        course = Course().check_in(1).correct(1, "e1", order=1, kind=1)
        with pytest.raises(LogError, match=r"^a correction cannot change kind, order$") as caught:
            course.day(1)
        assert caught.value.entry_id == "e2"

    def test_may_add_a_sign_and_never_take_one_away(self) -> None:
        course = Course().check_in(1, red_flags=SIGN)
        course.correct(1, "e1", red_flags=frozenset({"fever"}))
        assert answers(course).red_flags == {"foot_drop", "fever"}

    @pytest.mark.parametrize("flags", [frozenset(), None])
    def test_keep_a_sign_whatever_they_say(self, flags: frozenset[str] | None) -> None:
        course = Course().check_in(1, red_flags=SIGN).correct(1, "e1", red_flags=flags)
        assert answers(course).red_flags == SIGN

    def test_of_another_answer_keep_the_sign(self) -> None:
        course = Course().check_in(1, red_flags=SIGN).correct(1, "e1", pain_rest=3)
        assert (answers(course).red_flags, answers(course).pain_rest) == (SIGN, 3)

    def test_of_the_intake_keep_its_sign_too(self) -> None:
        course = Course(intake(red_flags=SIGN)).correct(1, "intake", red_flags=frozenset())
        assert answers(course, 0).red_flags == SIGN

    def test_keep_a_sudden_event(self) -> None:
        course = Course().check_in(1, sudden_event=True).correct(1, "e1", sudden_event=False)
        assert answers(course).sudden_event is True

    def test_may_say_that_there_was_none_after_all(self) -> None:
        course = Course().check_in(1, sudden_event=None).correct(1, "e1", sudden_event=False)
        assert answers(course).sudden_event is False

    @pytest.mark.parametrize(
        ("wrong", "right"), [({"age": 17}, {"age": 18}), ({}, {"severity": SeverityBand.SEVERE})]
    )
    def test_of_the_intake_keep_every_fact_that_ever_locked(self, wrong: dict, right: dict) -> None:
        course = Course(intake(**wrong)).correct(1, "intake", **right)
        assert course.day(0).lock is not None

    def test_of_one_entry_leave_the_others(self) -> None:
        course = Course().check_in(1, pain_rest=2).check_in(1, pain_rest=1)
        course.correct(1, "e1", pain_rest=0)
        assert answers(course).pain_rest == 1

    def test_the_later_of_two_counts(self) -> None:
        course = Course().check_in(1).correct(1, "e1", pain_rest=6).correct(1, "e1", pain_rest=0)
        assert answers(course).pain_rest == 0


class TestWhoMayCorrect:
    def test_a_clinician_their_own_directive(self) -> None:
        course = Course().directive(1, DirectiveKind.HOLD, until=on(1))
        facts = {"supersedes": "e1", "changes": {"until": on(9)}, "by": Author.CLINICIAN}
        course.add(Correction, 2, **facts)
        assert "R18" in fired(course.day(3))

    def test_a_patient_no_directive_of_a_clinician(self) -> None:
        course = Course().directive(1, DirectiveKind.HOLD).correct(2, "e1", until=on(1))
        message = r"^only a clinician may correct a clinician's directive$"
        with pytest.raises(LogError, match=message) as caught:
            course.day(2)
        assert caught.value.entry_id == "e2"

    def test_a_patient_their_own_pause(self) -> None:
        course = Course().directive(1, DirectiveKind.PAUSE, by=Author.PATIENT)
        assert course.correct(2, "e1", until=on(2)).check_in(3).day(3).startable

    def test_a_caregiver_a_check_in_but_no_examination(self) -> None:
        by_caregiver = {"supersedes": "e1", "by": Author.CAREGIVER}
        course = Course().check_in(1, pain_rest=1)
        course.add(Correction, 1, **by_caregiver, changes={"pain_rest": 4})
        assert answers(course).pain_rest == 4
        course = Course().seen(1).add(Correction, 1, **by_caregiver, changes={"cleared": False})
        message = r"^a caregiver may not correct who has seen the patient$"
        with pytest.raises(LogError, match=message) as caught:
            course.day(1)
        assert caught.value.entry_id == "e2"

    def test_a_patient_who_has_seen_them(self) -> None:
        assert Course().seen(1).correct(1, "e1", cleared=False).day(1)


class TestIds:
    def test_what_comes_after_an_entry_sent_twice_still_counts(self) -> None:
        course = Course().check_in(1)
        course.check_in(1, id="e1").check_in(2)
        assert record(course, 2).check_in is not None

    def test_a_correction_sent_twice_counts_once(self) -> None:
        course = Course().check_in(1).correct(2, "e1", pain_rest=3)
        course.add(Correction, 2, id="e2", supersedes="e1", changes={"pain_rest": 3})
        assert answers(course).pain_rest == 3

    def test_the_one_that_contradicts_is_named(self) -> None:
        course = Course().check_in(1).check_in(1, pain_rest=4, id="e1")
        with pytest.raises(LogError, match="'e1' stands for two different entries") as caught:
            course.day(1)
        assert caught.value.entry_id == "e1"

    def test_a_directive_nobody_may_give_is_named(self) -> None:
        course = Course().directive(1, DirectiveKind.HOLD, by=Author.PATIENT)
        with pytest.raises(
            LogError, match="only a clinician may give the directive hold"
        ) as caught:
            course.day(1)
        assert caught.value.entry_id == "e1"

    @pytest.mark.parametrize("kind", [DirectiveKind.PAUSE, DirectiveKind.RESUME])
    def test_a_caregiver_may_pause_and_resume(self, kind: DirectiveKind) -> None:
        assert Course().directive(1, kind, by=Author.CAREGIVER).day(1)


class TestTheDigest:
    def test_of_a_day_does_not_depend_on_the_order_of_arrival(self) -> None:
        morning = CheckIn(id="a", on=on(1), order=1, **GOOD_MORNING)
        evening = CheckIn(id="b", on=on(1), order=2, **GOOD_MORNING)
        swapped = [CheckIn(id="a", on=on(1), order=2, **GOOD_MORNING)]
        swapped.append(CheckIn(id="b", on=on(1), order=1, **GOOD_MORNING))
        told, other = Course(entries=[morning, evening]), Course(entries=swapped)
        assert record(told, 1).digest == record(other, 1).digest != ""

    def test_is_of_what_counts_after_corrections(self) -> None:
        wrong = Course().check_in(1, pain_rest=1).correct(2, "e1", pain_rest=3)
        right = Course().check_in(1, pain_rest=3)
        assert record(wrong, 1).digest == record(right, 1).digest

    def test_tells_kinds_shares_and_signs_apart(self) -> None:
        def digest(**facts: object) -> str:
            return record(Course().check_in(1, **facts), 1).digest

        both = frozenset({"foot_drop", "fever"})
        different = {digest(), digest(pain_rest=0), digest(pain_rest=None), digest(red_flags=SIGN)}
        assert len(different | {digest(red_flags=both)}) == 5

    def test_of_the_log_stays_over_a_day_without_entries(self) -> None:
        course = Course().check_in(1).check_in(3)
        digests = [course.day(number).log_digest for number in range(4)]
        assert digests[1] == digests[2]
        assert len(set(digests)) == 3

    def test_of_the_log_is_of_every_day_so_far(self) -> None:
        earlier = Course().check_in(1, pain_rest=0).check_in(2)
        assert earlier.day(2).log_digest != Course().check_in(1).check_in(2).day(2).log_digest

    def test_of_the_intakes_day_never_changes_either(self) -> None:
        assert record(Course(), 0).digest == (
            "fab212b5817eea31ba1f4d3f255dace327d8809a5ca3160f86b10eded99f70df"
        )

    def test_is_a_hash_that_never_changes(self) -> None:
        """Stored beside each decision, so that it can be replayed: it is the same tomorrow."""
        report = ExerciseReport(ladder="bridge", done=Decimal("0.50"), pain=1)
        course = Course().check_in(1, red_flags=frozenset({"foot_drop", "fever"}))
        course.session(1, exercises=(report,))
        assert record(course, 1).digest == (
            "22af58c800d39734c7d654fe266cdf998307bf5e3ed74537d7d138ab386dd316"
        )


def test_a_pain_of_nought_is_an_answer() -> None:
    day = Course(intake(pain_now=0)).check_in(1, pain_rest=0, pain_morning=0, pain_worst=0).day(1)
    assert reasons(day, "R17") == []
    assert rungs(day)
