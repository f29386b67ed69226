"""Library files as content admins bring and take them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import curator_required
from exercises.exchange.exporting import WRITERS, export_library
from exercises.exchange.files import get_upload_or_404, keep
from exercises.exchange.forms import ConfirmForm, UploadForm
from exercises.exchange.importing import (
    LibraryMoved,
    Outcome,
    import_library,
    mark_of,
    try_import,
)
from exercises.exchange.workbooks import TooLongForACell
from exercises.models import LibraryFile
from exercises.yaml_source import ContentErrors

OK, CONFLICT, UNPROCESSABLE = 200, 409, 422
MOST_SHOWN = 200
CONTENT_TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@curator_required
def import_file(request: HttpRequest) -> HttpResponse:
    """Choose a file. A wrong one is told whole, and not kept."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        told = {"data": file.read(), "name": file.name}
        try:
            try_import(**told)
        except ContentErrors as errors:
            return _show_errors(request, errors, UploadForm())
        upload = keep(**told, by=request.user, now=timezone.now())
        return redirect("import_upload", upload.public_id)
    status = UNPROCESSABLE if form.errors else OK
    return render(request, "exercises/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@curator_required
def import_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What the file would do now, and the button that does it."""
    now = timezone.now()
    upload = get_upload_or_404(upload_id, by=request.user, now=now)
    try:
        if request.method != "POST":
            return _show_outcomes(request, upload)
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return _show_outcomes(request, upload, status=UNPROCESSABLE)
        mark = form.cleaned_data["mark"]
        told = {"data": bytes(upload.data), "name": upload.name}
        outcomes = import_library(**told, by=request.user, now=now, mark=mark)
    except LibraryMoved:
        return _show_outcomes(request, upload, status=CONFLICT)
    except ContentErrors as errors:
        return _show_errors(request, errors, UploadForm())
    upload.delete()
    messages.success(request, _said(outcomes))
    return redirect("import_file")


def _show_outcomes(request: HttpRequest, upload: LibraryFile, *, status: int = OK) -> HttpResponse:
    outcomes = try_import(data=bytes(upload.data), name=upload.name)
    shown = {
        "upload": upload,
        "outcomes": outcomes,
        "mark": mark_of(outcomes),
        "does_something": any(one.created or one.changed for one in outcomes),
        "moved": status == CONFLICT,
    }
    return render(request, "exercises/import_upload.html", shown, status=status)


def _show_errors(request: HttpRequest, errors: ContentErrors, form: UploadForm) -> HttpResponse:
    shown = {
        "form": form,
        "problems": errors.problems[:MOST_SHOWN],
        "count": len(errors.problems),
        "more": max(len(errors.problems) - MOST_SHOWN, 0),
    }
    return render(request, "exercises/import.html", shown, status=UNPROCESSABLE)


def _said(outcomes: tuple[Outcome, ...]) -> str:
    created = sum(len(outcome.created) for outcome in outcomes)
    changed = sum(len(outcome.changed) for outcome in outcomes)
    return _("Imported: %(created)s, %(changed)s.") % {
        "created": ngettext("%s new", "%s new", created) % created,
        "changed": ngettext("%s changed", "%s changed", changed) % changed,
    }


@require_safe
@curator_required
def export(request: HttpRequest) -> HttpResponse:
    return render(request, "exercises/export.html")


@require_safe
@never_cache
@curator_required
def export_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The library as it is now, as a download."""
    if kind not in WRITERS:
        raise Http404
    try:
        data = export_library(kind)
    except TooLongForACell:
        messages.error(request, _("A text is too long for a workbook. Take the JSON."))
        return redirect("export")
    disposition = f'attachment; filename="stepwise-library.{kind}"'
    return HttpResponse(
        data, content_type=CONTENT_TYPES[kind], headers={"Content-Disposition": disposition}
    )
