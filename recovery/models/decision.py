from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet
from recovery.domain.codes import LOCKING, Profile, Result
from recovery.models.codes import choices, is_one_of
from recovery.models.log import LogEntry
from recovery.models.plan import RecoveryPlan
from recovery.models.protocol_version import ProtocolVersion


class DecisionQuerySet(AppendOnlyQuerySet):
    def latest_revisions(self) -> "DecisionQuerySet":
        """The revision of each day that counts; the older ones are as they were shown."""
        newer = self.model.objects.filter(
            plan=models.OuterRef("plan"),
            day=models.OuterRef("day"),
            revision__gt=models.OuterRef("revision"),
        )
        return self.filter(~models.Exists(newer))

    def up_to(self, day: date) -> "DecisionQuerySet":
        return self.filter(day__lte=day)

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-day", "-revision")


class Decision(AppendOnly):
    """What the rules answered for one day. A later revision replaces it; it stays to be read.

    plan_day, state: the answer and the state after the day, as JSON.
    alerts: the codes of the day's alerts, for lists of many patients.
    is_ready_for_tests: only exit tests stand between the person and the next phase.
    caused_by: the entry that made the rules decide.
    """

    class Cause(models.TextChoices):
        """Why a day was decided again."""

        SAME_DAY = "same_day", _("something more was recorded that day")
        LATE_ENTRY = "late_entry", _("something was recorded later")
        CORRECTION = "correction", _("an entry was corrected")

    plan = models.ForeignKey(RecoveryPlan, on_delete=models.PROTECT, related_name="decisions")
    day = models.DateField()
    revision = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=10, choices=choices(Result))
    phase = models.SlugField(max_length=60)
    profile = models.CharField(max_length=10, choices=choices(Profile))
    lock_kind = models.CharField(max_length=10, blank=True)
    startable = models.BooleanField()
    binding_rule = models.CharField(max_length=10)
    alerts = models.JSONField(default=list)
    is_ready_for_tests = models.BooleanField(default=False)
    plan_day = models.JSONField()
    state = models.JSONField()
    engine_version = models.CharField(max_length=20)
    protocol_version = models.ForeignKey(
        ProtocolVersion, on_delete=models.PROTECT, related_name="decisions"
    )
    log_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    caused_by = models.ForeignKey(
        LogEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    reason_for_revision = models.CharField(max_length=10, choices=Cause.choices, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["plan", "day", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "day", "revision"], name="decision_revision_once"
            ),
            models.CheckConstraint(
                condition=is_one_of("result", Result), name="decision_result_is_known"
            ),
            models.CheckConstraint(
                condition=is_one_of("profile", Profile), name="decision_profile_is_known"
            ),
            models.CheckConstraint(
                condition=Q(lock_kind="")
                | Q(
                    lock_kind__in=[kind.value for kind in LOCKING],
                    startable=False,
                    result=F("lock_kind"),
                ),
                name="decision_lock_is_the_result",
            ),
            models.CheckConstraint(
                condition=Q(revision=1, reason_for_revision="")
                | Q(
                    revision__gt=1,
                    reason_for_revision__in=["same_day", "late_entry", "correction"],
                ),
                name="decision_again_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.result}"
