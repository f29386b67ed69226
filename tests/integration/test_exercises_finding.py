"""Finding an exercise: words, choices with counts, pages, and what to do when nothing fits."""

import gzip
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exercises.finding import find
from exercises.models import Exercise
from exercises.search import NOTHING, Facet, Search, choices
from tests import factories as make

from .bad_input_table import STALE_LINKS
from .conftest import count_rows_anew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_exercises")]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MOST_QUERIES = 8
MOST_BYTES = 15_000
SEARCHES = (
    "",
    "position=sitting",
    "position=kneeling&have=nothing",
    "have=chair&have=band&level=gentle",
    "q=hip&region=hip&region=knee&purpose=strength",
)


@pytest.fixture
def patient(client: Client) -> Client:
    client.force_login(make.make_patient())
    return client


def found(query: str) -> list[str]:
    """The slugs of the first page."""
    return [exercise.slug for exercise in find(Search.read(QueryDict(query))).page]


def clone(name: str, **changes: object) -> Exercise:
    """The heel dig again under another name."""
    row = Exercise.objects.get(slug="heel-dig")
    row.pk, row.name, row.slug = None, name, f"made-{name.lower().replace(' ', '-')}"
    row.other_names, row.purpose = [], "Nothing else."
    for field, value in changes.items():
        setattr(row, field, value)
    row.save()
    return row


def grow(total: int) -> None:
    """Copies of the shipped exercises with all their choices, until there are `total`."""
    shipped = list(Exercise.objects.prefetch_related("regions", "equipment"))
    copies, links = [], {"regions": [], "equipment": []}
    for number in range(total - len(shipped)):
        row = Exercise.objects.none().model(**plain(shipped[number % len(shipped)]))
        row.slug, row.name = f"copy-{number}", f"{row.name} {number}"
        copies.append(row)
    Exercise.objects.bulk_create(copies)
    for number, copy in enumerate(copies):
        for field, rows in links.items():
            through = getattr(Exercise, field).through
            tags = getattr(shipped[number % len(shipped)], field).all()
            rows += [through(exercise_id=copy.pk, tag_id=tag.pk) for tag in tags]
    for field, rows in links.items():
        getattr(Exercise, field).through.objects.bulk_create(rows)
    count_rows_anew()


def plain(row: Exercise) -> dict[str, object]:
    return {
        field.attname: getattr(row, field.attname)
        for field in Exercise._meta.concrete_fields
        if not field.primary_key
    }


# --- words -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("q=two-leg+bridge", "two-leg-bridge"),
        ("q=TWO+LEG", "two-leg-bridge"),
        ("q=bridge+two", "two-leg-bridge"),
        ("q=heel+press", "heel-dig"),  # another name
        ("q=sudden+starts", "acceleration"),  # its purpose
    ],
)
def test_words_are_found_in_name_other_names_and_purpose(query: str, slug: str) -> None:
    assert slug in found(query)


def test_every_word_must_be_there() -> None:
    assert "two-leg-bridge" in found("q=two+bridge")
    assert "two-leg-bridge" not in found("q=two+bridge+moon")


def test_words_of_the_steps_are_not_searched() -> None:
    steps = Exercise.objects.get(slug="heel-dig").steps
    assert any("press" in step.lower() for step in steps)
    Exercise.objects.filter(slug="heel-dig").update(other_names=[])
    Exercise.objects.get(slug="heel-dig").save()
    assert "heel-dig" not in found("q=press")


@pytest.mark.parametrize("query", ["élan", "ELAN", "Élan", "strasse", "STRASSE", "über", "uber"])
def test_capitals_and_accents_do_not_matter(query: str) -> None:
    row = clone("Élan", other_names=["Über die Straße"])
    asked = QueryDict(mutable=True)
    asked["q"] = query
    assert [one.pk for one in find(Search.read(asked)).page] == [row.pk]


def test_a_changed_name_is_found_and_the_old_one_is_not() -> None:
    row = clone("Quokka")
    assert found("q=quokka") == [row.slug]
    row.name = "Numbat"
    row.save()
    assert found("q=numbat") == [row.slug]
    assert found("q=quokka") == []


def test_signs_of_the_database_are_plain_signs() -> None:
    assert found("q=100%25") == []
    assert found("q=heel_dig") == found("q=heel+dig")


# --- choices ---------------------------------------------------------------------------
def test_choices_of_one_kind_add_up_and_kinds_narrow() -> None:
    both = set(Exercise.objects.filter(position__in=["prone", "side-lying"]))
    assert {*found("position=prone&position=side-lying")} == {row.slug for row in both}
    gentle = {row.slug for row in both if row.level == "gentle"}
    assert {*found("position=prone&position=side-lying&level=gentle")} == gentle
    assert gentle


def test_one_region_of_several_is_enough_and_lists_once() -> None:
    query = "q=prone+band+curl&region=knee&region=thigh-back"
    assert found(query) == ["prone-band-curl"]
    assert "prone-band-curl" not in found("region=lower-back&q=curl")


def needs(slugs: Iterable[str]) -> set[frozenset[str]]:
    rows = Exercise.objects.filter(slug__in=slugs).prefetch_related("equipment")
    return {frozenset(tag.slug for tag in row.equipment.all()) for row in rows}


def test_with_nothing_only_what_needs_nothing_is_left() -> None:
    assert needs(found("have=nothing&position=lying")) == {frozenset()}


def test_with_a_chair_whatever_needs_at_most_a_chair_can_be_done() -> None:
    assert needs(found("have=chair&position=sitting")) == {frozenset({"chair"})}
    assert needs(found("have=chair&position=standing&q=heel")) == {
        frozenset(),
        frozenset({"chair"}),
    }


