"""Every number the rules use, once, with its source.

"S48" and the like are sources of the evidence file, listed in docs/rulebook.md.
[D] marks a design choice that a physiotherapist must sign off. Pain caps are not here:
they belong to a protocol, since published limits differ from condition to condition.
"""

# R02 severe pain
SEVERE_AT_REST = 7  # S58 calls 8 severe; one point earlier for an unsupervised plan [D]
SEVERE_WORST = 8  # S58
NIGHT_WAKE_FREE_DAYS = 3  # waking in the first days is expected, S57

# R04 the next morning, and what "settled" means
MORNING_RISE = 2  # S48, S46
MORNING_MINIMUM = 3  # below this a rise is within what people feel day to day [D]
NO_STEP_UP_DAYS = 2  # 48 hours: the two days after today
SETTLED_MARGIN = 1  # S45
SETTLED_CEILING = 2  # S45

# baseline
BASELINE_WINDOW = 7  # scores
BASELINE_MINIMUM = 3  # scores
BASELINE_RISE = 1  # above the lowest it had in this phase [D]

# R05 warm-up soreness that stayed
WARM_UP_DAYS_OFF = 2  # S55

# R06 slow to settle
SECOND_MORNING = 2  # mornings in a row; after the day off the same dose is tried again

# R07 limp
LIMP_FREE_DAYS = 5  # walking differently is expected in the first days, S42

# whole-plan ease
EASE_AGAIN_DAYS = 3  # [D]
LOWEST_AGAIN_DAYS = 7  # [D]

# R10 week on week, in points of the median
WEEK = 7  # days
WEEK_MINIMUM_SCORES = 4  # in each week [D]
WEEK_LOWEST_MEDIAN = 2  # below this a rise is within what people feel day to day [D]
WEEK_RISE_HOLDS = 1  # S47, S59
WEEK_RISE_EASES = 2  # S59

# R11 not finished, too hard
FULL_SHARE_PERCENT = 80  # [D]
TOO_HARD_EFFORT = 8  # [D]

# R12 gap
GAP_DAYS = 7  # S25
GAP_DAYS_PER_RUNG = 5  # S25: one rung at 7 days, two at 10
GAP_CADENCES = 2  # [D]
GAP_PREVIOUS_PHASE_DAYS = 14  # [D]
GAP_FIRST_PHASE_DAYS = 28  # [D]
GAP_WEEKLY_FACTOR = 2  # where the list is weekly, one missed day alone makes a fortnight [D]

# R13 earned
STEP_UP_DAYS = 2  # S24, S25: not more than one step every two days
STEPS_UP_A_DAY = 2  # [D]

# load: effort times minutes, week against week
LOAD_WINDOW = 7  # days
LOAD_MINIMUM_SESSIONS = 3  # in each week [D]
LOAD_FROM_DAY = 15  # of the plan: two whole weeks lie behind
LOAD_SOFT_PERCENT = 10  # customary, unsupported by evidence (S62), hence a soft limit
LOAD_HARD_PERCENT = 30  # S63
LOAD_EXEMPT_DAYS = 7  # after a phase change

# today's list
DAYS_FROM_RUN_TO_RUN = 2  # S24, S25: no two running days in a row, whatever the ladder

# R14 exit tests
TEST_PASSES = 2  # on different days, S23
TEST_WINDOW = 7  # days

# maintenance: the tests of the phase before, once more
RETEST_DAYS = (14, 28)  # days into the phase; most second injuries come early, S26, S37
RETEST_WINDOW = 7  # days each time [D]
RETEST_PASSES = 1  # [D]

# R15 not improving: the smallest changes people notice, S59
IMPROVING_ABOVE = 3  # a median of worst pain up to this asks for no further fall [D]
FALL_IN_A_WEEK = 1
FALL_IN_A_WEEK_PERCENT = 15
FALL_IN_TWO_WEEKS = 2
FALL_IN_TWO_WEEKS_PERCENT = 33
STILL_LIMPING_DAYS = 5  # after the injury, S42, S64

# R16 flare [D]
FLARE_WEEK = 7  # days, in which so many episodes are a flare:
FLARE_WEEK_EPISODES = 2
FLARE_FORTNIGHT = 14
FLARE_FORTNIGHT_EPISODES = 3
FLARE_CALM_DAYS = 5  # days without easing until STRICT ends in phase 1

# R17 no news
SILENT_DAYS = 3  # peers alert after about two days; said kindly [D]
SILENT_DAYS_WEEKLY = 10  # in maintenance, where check-ins are weekly [D]

# proposals
PROPOSAL_WAITS_DAYS = 3  # until one that waits says so [D]

# profiles
STRICT_FIRST_DAYS = 5  # after the injury [D]
STRICT_ABOVE_AGE = 60  # [D]

# red flags that are facts of the intake
ADULT_AGE = 18  # S71: open growth plates; a guardian and a clinician first
