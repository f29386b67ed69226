"""Each rule the database keeps: a row that breaks it by one fact is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from accounts.models import Invitation, User
from accounts.models.append_only import RecordIsPermanent
from recovery.models import (
    AdverseEvent,
    Decision,
    IntakeDraft,
    LogEntry,
    ProtocolVersion,
    RecoveryPlan,
    SessionExercise,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture
def patient() -> User:
    return User.objects.create_user("patient@example.org", name="Pat")


@pytest.fixture
def version() -> ProtocolVersion:
    return ProtocolVersion.objects.create(
        code="strain", version=1, name="Strain", text="x", digest="d", saved_at=NOW
    )


def plan_fields(patient: User, version: ProtocolVersion) -> dict[str, Any]:
    return {
        "patient": patient,
        "protocol_version": version,
        "started_on": DAY,
        "created_at": NOW,
        "created_by": patient,
    }


@pytest.fixture
def plan(patient: User, version: ProtocolVersion) -> RecoveryPlan:
    return RecoveryPlan.objects.create(**plan_fields(patient, version))


@pytest.fixture
def add_entry(plan: RecoveryPlan) -> Callable[..., LogEntry]:
    def add(**fields: Any) -> LogEntry:
        sequence = LogEntry.objects.count() + 1
        return LogEntry.objects.create(
            **{
                "plan": plan,
                "kind": "check_in",
                "on": DAY,
                "recorded_at": NOW,
                "sequence": sequence,
                "recorded_by": plan.patient,
                "by": "patient",
                "client_id": f"c{sequence}",
                **fields,
            }
        )

    return add


@pytest.fixture
def add_decision(plan: RecoveryPlan) -> Callable[..., Decision]:
    def add(**fields: Any) -> Decision:
        return Decision.objects.create(
            **{
                "plan": plan,
                "day": DAY,
                "revision": 1,
                "result": "hold",
                "phase": "protect",
                "profile": "strict",
                "startable": True,
                "binding_rule": "R19",
                "plan_day": {},
                "state": {},
                "engine_version": "1",
                "protocol_version": plan.protocol_version,
                "log_digest": "d",
                "created_at": NOW,
                **fields,
            }
        )

    return add


def refused(name: str, make: Callable[[], object]) -> None:
    """The database refuses, and says which rule it was where it can."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    text = str(caught.value)
    assert name in text or "UNIQUE constraint failed" in text


class TestProtocolVersion:
    def test_a_version_is_added_once(self, version: ProtocolVersion) -> None:
        refused(
            "protocol_version_once",
            lambda: ProtocolVersion.objects.create(
                code="strain", version=1, name="Other", text="y", digest="e", saved_at=NOW
            ),
        )

    def test_versions_count_from_1(self) -> None:
        refused(
            "protocol_version_from_1",
            lambda: ProtocolVersion.objects.create(
                code="strain", version=0, name="S", text="y", digest="e", saved_at=NOW
            ),
        )

    def test_its_status_is_known(self) -> None:
        refused(
            "protocolversion_status_is_known",
            lambda: ProtocolVersion.objects.create(
                code="s", version=1, name="S", text="", digest="", saved_at=NOW, status="lost"
            ),
        )

    def test_its_text_stays(self, version: ProtocolVersion) -> None:
        version.text = "other"
        with pytest.raises(RecordIsPermanent):
            version.save()
        with pytest.raises(RecordIsPermanent):
            version.save(update_fields=["text", "status"])
        with pytest.raises(RecordIsPermanent):
            ProtocolVersion.objects.update(text="other")
        version.refresh_from_db()
        assert version.text == "x"

    def test_it_is_never_deleted(self, version: ProtocolVersion) -> None:
        with pytest.raises(RecordIsPermanent):
            version.delete()
        with pytest.raises(RecordIsPermanent):
            ProtocolVersion.objects.all().delete()

    def test_it_may_be_retired(self, version: ProtocolVersion) -> None:
        version.status = ProtocolVersion.Status.RETIRED
        version.save(update_fields=["status"])
        assert not ProtocolVersion.objects.to_begin_with().exists()


