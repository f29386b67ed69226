"""Plans and their records, to be looked at. Nothing here can be added, changed or removed."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from recovery.models import Decision, LogEntry, ProtocolVersion, RecoveryPlan


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(ProtocolVersion)
class ProtocolVersionAdmin(ReadOnlyAdmin):
    list_display = ["name", "code", "version", "status", "published_at"]
    list_filter = ["status"]


class PatientRecordAdmin(ReadOnlyAdmin):
    """Health data: only superusers, not everybody who may use these pages."""

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(RecoveryPlan)
class RecoveryPlanAdmin(PatientRecordAdmin):
    list_display = ["public_id", "protocol_version", "started_on", "closed_on", "close_reason"]
    list_select_related = ["protocol_version"]
    list_filter = ["close_reason"]
    search_fields = ["public_id"]


class OfAPlanAdmin(PatientRecordAdmin):
    show_full_result_count = False
    raw_id_fields = ["plan"]
    search_fields = ["plan__public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("plan__patient")


@admin.register(LogEntry)
class LogEntryAdmin(OfAPlanAdmin):
    list_display = ["plan", "on", "kind", "by", "recorded_at"]
    list_filter = ["kind"]


@admin.register(Decision)
class DecisionAdmin(OfAPlanAdmin):
    list_display = ["plan", "day", "revision", "result", "binding_rule", "phase"]
    list_filter = ["result"]
