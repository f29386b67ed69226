"""The JSON door: what it accepts becomes the log it says, and nonsense is told with its path."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from recovery.domain.codes import Author, Autonomy, DirectiveKind, DoseSide, Settled, Skipped
from recovery.domain.log import CheckIn, Correction, Directive, Intake, Session
from recovery.domain.plan import plan_on
from recovery.plan_log import PlanLogError, Words, plan_day_json, read_log, read_text
from recovery.plan_log.validation import instant_from

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
    "equipment": ["chair", "band"],
    "days_per_week": 7,
    "pain_now": 3,
    "pain_worst": 5,
    "pain_rest": 1,
    "red_flags": [],
}
CHECK_IN = {
    "type": "check_in",
    "on": "2026-03-03",
    "id": "c1",
    "red_flags": [],
    "pain_rest": 1,
    "pain_morning": 2,
    "pain_worst": 4,
    "limp": False,
    "night_wake": False,
    "new_swelling": False,
    "sudden_event": False,
    "settled": "under_1_hour",
}
SESSION = {
    "type": "session",
    "on": "2026-03-03",
    "id": "s1",
    "effort": 4,
    "minutes": 15,
    "warmup_soreness": "none",
    "exercises": [{"ladder": "bridge", "done": 1.0, "pain": 2}],
}
SELF_TEST = {
    "type": "self_test",
    "on": "2026-03-09",
    "id": "t1",
    "test": "walk-10-minutes",
    "passed": True,
    "pain": 0,
}
HOLD = {
    "type": "directive",
    "on": "2026-03-10",
    "id": "d1",
    "kind": "hold",
    "until": "2026-03-12",
    "by": "clinician",
    "reason": "travelling",
}
CORRECTION = {
    "type": "correction",
    "on": "2026-03-11",
    "id": "x1",
    "supersedes": "c1",
    "with": {"pain_morning": 3},
}
SEEN = {
    "type": "seen",
    "on": "2026-03-11",
    "who": "physiotherapist",
    "seen_on": "2026-03-10",
    "cleared": True,
}
ENTRIES = [INTAKE, CHECK_IN, SESSION, SELF_TEST, HOLD, CORRECTION, SEEN]
BIRD_DOG = {
    "exercise": "bird-dog",
    "dose": {"sets": 2, "reps": 8, "load_kg": 1.5, "side": "each"},
    "days_a_week": 3,
    "context": "general",
    "note": "slowly",
}
PRESCRIBE = {
    "type": "directive",
    "on": "2026-03-03",
    "kind": "prescribe",
    "reason": "for your back",
    "prescription": BIRD_DOG,
}
MISSING = object()


def a_log(*entries, **top):
    data = {"protocol": "hamstring-strain", "start": "2026-03-02", "autonomy": "automatic"}
    return deepcopy({**data, "entries": list(entries or ENTRIES), **top})


def lines_of(data, **options):
    with pytest.raises(PlanLogError) as caught:
        read_log(data, **options)
    return list(caught.value.lines)


def entries_of(*entries):
    return read_log(a_log(INTAKE, *entries)).log.entries[1:]


def test_the_documented_example_is_read_as_it_says():
    plan = read_log(a_log())

    assert plan.protocol.code == "hamstring-strain"
    assert plan.log.start == date(2026, 3, 2)
    assert plan.log.autonomy is Autonomy.AUTOMATIC
    assert plan.latest == date(2026, 3, 11)
    intake, check_in, session, test, hold, correction, seen = plan.log.entries
    assert isinstance(intake, Intake)
    assert intake.equipment == {"chair", "band"}
    assert intake.red_flags == frozenset()
    assert check_in.settled is Settled.UNDER_1_HOUR
    assert session.exercises[0].done == Decimal(1)
    assert test.passed is True
    assert hold.kind is DirectiveKind.HOLD
    assert hold.until == date(2026, 3, 12)
    assert correction.changes == {"pain_morning": 3}
    assert seen.seen_on == date(2026, 3, 10)
    assert [entry.order for entry in plan.log.entries] == list(range(7))


def test_no_answer_stays_no_answer_and_a_zero_stays_a_zero():
    silent = {"type": "check_in", "on": "2026-03-03"}
    spoken = {**silent, "pain_rest": 0, "pain_worst": None, "limp": False, "red_flags": []}

    quiet, said = entries_of(silent, spoken)

    assert isinstance(quiet, CheckIn)
    assert (quiet.pain_rest, quiet.limp, quiet.red_flags) == (None, None, None)
    assert (said.pain_rest, said.pain_worst, said.limp) == (0, None, False)
    assert said.red_flags == frozenset()


def test_red_flags_nobody_answered_at_the_intake_are_not_answered():
    intake = {name: value for name, value in INTAKE.items() if name != "red_flags"}

    assert read_log(a_log(intake)).log.entries[0].red_flags is None
    assert read_log(a_log({**INTAKE, "red_flags": None})).log.entries[0].red_flags is None


def test_all_stands_for_every_listed_exercise():
    said = {"type": "session", "on": "2026-03-03", "exercises": "all", "pain": 2, "done": 0.9}

    [session] = entries_of(said)

    assert isinstance(session, Session)
    assert session.exercises == ()
    assert session.all_listed.done == Decimal("0.9")
    assert session.all_listed.pain == 2


def test_a_skipped_exercise_says_why():
    report = {"ladder": "bridge", "skipped": "pain"}
    [session] = entries_of({"type": "session", "on": "2026-03-03", "exercises": [report]})

    assert session.exercises[0].skipped is Skipped.PAIN
    assert session.exercises[0].done is None


def test_decimals_are_exact():
    data = read_text(json.dumps(a_log()).replace('"done": 1.0', '"done": 0.8'))

    assert read_log(data).log.entries[2].exercises[0].done == Decimal("0.8")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "clear_lock", "examined_by": "Dr A", "examined_on": "2026-03-10", "finding": "ok"},
        {"kind": "hold", "ladder": "run"},
        {"kind": "set_rung", "ladder": "bridge", "rung": 2, "until": "2026-04-01"},
        {"kind": "set_caps", "context": "general", "progress": 1, "hold": 2, "stop": 4},
        {"kind": "set_profile", "profile": "strict"},
        {"kind": "advance_phase"},
        {"kind": "return_phase"},
        {"kind": "accept"},
        {"kind": "decline", "ladder": "bridge"},
        {"kind": "pause", "by": "patient"},
        {"kind": "resume", "by": "patient"},
        {"kind": "discharge"},
        {"kind": "prescribe", "prescription": BIRD_DOG, "starts_on": "2026-03-11"},
        {"kind": "leave_out", "ladder": "bridge", "until": "2026-03-12"},
        {"kind": "bring_back", "ladder": "bridge"},
        {"kind": "set_order", "ladders": ["trunk", "bridge"]},
    ],
)
def test_each_directive_has_fields_of_its_own(fields):
    said = {"type": "directive", "on": "2026-03-10", "reason": "agreed", **fields}

    [directive] = entries_of(said)

    assert isinstance(directive, Directive)
    assert directive.kind == fields["kind"]
    assert directive.by == fields.get("by", "clinician")
    assert plan_on(read_log(a_log()).protocol, read_log(a_log(INTAKE, said)).log, directive.on)


def test_a_patient_signs_what_nobody_signed_except_directives():
    check_in, hold = entries_of(CHECK_IN, {**HOLD, "by": "clinician"})

    assert check_in.by is Author.PATIENT
    assert hold.by is Author.CLINICIAN


NONSENSE = [
    # path of the change, value, where it is told, what is told
    (["protocol"], "flu", "$.protocol", "'flu' is not known: use hamstring-strain"),
    (["protocol"], MISSING, "$", "'protocol' is missing"),
    (["protocol"], ["x"], "$.protocol", "is not known"),
    (["start"], MISSING, "$", "'start' is missing"),
    (["start"], "2026-02-30", "$.start", "is not a day"),
    (["start"], "20260302", "$.start", "is not a day"),
    (["start"], "0001-01-01", "$.start", "is not a day from 1900 to 2199"),
    (["start"], "2026-03-03", "$.entries[0].on", "the intake is not on the start day, 2026-03-03"),
    (["autonomy"], "free", "$.autonomy", "'free' is not known"),
    (["mood"], "fine", "$", "'mood' is not a field here"),
    (["entries"], [], "$.entries", "the list is empty"),
    (["entries"], {}, "$.entries", "an object is not a list"),
    (["entries", 1], "hello", "$.entries[1]", "'hello' is not an object"),
    (["entries", 1, "type"], MISSING, "$.entries[1]", "'type' is missing"),
    (["entries", 1, "type"], "diary", "$.entries[1].type", "'diary' is not known"),
    (["entries", 1, "on"], MISSING, "$.entries[1]", "'on' is missing"),
    (["entries", 1, "on"], 3, "$.entries[1].on", "3 is not text"),
    (["entries", 1, "on"], "2026-03-01", "$.entries[1].on", "before the start, 2026-03-02"),
    (["entries", 1, "on"], "2036-03-10", "$.entries[1].on", "more than ten years"),
    (["entries", 1, "id"], " [x]", "$.entries[1].id", "signs that are not allowed"),
    (["entries", 1, "by"], "robot", "$.entries[1].by", "'robot' is not known"),
    (["entries", 1, "recorded_at"], "2026-03-03T08:00", "$.entries[1].recorded_at", "offset"),
    (["entries", 1, "pain_rest"], 11, "$.entries[1].pain_rest", "11 is not between 0 and 10"),
    (["entries", 1, "pain_rest"], -1, "$.entries[1].pain_rest", "-1 is not between 0 and 10"),
    (["entries", 1, "pain_rest"], 2.0, "$.entries[1].pain_rest", "not a whole number or null"),
    (["entries", 1, "pain_rest"], True, "$.entries[1].pain_rest", "true is not a whole number"),
    (["entries", 1, "pain_rest"], "2", "$.entries[1].pain_rest", "'2' is not a whole number"),
    (["entries", 1, "pain_during"], 2, "$.entries[1]", "'pain_during' is not a field here"),
    (["entries", 1, "limp"], 0, "$.entries[1].limp", "0 is not true or false or null"),
    (["entries", 1, "limp"], "no", "$.entries[1].limp", "'no' is not true or false or null"),
    (["entries", 1, "settled"], "soon", "$.entries[1].settled", "'soon' is not known"),
    (["entries", 1, "red_flags"], ["hiccups"], "$.entries[1].red_flags[0]", "'hiccups'"),
    (["entries", 1, "red_flags"], "foot_drop", "$.entries[1].red_flags", "not a list or null"),
    (["entries", 1, "red_flags"], ["foot_drop"] * 2, "$.entries[1].red_flags", "twice"),
    (["entries", 0, "injured_on"], MISSING, "$.entries[0]", "'injured_on' is missing"),
    (["entries", 0, "injured_on"], "2026-03-03", "$.entries[0].injured_on", "after the entry"),
    (["entries", 0, "examined_on"], "2026-03-03", "$.entries[0].examined_on", "after the entry"),
    (["entries", 0, "age"], 121, "$.entries[0].age", "121 is not between 0 and 120"),
    (["entries", 0, "age"], None, "$.entries[0].age", "null is not a whole number"),
    (["entries", 0, "goal"], "fame", "$.entries[0].goal", "'fame' is not known"),
    (["entries", 0, "equipment"], ["sofa"], "$.entries[0].equipment[0]", "'sofa' is not known"),
    (["entries", 0, "days_per_week"], 0, "$.entries[0].days_per_week", "not between 1 and 7"),
    (["entries", 0, "activities"], [{}], "$.entries[0].activities[0]", "'name' is missing"),
    (["entries", 0], CHECK_IN, "$.entries", "there is no intake"),
    (["entries", 1], INTAKE, "$.entries[1]", "a second intake: the first is entries[0]"),
    (["entries", 2, "exercises"], MISSING, "$.entries[2]", "'exercises' is missing"),
    (["entries", 2, "exercises"], "some", "$.entries[2].exercises", "'some' is not known: use all"),
    (["entries", 2, "pain"], 2, "$.entries[2].pain", "belongs inside each of the exercises"),
    (["entries", 2, "effort"], 11, "$.entries[2].effort", "11 is not between 0 and 10"),
    (["entries", 2, "minutes"], -5, "$.entries[2].minutes", "not between 0 and 1440"),
    (
        ["entries", 2, "exercises", 0, "ladder"],
        "pull",
        "$.entries[2].exercises[0].ladder",
        "'pull'",
    ),
    (["entries", 2, "exercises", 0, "ladder"], MISSING, "$.entries[2].exercises[0]", "'ladder'"),
    (["entries", 2, "exercises", 0, "done"], 1.2, "$.entries[2].exercises[0].done", "0 and 1"),
    (["entries", 2, "exercises", 0, "done"], True, "$.entries[2].exercises[0].done", "true is not"),
    (
        ["entries", 2, "exercises", 0, "skipped"],
        "lazy",
        "$.entries[2].exercises[0].skipped",
        "lazy",
    ),
    (
        ["entries", 2, "exercises", 0, "reps"],
        8,
        "$.entries[2].exercises[0]",
        "'reps' is not a field",
    ),
    (["entries", 3, "test"], "handstand", "$.entries[3].test", "'handstand' is not known"),
    (["entries", 3, "passed"], "yes", "$.entries[3].passed", "'yes' is not true or false"),
    (["entries", 4, "kind"], MISSING, "$.entries[4]", "'kind' is missing"),
    (["entries", 4, "kind"], "scold", "$.entries[4].kind", "'scold' is not known"),
    (["entries", 4, "reason"], "  ", "$.entries[4].reason", "is empty"),
    (["entries", 4, "reason"], "x" * 2001, "$.entries[4].reason", "longer than 2000"),
    (["entries", 4, "rung"], 2, "$.entries[4]", "'rung' is not a field here"),
    (["entries", 4, "until"], "2026-03-09", "$.entries[4].until", "before the entry's own day"),
    (["entries", 4, "by"], "patient", "$.entries[4].by", "only a clinician may give"),
    (["entries", 5, "supersedes"], "c9", "$.entries[5].supersedes", "no entry 'c9' to correct"),
    (["entries", 5, "supersedes"], "x1", "$.entries[5].supersedes", "no entry 'x1' to correct"),
    (["entries", 5, "with"], {}, "$.entries[5].with", "nothing is in it"),
    (["entries", 5, "with"], {"on": "2026-03-04"}, "$.entries[5].with.on", "cannot change 'on'"),
    (["entries", 5, "with"], {"effort": 3}, "$.entries[5].with", "'effort' is not a field here"),
    (["entries", 5, "with"], {"pain_rest": 11}, "$.entries[5].with.pain_rest", "0 and 10"),
    (["entries", 6, "seen_on"], "2026-03-12", "$.entries[6].seen_on", "after the entry's own day"),
    (["entries", 6, "cleared"], None, "$.entries[6].cleared", "null is not true or false"),
    (["entries", 2, "id"], "c1", "$.entries[2].id", "'c1' already stands for entries[1]"),
]


@pytest.mark.parametrize(("place", "value", "path", "message"), NONSENSE)
def test_nonsense_is_told_with_its_path(place, value, path, message):
    data = a_log()
    *parents, last = place
    target = data
    for step in parents:
        target = target[step]
    if value is MISSING:
        del target[last]
    else:
        target[last] = deepcopy(value)

    lines = lines_of(data)

    assert any(line.startswith(f"{path}: ") and message in line for line in lines), lines
    assert all(len(line.splitlines()) == 1 for line in lines)


@pytest.mark.parametrize("value", [None, 3, "log", [], True])
def test_a_value_that_is_no_object_is_no_log(value):
    [line] = lines_of(value)

    assert line.startswith("$: ")


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"],
)
def test_text_that_is_not_json_is_one_line(text):
    with pytest.raises(PlanLogError) as caught:
        read_text(text)

    [line] = caught.value.lines
    assert line.startswith("$: not JSON: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "set_rung", "ladder": "bridge", "rung": 12}, "above the highest rung of bridge"),
        ({"kind": "set_rung", "ladder": "bridge"}, "'rung' is missing"),
        ({"kind": "set_caps", "context": "general", "progress": 1, "hold": 2}, "'stop' is missing"),
        (
            {"kind": "set_caps", "context": "general", "progress": 3, "hold": 2, "stop": 6},
            "caps are out of order",
        ),
        ({"kind": "set_profile"}, "'profile' is missing"),
        ({"kind": "prescribe"}, "'prescription' is missing"),
        (
            {"kind": "prescribe", "prescription": BIRD_DOG | {"days_a_week": 8}},
            "8 is not between 1 and 7",
        ),
        (
            {"kind": "prescribe", "prescription": BIRD_DOG | {"exercise": "bird-cat"}},
            "there is no exercise 'bird-cat' in the library",
        ),
        (
            {"kind": "prescribe", "prescription": BIRD_DOG | {"dose": {"sets": 2}}},
            "needs exactly one of reps, duration_seconds and distance_metres",
        ),
        (
            {
                "kind": "prescribe",
                "prescription": BIRD_DOG
                | {"dose": {"sets": 2, "duration_seconds": 30, "hold_seconds": 5}},
            },
            "hold_seconds goes with reps",
        ),
        ({"kind": "leave_out"}, "'ladder' is missing"),
        ({"kind": "set_order", "ladders": ["bridge", "bridge"]}, "names the same thing twice"),
        ({"kind": "leave_out", "ladder": "own-bird-dog"}, "'own-bird-dog' is not known"),
    ],
)
def test_half_a_directive_is_refused(fields, message):
    said = {"type": "directive", "on": "2026-03-10", "reason": "agreed", **fields}

    [line] = lines_of(a_log(INTAKE, said))

    assert message in line


def test_what_is_prescribed_is_a_ladder_from_then_on():
    done = {**SESSION, "exercises": [{"ladder": "own-bird-dog", "done": 1, "pain": 2}]}
    read = read_log(a_log(INTAKE, PRESCRIBE, done))
    today = plan_on(read.protocol, read.log, date(2026, 3, 3))

    [line] = [one for one in today.exercises if one.ladder == "own-bird-dog"]

    assert (line.exercise, line.note, line.dose.load_kg) == ("bird-dog", "slowly", Decimal("1.5"))
    assert line.dose.side is DoseSide.EACH


@pytest.mark.parametrize("when", [{"on": "2026-03-02"}, {"recorded_at": "2026-03-01T08:00:00Z"}])
def test_what_is_not_prescribed_yet_cannot_have_been_done(when):
    done = {**SESSION, "exercises": [{"ladder": "own-bird-dog"}], **when}
    given = {**PRESCRIBE, "recorded_at": "2026-03-03T08:00:00Z"}

    [line] = lines_of(a_log({**INTAKE, "recorded_at": "2026-03-01T07:00:00Z"}, done, given))

    assert line == "$.entries[1].exercises[0].ladder: own-bird-dog was not prescribed by then"


def test_a_prescription_is_given_anew_and_not_corrected():
    wrong = {
        **CORRECTION,
        "supersedes": "p1",
        "with": {"prescription": BIRD_DOG},
        "by": "clinician",
    }

    [line] = lines_of(a_log(INTAKE, {**PRESCRIBE, "id": "p1"}, wrong))

    assert line == "$.entries[2].with.prescription: a correction cannot change 'prescription'"


def test_every_error_is_told_at_once():
    data = a_log()
    data["entries"][1]["pain_rest"] = 11
    data["entries"][2]["effort"] = "hard"
    data["entries"][3]["test"] = "handstand"

    assert [line.split(":")[0] for line in lines_of(data)] == [
        "$.entries[1].pain_rest",
        "$.entries[2].effort",
        "$.entries[3].test",
    ]


def test_the_same_entry_sent_twice_counts_once():
    once, twice = a_log(INTAKE, CHECK_IN), a_log(INTAKE, CHECK_IN, CHECK_IN)
    day = date(2026, 3, 3)

    first, second = (
        plan_on(read.protocol, read.log, day) for read in (read_log(once), read_log(twice))
    )

    assert first == second


@pytest.mark.parametrize(
    "said_again", [{"by": "patient"}, {"red_flags": ["foot_drop", "sit_bone_pain"]}, {"note": ""}]
)
def test_a_copy_may_say_the_same_in_other_words(said_again):
    check_in = {**CHECK_IN, "red_flags": ["sit_bone_pain", "foot_drop"]}
    read_log(a_log(INTAKE, check_in, {**check_in, **said_again}))


def test_the_same_id_with_other_content_is_an_error():
    [line] = lines_of(a_log(INTAKE, CHECK_IN, {**CHECK_IN, "pain_rest": 2}))

    assert line == "$.entries[2].id: 'c1' already stands for entries[1], which differs"


def test_a_correction_gives_the_plan_that_would_have_been():
    wrong = {**CHECK_IN, "pain_morning": 7}
    fix = {**CORRECTION, "with": {"pain_morning": 2}}
    day = date(2026, 3, 4)

    fixed, right = (
        plan_on(plan.protocol, plan.log, day)
        for plan in (read_log(a_log(INTAKE, wrong, fix)), read_log(a_log(INTAKE, CHECK_IN)))
    )

    assert fixed == right


def test_corrections_build_on_each_other():
    first = {**CORRECTION, "with": {"pain_morning": 3}}
    second = {**CORRECTION, "id": "x2", "with": {"pain_morning": 4, "limp": True}}

    *_, one, two = entries_of(CHECK_IN, first, second)

    assert isinstance(one, Correction)
    assert one.changes == {"pain_morning": 3}
    assert two.changes == {"pain_morning": 4, "limp": True}


def test_a_session_can_be_corrected_from_some_to_all():
    fix = {**CORRECTION, "supersedes": "s1", "with": {"exercises": "all", "pain": 1, "done": 1}}

    *_, correction = entries_of(SESSION, fix)

    assert set(correction.changes) == {"exercises", "all_listed"}
    assert correction.changes["exercises"] == ()
    assert correction.changes["all_listed"].pain == 1


def test_a_session_can_be_corrected_from_all_to_some():
    everything = {"type": "session", "on": "2026-03-03", "id": "s1", "exercises": "all"}
    fix = {**CORRECTION, "supersedes": "s1", "with": {"exercises": [{"ladder": "bridge"}]}}

    *_, correction = entries_of(everything, fix)

    assert correction.changes["all_listed"] is None
    assert correction.changes["exercises"][0].ladder == "bridge"


def test_a_correction_is_checked_against_the_entry_as_corrected_so_far():
    first = {**CORRECTION, "supersedes": "s1", "with": {"exercises": "all"}}
    second = {**CORRECTION, "id": "x2", "supersedes": "s1", "with": {"pain": 3}}

    *_, correction = entries_of(SESSION, first, second)

    assert correction.changes["all_listed"].pain == 3


def test_a_wrong_correction_is_told_once():
    first = {**CORRECTION, "with": {"pain_rest": 11}}
    second = {**CORRECTION, "id": "x2", "with": {"limp": True}}

    [line] = lines_of(a_log(INTAKE, CHECK_IN, first, second))

    assert line == "$.entries[2].with.pain_rest: 11 is not between 0 and 10"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"on": 3}, "with.on: a correction cannot change 'on'"),
        ({"seen_on": 5}, "with.seen_on: 5 is not text"),
        ({"seen_on": "2026-03-12"}, "with.seen_on: 2026-03-12 is after the entry's own day"),
    ],
)
def test_a_corrected_entry_must_make_sense_too(changes, message):
    fix = {**CORRECTION, "supersedes": "seen", "with": changes}

    [line] = lines_of(a_log(INTAKE, {**SEEN, "id": "seen"}, fix))

    assert line.startswith(f"$.entries[2].{message}")


def test_the_same_intake_sent_twice_is_one_intake():
    intake = {**INTAKE, "id": "i1"}

    assert len({entry.id for entry in read_log(a_log(intake, intake)).log.entries}) == 1


def test_entries_are_ordered_by_when_they_were_recorded():
    late = {**CHECK_IN, "id": "late", "recorded_at": "2026-03-03T20:00:00Z"}
    early = {**CHECK_IN, "id": "early", "recorded_at": "2026-03-03T09:00:00+02:00"}
    with_early = {**CHECK_IN, "id": "with-early"}

    assert [entry.id for entry in entries_of(late, early, with_early)] == [
        "early",
        "with-early",
        "late",
    ]


def test_as_of_leaves_out_what_was_recorded_later():
    intake = {**INTAKE, "recorded_at": "2026-03-02T08:00:00Z"}
    check_in = {**CHECK_IN, "recorded_at": "2026-03-03T08:00:00Z"}
    fix = {**CORRECTION, "recorded_at": "2026-03-11T08:00:00Z"}
    data = a_log(intake, check_in, fix)

    kept = read_log(data, as_of=instant_from("2026-03-03T08:00:00Z")).log.entries
    assert [entry.id for entry in kept] == ["entries[0]", "c1"]

    [line] = lines_of(data, as_of=instant_from("2026-03-01T00:00:00Z"))
    assert line.startswith("$.entries: the intake was not recorded by")


def test_a_correction_recorded_before_its_target_goes_with_it():
    intake = {**INTAKE, "recorded_at": "2026-03-02T08:00:00Z"}
    fix = {**CORRECTION, "recorded_at": "2026-03-03T07:00:00Z"}
    check_in = {**CHECK_IN, "recorded_at": "2026-03-03T09:00:00Z"}
    data = a_log(intake, check_in, fix)

    kept = read_log(data, as_of=instant_from("2026-03-03T08:00:00Z")).log.entries

    assert [entry.id for entry in kept] == ["entries[0]"]


def day_json(data, day, words=None):
    plan = read_log(data)
    return plan_day_json(plan_on(plan.protocol, plan.log, day), plan.protocol, words or Words())


def test_the_output_has_the_documented_keys():
    shown = day_json(a_log(), date(2026, 3, 3))

    assert {
        *("day", "phase", "profile", "lock", "result", "startable", "exercises", "changes"),
        *("reasons", "ladders", "exit_tests", "alerts", "next", "engine", "protocol_version"),
        *("log_digest", "self_care"),
    } <= set(shown)
    assert {"rule", "subject", "observed", "limit", "bound", "patient", "clinician"} <= set(
        shown["reasons"][0]
    )
    assert {"ladder", "rung", "due", "off_until"} <= set(shown["ladders"][0])
    assert {"test", "passed_on", "needed"} <= set(shown["exit_tests"][0])
    assert {"ladder", "needs"} <= set(shown["next"][0])
    assert json.loads(json.dumps(shown)) == shown


def test_a_dose_says_only_what_it_has():
    [bridge] = [
        one for one in day_json(a_log(), date(2026, 3, 2))["exercises"] if one["ladder"] == "bridge"
    ]

    assert bridge == {
        "ladder": "bridge",
        "rung": 1,
        "exercise": "heel-dig",
        "sets": 3,
        "reps": 5,
        "hold_seconds": 5,
        "rest_seconds": 30,
        "side": "injured",
        "warm_up": False,
    }


def test_a_ladder_that_moved_is_a_change():
    check_ins = [
        {**CHECK_IN, "id": f"c{day}", "on": f"2026-03-0{day}", "pain_morning": 1, "pain_worst": 1}
        for day in (3, 4)
    ]
    sessions = [
        {
            "type": "session",
            "on": f"2026-03-0{day}",
            "exercises": "all",
            "done": 1,
            "pain": 0,
            "effort": 3,
            "minutes": 15,
            "warmup_soreness": "none",
        }
        for day in (2, 3)
    ]
    intake = {**INTAKE, "pain_now": 1, "pain_worst": 2}
    shown = day_json(a_log(intake, *check_ins, *sessions), date(2026, 3, 4))

    assert {"ladder": "bridge", "from": 1, "to": 2} in shown["changes"]


def test_a_lock_is_named_and_shows_no_exercises():
    flagged = {**CHECK_IN, "red_flags": ["saddle_numbness"]}

    shown = day_json(a_log(INTAKE, flagged), date(2026, 3, 3))

    assert (shown["lock"], shown["result"], shown["exercises"]) == ("emergency", "emergency", [])
    assert shown["alerts"][0]["code"] == "red_flag"


def test_words_are_said_by_whoever_is_given():
    words = Words(
        patient=lambda reason: f"for you: {reason.rule}",
        clinician=lambda reason: f"for them: {reason.rule}",
        need=lambda need: f"for {need.ladder}",
    )
    shown = day_json(a_log(), date(2026, 3, 3), words)

    assert shown["reasons"][0]["patient"] == f"for you: {shown['reasons'][0]['rule']}"
    assert shown["reasons"][0]["clinician"] == f"for them: {shown['reasons'][0]['rule']}"
    assert shown["next"][0]["needs"] == f"for {shown['next'][0]['ladder']}"
