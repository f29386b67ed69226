from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts import access


class JudgedAdminSite(admin.AdminSite):
    """Django's administration, judged like every other page, with one way to sign in."""

    site_title = site_header = "Stepwise"

    def has_permission(self, request: HttpRequest) -> bool:
        return access.may_use_admin(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The site's own sign-in, which asks for the second factor; strangers find nothing."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or request.get_full_path())


class CuratedAdmin(admin.ModelAdmin):
    """Content: curators change it, reviewers read it; no Django permission rows needed."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.can_read_drafts(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_read_drafts(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access.can_curate(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_curate(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.can_curate(request.user)


class ReadOnlyAdmin(admin.ModelAdmin):
    """What is a record here is looked at, and neither added, changed nor removed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
