import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recovery.domain.codes import Autonomy
from recovery.models.codes import choices, is_one_of
from recovery.models.protocol_version import ProtocolVersion


class RecoveryPlanQuerySet(models.QuerySet["RecoveryPlan"]):
    def open(self) -> "RecoveryPlanQuerySet":
        return self.filter(closed_on=None)

    def with_protocol(self) -> "RecoveryPlanQuerySet":
        """With the protocol's row but without its text, which is parsed once a process."""
        return self.select_related("protocol_version").defer("protocol_version__text")


class RecoveryPlan(models.Model):
    """One person's way through one protocol. What happens in it is in its log.

    prescribed: what its log ever gave beside the ladders, kept here too, so that whoever has the
        plan has the names and doses. The log can rebuild it.
    """

    class CloseReason(models.TextChoices):
        FINISHED = "finished", _("finished")
        DISCHARGED = "discharged", _("discharged by the clinician")
        LOCKED = "locked", _("stopped for an examination")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recovery_plans"
    )
    protocol_version = models.ForeignKey(
        ProtocolVersion, on_delete=models.PROTECT, related_name="plans"
    )
    started_on = models.DateField()
    autonomy = models.CharField(
        max_length=10, choices=choices(Autonomy), default=Autonomy.AUTOMATIC.value
    )
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=10, choices=CloseReason.choices, blank=True)
    prescribed = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plans_created"
    )

    objects = RecoveryPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("recovery plan")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(closed_on=None), name="plan_one_open_a_patient"
            ),
            models.CheckConstraint(
                condition=is_one_of("autonomy", Autonomy), name="plan_autonomy_is_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, close_reason="")
                | Q(
                    closed_on__isnull=False,
                    closed_on__gte=F("started_on"),
                    close_reason__in=["finished", "discharged", "locked"],
                ),
                name="plan_closed_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "-started_on"], name="plans_of_patient")]

    def __str__(self) -> str:
        return f"{self.patient}, {self.started_on}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None
