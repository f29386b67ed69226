"""The door through which a plan's log comes in as JSON and a decided day goes out."""

from recovery.plan_log.output import Words, plan_day_json
from recovery.plan_log.reading import PlanLog, PlanLogError, read_log, read_text
from recovery.plan_log.schema import schema_for

__all__ = [
    "PlanLog",
    "PlanLogError",
    "Words",
    "plan_day_json",
    "read_log",
    "read_text",
    "schema_for",
]
