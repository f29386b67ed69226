"""What must always be true of a log, however it was written down. Numbers are the rules' own.

6: dates, bytes and duplicates. 7: snapshots and order. 8: corrections.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.domain.codes import DirectiveKind, SeverityBand
from recovery.domain.day import LogError, day_records, signs_of
from recovery.domain.log import CheckIn, Correction, Directive, Entry, Intake, Log, Seen
from recovery.domain.plan import Decision, fold, plan_on
from recovery.plan_log.output import Words, plan_day_json

from .kit import START
from .made_logs import DAYS, Case, cases, every_protocol, intakes, shifted
from .strategies import BODY, NO_FLAGS, Kinds, corrections, kinds_of

LATE = 10_000
ROOT = Path(__file__).parents[3]
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def written(decisions: list[Decision]) -> bytes:
    """Every day as the bytes that the log's door would answer."""
    protocol = decisions[0].request.protocol
    days = [plan_day_json(one.plan_day, protocol, Words()) for one in decisions]
    return json.dumps(days).encode()


def redated(text: bytes, days: int) -> bytes:
    """The same text with each date so many days later, without digests, which are of dates."""

    def later(found: re.Match[str]) -> str:
        return (date.fromisoformat(found[0]) + timedelta(days=days)).isoformat()

    said = [day | {"log_digest": ""} for day in json.loads(text)]
    return ISO_DATE.sub(later, json.dumps(said)).encode()


@given(cases(), st.integers(-400, 4000))
def test_6_other_dates_change_nothing(case, days) -> None:
    there = replace(case, log=shifted(case.log, days))
    assert redated(written(there.decisions()), -days) == redated(written(case.decisions()), 0)


@given(cases())
def test_6_the_same_log_twice_gives_the_same_bytes(case) -> None:
    assert written(case.decisions()) == written(case.decisions())


SAID_IN_SETS = """
import json
from recovery.plan_log.output import Words, plan_day_json
from tests.unit.domain.kit import Course, hamstring
flags = frozenset({"saddle_numbness", "foot_drop", "fever_or_spreading_redness"})
days = Course().good(1, 9).tests(8).hurt(10, bridge=5, trunk=6).check_in(11, red_flags=flags)
print(json.dumps([plan_day_json(one.plan_day, hamstring(), Words()) for one in days.decisions(13)]))
"""


