from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet


class NoteQuerySet(AppendOnlyQuerySet):
    def originals(self) -> NoteQuerySet:
        """Notes as they were first written, the newest first."""
        return self.filter(corrects=None).order_by("-pk")


class Note(AppendOnly):
    """Something those who care for a patient write for each other. Nobody else reads it.

    corrects: the note that this one puts right, always the first of its kind; the latest
    correction counts, and what stood before stays to be read.
    """

    LONGEST = 4000

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes_about_me"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes_written"
    )
    text = models.CharField(max_length=LONGEST)
    written_at = models.DateTimeField()
    client_id = models.CharField(max_length=64)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "written_by", "client_id"], name="note_sent_twice_once"
            ),
            models.CheckConstraint(condition=~Q(client_id=""), name="note_has_client_id"),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=~Q(patient=F("written_by")), name="note_by_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["patient", "-id"], name="notes_of_patient")]

    def __str__(self) -> str:
        return f"{self.written_by}, {self.written_at:%Y-%m-%d %H:%M}"
