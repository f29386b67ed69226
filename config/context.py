"""What every template may know about the site itself."""

from django.conf import settings
from django.http import HttpRequest

from accounts import access


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, and whose desk it is.

    They are asked only where a page shows them: of some requests nobody is known.
    """
    return {
        "is_demo": settings.DEMO,
        "has_caseload": lambda: access.is_clinician(request.user),
        "has_own_day": lambda: access.is_patient(request.user),
        "has_texts": lambda: access.can_read_drafts(request.user),
    }