class TestRecoveryPlan:
    def test_one_open_plan_a_patient(self, plan: RecoveryPlan) -> None:
        fields = plan_fields(plan.patient, plan.protocol_version)
        refused("plan_one_open_a_patient", lambda: RecoveryPlan.objects.create(**fields))

    def test_a_closed_plan_makes_room(self, plan: RecoveryPlan) -> None:
        RecoveryPlan.objects.update(closed_on=DAY, close_reason="finished")
        RecoveryPlan.objects.create(**plan_fields(plan.patient, plan.protocol_version))
        assert RecoveryPlan.objects.open().count() == 1

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("plan_closed_with_a_reason", {"closed_on": DAY}),
            ("plan_closed_with_a_reason", {"close_reason": "finished"}),
            ("plan_closed_with_a_reason", {"closed_on": DAY, "close_reason": "tired"}),
            (
                "plan_closed_with_a_reason",
                {"closed_on": DAY - timedelta(days=1), "close_reason": "finished"},
            ),
            ("plan_autonomy_is_known", {"autonomy": "free"}),
        ],
    )
    def test_its_facts_agree(
        self, patient: User, version: ProtocolVersion, name: str, fields: dict[str, Any]
    ) -> None:
        complete = plan_fields(patient, version) | fields
        refused(name, lambda: RecoveryPlan.objects.create(**complete))

    def test_its_protocol_and_patient_stay(self, plan: RecoveryPlan) -> None:
        with pytest.raises(models.ProtectedError):
            plan.patient.delete()


class TestLogEntry:
    @pytest.mark.parametrize("column", ["pain_rest", "pain_morning", "pain_worst", "effort"])
    @pytest.mark.parametrize("score", [-1, 11])
    def test_scores_lie_between_0_and_10(
        self, add_entry: Callable[..., LogEntry], column: str, score: int
    ) -> None:
        refused(f"entry_{column}_0_to_10", lambda: add_entry(**{column: score}))

    @pytest.mark.parametrize("score", [0, 10, None])
    def test_both_ends_and_no_answer_are_fine(
        self, add_entry: Callable[..., LogEntry], score: int | None
    ) -> None:
        entry = add_entry(pain_rest=score, pain_morning=score, pain_worst=score, effort=score)
        entry.refresh_from_db()
        assert entry.pain_rest == score

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("entry_minutes_from_0", {"minutes": -1}),
            ("entry_kind_is_known", {"kind": "diary"}),
            ("entry_by_is_known", {"by": "robot"}),
            ("entry_has_client_id", {"client_id": ""}),
            ("entry_correction_supersedes", {"kind": "correction"}),
        ],
    )
    def test_its_facts_agree(
        self, add_entry: Callable[..., LogEntry], name: str, fields: dict[str, Any]
    ) -> None:
        refused(name, lambda: add_entry(**fields))

    def test_only_a_correction_supersedes(self, add_entry: Callable[..., LogEntry]) -> None:
        first = add_entry()
        refused("entry_correction_supersedes", lambda: add_entry(supersedes=first))
        assert add_entry(kind="correction", supersedes=first).supersedes == first

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("entry_sent_twice_once", {"client_id": "same"}),
            ("entry_sequence_once", {"sequence": 1}),
            ("entry_one_intake_a_plan", {"kind": "intake"}),
        ],
    )
    def test_once_a_plan(
        self, add_entry: Callable[..., LogEntry], name: str, fields: dict[str, Any]
    ) -> None:
        add_entry(**fields)
        refused(name, lambda: add_entry(**fields))

    def test_it_stays_as_written(self, add_entry: Callable[..., LogEntry]) -> None:
        entry = add_entry(pain_rest=3)
        entry.pain_rest = 0
        for change in (
            entry.save,
            entry.delete,
            LogEntry.objects.all().delete,
            lambda: LogEntry.objects.update(pain_rest=0),
            lambda: LogEntry.objects.bulk_update([entry], ["pain_rest"]),
            entry.plan.entries.all().delete,
        ):
            with pytest.raises(RecordIsPermanent):
                change()
        entry.refresh_from_db()
        assert entry.pain_rest == 3


class TestSessionExercise:
    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("session_pain_0_to_10", {"pain": 11}),
            ("session_pain_0_to_10", {"pain": -1}),
            ("session_done_0_to_1", {"done": Decimal("1.01")}),
            ("session_done_0_to_1", {"done": Decimal("-0.01")}),
            ("session_skipped_is_known", {"skipped": "bored"}),
        ],
    )
    def test_its_facts_are_in_range(
        self, add_entry: Callable[..., LogEntry], name: str, fields: dict[str, Any]
    ) -> None:
        entry = add_entry(kind="session")
        refused(name, lambda: SessionExercise.objects.create(entry=entry, ladder="a", **fields))

    def test_a_ladder_is_reported_once(self, add_entry: Callable[..., LogEntry]) -> None:
        entry = add_entry(kind="session")
        done = SessionExercise.objects.create(entry=entry, ladder="a", done=Decimal(1), pain=10)
        refused(
            "session_ladder_once", lambda: SessionExercise.objects.create(entry=entry, ladder="a")
        )
        with pytest.raises(RecordIsPermanent):
            done.save()


