"""What the page of an exercise shows, in six queries."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from exercises import library
from exercises.models import Exercise, Upload
from exercises.uploads.showing import Shown, shown
from exercises.words import dose_words


@dataclass(frozen=True, slots=True)
class Page:
    """One exercise as its page shows it. A photograph that is not ready hides no drawing."""

    exercise: Exercise
    dose: str
    muscles: list[str]
    equipment: list[str]
    easier: list[Exercise]
    harder: list[Exercise]
    uploads: list[Shown]
    shows_figure: bool


def get_page_or_404(slug: str, *, at_any_stage: bool = False) -> Page:
    """The page of a visible exercise. Raises Http404 for any other slug.

    at_any_stage: for those who write and review it, and for plans that have it.
    """
    rows = Exercise.objects.all() if at_any_stage else Exercise.objects.visible()
    rows = rows.prefetch_related("muscles", "equipment", "easier", "harder", "uploads")
    exercise = get_object_or_404(rows, slug=slug)
    uploads = list(exercise.uploads.all())
    return Page(
        exercise=exercise,
        dose=dose_words(
            exercise.dose, library.Counts(exercise.counts), unilateral=exercise.unilateral
        ),
        muscles=[tag.name for tag in exercise.muscles.all()],
        equipment=[tag.name for tag in exercise.equipment.all()],
        easier=[row for row in exercise.easier.all() if row.is_visible],
        harder=[row for row in exercise.harder.all() if row.is_visible],
        uploads=[shown(upload, slug) for upload in uploads],
        shows_figure=not any(one.is_ready and one.instead_of_figure for one in uploads),
    )


def is_served(*, slug: str, name: str, at_any_stage: bool = False) -> bool:
    """Whether a visible exercise has a picture, film or captions of this name."""
    rows = Upload.objects.filter(exercise__slug=slug)
    if not at_any_stage:
        rows = rows.filter(exercise__in=Exercise.objects.visible())
    return any(upload.is_ready and name in upload.served_names for upload in rows)
