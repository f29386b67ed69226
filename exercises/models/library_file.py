from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LibraryFile(models.Model):
    """A library file between the look at what it would do and the yes to it.

    In the database, so that any server of an installation finds it.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=255)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("library file")

    def __str__(self) -> str:
        return self.name
