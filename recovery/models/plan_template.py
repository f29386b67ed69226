from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanTemplate(models.Model):
    """Settings that a clinician keeps to set plans out with. A change is a new version.

    settings: as an invitation carries them, without what is known of one person.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_templates"
    )
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    settings = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "version"], name="template_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="template_versions_from_1"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="template_has_a_name"),
        ]

    def __str__(self) -> str:
        return _("%(name)s, version %(version)d") % {"name": self.name, "version": self.version}
