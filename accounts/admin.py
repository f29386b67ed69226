"""People, roles and care for administrators; what is a record here is read-only."""

from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.admin_site import ReadOnlyAdmin
from accounts.models import (
    CareRelationship,
    Clinic,
    ClinicMember,
    Invitation,
    RecordAccess,
    RoleGrant,
    User,
)
from accounts.places import countries, time_zone_choices

# Theirs first, so that they can be replaced here.
import_module("allauth.account.admin")
import_module("allauth.mfa.admin")
# Roles say who may do what; groups would be a second answer. Addresses and second factors are
# their owners', and a factor's own form would show its secret.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)


class PlaceFields(forms.ModelForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices, initial="UTC")
    country = forms.ChoiceField(
        label=_("Country"),
        choices=lambda: [("", "-"), *countries().items()],
        required=False,
    )


class NewPersonForm(PlaceFields, AdminUserCreationForm):
    """Without a password, the person sets one through "Forgot your password?"."""

    class Meta:
        model = User
        fields = ["email", "name", "country", "time_zone"]


POWERS = ["is_active", "is_staff", "is_superuser", "is_demo"]


class PersonForm(PlaceFields, UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "password", "name", "country", "time_zone", "language", *POWERS]


class RoleGrantInline(admin.StackedInline):
    model = RoleGrant
    fk_name = "user"
    extra = 1
    readonly_fields = ["granted_at", "granted_by"]


@admin.register(User)
class PersonAdmin(UserAdmin):
    form, add_form = PersonForm, NewPersonForm
    inlines = [RoleGrantInline]
    list_display = ["email", "name", "role_names", "is_active", "is_staff", "is_demo"]
    list_filter = ["role_grants__role", "is_active", "is_staff", "is_demo"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = [
        "public_id",
        "last_login",
        "date_joined",
        "consented_at",
        "consent_version",
    ]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (_("Where they live"), {"fields": ["country", "time_zone", "language"]}),
        (_("What they may do"), {"fields": POWERS}),
        (
            _("On record"),
            {
                "fields": [
                    "public_id",
                    "date_joined",
                    "last_login",
                    "consented_at",
                    "consent_version",
                ]
            },
        ),
    ]
    new_fields = ["email", "name", "country", "time_zone", "usable_password"]
    add_fieldsets = [(None, {"fields": [*new_fields, "password1", "password2"]})]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("role_grants")

    @admin.display(description=_("roles"))
    def role_names(self, person: User) -> str:
        return ", ".join(str(grant) for grant in person.role_grants.all())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Say who granted a role, and when."""
        for grant in formset.save(commit=False):
            grant.granted_at, grant.granted_by = timezone.now(), request.user  # noqa: TID251
            grant.save()
        for grant in formset.deleted_objects:
            grant.delete()


@admin.register(CareRelationship)
class CareAdmin(admin.ModelAdmin):
    list_display = ["patient", "clinician", "role", "from_on", "until_on"]
    list_filter = ["role"]
    list_select_related = ["patient", "clinician"]
    search_fields = ["patient__email", "patient__name", "clinician__email", "clinician__name"]
    autocomplete_fields = ["patient", "clinician", "instead_of"]
    # What a therapist wrote for a colleague may speak of an injury.
    exclude = ["note"]
    readonly_fields = ["cover", "arranged_by", "arranged_at", "ended_by", "ended_at"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Say who arranged it or ended it, and when."""
        now = timezone.now()  # noqa: TID251
        if not change:
            obj.arranged_by, obj.arranged_at = request.user, now
        elif "until_on" in form.changed_data:
            obj.ended_by, obj.ended_at = request.user, now
        super().save_model(request, obj, form, change)


class ClinicMemberInline(admin.TabularInline):
    model = ClinicMember
    extra = 1
    autocomplete_fields = ["clinician"]


@admin.register(Clinic)
class ClinicAdmin(admin.ModelAdmin):
    inlines = [ClinicMemberInline]
    search_fields = ["name"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    # The plan may speak of an injury; administrators do not need it.
    exclude = ["plan"]
    list_display = ["invited_by", "email", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_select_related = ["invited_by"]


@admin.register(RecordAccess)
class RecordAccessAdmin(ReadOnlyAdmin):
    list_display = ["at", "viewer", "patient", "what"]
    list_select_related = ["viewer", "patient"]
    date_hierarchy = "at"


@admin.register(EmailAddress)
class AddressAdmin(ReadOnlyAdmin):
    list_display = ["email", "user", "primary", "verified"]
    list_select_related = ["user"]
    search_fields = ["email", "user__name"]


@admin.register(Authenticator)
class FactorAdmin(ReadOnlyAdmin):
    """Who has which second factor. It may be taken away from somebody who lost their phone."""

    exclude = ["data"]
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
