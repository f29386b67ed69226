"""What somebody wishes to be reminded of, each reminder that came of it, and where to."""

from collections.abc import Iterable
from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recovery.reminding import times

ALL_DAYS, WEEKDAYS = 0b1111111, 0b0011111  # Monday is the lowest bit


def bits_of(days: Iterable[int]) -> int:
    return sum(1 << (day - 1) for day in days)


def days_of(bits: int) -> frozenset[int]:
    """The ISO weekdays of a number that holds a bit for each."""
    return frozenset(day for day in range(1, 8) if bits & 1 << (day - 1))


class Channel(models.TextChoices):
    MAIL = "mail", _("By e-mail")
    PUSH = "push", _("As a notification")


class ReminderSettings(models.Model):
    """One row a patient. With no way to reach them ticked, nothing comes.

    zone: their time zone when `next_at` was worked out; next_at: when to look again.
    feed_key: half of the secret in the calendar's address; None while there is no calendar.
    """

    patient = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_settings"
    )
    check_in_by_mail = models.BooleanField(default=False)
    check_in_by_push = models.BooleanField(default=False)
    check_in_at = models.TimeField(default=time(8))
    check_in_days = models.PositiveSmallIntegerField(default=ALL_DAYS)
    repeat_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    break_by_mail = models.BooleanField(default=False)
    break_by_push = models.BooleanField(default=False)
    break_in_calendar = models.BooleanField(default=False)
    break_every = models.PositiveSmallIntegerField(default=60)
    break_from = models.TimeField(default=time(9))
    break_until = models.TimeField(default=time(17))
    break_days = models.PositiveSmallIntegerField(default=WEEKDAYS)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    feed_key = models.CharField(max_length=43, null=True, blank=True, unique=True)
    zone = models.CharField(max_length=64, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("reminder settings")
        verbose_name_plural = _("reminder settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(check_in_days__range=(0, ALL_DAYS), break_days__range=(0, ALL_DAYS)),
                name="reminder_days_are_days",
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="reminder_quiet_has_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(repeat_hours=None) | Q(repeat_hours__range=(1, 23)),
                name="reminder_repeat_is_hours",
            ),
            models.CheckConstraint(
                condition=Q(break_every__range=(15, 480)) & Q(break_from__lt=F("break_until")),
                name="reminder_breaks_fit_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.patient}"

    def channels(self, kind: times.Kind) -> list[Channel]:
        """The ways in which a reminder of this kind goes out."""
        about = "break" if kind is times.Kind.BREAK else "check_in"
        return [one for one in Channel if getattr(self, f"{about}_by_{one.value}")]

    def wishes(self, zone: str) -> times.Wishes:
        """As the timetable reads them: what nobody is told of is not wished for."""
        is_told = bool(self.channels(times.Kind.CHECK_IN))
        return times.Wishes(
            zone=zone,
            check_in_at=self.check_in_at if is_told else None,
            check_in_days=days_of(self.check_in_days),
            repeat_hours=self.repeat_hours,
            breaks=self.breaks if self.channels(times.Kind.BREAK) else None,
            quiet=self.quiet,
        )

    @property
    def breaks(self) -> times.Breaks:
        between = times.Stretch(start=self.break_from, end=self.break_until)
        days = days_of(self.break_days)
        return times.Breaks(between=between, every_minutes=self.break_every, days=days)

    @property
    def quiet(self) -> times.Stretch | None:
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return times.Stretch(start=self.quiet_from, end=self.quiet_until)


class Reminder(models.Model):
    """One reminder in one way. There is one row for each, however often it is asked for."""

    class State(models.TextChoices):
        DUE = "due", _("waits")
        SENDING = "sending", _("handed over")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not needed any more")

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in times.Kind])
    channel = models.CharField(max_length=4, choices=Channel.choices)
    due_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.DUE)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "kind", "channel", "due_at"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in times.Kind]),
                name="reminder_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="reminder_channel_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("due", "sending", "sent", "dropped")),
                name="reminder_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="reminder_sent_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.due_at}"


class PushDevice(models.Model):
    """A browser that agreed to show notifications. `endpoint` is its own, whoever signs in."""

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_devices"
    )
    endpoint = models.CharField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("device for notifications")
        verbose_name_plural = _("devices for notifications")
        ordering = ["added_at"]

    def __str__(self) -> str:
        return f"{self.patient}"
