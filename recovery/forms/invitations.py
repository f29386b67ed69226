"""What a clinician sets out before a plan begins."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Clinic
from recovery.domain.codes import Autonomy
from recovery.explanations.settings_words import AUTONOMY_WORDS, EQUIPMENT_WORDS, GOAL_WORDS
from recovery.forms.desk import LIMITS
from recovery.forms.intake import DaysForm, SideForm
from recovery.forms.plan_settings import SettingsForm, says_anything

UNSAID = ("", gettext_lazy("They will say"))
FOR_CLINIC = "clinic"
KNOWN = ("side", "goal", "days_per_week", "equipment")


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
    side = forms.ChoiceField(
        label=gettext_lazy("Injured side"),
        required=False,
        choices=[UNSAID, *SideForm.base_fields["side"].choices],
    )
    goal = forms.ChoiceField(
        label=gettext_lazy("Goal"), required=False, choices=[UNSAID, *GOAL_WORDS.items()]
    )
    days_per_week = forms.TypedChoiceField(
        label=gettext_lazy("Days a week"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[UNSAID, *DaysForm.base_fields["days_per_week"].choices],
    )
    equipment = forms.MultipleChoiceField(
        label=gettext_lazy("What they have at home"),
        required=False,
        choices=EQUIPMENT_WORDS.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    kept_as = forms.CharField(
        label=gettext_lazy("Keep as a template, called"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "A name you have makes its next version. What you know of one person is not kept."
        ),
    )
    kept_for = forms.ChoiceField(label=gettext_lazy("Kept for"), required=False)
    field_order = ("protocol", "profile", "autonomy", "phase", "reason")
    is_read = True

    def __init__(
        self,
        *args: Any,
        protocols: list[tuple[str, str]],
        is_kept: bool = False,
        clinic: Clinic | None = None,
        **kwargs: Any,
    ) -> None:
        """is_kept: sent to be kept as a template, which needs a name. clinic: whose it may be."""
        super().__init__(*args, **kwargs)
        self.is_kept = is_kept
        self.fields["protocol"].choices = protocols
        if clinic is None:
            del self.fields["kept_for"]
        else:
            everybody = _("Everybody in %(clinic)s") % {"clinic": clinic.name}
            self.fields["kept_for"].choices = [("", _("Me alone")), (FOR_CLINIC, everybody)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_kept:
            self._need("kept_as", _("Give it a name."))
        elif self.is_read and self.changes:
            self._need("reason", _("Say why you choose this. They can read it."))
        return cleaned

    def _need(self, name: str, told: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, told)

    @property
    def is_for_clinic(self) -> bool:
        return self.cleaned_data.get("kept_for") == FOR_CLINIC

    def refuse_name(self, author: str) -> None:
        told = _("%(author)s keeps a template of that name for the clinic. Choose another name.")
        self.add_error("kept_as", told % {"author": author})

    @property
    def kept_for_field(self) -> BoundField | None:
        return self["kept_for"] if "kept_for" in self.fields else None

    @property
    def person_is_said(self) -> bool:
        return says_anything([self[name] for name in KNOWN])

    @property
    def person(self) -> dict[str, Any]:
        """What is known of them, by the names of the first questions."""
        return {name: self.cleaned_data[name] for name in KNOWN if self.cleaned_data.get(name)}

    @property
    def settings(self) -> dict[str, Any]:
        """What an invitation carries: `recovery.services.first_plans` reads it."""
        autonomy = self.cleaned_data.get("autonomy")
        chosen = {
            "protocol": self.cleaned_data["protocol"],
            "autonomy": "" if autonomy == Autonomy.AUTOMATIC else autonomy,
            "reason": self.cleaned_data["reason"],
            "person": self.person,
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


def as_initial(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as the fields of a form, to begin from. High limits are to be said again.

    The programme apart, which is put together step by step.
    """
    plain = ("protocol", "profile", "autonomy", "phase", "reason")
    fields = {name: settings[name] for name in plain if name in settings}
    for context, given in settings.get("caps", {}).items():
        fields |= {f"{context}_{name}": n for name, n in zip(LIMITS, given, strict=True)}
    return fields | {f"rung_{code}": rung for code, rung in settings.get("rungs", {}).items()}
