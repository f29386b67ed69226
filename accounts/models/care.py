from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from accounts.local_time import zones_by_day


def _counts(on: date | F) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=on))


class CareQuerySet(models.QuerySet["CareRelationship"]):
    def current(self, on: date) -> CareQuerySet:
        """Care that counts on this day; the day it ends no longer does."""
        return self.filter(_counts(on))

    def at(self, now: datetime) -> CareQuerySet:
        """Care that counts at this moment, each by the day it is where the patient lives."""
        days = dict(zones_by_day(now))
        usual = max(days, key=lambda day: len(days[day]))
        del days[usual]
        # One value rather than a condition a day: a database spends milliseconds on weighing those.
        whens = [When(patient__time_zone__in=zones, then=day) for day, zones in days.items()]
        local_day = Case(*whens, default=usual, output_field=models.DateField())
        return self.alias(local_day=local_day).filter(_counts(F("local_day")))

    def unended(self) -> CareQuerySet:
        return self.filter(until_on=None)

    def lasting(self, on: date) -> CareQuerySet:
        """Care that counts on this day or will begin to."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=on))


def _somebody() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class CareRelationship(models.Model):
    """A clinician looks after a patient, from a day and until the day before `until_on`.

    The days are the patient's. A row is ended and never removed, so all rows of a patient tell who
    looked after them, and who arranged it, when and why.
    instead_of: whose patient it was before, or is beside a cover. note: what was written for the
    clinician; the patient does not see it. arranged_by: None where an invitation was accepted.
    """

    LONGEST_NOTE = 1000

    class Part(models.TextChoices):
        PRIMARY = "primary", _("main therapist")
        SECOND = "second", _("second therapist")
        COVER = "cover", _("cover")

    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="care_received"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_given"
    )
    role = models.CharField(max_length=10, choices=Part.choices, default=Part.PRIMARY)
    from_on = models.DateField()
    until_on = models.DateField(
        null=True, blank=True, help_text=_("The first day on which care no longer counts.")
    )
    ended_reason = models.CharField(max_length=200, blank=True)
    ended_by = _somebody()
    ended_at = models.DateTimeField(null=True, blank=True)
    arranged_by = _somebody()
    arranged_at = models.DateTimeField(null=True, blank=True)
    instead_of = _somebody()
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="", db_default="")
    cover = models.ForeignKey(
        "accounts.Cover", on_delete=models.PROTECT, null=True, blank=True, related_name="care"
    )

    objects = CareQuerySet.as_manager()

    class Meta:
        verbose_name = _("care relationship")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="care_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(patient=F("clinician")), name="care_is_for_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_reason="") | Q(until_on__isnull=False),
                name="care_reason_only_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["primary", "second", "cover"]), name="care_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(role="primary", until_on=None),
                name="care_one_primary",
            ),
            models.UniqueConstraint(
                fields=["patient", "clinician"],
                condition=Q(until_on=None),
                name="care_once_a_pair",
            ),
        ]
        indexes = [models.Index(fields=["clinician", "until_on"], name="care_of_clinician")]

    def __str__(self) -> str:
        return f"{self.clinician} → {self.patient} ({self.get_role_display()})"

    def is_current(self, on: date) -> bool:
        """The same test as `CareQuerySet.current`, for a row already read."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
