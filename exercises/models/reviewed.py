from __future__ import annotations

from typing import Protocol, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.library import LONGEST
from exercises.models.editorial import Editorial, EditorialQuerySet

FIRST = Q(versions__version=1)
PRESENT = Q(versions__version=F("content_version"))


class Content(Protocol):
    """The words of a row as a plain value."""

    def as_dict(self) -> dict[str, object]: ...

    def digest(self) -> str: ...


class ReviewedQuerySet(EditorialQuerySet):
    def with_links(self) -> Self:
        """With everything `Reviewed.content` needs."""
        return self

    def written_by(self, user: User) -> Self:
        return self.filter(FIRST | PRESENT, versions__saved_by=user)

    def latest_words_by(self, user: User) -> Self:
        return self.filter(PRESENT, versions__saved_by=user)


class Reviewed(Editorial):
    """What curators write here, version after version: where it comes from, and its words."""

    slug = models.SlugField(_("slug"), max_length=LONGEST["slug"], unique=True)
    sources = models.JSONField(_("sources"), default=list)
    licence = models.CharField(_("licence"), max_length=LONGEST["licence"])

    content_version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    content_digest = models.CharField(max_length=64, editable=False)
    shipped_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Digest of the file this row was last loaded from; empty if from no file."),
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    updated_at = models.DateTimeField(_("updated"), editable=False)

    objects = ReviewedQuerySet.as_manager()

    class Meta(Editorial.Meta):
        abstract = True
        constraints = [
            *Editorial.Meta.constraints,
            models.CheckConstraint(
                condition=~(Q(author="") | Q(licence="")), name="%(class)s_author_and_licence"
            ),
            models.CheckConstraint(
                condition=Q(content_version__gte=1), name="%(class)s_version_from_one"
            ),
        ]

    @property
    def number(self) -> int:
        return self.content_version

    def content(self) -> Content:
        """This row as a plain value; read it `with_links` to save queries."""
        raise NotImplementedError
