"""No page has a fault that a machine can find: read by axe in light and in dark, 360 pixels wide.

The list of pages is the URLconf. Every page has one heading of the first rank, fits its window,
says nothing on the console, and is valid HTML; a patient's has room for a thumb.
"""

from collections.abc import Iterator, Sequence

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, ViewportSize, expect

from tests.html_validity import html_faults
from tests.integration.test_access import routes

from .accessibility import Eyes
from .cast import Cast, assemble, signed_in_cookie
from .comfort import discomforts, resize
from .conftest import Axe, Window
from .page_table import ALIKE, GROUPS, INVITED, OUT, SHOWS_NOTHING, Look

# A page has the same faults whichever database its words come from.
pytestmark = pytest.mark.one_database

NARROW: ViewportSize = {"width": 360, "height": 780}
WIDE: ViewportSize = {"width": 1280, "height": 800}
HEADINGS = "document.querySelectorAll('h1').length"
DJANGOS_OWN = "/admin/"
# At a desk tables are close and a pointer is fine; whoever is in pain has a thumb.
AT_A_DESK = {"therapist", "curator", "reviewer", "admin"}
# Read by axe in a journey, in this same state.
WALKED = {
    ("patient", "/today/"),
    ("patient", "/check-in/"),
    ("checked", "/check-in/answer/"),
    ("finishing", "/session/finish/"),
    ("patient", "/tests/"),
    ("patient", "/tests/walk-10-minutes/"),
    ("patient", "/progress/"),
    ("patient", "/progress/?days=all"),
    ("patient", "/progress/{day}/"),
    ("patient", "/progress/entries/{entry}/correct/"),
    ("locked", "/locked/"),
    ("patient", "/mine/paper/week/"),
    ("patient", "/mine/paper/type-in/"),
    ("patient", "/mine/paper/type-in/{day}/"),
}


def test_every_address_has_a_page_to_look_at() -> None:
    looked_at = {look.route for looks in GROUPS.values() for look in looks}
    known = looked_at | set(SHOWS_NOTHING) | ALIKE
    assert known == set(routes(get_resolver().url_patterns))


# Django's own pages change with Django, and seldom with us.
DEEP = {"in the administration"}


@pytest.mark.parametrize(
    "group", [pytest.param(one, marks=[pytest.mark.deep] * (one in DEEP)) for one in GROUPS]
)
def test_no_page_has_a_fault(group: str, window: Window, reader: Eyes) -> None:
    cast, pages, faults = assemble(), {}, []
    for look in GROUPS[group]:
        if look.part not in pages:
            pages[look.part] = page_of(look.part, cast, window)
        faults += faults_of(look, pages[look.part], cast, reader)
    assert not faults, "\n".join(faults)


def test_what_a_journey_reads_is_in_the_list() -> None:
    listed = {(look.part, look.path) for looks in GROUPS.values() for look in looks}
    assert WALKED - listed == set()


def test_no_refusal_has_a_fault(window: Window, axe: Axe) -> None:
    """A page that is not there, and forms sent without their answers."""
    cast = assemble()
    training, therapist = (page_of(part, cast, window) for part in ("training", "therapist"))
    assert training.goto("/no-such-page/").status == 404
    axe(training)
    training.goto("/session/1/")
    training.locator("main > form button[type=submit]").last.click()
    expect(training.locator(".error")).to_have_count(2)
    axe(training)
    therapist.goto(f"/patients/{cast.ids['patient']}/")
    therapist.get_by_role("button", name="See tomorrow with it").click()
    expect(therapist.locator(".error")).to_have_count(1)
    axe(therapist)


def page_of(part: str, cast: Cast, window: Window) -> Page:
    page = window.open(**NARROW)
    if part == INVITED:
        page.goto(f"/account/invitation/{cast.ids['token']}/")
    elif part != OUT:
        user = cast.people[part]
        page.context.add_cookies([signed_in_cookie(user, window.base_url, is_confirmed=True)])
    return page


def faults_of(look: Look, page: Page, cast: Cast, reader: Eyes) -> list[str]:
    path = look.path.format(**cast.ids)
    resize(page, NARROW)
    answer = page.goto(path)
    status = answer.status
    found = {
        f"status {status}, not {look.status}": status != look.status,
        f"led on to {page.url}": not leads_nowhere(page.url, path),
        "not one heading of the first rank": page.evaluate(HEADINGS) != 1,
    }
    faults = [fault for fault, is_there in found.items() if is_there]
    is_walked = (look.part, look.path) in WALKED
    faults += faults_at(NARROW, page, reader, () if is_walked else ("light", "dark"))
    if look.part not in AT_A_DESK:
        faults += discomforts(page)
    if not path.startswith(DJANGOS_OWN):
        faults += html_faults(answer.text())
    if look.wide:
        faults += faults_at(WIDE, page, reader, () if is_walked else ("wide",))
    return [f"{path} by {look.part}: {fault}" for fault in faults]


def faults_at(
    size: ViewportSize, page: Page, reader: Eyes, schemes: Sequence[str]
) -> Iterator[str]:
    """In a window of this size: whether all of it fits, and what axe finds."""
    resize(page, size)
    if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
        yield f"wider than {size['width']}"
    if schemes:
        yield from reader.read(page, schemes)


def leads_nowhere(url: str, path: str) -> bool:
    """allauth moves the key of a reset out of the address before it shows the form."""
    return url.endswith((path, "-set-password/"))
