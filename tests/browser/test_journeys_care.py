"""A therapist and their patients: what the plan decided, and why."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from recovery.domain.codes import Autonomy
from recovery.domain.rules.catalogue import SOURCES
from tests import factories as make

from . import steps
from .conftest import Axe, SignIn, Window


@pytest.fixture(autouse=True)
def _library(live_server: object) -> None:
    call_command("load_content", stdout=StringIO())


def test_a_sore_patient_is_overruled_by_keyboard_and_reads_why(
    window: Window, sign_in: SignIn, axe: Axe
) -> None:
    # Given a patient who was sore yesterday, and a therapist without a mouse
    today = timezone.now().date()
    plan = make.make_plan(days=5, today=today)
    sore = {**make.CALM, "pain_worst": 3}
    make.live(plan, today, sore, None)
    therapist = steps.made_up_therapist(plan.patient, today=today)
    phone, desk = window.open(390, 844), window.open(1280, 800)
    sign_in(desk, therapist.email)
    desk.goto(f"/patients/{plan.patient.public_id}/")

    # When they set the bridge one rung lower, and look at tomorrow first
    steps.press(desk, "link", "Change Bridge")
    desk.wait_for_url("**ladder=bridge**")
    steps.reach(desk, desk.get_by_label("Rung"))
    desk.keyboard.type("1:")
    steps.reach(desk, desk.get_by_label("Reason, the patient can read it"))
    desk.keyboard.type("Long drive on Saturday. Let us keep it calm.")
    steps.press(desk, "button", "See tomorrow with it")
    preview = desk.locator(".directive .preview")
    expect(preview).to_contain_text("Tomorrow with it")
    expect(preview.locator("li.eased, li.up").first).to_contain_text("without it")
    assert not plan.entries.filter(kind="directive").exists()
    axe(desk)
    steps.press(desk, "button", "Save directive")

    # Then both decisions stand beside each other, and the patient reads the therapist's words
    steps.press(desk, "link", re.compile("Compare with and without: Set a rung"))
    expect(desk.get_by_role("heading", name="Without it")).to_have_count(2)
    sign_in(phone, plan.patient.email)
    phone.goto("/today/")
    line = phone.locator("li.exercise", has_text="Heel dig").first
    expect(line).to_contain_text("Long drive on Saturday. Let us keep it calm.")


@pytest.mark.one_database
def test_a_proposed_step_is_edited_and_another_accepted_with_one_click(
    desk: Page, sign_in: SignIn, axe: Axe
) -> None:
    # Given a plan that asks first, in which two steps wait
    today = timezone.now().date()
    plan = make.make_plan(days=4, today=today, autonomy=Autonomy.PROPOSE)
    make.live(plan, today, make.CALM, None)
    therapist = steps.made_up_therapist(plan.patient, today=today)
    sign_in(desk, therapist.email)
    desk.goto(f"/patients/{plan.patient.public_id}/")

    axe(desk)

    # When the bridge is to go one rung further than was proposed
    desk.get_by_role("link", name=re.compile("^Edit.*Bridge, one rung up")).click()
    desk.get_by_label("Rung").select_option("3")
    desk.get_by_label("Reason, the patient can read it").fill("You did this one before.")
    desk.get_by_role("button", name="See tomorrow with it").click()
    desk.get_by_role("button", name="Save directive").click()

    # Then that step waits no more, and stands as it was edited
    waits = desk.locator(".waits")
    expect(waits).not_to_contain_text("Bridge")
    bridge = desk.get_by_role("row", name=re.compile("Change Bridge"))
    expect(bridge).to_contain_text("3 of 3")

    # When the other is accepted
    desk.get_by_role("button", name=re.compile("^Accept")).first.click()

    # Then nothing waits, and the instructions have the words the patient reads
    expect(waits).to_contain_text("Nothing. The plan goes on by itself.")
    given = desk.get_by_role("group", name="Instructions, 12 weeks")
    expect(given).to_contain_text("Yes, go on with this step.")
    expect(given).to_contain_text("You did this one before.")


@pytest.mark.one_database
def test_the_therapist_sees_each_decision_with_its_rule_and_source(
    desk: Page, sign_in: SignIn
) -> None:
    # Given three patients: pain on the lowest rung, pain in phase 2, and a red flag
    today = timezone.now().date()
    resting = make.make_plan(days=3, today=today)
    make.live(resting, today, make.CALM, {**steps.SETTLED_COURSE, "pain": 5})
    eased = make.make_plan(days=15, course=make.silent, today=today)
    steps.live_into_phase_two(eased, days=14)
    make.live(eased, today, make.CALM, {**steps.SETTLED_COURSE, "pain": 5})
    locked = make.make_plan(days=3, today=today)
    make.live(locked, today, {**make.CALM, "red_flags": ["saddle_numbness"]}, None)
    plans = {"R08": [resting, eased], "R00": [locked]}
    patients = [plan.patient for each in plans.values() for plan in each]
    therapist = steps.made_up_therapist(*patients, today=today)
    sign_in(desk, therapist.email)

    for rule, each in plans.items():
        for plan in each:
            # When the therapist opens one
            desk.goto(f"/patients/{plan.patient.public_id}/")

            # Then the latest day names the rule that bound, and where its numbers come from
            newest = desk.locator("#decided tbody.day").first
            expect(newest.locator("td.ruled").first).to_contain_text(rule)
            expect(newest.locator("td.ruled").first).to_contain_text("bound")
            expect(newest.locator("td.ruled").first).to_contain_text(SOURCES[rule])
