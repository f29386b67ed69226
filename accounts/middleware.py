"""What happens to every request of somebody signed in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import access

Answer = Callable[[HttpRequest], HttpResponse]
# Signing out, and the pages on which a second factor is set up.
ALWAYS_OPEN = ("/account/",)


def own_language_and_clock(get_response: Answer) -> Answer:
    """Show words and times as somebody chose, rather than as a borrowed browser would."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        if request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(request.user.time_zone):
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
