from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """Sign in by e-mail; fetch the signed-in person, roles and second factor in one query."""

    def user_can_authenticate(self, user: Any) -> bool:
        # The password of made-up people is public: outside a demonstration it opens nothing.
        if user.is_demo and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: Any) -> User | None:
        user = User.objects.with_standing().filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.remember_standing()
        return user
