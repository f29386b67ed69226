"""What a clinician sets out before a plan begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.explanations.desk_words import PROFILE_WORDS
from recovery.forms.desk import DeskForm
from recovery.forms.directives import LONGEST_REASON


class PlanSettingsForm(DeskForm):
    """Protocol and profile, kept until the patient's first questions begin the plan."""

    protocol = forms.ChoiceField(label=gettext_lazy("Protocol"))
    profile = forms.ChoiceField(
        label=gettext_lazy("How careful"),
        required=False,
        choices=[("", gettext_lazy("As their answers ask")), *PROFILE_WORDS.items()],
        help_text=gettext_lazy(
            "Left alone, the plan is strict in the first days, after a repeat, above 60, and "
            "while the injury is more than mild."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, in words for the patient"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They read it on the first day of the plan."),
    )

    def __init__(self, *args: Any, protocols: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = protocols

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("profile") and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you choose this. They can read it."))
        return cleaned

    @property
    def settings(self) -> dict[str, str]:
        """What an invitation carries: `recovery.services.first_plans` reads it."""
        names = ("protocol", "profile", "reason")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


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
    field_order = ("email", "protocol", "profile", "reason")
