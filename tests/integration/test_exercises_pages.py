"""The library as people read it, and as curators write it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from accounts.people import enrol
from exercises import figures, library
from exercises.loader import load
from exercises.models import Exercise, Progression

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("shipped_exercises"),
]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BACKEND = "accounts.backends.EmailBackend"
HEEL_DIG = "/exercises/heel-dig/"
LIST = "/admin/exercises/exercise/"
REVIEW = {
    "status": "published",
    "reviewer": "Ada, physiotherapist",
    "reviewed_on": date(2026, 3, 2),
    "review_due_on": date(2027, 3, 2),
}


def sign_in(client: Client, *roles: Role, staff: bool = False) -> User:
    """A demo person, so that no second factor is asked for."""
    user = enrol(
        email=f"{'-'.join(roles)}@x.test",
        name="Nia",
        roles=roles,
        now=NOW,
        is_demo=True,
        is_staff=staff,
    )
    client.force_login(user, backend=BACKEND)
    return user


def words(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


# --- readers ---------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["/exercises/", HEEL_DIG])
def test_stranger_is_sent_to_sign_in(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={url}")


@pytest.mark.parametrize("url", ["/exercises/", HEEL_DIG])
def test_pages_are_only_read(client: Client, url: str) -> None:
    sign_in(client, Role.PATIENT)
    assert client.post(url).status_code == 405


def test_list_links_every_exercise_on_one_of_its_pages(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    pages = range(1, -(-len(library.library()) // 24) + 1)
    shown = "".join(words(client, f"/exercises/?page={page}") for page in pages)
    missing = [slug for slug in library.library() if shown.count(f'href="/exercises/{slug}/"') != 1]
    assert missing == []


def test_page_says_everything_about_the_exercise(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, HEEL_DIG)
    content = library.library()["heel-dig"]
    said = [
        content.name, content.purpose, content.cue, content.breathing, content.safety,
        *content.other_names, *content.prepare, *content.steps, *content.mistakes,
        *content.when_not_to, *content.sources,
    ]  # fmt: skip
    assert [text for text in said if text not in page] == []
    assert "3 sets of 5. Hold each for 5 seconds. One side at a time." in page
    assert 'href="/exercises/two-leg-bridge/"' in page


def test_empty_library_says_so(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    Exercise.objects.update(status="retired")
    assert "No exercises yet" in words(client, "/exercises/")


def test_draft_says_that_nobody_signed_it_off(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert "Draft for clinical sign-off" in words(client, HEEL_DIG)
    Exercise.objects.filter(slug="heel-dig").update(**REVIEW)
    page = words(client, HEEL_DIG)
    assert "Draft for clinical sign-off" not in page
    assert "Reviewed by Ada, physiotherapist on March 2, 2026." in page


def test_retired_exercise_is_gone_everywhere(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    Exercise.objects.filter(slug="heel-dig").update(status="retired")
    words(client, HEEL_DIG, status=404)
    assert HEEL_DIG not in words(client, "/exercises/")
    assert HEEL_DIG not in words(client, "/exercises/two-leg-bridge/")


def test_figure_shows_the_side_that_the_address_names(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    left, right, none, unknown = (
        words(client, HEEL_DIG + query) for query in ("?side=left", "?side=right", "", "?side=up")
    )
    turned = "scale(-1 1)"
    assert [turned in page for page in (left, right, none, unknown)] == [True, False, False, False]
    assert "Shown on the left" in left
    assert "Shown on the right" in right
    assert "Shown on" not in none
    assert unknown == none


def test_neighbours_keep_the_side_and_show_their_figure(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    page = words(client, f"{HEEL_DIG}?side=left")
    assert 'href="/exercises/two-leg-bridge/?side=left"' in page
    assert 'class="thumb mirrored" src="/static/img/figures/two-leg-bridge.svg"' in page
    assert 'href="/exercises/two-leg-bridge/"' in words(client, HEEL_DIG)


def test_page_holds_the_sheet_for_paper(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert figures.draw_sheet("heel-dig") in client.get(HEEL_DIG).content.decode()


def test_exercise_without_a_figure_has_a_page_and_a_card(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    Exercise.objects.filter(slug="heel-dig").update(slug="toe-tap")
    assert 'class="fig"' not in words(client, "/exercises/toe-tap/")
    assert 'href="/exercises/toe-tap/"' in words(client, "/exercises/?q=heel+dig")


def test_unknown_exercise_is_not_found(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    words(client, "/exercises/moon-walk/", status=404)


def test_patient_and_therapist_keep_their_own_frame(client: Client) -> None:
    sign_in(client, Role.PATIENT)
    assert 'class="tabs"' in words(client, HEEL_DIG)
    sign_in(client, Role.CLINICIAN)
    page = words(client, HEEL_DIG)
    assert 'class="tabs"' not in page
    assert 'class="rail"' in page


@pytest.mark.parametrize(("url", "queries"), [("/exercises/", 5), (HEEL_DIG, 8)])
def test_few_queries(
    client: Client, url: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, Role.PATIENT)
    with django_assert_num_queries(queries):  # session and person are two of them
        client.get(url)


# --- curators --------------------------------------------------------------------------
def form_of(client: Client, slug: str) -> tuple[str, dict[str, object]]:
    """The address of an exercise's form and what its fields hold, as a browser would send."""
    url = f"{LIST}{Exercise.objects.get(slug=slug).pk}/change/"
    context = client.get(url).context
    fields = _filled(context["adminform"].form)
    for group in context["inline_admin_formsets"]:
        for form in (group.formset.management_form, *group.formset.forms):
            fields |= _filled(form)
    return url, fields


