"""The mail in the morning to a clinician: how many wait in the inbox. Never who, or why."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from recovery.reminding.links import site


def mail(clinician: User, people: int) -> None:
    """In their own language. Raises what the mail server refuses it with."""
    language = clinician.language if clinician.language in dict(settings.LANGUAGES) else None
    with translation.override(language or settings.LANGUAGE_CODE):
        facts = {"people": people, "link": site(reverse("alerts"))}
        text = render_to_string("recovery/email/digest_message.txt", facts)
        send_mail(str(_("Stepwise: your list for this morning")), text, None, [clinician.email])
