"""Where curators write and reviewers read. Every change of words becomes a version."""

from importlib import import_module
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_q.models import Failure, OrmQ, Schedule, Success

from accounts import access
from accounts.admin_site import CuratedAdmin
from exercises.article_forms import ArticleForm
from exercises.editing import record_edit, record_pictures
from exercises.forms import EasierFormSet, ExerciseForm
from exercises.models import (
    Article,
    ArticleVersion,
    Exercise,
    ExerciseVersion,
    Progression,
    Reviewed,
    Upload,
    Version,
)
from exercises.models.editorial import LIFE
from exercises.upload_forms import UploadForm, UploadFormSet
from exercises.uploads.showing import shown

# Theirs first, so that it can be taken away: a queue is not edited by hand, and its rows say
# little to a reader.
import_module("django_q.admin")
for model in (OrmQ, Schedule, Success, Failure):
    admin.site.unregister(model)

ON_EVERY_FORM = [
    (_("Where it comes from"), {"fields": ["sources", "author", "licence"]}),
    (_("Sign-off"), {"fields": ["review_record", *LIFE]}),
    (_("On record"), {"fields": ["content_version", "created_at", "updated_at"]}),
]


class CuratedInline(admin.StackedInline):
    """Rows of a text, with its permissions. Stacked: in a table their fields have no label."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_read_drafts(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_curate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_curate(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_curate(request.user)


class EasierInline(CuratedInline):
    model = Progression
    fk_name = "harder"
    formset = EasierFormSet
    verbose_name_plural = _("easier exercises")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Progression]:
        return super().get_queryset(request).select_related("harder", "easier")


class UploadInline(CuratedInline):
    model = Upload
    form = UploadForm
    formset = UploadFormSet
    extra = 1
    fields = [
        "state",
        "file",
        "captions",
        "alt",
        ("author", "licence"),
        ("place", "instead_of_figure"),
    ]
    readonly_fields = ["state"]

    @admin.display(description=_("Shown as"))
    def state(self, upload: Upload) -> str:
        if upload.pk is None:
            return _("not yet there")
        if not upload.is_ready:
            return _("being prepared: look again in a minute")
        one = shown(upload, upload.exercise.slug)
        if one.is_film:
            return format_html('<a href="{}">{}</a>', one.address, _("film"))
        return format_html(
            '<a href="{}"><img src="{}" alt="{}" width="160" loading="lazy"></a>',
            one.address, one.address, one.words,
        )  # fmt: skip


class VersionInline(CuratedInline):
    """Every version there was: to be looked at."""

    fields = readonly_fields = ["version", "saved_at", "saved_by"]
    verbose_name_plural = _("versions, who and when")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return super().get_queryset(request).select_related("saved_by").defer("content")


class ExerciseVersionInline(VersionInline):
    model = ExerciseVersion


class ArticleVersionInline(VersionInline):
    model = ArticleVersion


class ReviewedAdmin(CuratedAdmin):
    """What is reviewed: a changed word is a new version, and nothing is ever removed.

    named_by: the field a new slug is made from. page: the address of its life.
    """

    named_by, page = "name", "curate_exercise"
    readonly_fields = [
        "review_record",
        *LIFE,
        "content_version",
        "created_at",
        "updated_at",
    ]
    save_on_top = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Plans and texts know it by its slug, so that stays once given."""
        return [*self.readonly_fields, "slug"] if obj else self.readonly_fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": [self.named_by]}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Plans lean on it: it is retired, never removed."""
        return False

    @admin.display(description=_("review"))
    def review_record(self, row: Reviewed) -> str:
        """Where the status is changed, with everything that led to it."""
        if row.pk is None:
            return self.get_empty_value_display()
        words = _("Status, reviews and versions")
        return format_html('<a href="{}">{}</a>', reverse(self.page, args=[row.slug]), words)

    def save_model(self, request: HttpRequest, obj: Reviewed, form: Any, change: bool) -> None:
        obj.updated_at = timezone.now()  # noqa: TID251 - the door of this request
        if not change:
            obj.created_at = obj.updated_at
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        row, was_signed_off = form.instance, form.instance.is_signed_off
        changed = record_edit(row=row, by=request.user, now=row.updated_at)
        if changed and was_signed_off and not row.is_signed_off:
            messages.warning(
                request, _("The words changed, so this is a draft again until they are reviewed.")
            )


@admin.register(Exercise)
class ExerciseAdmin(ReviewedAdmin):
    form = ExerciseForm
    inlines = [UploadInline, EasierInline, ExerciseVersionInline]
    list_display = ["name", "category", "position", "level", "status", "content_version"]
    list_filter = ["status", "category", "position", "level", "regions", "muscles", "equipment"]
    search_fields = ["name", "slug", "purpose", "other_names"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "other_names", "purpose"]}),
        (
            _("Sorted by"),
            {"fields": ["category", "position", "level", "regions", "muscles", "equipment"]},
        ),
        (
            _("Usual dose"),
            {
                "fields": [
                    "counts",
                    ("dose_sets", "dose_amount"),
                    ("dose_hold_seconds", "dose_rest_seconds"),
                    "unilateral",
                ]
            },
        ),
        (_("How to do it"), {"fields": ["prepare", "steps", "cue", "breathing", "safety"]}),
        (_("What to watch for"), {"fields": ["mistakes", "when_not_to"]}),
        (_("Picture"), {"fields": ["figure_alt"]}),
        *ON_EVERY_FORM,
    ]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if isinstance(formset, UploadFormSet):
            formset.by, formset.now = request.user, form.instance.updated_at
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not any(isinstance(one, UploadFormSet) and one.has_changed() for one in formsets):
            return
        row = form.instance
        if record_pictures(exercise=row, by=request.user, now=row.updated_at):
            messages.warning(
                request, _("The pictures changed, so this is a draft again until it is reviewed.")
            )


@admin.register(Article)
class ArticleAdmin(ReviewedAdmin):
    form = ArticleForm
    named_by, page = "title", "curate_article"
    inlines = [ArticleVersionInline]
    list_display = ["title", "kind", "order", "status", "content_version"]
    list_filter = ["status", "kind"]
    search_fields = ["title", "slug", "summary", "body"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary"]}),
        (_("What it fits"), {"fields": ["kind", "conditions", "phases", "order"]}),
        (_("To read"), {"fields": ["body"]}),
        *ON_EVERY_FORM,
    ]
