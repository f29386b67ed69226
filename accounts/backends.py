from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """Sign in by e-mail; fetch the signed-in person, roles and second factor in one query."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        user = super().authenticate(request, **credentials)
        return None if user is None or _is_out_of_place(user) else user

    def get_user(self, user_id: Any) -> User | None:
        rows = list(User.objects.with_standing().filter(pk=user_id))
        user = rows[0] if rows else None
        if user is None or _is_out_of_place(user) or not self.user_can_authenticate(user):
            return None
        user.remember_standing(rows)
        return user


def _is_out_of_place(user: User) -> bool:
    """The password of made-up people is public: outside a demonstration it opens nothing."""
    return user.is_demo and not settings.DEMO
