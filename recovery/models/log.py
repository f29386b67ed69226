from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.append_only import AppendOnly, AppendOnlyQuerySet
from recovery.domain.codes import Author, Skipped
from recovery.models.codes import choices, is_one_of, is_score
from recovery.models.plan import RecoveryPlan

KINDS = ("intake", "check_in", "session", "self_test", "seen", "directive", "correction")
SCORED = ("pain_rest", "pain_morning", "pain_worst", "effort")


class LogEntryQuerySet(AppendOnlyQuerySet):
    def since(self, day: date) -> "LogEntryQuerySet":
        return self.filter(on__gte=day)

    def with_target(self) -> "LogEntryQuerySet":
        """With the entry that a correction supersedes."""
        return self.select_related("supersedes")


class LogEntry(AppendOnly):
    """One thing somebody recorded. Never changed: a correction is an entry of its own.

    on: the day it is about, in the patient's time zone; a correction carries the day of
        the entry it supersedes.
    sequence: its place among the entries of the plan, as they were recorded.
    client_id: made by the device, so that the same entry sent twice is stored once.
    facts: the answers that have no column; an answer nobody gave is absent.
    """

    class Kind(models.TextChoices):
        INTAKE = "intake", _("first questions")
        CHECK_IN = "check_in", _("check-in")
        SESSION = "session", _("session")
        SELF_TEST = "self_test", _("self-test")
        SEEN = "seen", _("examined")
        DIRECTIVE = "directive", _("instruction")
        CORRECTION = "correction", _("correction")

    plan = models.ForeignKey(RecoveryPlan, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries_recorded"
    )
    by = models.CharField(max_length=10, choices=choices(Author))
    client_id = models.CharField(max_length=64)
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    pain_rest = models.SmallIntegerField(null=True, blank=True)
    pain_morning = models.SmallIntegerField(null=True, blank=True)
    pain_worst = models.SmallIntegerField(null=True, blank=True)
    effort = models.SmallIntegerField(null=True, blank=True)
    minutes = models.SmallIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["plan", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "sequence"], name="entry_sequence_once"),
            models.UniqueConstraint(fields=["plan", "client_id"], name="entry_sent_twice_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(kind="intake"), name="entry_one_intake_a_plan"
            ),
            models.CheckConstraint(condition=~Q(client_id=""), name="entry_has_client_id"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="entry_kind_is_known"),
            models.CheckConstraint(condition=is_one_of("by", Author), name="entry_by_is_known"),
            models.CheckConstraint(
                condition=Q(kind="correction", supersedes__isnull=False)
                | (~Q(kind="correction") & Q(supersedes__isnull=True)),
                name="entry_correction_supersedes",
            ),
            *(
                models.CheckConstraint(condition=is_score(column), name=f"entry_{column}_0_to_10")
                for column in SCORED
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=0), name="entry_minutes_from_0"
            ),
        ]
        indexes = [
            # With what a list of many patients reads, so that it reads no row for it.
            models.Index(fields=["plan", "on", "kind", "pain_worst"], name="entries_of_days"),
            models.Index(fields=["plan", "kind", "on"], name="entries_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class SessionExercise(AppendOnly):
    """One ladder of a session: the share of the work really done, and the pain during it."""

    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="exercises")
    ladder = models.SlugField(max_length=60)
    exercise = models.SlugField(max_length=80, blank=True)
    done = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    pain = models.SmallIntegerField(null=True, blank=True)
    skipped = models.CharField(max_length=10, choices=choices(Skipped), blank=True)

    class Meta:
        verbose_name = _("exercise of a session")
        verbose_name_plural = _("exercises of a session")
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "ladder"], name="session_ladder_once"),
            models.CheckConstraint(
                condition=Q(done=None) | Q(done__range=(0, 1)), name="session_done_0_to_1"
            ),
            models.CheckConstraint(condition=is_score("pain"), name="session_pain_0_to_10"),
            models.CheckConstraint(
                condition=Q(skipped="") | is_one_of("skipped", Skipped),
                name="session_skipped_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.ladder
