from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnlyQuerySet, RecordIsPermanent


class ProtocolVersionQuerySet(AppendOnlyQuerySet):
    def published(self) -> models.QuerySet["ProtocolVersion"]:
        """What a new plan may start from."""
        return self.filter(status=ProtocolVersion.Status.PUBLISHED)


class ProtocolVersion(models.Model):
    """One published protocol, exactly as it was reviewed. Only its status may change.

    text: the reviewed file. digest: SHA-256 of it.
    """

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="protocols_published",
    )

    objects = ProtocolVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("protocol version")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="protocol_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="protocol_version_from_1"),
            models.CheckConstraint(
                condition=Q(status__in=["published", "retired"]), name="protocol_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_status_only = set(kwargs.get("update_fields") or ()) == {"status"}
        if not self._state.adding and not is_status_only:
            raise RecordIsPermanent("A published protocol cannot be changed; publish a version.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RecordIsPermanent("A published protocol cannot be removed; retire it.")
