from recovery.models.adverse_event import AdverseEvent
from recovery.models.alert_handling import AlertLimits, AlertStep
from recovery.models.decision import Decision
from recovery.models.desk_wishes import DigestWish, SavedView
from recovery.models.directive_outcome import DirectiveOutcome
from recovery.models.function_rating import FunctionRating
from recovery.models.intake_draft import IntakeDraft
from recovery.models.log import LogEntry, SessionExercise
from recovery.models.note import Note
from recovery.models.plan import RecoveryPlan
from recovery.models.plan_template import PlanTemplate
from recovery.models.protocol_version import ProtocolMove, ProtocolVersion
from recovery.models.reminders import Channel, PushDevice, Reminder, ReminderSettings
from recovery.models.session_draft import SessionDraft

__all__ = [
    "AdverseEvent",
    "AlertLimits",
    "AlertStep",
    "Channel",
    "Decision",
    "DigestWish",
    "DirectiveOutcome",
    "FunctionRating",
    "IntakeDraft",
    "LogEntry",
    "Note",
    "PlanTemplate",
    "ProtocolMove",
    "ProtocolVersion",
    "PushDevice",
    "RecoveryPlan",
    "Reminder",
    "ReminderSettings",
    "SavedView",
    "SessionDraft",
    "SessionExercise",
]
