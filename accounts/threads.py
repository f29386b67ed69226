"""The thread a patient shares with their care team: writing, reading, and the mail about it.

A message is stored once however often it is sent. Of what is new, everybody on the other side
gets one mail, and no further one until they have read it. The mail says that there is
something to read and where; neither whose it is nor what it says.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_q.tasks import async_task

from accounts import access, selectors
from accounts.models import Bookmark, Message, User

TELL = "accounts.tasks.tell_of_message"


class NobodyToRead(ValueError):
    """Nobody cares for this patient now, so nobody would read it. Nothing was stored."""


@transaction.atomic
def write(
    *, patient: User, text: str, client_id: str, by: User, site: str, now: datetime, today: date
) -> Message:
    """Store a message and ask for a mail to each reader on the other side.

    `site` is the address that the mail's link begins with; `today` the patient's day.
    Raises NobodyToRead, or SentOtherwise for other words under the same client id.
    """
    readers = _other_side(patient, by, today)
    if not readers:
        raise NobodyToRead
    message, is_new = Message.objects.keep_once(
        patient=patient,
        written_by=by,
        client_id=client_id,
        facts={"text": text},
        noted={"sent_at": now},
    )
    if is_new:
        _ask_for_mail(message, readers, site)
    return message


def _other_side(patient: User, by: User, today: date) -> list[User]:
    if by.pk != patient.pk:
        return [patient]
    return [care.clinician for care in selectors.care_team(patient, today)]


def _ask_for_mail(message: Message, readers: Iterable[User], site: str) -> None:
    for reader in readers:
        mark, _made = Bookmark.objects.get_or_create(patient=message.patient, reader=reader)
        if mark.mailed_at is None:
            async_task(TELL, message.pk, reader.pk, site)


def mark_read(*, patient: User, reader: User, up_to: Message) -> None:
    """Somebody was shown the thread up to this message; it never becomes unread again.

    Where nothing is new nothing is written: a look at a thread need not wait for a writer.
    """
    marks = Bookmark.objects.filter(patient=patient, reader=reader)
    if marks.filter(read_to__gte=up_to.pk).exists():
        return
    with transaction.atomic():
        Bookmark.objects.get_or_create(patient=patient, reader=reader)
        marks.filter(read_to__lt=up_to.pk).update(read_to=up_to.pk, mailed_at=None)


def has_written(*, by: User, client_id: str, to: Collection[UUID]) -> bool:
    """Whether this was sent to each of them before; `to` are public ids."""
    sent = Message.objects.filter(written_by=by, client_id=client_id)
    return bool(to) and sent.filter(patient__public_id__in=to).count() == len(to)


def go_on_reading(*, patient: User, reader: User, like: User) -> None:
    """Somebody who comes to a thread finds new what whoever was there before has not read."""
    thread = Message.objects.filter(patient=patient)
    unread = thread.unread_by(like.pk).order_by("pk").first()
    read = thread.filter(pk__lt=unread.pk) if unread else thread
    latest = read.order_by("-pk").first()
    if latest:
        mark_read(patient=patient, reader=reader, up_to=latest)


def tell(*, message: Message, reader: User, site: str, now: datetime, today: date) -> None:
    """Mail one reader that something new waits. Asked for twice, it mails once.

    Nobody is told who has read it meanwhile, or no longer cares for the patient. Were the
    claim made after the mail, a task given out twice would mail twice.
    """
    if not access.can_view_record(reader, message.patient, on=today):
        return
    unread = Bookmark.objects.filter(patient=message.patient, reader=reader, read_to__lt=message.pk)
    if not unread.filter(mailed_at=None).update(mailed_at=now):
        return
    try:
        _mail(reader, f"{site}/home/")
    except Exception:
        unread.filter(mailed_at=now).update(mailed_at=None)
        raise


def _mail(reader: User, link: str) -> None:
    facts = {"link": link, "is_patient": access.is_patient(reader)}
    language = reader.language if reader.language in dict(settings.LANGUAGES) else None
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = render_to_string("accounts/email/message_subject.txt", facts).strip()
        text = render_to_string("accounts/email/message_message.txt", facts)
    send_mail(subject, text, None, [reader.email])
