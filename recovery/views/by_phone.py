"""What a phone sends by itself: forms that were filled in where there was no network.

See docs/adr/0031-what-waits-on-the-phone.md.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import BY_PHONE

SENDING = "sending"
KEPT, CONFLICT = 204, 409


def kept(request: HttpRequest, to: str, *args: Any, said: str = "") -> HttpResponse:
    """The form is kept: lead on and say so, or tell the phone that it may let go of it.

    A phone lets go on this answer alone; any other leaves the form where it waits.
    """
    if request.headers.get(BY_PHONE) == SENDING:
        return HttpResponse(status=KEPT)
    if said:
        messages.success(request, said)
    return redirect(to, *args)


def not_taken(request: HttpRequest, template: str) -> HttpResponse:
    """A page that says why a good form cannot be kept now; the phone holds it, nothing is lost."""
    page = render(request, template, status=CONFLICT)
    page["Stepwise-Hold"] = "yes"
    return page
