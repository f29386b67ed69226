"""How curators write an exercise: lists as one line each, no circle of easier exercises."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exercises.library import MOST_STEPS, circle_in
from exercises.models import TAG_FIELDS, Exercise, Progression

ONE_LINERS = ("purpose", "cue", "breathing", "safety", "figure_alt")


class LinesField(forms.CharField):
    """A list of texts, written one on a line; empty lines are dropped."""

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}))
        super().__init__(help_text=_("One on each line."), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value: Any) -> list[str]:
        if not isinstance(value, str):
            return list(value or ())
        return [" ".join(line.split()) for line in value.splitlines() if line.strip()]

    def validate(self, value: Sequence[str]) -> None:
        super().validate(value)
        if self.most is not None and len(value) > self.most:
            message = _("%(found)s lines are too many: at most %(most)s.")
            raise ValidationError(message, params={"found": len(value), "most": self.most})

    def run_validators(self, value: Any) -> None:
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or ()) != self.to_python(data)


class ReviewedForm(forms.ModelForm):
    def clean_author(self) -> str:
        """Told here: the database would refuse it after the words are taken."""
        author = self.cleaned_data["author"]
        if author and author == self.instance.reviewer:
            raise ValidationError(_("The reviewer must be somebody other than the author."))
        return author


class ExerciseForm(ReviewedForm):
    other_names = LinesField(label=_("Other names"), required=False)
    prepare = LinesField(label=_("Prepare"))
    steps = LinesField(label=_("Steps"), most=MOST_STEPS)
    mistakes = LinesField(label=_("Common mistakes"))
    when_not_to = LinesField(label=_("When not to"))
    sources = LinesField(label=_("Sources"))

    class Meta:
        model = Exercise
        fields = "__all__"  # noqa: DJ007 - the administration's fieldsets say which
        widgets = dict.fromkeys(TAG_FIELDS, forms.CheckboxSelectMultiple) | {
            name: forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
            for name in ONE_LINERS
        }

    def clean(self) -> dict[str, Any]:
        """A sentence wrapped over two lines is still one sentence."""
        cleaned = super().clean()
        wrapped = {name: cleaned[name] for name in ONE_LINERS if name in cleaned}
        return cleaned | {name: " ".join(text.split()) for name, text in wrapped.items()}


class EasierFormSet(forms.BaseInlineFormSet):
    """The easier exercises of one exercise, refused when they lead back to it."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        links = Progression.graph()
        links[self.instance.slug] = [
            form.cleaned_data["easier"].slug
            for form in self.forms
            if form.cleaned_data.get("easier") and not form.cleaned_data.get("DELETE")
        ]
        circle = circle_in(links)
        if circle:
            raise ValidationError(
                _("Easier exercises run in a circle: %(circle)s. Remove one of them."),
                params={"circle": " → ".join(circle)},
            )
