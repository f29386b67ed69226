from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exercises.models.exercise import Exercise


class Progression(models.Model):
    """`easier` is the next easier exercise after `harder`."""

    harder = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="easier_links")
    easier = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="harder_links")

    class Meta:
        verbose_name = _("easier exercise")
        constraints = [
            models.UniqueConstraint(fields=["harder", "easier"], name="progression_once"),
            models.CheckConstraint(
                condition=~Q(harder=F("easier")), name="progression_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.harder} → {self.easier}"

    @classmethod
    def graph(cls) -> dict[str, list[str]]:
        """The slugs of the next easier exercises by slug, for all that have any link."""
        links: dict[str, list[str]] = {}
        for harder, easier in cls.objects.values_list("harder__slug", "easier__slug"):
            links.setdefault(harder, []).append(easier)
            links.setdefault(easier, [])
        return links
