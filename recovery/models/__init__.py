from recovery.models.decision import Decision
from recovery.models.intake_draft import IntakeDraft
from recovery.models.log import LogEntry, SessionExercise
from recovery.models.plan import RecoveryPlan
from recovery.models.protocol_version import ProtocolMove, ProtocolVersion
from recovery.models.session_draft import SessionDraft

__all__ = [
    "Decision",
    "IntakeDraft",
    "LogEntry",
    "ProtocolMove",
    "ProtocolVersion",
    "RecoveryPlan",
    "SessionDraft",
    "SessionExercise",
]
