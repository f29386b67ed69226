from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models.article import Article
from exercises.models.exercise import Exercise


class Version(models.Model):
    """The whole content as it stood, who saved it and when. Never changed."""

    version = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"))
    digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: loaded from the shipped files."),
    )

    class Meta:
        abstract = True
        verbose_name = _("version")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{_('version')} {self.version}"


class ExerciseVersion(Version):
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="versions")

    class Meta(Version.Meta):
        constraints = [
            models.UniqueConstraint(fields=["exercise", "version"], name="version_once"),
        ]


class ArticleVersion(Version):
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")

    class Meta(Version.Meta):
        constraints = [
            models.UniqueConstraint(fields=["article", "version"], name="article_version_once"),
        ]
