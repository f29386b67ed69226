"""Every address of the site, and what each kind of person finds there.

A row is an address as the URLconf spells it, an example of it with the ids of `test_access`
filled in, what each kind of person gets, and the methods it takes. An address without a row
fails the test, and so does a row without an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SIGN_IN = "sign in"
Answer = int | str


class Who(StrEnum):
    """`own` and `other` are patients with a plan.

    Of the therapists, both of one clinic, which `caring` leads, `caring` looks after `own`.
    """

    OUT = "somebody signed out"
    OWN = "the patient"
    OTHER = "another patient"
    CARING = "the therapist"
    STRANGER = "a colleague who does not"
    CURATOR = "a content admin"
    REVIEWER = "a clinical reviewer"
    ADMIN = "an administrator"


PATIENTS = (Who.OWN, Who.OTHER)
CLINICIANS = (Who.CARING, Who.STRANGER)
STAFF = (Who.CURATOR, Who.REVIEWER, Who.ADMIN)
SIGNED_IN = (*PATIENTS, *CLINICIANS, *STAFF)
# A form of Django's own class-based views also takes PUT, as if it were POST.
FORM = "GET POST"
THEIR_FORM = "GET POST PUT"
# Where somebody has no business on allauth's pages, they are led on before the method is looked at.
ANY = "GET POST PUT PATCH DELETE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """answers: the status of the first of `methods`, or SIGN_IN. path: with {names} of ids."""

    route: str
    path: str
    answers: Mapping[Who, Answer]
    methods: tuple[str, ...]


def everyone(shows: int = 200) -> Mapping[Who, Answer]:
    return dict.fromkeys(Who, shows)


def only(*who: Who, shows: int = 200) -> Mapping[Who, Answer]:
    """These people see it; the signed-out are asked to sign in, and for others it is not there."""
    rest = {Who.OUT: SIGN_IN, **dict.fromkeys(SIGNED_IN, 404)}
    return {**rest, **dict.fromkeys(who, shows)}


def guests(shows: int = 200, *, others: int = 302) -> Mapping[Who, Answer]:
    """For people who are not signed in; the signed-in are led on."""
    return {**dict.fromkeys(SIGNED_IN, others), Who.OUT: shows}


def half_signed_in() -> Mapping[Who, Answer]:
    """For people between password and second factor, which nobody here is."""
    return guests(shows=302)


def row(route: str, answers: Mapping[Who, Answer], methods: str = "GET", *, path: str = "") -> Row:
    return Row(
        route=route, path=f"/{path or route}", answers=answers, methods=tuple(methods.split())
    )


PUBLIC = (
    row("", everyone()),
    row("tour/", everyone()),
    row("tour/<slug:step>/", everyone(), path="tour/today/"),
    row("help/", everyone()),
    row("about/", everyone()),
    row("manifest.webmanifest", everyone()),
    row("service-worker.js", everyone()),
)
ACCOUNT = (
    row("home/", only(*SIGNED_IN, shows=302)),
    row("account/me/", only(*SIGNED_IN), FORM),
    row("account/look/", only(*SIGNED_IN), FORM),
    row("account/looks/", only(*PATIENTS)),
    row("account/invitation/", everyone(302), FORM),
    row("account/invitation/<str:token>/", everyone(404), path="account/invitation/unknown/"),
)
SIGN_IN_PAGES = (
    row("account/login/", guests(), THEIR_FORM),
    row("account/logout/", {**only(*SIGNED_IN), Who.OUT: 302}, "GET POST"),
    row("account/inactive/", everyone()),
    row("account/signup/", guests(), THEIR_FORM),
    row("account/reauthenticate/", only(*SIGNED_IN), THEIR_FORM),
    row("account/email/", only(*SIGNED_IN), THEIR_FORM),
    row("account/confirm-email/", everyone()),
    row(
        "account/^confirm-email/(?P<key>[-:\\w]+)/$",
        everyone(),
        FORM,
        path="account/confirm-email/{mail_key}/",
    ),
    row("account/password/change/", only(*SIGNED_IN), THEIR_FORM),
    row("account/password/set/", only(*SIGNED_IN, shows=302), ANY),
    row("account/password/reset/", everyone(), THEIR_FORM),
    row("account/password/reset/done/", everyone()),
    row("account/password/reset/key/done/", everyone()),
    row(
        "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        everyone(),
        ANY,
        path="account/password/reset/key/1-x/",
    ),
    row("account/login/code/confirm/", half_signed_in(), ANY),
)
# Everybody has an app as second factor but the other patient; the patient has a passkey, too.
WITH_FACTOR = (Who.OWN, *CLINICIANS, *STAFF)
SECOND_FACTOR = (
    row("account/2fa/", only(*SIGNED_IN)),
    row("account/2fa/authenticate/", half_signed_in(), ANY),
    row(
        "account/2fa/reauthenticate/",
        {**only(*WITH_FACTOR), Who.OTHER: 302},
        THEIR_FORM,
    ),
    row(
        "account/2fa/totp/activate/",
        {**only(*SIGNED_IN, shows=302), Who.OTHER: 200},
        THEIR_FORM,
    ),
    row("account/2fa/totp/deactivate/", only(*WITH_FACTOR), THEIR_FORM),
    row("account/2fa/recovery-codes/", only(Who.OWN)),
    row("account/2fa/recovery-codes/generate/", only(*SIGNED_IN), THEIR_FORM),
    row("account/2fa/recovery-codes/download/", only(Who.OWN)),
    row("account/2fa/webauthn/", only(*SIGNED_IN)),
    row("account/2fa/webauthn/add/", only(*SIGNED_IN), THEIR_FORM),
    row(
        "account/2fa/webauthn/reauthenticate/",
        {**only(*SIGNED_IN, shows=302), Who.OWN: 200},
        THEIR_FORM,
    ),
    row(
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        only(Who.OWN),
        f"{THEIR_FORM} DELETE",
        path="account/2fa/webauthn/keys/{passkey}/remove/",
    ),
    row(
        "account/2fa/webauthn/keys/<int:pk>/edit/",
        only(Who.OWN),
        THEIR_FORM,
        path="account/2fa/webauthn/keys/{passkey}/edit/",
    ),
    row("account/2fa/webauthn/login/", half_signed_in(), ANY),
)
LIBRARY = (
    row("exercises/", only(*SIGNED_IN)),
    row("exercises/<slug:slug>/", only(*SIGNED_IN), path="exercises/two-leg-bridge/"),
    row("learn/", only(*SIGNED_IN)),
    row("learn/<slug:slug>/", only(*SIGNED_IN), path="learn/pain-as-a-guide/"),
    row(
        "uploads/<slug:slug>/<str:name>", only(*SIGNED_IN), path="uploads/two-leg-bridge/{picture}"
    ),
)
# A file waits for the yes of the curator who sent it; the empty form above is no file.
CURATE = (
    row("curate/import/", only(Who.CURATOR, Who.ADMIN), FORM),
    row(
        "curate/import/<uuid:upload_id>/",
        only(Who.CURATOR),
        FORM,
        path="curate/import/{upload}/",
    ),
    row("curate/export/", only(Who.CURATOR, Who.ADMIN)),
    row("curate/export/<slug:kind>/", only(Who.CURATOR, Who.ADMIN), path="curate/export/json/"),
)
# Both patients have a plan that goes on, today's check-in made and a session not yet begun;
# questions that open only without a plan, or at a lock, lead them on.
OWN_PLAN = (
    row("start/", only(*PATIENTS, shows=302)),
    row("start/advice/", only(*PATIENTS, shows=302)),
    row("start/summary/", only(*PATIENTS, shows=302), FORM),
    row("start/<slug:step>/", only(*PATIENTS, shows=302), FORM, path="start/side/"),
    row("today/", only(*PATIENTS)),
    row("today/exercises/<slug:slug>/", only(*PATIENTS), path="today/exercises/two-leg-bridge/"),
    row("check-in/", only(*PATIENTS), FORM),
    row("check-in/answer/", only(*PATIENTS)),
    row("session/", only(*PATIENTS), FORM),
    row("session/<int:number>/", only(*PATIENTS, shows=302), FORM, path="session/1/"),
    row("session/finish/", only(*PATIENTS, shows=302), FORM),
    row("session/done/", only(*PATIENTS)),
    row("tests/", only(*PATIENTS)),
    row("tests/<slug:code>/", only(*PATIENTS), FORM, path="tests/{test}/"),
    row("progress/", only(*PATIENTS)),
    row("went-wrong/", only(*PATIENTS), FORM),
    row("pause/", only(*PATIENTS), FORM),
    row("pause/end/", only(*PATIENTS, shows=302), "POST"),
    row("progress/<day:on>/add/", only(*PATIENTS), FORM, path="progress/{yesterday}/add/"),
    row("progress/what-you-can-do/", only(*PATIENTS), FORM),
    row("progress/<day:on>/", only(*PATIENTS), path="progress/{day}/"),
    row(
        "progress/entries/<int:entry_id>/correct/",
        only(Who.OWN),
        FORM,
        path="progress/entries/{entry}/correct/",
    ),
    row("phone/", only(*PATIENTS)),
    row("phone/day/", only(*PATIENTS)),
    row("mine/download/", only(*PATIENTS)),
    row("mine/delete/", only(*PATIENTS), FORM),
    row("messages/", only(*PATIENTS), FORM),
    row("locked/", only(*PATIENTS, shows=302)),
    row("locked/seen/", only(*PATIENTS, shows=302), FORM),
)
# The calendar is open and a device agreed; the last two work for whoever has them.
MINE = (
    row("mine/reminders/", only(*PATIENTS), FORM),
    row("mine/reminders/stop/", only(*PATIENTS, shows=302), "POST"),
    row("mine/reminders/calendar/", only(*PATIENTS, shows=302), "POST"),
    row("mine/reminders/devices/", only(*PATIENTS, shows=422), "POST"),
    row(
        "mine/reminders/devices/<int:device_id>/remove/",
        only(Who.OWN, shows=302),
        "POST",
        path="mine/reminders/devices/{device}/remove/",
    ),
    row("mine/break/", only(*PATIENTS)),
    row("mine/paper/", only(*PATIENTS)),
    row("mine/paper/days/<day:on>/", only(*PATIENTS), path="mine/paper/days/{today}/"),
    row("mine/paper/week/", only(*PATIENTS)),
    row("mine/paper/type-in/", only(*PATIENTS)),
    row("mine/paper/type-in/<day:on>/", only(*PATIENTS), FORM, path="mine/paper/type-in/{day}/"),
    row("reminders/stop/<str:token>/", everyone(), FORM, path="reminders/stop/{stop}/"),
    row("reminders/<str:token>/stepwise.ics", everyone(), path="reminders/{feed}/stepwise.ics"),
)
# The patient's plan goes on and is not locked, so nothing is to be assigned or cleared.
DESK = (
    row("caseload/", only(*CLINICIANS)),
    row("caseload/views/", only(*CLINICIANS, shows=422), "POST"),
    row(
        "caseload/views/<int:view_id>/remove/",
        only(Who.CARING, shows=302),
        "POST",
        path="caseload/views/{view}/remove/",
    ),
    row("caseload/report/", only(*CLINICIANS)),
    row("caseload/message/", only(Who.CARING), FORM, path="caseload/message/?to={patient}"),
    row("caseload/hand-over/", only(Who.CARING), FORM, path="caseload/hand-over/?to={patient}"),
    row("alerts/", only(*CLINICIANS)),
    row("alerts/mail/", only(*CLINICIANS, shows=302), "POST"),
    row(
        "alerts/<uuid:patient_id>/",
        only(Who.CARING, shows=422),
        "POST",
        path="alerts/{patient}/",
    ),
    row(
        "patients/<uuid:patient_id>/alert-limits/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/alert-limits/",
    ),
    row("patients/<uuid:patient_id>/", only(Who.CARING), path="patients/{patient}/"),
    row(
        "patients/<uuid:patient_id>/messages/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/messages/",
    ),
    row(
        "patients/<uuid:patient_id>/directives/",
        only(Who.CARING, shows=422),
        "POST",
        path="patients/{patient}/directives/",
    ),
    row(
        "patients/<uuid:patient_id>/directives/<int:entry_id>/",
        only(Who.CARING),
        path="patients/{patient}/directives/{directive}/",
    ),
    row(
        "patients/<uuid:patient_id>/programme/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/programme/",
    ),
    row(
        "patients/<uuid:patient_id>/notes/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/notes/",
    ),
    row(
        "patients/<uuid:patient_id>/adverse-events/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/adverse-events/",
    ),
    row(
        "patients/<uuid:patient_id>/letter/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/letter/",
    ),
    row("patients/<uuid:patient_id>/report/", only(Who.CARING), path="patients/{patient}/report/"),
    row("patients/<uuid:patient_id>/paper/", only(Who.CARING), path="patients/{patient}/paper/"),
    row(
        "patients/<uuid:patient_id>/paper/<day:on>/",
        only(Who.CARING),
        path="patients/{patient}/paper/{today}/",
    ),
    row(
        "patients/<uuid:patient_id>/first-answers/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/first-answers/",
    ),
    row(
        "patients/<uuid:patient_id>/team/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/team/",
    ),
    row(
        "patients/<uuid:patient_id>/team/<int:care_id>/end/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/team/{second}/end/",
    ),
    row("patients/<uuid:patient_id>/looks/", only(Who.CARING), path="patients/{patient}/looks/"),
    row("patients/<uuid:patient_id>/days/", only(Who.CARING), path="patients/{patient}/days/"),
    row("patients/<uuid:patient_id>/tests/", only(Who.CARING), path="patients/{patient}/tests/"),
    row(
        "patients/<uuid:patient_id>/ladders/<slug:code>/",
        only(Who.CARING),
        path="patients/{patient}/ladders/bridge/",
    ),
    row(
        "patients/<uuid:patient_id>/clear-lock/",
        only(Who.CARING, shows=302),
        FORM,
        path="patients/{patient}/clear-lock/",
    ),
    row(
        "patients/<uuid:patient_id>/assign/",
        only(Who.CARING, shows=302),
        FORM,
        path="patients/{patient}/assign/",
    ),
    row(
        "patients/<uuid:patient_id>/simulate/",
        only(Who.CARING),
        FORM,
        path="patients/{patient}/simulate/",
    ),
    row("simulate/", only(*CLINICIANS), FORM),
    row("team/", only(*CLINICIANS), FORM),
    row("team/<uuid:clinician_id>/", only(Who.CARING), FORM, path="team/{colleague}/"),
    row(
        "team/covers/<int:cover_id>/end/",
        only(Who.CARING, shows=302),
        "POST",
        path="team/covers/{cover}/end/",
    ),
    row("invite/", only(*CLINICIANS), FORM),
    row(
        "invite/<int:invitation_id>/revoke/",
        only(Who.CARING, shows=302),
        "POST",
        path="invite/{invitation}/revoke/",
    ),
    row("templates/", only(*CLINICIANS)),
    row(
        "templates/<int:template_id>/remove/",
        only(Who.CARING, shows=302),
        "POST",
        path="templates/{template}/remove/",
    ),
    row("rules/", everyone()),
)
TEXTS = (
    row("curate/", only(*STAFF)),
    row("curate/texts/", only(*STAFF)),
    row(
        "curate/exercises/<slug:slug>/",
        only(*STAFF),
        FORM,
        path="curate/exercises/two-leg-bridge/",
    ),
    row(
        "curate/articles/<slug:slug>/",
        only(*STAFF),
        FORM,
        path="curate/articles/pain-as-a-guide/",
    ),
    row(
        "curate/protocols/<slug:code>/<int:version>/",
        only(*STAFF),
        FORM,
        path="curate/protocols/hamstring-strain/{version}/",
    ),
)
TABLE = (
    *PUBLIC,
    *ACCOUNT,
    *SIGN_IN_PAGES,
    *SECOND_FACTOR,
    *LIBRARY,
    *CURATE,
    *OWN_PLAN,
    *MINE,
    *DESK,
    *TEXTS,
)
# The administration is one block: nobody else finds it, and its lists open to these.
ADMIN_LISTS = {
    "account/emailaddress": (Who.ADMIN,),
    "accounts/carerelationship": (Who.ADMIN,),
    "accounts/clinic": (Who.ADMIN,),
    "accounts/invitation": (Who.ADMIN,),
    "accounts/recordaccess": (Who.ADMIN,),
    "accounts/user": (Who.ADMIN,),
    "exercises/article": STAFF,
    "exercises/exercise": STAFF,
    "mfa/authenticator": (Who.ADMIN,),
    "recovery/protocolversion": STAFF,
}
