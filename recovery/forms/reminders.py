"""When, on which days and in which way somebody wants to be reminded. Without a way, nothing."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from recovery.models import Channel, ReminderSettings
from recovery.models.reminders import bits_of, days_of
from recovery.reminding.times import Stretch

CALENDAR = "calendar"
DAYS = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
WAYS = [(Channel.MAIL.value, Channel.MAIL.label), (Channel.PUSH.value, Channel.PUSH.label)]
BREAK_WAYS = [*WAYS, (CALENDAR, _("In the calendar below"))]
REPEATS = [
    ("", _("No")),
    ("1", _("After 1 hour")),
    ("2", _("After 2 hours")),
    ("4", _("After 4 hours")),
    ("8", _("After 8 hours")),
]
EVERY = [
    ("30", _("Every half hour")),
    ("45", _("Every 45 minutes")),
    ("60", _("Every hour")),
    ("90", _("Every hour and a half")),
    ("120", _("Every 2 hours")),
]
CLOCK = {"required": _("Write a time, such as 8:00."), "invalid": _("Write a time, such as 8:00.")}
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one.")}


class ClockField(forms.TimeField):
    """A time of the day, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", CLOCK)
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], **kwargs)


class ReminderForm(forms.Form):
    """`wishes` are named as the fields of `ReminderSettings`."""

    check_in_by = forms.MultipleChoiceField(choices=WAYS, required=False)
    check_in_at = ClockField()
    check_in_days = forms.MultipleChoiceField(choices=DAYS, required=False)
    repeat_hours = forms.ChoiceField(choices=REPEATS, required=False, error_messages=CHOOSE)
    break_by = forms.MultipleChoiceField(choices=BREAK_WAYS, required=False)
    break_every = forms.ChoiceField(choices=EVERY, error_messages=CHOOSE)
    break_from = ClockField()
    break_until = ClockField()
    break_days = forms.MultipleChoiceField(choices=DAYS, required=False)
    quiet_from = ClockField(required=False)
    quiet_until = ClockField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        self._check_quiet(said)
        for about in ("check_in", "break"):
            if said.get(f"{about}_by") and not said.get(f"{about}_days"):
                self.add_error(f"{about}_days", _("Choose at least one day."))
        start, end = said.get("break_from"), said.get("break_until")
        if start is not None and end is not None and end <= start:
            self.add_error("break_until", _("Choose an end that is later than the start."))
        return said

    def _check_quiet(self, said: dict[str, Any]) -> None:
        if self.errors.keys() & {"quiet_from", "quiet_until", "check_in_at"}:
            return
        start, end = said["quiet_from"], said["quiet_until"]
        if start is None and end is None:
            return
        if start is None or end is None:
            name = "quiet_until" if end is None else "quiet_from"
            self.add_error(name, _("Write both times, or leave both empty."))
        elif said.get("check_in_by") and Stretch(start=start, end=end).holds(said["check_in_at"]):
            self.add_error("check_in_at", _("This time lies within your quiet hours."))

    @property
    def wishes(self) -> dict[str, Any]:
        said = self.cleaned_data
        plain = ("check_in_at", "break_from", "break_until", "quiet_from", "quiet_until")
        ways = {f"check_in_by_{way}": way in said["check_in_by"] for way, _label in WAYS}
        ways |= {f"break_by_{way}": way in said["break_by"] for way, _label in WAYS}
        return {
            **{name: said[name] for name in plain},
            **ways,
            "break_in_calendar": CALENDAR in said["break_by"],
            "check_in_days": bits_of(map(int, said["check_in_days"])),
            "break_days": bits_of(map(int, said["break_days"])),
            "repeat_hours": int(said["repeat_hours"]) if said["repeat_hours"] else None,
            "break_every": int(said["break_every"]),
        }


def said_before(row: ReminderSettings) -> dict[str, Any]:
    """What is kept, as the form shows it."""
    times = ("check_in_at", "break_from", "break_until", "quiet_from", "quiet_until")
    clock = {name: getattr(row, name) for name in times}
    breaks = [way for way, _label in WAYS if getattr(row, f"break_by_{way}")]
    return {
        **{name: f"{moment:%H:%M}" if moment else "" for name, moment in clock.items()},
        "check_in_by": [way for way, _label in WAYS if getattr(row, f"check_in_by_{way}")],
        "check_in_days": [str(day) for day in days_of(row.check_in_days)],
        "repeat_hours": str(row.repeat_hours or ""),
        "break_by": [*breaks, CALENDAR] if row.break_in_calendar else breaks,
        "break_every": str(row.break_every),
        "break_days": [str(day) for day in days_of(row.break_days)],
    }


class DeviceForm(forms.Form):
    """What a browser says when it agrees to notifications."""

    endpoint = forms.URLField(max_length=500, assume_scheme="https")
    p256dh = forms.RegexField(r"^[\w-]{80,100}$")
    auth = forms.RegexField(r"^[\w-]{16,40}$")
