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
    """One example: whose eyes, the path with {names} of ids, the status, and wide windows, too."""

    route: str
    part: str
    path: str
    status: int = 200
    wide: bool = False


def look(
    route: str, part: str = OUT, *paths: str, status: int = 200, wide: bool = False
) -> list[Look]:
    return [Look(route, part, f"/{path}", status, wide) for path in paths or [route]]


def desk(route: str, path: str = "", *, part: str = "therapist") -> list[Look]:
    """A page of somebody who sits at a desk but may hold a phone."""
    return look(route, part, path or route, wide=True)


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
    *look("account/look/", "patient"),
    *look("account/looks/", "patient"),
    *look("today/", "patient"),
    *look("today/", "checked"),
    *look("today/exercises/<slug:slug>/", "patient", "today/exercises/two-leg-bridge/"),
    *look("check-in/", "patient"),
    *look("check-in/answer/", "checked"),
    *look("session/", "checked"),
    *look("session/", "patient", status=409),
    *look("session/<int:number>/", "training", "session/1/", "session/2/?skip", "session/2/?hurts"),
    *look("session/<int:number>/", "training", "session/2/?swap"),
    *look("session/<int:number>/", "checked", "session/1/?ahead=full"),
    *look("session/finish/", "finishing"),
    *look("session/finish/", "checked", "session/finish/?ahead=full"),
    *look("session/done/", "patient"),
    *look("tests/", "patient"),
    *look("tests/<slug:code>/", "patient", "tests/walk-10-minutes/"),
    *look("progress/", "patient", "progress/", "progress/?days=7", "progress/?days=all"),
    *look("pause/", "patient"),
    *look("went-wrong/", "patient"),
    *look("progress/<day:on>/add/", "patient", "progress/{yesterday}/add/"),
    *look("progress/what-you-can-do/", "patient"),
    *look("progress/<day:on>/", "patient", "progress/{day}/"),
    *look(
        "progress/entries/<int:entry_id>/correct/", "patient", "progress/entries/{entry}/correct/"
    ),
    *look("phone/", "patient"),
    *look("mine/delete/", "patient"),
    *look("mine/delete/", "checked"),
    *look("messages/", "patient"),
    *look("messages/", "checked"),
    *look("locked/", "locked"),
    *look("locked/seen/", "locked"),
    *look("learn/", "patient", "learn/", "learn/?q=nothing-like-it"),
    *look("learn/", "patient", "learn/?condition=headache", status=422),
    *look("learn/<slug:slug>/", "patient", "learn/pain-as-a-guide/"),
    *look(
        "exercises/",
        "patient",
        "exercises/",
        "exercises/?q=bridge&position=lying&have=nothing&page=2",
        "exercises/?q=bridge&position=kneeling&have=nothing",
    ),
    *look(
        "exercises/<slug:slug>/",
        "patient",
        "exercises/two-leg-bridge/",
        "exercises/two-leg-bridge/?side=left",
    ),
]
MINE = [
    *look("mine/reminders/", "patient"),
    *look("mine/break/", "patient"),
    *look("mine/paper/", "patient"),
    *look("mine/paper/days/<day:on>/", "patient", "mine/paper/days/{today}/"),
    *look("mine/paper/week/", "patient"),
    *look("mine/paper/type-in/", "patient"),
    *look("mine/paper/type-in/<day:on>/", "patient", "mine/paper/type-in/{day}/"),
    *look("reminders/stop/<str:token>/", OUT, "reminders/stop/{stop}/"),
]
DESK = [
    *desk("caseload/"),
    *look("caseload/", "therapist", "caseload/?view=everyone&has=unread"),
    *look("caseload/message/", "therapist", "caseload/message/?to={patient}"),
    *desk("caseload/hand-over/", "caseload/hand-over/?to={patient}&to={locked}"),
    *desk("alerts/"),
    *look("alerts/", "therapist", "alerts/?view=handled"),
    *look(
        "patients/<uuid:patient_id>/alert-limits/",
        "therapist",
        "patients/{patient}/alert-limits/",
    ),
    *desk("patients/<uuid:patient_id>/", "patients/{patient}/"),
    *desk("patients/<uuid:patient_id>/", "patients/{locked}/"),
    *desk("patients/<uuid:patient_id>/messages/", "patients/{patient}/messages/"),
    *desk("patients/<uuid:patient_id>/", "patients/{beginner}/"),
    *desk(
        "patients/<uuid:patient_id>/directives/<int:entry_id>/",
        "patients/{patient}/directives/{directive}/",
    ),
    *desk("patients/<uuid:patient_id>/programme/", "patients/{patient}/programme/"),
    *look("patients/<uuid:patient_id>/notes/", "therapist", "patients/{patient}/notes/"),
    *look(
        "patients/<uuid:patient_id>/adverse-events/",
        "therapist",
        "patients/{patient}/adverse-events/",
    ),
    *desk("patients/<uuid:patient_id>/letter/", "patients/{patient}/letter/"),
    *look("patients/<uuid:patient_id>/report/", "therapist", "patients/{patient}/report/"),
    *desk("caseload/report/"),
    *look("caseload/report/", "therapist", "caseload/report/?first=2026-03-02&latest=", status=422),
    *look("patients/<uuid:patient_id>/paper/", "therapist", "patients/{patient}/paper/"),
    *look(
        "patients/<uuid:patient_id>/paper/<day:on>/",
        "therapist",
        "patients/{patient}/paper/{today}/",
    ),
    *desk("patients/<uuid:patient_id>/first-answers/", "patients/{patient}/first-answers/"),
    *desk("patients/<uuid:patient_id>/team/", "patients/{patient}/team/"),
    *look(
        "patients/<uuid:patient_id>/team/<int:care_id>/end/",
        "therapist",
        "patients/{patient}/team/{second}/end/",
    ),
    *look("patients/<uuid:patient_id>/looks/", "therapist", "patients/{patient}/looks/"),
    *look("patients/<uuid:patient_id>/days/", "therapist", "patients/{patient}/days/"),
    *look("patients/<uuid:patient_id>/tests/", "therapist", "patients/{patient}/tests/"),
    *look(
        "patients/<uuid:patient_id>/ladders/<slug:code>/",
        "therapist",
        "patients/{patient}/ladders/bridge/",
    ),
    *desk("patients/<uuid:patient_id>/clear-lock/", "patients/{locked}/clear-lock/"),
    *desk("patients/<uuid:patient_id>/assign/", "patients/{beginner}/assign/"),
    *desk("patients/<uuid:patient_id>/simulate/", "patients/{patient}/simulate/"),
    *desk("simulate/"),
    *desk("team/"),
    *desk("team/<uuid:clinician_id>/", "team/{colleague}/"),
    *desk("invite/"),
    *desk("templates/"),
    *desk("exercises/"),
    *desk("learn/"),
    *desk("learn/<slug:slug>/", "learn/pain-as-a-guide/"),
    *desk("exercises/", "exercises/?q=bridge&position=kneeling&have=nothing"),
    *desk("exercises/<slug:slug>/", "exercises/two-leg-bridge/?side=left"),
]

