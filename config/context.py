"""What every template may know about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Whether this is the demonstration, so that pages can say so."""
    return {"is_demo": settings.DEMO}
