"""An instant as the reader's own clock shows it."""

from datetime import datetime

from django.utils.timezone import get_current_timezone


def local(at: datetime) -> datetime:
    """In the zone that the middleware activated for whoever asks."""
    return at.astimezone(get_current_timezone())
