"""allauth's forms in our words: sentence case, and no placeholder that repeats the label."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD, CODE = _("E-mail"), _("Password"), _("Code")


class OurWords:
    labels: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class LoginForm(OurWords, account.LoginForm):
    labels = {"login": EMAIL, "password": PASSWORD, "remember": _("Stay signed in here")}


class SignupForm(OurWords, account.SignupForm):
    labels = {"email": EMAIL, "password1": PASSWORD}


class AddEmailForm(OurWords, account.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class SetPasswordForm(OurWords, account.SetPasswordForm):
    labels = {"password1": PASSWORD, "password2": _("Password again")}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    labels = {"email": EMAIL}


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class AuthenticateForm(OurWords, mfa.AuthenticateForm):
    labels = {"code": CODE}


class ReauthenticateByCodeForm(OurWords, mfa.ReauthenticateForm):
    labels = {"code": CODE}


class ActivateTOTPForm(OurWords, totp.ActivateTOTPForm):
    labels = {"code": CODE}


class AddPasskeyForm(OurWords, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name"), "passwordless": _("Use it instead of my password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = _("Without this it is only asked for after it.")


class RenamePasskeyForm(OurWords, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name")}
