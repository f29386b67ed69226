"""A step in the life of a text: which one, why, and for a publication the review behind it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.editorial import WAYS, Kind, MoveRefused, Refusal, Review
from exercises.editorial_words import STATUS_WORDS, told
from recovery.forms.desk import PROBLEMS, DayField, DeskForm
from recovery.selectors.curated_texts import Kind as TextKind
from recovery.selectors.curated_texts import Status

LONGEST_COMMENT, LONGEST_PROFESSION, LONGEST_SEARCH = 1000, 38, 80
REVIEW = ("profession", "reviewed_on", "review_due_on")
FIELD_OF = {
    Refusal.NO_COMMENT: "comment",
    Refusal.NO_PROFESSION: "profession",
    Refusal.NOT_YET_REVIEWED: "reviewed_on",
    Refusal.DUE_TOO_EARLY: "review_due_on",
}
OTHERS_WERE_FASTER = {Refusal.NOT_FROM_HERE, Refusal.OTHER_WORDS}


class MoveForm(DeskForm):
    """One comment, several buttons: the one that was pressed says which `move`."""

    move = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in WAYS])
    version = forms.IntegerField(widget=forms.HiddenInput)
    profession = forms.CharField(
        label=_("Your profession"),
        required=False,
        max_length=LONGEST_PROFESSION,
        help_text=_("Readers see it beside your name."),
    )
    reviewed_on = DayField(label=_("Reviewed on"), required=False)
    review_due_on = DayField(label=_("Next review by"), required=False)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept with this step. Only those who work on texts read it."),
    )

    def __init__(self, *args: Any, with_review: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if with_review else REVIEW:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("move") == Kind.PUBLISH:
            for name in REVIEW:
                if not cleaned.get(name) and name not in self.errors:
                    self._need(name)
        return cleaned

    def _need(self, name: str) -> None:
        """Beside its field; for somebody who has no such field, above the form."""
        self.add_error(name if name in self.fields else None, PROBLEMS["required"])

    @property
    def kind(self) -> Kind:
        return Kind(self.cleaned_data["move"])

    @property
    def review(self) -> Review:
        return Review(
            version=self.cleaned_data["version"],
            profession=self.cleaned_data["profession"],
            reviewed_on=self.cleaned_data["reviewed_on"],
            due_on=self.cleaned_data["review_due_on"],
        )

    def tell(self, refused: MoveRefused) -> None:
        """Say why the step was refused: beside the field it is about, else above the form."""
        field = FIELD_OF.get(refused.refusal)
        self.add_error(field if field in self.fields else None, told(refused))


class TextSearch(DeskForm):
    """Which texts somebody looks for; nonsense in a part counts as not asked."""

    q = forms.CharField(label=_("Find by name"), max_length=LONGEST_SEARCH, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("Any")),
            (TextKind.EXERCISES, _("Exercises")),
            (TextKind.ARTICLES, _("Articles")),
            (TextKind.PROTOCOLS, _("Protocols")),
        ],
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Any")), *STATUS_WORDS.items()]
    )

    @property
    def wanted(self) -> dict[str, Any]:
        asked = self.cleaned_data
        kind, status = asked.get("kind"), asked.get("status")
        return {
            "words": asked.get("q", ""),
            "kind": TextKind(kind) if kind else None,
            "status": Status(status) if status else None,
        }
