"""The rules in words, open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import is_clinician
from recovery.explanations import rulebook
from recovery.presenters.desk_protocol import phase_blocks
from recovery.protocols import shipped_protocol


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its numbers and sources, and the limits of the protocol."""
    is_at_desk = is_clinician(request.user)
    protocol = shipped_protocol()
    context = {
        "current": "rules",
        "layout": "desk.html" if is_at_desk else "base.html",
        "is_at_desk": is_at_desk,
        "rules": rulebook.RULES,
        "protocol": protocol,
        "phases": phase_blocks(protocol, {}),
        "sources": rulebook.sources_with(protocol),
    }
    return render(request, "recovery/rules.html", context)
