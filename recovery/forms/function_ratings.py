"""How well can you do what matters to you? One score for each activity."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recovery.forms.fields import ClientIdField, ScoreField

PLACES = (1, 2, 3)
Score = tuple[str, int | None]


class FunctionRatingForm(forms.Form):
    """Nothing is preset; each activity may be skipped, but not all of them."""

    client_id = ClientIdField()

    def __init__(self, *args: Any, activities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activities = activities
        for place in range(1, len(activities) + 1):
            self.fields[f"score_{place}"] = ScoreField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and all(score is None for _activity, score in self.scores):
            raise ValidationError(_("Choose a number for one thing at least."), code="empty")
        return cleaned

    @property
    def scores(self) -> list[Score]:
        return [
            (activity, self.cleaned_data.get(f"score_{place}"))
            for place, activity in enumerate(self.activities, start=1)
        ]


class FirstRatingForm(FunctionRatingForm):
    """For somebody who named nothing at the intake: the things are named here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, activities=(), **kwargs)
        for place in PLACES:
            self.fields[f"activity_{place}"] = forms.CharField(max_length=80, required=False)
            self.fields[f"score_{place}"] = ScoreField()

    def clean(self) -> dict[str, Any]:
        for place in PLACES:
            has_score = self.cleaned_data.get(f"score_{place}") is not None
            if has_score and not self.cleaned_data.get(f"activity_{place}"):
                self.add_error(f"activity_{place}", _("Write what this number is about."))
        return super().clean()

    @property
    def scores(self) -> list[Score]:
        said = self.cleaned_data
        pairs = [(said.get(f"activity_{place}"), said.get(f"score_{place}")) for place in PLACES]
        return [pair for pair in pairs if pair[0]]
