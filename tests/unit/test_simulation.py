"""Made-up people on the shipped protocol: the courses end as told, and a broken engine shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from recovery.domain import plan as engine
from recovery.domain.codes import Autonomy, SeverityBand
from recovery.domain.protocol import Protocol
from recovery.domain.request import Findings, Request
from recovery.protocols import shipped_protocol
from recovery.services.first_directives import as_entries, first_directives
from recovery.services.trials import from_the_start
from recovery.simulation import findings as looked_at
from recovery.simulation.bodies import MISHAP
from recovery.simulation.courses import COURSES, between, drawn
from recovery.simulation.population import Ranges, population, ranges
from recovery.simulation.run import START, SimulatedDay, Told, go_on, intake_of, simulate

DAYS = 84


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    return shipped_protocol("hamstring-strain")


def told(protocol: Protocol, name: str, days: int = DAYS) -> looked_at.Findings:
    days_lived = simulate(protocol, intake_of(), Told(COURSES[name]), days)
    return looked_at.findings(protocol, days_lived)


def ranges_of(protocol: Protocol, size: int = 24, days: int = 35, mishap: float = MISHAP) -> Ranges:
    people = population(protocol, size=size, seed=7, days=days, mishap=mishap)
    return ranges(protocol, list(people))


@contextmanager
def without(*rules: str) -> Iterator[None]:
    """An engine in which these rules find nothing."""
    whole = engine.RULES, engine.SESSION_RULES
    broken = [dict(engine.RULES)[rule] for rule in rules]

    def nothing(request: Request, fired: Findings) -> Findings:
        return ()

    engine.RULES = tuple((code, nothing if one in broken else one) for code, one in whole[0])
    engine.SESSION_RULES = tuple(nothing if one in broken else one for one in whole[1])
    try:
        yield
    finally:
        engine.RULES, engine.SESSION_RULES = whole


def test_a_steady_course_passes_every_phase_and_closes(protocol):
    found = told(protocol, "steady")
    assert list(found.phases) == [phase.code for phase in protocol.phases]
    assert found.closed_on is not None
    assert (found.returns, found.undone, found.dead_end) == ((), 0, False)


def test_somebody_who_misses_every_third_day_gets_there_too(protocol):
    found = told(protocol, "every-third-day-missed")
    assert "return" in found.phases
    assert not found.dead_end


def test_a_flare_takes_longer_and_a_new_injury_begins_again(protocol):
    steady, flare, injury = (told(protocol, name) for name in ("steady", "flare", "re-injury"))
    assert flare.phases["rebuild"] > steady.phases["rebuild"]
    assert injury.returns and injury.alerts["sudden_event"] == 1
    assert injury.locked_days == 2


def test_somebody_who_stops_logging_never_steps_up_again(protocol):
    days = simulate(protocol, intake_of(), Told(COURSES["stops-logging"]), 40)
    assert all(day.plan_day.result.value != "progress" for day in days[12:])
    assert told(protocol, "stops-logging").alerts["no_report"] > 0


def test_an_over_doer_is_shown_as_a_dead_end_that_alerts(protocol):
    found = told(protocol, "over-doer")
    assert found.dead_end
    assert found.alerts["too_hard_at_lowest"] > 0


def test_a_drawn_curve_is_followed_and_its_last_day_goes_on():
    course = drawn([6, 4, 0])
    assert [course(day).worst for day in (0, 1, 2, 30)] == [6, 4, 0, 0]


def test_the_same_seed_gives_the_same_people(protocol):
    def lived(seed: int) -> list[object]:
        return list(population(protocol, size=2, seed=seed, days=20))

    assert lived(3) == lived(3)
    assert lived(3) != lived(4)


def test_virtual_patients_pass_at_a_plausible_pace_and_none_is_stuck(protocol):
    """Half of the mild strains train at speed within three weeks, half of the moderate ones have
    passed every phase within eight; who is sent back had something happen to the muscle."""
    people = list(population(protocol, size=12, seed=1, days=60))
    for severity, phase, first, last in (
        (SeverityBand.MILD, "rebuild", 5, 14),
        (SeverityBand.MILD, "return", 12, 21),
        (SeverityBand.MODERATE, "rebuild", 9, 28),
        (SeverityBand.MODERATE, "maintenance", 21, 56),
    ):
        found = ranges(protocol, [one for one in people if one.severity is severity])
        _, half, _, count = found.phases[phase]
        assert first <= half <= last
        assert count == found.people
        assert (found.dead_ends, found.sent_back_untouched) == (0, 0)


def test_who_was_sent_back_untouched_is_counted(protocol):
    lived = next(population(protocol, size=1, seed=1, days=5))
    findings = replace(lived.findings, returns=(4,))
    sent_back = replace(lived, findings=findings, hurt_again=0, mishaps=0)
    assert ranges(protocol, [sent_back]).sent_back_untouched == 1
    assert ranges(protocol, [replace(sent_back, mishaps=1)]).sent_back_untouched == 0


class TestABrokenEngineShows:
    def test_deaf_to_the_next_morning_it_hurts(self, protocol):
        whole = ranges_of(protocol, mishap=0.03)
        with without("R02", "R03", "R04", "R08", "R09", "R10", "R16"):
            deaf = ranges_of(protocol, mishap=0.03)
        assert deaf.painful > 2 * whole.painful

    def test_without_steps_up_nobody_gets_anywhere(self, protocol):
        with without("R13"):
            stuck = ranges_of(protocol, size=4, days=45)
        assert stuck.dead_ends == 4

    def test_without_what_ends_a_phase_nobody_leaves_it(self, protocol):
        with without("R14"):
            found = ranges_of(protocol, size=4, days=45)
        assert found.phases["rebuild"][-1] == 0


# --- what a clinician sets out ----------------------------------------------------------
def test_a_curve_runs_straight_between_its_points_and_level_outside_them():
    assert between({1: 4, 5: 0}, 8) == [4, 4, 3, 2, 1, 0, 0, 0]


def test_a_curve_without_a_point_is_none():
    with pytest.raises(ValueError, match="needs a point"):
        between({}, 8)


def set_out(protocol: Protocol, days: int = 1, **settings: object) -> list[SimulatedDay]:
    told = as_entries(settings, protocol, on=START)
    return simulate(protocol, intake_of(), Told(COURSES["steady"]), days, told=told)


def test_a_plan_begins_in_the_phase_and_on_the_rung_that_were_set_out(protocol):
    (day,) = set_out(protocol, phase="rebuild", rungs={"bridge": 5})
    assert day.plan_day.phase == "rebuild"
    assert {one.ladder: one.rung for one in day.plan_day.ladders}["bridge"] == 5


def test_limits_that_were_set_out_hold_from_the_first_day(protocol):
    *_, day = set_out(protocol, 3, caps={"general": [0, 1, 4]})
    assert [(one.context, one.stop) for one in day.decision.state.caps] == [("general", 4)]


def test_a_rung_that_a_newer_version_no_longer_has_is_left_out(protocol):
    told = first_directives({"rungs": {"bridge": 99, "stairway": 1}}, protocol, on=START)
    assert told == []


def test_where_steps_wait_for_a_yes_they_come_later(protocol):
    course, first_up = Told(COURSES["steady"]), []
    for autonomy in (Autonomy.AUTOMATIC, Autonomy.PROPOSE):
        days = simulate(protocol, intake_of(), course, 20, autonomy=autonomy)
        first_up.append(next(one.number for one in days if one.decision.changes))
    assert first_up[0] < first_up[1]


def test_going_on_from_a_day_is_the_rest_of_the_whole(protocol):
    def rest(day: int):
        return COURSES["flare"](day + 8)

    whole = simulate(protocol, intake_of(), Told(COURSES["flare"]), 20)
    gone_on = go_on(protocol, whole[8].decision.state, Told(rest), 11)
    assert [one.decision.state for one in gone_on] == [one.decision.state for one in whole[9:]]


def first_lists(protocol: Protocol, **person: object) -> set[str]:
    pair = from_the_start(
        protocol,
        COURSES["steady"],
        band=SeverityBand.MILD,
        days=30,
        settings={},
        person=person,
        today=START,
    )
    return {one.exercise for day in pair.plain.days for one in day.decision.offered}


def test_what_is_known_of_somebody_is_what_they_are_tried_with(protocol):
    runner, walker = (first_lists(protocol, goal=goal) for goal in ("running", "everyday"))
    with_bike = first_lists(protocol, equipment=["bike"])
    assert runner != walker
    assert with_bike != first_lists(protocol, equipment=["chair"])
