"""Published protocols, to be looked at. Nothing here can be added, changed or removed.

Patients' plans, logs and decisions are not here: whoever looks at a record does so on the
desk, where `accounts.access` judges it and the look is recorded for the patient.
"""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from recovery.models import ProtocolVersion


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
