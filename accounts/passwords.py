from typing import Any

from django.contrib.auth import password_validation as checks
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class SensiblePassword:
    """Django's four checks, with one sentence beside the field instead of four."""

    def __init__(self) -> None:
        self.checks = [
            checks.UserAttributeSimilarityValidator(user_attributes=("name", "email")),
            checks.MinimumLengthValidator(),
            checks.CommonPasswordValidator(),
            checks.NumericPasswordValidator(),
        ]

    def validate(self, password: str, user: Any = None) -> None:
        problems: list[ValidationError] = []
        for check in self.checks:
            try:
                check.validate(password, user)
            except ValidationError as problem:
                problems.append(problem)
        if problems:
            raise ValidationError(problems)

    def get_help_text(self) -> str:
        return _("At least 8 characters. Not your name, and not only numbers.")
