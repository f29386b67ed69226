"""Rows that stay as they were written. The database's own referential actions aside."""

from typing import Any, NoReturn

from django.db import models


class RecordIsPermanent(TypeError):
    """Somebody tried to change or remove a row that must stay as it was written."""


class AppendOnlyQuerySet(models.QuerySet):
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
