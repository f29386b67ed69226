"""The list of articles begins with those of the reader's own phase."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from recovery import mappers
from tests import factories as make
from tests.factories import TODAY, noon

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_articles"),
]


def shelves(client: Client, query: str = "") -> dict[str, list[str]]:
    """The slugs on each shelf, by its name."""
    page = client.get(f"/learn/{query}").text
    parts = re.findall(r'<h2 id="shelf-\d+">(.*?)</h2>(.*?)</section>', page, re.DOTALL)
    return {name: re.findall(r'href="/learn/([\w-]+)/"', lines) for name, lines in parts}


@pytest.fixture
def phase_articles(client):
    """Signed in on the first day of a plan; the articles of its first phase."""
    plan = make.make_plan(days=1)
    client.force_login(plan.patient)
    return list(mappers.protocol_of(plan.protocol_version).phases[0].articles)


def test_the_phase_comes_first_and_nothing_stands_twice(client, phase_articles):
    with time_machine.travel(noon(TODAY), tick=False):
        found = shelves(client)
    assert next(iter(found)) == "For you now"
    assert found["For you now"] == phase_articles
    slugs = [slug for lines in found.values() for slug in lines]
    assert len(slugs) == len(set(slugs))


def test_the_next_day_begins_with_the_next_article(client, phase_articles):
    with time_machine.travel(noon(TODAY + timedelta(days=1)), tick=False):
        client.get("/today/")
        found = shelves(client)["For you now"]
    assert found == phase_articles[1:] + phase_articles[:1]


def test_whoever_searches_gets_only_what_was_found(client, phase_articles):
    with time_machine.travel(noon(TODAY), tick=False):
        assert "For you now" not in shelves(client, "?q=pain")


def test_without_a_plan_there_is_the_list_alone(client):
    client.force_login(make.make_patient())
    found = shelves(client)
    assert found
    assert "For you now" not in found
