"""What the page of an exercise shows, in five queries."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from exercises import library
from exercises.models import Exercise
from exercises.words import dose_words


@dataclass(frozen=True, slots=True)
class Page:
    """One exercise as its page shows it."""

    exercise: Exercise
    dose: str
    muscles: list[str]
    equipment: list[str]
    easier: list[Exercise]
    harder: list[Exercise]


def get_page_or_404(slug: str) -> Page:
    """The page of a visible exercise. Raises Http404 for any other slug."""
    rows = Exercise.objects.visible().prefetch_related("muscles", "equipment", "easier", "harder")
    exercise = get_object_or_404(rows, slug=slug)
    return Page(
        exercise=exercise,
        dose=dose_words(
            exercise.dose, library.Counts(exercise.counts), unilateral=exercise.unilateral
        ),
        muscles=[tag.name for tag in exercise.muscles.all()],
        equipment=[tag.name for tag in exercise.equipment.all()],
        easier=[row for row in exercise.easier.all() if row.is_visible],
        harder=[row for row in exercise.harder.all() if row.is_visible],
    )
