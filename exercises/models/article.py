from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises import articles
from exercises.models.reviewed import Reviewed, ReviewedQuerySet


class ArticleQuerySet(ReviewedQuerySet):
    def saying(self, words: str) -> ArticleQuerySet:
        """Those that have each of these words somewhere in what is read."""
        rows = self
        for word in words.split():
            in_text = Q(body__icontains=word) | Q(summary__icontains=word)
            rows = rows.filter(in_text | Q(title__icontains=word))
        return rows


class Article(Reviewed):
    """One thing to read, as curators and reviewers left it."""

    class Kind(models.TextChoices):
        ARTICLE = articles.Kind.ARTICLE, _("article")
        INTRODUCTION = articles.Kind.INTRODUCTION, _("introduction")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ARTICLE)
    title = models.CharField(_("title"), max_length=articles.LONGEST["title"])
    summary = models.CharField(_("summary"), max_length=articles.LONGEST["summary"])
    conditions = models.JSONField(_("conditions"), default=list, blank=True)
    phases = models.JSONField(_("phases"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(
        _("place in the order"), validators=[MinValueValidator(1)]
    )
    body = models.TextField(_("text"))

    objects = ArticleQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("article")
        ordering = ["order", "slug"]
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["article", "introduction"]), name="article_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~(Q(title="") | Q(summary="") | Q(body="")),
                name="article_has_its_words",
            ),
            models.CheckConstraint(condition=Q(order__gte=1), name="article_order_from_one"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    @property
    def read_sources(self) -> tuple[articles.Source, ...]:
        return tuple(articles.Source(**source) for source in self.sources)

    def content(self) -> articles.ArticleContent:
        plain = {name: getattr(self, name) for name in ARTICLE_FIELDS}
        return articles.ArticleContent(
            **plain,
            kind=articles.Kind(self.kind),
            conditions=tuple(self.conditions),
            phases=tuple(self.phases),
            sources=self.read_sources,
        )


ARTICLE_FIELDS = ("slug", "title", "summary", "order", "body", "author", "licence")
