"""A reminder as a mail: plain text, neutral words, and a way to stop in the mail program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from recovery.explanations.reminder_words import REMINDER_WORDS, SUBJECT
from recovery.models import Reminder
from recovery.reminding.links import site, stop_address
from recovery.reminding.times import Kind


@contextmanager
def ready(reminder: Reminder) -> Iterator[Callable[[], object]]:
    """Reach the mail server, then hand it over. Raises what the mail server refuses it with."""
    connection = get_connection()
    message = compose(reminder, connection)
    connection.open()
    try:
        yield message.send
    finally:
        connection.close()


def compose(reminder: Reminder, connection: object) -> EmailMessage:
    kind = Kind(reminder.kind)
    words = REMINDER_WORDS[kind]
    stop = stop_address(reminder.patient.public_id, kind)
    page = {
        "words": words,
        "link": site(reverse(words.page)),
        "stop": stop,
        "settings": site(reverse("reminders")),
    }
    return EmailMessage(
        subject=str(SUBJECT),
        body=render_to_string("recovery/email/reminder_message.txt", page),
        to=[reminder.patient.email],
        connection=connection,
        headers=_headers(reminder, stop),
    )


def _headers(reminder: Reminder, stop: str) -> dict[str, str]:
    """RFC 8058's one click. The id is the reminder's own: one that came twice is known as one."""
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<reminder-{reminder.pk}@{host}>",
    }
