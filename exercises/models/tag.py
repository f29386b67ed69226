from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tag(models.Model):
    """One word of a vocabulary that an exercise may have several of. Loaded from the taxonomy."""

    class Vocabulary(models.TextChoices):
        REGION = "region", _("body region")
        MUSCLE = "muscle", _("muscle")
        EQUIPMENT = "equipment", _("equipment")

    vocabulary = models.CharField(max_length=10, choices=Vocabulary.choices)
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(help_text=_("Its place in the list."))

    class Meta:
        verbose_name = _("tag")
        ordering = ["vocabulary", "place", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug"], name="tag_once_a_vocabulary"),
            models.CheckConstraint(
                condition=Q(vocabulary__in=["region", "muscle", "equipment"]),
                name="tag_vocabulary_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
