"""What there is to read, as people find and read it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from accounts.people import enrol
from exercises import articles
from exercises.models import Article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_articles"),
]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BACKEND = "accounts.backends.EmailBackend"
LIST, PAIN, HELP = "/learn/", "/learn/pain-as-a-guide/", "/learn/when-to-get-help-now/"


def sign_in(client: Client, *roles: Role) -> User:
    """A demo person, so that no second factor is asked for."""
    user = enrol(email=f"{'-'.join(roles)}@x.test", name="Nia", roles=roles, now=NOW, is_demo=True)
    client.force_login(user, backend=BACKEND)
    return user


def words(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def found(client: Client, query: str) -> list[str]:
    page = words(client, f"{LIST}?{query}")
    return [slug for slug in sorted(articles.articles()) if f'href="/learn/{slug}/"' in page]


# --- the list --------------------------------------------------------------------------
@pytest.mark.parametrize("url", [LIST, PAIN])
def test_stranger_is_sent_to_sign_in(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={url}")


@pytest.mark.parametrize("url", [LIST, PAIN])
def test_pages_are_only_read(client: Client, url: str) -> None:
    sign_in(client, Role.PATIENT)
    assert client.post(url).status_code == 405


def test_list_links_every_article_and_leads_to_the_exercises(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert found(client, "") == sorted(articles.articles())
    page = words(client, LIST)
    assert 'href="/exercises/"' in page
    assert 'href="/learn/" aria-current="page"><span class="pill">' in page


def test_exercises_lead_back_to_the_articles(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert '<a href="/learn/">Articles</a>' in words(client, "/exercises/")


def test_list_says_how_long_each_takes_and_where_it_fits(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    Article.objects.exclude(slug="pain-as-a-guide").update(status="retired")
    page = words(client, LIST)
    content = articles.articles()["pain-as-a-guide"]
    assert content.title in page
    assert content.summary in page
    assert "3 minutes · fits Protect, Rebuild, Return" in page


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("q=TRAFFIC", ["pain-as-a-guide"]),
        ("q=clot+emergency", ["when-to-get-help-now"]),
        ("q=clot+traffic", []),
        ("condition=ankle-sprain&phase=rebuild", ["pain-as-a-guide"]),
        ("condition=ankle-sprain&phase=maintenance", []),
        ("condition=hamstring-strain&phase=maintenance", ["when-to-get-help-now"]),
        ("q=threads&phase=protect&condition=hamstring-strain", ["what-it-is"]),
    ],
)
def test_list_shows_what_is_looked_for(client: Client, query: str, slugs: list[str]) -> None:
    sign_in(client, Role.PATIENT)
    Article.objects.exclude(
        slug__in=["what-it-is", "pain-as-a-guide", "when-to-get-help-now"]
    ).update(status="retired")
    assert found(client, query) == slugs


def test_search_keeps_what_was_typed_and_offers_the_way_back(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, f"{LIST}?q=moon+walk&phase=rebuild")
    assert "Nothing found" in page
    assert 'value="moon walk"' in page
    assert '<option value="rebuild" selected>' in page
    assert '<a class="button quiet s" href="/learn/">Show all</a>' in page


def test_search_words_are_shown_as_words(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert "<script>alert" not in words(client, f"{LIST}?q=<script>alert(1)</script>")


@pytest.mark.parametrize(
    "query", ["condition=headache", "phase=sprint", f"q={'x' * 81}", "q=a%00b"]
)
def test_nonsense_is_told_beside_its_field(client: Client, query: str) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, f"{LIST}?{query}", status=422)
    name = query.partition("=")[0]
    assert f'id="id_{name}_error"' in page
    assert f'href="{PAIN}"' in page


def test_article_about_two_conditions_stands_on_both_shelves(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    both = ["calf-strain", "ankle-sprain"]
    Article.objects.filter(slug="pain-as-a-guide").update(conditions=both)
    page = words(client, LIST)
    assert page.count(f'href="{PAIN}"') == 2
    assert page.index(">Ankle sprain</h2>") < page.index(">Calf strain</h2>")


def test_empty_library_says_so(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    Article.objects.update(status="retired")
    assert "No articles yet" in words(client, LIST)


# --- an article ------------------------------------------------------------------------
def test_page_says_everything_about_the_article(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, PAIN)
    content = articles.articles()["pain-as-a-guide"]
    for said in (content.title, content.summary, "3 minutes", *(s.label for s in content.sources)):
        assert said in page
    assert page.index(content.summary) < page.index('class="prose')
    assert '<a href="https://doi.org/10.3389/fpsyg.2016.01466" rel="noopener">' in page
    assert "doi:10.3389/fpsyg.2016.01466" in page


def test_contents_lead_to_the_parts(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, PAIN)
    assert '<a href="#on-the-traffic-light">The traffic light</a>' in page
    assert '<h2 id="on-the-traffic-light">' in page


@pytest.mark.parametrize(("parts", "is_listed"), [(2, False), (3, True)])
def test_two_parts_need_no_contents(client: Client, parts: int, is_listed: bool) -> None:
    sign_in(client, Role.PATIENT)
    body = "\n\n".join(f"## Part {number}\n\nWords." for number in range(parts))
    Article.objects.filter(slug="pain-as-a-guide").update(body=body)
    assert ("On this page" in words(client, PAIN)) is is_listed


def test_draft_says_that_nobody_signed_it_off(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert "Draft for clinical sign-off" in words(client, PAIN)
    Article.objects.filter(slug="pain-as-a-guide").update(
        status="published",
        reviewer="Ada, physiotherapist",
        reviewed_on=date(2026, 3, 2),
        review_due_on=date(2027, 3, 2),
    )
    page = words(client, PAIN)
    assert "Draft for clinical sign-off" not in page
    assert "Reviewed by Ada, physiotherapist on March 2, 2026, to be read again by" in page


def test_neighbours_are_the_visible_ones_for_the_same_condition(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    three = ["what-it-is", "when-to-get-help-now", "pain-as-a-guide"]
    Article.objects.exclude(slug__in=three).update(status="retired")
    page = words(client, HELP)
    assert 'href="/learn/what-it-is/" rel="prev"' in page
    assert f'href="{PAIN}" rel="next"' in page
    Article.objects.filter(slug="what-it-is").update(status="retired")
    Article.objects.filter(slug="pain-as-a-guide").update(conditions=["ankle-sprain"])
    page = words(client, HELP)
    assert 'rel="prev"' not in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize("slug", ["pain-as-a-guide", "moon-walk"])
def test_retired_or_unknown_article_is_not_found(client: Client, slug: str) -> None:
    sign_in(client, Role.PATIENT)
    Article.objects.filter(slug="pain-as-a-guide").update(status="retired")
    words(client, f"/learn/{slug}/", status=404)
    assert PAIN not in words(client, LIST)


def test_patient_and_therapist_keep_their_own_frame(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert 'class="tabs"' in words(client, PAIN)
    sign_in(client, Role.CLINICIAN)
    page = words(client, PAIN)
    assert 'class="tabs"' not in page
    assert 'class="rail"' in page


@pytest.mark.parametrize(
    ("url", "asked"), [(LIST, 4), (f"{LIST}?q=pain&phase=rebuild", 3), (PAIN, 3)]
)
def test_few_queries(
    client: Client, url: str, asked: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session and person are two of them; the whole list also asks for a plan."""
    sign_in(client, Role.PATIENT)
    with django_assert_num_queries(asked):
        client.get(url)
