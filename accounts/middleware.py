"""What happens to every request of somebody signed in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import access

Answer = Callable[[HttpRequest], HttpResponse]
# Signing out, and the pages on which a second factor is set up.
ALWAYS_OPEN = ("/account/",)


def preferred_language(get_response: Answer) -> Answer:
    """Speak the language somebody chose, rather than that of a borrowed browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", None)
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return middleware


def second_factor(get_response: Answer) -> Answer:
    """Lead people who can see others' data, and have no second factor, to set one up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ALWAYS_OPEN) or not access.lacks_second_factor(request.user):
            return get_response(request)
        messages.warning(
            request,
            _("Your account can see other people's data. Set up a second step to sign in first."),
        )
        return redirect("mfa_index")

    return middleware
