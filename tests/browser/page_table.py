"""Every address that shows a page, with examples of it and who looks; `Axe` reads them all.

An address without a row fails, as does a row without an address. An address that only takes
something, or only leads on, stands in SHOWS_NOTHING.
"""

from dataclasses import dataclass

OUT, INVITED = "nobody", "invited"
STEPS = (
    *("red-flags", "injured-on", "side", "onset", "severity", "recurrent", "age"),
    *("blood-thinners", "pain", "goal", "equipment", "days", "forecast", "activities"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """One example: whose eyes, the path with {names} of ids, the status, and a wide window."""

    route: str
    part: str
    path: str
    status: int = 200
    wide: bool = False


def look(route: str, part: str = OUT, *paths: str, status: int = 200) -> list[Look]:
    return [Look(route, part, f"/{path}", status) for path in paths or [route]]


def desk(route: str, path: str = "") -> list[Look]:
    """A page of the therapist, who sits at a desk but may hold a phone."""
    narrow = look(route, "therapist", path or route)
    return [*narrow, *(Look(one.route, one.part, one.path, wide=True) for one in narrow)]


PUBLIC = [
    *look(""),
    *look("tour/"),
    *look(
        "tour/<slug:step>/",
        OUT,
        *(f"tour/{step}/" for step in ("check-in", "today", "reason", "session", "therapist")),
    ),
    *look("help/"),
    *look("about/"),
    *look("rules/"),
    *look("account/invitation/<str:token>/", OUT, "account/invitation/unknown/", status=404),
    *look("account/invitation/", INVITED),
]
SIGNING_IN = [
    *look("account/login/"),
    *look("account/signup/"),
    *look("account/logout/", "patient"),
    *look("account/inactive/"),
    *look("account/reauthenticate/", "patient"),
    *look("account/email/", "patient"),
    *look("account/confirm-email/"),
    *look(
        "account/^confirm-email/(?P<key>[-:\\w]+)/$",
        OUT,
        "account/confirm-email/{mail_key}/",
        "account/confirm-email/unknown/",
    ),
    *look("account/password/change/", "patient"),
    *look("account/password/reset/"),
    *look("account/password/reset/done/"),
    *look("account/password/reset/key/done/"),
    *look(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        OUT,
        "account/password/reset/key/{reset_key}/",
        "account/password/reset/key/1-x/",
    ),
    *look("account/2fa/", "patient"),
    *look("account/2fa/", "careful"),
    *look("account/2fa/reauthenticate/", "careful"),
    *look("account/2fa/totp/activate/", "patient"),
    *look("account/2fa/totp/deactivate/", "careful"),
    *look("account/2fa/recovery-codes/", "careful"),
    *look("account/2fa/recovery-codes/generate/", "careful"),
    *look("account/2fa/webauthn/", "careful"),
    *look("account/2fa/webauthn/add/", "careful"),
    *look("account/2fa/webauthn/reauthenticate/", "careful"),
    *look(
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        "careful",
        "account/2fa/webauthn/keys/{passkey}/remove/",
    ),
    *look(
        "account/2fa/webauthn/keys/<int:pk>/edit/",
        "careful",
        "account/2fa/webauthn/keys/{passkey}/edit/",
    ),
]
BEGINNING = [
    *look("start/advice/", "advised"),
    *look("start/<slug:step>/", "beginner", *(f"start/{step}/" for step in STEPS)),
    *look("start/summary/", "beginner"),
]
OWN = [
    *look("account/me/", "patient"),
    *look("account/looks/", "patient"),
    *look("today/", "patient"),
    *look("today/", "checked"),
    *look("check-in/", "patient"),
    *look("check-in/answer/", "checked"),
    *look("session/", "checked"),
    *look("session/", "patient", status=409),
    *look("session/<int:number>/", "training", "session/1/", "session/2/?skip", "session/2/?hurts"),
    *look("session/finish/", "finishing"),
    *look("session/done/", "patient"),
    *look("tests/", "patient"),
    *look("tests/<slug:code>/", "patient", "tests/walk-10-minutes/"),
    *look("progress/", "patient"),
    *look("progress/<day:on>/", "patient", "progress/{day}/"),
    *look(
        "progress/entries/<int:entry_id>/correct/", "patient", "progress/entries/{entry}/correct/"
    ),
    *look("locked/", "locked"),
    *look("locked/seen/", "locked"),
    *look("exercises/", "patient"),
    *look("exercises/<slug:slug>/", "patient", "exercises/two-leg-bridge/"),
]
DESK = [
    *desk("caseload/"),
    *desk("patients/<uuid:patient_id>/", "patients/{patient}/"),
    *desk("patients/<uuid:patient_id>/", "patients/{locked}/"),
    *desk("patients/<uuid:patient_id>/", "patients/{beginner}/"),
    *desk("patients/<uuid:patient_id>/clear-lock/", "patients/{locked}/clear-lock/"),
    *desk("patients/<uuid:patient_id>/assign/", "patients/{beginner}/assign/"),
    *desk("invite/"),
    *desk("exercises/"),
]
GROUPS = {
    "public": PUBLIC,
    "signing in": SIGNING_IN,
    "beginning": BEGINNING,
    "own": OWN,
    "desk": DESK,
}
SHOWS_NOTHING = {
    "home/": "leads to the page that somebody's day starts on",
    "start/": "leads to the first open question",
    "account/password/set/": "everybody has a password, so it leads to changing it",
    "account/login/code/confirm/": "signing in by a code in a mail is off",
    "account/2fa/authenticate/": "stands between password and code; a journey goes there",
    "account/2fa/recovery-codes/download/": "a text file",
    "account/2fa/webauthn/login/": "an answer for a script",
    "patients/<uuid:patient_id>/directives/": "only takes a form",
    "invite/<int:invitation_id>/revoke/": "only takes a form",
}
