"""What reminders say. They may be read over a shoulder, so they name no body and no pain."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recovery.reminding.times import Kind

Words = str | Promise
SUBJECT = _("A reminder from Stepwise")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReminderWords:
    """title: a few words. text: one sentence. page: the name of the page it leads to."""

    title: Words
    text: Words
    page: str


REMINDER_WORDS = {
    Kind.CHECK_IN: ReminderWords(
        title=_("Time to check in"), text=_("It takes about half a minute."), page="check_in"
    ),
    Kind.REPEAT: ReminderWords(
        title=_("Still time to check in"),
        text=_("There is nothing for today yet. If today is not the day, that is fine too."),
        page="check_in",
    ),
    Kind.BREAK: ReminderWords(
        title=_("Time to get up for two minutes"),
        text=_("Stand up, move a little, and go on."),
        page="movement_break",
    ),
}
