"""The clearing of a lock."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.forms.desk import DayField, DeskForm
from recovery.forms.directives import LONGEST_REASON
from recovery.forms.fields import ClientIdField


class ClearLockForm(DeskForm):
    """Who examined the patient, when, and what they found."""

    examined_by = forms.CharField(
        label=gettext_lazy("Who examined them"),
        max_length=120,
        help_text=gettext_lazy("A name and a profession."),
        error_messages={"required": gettext_lazy("Write who examined them.")},
    )
    examined_on = DayField(
        label=gettext_lazy("On which day"),
        error_messages={
            "required": gettext_lazy("Choose the day of the examination."),
            "invalid": gettext_lazy("Write a day, such as 2026-03-02."),
        },
    )
    finding = forms.CharField(
        label=gettext_lazy("What was found"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For clinicians: it stays in the record."),
        error_messages={"required": gettext_lazy("Write what was found.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Words for the patient"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("They read this on the day the plan opens again."),
    )
    client_id = ClientIdField()

    def __init__(self, *args: Any, today: date, since: date | None, **kwargs: Any) -> None:
        """since: the day of the sign; an examination of before knew nothing of it."""
        super().__init__(*args, **kwargs)
        self.since = since
        limits = {"max": today.isoformat()} | ({"min": since.isoformat()} if since else {})
        self.fields["examined_on"].widget.attrs.update(limits)

    def clean_examined_on(self) -> date:
        day: date = self.cleaned_data["examined_on"]
        if self.since is not None and day < self.since:
            raise ValidationError(
                _("The sign was told on %(day)s. Choose an examination on that day or later.")
                % {"day": date_format(self.since, "j F")}
            )
        return day

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("examined_by", "examined_on", "finding")}

    @property
    def words(self) -> str:
        """What the patient reads; without words of their own, who examined them."""
        given = self.cleaned_data["reason"]
        return given or _("examined by %(who)s.") % {"who": self.cleaned_data["examined_by"]}
