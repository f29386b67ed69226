"""Every number the rules use, once, with its unit, why it is so, and where it comes from.

After each: its unit; why; and in brackets its sources. "S48" and the like are named in
docs/rulebook.md, and D is a design choice that a physiotherapist must sign off. That page
prints each number under the rule or the part that stands above it here.

Pain caps are not here: they belong to a protocol, since published limits differ from condition
to condition.
"""

# R00
ADULT_AGE = 18  # years; below it growth plates are open: a guardian and a clinician first [S71]

# R02
SEVERE_AT_REST = 7  # of 10; a point before severe, since nobody supervises the plan [S58, D]
SEVERE_WORST = 8  # of 10; where severe begins [S58]
NIGHT_WAKE_FREE_DAYS = 3  # days after the injury; waking is expected at first [S57]

# R04
MORNING_RISE = 2  # points above the usual [S46, S48]
MORNING_MINIMUM = 3  # of 10; below it a rise is within what people feel day to day [D]
NO_STEP_UP_DAYS = 2  # days after today, 48 hours [D]

# Settled
SETTLED_MARGIN = 1  # point above the usual [S45]
SETTLED_CEILING = 2  # of 10; above it a morning is settled only at the usual [S45]
BASELINE_WINDOW = 7  # scores in each median [D]
BASELINE_MINIMUM = 3  # scores; with fewer the intake's pain counts [D]
BASELINE_RISE = 1  # point above the lowest it had in this phase [D]

# R05
WARM_UP_DAYS_OFF = 2  # days [S55]

# R06
SECOND_MORNING = 2  # mornings in a row; after the day off the same dose is tried again [S55, D]

# R07
LIMP_FREE_DAYS = 5  # days after the injury; walking differently is expected at first [S42]

# Whole-plan ease
EASE_AGAIN_DAYS = 3  # days from one rung to the next while it lasts [D]

# R08
LOWEST_AGAIN_DAYS = 7  # days; a second ease on the lowest rung waits for a settled morning [D]

# R10
WEEK = 7  # days; pain should not rise from one week to the next [S47]
WEEK_MINIMUM_SCORES = 4  # scores in each week [D]
WEEK_LOWEST_MEDIAN = 2  # of 10; below it a rise is within what people feel day to day [D]
WEEK_RISE_HOLDS = 1  # point of the median; the smallest change people notice [S47, S59]
WEEK_RISE_EASES = 2  # points of the median [S59]

# R11
FULL_SHARE_PERCENT = 80  # % of the prescribed work [D]
TOO_HARD_EFFORT = 8  # of 10 [D]

# R12
GAP_DAYS = 7  # days without a session [S25]
GAP_DAYS_PER_RUNG = 5  # days; one rung at 7, two at 10 [S25]
GAP_CADENCES = 2  # times the longest cadence; a gap is at least this long, too [D]
GAP_PREVIOUS_PHASE_DAYS = 14  # days [D]
GAP_FIRST_PHASE_DAYS = 28  # days [D]
GAP_WEEKLY_FACTOR = 2  # times; where the list is weekly, one missed day makes a fortnight [D]

# R13
STEP_UP_DAYS = 2  # days from one step of a ladder to its next [S24, S25]
STEPS_UP_A_DAY = 2  # ladders [D]

# Load
LOAD_WINDOW = 7  # days, against as many before [S62]
LOAD_MINIMUM_SESSIONS = 3  # sessions in each week [D]
LOAD_FROM_DAY = 15  # is the first day of the plan it counts on; two weeks lie behind [D]
LOAD_SOFT_PERCENT = 10  # % more; by custom and without evidence, hence a soft limit [S62]
LOAD_HARD_PERCENT = 30  # % more [S63]
LOAD_EXEMPT_DAYS = 7  # days after a phase change [D]

# Today's list
DAYS_FROM_RUN_TO_RUN = 2  # days; no two running days in a row, whatever the ladder [S24, S25]

# R14
TEST_PASSES = 2  # passes on different days [S23]
TEST_WINDOW = 7  # days that hold them [D]
RETEST_DAYS = (14, 28)  # days into maintenance; most second injuries come early [S101, D]
RETEST_WINDOW = 7  # days each time [D]
RETEST_PASSES = 1  # pass each time [D]

# R15
IMPROVING_ABOVE = 3  # of 10; a median of worst pain up to this need not fall further [D]
FALL_IN_A_WEEK = 1  # point; the smallest change people notice [S59]
FALL_IN_A_WEEK_PERCENT = 15  # %, where that is less than the points [S59]
FALL_IN_TWO_WEEKS = 2  # points; what people call much better [S59]
FALL_IN_TWO_WEEKS_PERCENT = 33  # %, where that is less than the points [S59]
STILL_LIMPING_DAYS = 5  # days after the injury [S42, S64]

# R16
FLARE_WEEK = 7  # days for the shorter count [D]
FLARE_WEEK_EPISODES = 2  # episodes [D]
FLARE_FORTNIGHT = 14  # days for the longer count [D]
FLARE_FORTNIGHT_EPISODES = 3  # episodes [D]
FLARE_CALM_DAYS = 5  # days without easing until STRICT ends in phase 1 [D]

# R17
SILENT_DAYS = 3  # days; then somebody asks, kindly [D]
SILENT_DAYS_WEEKLY = 10  # days in maintenance, where check-ins are weekly [D]

# Autonomy
PROPOSAL_WAITS_DAYS = 3  # days until a proposal that waits says so [D]

# Profiles
STRICT_FIRST_DAYS = 5  # days after the injury [D]
STRICT_ABOVE_AGE = 60  # years [D]