CURATE = [
    *look("curate/import/", "curator"),
    *look("curate/import/<uuid:upload_id>/", "curator", "curate/import/{upload}/"),
    *look("curate/export/", "curator"),
]


def site(model: str, *, pk: str = "", pages: str = "list change") -> list[Look]:
    """Pages of one model in the site's administration, as the administrator sees them."""
    of = f"admin/{model}/"
    ways = {
        "list": look(of, "admin"),
        "add": look(f"{of}add/", "admin"),
        **{
            page: look(f"{of}<path:object_id>/{page}/", "admin", f"{of}{{{pk}}}/{page}/")
            for page in ("change", "history", "delete")
        },
    }
    return [one for page in pages.split() for one in ways[page]]


TEXTS = [
    *desk("curate/", part="reviewer"),
    *desk("curate/", part="curator"),
    *desk("curate/texts/", "curate/texts/?status=draft&kind=exercises", part="reviewer"),
    *look("curate/texts/", "reviewer", "curate/texts/?q=nothing-like-it"),
    *look("curate/texts/", "reviewer", "curate/texts/?status=lost", status=422),
    *desk("curate/exercises/<slug:slug>/", "curate/exercises/heel-dig/", part="reviewer"),
    *look("curate/exercises/<slug:slug>/", "curator", "curate/exercises/two-leg-bridge/"),
    *look("exercises/<slug:slug>/", "curator", "exercises/heel-dig/"),
    *desk("curate/articles/<slug:slug>/", "curate/articles/pain-as-a-guide/", part="curator"),
    *desk(
        "curate/protocols/<slug:code>/<int:version>/",
        "curate/protocols/hamstring-strain/{version}/",
        part="reviewer",
    ),
]
SITE = [
    *look("admin/", "admin"),
    *look("admin/", "curator"),
    *look("admin/password_change/", "admin"),
    *look("admin/^(?P<app_label>recovery|exercises|accounts|account|mfa)/$", "admin", "admin/mfa/"),
    *site("exercises/exercise", pk="exercise", pages="list add change history"),
    *look("admin/exercises/exercise/", "curator"),
    *site("exercises/article", pk="article", pages="change"),
    *site("recovery/protocolversion", pk="protocol"),
    *site("accounts/user", pk="person", pages="list add change history delete"),
    *look("admin/accounts/user/<id>/password/", "admin", "admin/accounts/user/{person}/password/"),
    *site("accounts/recordaccess", pk="access"),
    *look("admin/recovery/protocolversion/add/", "admin", status=403),
]
# Everybody is made up anew for each, so there are as many as work side by side.
GROUPS = {
    "before a plan": [*PUBLIC, *SIGNING_IN, *BEGINNING],
    "with a plan": [*OWN, *MINE],
    "at a desk": [*DESK, *CURATE, *TEXTS],
    "in the administration": SITE,
}
SHOWS_NOTHING = {
    "pause/end/": "ends a pause and leads to Today",
    "manifest.webmanifest": "what an installed app is called and looks like",
    "service-worker.js": "a script",
    "phone/day/": "an answer for a script",
    "home/": "leads to the page that somebody's day starts on",
    "start/": "leads to the first open question",
    "account/password/set/": "everybody has a password, so it leads to changing it",
    "account/login/code/confirm/": "signing in by a code in a mail is off",
    "account/2fa/authenticate/": "stands between password and code; a journey goes there",
    "account/2fa/recovery-codes/download/": "a text file",
    "account/2fa/webauthn/login/": "an answer for a script",
    **dict.fromkeys(
        (
            "mine/reminders/stop/",
            "mine/reminders/calendar/",
            "mine/reminders/devices/",
            "mine/reminders/devices/<int:device_id>/remove/",
        ),
        "only takes a form, and leads to the page of reminders",
    ),
    "reminders/<str:token>/stepwise.ics": "a calendar",
    "patients/<uuid:patient_id>/directives/": "only takes a form",
    "caseload/views/": "only takes a form",
    "caseload/views/<int:view_id>/remove/": "only takes a form",
    "alerts/<uuid:patient_id>/": "only takes a form",
    "alerts/mail/": "only takes a form",
    "team/covers/<int:cover_id>/end/": "only takes a form",
    "templates/<int:template_id>/remove/": "only takes a form",
    "curate/export/<slug:kind>/": "a file",
    "mine/download/": "a file",
    "invite/<int:invitation_id>/revoke/": "only takes a form",
    "uploads/<slug:slug>/<str:name>": "a picture, a film or captions",
    "admin/login/": "leads to signing in, as everybody does",
    "admin/logout/": "only takes a form",
    "admin/password_change/done/": "Django's own, reached after changing a password",
    "admin/autocomplete/": "an answer for a script",
    "admin/jsi18n/": "a script",
    "admin/r/<path:content_type_id>/<path:object_id>/": "leads to the thing itself",
    "admin/(?P<url>.*)$": "adds a slash, or is not there",
}
# Laid out by a template that is looked at for another model, with nothing of their own.
ALIKE = {
    f"admin/{model}/{page}"
    for model, pages in {
        "exercises/exercise": ("<path:object_id>/delete/",),
        "exercises/article": ("", "add/", "<path:object_id>/history/", "<path:object_id>/delete/"),
        "recovery/protocolversion": ("<path:object_id>/history/", "<path:object_id>/delete/"),
        "accounts/recordaccess": ("add/", "<path:object_id>/history/", "<path:object_id>/delete/"),
        **dict.fromkeys(
            (
                "accounts/carerelationship",
                "accounts/clinic",
                "accounts/invitation",
                "account/emailaddress",
                "mfa/authenticator",
            ),
            (
                *("", "add/", "<path:object_id>/change/"),
                *("<path:object_id>/history/", "<path:object_id>/delete/"),
            ),
        ),
    }.items()
    for page in pages
} | {
    f"admin/{model}/<path:object_id>/"  # leads to the form
    for model in (
        "exercises/article",
        "exercises/exercise",
        "recovery/protocolversion",
        "accounts/user",
        "accounts/carerelationship",
        "accounts/clinic",
        "accounts/invitation",
        "accounts/recordaccess",
        "account/emailaddress",
        "mfa/authenticator",
    )
}
