"""Which days a file of adherence is about."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.forms.desk import DayField, DeskForm

USUAL = 30  # days, today among them
LONGEST_OF_ONE, LONGEST_OF_ALL = 366, 92
CHOOSE = {"required": _("Choose a day."), "invalid": _("Write a day, such as 2026-03-02.")}


class ReportForm(DeskForm):
    """longest: so many days fit, for the file has a row for each of them, or counts each."""

    first = DayField(label=_("From"), error_messages=CHOOSE)
    latest = DayField(label=_("To"), error_messages=CHOOSE)

    def __init__(self, *args: Any, today: date, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.longest = today, longest

    @staticmethod
    def usual(today: date) -> dict[str, date]:
        return {"first": today - timedelta(days=USUAL - 1), "latest": today}

    def clean_latest(self) -> date:
        day: date = self.cleaned_data["latest"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet. Choose today or a day before."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        first, latest = said.get("first"), said.get("latest")
        if not first or not latest:
            return said
        if first > latest:
            self.add_error("latest", _("This lies before the first day. Choose a later one."))
        elif (latest - first).days >= self.longest:
            words = _(
                "At most %(days)d days fit in one file. Choose days that lie closer together."
            )
            self.add_error("first", words % {"days": self.longest})
        return said
