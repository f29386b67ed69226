"""What a phone is given to keep, and what becomes of the forms that waited on it."""

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils.formats import date_format

from accounts.models import Role
from exercises.loader import load
from exercises.models import Exercise
from recovery.models import LogEntry, RecoveryPlan, SessionDraft
from tests import factories as make
from tests.browser.steps import live_into_phase_two
from tests.factories import TODAY, noon

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SENDING, KEPT = {"Stepwise-Phone": "sending"}, 204
UNAUTHORIZED, NOT_FOUND, CONFLICT, UNPROCESSABLE = 401, 404, 409, 422
YESTERDAY = TODAY - timedelta(days=1)
CHECK_IN = {"flags": "none", "pain_rest": "1", "pain_worst": "2", "nothing_new": "1"}
DONE = {"done": "1", "pain": "1"}
WHOLE = {"effort": "4", "minutes": "18"}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def plan() -> RecoveryPlan:
    return make.make_plan(days=3)


@pytest.fixture
def own(client: Client, plan: RecoveryPlan) -> Client:
    client.force_login(plan.patient)
    return client


def check_in(client: Client, **said: str) -> HttpResponse:
    form = {"client_id": "one", **CHECK_IN, **said}
    return client.post("/check-in/", form, headers=SENDING)


def carried_by(html: str) -> dict[str, str]:
    """What a form of a session carries, as the page has it."""
    return dict(
        re.findall(r'type="hidden" name="(session|client_id|person)" value="([^"]*)"', html)
    )


def day_of(client: Client) -> Mapping[str, object]:
    return json.loads(client.get("/phone/day/").content)


# --- a check-in that waited ----------------------------------------------------------
def test_it_is_kept_for_the_day_it_was_filled_in(own: Client, plan: RecoveryPlan) -> None:
    assert check_in(own, on=YESTERDAY.isoformat()).status_code == KEPT
    entry = plan.entries.get(client_id="one")
    assert (entry.on, entry.recorded_at) == (YESTERDAY, noon(TODAY))


def test_without_a_day_it_is_for_today(own: Client, plan: RecoveryPlan) -> None:
    assert check_in(own).status_code == KEPT
    assert plan.entries.get(client_id="one").on == TODAY


def test_sent_ten_times_it_is_one_entry_and_each_time_the_phone_may_let_go(
    own: Client, plan: RecoveryPlan
) -> None:
    answers = {check_in(own, on=YESTERDAY.isoformat()).status_code for _ in range(10)}
    assert answers == {KEPT}
    assert plan.entries.filter(client_id="one").count() == 1


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), TODAY - timedelta(days=30), "soon"])
def test_a_day_that_cannot_be_stays_on_the_phone(
    own: Client, plan: RecoveryPlan, on: object
) -> None:
    assert check_in(own, on=str(on)).status_code == UNPROCESSABLE
    assert not plan.entries.filter(client_id="one").exists()


def test_a_warning_sign_nobody_has_confirmed_stays_on_the_phone(own: Client) -> None:
    answer = check_in(own, flags="some", red_flags="saddle_numbness")
    assert answer.status_code != KEPT
    assert not LogEntry.objects.filter(client_id="one").exists()


def test_what_somebody_else_filled_in_is_not_taken(own: Client, plan: RecoveryPlan) -> None:
    answer = check_in(own, person=str(uuid.uuid4()))
    assert (answer.status_code, answer.headers["Stepwise-Hold"]) == (CONFLICT, "yes")
    assert check_in(own, person=str(plan.patient.public_id)).status_code == KEPT


def test_signed_out_a_phone_is_told_so_and_a_browser_is_led_to_sign_in(client: Client) -> None:
    assert check_in(client).status_code == UNAUTHORIZED
    assert client.post("/check-in/", CHECK_IN).headers["Location"].startswith("/account/login/")


