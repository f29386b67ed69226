"""What the patient's forms make of answers: no answer is never 0, and never a preset."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict

from recovery.domain.log import CheckIn, ExerciseReport, Session
from recovery.forms.check_ins import NEWS, CheckInForm
from recovery.forms.corrections import CheckInCorrection, SessionCorrection
from recovery.forms.fields import ScoreField
from recovery.forms.intake import AgeForm, EquipmentForm, ExaminedForm, InjuredOnForm, RedFlagsForm
from recovery.forms.intake_steps import STEPS
from recovery.forms.self_tests import SeenForm
from recovery.forms.sessions import ExerciseForm, FinishForm, SkipForm
from recovery.protocols import shipped_protocol

TODAY = date(2026, 3, 2)
PROTOCOL = shipped_protocol()


def check_in(query: str) -> CheckInForm:
    form = CheckInForm(QueryDict(f"client_id=a&{query}"), protocol=PROTOCOL)
    form.is_valid()
    return form


def step(form_class, query: str):
    return form_class(QueryDict(query), protocol=PROTOCOL, today=TODAY)


# --- a score ----------------------------------------------------------------------------
@pytest.mark.parametrize(("sent", "kept"), [("0", 0), ("10", 10), ("", None), (None, None)])
def test_a_score_is_0_to_10_or_no_answer(sent, kept):
    assert ScoreField().clean(sent) == kept


@pytest.mark.parametrize("sent", ["-1", "11", "x", "2.5"])
def test_anything_else_is_no_score(sent):
    with pytest.raises(Exception, match="0 to 10"):
        ScoreField().clean(sent)


def test_a_score_that_must_be_answered_may_be_skipped_but_not_left_alone():
    field = ScoreField(must_answer=True)
    assert field.clean("") is None
    with pytest.raises(Exception, match="Skip"):
        field.clean(None)


# --- the check-in -----------------------------------------------------------------------
def test_an_untouched_check_in_says_nothing():
    assert check_in("").answers == {}


def test_none_of_these_is_an_answer():
    assert check_in("flags=none").answers == {"red_flags": []}


def test_a_ticked_sign_wins_over_none_of_these():
    form = check_in("flags=none&red_flags=foot_drop")
    assert form.answers == {"red_flags": ["foot_drop"]}
    assert form.is_alarming


def test_yes_without_a_sign_asks_which():
    assert "Tick which one" in check_in("flags=some").errors["red_flags"][0]


def test_nothing_new_answers_each_of_the_four():
    assert check_in("nothing_new=1").answers == dict.fromkeys(NEWS, False)


def test_a_tick_wins_over_nothing_new():
    answers = check_in("nothing_new=1&new=limp").answers
    assert answers == {**dict.fromkeys(NEWS, False), "limp": True}


def test_a_real_0_is_kept():
    assert check_in("pain_rest=0").answers == {"pain_rest": 0}


def test_a_sudden_pain_is_asked_about_once_more():
    assert check_in("new=sudden_event").is_alarming
    assert not check_in("new=limp&flags=none").is_alarming


# --- the first questions ----------------------------------------------------------------
def test_the_signs_come_first():
    assert STEPS[0].slug == "red-flags"


def test_no_sign_ticked_is_no_answer_until_none_is_chosen():
    assert not step(RedFlagsForm, "").is_valid()
    form = step(RedFlagsForm, "none_of_these=1")
    assert form.is_valid()
    assert form.answers == {"red_flags": []}


def test_every_sign_of_the_protocol_may_be_ticked():
    query = "&".join(f"red_flags={flag.code}" for flag in PROTOCOL.red_flags)
    form = step(RedFlagsForm, f"none_of_these=1&{query}")
    assert form.is_valid()
    assert form.answers == {"red_flags": [flag.code for flag in PROTOCOL.red_flags]}


def test_the_day_of_the_injury_may_be_today_but_not_tomorrow():
    assert step(InjuredOnForm, f"injured_on={TODAY}").is_valid()
    ahead = step(InjuredOnForm, f"injured_on={TODAY + timedelta(days=1)}")
    assert "lies ahead" in ahead.errors["injured_on"][0]


@pytest.mark.parametrize("sent", ["", "0", "121", "thirty"])
def test_an_age_is_a_number_of_years(sent):
    assert step(AgeForm, f"age={sent}").errors["age"] == ["Write your age in years."]


def test_nothing_at_home_is_an_answer():
    form = step(EquipmentForm, "")
    assert form.is_valid()
    assert form.answers == {"equipment": []}


def test_beginning_again_needs_who_and_when():
    assert step(ExaminedForm, "examined=no").errors.keys() == {"examined"}
    missing = step(ExaminedForm, "examined=yes")
    assert missing.errors.keys() == {"examined_by", "examined_on"}
    assert step(ExaminedForm, f"examined=yes&examined_by=my doctor&examined_on={TODAY}").is_valid()


def test_nobody_was_examined_tomorrow():
    tomorrow = TODAY + timedelta(days=1)
    form = SeenForm(
        QueryDict(f"client_id=a&who=my doctor&seen_on={tomorrow}&cleared=yes"), today=TODAY
    )
    assert form.errors.keys() == {"seen_on"}


# --- the session ------------------------------------------------------------------------
def test_an_exercise_asks_for_both_answers():
    assert ExerciseForm(QueryDict("")).errors.keys() == {"done", "pain"}


def test_pain_of_an_exercise_may_be_skipped():
    form = ExerciseForm(QueryDict("done=0.5&pain="))
    assert form.is_valid()
    assert form.answer == {"done": "0.5"}


def test_leaving_an_exercise_out_needs_a_reason():
    assert SkipForm(QueryDict("")).errors.keys() == {"skipped"}
    form = SkipForm(QueryDict("skipped=pain&pain=4"))
    assert form.is_valid()
    assert form.answer == {"skipped": "pain", "pain": 4, "done": "0"}


@pytest.mark.parametrize("minutes", ["-1", "301", "some"])
def test_minutes_are_whole_and_fewer_than_five_hours(minutes):
    assert FinishForm(QueryDict(f"effort=3&minutes={minutes}")).errors.keys() == {"minutes"}


# --- a correction -----------------------------------------------------------------------
MORNING = CheckIn(id="c", on=TODAY, pain_rest=0, pain_morning=2, limp=False)


def test_a_correction_begins_with_what_was_said():
    form = CheckInCorrection(entry=MORNING)
    assert form["pain_rest"].value() == 0
    assert form["pain_worst"].value() is None


def test_a_correction_keeps_only_what_differs():
    form = CheckInCorrection(QueryDict("client_id=a&pain_rest=0&pain_morning=4"), entry=MORNING)
    assert form.is_valid()
    assert form.changes == {"pain_morning": 4}


def test_an_answer_can_be_taken_back():
    form = CheckInCorrection(QueryDict("client_id=a&pain_rest=0&pain_morning="), entry=MORNING)
    assert form.is_valid()
    assert form.changes == {"pain_morning": None}


def test_a_correction_that_changes_nothing_says_so():
    form = CheckInCorrection(QueryDict("client_id=a&pain_rest=0&pain_morning=2"), entry=MORNING)
    assert "Nothing differs" in form.non_field_errors()[0]


def test_a_session_is_corrected_as_a_whole_list():
    bridge = ExerciseReport(ladder="bridge", done=Decimal("0.80"), pain=1)
    hinge = ExerciseReport(ladder="hinge", done=Decimal("0.33"), pain=2)
    entry = Session(id="s", on=TODAY, exercises=(bridge, hinge), effort=4, minutes=20)
    query = "client_id=a&effort=4&minutes=20&done_0=0.8&pain_0=5&pain_1=2"
    form = SessionCorrection(QueryDict(query), entry=entry)
    assert form.is_valid()
    assert form.changes == {
        "exercises": [
            {"ladder": "bridge", "done": "0.80", "pain": 5},
            {"ladder": "hinge", "done": "0.33", "pain": 2},
        ]
    }
