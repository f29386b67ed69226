"""What the worker does. A task may come twice, or after its row is gone."""

from django.utils import timezone

from accounts import threads
from accounts.local_time import local_day
from accounts.models import Message, User


def tell_of_message(message_id: int, reader_id: int, site: str) -> None:
    message = Message.objects.select_related("patient").filter(pk=message_id).first()
    reader = User.objects.filter(pk=reader_id, is_active=True).first()
    if message is None or reader is None:
        return
    now = timezone.now()
    today = local_day(message.patient, now)
    threads.tell(message=message, reader=reader, site=site, now=now, today=today)
