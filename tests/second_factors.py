"""Second factors as people have them: an app, a passkey, recovery codes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from accounts.models import User


def give_app(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


def give_recovery_codes(user: User) -> None:
    RecoveryCodes.activate(user)


def give_passkey(user: User, name: str = "Phone") -> Authenticator:
    data = {"name": name, "credential": _credential()}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def _credential() -> dict[str, object]:
    """What a phone answers when a passkey is made; its secret key is thrown away."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), b"phone", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    told = AuthenticatorData.create(bytes(32), flags, 0, bytes(credential))
    client_data = b'{"type": "webauthn.create", "challenge": "", "origin": ""}'
    return {
        "id": websafe_encode(b"phone"),
        "rawId": websafe_encode(b"phone"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client_data),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", told, {}))),
        },
    }
