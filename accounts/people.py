"""Who people are: signing up, roles, what they say about themselves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from accounts.models import Role, RoleGrant, User
from accounts.models.user import TextSize, Theme


@transaction.atomic
def grant_role(*, user: User, role: Role, by: User | None, now: datetime) -> RoleGrant:
    """Let somebody act in this role. Granting it twice changes nothing."""
    grant, _created = RoleGrant.objects.get_or_create(
        user=user, role=role, defaults={"granted_at": now, "granted_by": by}
    )
    user.forget_standing()
    return grant


@transaction.atomic
def withdraw_role(*, user: User, role: Role) -> None:
    """Take a role away; it ends with the next page."""
    user.role_grants.filter(role=role).delete()
    user.forget_standing()


@transaction.atomic
def enrol(
    *,
    email: str,
    name: str,
    roles: Iterable[Role],
    now: datetime,
    password: str | None = None,
    by: User | None = None,
    **fields: Any,
) -> User:
    """Somebody whose address is known to be theirs: no mail to confirm, roles from the start."""
    user = User.objects.create_user(email, password, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in roles:
        grant_role(user=user, role=role, by=by, now=now)
    return user


@transaction.atomic
def complete_sign_up(
    *, user: User, name: str, country: str, time_zone: str, language: str, now: datetime
) -> None:
    """Everybody who signs up is a patient and has agreed; other roles are granted."""
    user.consented_at = now
    user.consent_version = settings.CONSENT_VERSION
    describe(user=user, name=name, country=country, time_zone=time_zone, language=language)
    user.save(update_fields=["consented_at", "consent_version"])
    grant_role(user=user, role=Role.PATIENT, by=None, now=now)


@transaction.atomic
def describe(*, user: User, name: str, country: str, time_zone: str, language: str) -> None:
    """Change what somebody is called and where they live."""
    user.name, user.country = name, country
    user.time_zone, user.language = time_zone, language
    user.save(update_fields=["name", "country", "time_zone", "language"])


@transaction.atomic
def make_nameless(*, user: User) -> None:
    """Keep the row for what refers to it, and nothing in it that says who this was."""
    user.name = user.country = ""
    user.email = f"{user.public_id.hex}@deleted.invalid"
    user.time_zone, user.language = "UTC", settings.LANGUAGE_CODE
    user.theme, user.text_size = Theme.SYSTEM, TextSize.USUAL
    user.last_login, user.is_active = None, False
    user.set_unusable_password()
    user.save()


@transaction.atomic
def choose_look(*, user: User, theme: str, text_size: str) -> None:
    """Change how the pages look to them."""
    user.theme, user.text_size = theme, text_size
    user.save(update_fields=["theme", "text_size"])
