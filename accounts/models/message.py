from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet


class MessageQuerySet(AppendOnlyQuerySet):
    def unread_by(self, reader: object) -> MessageQuerySet:
        """What others wrote after the place up to which this person has read.

        `reader` is a key, or a reference to the key in an outer query.
        """
        read = Bookmark.objects.filter(patient=OuterRef("patient"), reader=_further_out(reader))
        place = Coalesce(Subquery(read.values("read_to")[:1]), 0)
        return self.exclude(written_by=reader).filter(GreaterThan(models.F("pk"), place))

    def counted(self) -> Coalesce:
        """How many there are, as a column of an outer query about one patient at a time."""
        number = self.order_by().values("patient").annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _further_out(reader: object) -> object:
    return OuterRef(reader) if isinstance(reader, OuterRef) else reader


class Message(AppendOnly):
    """One message in the thread that a patient shares with those who care for them.

    client_id: made by the page, so that the same message sent twice is stored once.
    """

    LONGEST = 2000

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.RESTRICT, related_name="messages_written"
    )
    text = models.CharField(max_length=LONGEST)
    sent_at = models.DateTimeField()
    client_id = models.CharField(max_length=64)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "written_by", "client_id"], name="message_sent_twice_once"
            ),
            models.CheckConstraint(condition=~Q(client_id=""), name="message_has_client_id"),
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="messages_of_patient")]

    def __str__(self) -> str:
        return f"{self.written_by}, {self.sent_at:%Y-%m-%d %H:%M}"


class Bookmark(models.Model):
    """How far one person has read one patient's thread.

    read_to: the key of the latest message they were shown, 0 before the first.
    mailed_at: since when a mail tells them of something new; None once they have read it.
    """

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks"
    )
    read_to = models.BigIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("place in a thread")
        verbose_name_plural = _("places in threads")
        constraints = [
            models.UniqueConstraint(fields=["patient", "reader"], name="bookmark_once_a_thread"),
            models.CheckConstraint(condition=Q(read_to__gte=0), name="bookmark_from_0"),
        ]
