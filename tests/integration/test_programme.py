"""A patient's list, put together by their therapist: added, left out, put in order, changed."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.care import take_on
from exercises.models import Exercise
from recovery import mappers
from recovery.domain.ladder import Dose
from recovery.models import DirectiveOutcome, LogEntry, PlanTemplate, RecoveryPlan
from recovery.selectors import plan_days
from recovery.selectors.replayed import differences
from recovery.services import first_plans, sessions
from recovery.services.answers import EntryInvalid
from recovery.services.first_directives import give_all, still_there
from recovery.services.intakes import save_draft
from tests import factories as make
from tests.desks import iso, seat
from tests.factories import TODAY, noon

pytestmark = [pytest.mark.django_db]
BIRD_DOG = "own-bird-dog"
DOSE = {
    "own-bird-dog_sets": "2",
    "own-bird-dog_amount": "8",
    "own-bird-dog_days_a_week": "3",
    "own-bird-dog_times_a_day": "1",
    "own-bird-dog_from_day": "1",
    "own-bird-dog_side": "each",
}
WORDS = "For a strong back."


@pytest.fixture(autouse=True)
def _at_noon(shipped_exercises):
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan() -> RecoveryPlan:
    return make.make_plan(days=6)


@pytest.fixture
def page(client, plan):
    """`page(**said)` sends the form, with the order that the page shows."""
    seat(client, plan.patient)
    address = f"/patients/{plan.patient.public_id}/programme/"

    def sent(order: list[str] | None = None, *, more: tuple[str, ...] = (), **said: Any):
        shown = list(client.get(address).context["form"].codes)
        order = [*(shown if order is None else order), *more]
        return client.post(address, {"client_id": "one", "order": order, **said})

    sent.address = address
    return sent


def given(plan: RecoveryPlan) -> list[LogEntry]:
    return list(plan.entries.filter(kind="directive").order_by("sequence"))


def kinds(plan: RecoveryPlan) -> list[str]:
    return [row.facts["kind"] for row in given(plan)]


def listed(plan: RecoveryPlan) -> list[str]:
    plan.refresh_from_db()
    return [one.ladder for one in plan_days.today(plan, TODAY).exercises]


def saved(page, order: list[str] | None = None, **said: Any):
    """Looked at, then saved, as the page would have it."""
    said = {"reason": WORDS, **said}
    meant = page(order, preview="1", **said).context["form"].meant
    return page(order, save="1", previewed=meant, **said)


def prescribe(plan: RecoveryPlan, client_id: str = "two", **facts: Any) -> None:
    """The same through the service."""
    what = {"exercise": "bird-dog", "dose": {"sets": 2, "reps": 8}, **facts}
    give_all(
        plan=plan,
        settings={"exercises": [{"what": what}], "reason": WORDS},
        client_id=client_id,
        by=make.make_clinician(patients=(plan.patient,)),
        now=noon(TODAY),
        today=TODAY,
    )


# --- on both databases: what is kept --------------------------------------------------------
def test_what_is_prescribed_is_on_todays_list_and_kept_with_the_plan(plan):
    prescribe(plan)
    assert BIRD_DOG in listed(plan)
    protocol = mappers.protocol_for(plan)
    assert protocol.ladder_by_code[BIRD_DOG].rung(1).dose == Dose(sets=2, reps=8)


def test_both_decisions_of_it_are_kept(plan):
    prescribe(plan)
    outcome = DirectiveOutcome.objects.get(entry=given(plan)[0])
    lists = (outcome.today_without["exercises"], outcome.today_with["exercises"])
    assert [BIRD_DOG in [one["ladder"] for one in lines] for lines in lists] == [False, True]


def test_a_session_of_it_is_judged_and_every_day_replays_the_same(plan):
    prescribe(plan)
    told = {"plan": plan, "on": TODAY, "by": plan.patient, "now": noon(TODAY), "today": TODAY}
    make.live(plan, TODAY, make.CALM, None)
    report = {"ladder": BIRD_DOG, "exercise": "bird-dog", "done": "1", "pain": 5}
    sessions.record(answers={"exercises": [report]}, client_id="s", **told)
    assert BIRD_DOG not in listed(plan)
    assert list(differences(plan)) == []


def test_what_was_not_prescribed_cannot_have_been_done(plan):
    told = {"plan": plan, "on": TODAY, "by": plan.patient, "now": noon(TODAY), "today": TODAY}
    with pytest.raises(EntryInvalid, match="exercises"):
        sessions.record(
            answers={"exercises": [{"ladder": BIRD_DOG, "done": "1"}]}, client_id="s", **told
        )


def test_a_dose_beyond_what_is_possible_is_refused(plan):
    with pytest.raises(EntryInvalid, match="days_a_week"):
        prescribe(plan, days_a_week=8)
    assert given(plan) == []


def test_what_left_the_library_is_not_begun_with(plan):
    Exercise.objects.filter(slug="bird-dog").update(status=Exercise.Status.RETIRED)
    what = {"exercise": "bird-dog", "dose": {"sets": 2, "reps": 8}}
    assert still_there({"exercises": [{"what": what}]})["exercises"] == []


# --- the page -------------------------------------------------------------------------------
@pytest.mark.one_database
class TestPage:
    def test_shows_the_ladders_of_the_phase_and_nothing_is_kept_by_looking(self, client, page):
        answer = client.get(page.address)
        assert answer.context["form"].codes[0] == "bridge"
        assert "warm-up" not in answer.context["form"].codes

    def test_finds_by_words_what_is_not_on_the_list_yet(self, page):
        names = [one.slug for one in page(find="bird", find_it="1").context["found"]]
        assert "bird-dog" in names
        again = page(more=(BIRD_DOG,), find="bird", find_it="1", **DOSE).context["found"]
        assert "bird-dog" not in [one.slug for one in again]

    def test_adds_with_the_usual_dose_and_keeps_what_was_typed(self, page, plan):
        answer = page(add="bird-dog", find="bird", reason="Half a sentence")
        assert answer.status_code == 200
        assert answer.context["form"].codes[-1] == BIRD_DOG
        assert 'name="own-bird-dog_sets" value="2"' in answer.text
        assert "Half a sentence" in answer.text
        assert given(plan) == []

    def test_takes_away_what_was_only_added(self, page):
        answer = page(more=(BIRD_DOG,), drop=BIRD_DOG, **DOSE)
        assert BIRD_DOG not in answer.context["form"].codes

    @pytest.mark.parametrize(
        ("step", "order"), [("earlier", ["trunk", "bridge"]), ("later", ["bridge", "trunk"])]
    )
    def test_moves_a_line(self, page, step, order):
        first = ["bridge", "trunk"] if step == "earlier" else ["trunk", "bridge"]
        answer = page(first, **{step: "trunk"})
        assert answer.context["form"].codes[:2] == order

    def test_moves_nothing_beyond_its_ends(self, page):
        assert page(["bridge", "trunk"], earlier="bridge").context["form"].codes[0] == "bridge"

    def test_an_exercise_that_is_none_is_not_added(self, page):
        codes = page(add="no-such-thing").context["form"].codes
        assert "own-no-such-thing" not in codes

    def test_shows_tomorrow_before_it_is_saved(self, page, plan):
        answer = page(more=(BIRD_DOG,), save="1", reason=WORDS, **DOSE)
        assert "Tomorrow with it" in answer.text
        assert "Bird dog" in answer.text
        assert given(plan) == []

    def test_shows_once_more_what_is_not_what_was_looked_at(self, page, plan):
        seen = page(more=(BIRD_DOG,), preview="1", **DOSE).context["form"].meant
        other = {**DOSE, "own-bird-dog_sets": "3"}
        page(more=(BIRD_DOG,), save="1", previewed=seen, reason=WORDS, **other)
        assert given(plan) == []

    def test_saved_is_on_the_patients_list_with_the_therapists_words(self, client, page, plan):
        answer = saved(page, more=(BIRD_DOG,), **DOSE)
        assert answer.status_code == 302
        assert kinds(plan) == ["prescribe"]
        client.force_login(plan.patient)
        make.live(plan, TODAY, make.CALM, None)
        assert "<b>New from your therapist:</b> For a strong back." in client.get("/today/").text

    def test_left_out_brought_back_and_put_in_order(self, page, plan):
        saved(page, ["trunk", "bridge"], left_out=["bridge"])
        assert kinds(plan) == ["leave_out", "set_order"]
        assert "bridge" not in listed(plan)
        saved(page, client_id="two")
        assert kinds(plan)[2:] == ["bring_back"]
        assert "bridge" in listed(plan)

    def test_changes_one_dose_for_every_day_and_gives_nothing_else_again(self, page, plan):
        saved(page, more=(BIRD_DOG,), **DOSE)
        changed = {**DOSE, "own-bird-dog_sets": "4"}
        saved(page, client_id="two", **changed)
        assert kinds(plan) == ["prescribe", "prescribe"]
        plan.refresh_from_db()
        (line,) = (one for one in plan_days.today(plan, TODAY).exercises if one.ladder == BIRD_DOG)
        assert line.dose.sets == 4

    def test_sent_twice_is_given_once(self, page, plan):
        order = [*page().context["form"].codes, BIRD_DOG]
        meant = page(order, preview="1", **DOSE).context["form"].meant
        for _turn in range(2):
            page(order, save="1", previewed=meant, reason=WORDS, **DOSE)
        assert kinds(plan) == ["prescribe"]

    def test_sent_again_after_more_was_changed_gives_the_rest(self, page, plan):
        order, stood = [*page().context["form"].codes, BIRD_DOG], page().context["stood"]
        sent = {"save": "1", "reason": WORDS, "stood": stood}
        first = page(order, preview="1", stood=stood, **DOSE).context["form"].meant
        page(order, previewed=first, **sent, **DOSE)
        more = {**sent, **DOSE, "left_out": ["trunk"], "left_out_until": days_on(3)}
        seen = page(order, preview="1", **{**more, "save": ""}).context["form"].meant
        assert page(order, previewed=seen, **more).status_code == 302
        assert kinds(plan) == ["prescribe", "leave_out"]
        assert given(plan)[1].facts["until"] == days_on(3)

    def test_what_a_colleague_changed_meanwhile_is_not_taken_back(self, page, plan):
        stood = page().context["stood"]
        saved(page, client_id="colleague", left_out=["bridge"])
        seen = {"stood": stood, "left_out": ["trunk"]}
        saved(page, client_id="stale", **seen)
        assert kinds(plan) == ["leave_out", "leave_out"]
        assert "bridge" not in listed(plan)

    def test_what_the_page_does_not_show_is_left_as_it_is(self, page, plan):
        """A ladder of a later phase, left out when the plan was set out."""
        give = {"settings": {"left_out": ["hinge"], "reason": WORDS}, "client_id": "early"}
        by = make.make_clinician(patients=(plan.patient,))
        give_all(plan=plan, by=by, now=noon(TODAY), today=TODAY, **give)
        saved(page, more=(BIRD_DOG,), **DOSE)
        assert kinds(plan) == ["leave_out", "prescribe"]

    def test_what_left_the_library_can_be_left_out_and_not_changed(self, page, plan):
        prescribe(plan)
        Exercise.objects.filter(slug="bird-dog").update(status=Exercise.Status.RETIRED)
        shown = page(find_it="1")
        assert "It left the library since you gave it." in shown.text
        assert "own-bird-dog_sets" not in shown.text
        saved(page, left_out=[BIRD_DOG])
        assert kinds(plan) == ["prescribe", "leave_out"]
        assert BIRD_DOG not in listed(plan)

    def test_what_left_the_library_is_not_added(self, page):
        Exercise.objects.filter(slug="bird-dog").update(status=Exercise.Status.RETIRED)
        assert BIRD_DOG not in page(add="bird-dog").context["form"].codes
        assert BIRD_DOG not in page(more=(BIRD_DOG,), find_it="1").context["form"].codes

    @pytest.mark.parametrize("code", ["own-\x00", "own-Bird Dog", "x" * 5000, "own-"])
    def test_signs_that_no_code_has_are_passed_over(self, page, code):
        answer = page(more=(code,), add=code.removeprefix("own-"))
        assert answer.status_code == 200
        assert code not in answer.context["form"].codes

    def test_left_out_to_a_day_comes_back_by_itself(self, page, plan):
        saved(page, left_out=["bridge"], left_out_until=days_on(2))
        assert given(plan)[0].facts["until"] == days_on(2)

    def test_a_day_that_is_over_ends_nothing(self, page):
        answer = page(left_out=["bridge"], left_out_until=days_on(-1), preview="1")
        assert "This day is over." in answer.text

    def test_keeps_ninety_seconds_of_what_is_counted_in_minutes(self, client, page, plan):
        dose = {"sets": 1, "duration_seconds": 90}
        what = {"exercise": "easy-walk", "dose": dose, "loaded": False}
        settings = {"exercises": [{"what": what}], "reason": WORDS}
        by = make.make_clinician(patients=(plan.patient,))
        told = {"by": by, "now": noon(TODAY), "today": TODAY, "client_id": "walk"}
        give_all(plan=plan, settings=settings, **told)
        shown = client.get(page.address).context["form"]
        assert shown["own-easy-walk_amount"].value() == "1.5"
        said = {
            f"own-easy-walk_{name}": shown[f"own-easy-walk_{name}"].value() or ""
            for name in ("sets", "amount", "days_a_week", "times_a_day", "from_day")
        }
        assert "Nothing is changed yet." in page(preview="1", **said).text

    def test_nothing_changed_is_said(self, page):
        answer = page(preview="1")
        assert answer.status_code == 422
        assert "Nothing is changed yet." in answer.text

    def test_a_reason_is_needed_to_save(self, page, plan):
        meant = page(more=(BIRD_DOG,), preview="1", **DOSE).context["form"].meant
        answer = page(more=(BIRD_DOG,), save="1", previewed=meant, **DOSE)
        assert answer.status_code == 422
        assert "Write a reason. They can read it." in answer.text
        assert given(plan) == []

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("sets", "", "Write a whole number from 1 to 20."),
            ("sets", "21", "Write a whole number from 1 to 20."),
            ("amount", "many", "Write a whole number from 1 to 100."),
            ("days_a_week", "8", "Write a whole number from 1 to 7."),
            ("load_kg", "heavy", "Write kilograms from 0 to 300."),
            ("for_days", "0", "Write a whole number from 1 to 365."),
            ("side", "third", "Select a valid choice"),
        ],
    )
    def test_a_dose_that_is_none_is_said_beside_its_field(self, page, plan, name, value, told):
        said = {**DOSE, f"own-bird-dog_{name}": value}
        answer = page(more=(BIRD_DOG,), preview="1", **said)
        assert answer.status_code == 422
        assert told in answer.context["form"].errors[f"own-bird-dog_{name}"][0]
        assert given(plan) == []

    def test_warns_above_five_exercises_a_day(self, page):
        assert "Some days list" not in page(more=(BIRD_DOG,), find_it="1", **DOSE).text
        two = {name.replace("bird-dog", "dead-bug"): value for name, value in DOSE.items()}
        answer = page(more=(BIRD_DOG, "own-dead-bug"), find_it="1", **DOSE, **two)
        assert "Some days list 6 exercises." in answer.text

    def test_ends_after_its_days(self, page, plan):
        said = {**DOSE, "own-bird-dog_from_day": "2", "own-bird-dog_for_days": "3"}
        saved(page, more=(BIRD_DOG,), **said)
        (row,) = given(plan)
        assert row.facts["starts_on"] == days_on(1)
        assert row.facts["until"] == days_on(3)

    def test_a_closed_plan_has_none(self, client, plan):
        seat(client, plan.patient)
        RecoveryPlan.objects.filter(pk=plan.pk).update(closed_on=TODAY, close_reason="finished")
        assert client.get(f"/patients/{plan.patient.public_id}/programme/").status_code == 404


def days_on(later: int) -> str:
    return iso(TODAY + timedelta(days=later))


# --- before a plan begins -------------------------------------------------------------------
@pytest.mark.one_database
class TestSettings:
    SENT = {
        "protocol": "hamstring-strain",
        "order": ["trunk", "bridge", BIRD_DOG],
        "left_out": ["cardio"],
        "reason": WORDS,
        **DOSE,
    }

    @pytest.fixture
    def therapist(self, client):
        make.make_protocol_version()
        return seat(client)

    def test_are_kept_as_a_template_and_begun_with_again(self, client, therapist):
        client.post("/invite/", {**self.SENT, "keep": "1", "kept_as": "Back too"})
        kept = PlanTemplate.objects.get()
        assert kept.settings["left_out"] == ["cardio"]
        form = client.get(f"/invite/?template={kept.pk}").context["form"]
        assert form.codes[:3] == ["trunk", "bridge", BIRD_DOG]
        assert form["own-bird-dog_days_a_week"].value() == 3

    def test_are_carried_from_a_trial_to_the_invitation(self, client, therapist):
        answer = client.post("/invite/", {**self.SENT, "carry": "1"})
        assert answer.context["form"].codes[2] == BIRD_DOG

    def test_are_tried_on_a_made_up_course(self, client, therapist):
        answer = client.post("/simulate/", {**self.SENT, "course": "steady"})
        _plain, mine = answer.context["panes"]
        assert "Bird dog beside the ladders" in mine.differs
        assert "Bird dog" in [line.name for line in mine.first]

    @pytest.fixture
    def patient(self, client, therapist):
        """Somebody whose plan is set out and not begun."""
        patient = make.make_patient()
        take_on(patient=patient, clinician=therapist, on=TODAY)
        answer = client.post(f"/patients/{patient.public_id}/assign/", self.SENT)
        assert answer.status_code == 302
        return patient

    def test_are_read_back_after_the_first_questions(self, client, patient):
        answers = {**make.INTAKE, "onset": "sudden", "forecast_days": 28, "activities": []}
        save_draft(patient=patient, answers=answers, now=noon(TODAY))
        client.force_login(patient)
        assert "Bird dog" in client.get("/start/summary/").text

    def test_begin_a_plan_as_they_were_set_out(self, patient):
        recorded = first_plans.begin(
            patient=patient, answers=make.INTAKE, client_id="i", now=noon(TODAY), today=TODAY
        )
        plan = recorded.entry.plan
        assert kinds(plan) == ["prescribe", "leave_out", "set_order"]
        lines = [one.ladder for one in recorded.plan_day.exercises]
        assert lines[1:4] == ["trunk", "bridge", BIRD_DOG]


# --- what the patient sees ------------------------------------------------------------------
@pytest.mark.one_database
class TestPatient:
    @pytest.fixture
    def own(self, client, plan):
        """A day that can be started, with a bird dog whose pain is not asked for."""
        prescribe(plan, asks_pain=False, note="Slowly.", times_a_day=2)
        make.live(plan, TODAY, make.CALM, None)
        client.force_login(plan.patient)
        return plan

    def at_the_bird_dog(self, client) -> str:
        """The address of its screen, with everything before it done."""
        address = client.post("/session/").headers["Location"]
        while "Bird dog" not in client.get(address).text:
            address = client.post(address, {"done": "1", "pain": "0"}).headers["Location"]
        return address

    def test_reads_the_note_and_how_often(self, client, own):
        page = client.get(self.at_the_bird_dog(client)).text
        assert "Your therapist: Slowly." in page
        assert "Twice a day." in page

    def test_is_not_asked_what_nobody_asks(self, client, own):
        address = self.at_the_bird_dog(client)
        assert 'name="pain"' not in client.get(address).text.split("hurt-sheet")[0]
        assert client.post(address, {"done": "1"}).status_code == 302

    def test_may_say_that_it_hurts_all_the_same(self, client, own):
        address = self.at_the_bird_dog(client)
        assert client.post(address, {"hurts": "1", "pain": "5"}).status_code == 302
        client.post("/session/finish/", {"effort": "4", "minutes": "20"})
        (report,) = (
            one
            for row in own.entries.filter(kind="session").order_by("sequence")
            for one in row.exercises.filter(ladder=BIRD_DOG)
        )
        assert (report.pain, report.skipped) == (5, "pain")

    @pytest.mark.parametrize(
        "address",
        [
            *("/today/", "/today/exercises/bird-dog/", "/check-in/answer/", "/session/1/"),
            *("/progress/", f"/progress/{TODAY}/", "/phone/day/"),
            *("/mine/paper/week/", f"/mine/paper/days/{TODAY}/", f"/mine/paper/type-in/{TODAY}/"),
            "/went-wrong/",
        ],
    )
    def test_meets_it_on_every_page(self, client, own, address):
        client.post("/session/")
        assert client.get(address).status_code == 200

    @pytest.mark.parametrize(
        "address", ["", "letter/", "days/", f"ladders/{BIRD_DOG}/", "simulate/", "first-answers/"]
    )
    def test_is_met_on_every_page_of_the_desk(self, client, own, address):
        seat(client, own.patient)
        answer = client.get(f"/patients/{own.patient.public_id}/{address}")
        assert answer.status_code == 200

    def test_reads_in_the_history_what_was_said_of_it(self, client, own):
        answers = {"done": "1", "pain": 2}
        report = {"ladder": BIRD_DOG, "exercise": "bird-dog", **answers}
        sessions.record(
            answers={"exercises": [report]},
            client_id="s",
            plan=own,
            on=TODAY,
            by=own.patient,
            now=noon(TODAY),
            today=TODAY,
        )
        assert "Bird dog: All of it, pain 2 of 10" in client.get(f"/progress/{TODAY}/").text
        entry = own.entries.get(client_id="s")
        assert "Bird dog" in client.get(f"/progress/entries/{entry.pk}/correct/").text
