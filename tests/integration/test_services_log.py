"""The one door: stored once, decided again from the day it touches, nothing lost or changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery import mappers
from recovery.domain.codes import Author
from recovery.domain.plan import fold
from recovery.models import Decision, LogEntry, RecoveryPlan, SessionExercise
from recovery.selectors import plan_days, replay
from recovery.services import check_ins, corrections, directives, plans, seen, self_tests, sessions
from recovery.services.answers import EntryInvalid
from recovery.services.corrections import NotYours
from recovery.services.directives import ConfirmationNeeded, DirectiveNotAllowed
from recovery.services.log import EntryConflict, PlanClosed, settle
from recovery.services.plans import PlanStillOpen
from tests import factories as make
from tests.factories import CALM, TODAY, noon

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def told(plan: RecoveryPlan, **more: Any) -> dict[str, Any]:
    return {
        "plan": plan, "on": TODAY, "client_id": "x", "by": plan.patient,
        "now": noon(TODAY), "today": TODAY, **more,
    }  # fmt: skip


def from_scratch(plan: RecoveryPlan) -> list[dict[str, Any]]:
    """Every day decided anew from the whole log, as the stored columns."""
    entries = replay.domain_entries(replay.entries_after(plan, None))
    protocol = mappers.protocol_of(plan.protocol_version)
    log = mappers.log_of(plan, entries)
    return [mappers.decision_fields(one) for one in fold(protocol, log, until=TODAY)]


def assert_rebuilt(plan: RecoveryPlan) -> None:
    """What is stored is what the whole log says: the cache can be thrown away."""
    stored = Decision.objects.filter(plan=plan).latest_revisions().order_by("day")
    wanted = from_scratch(plan)
    assert [row.day for row in stored] == [columns["day"] for columns in wanted]
    for row, columns in zip(stored, wanted, strict=True):
        assert row.plan_day == columns["plan_day"]
        assert row.state == columns["state"]


class TestAppend:
    def test_a_check_in_decides_today(self) -> None:
        plan = make.make_plan(days=5)
        recorded = check_ins.record(answers=CALM, **told(plan))
        assert recorded.is_new
        assert recorded.plan_day.day == TODAY
        assert recorded.plan_day.startable
        assert_rebuilt(plan)

    def test_silent_days_are_decided_too(self) -> None:
        plan = make.make_plan(days=20, course=make.silent)
        check_ins.record(answers=CALM, **told(plan))
        assert Decision.objects.filter(plan=plan).count() == 20
        assert_rebuilt(plan)

    def test_sent_twice_it_is_stored_once(self) -> None:
        plan = make.make_plan(days=3)
        first = check_ins.record(answers=CALM, **told(plan))
        rows = Decision.objects.count()
        again = check_ins.record(answers=CALM, **told(plan))
        assert not again.is_new
        assert (again.entry, again.plan_day) == (first.entry, first.plan_day)
        assert Decision.objects.count() == rows

    def test_a_session_sent_days_later_again_is_known(self) -> None:
        plan = make.make_plan(days=6)
        row = LogEntry.objects.filter(kind="session").earliest("sequence")
        answers = {
            "exercises": [
                {"ladder": one.ladder, "exercise": one.exercise, "done": "1", "pain": 0}
                for one in row.exercises.all()
            ],
            "warmup_soreness": "none", "limp": False, "effort": 4, "minutes": 15,
        }  # fmt: skip
        entries = LogEntry.objects.count()
        again = sessions.record(answers=answers, **told(plan, on=row.on, client_id=row.client_id))
        assert (again.entry, again.is_new) == (row, False)
        assert LogEntry.objects.count() == entries

    def test_the_same_id_with_other_content_is_refused(self) -> None:
        plan = make.make_plan(days=3)
        check_ins.record(answers=CALM, **told(plan))
        with pytest.raises(EntryConflict):
            check_ins.record(answers={**CALM, "pain_rest": 1}, **told(plan))
        assert LogEntry.objects.filter(client_id="x").count() == 1

    def test_an_id_used_on_an_older_day_is_known(self) -> None:
        plan = make.make_plan(days=5)
        older = plan.entries.get(kind="check_in", on=TODAY - timedelta(days=3))
        with pytest.raises(EntryConflict):
            check_ins.record(answers=CALM, **told(plan, client_id=older.client_id))

    def test_a_share_is_never_rounded_up(self) -> None:
        plan = make.make_plan()
        answers = {"exercises": [{"ladder": "bridge", "done": "0.799", "pain": 0}]}
        row = sessions.record(answers=answers, **told(plan)).entry
        assert str(row.exercises.get().done) == "0.79"

    def test_no_answer_is_kept_as_no_answer(self) -> None:
        plan = make.make_plan()
        row = check_ins.record(answers={"pain_rest": 0}, **told(plan)).entry
        row.refresh_from_db()
        assert (row.pain_rest, row.pain_worst, row.facts) == (0, None, {})

    def test_a_late_entry_decides_again_from_its_day(self) -> None:
        plan = make.make_plan(days=10, course=make.check_ins_only)
        late_day = TODAY - timedelta(days=4)
        before = Decision.objects.filter(plan=plan, day=late_day).count()
        answers = {"exercises": [{"ladder": "bridge", "done": "0.8", "pain": 6}]}
        sessions.record(answers=answers, **told(plan, on=late_day))
        assert Decision.objects.filter(plan=plan, day=late_day).count() == before + 1
        newest = Decision.objects.filter(plan=plan, day=late_day).newest_first()[0]
        assert (newest.result, newest.reason_for_revision) == ("rest", "same_day")
        after = Decision.objects.filter(plan=plan, day=YESTERDAY).newest_first()[0]
        assert after.reason_for_revision == "late_entry"
        assert_rebuilt(plan)

    def test_days_before_a_late_entry_stay_untouched(self) -> None:
        plan = make.make_plan(days=10, course=make.check_ins_only)
        late_day = TODAY - timedelta(days=4)
        earlier = Decision.objects.filter(plan=plan, day__lt=late_day)
        keys = list(earlier.values_list("pk", flat=True))
        check_ins.record(answers={**CALM, "pain_rest": 5}, **told(plan, on=late_day))
        assert list(earlier.values_list("pk", flat=True)) == keys

    def test_travelling_west_keeps_the_later_day(self) -> None:
        plan = make.make_plan(days=4)
        tomorrow = TODAY + timedelta(days=1)
        check_ins.record(answers=CALM, **told(plan, on=tomorrow, today=tomorrow, client_id="ahead"))
        recorded = check_ins.record(answers={**CALM, "pain_worst": 4}, **told(plan))
        assert recorded.plan_day.day == TODAY
        assert Decision.objects.filter(plan=plan, day=tomorrow).count() == 2

    def test_another_engines_snapshot_is_not_trusted(self, monkeypatch: Any) -> None:
        plan = make.make_plan(days=6)
        monkeypatch.setattr("recovery.domain.plan.ENGINE_VERSION", "99")
        check_ins.record(answers=CALM, **told(plan))
        stored = Decision.objects.filter(plan=plan, engine_version="99")
        assert [row.day for row in stored] == [TODAY]
        assert_rebuilt(plan)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("answers", "field", "code"),
        [
            ({"pain_rest": 11}, "pain_rest", "range"),
            ({"pain_rest": -1}, "pain_rest", "range"),
            ({"pain_rest": "3"}, "pain_rest", "invalid"),
            ({"pain_rest": True}, "pain_rest", "invalid"),
            ({"limp": 1}, "limp", "invalid"),
            ({"settled": "soonish"}, "settled", "invalid"),
            ({"red_flags": ["measles"]}, "red_flags", "unknown"),
            ({"mood": 3}, "mood", "unknown"),
            ({"order": 3}, "order", "unknown"),
        ],
    )
    def test_in_a_check_in(self, answers: dict[str, Any], field: str, code: str) -> None:
        plan = make.make_plan()
        with pytest.raises(EntryInvalid) as caught:
            check_ins.record(answers=answers, **told(plan))
        assert (caught.value.field, caught.value.code) == (field, code)
        assert LogEntry.objects.count() == 1

    @pytest.mark.parametrize(
        ("line", "field", "code"),
        [
            ({"ladder": "juggling"}, "exercises", "unknown"),
            ({"ladder": "bridge", "done": "1.01"}, "done", "range"),
            ({"ladder": "bridge", "pain": 11}, "pain", "range"),
            ({"ladder": "bridge", "skipped": "bored"}, "exercises", "invalid"),
            ({"done": 1}, "exercises", "invalid"),
        ],
    )
    def test_in_a_session(self, line: dict[str, Any], field: str, code: str) -> None:
        plan = make.make_plan()
        with pytest.raises(EntryInvalid) as caught:
            sessions.record(answers={"exercises": [line]}, **told(plan))
        assert (caught.value.field, caught.value.code) == (field, code)
        assert not SessionExercise.objects.exists()

    def test_a_ladder_named_twice(self) -> None:
        lines = [{"ladder": "bridge", "pain": 1}, {"ladder": "bridge", "pain": 2}]
        with pytest.raises(EntryInvalid, match="exercises: repeated"):
            sessions.record(answers={"exercises": lines}, **told(make.make_plan()))

    def test_the_future(self) -> None:
        with pytest.raises(EntryInvalid, match="on: future"):
            check_ins.record(answers=CALM, **told(make.make_plan(), on=TODAY + timedelta(days=1)))

    def test_before_the_plan(self) -> None:
        with pytest.raises(EntryInvalid, match="on: before_start"):
            check_ins.record(answers=CALM, **told(make.make_plan(), on=YESTERDAY))

    def test_an_unknown_test(self) -> None:
        with pytest.raises(EntryInvalid, match="test: unknown"):
            self_tests.record(
                answers={"test": "fly", "passed": True, "pain": 0}, **told(make.make_plan())
            )

    def test_an_examination_to_come(self) -> None:
        facts = {"who": "a physiotherapist", "cleared": True}
        with pytest.raises(EntryInvalid, match="seen_on: future"):
            seen.record(seen_on=TODAY + timedelta(days=1), **facts, **told(make.make_plan()))

    def test_an_empty_id(self) -> None:
        with pytest.raises(EntryInvalid, match="client_id: required"):
            check_ins.record(answers=CALM, **told(make.make_plan(), client_id=""))


class TestCorrections:
    def correct(self, entry: LogEntry, by: Any = None, reason: str = "", **changes: Any) -> Any:
        return corrections.record(
            entry=entry, changes=changes, client_id="fix", by=by or entry.recorded_by,
            now=noon(TODAY), today=TODAY, reason=reason,
        )  # fmt: skip

    def check_in_of(self, plan: RecoveryPlan, days_ago: int) -> LogEntry:
        return plan.entries.get(kind="check_in", on=TODAY - timedelta(days=days_ago))

    def test_the_plan_is_what_it_would_have_been(self) -> None:
        plan = make.make_plan(days=12)
        wrong = self.check_in_of(plan, 5)
        self.correct(wrong, pain_morning=6)
        day = Decision.objects.filter(plan=plan, day=wrong.on).newest_first()
        assert (day[0].result, day[0].reason_for_revision) == ("ease", "correction")
        assert day[1].result != "ease"
        assert_rebuilt(plan)

    def test_the_old_entry_stays(self) -> None:
        plan = make.make_plan(days=4)
        wrong = self.check_in_of(plan, 2)
        row = self.correct(wrong, pain_worst=0).entry
        wrong.refresh_from_db()
        assert (wrong.pain_worst, row.supersedes, row.on) == (1, wrong, wrong.on)

    def test_a_session_is_corrected_whole(self) -> None:
        plan = make.make_plan(days=5)
        row = plan.entries.filter(kind="session").latest("sequence")
        self.correct(row, exercises=[{"ladder": "bridge", "done": "1", "pain": 7}], effort=None)
        newest = Decision.objects.filter(plan=plan, day=row.on).newest_first()[0]
        assert (newest.result, newest.binding_rule) == ("rest", "R03")
        assert_rebuilt(plan)

    def test_later_check_ins_fold_on_with_it(self) -> None:
        plan = make.make_plan(days=8)
        self.correct(self.check_in_of(plan, 3), pain_morning=4)
        check_ins.record(answers=CALM, **told(plan))
        assert_rebuilt(plan)

    def test_a_correction_of_a_correction_corrects_the_entry(self) -> None:
        plan = make.make_plan(days=6)
        wrong = self.check_in_of(plan, 2)
        first = self.correct(wrong, pain_worst=7).entry
        second = corrections.record(
            entry=first, changes={"pain_worst": 2}, client_id="fix2", by=plan.patient,
            now=noon(TODAY), today=TODAY,
        ).entry  # fmt: skip
        assert second.supersedes == wrong
        assert_rebuilt(plan)

    def test_sent_twice_it_is_stored_once(self) -> None:
        plan = make.make_plan(days=5)
        wrong = self.check_in_of(plan, 2)
        first = self.correct(wrong, red_flags=[], pain_worst=3)
        assert not self.correct(wrong, red_flags=[], pain_worst=3).is_new
        with pytest.raises(EntryConflict):
            self.correct(wrong, pain_worst=4)
        assert list(wrong.corrections.all()) == [first.entry]

    def test_only_ones_own(self) -> None:
        plan = make.make_plan(days=3)
        with pytest.raises(NotYours):
            self.correct(plan.entries.earliest("sequence"), by=make.make_patient(), pain_now=3)

    def test_not_what_the_clinician_recorded(self) -> None:
        plan = make.make_plan(days=3)
        clinician = make.make_clinician(patients=(plan.patient,))
        row = check_ins.record(answers=CALM, **told(plan, by=clinician)).entry
        with pytest.raises(NotYours):
            self.correct(row, by=plan.patient, pain_rest=3)

    def test_a_clinician_in_charge_may(self) -> None:
        plan = make.make_plan(days=3)
        clinician = make.make_clinician(patients=(plan.patient,))
        row = self.correct(
            self.check_in_of(plan, 1), by=clinician, reason="Told by phone", pain_rest=3
        ).entry
        assert row.by == "clinician"

    def test_a_clinician_of_others_may_not(self) -> None:
        plan = make.make_plan(days=3)
        with pytest.raises(NotYours):
            self.correct(self.check_in_of(plan, 1), by=make.make_clinician(), pain_rest=3)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"on": "2026-03-01"}, "on"),
            ({"id": "other"}, "id"),
            ({"pain_rest": 11}, "pain_rest"),
            ({"red_flags": ["measles"]}, "red_flags"),
            ({}, "changes"),
        ],
    )
    def test_what_cannot_be_corrected(self, changes: dict[str, Any], field: str) -> None:
        plan = make.make_plan(days=3)
        with pytest.raises(EntryInvalid) as caught:
            self.correct(self.check_in_of(plan, 1), **changes)
        assert caught.value.field == field

    def test_not_into_the_future(self) -> None:
        plan = make.make_plan(days=3)
        with pytest.raises(EntryInvalid, match="injured_on: future"):
            self.correct(plan.entries.get(kind="intake"), injured_on=TODAY)


class TestDirectives:
    @pytest.fixture
    def plan(self) -> RecoveryPlan:
        return make.make_plan(days=3)

    @pytest.fixture
    def give(self, plan: RecoveryPlan) -> Callable[..., Any]:
        clinician = make.make_clinician(patients=(plan.patient,))
        return lambda **facts: directives.give(
            **told(plan, **{"by": clinician, "reason": "to be sure", **facts})
        )

    def test_a_patient_pauses_and_resumes(self, plan: RecoveryPlan, give: Any) -> None:
        give(kind="pause", by=plan.patient, client_id="p1")
        give(kind="resume", by=plan.patient, client_id="p2")
        assert_rebuilt(plan)

    def test_a_caregiver_gives_none(self, plan: RecoveryPlan, give: Any) -> None:
        with pytest.raises(DirectiveNotAllowed):
            give(kind="pause", by=make.make_patient("Care Giver"), author=Author.CAREGIVER)

    def test_a_patient_gives_no_other(self, plan: RecoveryPlan, give: Any) -> None:
        with pytest.raises(DirectiveNotAllowed):
            give(kind="hold", by=plan.patient)

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"kind": "clear_lock", "examined_on": TODAY, "finding": "ok"}, "examined_by"),
            ({"kind": "clear_lock", "examined_by": "A", "finding": "ok"}, "examined_on"),
            ({"kind": "clear_lock", "examined_by": "A", "examined_on": TODAY}, "finding"),
            ({"kind": "hold", "reason": ""}, "reason"),
            ({"kind": "hold", "ladder": "juggling"}, "ladder"),
            ({"kind": "hold", "until": YESTERDAY}, "until"),
            ({"kind": "set_rung", "ladder": "bridge"}, "rung"),
            ({"kind": "set_rung", "ladder": "bridge", "rung": 0}, "rung"),
            ({"kind": "set_rung", "ladder": "bridge", "rung": 99}, "rung"),
            ({"kind": "set_profile"}, "profile"),
            (
                {"kind": "set_caps", "context": "general", "progress": 3, "hold": 2, "stop": 6},
                "stop",
            ),
            ({"kind": "set_caps", "context": "general", "progress": 3, "hold": 4}, "stop"),
            ({"kind": "dance"}, "kind"),
        ],
    )
    def test_each_has_what_it_needs(self, give: Any, facts: dict[str, Any], field: str) -> None:
        with pytest.raises(EntryInvalid) as caught:
            give(**facts)
        assert caught.value.field == field

    @pytest.mark.parametrize(("progress", "hold", "stop"), [(5, 5, 6), (3, 4, 7)])
    def test_high_limits_are_confirmed_twice(
        self, give: Any, progress: int, hold: int, stop: int
    ) -> None:
        caps = {
            "kind": "set_caps", "context": "general",
            "progress": progress, "hold": hold, "stop": stop,
        }  # fmt: skip
        with pytest.raises(ConfirmationNeeded):
            give(**caps)
        assert give(**caps, confirmed=True).is_new

    def test_usual_limits_need_no_second_word(self, give: Any) -> None:
        assert give(kind="set_caps", context="general", progress=4, hold=5, stop=6).is_new

    def test_a_discharge_closes_the_plan(self, plan: RecoveryPlan, give: Any) -> None:
        give(kind="discharge")
        plan.refresh_from_db()
        assert (plan.closed_on, plan.close_reason) == (TODAY, "discharged")
        with pytest.raises(PlanClosed):
            check_ins.record(answers=CALM, **told(plan, client_id="after"))


class TestStart:
    def start(self, patient: Any, **more: Any) -> Any:
        return plans.start(
            **{
                "patient": patient,
                "protocol_version": make.make_protocol_version(),
                "intake": make.INTAKE,
                "client_id": "i",
                "by": patient,
                "now": noon(TODAY),
                "today": TODAY,
                **more,
            }
        )

    def test_the_first_day_is_decided(self) -> None:
        recorded = self.start(make.make_patient())
        assert recorded.plan_day.phase == "protect"
        assert recorded.entry.plan.started_on == TODAY

    def test_sent_twice_it_starts_one_plan(self) -> None:
        patient = make.make_patient()
        first = self.start(patient)
        tomorrow = TODAY + timedelta(days=1)
        again = self.start(patient, today=tomorrow, now=noon(tomorrow))
        assert (again.entry, again.is_new) == (first.entry, False)

    def test_one_plan_at_a_time(self) -> None:
        patient = make.make_patient()
        self.start(patient)
        with pytest.raises(PlanStillOpen):
            self.start(patient, client_id="second")
        assert RecoveryPlan.objects.count() == 1

    def test_a_clinician_takes_the_patient_on(self) -> None:
        patient, clinician = make.make_patient(), make.make_clinician()
        self.start(patient, by=clinician, clinician=clinician)
        assert clinician.care_given.get().patient == patient

    def test_the_draft_is_gone(self) -> None:
        from recovery.services import intakes

        patient = make.make_patient()
        intakes.save_draft(answers={"age": 31}, now=noon(TODAY), patient=patient)
        intakes.save_draft(answers={"side": "left"}, now=noon(TODAY), patient=patient)
        patient.refresh_from_db()
        assert patient.intake_draft.answers == {"age": 31, "side": "left"}
        self.start(patient)
        patient.refresh_from_db()
        assert not hasattr(patient, "intake_draft")

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"age": 121}, "age"),
            ({"injured_on": TODAY + timedelta(days=1)}, "injured_on"),
            ({"red_flags": ["measles"]}, "red_flags"),
            ({"days_per_week": 0}, "days_per_week"),
        ],
    )
    def test_wrong_answers_start_nothing(self, change: dict[str, Any], field: str) -> None:
        with pytest.raises(EntryInvalid) as caught:
            self.start(make.make_patient(), intake={**make.INTAKE, **change})
        assert caught.value.field == field
        assert not RecoveryPlan.objects.exists()

    def test_a_missing_answer_is_named(self) -> None:
        intake = {name: value for name, value in make.INTAKE.items() if name != "age"}
        with pytest.raises(EntryInvalid, match="age: required"):
            self.start(make.make_patient(), intake=intake)

    def test_after_a_lock_nobody_can_lift_a_new_plan_begins(self) -> None:
        plan = make.make_plan(days=3)
        check_ins.record(
            answers={**CALM, "red_flags": ["foot_drop"]},
            **told(plan, on=YESTERDAY, client_id="flag"),
        )
        with pytest.raises(EntryInvalid, match="examined_on: required"):
            self.start(plan.patient)
        examined = {**make.INTAKE, "examined_by": "a doctor", "examined_on": TODAY}
        self.start(plan.patient, intake=examined)
        plan.refresh_from_db()
        assert plan.close_reason == "locked"

    def test_not_on_the_day_of_the_lock(self) -> None:
        plan = make.make_plan(days=3)
        check_ins.record(answers={**CALM, "red_flags": ["foot_drop"]}, **told(plan))
        examined = {**make.INTAKE, "examined_by": "a doctor", "examined_on": TODAY}
        with pytest.raises(PlanStillOpen):
            self.start(plan.patient, intake=examined)

    def test_not_while_a_clinician_can_lift_it(self) -> None:
        plan = make.make_plan(days=3)
        make.make_clinician(patients=(plan.patient,))
        check_ins.record(
            answers={**CALM, "red_flags": ["foot_drop"]},
            **told(plan, on=YESTERDAY, client_id="flag"),
        )
        examined = {**make.INTAKE, "examined_by": "a doctor", "examined_on": TODAY}
        with pytest.raises(PlanStillOpen):
            self.start(plan.patient, intake=examined)


class TestSettle:
    def test_it_stores_the_silent_days_once(self) -> None:
        plan = make.make_plan(days=6, course=make.silent)
        day = settle(plan=plan, now=noon(TODAY), today=TODAY)
        assert day == plan_days.today(plan, TODAY)
        assert Decision.objects.filter(plan=plan).count() == 6
        settle(plan=plan, now=noon(TODAY), today=TODAY)
        assert Decision.objects.filter(plan=plan).count() == 6
        assert_rebuilt(plan)


class TestQueries:
    """The same number with a short and with a long history. Two of them are the savepoint's."""

    def check_in(self, plan: RecoveryPlan) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            check_ins.record(answers=CALM, **told(plan))
        return len(queries)

    def session(self, plan: RecoveryPlan) -> int:
        answers = make.session_answers(plan_days.today(plan, TODAY), effort=4, minutes=15)
        with CaptureQueriesContext(connection) as queries:
            sessions.record(answers=answers, **told(plan, client_id="s"))
        return len(queries)

    @pytest.mark.parametrize("days", [3, 30])
    def test_a_check_in_and_a_session(self, days: int) -> None:
        plan = make.make_plan(days=days)
        assert self.check_in(plan) <= 7
        assert self.session(plan) <= 8
