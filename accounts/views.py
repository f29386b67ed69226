from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts import access, invitations, people, selectors
from accounts.access import patient_required, signed_in_required
from accounts.forms import LookForm, ProfileForm
from accounts.invitations import InvitationRefused, Refusal

WAITING = "invitation"
LOOKS_A_PAGE = 50
OK, UNPROCESSABLE, GONE = 200, 422, 410
STATUS = {Refusal.UNKNOWN: 404, Refusal.NOT_A_PATIENT: 409}


@require_GET
@signed_in_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead somebody to the page their day starts on."""
    if WAITING in request.session and access.is_patient(request.user):
        return redirect("invitation")
    for role, path in settings.HOME_BY_ROLE.items():
        if request.user.has_role(role):
            return redirect(path)
    return redirect("admin:index" if access.may_use_admin(request.user) else "me")


@require_http_methods(["GET", "POST"])
@signed_in_required
def me(request: HttpRequest) -> HttpResponse:
    user = request.user
    current = {name: getattr(user, name) for name in ProfileForm.field_order}
    form = ProfileForm(request.POST or None, initial=current)
    if form.is_valid():
        people.describe(user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("me")
    page = {
        "form": form,
        "is_patient": access.is_patient(user),
        "may_leave": access.may_leave(user),
        "needs_factor": access.has_power(user),
        "is_exempt": access.has_power(user) and access.is_exempt_demo(user),
    }
    return render(request, "accounts/me.html", page)


@require_http_methods(["GET", "POST"])
@signed_in_required
def look(request: HttpRequest) -> HttpResponse:
    """Text size and colours. The page that answers already has them."""
    user = request.user
    form = LookForm(
        request.POST or None, initial={"theme": user.theme, "text_size": user.text_size}
    )
    if form.is_valid():
        people.choose_look(user=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("look")
    page = {"form": form, "is_patient": access.is_patient(user)}
    status = UNPROCESSABLE if form.is_bound else OK
    return render(request, "accounts/look.html", page, status=status)


@require_GET
@patient_required
def looks(request: HttpRequest) -> HttpResponse:
    pages = Paginator(selectors.looks_at(request.user), LOOKS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/looks.html", {"page": page})


@require_GET
@never_cache
def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the invitation and leave its secret out of the next address."""
    try:
        invitation = invitations.open_invitation(token, timezone.now())
    except InvitationRefused as refused:
        return _refuse(request, refused.refusal)
    request.session[WAITING] = invitation.pk
    return redirect("invitation")


@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    """Who invites, what will happen, and the button that agrees to it."""
    if WAITING not in request.session:
        return redirect("home")
    now = timezone.now()
    try:
        waiting = invitations.reopen(request.session[WAITING], now)
        if request.method == "POST" and request.user.is_authenticated:
            invitations.accept(invitation=waiting, patient=request.user, now=now)
            del request.session[WAITING]
            messages.success(request, _("You are now in the care of %s.") % waiting.invited_by)
            return redirect("home")
    except InvitationRefused as refused:
        request.session.pop(WAITING, None)
        return _refuse(request, refused.refusal)
    page = {"invitation": waiting, "may_accept": access.is_patient(request.user)}
    return render(request, "accounts/invitation.html", page)


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    page = {"refusal": refusal.value}
    status = STATUS.get(refusal, GONE)
    return render(request, "accounts/invitation_refused.html", page, status=status)
