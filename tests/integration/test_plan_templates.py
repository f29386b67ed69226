"""Templates of a clinic: who begins with them, who changes them, and what stays of each."""

import pytest
from django.db import IntegrityError, transaction

from accounts.clinics import membership_of
from accounts.models import Clinic, ClinicMember, Role
from accounts.people import withdraw_role
from recovery.models import PlanTemplate
from recovery.selectors.plan_templates import templates_of
from recovery.services import plan_templates
from recovery.services.plan_templates import TemplateRefused
from tests.desks import share_a_clinic
from tests.factories import TODAY, make_clinician, make_patient, make_protocol_version, noon
from tests.second_factors import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
PROTOCOL = {"protocol": "hamstring-strain"}
STRICT, STANDARD = {**PROTOCOL, "profile": "strict"}, {**PROTOCOL, "profile": "standard"}
SECOND = "Second strain"


@pytest.fixture
def clinic(lee):
    return lee.membership.clinic


def keep(owner, clinic=None, *, name=SECOND, settings=STRICT):
    told = {"owner": owner, "clinic": clinic, "name": name, "settings": settings}
    return plan_templates.keep(**told, now=noon(TODAY))


def seen_by(reader):
    kept = templates_of(reader, membership_of(reader))
    return [(one.latest.name, one.latest.version, one.may_change) for one in kept]


# --- who sees and who changes -----------------------------------------------------------
def test_all_members_see_it_and_its_author_and_the_lead_may_change_it(clinic, robin, dana, lee):
    keep(robin, clinic)
    assert seen_by(robin) == [(SECOND, 1, True)]
    assert seen_by(lee) == [(SECOND, 1, True)]
    assert seen_by(dana) == [(SECOND, 1, False)]
    stranger = make_clinician()
    share_a_clinic(stranger)
    assert seen_by(stranger) == []


def test_ones_own_of_the_same_name_is_another_and_comes_first(clinic, robin, dana):
    keep(robin, clinic)
    keep(robin, clinic, settings=STANDARD)
    keep(dana)
    assert seen_by(dana) == [(SECOND, 1, True), (SECOND, 2, False)]
    assert seen_by(robin) == [(SECOND, 2, True)]


def test_a_leads_change_is_the_next_version_and_the_author_stays_its_author(clinic, robin, lee):
    first = keep(robin, clinic)
    second = keep(lee, clinic, settings=STANDARD)
    assert [(row.version, row.owner) for row in (first, second)] == [(1, robin), (2, lee)]
    assert keep(robin, clinic, settings=STANDARD) == second
    assert keep(robin, clinic).version == 3


def test_a_member_who_did_not_write_it_neither_changes_nor_removes_it(clinic, robin, dana):
    kept = keep(robin, clinic)
    with pytest.raises(TemplateRefused) as refused:
        keep(dana, clinic, settings=STANDARD)
    assert refused.value.author == robin
    with pytest.raises(TemplateRefused):
        plan_templates.remove(template=kept, by=dana, now=noon(TODAY))
    assert PlanTemplate.objects.offered().get() == kept


def test_whoever_leaves_the_clinic_leaves_its_templates(clinic, robin, dana):
    kept = keep(robin, clinic)
    for one in (robin, dana):
        ClinicMember.objects.get(clinician=one).delete()
        assert seen_by(one) == []
    with pytest.raises(TemplateRefused):
        plan_templates.remove(template=kept, by=robin, now=noon(TODAY))


def test_who_is_no_clinician_any_more_changes_nothing(clinic, robin):
    keep(robin, clinic)
    withdraw_role(user=robin, role=Role.CLINICIAN)
    with pytest.raises(TemplateRefused):
        keep(robin, clinic, settings=STANDARD)


# --- what stays -------------------------------------------------------------------------
def test_removed_it_is_offered_to_nobody_and_its_versions_stay(clinic, robin, dana, lee):
    for settings in (STRICT, STANDARD):
        kept = keep(robin, clinic, settings=settings)
    for _ in range(2):
        plan_templates.remove(template=kept, by=lee, now=noon(TODAY))
    assert [seen_by(one) for one in (robin, dana, lee)] == [[], [], []]
    rows = PlanTemplate.objects.values_list("version", "removed_by", "removed_at")
    assert list(rows) == [(2, lee.pk, noon(TODAY)), (1, lee.pk, noon(TODAY))]