def test_6_another_process_gives_the_same_bytes() -> None:
    """Whatever order its sets happen to be in."""
    written_with = {
        subprocess.run(
            [sys.executable, "-c", SAID_IN_SETS],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(written_with) == 1


@given(cases(), st.data())
def test_6_an_entry_sent_twice_changes_nothing(case, data) -> None:
    again = data.draw(st.lists(st.sampled_from(case.log.entries), min_size=1))
    twice = [replace(entry, order=LATE + place) for place, entry in enumerate(again)]
    assert case.decisions(*twice) == case.decisions()


def test_6_the_same_id_with_other_content_is_an_error() -> None:
    log = Log(
        start=START,
        entries=(
            CheckIn(id="c", on=START, order=1, pain_rest=1),
            CheckIn(id="c", on=START, order=2, pain_rest=2),
        ),
    )
    with pytest.raises(LogError, match="two different entries"):
        list(day_records(log, START, START))


@given(cases(), st.integers(0, DAYS - 2))
def test_7_a_snapshot_goes_on_as_the_full_fold_does(case, k) -> None:
    full = case.decisions()
    since = full[k].state
    rest = case.told(*(entry for entry in case.log.entries if entry.on > since.on))
    goes_on = fold(case.protocol, rest.log, until=case.latest, since=since)
    assert list(goes_on) == full[k + 1 :]


@given(cases(), st.randoms())
def test_7_entries_may_arrive_in_any_order(case, random) -> None:
    entries = list(case.log.entries)
    random.shuffle(entries)
    assert case.told(*entries).decisions() == case.decisions()


@given(cases(), st.randoms())
def test_7_days_may_be_recorded_in_any_order(case, random) -> None:
    """What was said of a day in its own order, but each day whenever it suited.

    What clears a sign has to come after it, so it is left out.
    """
    days = list(range(DAYS))
    random.shuffle(days)
    told = [entry for entry in uncorrected(case) if not clears(entry)]
    moved = [
        replace(entry, order=LATE * days[(entry.on - START).days] + entry.order) for entry in told
    ]
    assert case.told(*moved).decisions() == case.told(*told).decisions()


@given(cases(of=BODY), st.randoms())
def test_7_a_day_without_instructions_may_be_recorded_in_any_order(case, random) -> None:
    told = uncorrected(case)
    orders = list(range(len(told)))
    random.shuffle(orders)
    moved = [replace(entry, order=place) for entry, place in zip(told, orders, strict=True)]
    assert case.told(*moved).decisions() == case.told(*told).decisions()


def uncorrected(case: Case) -> list[Entry]:
    """The log as it was before anything was put right."""
    return [entry for entry in case.log.entries if not isinstance(entry, Correction)]


def clears(entry: Entry) -> bool:
    is_clearance = isinstance(entry, Directive) and entry.kind is DirectiveKind.CLEAR_LOCK
    return is_clearance or isinstance(entry, Seen)


@given(cases())
def test_7_one_day_is_the_last_of_the_fold(case) -> None:
    assert plan_on(case.protocol, case.log, case.latest) == case.decisions()[-1].plan_day


def fix_of(data: st.DataObject, kinds: Kinds, wrong: Entry, number: int) -> Correction:
    """A correction of anything but an age, which may have locked."""
    fix = data.draw(corrections(kinds, wrong, number))
    return replace(fix, changes={name: fix.changes[name] for name in fix.changes if name != "age"})


def put_right(entry: Entry, fix: Correction) -> Entry:
    """The entry as it should have been. A sign that locks is never taken back, and one that is
    added was told when it was: no clearance of before can have known of it."""
    kept = {}
    if isinstance(entry, Intake | CheckIn) and entry.red_flags:
        kept["red_flags"] = entry.red_flags | (fix.changes.get("red_flags") or NO_FLAGS)
    if isinstance(entry, CheckIn) and entry.sudden_event:
        kept["sudden_event"] = True
    right = replace(entry, **(fix.changes | kept))
    return replace(right, order=fix.order) if signs_of(right) > signs_of(entry) else right


@given(cases(), st.data())
def test_8_a_correction_gives_the_plan_that_would_have_been(case, data) -> None:
    """Of an entry of any kind; an intake's facts that lock are the next test's."""
    told = uncorrected(case)
    wrong = data.draw(st.sampled_from(told))
    fix = fix_of(data, kinds_of(case.protocol), wrong, LATE)
    right = put_right(wrong, fix)
    from_the_start = case.told(*(right if entry is wrong else entry for entry in told))
    assert case.told(*told, fix).decisions() == from_the_start.decisions()


@given(cases(), st.data())
def test_8_of_two_corrections_the_later_counts(case, data) -> None:
    told = uncorrected(case)
    wrong, kinds = data.draw(st.sampled_from(told)), kinds_of(case.protocol)
    first, second = (fix_of(data, kinds, wrong, LATE + place) for place in (0, 1))
    right = put_right(put_right(wrong, first), second)
    from_the_start = case.told(*(right if entry is wrong else entry for entry in told))
    assert case.told(*told, second, first).decisions() == from_the_start.decisions()


@given(cases(), st.data())
def test_8_a_lock_stays_when_what_set_it_is_corrected_away(case, data) -> None:
    alarms = [entry for entry in uncorrected(case) if signs_of(entry)]
    if not alarms:
        return
    wrong = data.draw(st.sampled_from(alarms))
    calm = {"red_flags": NO_FLAGS}
    changes = calm if isinstance(wrong, Intake) else calm | {"sudden_event": False}
    fix = Correction(id="fix", on=wrong.on, order=LATE, supersedes=wrong.id, changes=changes)
    locks = [one.plan_day.lock for one in case.decisions()]
    assert [one.plan_day.lock for one in case.decisions(fix)] == locks


GUARDING = [
    ({"age": 16}, {"age": 31}),
    ({"anticoagulants": True}, {"anticoagulants": False}),
    ({"severity": SeverityBand.SEVERE}, {"severity": SeverityBand.MILD}),
]


@given(every_protocol, intakes(), st.sampled_from(GUARDING))
def test_8_a_lock_stays_when_the_fact_that_set_it_is_corrected_away(protocol, said, facts) -> None:
    guarding, calm = facts
    first = replace(said, **guarding, examined_by="", examined_on=None)
    fix = Correction(id="fix", on=START, order=LATE, supersedes=first.id, changes=calm)
    log = Log(start=START, entries=(first, fix))
    *_, day_after = fold(protocol, log, until=START + timedelta(days=1))
    assert day_after.state.lock is not None
    assert day_after.state.lock.needs_clinician