def _filled(form: object) -> dict[str, object]:
    held = {bound.html_name: bound.value() for bound in form}  # type: ignore[attr-defined]
    return {name: value for name, value in held.items() if value is not None and value is not False}


def test_curator_finds_an_exercise(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    page = words(client, f"{LIST}?q=heel+press")
    assert "Heel dig" in page
    assert "Side plank" not in page
    equipment = Exercise.objects.get(slug="prone-band-curl").equipment.get()
    page = words(client, f"{LIST}?equipment__id__exact={equipment.pk}")
    assert "Band hamstring curl" in page
    assert "Heel dig" not in page


def test_curator_edits_lists_one_line_each(client: Client) -> None:
    curator = sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "two-leg-bridge")
    assert fields["steps"].count("\n") == 3
    fields |= {"steps": "Lift.\n\n  Hold   still.\r\nLower.", "cue": "Push the\nfloor."}
    assert client.post(url, fields).status_code == 302
    exercise = Exercise.objects.get(slug="two-leg-bridge")
    assert exercise.steps == ["Lift.", "Hold still.", "Lower."]
    assert (exercise.cue, exercise.content_version) == ("Push the floor.", 2)
    assert exercise.versions.first().saved_by == curator
    assert [row.slug for row in exercise.easier.all()] == ["heel-dig"]


def test_saving_unchanged_is_no_version(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "two-leg-bridge")
    assert client.post(url, fields).status_code == 302
    assert Exercise.objects.get(slug="two-leg-bridge").content_version == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": "1\n2\n3\n4\n5\n6"}, "6 lines are too many: at most 5."),
        ({"steps": " \n "}, "This field is required."),
        ({"figure_alt": ""}, "This field is required."),
        ({"dose_sets": "0"}, "greater than or equal to 1"),
    ],
)
def test_wrong_edit_is_refused_beside_its_field(
    client: Client, change: dict[str, str], said: str
) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "two-leg-bridge")
    answer = client.post(url, fields | change)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Exercise.objects.get(slug="two-leg-bridge").content_version == 1


