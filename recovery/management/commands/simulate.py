"""`manage.py simulate`: a protocol tried on made-up people, before anybody is put on it."""

import gc
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.charts.simulation import chart_file
from recovery.domain.codes import SeverityBand
from recovery.domain.protocol import Protocol
from recovery.protocols import shipped_protocol
from recovery.simulation.courses import COURSES, Course, drawn
from recovery.simulation.findings import Findings, findings
from recovery.simulation.population import BANDS, Lived, Ranges, population, ranges
from recovery.simulation.run import SimulatedDay, Told, intake_of, simulate

CLAIM = "Made-up people: this shows what the rules do, and claims nothing about real recovery."
PEOPLE_A_LINE = 100
HIGHEST_PAIN = 10
NEW_THINGS_A_LOOK = 100_000


class Command(BaseCommand):
    help = "Try a protocol on made-up courses, or on virtual patients."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("protocol", help="its code, such as hamstring-strain")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--course", choices=sorted(COURSES), help="one course; all if left out")
        which.add_argument(
            "--curve", help="worst pain day by day as you draw it, such as 5,5,4,3,1"
        )
        which.add_argument("--population", type=int, metavar="N", help="so many virtual patients")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same patients")
        parser.add_argument("--days", type=int, default=84)
        parser.add_argument(
            "--band",
            choices=[band.value for band in BANDS],
            default=SeverityBand.MILD.value,
            help="how bad the strain of a course is",
        )
        parser.add_argument("--json", action="store_true", help="one object a course or band")
        parser.add_argument("--svg", type=Path, help="draw dose, phase and pain of one course")

    def handle(self, *args: Any, **options: Any) -> None:
        protocol = _protocol(options["protocol"])
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        if options["population"] is not None:
            self._population(protocol, options)
            return
        courses = _courses(options)
        if options["svg"] and len(courses) != 1:
            raise CommandError("--svg draws one course: name it with --course or --curve.")
        if not options["json"]:
            self.stdout.write(CLAIM)
        for name, course in courses.items():
            intake = intake_of(SeverityBand(options["band"]))
            days = simulate(protocol, intake, Told(course), options["days"])
            self._tell(name, protocol, days, options)

    def _tell(
        self, name: str, protocol: Protocol, days: list[SimulatedDay], options: dict[str, Any]
    ) -> None:
        found = findings(protocol, days)
        if options["json"]:
            self.stdout.write(json.dumps({"course": name, **asdict(found), "days": _rows(days)}))
        else:
            for line in _lines(name, protocol, found):
                self.stdout.write(line)
        if options["svg"]:
            options["svg"].write_text(chart_file(protocol, days), encoding="utf-8")
            self.stderr.write(f"drawn: {options['svg']}")

    def _population(self, protocol: Protocol, options: dict[str, Any]) -> None:
        size = options["population"]
        if size < 1:
            raise CommandError("--population must be 1 or more.")
        # What stands stays. Looking through all of it for rings again and again took a third of
        # the time, and nobody's days make any.
        gc.freeze()
        gc.set_threshold(NEW_THINGS_A_LOOK)
        people: list[Lived] = []
        for one in population(protocol, size=size, seed=options["seed"], days=options["days"]):
            people.append(one)
            if len(people) % PEOPLE_A_LINE == 0:
                self.stderr.write(f"{len(people)} of {size}")
        if not options["json"]:
            self.stdout.write(f"{CLAIM} {options['days']} days, seed {options['seed']}.")
        for band in BANDS:
            found = ranges(protocol, [one for one in people if one.severity is band])
            if options["json"]:
                self.stdout.write(json.dumps({"band": band.value, **asdict(found)}))
                continue
            for line in _range_lines(band.value, found):
                self.stdout.write(line)


def _protocol(code: str) -> Protocol:
    try:
        return shipped_protocol(code)
    except KeyError as error:
        raise CommandError(f"There is no protocol {code}.") from error


def _courses(options: dict[str, Any]) -> dict[str, Course]:
    if options["curve"] is not None:
        return {"drawn": drawn(_curve(options["curve"]))}
    if options["course"]:
        return {options["course"]: COURSES[options["course"]]}
    return COURSES


def _curve(text: str) -> list[int]:
    parts = text.split(",")
    if not all(part.strip().isdigit() and int(part) <= HIGHEST_PAIN for part in parts):
        raise CommandError("--curve takes whole numbers from 0 to 10, such as 5,5,4,3,1.")
    return [int(part) for part in parts]


def _lines(name: str, protocol: Protocol, found: Findings) -> Iterator[str]:
    reached = ", ".join(f"{code} day {day}" for code, day in found.phases.items())
    yield f"{name}: {reached}"
    if found.closed_on is not None:
        yield f"  closed on day {found.closed_on}"
    if found.returns:
        yield f"  sent back a phase on day {', '.join(map(str, found.returns))}"
    if found.undone:
        yield f"  steps up taken back within 3 days: {found.undone}"
    if found.locked_days:
        yield f"  locked on {found.locked_days} days"
    if found.alerts:
        told = (f"{code.replace('_', ' ')} on {days} days" for code, days in found.alerts.items())
        yield f"  alerts: {', '.join(told)}"
    if found.dead_end:
        yield "  DEAD END: open, checked in to, and nothing rose for four weeks"


def _range_lines(band: str, found: Ranges) -> Iterator[str]:
    yield f"{band}: {found.people} people, {found.closed} closed"
    for code, (tenth, half, most, count) in found.phases.items():
        yield (
            f"  {code}: reached by {count}, half of them by day {half} "
            f"(a tenth by {tenth}, nine tenths by {most})"
        )
    yield (
        f"  sent back a phase: {found.sent_back} people, of them {found.sent_back_untouched} to "
        f"whom nothing had happened; steps up taken back within 3 days: {found.undone}; "
        f"dead ends: {found.dead_ends}"
    )
    yield (
        f"  sessions that hurt 4 or more: {found.painful} of {found.sessions}; "
        f"hurt again: {found.hurt_again}"
    )


def _rows(days: list[SimulatedDay]) -> list[dict[str, Any]]:
    return [
        {
            "day": one.number,
            "phase": one.plan_day.phase,
            "result": one.plan_day.result.value,
            "rule": one.plan_day.binding.rule,
            "minutes": one.minutes,
            "worst": one.feeling.worst if one.feeling else None,
            "hurt": one.hurt,
            "rungs": {ladder.ladder: ladder.rung for ladder in one.plan_day.ladders},
        }
        for one in days
    ]
