"""The domain's codes as column values: what a choice field offers and a constraint allows."""

from enum import StrEnum

from django.db.models import Q


def choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value.replace("_", " ")) for code in codes]


def is_one_of(column: str, codes: type[StrEnum]) -> Q:
    return Q(**{f"{column}__in": [code.value for code in codes]})


def is_score(column: str) -> Q:
    """No answer, or 0 to 10."""
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (0, 10)})
