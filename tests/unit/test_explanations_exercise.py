"""A sentence about pain names the exercise that hurt, as people know it."""

from exercises.library import library
from recovery.domain.codes import SeverityBand
from recovery.domain.decision import PlanDay
from recovery.explanations import Setting, for_clinician, for_patient
from tests.unit.domain.kit import Course, hamstring, intake, reasons

NAMES = {slug: exercise.name for slug, exercise in library().items()}


def setting(day: PlanDay, *, with_ladders: bool = True) -> Setting:
    ladders = {one.ladder: one for one in day.ladders} if with_ladders else {}
    return Setting(protocol=hamstring(), today=day.day, exercise_names=NAMES, ladders=ladders)


def test_on_the_lowest_rung_it_is_the_exercise_that_rests() -> None:
    day = Course(intake(severity=SeverityBand.MODERATE)).check_in(1).hurt(1, bridge=3).day(1)
    (reason,) = reasons(day, "R08")
    assert for_patient(reason, setting(day)).startswith("Heel dig (Bridge) hurt 3 of 10 today.")


def test_after_a_step_down_it_is_the_exercise_that_was_left() -> None:
    course = Course().rebuild(12).hurt(12, bridge=5)
    (change,) = [one for one in course.day(12).changes if one.to_rung < one.from_rung]
    left = NAMES[hamstring().ladder_by_code["bridge"].rung(change.from_rung).options[0].exercise]
    for day in (course.day(12), course.check_in(13).day(13)):
        ladder = next(one for one in day.ladders if one.ladder == "bridge")
        assert for_patient(ladder.latest_change.reason, setting(day)).startswith(left)


def test_where_equipment_decides_between_two_both_are_named() -> None:
    day = Course().check_in(1).hurt(1, cardio=5).day(1)
    (reason,) = reasons(day, "R08")
    said = for_patient(reason, setting(day))
    assert said.startswith("Easy cycling or Brisk walk (Heart and lungs) hurt 5 of 10 today.")


def test_of_more_than_two_the_ladder_is_named() -> None:
    day = Course().rebuild(12).hurt(12, slider=5).day(12)
    (reason,) = reasons(day, "R08")
    assert for_patient(reason, setting(day)).startswith("Slider to Nordic hurt 5 of 10 today.")


def test_clinicians_and_days_without_ladders_read_the_name_of_the_ladder() -> None:
    day = Course().check_in(1).hurt(1, bridge=5).day(1)
    (reason,) = reasons(day, "R08")
    assert for_patient(reason, setting(day, with_ladders=False)).startswith("Bridge hurt 5")
    assert for_clinician(reason, setting(day, with_ladders=False)).startswith("Bridge: pain 5")
