"""Protocols, to be looked at. Nothing here can be added, changed or removed.

Patients' plans, logs and decisions are not here: whoever looks at a record does so on the
desk, where `accounts.access` judges it and the look is recorded for the patient.
"""

from django.contrib import admin

from accounts.admin_site import CuratedAdmin, ReadOnlyAdmin
from recovery.models import ProtocolVersion


@admin.register(ProtocolVersion)
class ProtocolVersionAdmin(ReadOnlyAdmin, CuratedAdmin):
    """Read by curators and reviewers, as all content is."""

    list_display = ["name", "code", "version", "status", "saved_at"]
    list_filter = ["status"]
