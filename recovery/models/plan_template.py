from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Clinic


class PlanTemplateQuerySet(models.QuerySet):
    def offered(self) -> "PlanTemplateQuerySet":
        """Nobody has removed them."""
        return self.filter(removed_at=None)


class PlanTemplate(models.Model):
    """Settings that a clinician or a clinic keeps to set plans out with. A change is a new version.

    owner: who wrote this version, and whose it is where no clinic has it. settings: as an
    invitation carries them, without what is known of one person.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_templates"
    )
    clinic = models.ForeignKey(
        Clinic, null=True, blank=True, on_delete=models.CASCADE, related_name="plan_templates"
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    settings = models.JSONField()
    made_at = models.DateTimeField()

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "version"],
                condition=models.Q(clinic=None),
                name="own_template_version_once",
            ),
            models.UniqueConstraint(
                fields=["clinic", "name", "version"],
                condition=models.Q(clinic__isnull=False),
                name="clinic_template_version_once",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="template_versions_from_1"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="template_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(removed_by=None, removed_at=None)
                | models.Q(removed_by__isnull=False, removed_at__isnull=False),
                name="template_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return _("%(name)s, version %(version)d") % {"name": self.name, "version": self.version}
