from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Clinic(models.Model):
    """Clinicians who stand in for each other. Being a member opens nobody's record."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        verbose_name = _("clinic")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClinicMember(models.Model):
    """Which clinic a clinician belongs to, one at most, and whether they lead it."""

    class Part(models.TextChoices):
        MEMBER = "member", _("member")
        LEAD = "lead", _("lead")

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="members")
    clinician = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="membership"
    )
    part = models.CharField(
        max_length=10,
        choices=Part.choices,
        default=Part.MEMBER,
        help_text=_("A lead sees colleagues' lists, hands over and arranges cover for them."),
    )

    class Meta:
        verbose_name = _("member of a clinic")
        verbose_name_plural = _("members of a clinic")
        ordering = ["clinician__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=["member", "lead"]), name="clinic_part_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clinician} ({self.get_part_display()})"
