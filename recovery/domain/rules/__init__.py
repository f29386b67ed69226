"""The rules, in the order of their numbers. All are evaluated, every day.

A rule takes the request and what the rules before it found, and returns its findings.
docs/rulebook.md says each in words.
"""

from collections.abc import Callable

from recovery.domain.request import Findings, Request
from recovery.domain.rules.absence import gap, no_news
from recovery.domain.rules.progress import earned, nothing_yet, phase_passed
from recovery.domain.rules.response import (
    above_cap,
    hold_band,
    limp,
    next_morning,
    not_finished,
    slow_to_settle,
    sore_warm_up,
)
from recovery.domain.rules.safety import red_flag, severe_pain, stop_line, sudden_event
from recovery.domain.rules.steering import clinicians_limit
from recovery.domain.rules.trend import flare, not_improving, week_on_week

Rule = Callable[[Request, Findings], Findings]

# What a session can show on its own day. Holds and steps up wait for the next morning.
SESSION_RULES: tuple[Rule, ...] = (stop_line, sore_warm_up, limp, above_cap, flare)

# What is earned is asked last, since it may only be given when nothing above it fired.
RULES: tuple[tuple[str, Rule], ...] = (
    ("R00", red_flag),
    ("R01", sudden_event),
    ("R02", severe_pain),
    ("R03", stop_line),
    ("R04", next_morning),
    ("R05", sore_warm_up),
    ("R06", slow_to_settle),
    ("R07", limp),
    ("R08", above_cap),
    ("R09", hold_band),
    ("R10", week_on_week),
    ("R11", not_finished),
    ("R12", gap),
    ("R15", not_improving),
    ("R16", flare),
    ("R17", no_news),
    ("R18", clinicians_limit),
    ("R14", phase_passed),
    ("R13", earned),
    ("R19", nothing_yet),
)
