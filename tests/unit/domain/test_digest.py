"""What is hashed of a day's entries is the JSON of their facts, written without `json`."""

import json
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest

from recovery.domain.codes import Author, Autonomy, DirectiveKind, Settled, Skipped
from recovery.domain.day import day_record
from recovery.domain.digest import CAME_LATER, NO_LOG, LogDigest, digest_of
from recovery.domain.ladder import Dose
from recovery.domain.log import (
    CheckIn,
    Directive,
    Entry,
    ExerciseReport,
    Seen,
    SelfTest,
    Session,
)
from recovery.domain.prescription import Prescription

from .kit import START, intake

REPORTS = (
    ExerciseReport(ladder="bridge", done=Decimal("0.80"), pain=0),
    ExerciseReport(ladder="trunk", done=Decimal("1E+1"), skipped=Skipped.PAIN),
)
TOLD: list[Entry] = [
    CheckIn(id="a", on=START, order=7),
    CheckIn(
        id="b", on=START, by=Author.CAREGIVER, red_flags=frozenset({"fever", "foot_drop", "limp"}),
        pain_rest=0, limp=False, night_wake=True, settled=Settled.NONE, note='"Bö\n%s" \\ 50 %',
    ),
    Session(id="c", on=START, exercises=REPORTS, all_listed=REPORTS[0], short=True),
    SelfTest(id="d", on=START, test="jog", passed=True, value_other=Decimal("12.50")),
    Seen(id="e", on=START, who="Dr. Søe", seen_on=START - timedelta(days=1), cleared=False),
    intake(activities=(("stairs", 4), ("running", None))),
]  # fmt: skip


def facts(record: object) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def plain(value: object) -> object:
    if isinstance(value, ExerciseReport):
        return facts(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return sorted(value) if isinstance(value, frozenset) else str(value)


def as_json(entry: Entry) -> str:
    told = {**facts(entry), "type": type(entry).__name__, "order": 0}
    return json.dumps(told, sort_keys=True, default=plain)


@pytest.mark.parametrize("entry", TOLD[:-1], ids=lambda entry: f"{type(entry).__name__}-{entry.id}")
def test_an_entry_is_written_as_json_would(entry: Entry) -> None:
    written = sha256(f"[{as_json(entry)}]".encode()).hexdigest()
    assert digest_of([entry], Autonomy.AUTOMATIC) == written


def test_what_came_later_is_written_only_where_something_of_it_is_told() -> None:
    """So that days decided before keep their digests, and every new fact still changes them."""
    told = {"id": "f", "on": START, "reason": "as agreed", "by": Author.CLINICIAN}
    hold = Directive(kind=DirectiveKind.HOLD, **told)
    known = {name: said for name, said in facts(hold).items() if name not in CAME_LATER[Directive]}
    text = json.dumps({**known, "type": "Directive", "order": 0}, sort_keys=True, default=plain)
    assert digest_of([hold], Autonomy.AUTOMATIC) == sha256(f"[{text}]".encode()).hexdigest()

    eight, ten = (
        Prescription(exercise="bird-dog", dose=Dose(sets=2, reps=reps)) for reps in (8, 10)
    )
    given = [
        Directive(kind=DirectiveKind.PRESCRIBE, prescription=what, **told) for what in (eight, ten)
    ]
    assert len({digest_of([one], Autonomy.AUTOMATIC) for one in given}) == len(given)


def test_with_the_intake_goes_what_waits_for_the_clinician() -> None:
    texts = [*map(as_json, TOLD), '{"autonomy": "propose"}']
    written = sha256(f"[{', '.join(texts)}]".encode()).hexdigest()
    assert digest_of(TOLD, Autonomy.PROPOSE) == written


def test_a_log_rests_on_each_of_its_days_and_empty_ones_change_nothing() -> None:
    days = [day_record(START + timedelta(days=number), TOLD[number:][:1]) for number in (0, 1)]
    empty = day_record(START + timedelta(days=2), [])
    text = ""
    for day in days:
        text = sha256(f"{text}{day.digest}".encode()).hexdigest()
    behind = NO_LOG.after(days[0]).after(empty).after(days[1]).after(empty)
    assert str(behind) == str(behind) == text
    assert behind == LogDigest(text) != LogDigest("other")
    assert hash(behind) == hash(LogDigest(text)) != hash(LogDigest("other"))
    assert repr(behind) == repr(text)
    assert str(NO_LOG) == ""
    assert behind != text