def test_after_the_plan_ended_it_stays_on_the_phone(own: Client, plan: RecoveryPlan) -> None:
    RecoveryPlan.objects.filter(pk=plan.pk).update(closed_on=TODAY, close_reason="discharged")
    answer = check_in(own)
    assert (answer.status_code, answer.headers["Stepwise-Hold"]) == (CONFLICT, "yes")


def test_by_hand_an_earlier_day_is_said_on_today(own: Client) -> None:
    page = own.post(
        "/check-in/", {"client_id": "one", **CHECK_IN, "on": YESTERDAY.isoformat()}, follow=True
    )
    assert page.redirect_chain == [("/today/", 302)]
    assert f"Your check-in of {date_format(YESTERDAY, 'l j F')} is saved." in page.text


# --- a session that waited -----------------------------------------------------------
@pytest.fixture
def ready(own: Client, plan: RecoveryPlan) -> Client:
    make.live(plan, TODAY, make.CALM, None)
    return own


def kept_pages(client: Client, which: str = "full") -> list[str]:
    pages = [page for page in day_of(client)["pages"] if f"ahead={which}" in page]
    return [page for page in pages if not re.search("skip|swap|way", page)]


def as_kept(client: Client, which: str = "full") -> dict[str, dict[str, str]]:
    """By address: what the form of each kept page carries."""
    return {page: carried_by(client.get(page).text) for page in kept_pages(client, which)}


def send(client: Client, page: str, form: Mapping[str, str]) -> int:
    return client.post(page.partition("?")[0], form, headers=SENDING).status_code


@pytest.mark.parametrize("which", ["full", "short"])
def test_a_session_begun_on_the_phone_becomes_one_entry(
    ready: Client, plan: RecoveryPlan, which: str
) -> None:
    *exercises, finish = as_kept(ready, which).items()
    assert not SessionDraft.objects.exists()
    assert len({carried["client_id"] for _, carried in exercises}) == 1

    for page, carried in exercises:
        assert send(ready, page, {**carried, **DONE}) == KEPT
    answers = {send(ready, finish[0], {**finish[1], **WHOLE}) for _ in range(3)}

    (entry,) = plan.entries.filter(on=TODAY, kind="session")
    assert answers == {KEPT}
    assert (entry.effort, entry.facts.get("short", False)) == (4, which == "short")
    assert entry.exercises.count() == len(exercises)
    assert not SessionDraft.objects.exists()


def test_a_step_that_comes_after_its_session_was_recorded_changes_nothing(
    ready: Client, plan: RecoveryPlan
) -> None:
    (page, carried), *_rest, (finish, whole) = as_kept(ready).items()
    send(ready, page, {**carried, **DONE})
    send(ready, finish, {**whole, **WHOLE})
    assert send(ready, page, {**carried, **DONE, "pain": "9"}) == KEPT
    assert not SessionDraft.objects.exists()
    assert plan.entries.get(kind="session", on=TODAY).exercises.get().pain == 1


def test_a_list_that_changed_meanwhile_does_not_change_what_was_done(
    ready: Client, plan: RecoveryPlan
) -> None:
    (page, carried), *_rest, (finish, whole) = as_kept(ready).items()
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        make.live(plan, TODAY + timedelta(days=1), {**make.CALM, "pain_worst": 8}, None)
        assert send(ready, page, {**carried, **DONE}) == KEPT
        assert send(ready, finish, {**whole, **WHOLE}) == KEPT
    entry = plan.entries.get(kind="session", on__gte=TODAY)
    assert (entry.on, entry.exercises.count()) == (TODAY, 1)


def test_it_waits_while_another_session_has_answers(ready: Client, plan: RecoveryPlan) -> None:
    (page, carried), *_rest = as_kept(ready).items()
    first = ready.post("/session/").headers["Location"]
    ready.post(first, DONE)
    assert send(ready, page, {**carried, **DONE}) == CONFLICT
    assert SessionDraft.objects.get().client_id != carried["client_id"]

    ready.post("/session/finish/", {"discard": "1"})
    assert send(ready, page, {**carried, **DONE}) == KEPT
    assert SessionDraft.objects.get().client_id == carried["client_id"]