class TestDecision:
    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("decision_result_is_known", {"result": "fine"}),
            ("decision_profile_is_known", {"profile": "loose"}),
            ("decision_again_for_a_reason", {"revision": 0}),
            ("decision_again_for_a_reason", {"revision": 2}),
            ("decision_again_for_a_reason", {"reason_for_revision": "correction"}),
            ("decision_again_for_a_reason", {"revision": 2, "reason_for_revision": "mood"}),
            (
                "decision_lock_is_the_result",
                {"lock_kind": "urgent", "result": "urgent", "startable": True},
            ),
            (
                "decision_lock_is_the_result",
                {"lock_kind": "urgent", "result": "hold", "startable": False},
            ),
            (
                "decision_lock_is_the_result",
                {"lock_kind": "rest", "result": "rest", "startable": False},
            ),
        ],
    )
    def test_its_facts_agree(
        self, add_decision: Callable[..., Decision], name: str, fields: dict[str, Any]
    ) -> None:
        refused(name, lambda: add_decision(**fields))

    def test_a_revision_is_stored_once(self, add_decision: Callable[..., Decision]) -> None:
        add_decision()
        refused("decision_revision_once", add_decision)

    def test_the_highest_revision_of_a_day_counts(
        self, add_decision: Callable[..., Decision]
    ) -> None:
        shown = add_decision()
        again = add_decision(revision=2, reason_for_revision="correction")
        other = add_decision(day=DAY + timedelta(days=1))
        assert set(Decision.objects.latest_revisions()) == {again, other}
        assert Decision.objects.newest_first()[2] == shown

    def test_it_stays_as_written(self, add_decision: Callable[..., Decision]) -> None:
        decision = add_decision()
        with pytest.raises(RecordIsPermanent):
            decision.save()
        with pytest.raises(RecordIsPermanent):
            Decision.objects.all().delete()


class TestAdverseEvent:
    @pytest.fixture
    def add(self, patient: User) -> Callable[..., AdverseEvent]:
        told = {"patient": patient, "recorded_by": patient, "recorded_at": NOW, "on": DAY}
        facts = {"kind": "fall", "seriousness": "stopped", "client_id": "one"}
        return lambda **other: AdverseEvent.objects.create(**{**told, **facts, **other})

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("adverse_event_has_client_id", {"client_id": ""}),
            ("adverse_event_says_what", {"kind": "bad luck"}),
            ("adverse_event_says_what", {"kind": "other", "told": ""}),
            ("adverse_event_says_how_bad", {"seriousness": ""}),
            ("adverse_event_says_how_bad", {"seriousness": "very"}),
        ],
    )
    def test_its_facts_are_known(
        self, add: Callable[..., AdverseEvent], name: str, fields: dict[str, Any]
    ) -> None:
        refused(name, lambda: add(**fields))

    def test_what_is_in_no_list_is_told_in_words(self, add: Callable[..., AdverseEvent]) -> None:
        assert add(kind="other", told="Somebody pushed me").kind == "other"

    def test_it_is_kept_once_for_whoever_sends_it(
        self, add: Callable[..., AdverseEvent], patient: User
    ) -> None:
        therapist = User.objects.create_user("t@example.org", name="T")
        assert {add().recorded_by, add(recorded_by=therapist).recorded_by} == {patient, therapist}
        refused("adverse_event_sent_twice_once", lambda: add(kind="pop"))

    def test_it_stays_as_written(self, add: Callable[..., AdverseEvent]) -> None:
        event = add()
        for change in (event.save, event.delete, AdverseEvent.objects.all().delete):
            with pytest.raises(RecordIsPermanent):
                change()


class TestIntakeDraft:
    def test_it_has_one_owner(self, patient: User) -> None:
        inviter = User.objects.create_user("t@example.org", name="T")
        invitation = Invitation.objects.create(
            token_hash="h", invited_by=inviter, created_at=NOW, expires_at=NOW + timedelta(days=1)
        )
        both = {"patient": patient, "invitation": invitation}
        refused("draft_of_one_owner", lambda: IntakeDraft.objects.create(updated_at=NOW))
        refused("draft_of_one_owner", lambda: IntakeDraft.objects.create(updated_at=NOW, **both))
        assert IntakeDraft.objects.create(invitation=invitation, updated_at=NOW).answers == {}

    def test_one_draft_a_person(self, patient: User) -> None:
        IntakeDraft.objects.create(patient=patient, updated_at=NOW)
        refused("patient", lambda: IntakeDraft.objects.create(patient=patient, updated_at=NOW))
