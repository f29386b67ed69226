"""The addresses of the product: pages before an account first, then people's own."""

from django.urls import path, register_converter

from recovery.views import (
    caseload,
    check_ins,
    clear_locks,
    curate,
    directives,
    history,
    intake,
    invitations,
    movement_breaks,
    own_lock,
    patients,
    public,
    reminder_links,
    reminders,
    rulebook,
    self_tests,
    sessions,
    today,
)
from recovery.views.day_converter import DayConverter

register_converter(DayConverter, "day")

urlpatterns = [
    path("", public.landing, name="landing"),
    path("tour/", public.tour_start, name="tour"),
    path("tour/<slug:step>/", public.tour, name="tour_step"),
    path("help/", public.when_to_get_help, name="help"),
    path("about/", public.about, name="about"),
    # The patient's own pages.
    path("start/", intake.start, name="start"),
    path("start/advice/", intake.advice, name="start_advice"),
    path("start/summary/", intake.summary, name="start_summary"),
    path("start/<slug:step>/", intake.question, name="start_step"),
    path("today/", today.today, name="today"),
    path("today/exercises/<slug:slug>/", today.exercise, name="own_exercise"),
    path("check-in/", check_ins.check_in, name="check_in"),
    path("check-in/answer/", check_ins.answer, name="answer"),
    path("session/", sessions.start, name="session"),
    path("session/<int:number>/", sessions.exercise, name="session_exercise"),
    path("session/finish/", sessions.finish, name="session_finish"),
    path("session/done/", sessions.done, name="session_done"),
    path("tests/", self_tests.tests, name="tests"),
    path("tests/<slug:code>/", self_tests.record, name="self_test"),
    path("progress/", history.progress, name="progress"),
    path("progress/<day:on>/", history.day, name="day"),
    path("progress/entries/<int:entry_id>/correct/", history.correct, name="correct"),
    path("locked/", own_lock.locked, name="locked"),
    path("locked/seen/", own_lock.seen, name="seen"),
    # What the patient set up for themselves; the last two work without signing in.
    path("mine/reminders/", reminders.own_reminders, name="reminders"),
    path("mine/reminders/stop/", reminders.stop, name="stop_all_reminders"),
    path("mine/reminders/calendar/", reminders.calendar, name="reminder_calendar_address"),
    path("mine/reminders/devices/", reminders.add_device, name="add_push_device"),
    path(
        "mine/reminders/devices/<int:device_id>/remove/",
        reminders.remove_device,
        name="remove_push_device",
    ),
    path("mine/break/", movement_breaks.movement_break, name="movement_break"),
    path("reminders/stop/<str:token>/", reminder_links.stop, name="stop_reminders"),
    path("reminders/<str:token>/stepwise.ics", reminder_links.calendar, name="reminder_calendar"),
    # The therapist's desk, and the rules for everybody.
    path("caseload/", caseload.caseload, name="caseload"),
    path("patients/<uuid:patient_id>/", patients.patient, name="patient"),
    path("patients/<uuid:patient_id>/directives/", directives.directive, name="directives"),
    path("patients/<uuid:patient_id>/clear-lock/", clear_locks.clear_lock, name="clear_lock"),
    path("patients/<uuid:patient_id>/assign/", invitations.assign, name="assign"),
    path("invite/", invitations.invite, name="invite"),
    path("invite/<int:invitation_id>/revoke/", invitations.revoke, name="revoke_invitation"),
    # The life of texts.
    path("curate/", curate.home, name="curate"),
    path("curate/texts/", curate.texts, name="curate_texts"),
    path("curate/exercises/<slug:slug>/", curate.exercise, name="curate_exercise"),
    path("curate/articles/<slug:slug>/", curate.article, name="curate_article"),
    path("curate/protocols/<slug:code>/<int:version>/", curate.protocol, name="curate_protocol"),
    path("rules/", rulebook.rules, name="rules"),
]