def test_circle_of_easier_exercises_is_refused(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "heel-dig")
    harder = Exercise.objects.get(slug="bridge-walk-out")
    fields |= {"easier_links-TOTAL_FORMS": "1", "easier_links-0-easier": harder.pk}
    answer = client.post(url, fields)
    assert answer.status_code == 200
    assert "run in a circle" in answer.content.decode()
    assert not Progression.objects.filter(easier=harder, harder__slug="heel-dig").exists()


def test_link_that_makes_no_circle_is_accepted(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "heel-dig")
    easier = Exercise.objects.get(slug="heel-slide")
    fields |= {"easier_links-TOTAL_FORMS": "1", "easier_links-0-easier": easier.pk}
    assert client.post(url, fields).status_code == 302
    exercise = Exercise.objects.get(slug="heel-dig")
    assert [row.slug for row in exercise.easier.all()] == ["heel-slide"]
    assert exercise.content_version == 2


def test_new_words_make_a_draft_again_and_say_so(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    Exercise.objects.filter(slug="heel-dig").update(**REVIEW)
    url, fields = form_of(client, "heel-dig")
    answer = client.post(url, fields | {"cue": "Press a grape."}, follow=True)
    assert "this is a draft again" in answer.content.decode()
    assert Exercise.objects.get(slug="heel-dig").status == "draft"


def test_status_and_review_are_not_written_by_hand(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "heel-dig")
    assert fields.keys().isdisjoint(REVIEW)
    written = {name: str(value) for name, value in REVIEW.items()}
    assert client.post(url, fields | written).status_code == 302
    assert Exercise.objects.get(slug="heel-dig").status == "draft"
    assert 'href="/curate/exercises/heel-dig/"' in words(client, url)


def test_an_author_who_is_the_reviewer_is_refused_beside_the_field(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    Exercise.objects.filter(slug="heel-dig").update(**REVIEW)
    url, fields = form_of(client, "heel-dig")
    answer = client.post(url, fields | {"author": REVIEW["reviewer"]})
    assert "somebody other than the author" in answer.content.decode()


def test_curator_adds_an_exercise(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    _, fields = form_of(client, "heel-dig")
    fields = {name: value for name, value in fields.items() if not name.startswith("versions")}
    fields |= {
        "name": "Toe tap",
        "slug": "toe-tap",
        "easier_links-TOTAL_FORMS": "0",
        "versions-TOTAL_FORMS": "0",
        "versions-INITIAL_FORMS": "0",
    }
    assert client.post(f"{LIST}add/", fields).status_code == 302
    exercise = Exercise.objects.get(slug="toe-tap")
    assert (exercise.content_version, exercise.versions.count()) == (1, 1)
    assert load(now=NOW).without_file == ("toe-tap",)


def test_slug_stays_and_nothing_is_removed(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, fields = form_of(client, "heel-dig")
    client.post(url, fields | {"slug": "other"})
    assert Exercise.objects.filter(slug="heel-dig").exists()
    assert client.post(url.replace("change", "delete")).status_code == 403


def test_reviewer_reads_and_cannot_write(client: Client) -> None:
    sign_in(client, Role.CLINICAL_REVIEWER, staff=True)
    url = f"{LIST}{Exercise.objects.get(slug='heel-dig').pk}/change/"
    assert "Press that heel down" in words(client, url)
    assert client.post(url, {"name": "Other"}).status_code == 403


@pytest.mark.parametrize("role", [Role.PATIENT, Role.CLINICIAN])
def test_others_find_no_administration(client: Client, role: Role) -> None:
    sign_in(client, role)
    assert client.get(LIST).status_code in {302, 404}
    assert client.get(LIST, follow=True).status_code == 404


def test_administration_has_no_inline_script_or_style(client: Client) -> None:
    sign_in(client, Role.CONTENT_ADMIN, staff=True)
    url, _ = form_of(client, "heel-dig")
    page = words(client, url)
    assert "<script>" not in page
    assert ' style="' not in page
    assert "<style" not in page
