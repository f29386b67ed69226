"""What people type about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import people
from accounts.models import User
from accounts.models.user import TextSize, Theme
from accounts.places import countries, time_zone_choices


def zone_choices() -> list[tuple[str, object]]:
    return [("", _("Choose a time zone")), *time_zone_choices()]


def country_choices() -> list[tuple[str, str]]:
    return [("", _("Choose a country")), *countries().items()]


class PlaceForm(forms.Form):
    """Where somebody lives: the day changes at their midnight."""

    name = forms.CharField(
        label=_("What should we call you?"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        help_text=_("So that we show the right number to call in an emergency."),
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("So that your day starts when it starts for you."),
    )


class SignUpDetails(PlaceForm):
    """The part of the sign-up form that is ours; allauth adds e-mail and password."""

    consent = forms.BooleanField(
        label=_("I agree that Stepwise keeps what I write here to guide my plan."),
        error_messages={"required": _("We need your agreement to keep what you write.")},
    )
    field_order = ["email", "password1", "name", "country", "time_zone", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # A choice made by hand is not guessed over.
            self.fields["time_zone"].widget.attrs["data-time-zone"] = "guess"

    def signup(self, request: HttpRequest, user: User) -> None:
        people.complete_sign_up(
            user=user,
            name=self.cleaned_data["name"],
            country=self.cleaned_data["country"],
            time_zone=self.cleaned_data["time_zone"],
            language=request.LANGUAGE_CODE,
            now=timezone.now(),  # noqa: TID251 (allauth calls this in its view's stead)
        )


class ProfileForm(PlaceForm):
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    field_order = ["name", "country", "time_zone", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:  # A question with one answer is not asked.
            self.fields["language"].widget = forms.HiddenInput()


class LookForm(forms.Form):
    """How the pages look to one person, wherever they sign in."""

    text_size = forms.ChoiceField(
        label=_("Text size"), choices=TextSize.choices, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.choices, widget=forms.RadioSelect)
