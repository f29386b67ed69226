"""Everything the database holds about one patient: which rows, and what is left out and why.

A model that refers to people stands in PARTS or in LEFT_OUT; a test sees to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet

from accounts.models import (
    Bookmark,
    CareRelationship,
    Invitation,
    Message,
    RecordAccess,
    RoleGrant,
    User,
)
from recovery.models import (
    AdverseEvent,
    AlertLimits,
    AlertStep,
    Decision,
    DirectiveOutcome,
    FunctionRating,
    IntakeDraft,
    LogEntry,
    PushDevice,
    RecoveryPlan,
    Reminder,
    ReminderSettings,
    SessionDraft,
    SessionExercise,
)

ROWS_AT_A_TIME = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One kind of row. owner: the way from the row to the patient.

    secret: fields that open doors, and would be worth stealing from a downloaded file; or that a
    care team writes for itself, as its notes.
    stays: kept without a name when somebody who was cared for deletes their account.
    """

    name: str
    model: type[Model]
    owner: str
    secret: frozenset[str] = field(default_factory=frozenset)
    stays: bool = False

    def rows(self, patient: User) -> QuerySet[Any]:
        people = [one.name for one in self._relations() if one.related_model is User]
        found = self.model._default_manager.filter(**{self.owner: patient.pk})
        return found.select_related(*people).order_by("pk")

    def _relations(self) -> list[Any]:
        return [one for one in self.model._meta.concrete_fields if one.is_relation]

    def as_data(self, row: Model) -> dict[str, Any]:
        """The row by its fields; a person is named, as they are on the pages."""
        names = (one for one in self.model._meta.concrete_fields if one.name not in self.secret)
        return {one.name: _value(row, one) for one in names}


def _value(row: Model, one: Any) -> Any:
    if one.is_relation and one.related_model is User:
        person = getattr(row, one.name)
        return person and person.name
    return getattr(row, one.attname)


PARTS = (
    Part(name="you", model=User, owner="pk", secret=frozenset({"password"})),
    Part(name="email_addresses", model=EmailAddress, owner="user"),
    Part(name="second_steps", model=Authenticator, owner="user", secret=frozenset({"data"})),
    Part(name="roles", model=RoleGrant, owner="user"),
    Part(
        name="care",
        model=CareRelationship,
        owner="patient",
        secret=frozenset({"note"}),
        stays=True,
    ),
    Part(
        name="invitations",
        model=Invitation,
        owner="accepted_by",
        secret=frozenset({"token_hash"}),
    ),
    Part(name="messages", model=Message, owner="patient", stays=True),
    Part(name="messages_read", model=Bookmark, owner="reader"),
    Part(name="looks_at_your_record", model=RecordAccess, owner="patient", stays=True),
    Part(name="first_questions", model=IntakeDraft, owner="patient"),
    Part(name="plans", model=RecoveryPlan, owner="patient", stays=True),
    Part(name="log", model=LogEntry, owner="plan__patient", stays=True),
    Part(name="exercises_done", model=SessionExercise, owner="entry__plan__patient", stays=True),
    Part(name="unfinished_session", model=SessionDraft, owner="plan__patient"),
    Part(name="decisions", model=Decision, owner="plan__patient", stays=True),
    Part(
        name="what_instructions_changed",
        model=DirectiveOutcome,
        owner="entry__plan__patient",
        stays=True,
    ),
    Part(name="what_you_could_do", model=FunctionRating, owner="plan__patient", stays=True),
    Part(name="what_went_wrong", model=AdverseEvent, owner="patient", stays=True),
    Part(name="alerts_looked_after", model=AlertStep, owner="patient", stays=True),
    Part(name="limits_of_alerts", model=AlertLimits, owner="patient", stays=True),
    Part(
        name="reminder_wishes",
        model=ReminderSettings,
        owner="patient",
        secret=frozenset({"feed_key"}),
    ),
    Part(name="reminders", model=Reminder, owner="patient"),
    Part(
        name="devices_for_notifications",
        model=PushDevice,
        owner="patient",
        secret=frozenset({"endpoint", "p256dh", "auth"}),
    ),
)
AS_STAFF = "what somebody did to texts as a curator or reviewer, not as a patient"
AT_THE_DESK = "how a clinician likes their own desk; nothing about a patient"
LEFT_OUT: Mapping[str, str] = {
    "recovery.Note": "what a care team writes for itself; the clinic hands it out",
    "accounts.ClinicMember": "where a clinician works; nothing about a patient",
    "accounts.Cover": "when a clinician is away; who covers for them is under care",
    "recovery.SavedView": AT_THE_DESK,
    "recovery.DigestWish": AT_THE_DESK,
    "recovery.ProtocolVersion": AS_STAFF,
    "recovery.ProtocolMove": AS_STAFF,
    "recovery.PlanTemplate": "what a therapist keeps to set plans out with, of no one person",
    "exercises.LibraryFile": AS_STAFF,
    "exercises.ExerciseMove": AS_STAFF,
    "exercises.ArticleMove": AS_STAFF,
    "exercises.Upload": AS_STAFF,
    "exercises.ExerciseVersion": AS_STAFF,
    "exercises.ArticleVersion": AS_STAFF,
    "accounts.User_groups": "not used here: roles say who may do what",
    "accounts.User_user_permissions": "not used here: roles say who may do what",
    "account.EmailConfirmation": "the key in a link that was mailed; it opens doors",
    "admin.LogEntry": "what somebody did in the administration, not as a patient",
}


def rows_of(part: Part, patient: User) -> Iterator[dict[str, Any]]:
    """The rows of one part, a few hundred in memory at a time."""
    for row in part.rows(patient).iterator(chunk_size=ROWS_AT_A_TIME):
        yield part.as_data(row)
