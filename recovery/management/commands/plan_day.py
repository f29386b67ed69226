"""Prints the plan of a day, or of every day, that a log of JSON gives."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from exercises.library import library
from recovery.domain.day import LogError
from recovery.domain.decision import PlanDay
from recovery.domain.plan import fold
from recovery.explanations import (
    Setting,
    for_clinician,
    for_patient,
    need_words,
    what_would_have_changed,
)
from recovery.plan_log import (
    PlanLog,
    PlanLogError,
    Words,
    plan_day_json,
    read_log,
    read_text,
    schema_for,
)
from recovery.plan_log.consistency import LONGEST_PLAN
from recovery.plan_log.validation import day_from, instant_from, shown
from recovery.protocols import shipped_protocol

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Fold a plan log with the shipped protocol and print what a day looks like, as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "log", nargs="?", help='the log\'s JSON file, or "-" for standard input'
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--day", help="YYYY-MM-DD; the latest day in the log if left out")
        which.add_argument("--all", action="store_true", help="every day, one object a line")
        parser.add_argument("--as-of", help="leave out what was recorded after this instant")
        parser.add_argument("--schema", action="store_true", help="print the log's JSON Schema")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(schema_for(shipped_protocol()), indent=2))
            return
        try:
            for day in _days(options):
                self.stdout.write(json.dumps(day, ensure_ascii=False))
        except PlanLogError as error:
            self._fail(error.lines)

    def _fail(self, lines: tuple[str, ...]) -> NoReturn:
        for line in lines:
            self.stderr.write(line)
        sys.exit(BAD_INPUT)


def _days(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    as_of = _option("as-of", options["as_of"], instant_from)
    day = _option("day", options["day"], day_from)
    plan = read_log(read_text(_text(options["log"])), as_of=as_of)
    last = _last_day(plan, day)
    names = {slug: exercise.name for slug, exercise in library().items()}
    decided = _decided(plan, last)
    for plan_day in decided if options["all"] else (decided[-1],):
        yield plan_day_json(plan_day, plan.protocol, _words(plan, plan_day, names))


def _decided(plan: PlanLog, last: date) -> list[PlanDay]:
    try:
        return [one.plan_day for one in fold(plan.protocol, plan.log, until=last)]
    except LogError as error:
        raise PlanLogError([f"$.entries: {error}"]) from error


def _last_day(plan: PlanLog, day: date | None) -> date:
    if day is None:
        return plan.latest
    if not plan.log.start <= day <= plan.log.start + LONGEST_PLAN:
        text = f"--day: {day} is not within ten years from the start, {plan.log.start}"
        raise PlanLogError([text])
    return day


def _words(plan: PlanLog, day: PlanDay, names: dict[str, str]) -> Words:
    setting = Setting(protocol=plan.protocol, today=day.day, exercise_names=names)
    return Words(
        patient=partial(for_patient, setting=setting),
        clinician=partial(for_clinician, setting=setting),
        otherwise=partial(what_would_have_changed, setting=setting),
        need=partial(need_words, setting=setting),
    )


def _option(name: str, text: str | None, read: Any) -> date | datetime | None:
    try:
        return None if text is None else read(text)
    except ValueError as error:
        wanted = "a day, YYYY-MM-DD" if read is day_from else "an instant with its offset"
        raise PlanLogError([f"--{name}: {shown(text)} is not {wanted}"]) from error


def _text(name: str | None) -> str:
    if name is None:
        raise PlanLogError(['LOG.json: name the log\'s file, or "-" for standard input'])
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise PlanLogError([f"{name}: cannot be read ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise PlanLogError([f"{name}: not UTF-8 text"]) from error
