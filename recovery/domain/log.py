"""What can be recorded. Missing is None, and None is never 0.

Every entry has a clinical date in the patient's own time zone (`on`), an id made by the
client, an author, and `order`: its place among the entries of the plan as they were recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from recovery.domain.codes import (
    Author,
    Autonomy,
    Context,
    DirectiveKind,
    Goal,
    Profile,
    Settled,
    SeverityBand,
    Side,
    Skipped,
    WarmupSoreness,
)
from recovery.domain.prescription import Prescription
from recovery.domain.quick import quick


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What every entry has."""

    id: str
    on: date
    order: int = 0
    by: Author = Author.PATIENT


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake(Entry):
    """The first entry of a plan. It counts as its day's check-in."""

    injured_on: date
    side: Side
    severity: SeverityBand
    age: int
    recurrent: bool
    anticoagulants: bool
    goal: Goal
    equipment: frozenset[str]
    days_per_week: int
    red_flags: frozenset[str] | None
    pain_now: int | None = None
    pain_worst: int | None = None
    pain_rest: int | None = None
    examined_by: str = ""
    examined_on: date | None = None
    forecast_days: int | None = None
    activities: tuple[tuple[str, int | None], ...] = ()


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class CheckIn(Entry):
    """How the day began. `red_flags` is None when the list was not answered."""

    red_flags: frozenset[str] | None = None
    pain_rest: int | None = None
    pain_morning: int | None = None
    pain_worst: int | None = None
    limp: bool | None = None
    night_wake: bool | None = None
    new_swelling: bool | None = None
    sudden_event: bool | None = None
    settled: Settled | None = None
    stiffness: int | None = None
    confidence: int | None = None
    note: str = ""


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseReport:
    """What was done of one ladder: the share of the prescribed work (1 = all) and pain, 0 to 10."""

    ladder: str
    done: Decimal | None = None
    pain: int | None = None
    skipped: Skipped | None = None


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class Session(Entry):
    """One session. `all_listed`, where given, stands for every exercise due that day."""

    exercises: tuple[ExerciseReport, ...] = ()
    all_listed: ExerciseReport | None = None
    effort: int | None = None
    minutes: int | None = None
    warmup_soreness: WarmupSoreness | None = None
    limp: bool | None = None
    short: bool = False


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class SelfTest(Entry):
    """One try at an exit test, with measured values per side where the test has them."""

    test: str
    passed: bool
    pain: int | None = None
    value_injured: Decimal | None = None
    value_other: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen(Entry):
    """The patient was examined by somebody, on a day, and cleared or not."""

    who: str
    seen_on: date
    cleared: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Directive(Entry):
    """A clinician's instruction; the patient may pause and resume too. Always with a reason.

    until: the last day it holds, or None for as long as nobody ends it.
    Other fields are read by the kinds that name them: `ladder` (hold, set_rung,
    leave_out, bring_back),
    `rung` (set_rung), `context`, `progress`, `hold`, `stop` (set_caps), `profile`
    (set_profile), `examined_by`, `examined_on`, `finding` (clear_lock), `prescription`,
    `starts_on` (prescribe, from that day to `until`), `ladders` (set_order).
    """

    kind: DirectiveKind
    reason: str
    until: date | None = None
    ladder: str | None = None
    rung: int | None = None
    context: Context | None = None
    progress: int | None = None
    hold: int | None = None
    stop: int | None = None
    profile: Profile | None = None
    examined_by: str = ""
    examined_on: date | None = None
    finding: str = ""
    prescription: Prescription | None = None
    starts_on: date | None = None
    ladders: tuple[str, ...] = ()

    @property
    def may_be_the_patients(self) -> bool:
        """Whether no clinician is needed: a pause and its end, or gentler limits for a while."""
        if self.kind is DirectiveKind.SET_PROFILE:
            return self.profile is Profile.STRICT and self.until is not None
        return self.kind in (DirectiveKind.PAUSE, DirectiveKind.RESUME)


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction(Entry):
    """Supersedes an older entry: the fields in `changes` take these values instead.

    reason: why, in words, where somebody else corrects than whoever recorded it.
    """

    supersedes: str
    changes: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Log:
    """Everything recorded for one plan. Entries may come in any order; `order` sorts them."""

    start: date
    entries: tuple[Entry, ...]
    autonomy: Autonomy = Autonomy.AUTOMATIC
