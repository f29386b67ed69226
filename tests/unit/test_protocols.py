"""The shipped protocol is clean, and every check of the reader has something it refuses."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.articles import articles
from exercises.library import library, taxonomy
from recovery.domain.codes import Band, Context, Goal, Profile, Result
from recovery.protocols import (
    ProtocolError,
    load_protocol,
    protocol_from_text,
    shipped_path,
    shipped_protocol,
    to_text,
)
from recovery.protocols.checks import check

NAME = Path("protocol.yaml")
TEXT = to_text(shipped_path())


def errors_of(text, **known):
    with pytest.raises(ProtocolError) as caught:
        protocol_from_text(text, path=NAME, **known)
    return [str(error) for error in caught.value.errors]


def changed(old, new, *, times=1):
    assert TEXT.count(old) >= times, f"not in the protocol any more: {old}"
    return TEXT.replace(old, new, times)


def test_the_shipped_protocol_fits_together_and_fits_the_library():
    protocol = load_protocol(shipped_path(), library=library(), articles=articles())

    assert [phase.code for phase in protocol.phases] == [
        "protect",
        "rebuild",
        "return",
        "maintenance",
    ]
    assert protocol.clinical_reviewer == ""
    assert "draft" in protocol.notes["status"].lower()


def test_what_articles_are_for_has_the_codes_of_the_protocol():
    protocol = shipped_protocol()

    assert protocol.condition in taxonomy().conditions
    assert {phase.code: phase.name for phase in protocol.phases} == taxonomy().phases


def test_the_shipped_protocol_is_read_once():
    assert shipped_protocol() is shipped_protocol()


def test_an_unknown_protocol_is_a_key_error():
    with pytest.raises(KeyError):
        shipped_protocol("common-cold")


def test_reading_a_protocol_needs_no_framework():
    code = (
        "import sys; from recovery.protocols import shipped_protocol; shipped_protocol();"
        "sys.exit('django' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]

    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize(
    ("phase", "profile", "context", "bands"),
    [
        ("protect", Profile.STANDARD, Context.GENERAL, "PPPHEESSSSS"),
        ("protect", Profile.STANDARD, Context.RUNNING, "PPHEEESSSSS"),
        ("protect", Profile.STRICT, Context.GENERAL, "PPHEEESSSSS"),
        ("rebuild", Profile.STANDARD, Context.GENERAL, "PPPPHESSSSS"),
        ("rebuild", Profile.STANDARD, Context.RUNNING, "PPHEEESSSSS"),
        ("rebuild", Profile.STRICT, Context.GENERAL, "PPHEEESSSSS"),
        ("return", Profile.STANDARD, Context.GENERAL, "PPPPHESSSSS"),
        ("return", Profile.STRICT, Context.RUNNING, "PPHEEESSSSS"),
    ],
)
def test_each_pain_score_falls_where_the_rules_table_puts_it(phase, profile, context, bands):
    caps = next(one for one in shipped_protocol().phases if one.code == phase).caps
    letters = {"P": Band.PROGRESS, "H": Band.HOLD, "E": Band.EASE, "S": Band.STOP}

    found = [caps[profile][context].band(pain) for pain in range(11)]

    assert found == [letters[letter] for letter in bands]


def test_every_number_of_the_shipped_protocol_names_its_source():
    protocol = shipped_protocol()
    places = [
        *(f"phase {phase.code}" for phase in protocol.phases),
        *(f"caps {phase.code}" for phase in protocol.phases),
        *(f"ladder {code}" for code in protocol.ladder_by_code),
        *(f"exit test {code}" for code in protocol.exit_test_by_code),
        *(f"red flag {code}" for code in protocol.red_flag_by_code),
    ]

    for place in places:
        tags = protocol.notes[f"source {place}"].split(", ")
        assert tags
        assert set(tags) <= set(protocol.sources)


def test_the_short_list_of_red_flags_is_the_grave_ones():
    for flag in shipped_protocol().red_flags:
        assert flag.at_check_in == (flag.urgency is not Result.SOON)


def test_nothing_stretches_runs_or_lowers_far_in_the_first_phase():
    protocol = shipped_protocol()
    early = {
        option.exercise
        for goal in Goal
        for ladder in protocol.ladders_in(protocol.phases[0], goal)
        for number in range(ladder.spans["protect"].first, ladder.spans["protect"].top + 1)
        for option in ladder.rung(number).options
    }

    assert early.isdisjoint({"walk-jog", "steady-jog", "diver", "glider", "nordic-lower"})
    assert "heel-dig" in early


def test_nordics_wait_for_the_last_two_phases():
    slider = shipped_protocol().ladder_by_code["slider"]
    nordics = [
        number
        for number, rung in enumerate(slider.rungs, start=1)
        if "nordic" in rung.options[0].exercise
    ]

    assert min(nordics) > slider.spans["rebuild"].top


UNREADABLE = [
    ("version: 2", "version: one", "'version' must be a whole number"),
    ("version: 2\n", "", "'version' is missing"),
    ("version: 2\n", "version: 2\ncolour: red\n", "'colour' is not a known field"),
    ("version: 2\n", "version: 2\nversion: 2\n", "'version' is here twice"),
    ("urgency: urgent", "urgency: stop", "'stop' is not known in 'urgency'"),
    ("at_check_in: true", "at_check_in: often", "'at_check_in' must be true or false"),
    ("at_check_in: true", "at_check_in: [true]", "'at_check_in' must be true or false"),
    ("version: 2\n", "version: 1:30\n", "'version' must be a whole number"),
    ("version: 2\n", "version: 0x1\n", "'version' must be a whole number"),
    ("    source: [S81]\n", "", "'source' is missing"),
    ("source: [S81]", "source: [S999]", "'S999' is not known in 'source'"),
    ("source: [S81]", "source: []", "'source' needs at least 1"),
    ("goals: [running, sport]", "goals: [chess]", "'chess' is not known in 'goals'"),
    ("context: running", "context: flying", "'flying' is not known in 'context'"),
    ("pain_limit: 0", "pain_limit: 11", "'pain_limit' is 11"),
    ("{progress: 2, hold: 3, stop: 6}", "{progress: 2, hold: 3}", "'stop' is missing"),
    ("{progress: 2, hold: 3, stop: 6}", "none", "'general' must hold 'name: value' lines"),
    ("{first: 1, top: 1}", "{first: 0, top: 1}", "'first' must be a whole number of 1"),
    ("exercises: [heel-dig]", "exercises: [toe-dig]", "'toe-dig' is not known in 'exercises'"),
    ("sets: 3, reps: 5, hold_seconds: 5", "sets: 3", "a dose counts one thing"),
    ("sets: 3, reps: 5,", "sets: 3, reps: 5, distance_metres: 5,", "a dose counts one thing"),
    ("duration_seconds: 300}", "duration_seconds: 300, hold_seconds: 5}", "goes with 'reps'"),
    ("side: injured", "side: upper", "'upper' is not known in 'side'"),
    ("duration_seconds: 300}", "duration_seconds: 300, load_kg: -2}", "'load_kg' must be a number"),
    ("phases:\n", "phases: none\nstages:\n", "'phases' must be a list"),
]


@pytest.mark.parametrize(("old", "new", "message"), UNREADABLE)
def test_what_cannot_be_read_is_told_with_its_line(old, new, message):
    text = changed(old, new)

    found = errors_of(text)

    assert any(message in error for error in found), found
    assert all(re.match(r"protocol\.yaml:\d+: ", error) for error in found)


def test_everything_unreadable_is_told_at_once():
    text = changed("version: 2", "version: one").replace("pain_limit: 0", "pain_limit: 11", 1)

    assert len(errors_of(text)) == 2


@pytest.mark.parametrize("text", ["", "- a list", "a: [", "just words"])
def test_what_is_no_mapping_at_all_is_told(text):
    assert len(errors_of(text)) == 1


BRIDGE = "protect: {first: 1, top: 3, leave_at: 2}"
MISFITS = [
    ("{progress: 2, hold: 3, stop: 6}", "{progress: 4, hold: 3, stop: 6}", "out of order"),
    ("{progress: 2, hold: 3, stop: 6}", "{progress: 2, hold: 6, stop: 6}", "out of order"),
    ("{progress: 2, hold: 3, stop: 6}", "{progress: 0, hold: 3, stop: 6}", "allow more than"),
    ("  - code: bladder_bowel_change", "  - code: saddle_numbness", "is here twice"),
    ("  - code: mobility", "  - code: trunk", "is here twice"),
    (BRIDGE, "protect: {first: 1, top: 30, leave_at: 2}", "spans rungs 1 to 30"),
    (BRIDGE, "protect: {first: 1, top: 3}", "has no 'leave_at' in protect"),
    (BRIDGE, "protect: {first: 1, top: 3, leave_at: 4}", "outside 1 to 3"),
    (BRIDGE, "protect: {first: 1, top: 3, leave_at: 1}", "start it at 2 or lower"),
    (BRIDGE, "other: {first: 1, top: 3, leave_at: 2}", "names the phase 'other'"),
    ("rebuild: {first: 3, top: 7, leave_at: 6}\n", "\n", "leaves out a phase"),
    ("protect: {first: 1, top: 4}", "protect: {first: 1, top: 3}", "is in no phase"),
    ("      protect: {first: 1, top: 4}", "      other: {first: 1, top: 4}", "is in no phase"),
    ("maintenance: {first: 9, top: 11}", "maintenance: {first: 5, top: 6}", "is easier in"),
    ("protect: {first: 1, top: 3}", "protect: {first: 1, top: 3, leave_at: 2}", "is not key"),
    ("[two-leg-bridge], sets: 3, reps: 8", "[two-leg-bridge], sets: 3, reps: 9", "sets, reps"),
    ("[two-leg-bridge], sets: 3, reps: 8", "[two-leg-bridge], sets: 2, reps: 8", "nothing"),
    ("[two-leg-bridge], sets: 3, reps: 8", "[two-leg-bridge], sets: 1, reps: 8", "less work"),
    ("[bridge-walk-out], sets: 3", "[heel-dig], sets: 3", "goes back to 'heel-dig'"),
    ("[sit-to-stand, good-morning]", "[sit-to-stand]", "cannot be done without equipment"),
    ("list_length: 4", "list_length: 3", "3 are listed: make some rarer"),
    ("        ladder: bridge", "        ladder: slider", "there is no ladder 'slider' in protect"),
    (
        "        ladder: everyday\n        goals: [everyday, work]",
        "        ladder: everyday",
        "not for",
    ),
    ("pain_limit: 2", "pain_limit: 4", "lower the test's pain_limit"),
    ("    closes_after_days: 56\n", "", "never ends"),
    ("    list_length: 4\n", "    list_length: 4\n    closes_after_days: 9\n", "only the last"),
    ("context: running\n    every_days: 2", "context: running\n    every_days: 1", "never daily"),
    (
        "warm_up: true\n    loaded: false",
        "warm_up: true\n    loaded: true",
        "neither loaded nor key",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), MISFITS)
def test_what_does_not_fit_together_is_told_with_its_line(old, new, message):
    found = errors_of(changed(old, new))

    assert any(message in error for error in found), found
    assert all(re.match(r"protocol\.yaml:\d+: ", error) for error in found)


def test_a_lighter_load_on_a_higher_rung_is_refused():
    rung = "- {exercises: [two-leg-bridge], sets: 3, reps: 8"
    text = changed(
        "[two-leg-bridge], sets: 2, reps: 8", "[two-leg-bridge], sets: 3, reps: 8, load_kg: 5"
    )
    text = text.replace(rung + ", hold", rung + ", load_kg: 2.5, hold", 1)

    [error] = errors_of(text)

    assert "rung 3 is lighter than the rung below it" in error


def test_a_fault_is_told_at_the_line_it_is_on():
    old = "- {exercises: [two-leg-bridge], sets: 3, reps: 8"
    text = changed(old, old.replace("reps: 8", "reps: 9"))
    line = text[: text.index("[two-leg-bridge], sets: 3")].count("\n") + 1

    assert errors_of(text)[0].startswith(f"protocol.yaml:{line}: rung 3 changes sets, reps")


def test_everything_that_does_not_fit_is_told_at_once():
    text = changed(BRIDGE, "protect: {first: 1, top: 3}")
    text = text.replace("    closes_after_days: 56\n", "")

    assert len(errors_of(text)) == 2


def faults_of(**changes):
    return [fault.message for fault in check(replace(shipped_protocol(), **changes))]


def test_a_protocol_without_emergencies_is_refused():
    soon = tuple(f for f in shipped_protocol().red_flags if f.urgency is Result.SOON)

    assert faults_of(red_flags=soon) == [
        "no red flag is an emergency: add the ones of this condition."
    ]


def test_a_grave_red_flag_is_asked_every_morning():
    first, *others = shipped_protocol().red_flags

    [message] = faults_of(red_flags=(replace(first, at_check_in=False), *others))

    assert "set 'at_check_in: true'" in message


def test_stop_is_no_urgency_of_a_red_flag():
    first, *others = shipped_protocol().red_flags

    [message] = faults_of(red_flags=(*others, replace(first, urgency=Result.STOP)))

    assert "is no urgency" in message


def test_a_phase_without_an_exit_test_for_a_goal_cannot_be_left():
    first, *others = shipped_protocol().phases
    sporty = tuple(test for test in first.exit_tests if test.goals == {Goal.RUNNING, Goal.SPORT})

    found = faults_of(phases=(replace(first, exit_tests=sporty), *others))

    assert found == [
        "protect has no exit test for goal everyday: add one.",
        "protect has no exit test for goal work: add one.",
    ]


def test_a_phase_without_a_key_ladder_cannot_be_left():
    ladders = tuple(one for one in shipped_protocol().ladders if one.code != "bridge")

    found = faults_of(ladders=ladders)

    assert "protect has no key ladder for goal running: mark one 'key: true'." in found


@pytest.mark.parametrize(
    ("slug", "change", "message"),
    [
        ("prone-band-curl", {"equipment": ("dumbbell",)}, "needs dumbbell in the library but band"),
        ("heel-dig", {"unilateral": False}, "works both in the library"),
        ("two-leg-bridge", {"unilateral": True}, "works one leg in the library"),
        ("front-plank", {"counts": "reps"}, "counts reps in the library"),
        ("heel-dig", {"counts": "seconds"}, "counts seconds in the library"),
        ("run-through", {"counts": "minutes"}, "counts minutes in the library"),
    ],
)
def test_a_dose_that_does_not_match_the_library_is_told(slug, change, message):
    known = {**library(), slug: replace(library()[slug], **change)}

    found = errors_of(TEXT, library=known)

    assert any(message in error for error in found), found


def test_an_exercise_the_library_has_not_is_told():
    known = {slug: one for slug, one in library().items() if slug != "heel-dig"}

    [message] = errors_of(TEXT, library=known)

    assert "the library has no exercise 'heel-dig'" in message


def test_a_wall_or_a_mat_is_in_every_home():
    slug = "heel-dig"
    known = {**library(), slug: replace(library()[slug], equipment=("mat", "wall"))}

    assert protocol_from_text(TEXT, path=NAME, library=known).code == "hamstring-strain"


ARTICLES = (
    "articles: [what-it-is, when-to-get-help-now, the-first-days, pain-as-a-guide, "
    "sprain-or-strain, signs-and-grades, why-moving-helps, moving-at-a-desk]"
)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("articles: [what-it-was]", "there is no article 'what-it-was'"),
        ("articles: [what-it-is, what-it-is]", "'what-it-is' is named twice in protect"),
        ("articles: [for-later]", "'for-later' says it does not fit protect"),
        ("articles: [for-the-ankle]", "'for-the-ankle' says it does not fit protect of hamstring"),
    ],
)
def test_an_article_that_is_not_there_or_does_not_fit_is_told_with_its_line(new, message):
    sound = articles()["what-it-is"]
    known = {
        **articles(),
        "for-later": replace(sound, phases=("return",)),
        "for-the-ankle": replace(sound, conditions=("ankle-sprain",)),
    }
    text = changed(ARTICLES, new)
    line = text[: text.index(new)].count("\n") + 1

    [error] = errors_of(text, articles=known)

    assert error.startswith(f"protocol.yaml:{line}: ")
    assert message in error


def test_a_phase_may_name_no_article():
    text = changed(f"    {ARTICLES}\n", "")

    assert protocol_from_text(text, path=NAME, articles={**articles()}).phases[0].articles == ()
