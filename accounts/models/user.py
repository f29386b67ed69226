"""A person who can sign in. E-mail is the name; there is no username."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.local_time import validate_zone
from accounts.models.message import Message
from accounts.models.role import Role
from accounts.places import validate_country

RECOVERY_CODES = "recovery_codes"


def validate_language(code: str) -> None:
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("Choose a language from the list."), code="language")


class LowercaseEmailField(models.EmailField):
    """Kept and looked up in lower case: nobody remembers how they typed theirs."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return prepared.lower() if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person; without a password they set one through the reset mail."""
        if not email:
            raise ValueError("An e-mail address is needed.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_standing(self) -> models.QuerySet[User]:
        """People with second factor and unread messages: a row for each role somebody holds."""
        return self._standing.all()

    @cached_property
    def _standing(self) -> models.QuerySet[User]:
        """Put together once: every request of somebody signed in asks it."""
        factors = self.model.authenticator_set.rel.related_model.objects.filter(
            user=models.OuterRef("pk")
        ).exclude(type=RECOVERY_CODES)
        unread = Message.objects.filter(patient=models.OuterRef("pk")).unread_by(
            models.OuterRef("pk")
        )
        return self.order_by().annotate(
            held_role=models.F("role_grants__role"),
            holds_factor=models.Exists(factors),
            unread_messages=unread.counted(),
        )


class Theme(models.TextChoices):
    SYSTEM = "system", _("As my phone says")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    USUAL = "usual", _("Usual")
    LARGE = "large", _("Large")
    LARGEST = "largest", _("Very large")


class User(AbstractBaseUser, PermissionsMixin):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = LowercaseEmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("This e-mail is already used.")}
    )
    name = models.CharField(_("what to call you"), max_length=80)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[validate_country]
    )
    language = models.CharField(
        _("language"), max_length=16, default="en", validators=[validate_language]
    )
    theme = models.CharField(
        _("colours"),
        max_length=6,
        choices=Theme.choices,
        default=Theme.SYSTEM,
        db_default=Theme.SYSTEM,
    )
    text_size = models.CharField(
        _("text size"),
        max_length=7,
        choices=TextSize.choices,
        default=TextSize.USUAL,
        db_default=TextSize.USUAL,
    )
    consented_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    consent_version = models.CharField(_("agreed to version"), max_length=20, blank=True)
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    is_staff = models.BooleanField(
        _("staff"), default=False, help_text=_("May use the administration pages.")
    )
    is_demo = models.BooleanField(
        _("made up for the demonstration"),
        default=False,
        help_text=_("Can sign in only while demonstration mode is on."),
    )

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            # With the unique column this makes addresses unique whatever their case.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(consented_at__isnull=True, consent_version="")
                | (models.Q(consented_at__isnull=False) & ~models.Q(consent_version="")),
                name="consent_names_its_version",
            ),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="theme_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(text_size__in=TextSize.values), name="text_size_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Every role held, read once for each instance."""
        return frozenset(map(Role, self.role_grants.values_list("role", flat=True)))

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether an app or a passkey is set up; recovery codes alone do not count."""
        return self.authenticator_set.exclude(type=RECOVERY_CODES).exists()

    @cached_property
    def unread_messages(self) -> int:
        """How many messages of their care team this patient has not been shown yet."""
        return Message.objects.filter(patient=self).unread_by(self.pk).count()

    def has_role(self, role: Role) -> bool:
        return role in self.roles

    def remember_standing(self, rows: Iterable[User]) -> None:
        """Take roles and second factor from the rows of `with_standing` about this person."""
        self.roles = frozenset(Role(row.held_role) for row in rows if row.held_role)
        self.has_second_factor = self.holds_factor

    def forget_standing(self) -> None:
        """Read roles and second factor again when next asked for."""
        self.__dict__.pop("roles", None)
        self.__dict__.pop("has_second_factor", None)
