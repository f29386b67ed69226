"""A plan set out from nothing: fitted, tried on a made-up course, and begun by the patient."""

import re
from io import StringIO
from time import monotonic

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from recovery.models import IntakeDraft
from recovery.services.first_directives import give_all
from tests import factories as make

from . import steps
from .conftest import Axe, SignIn, Window

pytestmark = pytest.mark.one_database
TWO_MINUTES = 120


def test_a_plan_is_set_out_from_nothing_in_two_minutes(
    live_server: object, window: Window, sign_in: SignIn, axe: Axe
) -> None:
    # Given a therapist with a patient who has no plan
    call_command("load_content", stdout=StringIO())
    make.make_protocol_version()
    today = timezone.now().date()
    patient = make.make_patient("New Face")
    therapist = steps.made_up_therapist(patient, today=today)
    desk, phone = window.open(1280, 800), window.open(390, 844)
    sign_in(desk, therapist.email)

    # When they fit the plan, with keys alone where it is folded away
    began = monotonic()
    desk.goto(f"/patients/{patient.public_id}/assign/")
    desk.get_by_label("Who decides a step up").select_option("propose")
    for fold in ("What you know of them", "Pain limits"):
        desk.locator("summary", has_text=fold).press("Enter")
    desk.get_by_label("Injured side").select_option("right")
    general = desk.get_by_role("group", name="Exercises")
    for name, limit in (("Progress to", 1), ("Hold to", 2), ("Stop from", 5)):
        general.get_by_label(name).fill(str(limit))

    # And add an exercise of the library, with its dose, and move it up by keys
    desk.locator("summary", has_text="Exercises and their order").press("Enter")
    desk.get_by_label("Add an exercise of the library").press_sequentially("bird")
    desk.get_by_role("button", name="Add Bird dog").press("Enter")
    bird_dog = desk.locator(".programme-line", has_text="Bird dog")
    expect(bird_dog.get_by_label("Sets")).to_be_focused()
    bird_dog.get_by_label("Days a week").fill("3")
    desk.get_by_role("button", name="Bird dog earlier").press("Enter")
    expect(desk.locator("[data-told]")).to_have_text(re.compile(r"^Bird dog, place \d+ of \d+$"))
    desk.get_by_role("button", name="Bird dog earlier").press("Enter")

    # And try it on a course, then on a curve of their own, drawn with a pointer
    desk.get_by_role("button", name="Try it first").click()
    expect(desk.locator("#compared")).to_have_text("Side by side")
    expect(desk.locator(".differs")).to_contain_text("stop from 5")
    expect(desk.locator(".differs")).to_contain_text("Bird dog beside the ladders")
    desk.get_by_role("radio", name="Draw one").check()
    point = desk.locator(".grip").nth(3)
    box = point.bounding_box()
    desk.mouse.move(box["x"] + 22, box["y"] + 22)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 22, box["y"] - 30, steps=3)
    desk.mouse.up()
    expect(desk.get_by_label("Day 11", exact=True)).to_have_value("9")
    hurting = desk.get_by_role("row", name=re.compile("Sessions that hurt above 3"))
    expect(hurting.get_by_role("cell").first).not_to_have_text("0")
    axe(desk, schemes=("light",))

    # Then what was tried is there to be assigned, and is refused without its reason
    desk.get_by_role("button", name="Assign your version").click()
    expect(desk.get_by_label("Stop from").first).to_have_value("5")
    desk.get_by_role("button", name="Assign", exact=True).click()
    expect(desk.locator(".error")).to_contain_text("Say why you choose this")
    desk.get_by_label("Why, in words").fill("Your second strain: gently at first.")
    desk.get_by_role("button", name="Assign", exact=True).click()
    desk.wait_for_url(f"**/patients/{patient.public_id}/")
    assert monotonic() - began < TWO_MINUTES

    # And the patient finds what is known of them, and begins with the therapist's words
    answers = {**make.INTAKE, "injured_on": today.isoformat(), "onset": "sudden"}
    answers |= {"forecast_days": 28, "activities": [["Climbing stairs", 4]]}
    del answers["side"]
    IntakeDraft.objects.create(patient=patient, answers=answers, updated_at=timezone.now())
    sign_in(phone, patient.email)
    phone.goto("/start/side/")
    expect(phone.locator("main")).to_contain_text("Your therapist filled this in")
    phone.get_by_role("button", name="Go on").click()
    phone.goto("/start/summary/")
    expect(phone.locator("main")).to_contain_text("Bird dog")
    phone.get_by_role("button", name="Begin my plan").click()
    phone.wait_for_url("**/today/")
    phone.goto(f"/progress/{today}/")
    expect(phone.locator("main")).to_contain_text(re.compile("Your second strain: gently at first"))
    plan = patient.recovery_plans.get()
    assert plan.autonomy == "propose"


def test_a_list_is_changed_for_every_day_to_come(
    live_server: object, window: Window, sign_in: SignIn, axe: Axe
) -> None:
    # Given somebody on their way, with a bird dog beside the ladders
    call_command("load_content", stdout=StringIO())
    now = timezone.now()
    plan = make.make_plan(days=3, today=now.date())
    therapist = steps.made_up_therapist(plan.patient, today=now.date())
    bird_dog = {"what": {"exercise": "bird-dog", "dose": {"sets": 2, "reps": 6}}}
    settings = {"exercises": [bird_dog], "reason": "For your back."}
    told = {"by": therapist, "client_id": "first", "now": now, "today": now.date()}
    give_all(plan=plan, settings=settings, **told)
    desk, phone = window.open(1280, 800), window.open(390, 844)
    sign_in(desk, therapist.email)

    # When its line is dragged up, its dose changed and a ladder left out
    desk.goto(f"/patients/{plan.patient.public_id}/")
    desk.get_by_role("link", name="Add, leave out, put in order").click()
    lines, line = desk.locator(".programme-line"), desk.locator("[data-name='Bird dog']")
    place = lines.evaluate_all("all => all.findIndex(one => one.dataset.name === 'Bird dog')")
    lines.nth(place - 2).scroll_into_view_if_needed()
    drag(desk, line.locator("[data-grip]"), above=lines.nth(place - 2))
    expect(lines.nth(place - 2)).to_contain_text("Bird dog")
    line.get_by_label("Sets").fill("4")
    desk.get_by_role("checkbox", name="Leave out Balance").check()
    desk.get_by_role("button", name="See tomorrow with it").click()
    expect(desk.locator(".preview").first).to_contain_text("Bird dog, 4 sets of 6")
    axe(desk, schemes=("light",))
    desk.get_by_label("Why, in words").fill("Your back first, for now.")
    desk.get_by_role("button", name="Save for every day").click()
    desk.wait_for_url(re.compile(rf"/patients/{plan.patient.public_id}/"))

    # Then the patient finds it on the list, with the therapist's words
    sign_in(phone, plan.patient.email)
    steps.check_in_calmly(phone)
    phone.goto("/today/")
    listed = phone.locator("li.exercise", has_text="Bird dog")
    expect(listed).to_contain_text("4 sets of 6")
    expect(listed).to_contain_text("Your back first, for now.")


def drag(page: Page, handle: Locator, *, above: Locator) -> None:
    held, upper = handle.bounding_box(), above.bounding_box()
    page.mouse.move(held["x"] + 8, held["y"] + 8)
    page.mouse.down()
    page.mouse.move(held["x"] + 8, upper["y"] + 2, steps=8)
    page.mouse.up()
