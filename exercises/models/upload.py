from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models.exercise import Exercise
from exercises.uploads import kinds
from exercises.uploads.pictures import widths

FILMS = [one.value for one in kinds.Format if one.is_film]


class UploadQuerySet(models.QuerySet["Upload"]):
    def waiting(self) -> UploadQuerySet:
        """Pictures whose smaller copies are still to be made."""
        return self.filter(prepared_at=None)


class Upload(models.Model):
    """A photograph or film of an exercise. Its files are named after what is in them."""

    class Format(models.TextChoices):
        JPEG = kinds.Format.JPEG, "JPEG"
        PNG = kinds.Format.PNG, "PNG"
        WEBP = kinds.Format.WEBP, "WebP"
        MP4 = kinds.Format.MP4, "MP4"
        WEBM = kinds.Format.WEBM, "WebM"

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="uploads")
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, help_text=_("The lowest comes first.")
    )
    instead_of_figure = models.BooleanField(
        _("instead of the drawing"),
        default=False,
        help_text=_("Otherwise it is shown below the drawn figure."),
    )
    alt = models.CharField(
        _("in words"),
        max_length=400,
        help_text=_("What somebody who cannot see it needs to know."),
    )
    author = models.CharField(_("author"), max_length=80, help_text=_("Who took it."))
    licence = models.CharField(_("licence"), max_length=40, help_text=_("For example CC BY 4.0."))

    format = models.CharField(_("format"), max_length=4, choices=Format.choices, editable=False)
    digest = models.CharField(max_length=64, editable=False, help_text=_("SHA-256 of the upload."))
    captions_digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveSmallIntegerField(
        _("width"), editable=False, validators=[MinValueValidator(1)]
    )
    height = models.PositiveSmallIntegerField(
        _("height"), editable=False, validators=[MinValueValidator(1)]
    )
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    prepared_at = models.DateTimeField(_("prepared"), null=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture or film")
        verbose_name_plural = _("pictures and films")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "digest"], name="upload_once"),
            models.CheckConstraint(
                condition=Q(format__in=[one.value for one in kinds.Format]),
                name="upload_format_is_known",
            ),
            models.CheckConstraint(condition=~Q(alt=""), name="upload_is_told_in_words"),
            models.CheckConstraint(
                condition=~(Q(author="") | Q(licence="")), name="upload_author_and_licence"
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1), name="upload_has_a_size"
            ),
            models.CheckConstraint(
                condition=(Q(format__in=FILMS) & ~Q(captions_digest=""))
                | (~Q(format__in=FILMS) & Q(captions_digest="")),
                name="upload_film_has_captions",
            ),
            models.CheckConstraint(
                condition=~Q(format__in=FILMS) | Q(prepared_at__isnull=False),
                name="upload_film_waits_for_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def is_film(self) -> bool:
        return kinds.Format(self.format).is_film

    @property
    def is_ready(self) -> bool:
        return self.prepared_at is not None

    @property
    def waiting_name(self) -> str:
        """The photograph as it came; never served, and gone once its copies are made."""
        return f"{self.digest}.original"

    @property
    def captions_name(self) -> str:
        return f"{self.captions_digest}.vtt"

    @property
    def served_names(self) -> list[str]:
        """The files people may ask for: copies from small to large, or the film and captions."""
        if self.is_film:
            return [f"{self.digest}.{self.format}", self.captions_name]
        return [f"{self.digest}-{width}.webp" for width in widths(self.width)]

    @property
    def names(self) -> list[str]:
        """Every file that this row leans on."""
        return self.served_names if self.is_ready else [*self.served_names, self.waiting_name]
