"""Where texts live: what waits for whom, one text's steps, and where it is used."""

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from exercises import editorial
from exercises.editing import record_edit
from exercises.editorial import MoveRefused, Refusal, Review
from exercises.models import Article, Exercise, ExerciseVersion
from recovery.models import ProtocolVersion
from recovery.protocols import shipped_path, shipped_protocol, to_text
from recovery.services import protocols
from tests import factories as make
from tests.factories import TODAY, noon
from tests.second_factors import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = noon(TODAY)
HEEL_DIG = "/curate/exercises/heel-dig/"
VERSION = shipped_protocol().version
PROTOCOL = f"/curate/protocols/hamstring-strain/{VERSION}/"
REVIEW = {
    "version": "1",
    "profession": "physiotherapist",
    "reviewed_on": "2026-03-02",
    "review_due_on": "2027-03-02",
    "comment": "Sound.",
}
PUBLISHED = {**REVIEW, "version": str(VERSION), "move": "publish"}
HOME_QUERIES, TEXTS_QUERIES = 6, 6


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def protocol(shipped_articles: None, db: None) -> None:
    make.make_protocol_version()


@pytest.fixture
def curator(db: None) -> User:
    return person("Cleo", Role.CONTENT_ADMIN)


@pytest.fixture
def reviewer(client: Client) -> User:
    """Signed in."""
    reviewer = person("Rae", Role.CLINICAL_REVIEWER)
    client.force_login(reviewer)
    return reviewer


def person(name: str, *roles: Role) -> User:
    user = make.make_user(name, *roles)
    give_app(user)
    return user


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def text(slug: str = "heel-dig") -> Exercise:
    return Exercise.objects.get(slug=slug)


def passed(row: object, curator: User, reviewer: User, *, due_on: date) -> None:
    editorial.submit(row=row, by=curator, now=NOW)
    review = Review(
        version=row.number, profession="doctor", reviewed_on=TODAY, due_on=TODAY + timedelta(days=1)
    )
    editorial.publish(row=row, by=reviewer, now=NOW, comment="Sound.", review=review)
    type(row).objects.filter(pk=row.pk).update(
        reviewed_on=due_on - timedelta(days=365), review_due_on=due_on
    )


def edit(row: Exercise, by: User, cue: str) -> None:
    row.cue = cue
    row.save()
    record_edit(row=row, by=by, now=NOW)


