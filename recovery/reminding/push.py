"""Web push: this installation's key, and handing a reminder to the push services.

The key (VAPID) tells push services who sends. It is made at first use, or by `manage.py
push_key`, and lies in the data folder, readable by its owner alone. With another key every
device has to agree again, so it belongs to what is backed up.
"""

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.urls import reverse

from recovery.explanations.reminder_words import REMINDER_WORDS
from recovery.models import PushDevice, Reminder
from recovery.reminding.times import Kind

GONE = (404, 410)
PATIENCE_SECONDS = 10
KEPT_SECONDS = 15 * 60  # the push service keeps it so long for a phone that is off


def is_push_service(endpoint: str) -> bool:
    """Whether the address is one of a push service we know.

    A browser says where its notifications are to be sent, and this server sends there: without
    this list anybody signed in could make it call any address.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_known = any(host == one or host.endswith(f".{one}") for one in settings.PUSH_SERVICES)
    return parts.scheme == "https" and port in (None, 443) and not parts.username and is_known


def public_key() -> str:
    """What a page gives the browser, in the form browsers expect."""
    key = load_pem_private_key(key_file().read_bytes(), password=None)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def key_file() -> Path:
    """The file of the private key, made where there is none yet."""
    path = Path(settings.PUSH_KEY_FILE)
    if not path.exists():
        _make_key(path)
    return path


def _make_key(path: Path) -> None:
    """Whole or not at all: of two processes that make one at once, the first one's stays."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@contextmanager
def ready(reminder: Reminder) -> Iterator[Callable[[], object]]:
    yield partial(send, reminder)


def send(reminder: Reminder) -> None:
    """To every device of the person; one that is gone is forgotten.

    Raises the first refusal once all were tried. A device that has it already shows it once all
    the same: notifications of one tag take each other's place.
    """
    refusals = [
        refusal
        for device in PushDevice.objects.filter(patient_id=reminder.patient_id)
        if (refusal := _send_to(device, payload(reminder))) is not None
    ]
    if refusals:
        raise refusals[0]


def payload(reminder: Reminder) -> str:
    words = REMINDER_WORDS[Kind(reminder.kind)]
    return json.dumps(
        {
            "title": str(words.title),
            "body": str(words.text),
            "page": reverse(words.page),
            "tag": f"reminder-{reminder.pk}",
        }
    )


def _send_to(device: PushDevice, text: str) -> Exception | None:
    # They take half a second to load, which no page should wait for.
    from pywebpush import WebPushException, webpush
    from requests import RequestException, Session

    session = Session()
    session.max_redirects = 0  # the address was judged, and not where it leads on
    keys = {"p256dh": device.p256dh, "auth": device.auth}
    try:
        webpush(
            {"endpoint": device.endpoint, "keys": keys},
            data=text,
            vapid_private_key=_signer(key_file()),
            vapid_claims={"sub": settings.PUSH_CONTACT},
            ttl=KEPT_SECONDS,
            timeout=PATIENCE_SECONDS,
            requests_session=session,
        )
    except WebPushException as refusal:
        if refusal.response is None or refusal.response.status_code not in GONE:
            return refusal
        device.delete()
    except RequestException as unreachable:
        return unreachable
    return None


@cache
def _signer(path: Path) -> object:
    from py_vapid import Vapid02

    return Vapid02.from_file(str(path))
