from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

from exercises.search import folded


class SearchText(models.TextField):
    """The words of the fields `of`, folded, written anew whenever the row is."""

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Here and not in `save`, which a bulk insert passes by."""
        values = [getattr(model_instance, name) for name in self.of]
        lines = [value if isinstance(value, str) else " ".join(value) for value in values]
        text = folded(" ".join(lines))
        setattr(model_instance, self.attname, text)
        return text