class TestHome:
    def test_a_reviewer_sees_what_waits_but_nothing_of_their_own(
        self, client: Client, curator: User
    ) -> None:
        both = person("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        client.force_login(both)
        own = text("heel-slide")
        edit(own, both, "Slide like a sledge.")
        for row in (text(), own):
            editorial.submit(row=row, by=curator, now=NOW)
        page = words(client, "/curate/")
        assert "1 text waits for your review" in page
        assert f'href="{HEEL_DIG}"' in page
        assert 'href="/curate/exercises/heel-slide/"' not in page

    def test_overdue_due_soon_and_later_are_told_apart(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        days = {"heel-dig": -1, "heel-slide": 0, "wall-sit": 30, "bird-dog": 31}
        for slug, ahead in days.items():
            passed(text(slug), curator, reviewer, due_on=TODAY + timedelta(days=ahead))
        page = words(client, "/curate/")
        overdue, soon = page.index('id="overdue"'), page.index('id="due_soon"')
        assert overdue < page.index("/curate/exercises/heel-dig/") < soon
        assert soon < page.index("/curate/exercises/heel-slide/")
        assert soon < page.index("/curate/exercises/wall-sit/")
        assert "/curate/exercises/bird-dog/" not in page

    def test_a_curator_finds_the_drafts_they_wrote_last(
        self, client: Client, curator: User
    ) -> None:
        edit(text(), curator, "Press a grape.")
        client.force_login(curator)
        mine = words(client, "/curate/").split('id="mine"')[1].split("</section>")[0]
        assert "Heel dig" in mine
        assert mine.count("<li>") == 1

    def test_six_queries_with_five_thousand_exercises(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        crowd(5000, curator)
        everything = Exercise.objects.count() + Article.objects.count() + 1
        with CaptureQueriesContext(connection) as asked:
            page = words(client, "/curate/")
        assert len(asked) <= HOME_QUERIES, "\n".join(query["sql"][:200] for query in asked)
        assert "10 texts or more wait for your review" in page
        with CaptureQueriesContext(connection) as asked:
            assert f"{everything} texts" in words(client, "/curate/texts/")
        assert len(asked) <= TEXTS_QUERIES, "\n".join(query["sql"][:200] for query in asked)


class TestList:
    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ("kind=articles&q=pain+as+a+guide", 1),
            ("kind=protocols", 1),
            ("q=heel+dig", 2),
            ("q=heel+dig&kind=protocols", 0),
            ("status=published", 0),
        ],
    )
    def test_kind_status_and_name_narrow_it(
        self, client: Client, reviewer: User, query: str, number: int
    ) -> None:
        page = words(client, f"/curate/texts/?{query}")
        assert page.count('class="who"') == number

    def test_pages_keep_what_was_asked(self, client: Client, reviewer: User) -> None:
        page = words(client, "/curate/texts/?status=draft")
        assert 'href="?status=draft&amp;page=2"' in page


class TestSteps:
    def test_a_reviewer_publishes_under_their_name(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        editorial.submit(row=text(), by=curator, now=NOW)
        page = words(client, HEEL_DIG)
        assert page.count('class="button"') == 1
        assert 'name="move" value="publish"' in page
        answer = client.post(HEEL_DIG, {**REVIEW, "move": "publish"}, follow=True)
        assert "Published under your name." in answer.text
        assert "Rae, physiotherapist" in answer.text
        assert text().status == "published"

    def test_a_curator_submits_and_is_offered_no_review(
        self, client: Client, curator: User
    ) -> None:
        client.force_login(curator)
        page = words(client, HEEL_DIG)
        assert 'value="submit"' in page
        assert 'name="profession"' not in page
        client.post(HEEL_DIG, {"move": "submit", "version": "1"})
        assert text().status == "in_review"

    def test_a_curator_cannot_send_a_publication(self, client: Client, curator: User) -> None:
        editorial.submit(row=text(), by=curator, now=NOW)
        client.force_login(curator)
        assert client.post(HEEL_DIG, {**REVIEW, "move": "publish"}).status_code == 422
        assert text().status == "in_review"

    def test_own_words_say_why_somebody_else_reviews_them(self, client: Client) -> None:
        both = person("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        client.force_login(both)
        edit(text(), both, "Press a grape.")
        editorial.submit(row=text(), by=both, now=NOW)
        page = words(client, HEEL_DIG)
        assert "Somebody else has to review them." in page
        assert 'value="publish"' not in page
        answer = client.post(HEEL_DIG, {**REVIEW, "version": "2", "move": "publish"})
        assert answer.status_code == 422

    def test_words_that_changed_meanwhile_are_a_conflict_and_nothing_is_lost(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        editorial.submit(row=text(), by=curator, now=NOW)
        edit(text(), curator, "Press a grape.")
        answer = client.post(HEEL_DIG, {**REVIEW, "move": "publish"})
        assert answer.status_code == 409
        assert "The words changed while you were reading." in answer.text
        assert ">Sound.</textarea>" in answer.text.replace("\n", "")
        assert text().status == "in_review"

    def test_an_unknown_step_is_refused(self, client: Client, reviewer: User) -> None:
        answer = client.post(HEEL_DIG, {**REVIEW, "move": "leap"})
        assert answer.status_code == 422
        assert 'id="move-error"' in answer.text

    @pytest.mark.parametrize("path", ["exercises/none", "articles/none", "protocols/none/1"])
    def test_what_is_not_there_is_not_found(
        self, client: Client, reviewer: User, path: str
    ) -> None:
        assert client.get(f"/curate/{path}/").status_code == 404


class TestRecord:
    def test_what_changed_since_it_was_passed_is_shown_in_words(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        passed(text(), curator, reviewer, due_on=date(2027, 3, 2))
        cue = text().cue
        edit(text(), curator, f"{cue} Gently.")
        edit(text(), curator, f"{cue} Slowly.")
        page = words(client, HEEL_DIG)
        assert "From version 1 to version 3" in page
        assert '<ins><span class="vh">new: </span>Slowly. </ins>' in page
        assert "Sign-off ended with new words" in page
        page = words(client, f"{HEEL_DIG}?from=2&to=3")
        assert '<del><span class="vh">taken out: </span>Gently. </del>' in page

    @pytest.mark.parametrize("asked", ["from=7&to=9", "from=x&to=1", "from=2"])
    def test_versions_there_are_not_are_passed_over(
        self, client: Client, curator: User, reviewer: User, asked: str
    ) -> None:
        edit(text(), curator, "Press a grape.")
        assert "From version 1 to version 2" in words(client, f"{HEEL_DIG}?{asked}")

    def test_an_exercise_says_where_it_is_used(self, client: Client, reviewer: User) -> None:
        make.make_plan(days=1)
        Article.objects.filter(slug="what-it-is").update(body="See [this](exercise:heel-dig).")
        page = words(client, HEEL_DIG)
        assert "1 open plan follows a protocol that has it." in page
        assert "Bridge: 1" in page
        assert 'href="/curate/articles/what-it-is/"' in page
        assert 'href="/curate/exercises/two-leg-bridge/"' in page

    def test_an_article_names_the_phases_that_offer_it(
        self, client: Client, reviewer: User
    ) -> None:
        page = words(client, "/curate/articles/what-it-is/")
        assert PROTOCOL in page
        assert "Protect" in page


class TestProtocols:
    def version(self) -> ProtocolVersion:
        return ProtocolVersion.objects.get(code="hamstring-strain", version=VERSION)

    def next_version(self, by: User) -> ProtocolVersion:
        row = self.version()
        newer = row.text.replace(f"\nversion: {VERSION}\n", f"\nversion: {VERSION + 1}\n")
        version, _ = protocols.add(text=newer, now=NOW, by=by)
        return version

    def publish(self, row: ProtocolVersion, by: User) -> None:
        review = Review(
            version=row.number, profession="doctor", reviewed_on=TODAY, due_on=date(2027, 3, 2)
        )
        protocols.publish(row=row, by=by, now=NOW, comment="Sound.", review=review)

    def test_it_is_published_on_its_page(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        editorial.submit(row=self.version(), by=curator, now=NOW)
        assert client.post(PROTOCOL, PUBLISHED).status_code == 302
        row = self.version()
        assert (row.status, row.reviewer) == ("published", "Rae, physiotherapist")
        assert row.text == to_text(shipped_path())

    def test_a_retired_part_keeps_it_from_being_published_and_is_named(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        editorial.submit(row=self.version(), by=curator, now=NOW)
        Exercise.objects.filter(slug="heel-dig").update(status="retired")
        Article.objects.filter(slug="what-it-is").update(status="retired")
        with pytest.raises(MoveRefused) as refused:
            self.publish(self.version(), reviewer)
        assert refused.value.refusal is Refusal.PARTS_NOT_SHOWN
        assert refused.value.parts == ("Heel dig", "What a hamstring strain is")
        assert "what people do not see: Heel dig, What a hamstring" in words(client, PROTOCOL)
        answer = client.post(PROTOCOL, PUBLISHED)
        assert answer.status_code == 422
        assert self.version().status == "in_review"

    def test_without_drafts_its_parts_are_passed_first(
        self, curator: User, reviewer: User, settings
    ) -> None:
        settings.SHOW_DRAFTS = False
        editorial.submit(row=self.version(), by=curator, now=NOW)
        with pytest.raises(MoveRefused) as refused:
            self.publish(self.version(), reviewer)
        assert "Heel dig" in refused.value.parts

    def test_whoever_added_a_version_does_not_review_it(self, curator: User) -> None:
        both = person("Bo", Role.CONTENT_ADMIN, Role.CLINICAL_REVIEWER)
        newer = self.next_version(both)
        editorial.submit(row=newer, by=curator, now=NOW)
        with pytest.raises(MoveRefused) as refused:
            self.publish(newer, both)
        assert refused.value.refusal is Refusal.OWN_WORDS

    def test_a_new_version_leaves_running_plans_on_theirs(
        self, client: Client, curator: User, reviewer: User
    ) -> None:
        running = make.make_plan(days=1)
        newer = self.next_version(curator)
        editorial.submit(row=newer, by=curator, now=NOW)
        self.publish(newer, reviewer)
        running.refresh_from_db()
        assert running.protocol_version == self.version()
        assert protocols.latest("hamstring-strain") == newer
        assert "1 open plan follows this version." in words(client, PROTOCOL)
        page = words(client, f"/curate/protocols/hamstring-strain/{VERSION + 1}/")
        assert "0 open plans follow this version." in page
        assert f'<ins><span class="vh">new: </span>{VERSION + 1} </ins>' in page

    def test_a_draft_steps_in_only_while_nothing_is_signed_off(
        self, curator: User, reviewer: User
    ) -> None:
        editorial.submit(row=self.version(), by=curator, now=NOW)
        self.publish(self.version(), reviewer)
        self.next_version(curator)
        assert protocols.latest("hamstring-strain") == self.version()


class TestDueReviews:
    def test_what_is_past_its_day_is_marked_once(self, curator: User, reviewer: User) -> None:
        passed(text(), curator, reviewer, due_on=TODAY - timedelta(days=1))
        passed(text("heel-slide"), curator, reviewer, due_on=TODAY)
        article = Article.objects.get(slug="what-it-is")
        passed(article, curator, reviewer, due_on=TODAY - timedelta(days=1))
        assert marked() == "Review due now: 1 exercises, 1 articles, 0 protocols.\n"
        assert (text().status, text("heel-slide").status) == ("review_due", "published")
        assert text().reviewer == "Rae, doctor"
        assert marked() == "Review due now: 0 exercises, 0 articles, 0 protocols.\n"


def marked() -> str:
    out = StringIO()
    call_command("mark_reviews_due", stdout=out)
    return out.getvalue()


def crowd(count: int, curator: User) -> None:
    """So many exercises more, a third in review and a third past their day."""
    like = text()
    rows = []
    for number in range(count):
        status = ("draft", "in_review", "review_due")[number % 3]
        due = TODAY - timedelta(days=number % 99) if status == "review_due" else None
        rows.append(
            Exercise(
                **{
                    field.attname: getattr(like, field.attname)
                    for field in Exercise._meta.concrete_fields
                    if field.attname not in ("id", "slug", "name")
                }
                | {
                    "slug": f"copy-{number}",
                    "name": f"Copy {number}",
                    "status": status,
                    "reviewer": "Rae, doctor" if due else "",
                    "reviewed_on": due and due - timedelta(days=365),
                    "review_due_on": due,
                }
            )
        )
    Exercise.objects.bulk_create(rows)
    ExerciseVersion.objects.bulk_create(
        ExerciseVersion(
            exercise=row, version=1, content={}, digest="", saved_at=NOW, saved_by=curator
        )
        for row in rows
    )