def test_a_broken_seal_and_that_of_another_plan_are_not_taken(ready: Client) -> None:
    (page, carried), *_rest = as_kept(ready).items()
    assert send(ready, page, {**carried, "session": "x", **DONE}) == CONFLICT
    ready.force_login(make.make_plan(days=3).patient)
    form = {"session": carried["session"], **DONE}
    assert send(ready, page, form) == CONFLICT
    assert not SessionDraft.objects.exists()


def test_a_second_session_of_the_day_is_another_one(ready: Client, plan: RecoveryPlan) -> None:
    first = as_kept(ready)
    (page, carried), *_rest, (finish, whole) = first.items()
    send(ready, page, {**carried, **DONE})
    send(ready, finish, {**whole, **WHOLE})
    again = [carried_by(ready.get(page).text) for page in first]
    assert carried["client_id"] not in {one.get("client_id") for one in again}


# --- another exercise that waited ----------------------------------------------------
@pytest.fixture
def bridging(client: Client) -> Client:
    """Of somebody who is a rung up the bridges, so that the library knows an easier one."""
    load(now=noon(TODAY))
    plan = make.make_plan(days=4)
    make.live(plan, TODAY, make.CALM, None)
    client.force_login(plan.patient)
    return client


def test_another_exercise_waits_with_the_session_and_is_told_as_it_was_done(
    bridging: Client,
) -> None:
    # Given today's pages on a phone, those of another exercise with them
    pages = [str(page) for page in day_of(bridging)["pages"]]
    swap = next(page for page in pages if page.endswith("ahead=full&way=heel-dig"))
    assert swap.replace("way=heel-dig", "swap=1") in pages
    carried = carried_by(bridging.get(swap).text)
    finish, whole = list(as_kept(bridging).items())[-1]

    # When the library takes that exercise back before the phone sends it
    Exercise.objects.filter(slug="heel-dig").update(status="retired")
    form = {**carried, "way": "heel-dig", "pain": "2"}
    answers = {send(bridging, swap, form) for _ in range(3)}

    # Then what was done is kept all the same, once
    assert answers | {send(bridging, finish, {**whole, **WHOLE})} == {KEPT}
    entry = LogEntry.objects.get(on=TODAY, kind="session")
    (done,) = entry.exercises.all()
    assert (done.exercise, done.pain, float(done.done)) == ("heel-dig", 2, 0.0)


def test_of_a_session_that_has_begun_only_what_is_open_may_be_swapped(bridging: Client) -> None:
    bridging.post("/session/")
    listed = [one["listed"]["exercise"] for one in SessionDraft.objects.get().lines]
    place = listed.index("two-leg-bridge") + 1
    assert f"/session/{place}/?way=heel-dig" in day_of(bridging)["pages"]
    bridging.post(f"/session/{place}/", DONE)
    assert f"/session/{place}/?way=heel-dig" not in day_of(bridging)["pages"]
    assert f"/session/{place}/" in day_of(bridging)["pages"]


# --- a test that waited --------------------------------------------------------------
WALK, STAIRS = "walk-10-minutes", "stairs-two-flights"


def take(client: Client, test: str = WALK, **said: str) -> int:
    form = {"client_id": "try", "passed": "yes", "pain": "0", **said}
    return client.post(f"/tests/{test}/", form, headers=SENDING).status_code


def test_a_try_belongs_to_the_day_it_was_made_and_is_there_once(
    own: Client, plan: RecoveryPlan
) -> None:
    assert f"/tests/{WALK}/" in day_of(own)["pages"]
    assert {take(own, on=YESTERDAY.isoformat()) for _ in range(10)} == {KEPT}
    (entry,) = plan.entries.filter(kind="self_test")
    assert (entry.on, entry.recorded_at) == (YESTERDAY, noon(TODAY))


