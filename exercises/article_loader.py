"""Brings the shipped articles into the database, without undoing what curators did there."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from exercises import editorial
from exercises.articles import ArticleContent, read_articles
from exercises.library import CONTENT
from exercises.models import Article, ArticleVersion
from exercises.shipped import Report, adopt, compare, stamp, version_fields
from exercises.storing import fill_article


def load(*, now: datetime, dry_run: bool = False, folder: Path = CONTENT) -> Report:
    """Load the articles of a content folder; a dry run does the same and takes it back.

    Raises ContentErrors, with nothing loaded, if anything is wrong.
    """
    files = read_articles(folder)
    with transaction.atomic():
        rows = {row.slug: row for row in Article.objects.all()}
        report = compare("articles", files, rows)
        for slug in (*report.created, *report.updated):
            _write(rows.get(slug, Article()), files[slug], now)
        adopt(files, rows, report.unchanged)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _write(row: Article, content: ArticleContent, now: datetime) -> None:
    fill_article(row, content)
    stamp(row, content, now)
    row.save()
    ArticleVersion.objects.create(article=row, **version_fields(row, content, now))
    editorial.take_back(rows=[row], by=None, now=now)