def test_its_name_is_free_again_and_the_versions_are_counted_on(clinic, robin, dana):
    plan_templates.remove(template=keep(robin, clinic), by=robin, now=noon(TODAY))
    assert keep(dana, clinic).version == 2
    assert seen_by(dana) == [(SECOND, 2, True)]
    assert seen_by(robin) == [(SECOND, 2, False)]


def test_with_the_clinic_its_templates_go_and_no_others(clinic, robin):
    keep(robin, clinic)
    own = keep(robin)
    Clinic.objects.get(pk=clinic.pk).delete()
    assert PlanTemplate.objects.get() == own


def test_a_version_is_there_once_of_each_clinic_and_of_each_owner(clinic, robin, dana):
    for row in (keep(robin, clinic), keep(robin)):
        row.pk, row._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    row = keep(dana)
    row.clinic = clinic
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_what_is_removed_says_by_whom(robin):
    row = keep(robin)
    row.removed_at = noon(TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# --- at the desk ------------------------------------------------------------------------
@pytest.fixture
def signed_in(client, lee, robin):
    """The browser of whom it is called with."""
    make_protocol_version()

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def send(client, **said):
    return client.post("/invite/", {**PROTOCOL, "kept_as": SECOND, "keep": "1", **said})


@pytest.mark.one_database
def test_kept_for_the_clinic_a_colleague_begins_with_it(signed_in, robin, dana):
    page = send(signed_in(robin), kept_for="clinic", profile="strict")
    assert "Kept as Second strain, version 1." in page.text
    kept = PlanTemplate.objects.get()
    assert (kept.owner, kept.clinic) == (robin, robin.membership.clinic)

    client = signed_in(dana)
    page = client.get("/invite/").text
    assert "Of Clinic of Lee Lead:" in page and f"?template={kept.pk}" in page
    page = client.get(f"/invite/?template={kept.pk}").text
    assert '<option value="strict" selected>' in page
    assert '<option value="clinic" selected>' in page
    page = client.get("/templates/").text
    assert "written by Robin Colleague on 2 March 2026" in page
    assert f"/templates/{kept.pk}/remove/" not in page

    answer = send(client, kept_for="clinic", profile="standard")
    assert answer.status_code == 422
    assert "Robin Colleague keeps a template of that name for the clinic." in answer.text
    assert client.post(f"/templates/{kept.pk}/remove/").status_code == 404
    assert PlanTemplate.objects.offered().get() == kept


@pytest.mark.one_database
def test_a_lead_removes_it_and_pressing_twice_is_once(signed_in, robin, lee):
    send(signed_in(robin), kept_for="clinic")
    kept = PlanTemplate.objects.get()
    client = signed_in(lee)
    assert f"/templates/{kept.pk}/remove/" in client.get("/templates/").text
    for _ in range(2):
        page = client.post(f"/templates/{kept.pk}/remove/", follow=True)
        assert "Removed. Plans that began with it go on." in page.text
    assert "Nothing is kept yet" in page.text
    assert client.get(f"/invite/?template={kept.pk}").status_code == 404


@pytest.mark.one_database
def test_without_a_clinic_nothing_can_be_kept_for_one(client):
    alone = make_clinician()
    give_app(alone)
    make_protocol_version()
    client.force_login(alone)
    assert "kept_for" not in client.get("/invite/").text
    send(client, kept_for="clinic")
    assert PlanTemplate.objects.get().clinic is None


@pytest.mark.one_database
def test_nobody_elses_is_there_neither_to_begin_with_nor_to_remove(signed_in, robin, clinic):
    send(signed_in(robin), kept_for="clinic")
    send(signed_in(robin), kept_for="")
    stranger = make_clinician(patients=(make_patient("Pat Plain"),))
    share_a_clinic(stranger)
    give_app(stranger)
    client = signed_in(stranger)
    for kept in PlanTemplate.objects.all():
        assert client.get(f"/invite/?template={kept.pk}").status_code == 404
        assert client.post(f"/templates/{kept.pk}/remove/").status_code == 404
    assert SECOND not in client.get("/templates/").text
    assert PlanTemplate.objects.offered().count() == 2
