"""How a curator sends a library file, and says yes to what it would do."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from exercises.exchange.limits import MOST_BYTES
from exercises.exchange.reading import READERS

MEGABYTE = 1_000_000


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Library file"),
        max_length=255,
        help_text=_("A workbook (.xlsx) or JSON, as the export makes them."),
        widget=forms.FileInput(attrs={"class": "input", "accept": ",".join(READERS)}),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in READERS:
            raise ValidationError(_("Choose a file that ends in .xlsx or .json."))
        if file.size > MOST_BYTES:
            most = MOST_BYTES // MEGABYTE
            raise ValidationError(
                _("The file is over %(most)s MB. Split it."), params={"most": most}
            )
        return file


class ConfirmForm(forms.Form):
    """`mark`: of what was shown, so that nothing else happens."""

    mark = forms.CharField(max_length=64, widget=forms.HiddenInput)
