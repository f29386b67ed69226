"""What the worker does. A task may come twice, late, or after its row is gone."""

from django.conf import settings
from django.utils import timezone

from accounts.models import Cover
from recovery.explanations import care_words
from recovery.models import Channel
from recovery.reminding import digest, mail, push
from recovery.services import covers, digests, last_weeks, reminder_sending, reminders

HANDS = {Channel.MAIL: mail.ready, Channel.PUSH: push.ready}


def queue_due_reminders() -> None:
    """Comes each minute; see `manage.py schedule_tasks`."""
    now = timezone.now()
    reminders.queue_due(now=now)
    reminders.forget_old(now=now)


def send_reminder(reminder_id: int) -> None:
    reminder_sending.send(reminder_id=reminder_id, now=timezone.now(), hands=HANDS)


def queue_due_digests() -> None:
    """Comes each minute, too."""
    digests.queue_due(now=timezone.now())


def close_finished_plans() -> None:
    """Comes each hour, since a day begins at another hour for everybody."""
    last_weeks.close_all_over(now=timezone.now())


def tell_of_cover(cover_id: int, what: str, site: str) -> None:
    people = Cover.objects.select_related("arranged_by", "ended_by")
    cover = people.filter(pk=cover_id).first()
    if cover is None:
        return
    say = care_words.cover_words if what == covers.BEGUN else care_words.cover_end_words
    covers.tell_patients(cover=cover, what=what, site=site, now=timezone.now(), say=say)


def tell_newcomers_of_cover() -> None:
    """Comes each minute, too."""
    covers.tell_newcomers(site=settings.SITE_URL, now=timezone.now(), say=care_words.cover_words)


def send_digest(clinician_id: int) -> None:
    digests.send(clinician_id=clinician_id, now=timezone.now(), mail=digest.mail)
