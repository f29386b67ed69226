"""Reminders for tests that need the ids of their addresses."""

from accounts.models import User
from recovery.reminding.links import FEED, stop_token
from recovery.reminding.times import Kind
from recovery.services import reminders
from tests.factories import TODAY, noon

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/one"
KEYS = {"p256dh": "B" * 87, "auth": "a" * 22}


def reminder_ids(patient: User) -> dict[str, object]:
    """A calendar and a device of this patient, and what their addresses name."""
    settings = reminders.open_feed(patient=patient)
    device = reminders.add_device(patient=patient, endpoint=ENDPOINT, now=noon(TODAY), **KEYS)
    return {
        "device": device.pk,
        "feed": FEED.sign(settings.feed_key),
        "stop": stop_token(patient.public_id, Kind.CHECK_IN),
    }