def test_two_things_are_needed_and_one_is_not_enough() -> None:
    assert "seated-band-curl" in found("have=chair&have=band&q=seated+band")
    assert found("have=chair&q=seated+band") == []


@pytest.mark.parametrize("query", SEARCHES)
def test_each_count_is_what_ticking_it_finds(query: str) -> None:
    search = Search.read(QueryDict(query))
    told = find(search)
    for facet in Facet:
        for key in choices(facet):
            keeps = search.picked.get(facet, ()) if facet is Facet.HAVE and key != NOTHING else ()
            ticked = Search(text=search.text, picked={**search.picked, facet: (*keeps, key)})
            assert told.count(facet, key) == find(ticked).total, (facet, key)


def test_retired_exercises_are_neither_shown_nor_counted() -> None:
    before = find(Search()).count(Facet.POSITION, "lying")
    Exercise.objects.filter(slug="heel-dig").update(status="retired")
    after = find(Search())
    assert after.count(Facet.POSITION, "lying") == before - 1
    assert "heel-dig" not in found("q=heel+dig")


# --- the page --------------------------------------------------------------------------
def test_page_says_how_many_and_keeps_what_was_chosen(patient: Client) -> None:
    page = patient.get("/exercises/?q=bridge&have=nothing").text
    assert re.search(r'id="count" role="status"><h2>\d exercises</h2>', page)
    assert 'value="bridge"' in page
    assert re.search(r'id="have-nothing"[^>]* checked', page)
    assert not re.search(r'id="have-chair"[^>]* checked', page)
    assert 'href="/exercises/?have=nothing"' in page  # without the word
    assert 'href="/exercises/?q=bridge"' in page  # without the choice


def test_one_exercise_is_not_many(patient: Client) -> None:
    clone("Quokka")
    assert "<h2>1 exercise</h2>" in patient.get("/exercises/?q=quokka").text


def test_nothing_found_says_what_to_do_next(patient: Client) -> None:
    page = patient.get("/exercises/?q=bridge&position=kneeling").text
    assert "<h2>No exercise fits</h2>" in page
    assert "Try a shorter word, or take one choice away." in page
    assert "exercises without “Kneeling”" in page
    assert "exercises without “bridge”" in page
    assert 'href="/exercises/?position=kneeling"' in page


def test_pages_keep_the_search(patient: Client) -> None:
    page = patient.get("/exercises/?position=standing&have=chair").text
    assert 'rel="next" href="/exercises/?position=standing&amp;have=chair&amp;page=2"' in page
    assert 'rel="prev"' not in page
    page = patient.get("/exercises/?position=standing&have=chair&page=2").text
    assert 'rel="prev" href="/exercises/?position=standing&amp;have=chair"' in page
    page = patient.get("/exercises/?position=standing&have=chair&page=99").text
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


def test_a_search_starts_on_its_first_page(patient: Client) -> None:
    form = patient.get("/exercises/?page=2").text.split("<form class=")[1].split("</form>")[0]
    assert "page" not in re.findall(r'name="(\w+)"', form)


def test_htmx_gets_the_part_and_a_tidy_address(patient: Client) -> None:
    part = patient.get("/exercises/?q=&position=sitting", headers={"HX-Request": "true"})
    assert part.headers["HX-Push-Url"] == "/exercises/?position=sitting"
    assert "HX-Request" in part.headers["Vary"]
    assert "<html" not in part.text
    assert all(f'id="{name}"' in part.text for name in ("choices", "count", "found"))


def test_whoever_goes_back_gets_the_whole_page(patient: Client) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in patient.get("/exercises/", headers=headers).text


def test_without_htmx_the_address_stays_as_it_is(patient: Client) -> None:
    page = patient.get("/exercises/?q=&position=sitting")
    assert "HX-Push-Url" not in page.headers
    assert "HX-Request" in page.headers["Vary"]


# --- weight and number -----------------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["/exercises/", "/exercises/?position=standing", "/exercises/grapevine/?side=left"]
)
def test_pages_are_light(patient: Client, path: str) -> None:
    assert len(gzip.compress(patient.get(path).content)) < MOST_BYTES


@pytest.fixture
def queries(patient: Client) -> Callable[[str], list[str]]:
    def ask(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert patient.get(path).status_code == 200
        return [query["sql"] for query in captured]

    return ask


@pytest.mark.deep
def test_five_thousand_exercises_take_as_few_queries(queries: Callable[[str], list[str]]) -> None:
    grow(5000)
    paths = [f"/exercises/?{query}" for query in (*SEARCHES, "page=209", "q=moon&have=chair")]
    asked = {path: queries(path) for path in paths}
    assert {path: len(sql) for path, sql in asked.items() if len(sql) > MOST_QUERIES} == {}
    rows = [sql for sql in asked["/exercises/?"] if '"purpose"' in sql]
    assert len(rows) == 1
    assert "LIMIT 24" in rows[0]
    assert find(Search()).total == 5000


@pytest.mark.parametrize(("stale", "shown"), STALE_LINKS.items())
def test_an_old_link_into_the_library_shows_what_still_fits(
    client: Client, stale: str, shown: str
) -> None:
    client.force_login(make.make_patient())
    old, new = client.get(stale), client.get(shown)
    assert (old.status_code, new.status_code) == (200, 200)
    assert exercises_in(old.text) == exercises_in(new.text)


def exercises_in(html: str) -> list[str]:
    return re.findall(r'href="/exercises/([\w-]+)/"', html)
