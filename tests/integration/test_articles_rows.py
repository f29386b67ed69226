"""What the database refuses about an article, and loading the shipped ones into it."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from accounts.people import enrol
from exercises import articles
from exercises.article_loader import load
from exercises.editing import record_edit
from exercises.library import CONTENT
from exercises.models import Article, ArticleVersion
from exercises.shipped import Report
from exercises.yaml_source import ContentErrors

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)
SLUGS = ("pain-as-a-guide", "what-it-is", "when-to-get-help-now")
REVIEW = {
    "reviewer": "Ada, physiotherapist",
    "reviewed_on": date(2026, 3, 2),
    "review_due_on": date(2027, 3, 2),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("articles", "exercises"):
        (tmp_path / name).mkdir()
    shutil.copy(CONTENT / "taxonomy.yaml", tmp_path)
    for slug in SLUGS:
        shutil.copy(CONTENT / "articles" / f"{slug}.md", tmp_path / "articles")
    for slug in ("heel-dig", "two-leg-bridge"):
        shutil.copy(CONTENT / "exercises" / f"{slug}.yaml", tmp_path / "exercises")
    return tmp_path


@pytest.fixture
def curator() -> User:
    return enrol(email="curator@x.test", name="Cleo", roles=[Role.CONTENT_ADMIN], now=NOW)


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "articles" / "what-it-is.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def what_it_is() -> Article:
    return Article.objects.get(slug="what-it-is")


def edit_title(title: str, by: User) -> None:
    article = what_it_is()
    article.title = title
    article.save()
    assert record_edit(row=article, by=by, now=LATER)


# --- the shipped articles --------------------------------------------------------------
def test_rows_say_what_the_files_say() -> None:
    load(now=NOW)
    stored = {row.slug: row.content() for row in Article.objects.all()}
    assert stored == dict(articles.articles())


def test_what_is_shipped_is_a_draft_nobody_has_reviewed() -> None:
    load(now=NOW)
    states = Article.objects.values_list("status", "reviewer", "reviewed_on", "content_version")
    assert set(states) == {("draft", "", None, 1)}


def test_each_article_has_its_first_version_with_no_person() -> None:
    load(now=NOW)
    versions = ArticleVersion.objects.values_list("version", "saved_by", "saved_at")
    assert set(versions) == {(1, None, NOW)}
    assert versions.count() == Article.objects.count()


def test_second_load_changes_nothing(
    folder: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load(now=NOW, folder=folder)
    with django_assert_num_queries(3):  # a read, a savepoint and its release
        report = load(now=LATER, folder=folder)
    assert report == Report(what="articles", unchanged=SLUGS)
    assert set(Article.objects.values_list("updated_at", flat=True)) == {NOW}


def test_dry_run_says_the_same_and_writes_nothing(folder: Path) -> None:
    report = load(now=NOW, dry_run=True, folder=folder)
    assert report.created == SLUGS
    assert not Article.objects.exists()
    assert load(now=NOW, folder=folder) == report


def test_one_wrong_file_loads_nothing(folder: Path) -> None:
    rewrite(folder, "exercise:heel-dig", "exercise:toe-dig")
    with pytest.raises(ContentErrors, match=r"what-it-is\.md:\d+: there is no exercise 'toe-dig'"):
        load(now=NOW, folder=folder)
    assert not Article.objects.exists()


def test_changed_file_becomes_the_next_version_and_takes_back_the_sign_off(folder: Path) -> None:
    load(now=NOW, folder=folder)
    Article.objects.filter(slug="what-it-is").update(**REVIEW, status="published")
    rewrite(folder, "title: What a", "title: What is a")
    assert load(now=LATER, folder=folder).updated == ("what-it-is",)
    row = what_it_is()
    assert (row.title.split()[1], row.content_version, row.status) == ("is", 2, "draft")
    assert (row.created_at, row.updated_at) == (NOW, LATER)
    titles = row.versions.order_by("version").values_list("content__title", flat=True)
    assert [title.split()[1] for title in titles] == ["a", "is"]


def test_edit_is_kept_and_named_when_its_file_changes(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    edit_title("A small tear", curator)
    assert "what-it-is" in load(now=LATER, folder=folder).unchanged
    rewrite(folder, "title: What a", "title: What is a")
    report = load(now=LATER, folder=folder)
    assert (report.kept, report.updated) == (("what-it-is",), ())
    assert what_it_is().title == "A small tear"


def test_file_that_catches_up_with_an_edit_leads_again(folder: Path, curator: User) -> None:
    load(now=NOW, folder=folder)
    edit_title("A small tear", curator)
    rewrite(folder, "title: What a hamstring strain is", "title: A small tear")
    assert "what-it-is" in load(now=LATER, folder=folder).unchanged
    rewrite(folder, "title: A small tear", "title: A little tear")
    assert load(now=LATER, folder=folder).updated == ("what-it-is",)


def test_article_without_a_file_is_named_and_stays(folder: Path) -> None:
    load(now=NOW)
    (folder / "articles" / "pain-as-a-guide.md").unlink()
    rewrite(folder, "title: What a", "title: What is a")
    assert "pain-as-a-guide" in load(now=LATER, folder=folder).without_file
    assert Article.objects.filter(slug="pain-as-a-guide").exists()


# --- what a row may be -----------------------------------------------------------------
def change(**fields: Any) -> None:
    with transaction.atomic():
        Article.objects.filter(slug="what-it-is").update(**fields)


@pytest.mark.parametrize(
    ("constraint", "refused", "accepted"),
    [
        ("article_kind_is_known", {"kind": "poem"}, {"kind": "introduction"}),
        ("article_has_its_words", {"summary": ""}, {"summary": "A tear."}),
        ("article_order_from_one", {"order": 0}, {"order": 1}),
        ("article_status_is_known", {"status": "lost"}, {"status": "in_review"}),
        ("article_author_and_licence", {"author": ""}, {"author": "Ada"}),
        ("article_review_is_whole", {"reviewer": "Ada"}, REVIEW),
        ("article_due_after_review", REVIEW | {"review_due_on": date(2026, 3, 2)}, REVIEW),
        (
            "article_published_was_reviewed",
            {"status": "published"},
            REVIEW | {"status": "published"},
        ),
        ("article_reviewer_is_not_author", REVIEW | {"reviewer": "Stepwise"}, REVIEW),
        ("article_version_from_one", {"content_version": 0}, {"content_version": 1}),
    ],
)
def test_row_must_make_sense(
    constraint: str, refused: dict[str, Any], accepted: dict[str, Any]
) -> None:
    load(now=NOW)
    with pytest.raises(IntegrityError, match=constraint):
        change(**refused)
    change(**accepted)


def test_article_with_versions_cannot_be_removed() -> None:
    load(now=NOW)
    with pytest.raises(ProtectedError):
        what_it_is().delete()


def test_version_is_written_once() -> None:
    load(now=NOW)
    version = ArticleVersion.objects.first()
    version.pk = None
    with pytest.raises(IntegrityError):
        version.save()


def test_edit_is_the_next_version_with_who_and_when(curator: User) -> None:
    load(now=NOW)
    edit_title("A small tear", curator)
    latest = what_it_is().versions.first()
    assert (latest.version, latest.saved_by, latest.saved_at) == (2, curator, LATER)
    assert latest.content["title"] == "A small tear"
