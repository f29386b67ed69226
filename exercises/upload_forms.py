"""How curators add pictures and films. What is wrong with a file is said beside its field."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Upload
from exercises.uploads import captions, examining, keeping
from exercises.uploads.kinds import Examined, Refused

ACCEPTED = "image/jpeg,image/png,image/webp,video/mp4,video/webm"
LIMITS = _(
    "A picture (JPEG, PNG or WebP, up to 12 MB) or a film with captions (MP4 or WebM, up to "
    "100 MB). To replace one, delete it and add another."
)
TWICE = _("This file is here already. Choose another one.")
NEEDS_CAPTIONS = _("A film needs captions. Write them as WebVTT (.vtt) and choose that file, too.")
NEEDS_NONE = _("A picture needs no captions. Leave them out.")


class UploadForm(forms.ModelForm):
    file = forms.FileField(
        label=_("File"),
        help_text=LIMITS,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": examining.EMPTY},
    )
    captions = forms.FileField(
        label=_("Captions"),
        required=False,
        help_text=_("WebVTT (.vtt), for films: what is said, and sounds that matter."),
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
        error_messages={"empty": captions.EMPTY},
    )

    class Meta:
        model = Upload
        fields = ["alt", "author", "licence", "place", "instead_of_figure"]
        widgets = {"alt": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self._close("file")
            if not self.instance.is_film:
                self._close("captions")

    def _close(self, name: str) -> None:
        """Administration lays out every field it knows of, so one without use is hidden."""
        field = self.fields[name]
        field.disabled, field.required, field.widget = True, False, forms.HiddenInput()

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())

    def clean_file(self) -> UploadedFile | None:
        given = self.cleaned_data["file"]
        if given and not self.instance.pk:
            self._take(_examined(given.file))
        return given

    def clean_captions(self) -> str:
        given = self.cleaned_data["captions"]
        if not given:
            return ""
        try:
            return captions.read(given.read(captions.MOST_BYTES + 1))
        except Refused as refused:
            raise ValidationError(refused.reason) from refused

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.format and "captions" in cleaned:
            self._weigh_captions(bool(cleaned["captions"]))
        return cleaned

    def _take(self, found: Examined) -> None:
        for name in ("format", "width", "height", "digest"):
            setattr(self.instance, name, getattr(found, name))

    def _weigh_captions(self, are_given: bool) -> None:
        is_film, has_some = self.instance.is_film, bool(self.instance.captions_digest)
        if is_film and not (are_given or has_some):
            self.add_error("captions", NEEDS_CAPTIONS)
        if are_given and not is_film:
            self.add_error("captions", NEEDS_NONE)


def _examined(file: BinaryIO) -> Examined:
    try:
        return examining.examine(file)
    except Refused as refused:
        raise ValidationError(refused.reason) from refused


class UploadFormSet(forms.BaseInlineFormSet):
    """The pictures and films of one exercise. Before it is saved, it is told by whom and when."""

    by: User
    now: datetime

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self._with_files():
            if form.instance.digest in seen:
                form.add_error("file", TWICE)
            seen.add(form.instance.digest)

    def _with_files(self) -> Sequence[UploadForm]:
        """Without those that go: what is removed may be added anew."""
        return [
            form
            for form in self.forms
            if form.instance.digest and not form.cleaned_data.get("DELETE")
        ]

    def save_new(self, form: UploadForm, commit: bool = True) -> Upload:
        upload = super().save_new(form, commit=False)
        words = form.cleaned_data["captions"]
        file = form.cleaned_data["file"].file
        keeping.keep(upload=upload, file=file, captions=words, by=self.by, now=self.now)
        return upload

    def save_existing(self, form: UploadForm, obj: Upload, commit: bool = True) -> Upload:
        upload = super().save_existing(form, obj, commit=commit)
        if words := form.cleaned_data["captions"]:
            keeping.replace_captions(upload=upload, captions=words)
        return upload