def test_the_id_of_a_try_with_other_answers_stays_on_the_phone(
    own: Client, plan: RecoveryPlan
) -> None:
    assert take(own) == KEPT
    assert take(own, passed="no") == CONFLICT
    assert plan.entries.get(kind="self_test").facts["passed"] is True


def test_a_try_of_a_phase_that_is_over_meanwhile_is_kept(client: Client) -> None:
    plan = make.make_plan(days=15, course=make.silent)
    live_into_phase_two(plan, days=14)
    client.force_login(plan.patient)
    assert plan.decisions.newest_first()[0].phase == "rebuild"
    assert client.get(f"/tests/{WALK}/").status_code == NOT_FOUND
    assert take(client) == KEPT
    assert take(client, STAIRS, client_id="another") == KEPT


def test_a_try_of_a_phase_not_reached_yet_is_none(own: Client, plan: RecoveryPlan) -> None:
    assert take(own, STAIRS) == NOT_FOUND
    assert not plan.entries.filter(kind="self_test").exists()


def test_a_day_that_cannot_be_is_said_on_the_page(own: Client) -> None:
    assert take(own, on=(TODAY + timedelta(days=1)).isoformat()) == UNPROCESSABLE


# --- what is kept --------------------------------------------------------------------
def test_before_the_check_in_nothing_can_be_begun(own: Client, plan: RecoveryPlan) -> None:
    day = day_of(own)
    assert {"/today/", "/check-in/", "/phone/", "/help/"} <= set(day["pages"])
    assert not [page for page in day["pages"] if "session" in page]
    assert day["person"] == str(plan.patient.public_id)
    assert day["on"] == TODAY.isoformat()


def test_every_page_to_keep_is_there(ready: Client) -> None:
    load(now=noon(TODAY))
    day = day_of(ready)
    assert {ready.get(page).status_code for page in day["pages"]} == {200}
    assert len(day["figures"]) == len({*day["figures"]}) > 0


def test_a_session_that_has_begun_is_kept_as_it_stands(ready: Client) -> None:
    ready.post("/session/")
    pages = [page for page in day_of(ready)["pages"] if "session" in page]
    assert "/session/1/" in pages
    assert "/session/finish/" in pages
    assert not [page for page in pages if "ahead" in page]


def test_a_lock_keeps_its_page_and_no_exercise(own: Client, plan: RecoveryPlan) -> None:
    make.live(plan, TODAY, {**make.CALM, "red_flags": ["saddle_numbness"]}, None)
    assert day_of(own)["pages"] == ["/locked/", "/phone/", "/help/"]


def test_the_stamp_changes_with_the_log_and_not_with_the_hour(own: Client) -> None:
    before = day_of(own)["stamp"]
    with time_machine.travel(noon(TODAY) + timedelta(hours=1), tick=False):
        assert day_of(own)["stamp"] == before
    check_in(own)
    assert day_of(own)["stamp"] != before


def test_somebody_without_a_plan_keeps_the_help(client: Client) -> None:
    client.force_login(make.make_user("Pat", Role.PATIENT))
    assert day_of(client)["pages"] == ["/phone/", "/help/"]


# --- the installed app ---------------------------------------------------------------
def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    app = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (app["start_url"], app["scope"], app["display"]) == ("/today/", "/", "standalone")
    sizes = [(icon["sizes"], icon["purpose"]) for icon in app["icons"]]
    assert sizes == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
    assert {client.get(icon["src"]).status_code for icon in app["icons"]} == {200}


def test_the_worker_comes_from_the_root_and_is_never_stale(client: Client) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "/static/js/phone/worker.js" in answer.text.replace("\\u002D", "-")


def test_only_a_patients_pages_start_the_worker(client: Client, own: Client) -> None:
    assert "js/phone/start.js" in own.get("/today/").text
    assert "js/phone/start.js" not in Client().get("/").text
    therapist = Client()
    therapist.force_login(make.make_clinician())
    assert "js/phone/start.js" not in therapist.get("/account/me/").text
