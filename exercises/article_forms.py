"""How people look for articles, and how curators write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exercises.article_selectors import link_targets
from exercises.articles import (
    Kind,
    Source,
    body_faults,
    source_dict,
    source_faults,
    source_line,
    source_of,
)
from exercises.forms import LinesField, ReviewedForm
from exercises.library import taxonomy
from exercises.models import Article

LONGEST_SEARCH = 80


class ArticleSearch(forms.Form):
    """What somebody looks for among the articles; each part may stay empty."""

    q = forms.CharField(label=_("Find words"), max_length=LONGEST_SEARCH, required=False)
    condition = forms.ChoiceField(label=_("Injury"), required=False)
    phase = forms.ChoiceField(label=_("Phase"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = taxonomy()
        self.fields["condition"].choices = [("", _("Any")), *words.conditions.items()]
        self.fields["phase"].choices = [("", _("Any")), *words.phases.items()]
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search", "class": "input"})
        for name in ("condition", "phase"):
            self.fields[name].widget.attrs["class"] = "form-select"

    @property
    def wanted(self) -> dict[str, str]:
        """What to look for; what made no sense is left out."""
        names = {"q": "words", "condition": "condition", "phase": "phase"}
        return {name: self.cleaned_data.get(field, "") for field, name in names.items()}


class SourcesField(LinesField):
    """Published works, one on a line: what it is, a stroke, and its DOI or address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _("One on each line: what it is | its DOI or its address.")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(map(source_line, value))

    def to_python(self, value: Any) -> list[dict[str, str]]:
        if not isinstance(value, str):
            return list(value or ())
        return [source_dict(source_of(line)) for line in super().to_python(value)]

    def validate(self, value: Sequence[Mapping[str, str]]) -> None:
        super().validate(value)
        faults = [fault for source in value for fault in _faults(source)]
        if faults:
            raise ValidationError(faults)

    def run_validators(self, value: Any) -> None:
        super().run_validators([text for source in value for text in source.values()])


def _faults(source: Mapping[str, str]) -> list[str]:
    if not source.get("label"):
        return [_("A source needs words, a stroke | and its DOI or address.")]
    return list(source_faults(Source(**source)))


class ArticleForm(ReviewedForm):
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: taxonomy().conditions.items(),
        help_text=_("None means all."),
    )
    phases = forms.MultipleChoiceField(
        label=_("Phases"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: taxonomy().phases.items(),
        help_text=_("None means any time."),
    )
    sources = SourcesField(label=_("Sources"))

    class Meta:
        model = Article
        fields = "__all__"
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "body": forms.Textarea(attrs={"rows": 40, "class": "vLargeTextField"}),
        }
        help_texts = {
            "body": _(
                "Markdown: ## headings, lists, tables, **bold**. Links: "
                "[words](article:slug), [words](exercise:slug), [words](page:help)."
            )
        }

    def clean_summary(self) -> str:
        """A sentence wrapped over two lines is still one sentence."""
        return " ".join(self.cleaned_data["summary"].split())

    def clean(self) -> dict[str, Any]:
        """The text keeps the rules of the files, so that it could become one."""
        cleaned = super().clean()
        if "body" not in cleaned or "kind" not in cleaned:
            return cleaned
        body = "\n".join(cleaned["body"].splitlines()).rstrip()
        for line, message in body_faults(body, kind=Kind(cleaned["kind"]), targets=link_targets()):
            found = {"line": line, "message": message}
            self.add_error("body", _("Line %(line)s: %(message)s") % found)
        return cleaned | {"body": body}
