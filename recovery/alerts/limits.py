"""Every number that decides whether a therapist is alerted: its unit, why, and where it is from.

What the rules of a plan alert to has its numbers in `recovery.domain.limits`. MB4 is MedBridge's
published list of alerts for pathways; S46 and the like are named in docs/rulebook.md; D is a
design choice that a physiotherapist must sign off.
"""

HIGH_PAIN = 7  # of 10; critical there, and a point below severe [MB4]
HIGH_PAIN_BOUNDS = (5, 8)  # a therapist may ask for less; above 8 severe pain would be hidden [D]
PAIN_RISE = 2  # points above the usual: high there, and what people call much worse [MB4, S59]
PAIN_RISE_BOUNDS = (2, 4)  # below 2 it is within what people feel from day to day [S59, D]
PAIN_RISE_FROM = 3  # of 10; as for the morning, less is within day to day [D]
USUAL_SCORES = 7  # answers before the day, whose median is the usual [D]
USUAL_MINIMUM = 3  # answers; with fewer there is no usual yet [D]

SILENT_DAYS_BOUNDS = (2, 7)  # where the rules ask after `limits.SILENT_DAYS` [D]
SILENT_LATER = (7, 14)  # days; it comes again, whatever was done about it before [MB4]

STUCK_HALVES = 3  # halves of the expected days: 1.5 times [D]
LOOKED_BACK_DAYS = (
    14  # of pain, sessions and the plan's own alerts: this week and the one before [D]
)
FRESH_DAYS = 7  # days for which something that is over still stands in the list [D]
SNOOZE_DAYS = (1, 3, 7)
SNOOZE_DAYS_URGENT = 1  # day; nothing urgent sleeps longer [D]
