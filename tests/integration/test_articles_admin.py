"""Articles as curators write them and reviewers read them."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from accounts.models import Role, User
from accounts.people import enrol
from exercises.article_loader import load
from exercises.models import Article

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_articles"),
]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BACKEND = "accounts.backends.EmailBackend"
LIST = "/admin/exercises/article/"
LONG = "word " * 400


def sign_in(client: Client, *roles: Role) -> User:
    """A demo person, so that no second factor is asked for."""
    user = enrol(
        email=f"{'-'.join(roles)}@x.test",
        name="Nia",
        roles=roles,
        now=NOW,
        is_demo=True,
        is_staff=True,
    )
    client.force_login(user, backend=BACKEND)
    return user


def form_of(client: Client, slug: str = "what-it-is") -> tuple[str, dict[str, object]]:
    """The address of an article's form and what its fields hold, as a browser would send."""
    url = f"{LIST}{Article.objects.get(slug=slug).pk}/change/"
    context = client.get(url).context
    fields = _filled(context["adminform"].form)
    for group in context["inline_admin_formsets"]:
        for form in (group.formset.management_form, *group.formset.forms):
            fields |= _filled(form)
    return url, fields


def _filled(form: object) -> dict[str, object]:
    held = {bound.html_name: bound.value() for bound in form}  # type: ignore[attr-defined]
    return {name: value for name, value in held.items() if value is not None}


def what_it_is() -> Article:
    return Article.objects.get(slug="what-it-is")


def test_curator_finds_an_article_by_its_words(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    page = client.get(f"{LIST}?q=traffic+light").text
    assert "pain as a guide" in page
    assert "What a hamstring strain is" not in page


def test_saving_unchanged_is_no_version(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    for slug in Article.objects.values_list("slug", flat=True):
        url, fields = form_of(client, slug)
        fields["body"] = str(fields["body"]).replace("\n", "\r\n")
        assert client.post(url, fields).status_code == 302, slug
    assert set(Article.objects.values_list("content_version", flat=True)) == {1}


def test_edit_is_a_version_with_who_and_readers_see_it(client: Client) -> None:
    curator = sign_in(client, Role.CONTENT_ADMIN)
    url, fields = form_of(client)
    fields |= {
        "summary": "A small\ntear.",
        "sources": "A book | https://example.org/a\nA paper | 10.1234/abc",
    }
    assert client.post(url, fields).status_code == 302
    article = what_it_is()
    assert (article.summary, article.content_version) == ("A small tear.", 2)
    assert article.sources == [
        {"label": "A book", "url": "https://example.org/a"},
        {"label": "A paper", "doi": "10.1234/abc"},
    ]
    assert article.versions.first().saved_by == curator
    assert "A small tear." in client.get("/learn/what-it-is/").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"body": "## One\n\nToo short.\n\n## Two"}, "Line 1: 4 words, not 400 to 900"),
        ({"body": f"## One\n\n{LONG}"}, "Line 1: fewer than 2"),
        ({"body": f"## One\n\n## Two\n\n{LONG}\n[x](article:none)"}, "Line 6: there is no article"),
        ({"body": f"## One\n\n## Two\n\n{LONG}\n<b>x</b>"}, "Line 6: no HTML here"),
        ({"sources": "A book |"}, "give one of them"),
        ({"sources": "A book"}, "A source needs words"),
        ({"sources": "A book | 10.5/abc"}, "is no DOI"),
        ({"sources": "A book | http://example.org"}, "is no address"),
        ({"sources": "| 10.1234/abc"}, "A source needs words"),
        ({"sources": " "}, "This field is required."),
        ({"conditions": "headache"}, "Select a valid choice"),
        ({"order": "0"}, "greater than or equal to 1"),
    ],
)
def test_wrong_edit_is_refused_beside_its_field(
    client: Client, change: dict[str, str], said: str
) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    url, fields = form_of(client)
    answer = client.post(url, fields | change)
    assert answer.status_code == 200
    assert said in answer.text.replace("&#x27;", "'")
    assert what_it_is().content_version == 1


def test_link_to_what_was_retired_is_refused(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    url, fields = form_of(client)
    Article.objects.filter(slug="when-to-get-help-now").update(status="retired")
    answer = client.post(url, fields)
    assert "there is no article" in answer.text


def test_new_words_make_a_draft_again_and_say_so(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    review = {"reviewer": "Ada", "reviewed_on": NOW.date(), "review_due_on": date(2027, 3, 2)}
    Article.objects.filter(slug="what-it-is").update(**review, status="published")
    url, fields = form_of(client)
    answer = client.post(url, fields | {"title": "A small tear"}, follow=True)
    assert "this is a draft again" in answer.text
    assert what_it_is().status == "draft"


def test_curator_adds_an_article(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    _, fields = form_of(client)
    fields = {name: value for name, value in fields.items() if not name.startswith("versions")}
    fields |= {
        "title": "Warm weather",
        "slug": "warm-weather",
        "versions-TOTAL_FORMS": "0",
        "versions-INITIAL_FORMS": "0",
    }
    assert client.post(f"{LIST}add/", fields).status_code == 302
    article = Article.objects.get(slug="warm-weather")
    assert (article.content_version, article.versions.count()) == (1, 1)
    assert load(now=NOW).without_file == ("warm-weather",)


def test_slug_stays_and_nothing_is_removed(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN)
    url, fields = form_of(client)
    client.post(url, fields | {"slug": "other"})
    assert Article.objects.filter(slug="what-it-is").exists()
    assert client.post(url.replace("change", "delete")).status_code == 403


def test_reviewer_reads_and_cannot_write(client: Client) -> None:
    sign_in(client, Role.CLINICAL_REVIEWER)
    url = f"{LIST}{what_it_is().pk}/change/"
    assert "really three muscles" in client.get(url).text
    assert client.post(url, {"title": "Other"}).status_code == 403
