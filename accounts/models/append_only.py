"""Rows that stay as they were written. The database's own referential actions aside."""

from collections.abc import Mapping
from typing import Any, NoReturn

from django.db import models


class RecordIsPermanent(TypeError):
    """Somebody tried to change or remove a row that must stay as it was written."""


class SentOtherwise(ValueError):
    """The same was sent before with other content. Nothing was stored."""


class AppendOnlyQuerySet(models.QuerySet):
    def keep_once(
        self, *, facts: Mapping[str, Any], noted: Mapping[str, Any], **sent_as: Any
    ) -> tuple[Any, bool]:
        """The row that was sent under this id, and whether it is new. Sent twice it is kept once.

        sent_as: what tells one sending from another; a constraint sees to it. facts: what has to
        be the same each time. noted: what is kept of the first time. Raises SentOtherwise.
        """
        row, is_new = self.get_or_create(**sent_as, defaults={**facts, **noted})
        if any(getattr(row, name) != value for name, value in facts.items()):
            raise SentOtherwise
        return row, is_new

    def update(self, **_fields: Any) -> NoReturn:
        raise RecordIsPermanent(f"A {self.model._meta.verbose_name} cannot be changed.")

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        self.update()

    def delete(self) -> NoReturn:
        raise RecordIsPermanent(f"A {self.model._meta.verbose_name} cannot be removed.")

    def forget(self) -> None:
        """Remove rows for good. For one use alone: somebody deletes their account."""
        self.order_by().select_related(None)._raw_delete(self.db)


class AppendOnly(models.Model):
    """Written once. Saving a stored row, or deleting it, raises RecordIsPermanent."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RecordIsPermanent(f"A {self._meta.verbose_name} cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RecordIsPermanent(f"A {self._meta.verbose_name} cannot be removed.")
