"""The command plan_day: a log goes in, days come out, and no database is asked."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
INTAKE = {
    "type": "intake",
    "on": "2026-03-02",
    "injured_on": "2026-03-01",
    "side": "left",
    "severity": "mild",
    "age": 31,
    "recurrent": False,
    "anticoagulants": False,
    "goal": "running",
    "equipment": [],
    "days_per_week": 7,
    "pain_now": 3,
    "pain_worst": 4,
    "pain_rest": 1,
    "red_flags": [],
    "recorded_at": "2026-03-02T08:00:00Z",
}
CHECK_IN = {
    "type": "check_in",
    "on": "2026-03-04",
    "id": "c1",
    "red_flags": [],
    "pain_rest": 1,
    "pain_morning": 2,
    "pain_worst": 3,
    "limp": False,
    "night_wake": False,
    "new_swelling": False,
    "sudden_event": False,
    "settled": "none",
    "recorded_at": "2026-03-04T08:00:00Z",
}
SESSION = {
    "type": "session",
    "on": "2026-03-04",
    "exercises": [{"ladder": "bridge", "done": 1, "pain": 4}],
    "effort": 3,
    "minutes": 12,
    "recorded_at": "2026-03-04T18:00:00Z",
}


@pytest.fixture
def log(tmp_path):
    def write(*entries, **top):
        data = {"protocol": "hamstring-strain", "start": "2026-03-02", "entries": entries, **top}
        path = tmp_path / "log.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return str(path)

    return write


def days_of(*args):
    out = StringIO()
    call_command("plan_day", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def refusal_of(*args):
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("plan_day", *args, stdout=out, stderr=err)
    assert caught.value.code == 2
    assert out.getvalue() == ""
    return err.getvalue().splitlines()


def test_the_latest_day_of_the_log_is_shown(log):
    [day] = days_of(log(INTAKE, CHECK_IN, SESSION))

    assert day["day"] == "2026-03-04"
    assert day["reasons"][0]["rule"] == "R08"
    assert day["result"] == "ease"


def test_reasons_and_needs_are_said_in_words(log):
    [day] = days_of(log(INTAKE, CHECK_IN, SESSION))

    reason = day["reasons"][0]
    assert "Bridge" in reason["patient"]
    assert "4" in reason["clinician"]
    assert all(one["needs"] for one in day["next"])


def test_every_day_is_a_line_from_the_start_on(log):
    days = days_of(log(INTAKE, CHECK_IN), "--all")

    assert [day["day"] for day in days] == ["2026-03-02", "2026-03-03", "2026-03-04"]


def test_any_day_from_the_start_on_can_be_asked_for(log):
    path = log(INTAKE, CHECK_IN)

    assert days_of(path, "--day", "2026-03-02")[0]["day"] == "2026-03-02"
    assert days_of(path, "--day", "2031-01-01")[0]["day"] == "2031-01-01"


def test_as_of_shows_the_day_as_it_was_shown(log):
    path = log(INTAKE, CHECK_IN, SESSION)
    before = days_of(path, "--as-of", "2026-03-04T12:00:00Z")
    after = days_of(path, "--as-of", "2026-03-04T19:00:00Z")

    assert before == days_of(log(INTAKE, CHECK_IN))
    assert after != before


def test_the_same_log_twice_gives_the_same_bytes(log):
    path, outs = log(INTAKE, CHECK_IN, SESSION), (StringIO(), StringIO())
    for out in outs:
        call_command("plan_day", path, "--all", stdout=out)

    assert outs[0].getvalue() == outs[1].getvalue()


def test_the_printed_schema_is_the_one_it_checks_with(log):
    out = StringIO()
    call_command("plan_day", "--schema", stdout=out)
    schema = json.loads(out.getvalue())
    good = json.loads(Path(log(INTAKE, CHECK_IN, SESSION)).read_text(encoding="utf-8"))
    bad = {**good, "entries": [*good["entries"], {**CHECK_IN, "pain_rest": 11}]}

    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(good)
    assert not validator.is_valid(bad)


def test_each_error_is_one_line_and_nothing_else_is_said(log):
    path = log(INTAKE, {**CHECK_IN, "pain_rest": 11, "limp": "no"})

    assert refusal_of(path) == [
        "$.entries[1].limp: 'no' is not true or false or null",
        "$.entries[1].pain_rest: 11 is not between 0 and 10",
    ]


def test_what_only_the_rules_can_see_is_refused_too(log):
    hold = {"type": "directive", "on": "2026-03-03", "kind": "hold", "reason": "x", "by": "patient"}

    assert refusal_of(log(INTAKE, hold)) == [
        "$.entries[1].by: only a clinician may give the directive hold"
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--day", "tomorrow"], "--day: 'tomorrow' is not a day, YYYY-MM-DD"),
        (["--day", "2026-03-01"], "--day: 2026-03-01 is not within ten years from the start"),
        (["--day", "2036-05-01"], "--day: 2036-05-01 is not within ten years from the start"),
        (["--as-of", "noon"], "--as-of: 'noon' is not an instant with its offset"),
        (["--as-of", "2026-03-01T00:00:00Z"], "$.entries: the intake was not recorded by"),
    ],
)
def test_an_option_that_makes_no_sense_is_one_line(log, options, message):
    [line] = refusal_of(log(INTAKE), *options)

    assert line.startswith(message)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path):
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")

    [missing] = refusal_of(str(tmp_path / "nowhere.json"))
    [unreadable] = refusal_of(str(binary))
    [unnamed] = refusal_of()

    assert missing.endswith("cannot be read (No such file or directory)")
    assert unreadable.endswith("not UTF-8 text")
    assert unnamed.startswith("LOG.json: ")


def run(*args, text=""):
    command = [sys.executable, "manage.py", "plan_day", *args]
    return subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )


def test_a_log_may_come_from_standard_input_as_a_stranger_runs_it(log):
    text = Path(log(INTAKE, CHECK_IN, SESSION)).read_text(encoding="utf-8")

    done = run("-", text=text)

    assert done.returncode == 0
    assert json.loads(done.stdout)["day"] == "2026-03-04"
    assert done.stderr == ""


def test_bad_input_ends_with_2_and_one_line():
    done = run("-", text="{")

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("$: not JSON: ")
    assert len(done.stderr.splitlines()) == 1
