"""What a clinician sets out before a plan begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import Autonomy
from recovery.explanations.settings_words import AUTONOMY_WORDS
from recovery.forms.plan_settings import SettingsForm


class PlanSettingsForm(SettingsForm):
    """Protocol and settings, kept until the patient's first questions begin the plan.

    is_read: whether a patient reads the reason, so that a change needs one.
    """

    protocol = forms.ChoiceField(label=gettext_lazy("Protocol"))
    autonomy = forms.ChoiceField(
        label=gettext_lazy("Who decides a step up"),
        required=False,
        choices=AUTONOMY_WORDS.items(),
        help_text=gettext_lazy("Easing, rest and stops always act at once."),
    )
    field_order = ("protocol", "profile", "autonomy", "phase", "reason")
    is_read = True

    def __init__(self, *args: Any, protocols: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = protocols

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            self.is_read
            and self.changes
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Say why you choose this. They can read it."))
        return cleaned

    @property
    def settings(self) -> dict[str, Any]:
        """What an invitation carries: `recovery.services.first_plans` reads it."""
        autonomy = self.cleaned_data.get("autonomy")
        chosen = {
            "protocol": self.cleaned_data["protocol"],
            "autonomy": "" if autonomy == Autonomy.AUTOMATIC else autonomy,
            "reason": self.cleaned_data["reason"],
        }
        return {**{name: said for name, said in chosen.items() if said}, **self.changes}


class InvitationForm(PlanSettingsForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "If you give one, we mail the link. The mail names you and no injury."
        ),
        error_messages={"invalid": gettext_lazy("Write a whole e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", *PlanSettingsForm.field_order)
