"""The pages before an account: open to all, strict, light, and linked to each other."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

PAGES = [
    "/",
    "/tour/",
    "/tour/check-in/",
    "/tour/today/",
    "/tour/reason/",
    "/tour/session/",
    "/tour/therapist/",
    "/help/",
    "/about/",
]
FIRST_VISIT_BYTES = 150_000
PAGE_BYTES = 15_000


def squeezed(content: bytes) -> int:
    return len(brotli.compress(content, quality=5))


@pytest.mark.parametrize("page", PAGES)
def test_anyone_may_look(client, page):
    response = client.get(page)

    assert response.status_code == 200
    assert "csrftoken" not in response.cookies


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline(client, page):
    html = client.get(page).content.decode()

    assert not re.search(r"\sstyle=", html)
    assert "<style" not in html
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"\{[#%{]|[#%}]\}", html)


@pytest.mark.parametrize("page", PAGES)
def test_only_our_own_styles_and_scripts_may_run(client, page):
    policy = client.get(page).headers["Content-Security-Policy"]

    assert "style-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_only_read(client, page):
    assert client.post(page).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_one_statement_and_says_its_limits(client, page):
    html = client.get(page).content.decode()

    assert html.count("<h1") == 1
    assert "It is not for emergencies" in html
    assert 'href="/help/"' in html


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_used_once(client, page):
    ids = re.findall(r'\sid="([^"]+)"', client.get(page).content.decode())

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_page_after_the_first_is_light(client, page):
    assert squeezed(client.get(page).content) <= PAGE_BYTES


def test_a_first_visit_is_light(client):
    html = client.get("/").content.decode()
    names = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html))
    files = [Path(finders.find(name)) for name in names]
    is_woff2 = {path: path.suffix == ".woff2" for path in files}

    total = squeezed(html.encode()) + sum(
        path.stat().st_size if is_woff2[path] else squeezed(path.read_bytes()) for path in files
    )

    assert any(is_woff2.values())
    assert total <= FIRST_VISIT_BYTES


def test_a_step_the_tour_does_not_have_is_not_found(client):
    response = client.get("/tour/no-such-step/")

    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()


def test_the_tour_leads_from_step_to_step(client):
    page = "/tour/"
    seen = []
    while page:
        html = client.get(page).content.decode()
        seen.append(re.search(r"(\d) of 5", html)[1])
        following = re.search(r'class="button" href="(/tour/[\w-]+/)"', html)
        page = following[1] if following else None

    assert seen == ["1", "2", "3", "4", "5"]


def test_the_landing_page_leads_to_the_tour_and_to_an_account(client):
    html = client.get("/").content.decode()

    assert 'href="/tour/"' in html
    assert "Start, it takes 3 minutes" in html


def test_the_demo_says_so(client, settings):
    settings.DEMO = True
    assert "Demo: made-up people and data" in client.get("/").content.decode()

    settings.DEMO = False
    assert "Demo: made-up people and data" not in client.get("/").content.decode()


@pytest.mark.parametrize("template", ["404.html", "500.html", "403_csrf.html"])
def test_a_page_for_trouble_needs_nothing(template):
    html = render_to_string(template)

    assert "<h1" in html
    assert "When to get help" in html
