"""`manage.py content_report`: what the library holds, and what is not yet as it should be."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exercises.content_report import LISTS, ContentReport, content_report

TITLES = {
    "missing_fields": "Fields without words",
    "broken_links": "Easier exercises that are not there",
    "shared_sentences": "Sentences of more than eight words that exercises share",
    "same_poses": "Figures with the poses of another",
    "without_figure": "Exercises without a figure",
}


class Command(BaseCommand):
    help = "Count what the library holds and list what is missing, broken or said twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="for a script")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        report = content_report()
        said = json.dumps(asdict(report), indent=2) if as_json else _told(report)
        self.stdout.write(said)


def _told(report: ContentReport) -> str:
    lines = [
        f"{report.exercises} exercises, {report.with_figure} with a figure, "
        f"{report.published} published; {report.articles} articles; {report.words} words.",
    ]
    for name in LISTS:
        lines += _list(TITLES[name], getattr(report, name))
    lines.append("By region, category and position:")
    for place in report.places:
        lines.append(f"  {place.exercises:4} {place.region}, {place.category}, {place.position}")
    return "\n".join(lines)


def _list(title: str, found: tuple[Any, ...]) -> list[str]:
    if not found:
        return [f"{title}: none."]
    return [f"{title}:", *(f"  {_line(one)}" for one in found)]


def _line(one: Any) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, tuple):
        return " and ".join(one)
    return f"{', '.join(one.exercises)}: {one.sentence}"
