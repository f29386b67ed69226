from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.append_only import AppendOnlyQuerySet, RecordIsPermanent
from exercises.models import Editorial, EditorialMove
from exercises.models.editorial import LIFE, SIGNED_OFF, EditorialQuerySet


class ProtocolVersionQuerySet(AppendOnlyQuerySet, EditorialQuerySet):
    def to_begin_with(self) -> "ProtocolVersionQuerySet":
        """What a new plan may follow; of each code the best comes last.

        Where drafts are shown, one steps in only while no version is signed off.
        """
        passed = Case(When(status__in=SIGNED_OFF, then=Value(1)), default=Value(0))
        return self.visible().alias(passed=passed).order_by("code", "passed", "version")

    def written_by(self, user: User) -> "ProtocolVersionQuerySet":
        return self.filter(saved_by=user)

    def latest_words_by(self, user: User) -> "ProtocolVersionQuerySet":
        return self.filter(saved_by=user)


class ProtocolVersion(Editorial):
    """One version of a protocol, exactly as it was written. Only its life goes on.

    text: the whole file. digest: SHA-256 of it.
    """

    code = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: loaded from the shipped files."),
    )

    objects = ProtocolVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("protocol version")
        ordering = ["code", "-version"]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(fields=["code", "version"], name="protocol_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="protocol_version_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"

    @property
    def number(self) -> int:
        return self.version

    def save(self, *args: Any, **kwargs: Any) -> None:
        changed = set(kwargs.get("update_fields") or ())
        if not self._state.adding and not (changed and changed <= set(LIFE)):
            raise RecordIsPermanent("A protocol's version cannot be changed; add another one.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RecordIsPermanent("A protocol's version cannot be removed; retire it.")


class ProtocolMove(EditorialMove):
    protocol_version = models.ForeignKey(
        ProtocolVersion, on_delete=models.PROTECT, related_name="moves"
    )
