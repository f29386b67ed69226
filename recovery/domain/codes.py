"""The words the rules are written in. Each is a code, never a sentence."""

from enum import StrEnum


class Result(StrEnum):
    """How a day ends, gravest first. The order of the members is the order of severity."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    STOP = "stop"
    REST = "rest"
    EASE = "ease"
    HOLD = "hold"
    PROGRESS = "progress"


SEVERITY = {result: rank for rank, result in enumerate(reversed(Result))}
LOCKING = (Result.EMERGENCY, Result.URGENT, Result.SOON, Result.STOP)


class Band(StrEnum):
    """Where a pain score falls among the caps of a phase."""

    PROGRESS = "progress"
    HOLD = "hold"
    EASE = "ease"
    STOP = "stop"


class Context(StrEnum):
    """What the body is doing; running has caps of its own."""

    GENERAL = "general"
    RUNNING = "running"


class Profile(StrEnum):
    STANDARD = "standard"
    STRICT = "strict"


class Autonomy(StrEnum):
    """How much of a decision waits for the clinician."""

    AUTOMATIC = "automatic"
    PROPOSE = "propose"
    MANUAL = "manual"


class SeverityBand(StrEnum):
    """How bad the strain looks from what the person can still do. It is not a grade."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Goal(StrEnum):
    EVERYDAY = "everyday"
    WORK = "work"
    RUNNING = "running"
    SPORT = "sport"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class DoseSide(StrEnum):
    """Which legs an exercise is done with."""

    BOTH = "both"
    EACH = "each"
    INJURED = "injured"


class Settled(StrEnum):
    """How long the injured spot stayed sore after the latest session, mildest first."""

    NONE = "none"
    UNDER_1_HOUR = "under_1_hour"
    UNDER_24_HOURS = "under_24_hours"
    STILL_THERE = "still_there"


class WarmupSoreness(StrEnum):
    """Soreness in the warm-up, mildest first."""

    NONE = "none"
    WENT_AWAY = "went_away"
    STAYED = "stayed"


class Skipped(StrEnum):
    """Why an exercise was left out. "pain" counts as a score in the ease band."""

    PAIN = "pain"
    TIME = "time"
    EQUIPMENT = "equipment"
    OTHER = "other"


class Author(StrEnum):
    """Who recorded an entry."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    CLINICIAN = "clinician"


class DirectiveKind(StrEnum):
    CLEAR_LOCK = "clear_lock"
    HOLD = "hold"
    SET_RUNG = "set_rung"
    SET_CAPS = "set_caps"
    SET_PROFILE = "set_profile"
    ADVANCE_PHASE = "advance_phase"
    RETURN_PHASE = "return_phase"
    ACCEPT = "accept"
    DECLINE = "decline"
    PAUSE = "pause"
    RESUME = "resume"
    DISCHARGE = "discharge"
    PRESCRIBE = "prescribe"
    LEAVE_OUT = "leave_out"
    BRING_BACK = "bring_back"
    SET_ORDER = "set_order"


class AlertCode(StrEnum):
    """What a clinician should look at."""

    RED_FLAG = "red_flag"
    SUDDEN_EVENT = "sudden_event"
    SEVERE_PAIN = "severe_pain"
    WEEK_ON_WEEK = "week_on_week"
    NOT_IMPROVING = "not_improving"
    FLARE = "flare"
    TOO_HARD_AT_LOWEST = "too_hard_at_lowest"
    NO_REPORT = "no_report"
    PROPOSAL_WAITS = "proposal_waits"
    RETEST_NOT_PASSED = "retest_not_passed"


class ChangeKind(StrEnum):
    """The direction a ladder moved in."""

    UP = "up"
    DOWN = "down"
