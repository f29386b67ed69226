"""What exercises are called and how they are done, as curators left them. One query each."""

from collections.abc import Iterable, Mapping

from exercises.models import Exercise


def names_of(slugs: Iterable[str]) -> Mapping[str, str]:
    return dict(Exercise.objects.filter(slug__in=set(slugs)).values_list("slug", "name"))


def text_of(slug: str) -> Exercise | None:
    """The whole text of one exercise; None where the library has none of this slug."""
    return Exercise.objects.filter(slug=slug).first()
