"""What a phone keeps of somebody's day, so that it works where there is no network."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.app_icons import APP_ICONS
from recovery.domain.decision import PlanDay
from recovery.domain.listing import short_version
from recovery.models import SessionDraft

NAMED = (
    "css/stepwise.css",
    "fonts/Lexend.woff2",
    "img/mark.svg",
    "django_htmx/htmx-2.min.js",
    "js/phone/start.js",
    "js/player/main.js",
)
PHONE = ("forms", "strip", "held", "box", "clock")
PLAYER = ("awake", "counted", "cues", "face", "hurt", "kept", "player", "run", "timeline")
IMPORTED = (
    *(f"js/phone/{name}.js" for name in PHONE),
    *(f"js/player/{name}.js" for name in PLAYER),
)
# The worker first, then what only it asks for.
WORKERS = ("js/phone/worker.js", "js/phone/pages.js", "js/reminders/notices.js")
PAPER = "#faf6ef"


def manifest() -> dict[str, Any]:
    """The installed app: its name, where it opens, its icons."""
    return {
        "id": "/",
        "name": _("Stepwise: guided recovery"),
        "short_name": "Stepwise",
        "description": _("Today’s few exercises, and why they are as they are."),
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_icon(name) for name in APP_ICONS if "touch" not in name],
    }


def _icon(name: str) -> dict[str, str]:
    size = name.rpartition("-")[2].removesuffix(".png")
    purpose = "maskable" if "maskable" in name else "any"
    return {
        "src": static(name),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


def shell() -> list[str]:
    """What every kept page needs to look and work as it should.

    A page and a script name a file alike, by its content.
    """
    return [static(name) for name in (*NAMED, *IMPORTED)]


def pages_of(day: PlanDay | None, draft: SessionDraft | None) -> list[str]:
    """The addresses a phone keeps: of today, of each exercise, and of the session."""
    always = [reverse("phone"), reverse("help")]
    if day is None:
        return always
    if day.lock is not None:
        return [reverse("locked"), *always]
    own = [reverse("own_exercise", args=[line.exercise]) for line in day.exercises]
    answer = [reverse("answer")] if day.startable else []
    return [
        reverse("today"),
        reverse("check_in"),
        *answer,
        *own,
        *_session_pages(day, draft),
        *always,
    ]


def _session_pages(day: PlanDay, draft: SessionDraft | None) -> Iterable[str]:
    if draft is not None:
        return _of_session(len(draft.lines))
    if not day.startable or not day.exercises:
        return []
    full = _of_session(len(day.exercises), "ahead=full")
    short = _of_session(len(short_version(day.exercises)), "ahead=short")
    return [*full, *short]


def _of_session(count: int, ahead: str = "") -> list[str]:
    """Each exercise, the reasons for leaving it out, and the end."""
    places = [reverse("session_exercise", args=[place]) for place in range(1, count + 1)]
    queries = (f"?{ahead}", f"?{ahead}&skip=1") if ahead else ("", "?skip=1")
    pages = [place + query for query in queries for place in places]
    return [*pages, reverse("session_finish") + queries[0]]


def figures_of(day: PlanDay | None) -> list[str]:
    listed = day.exercises if day else ()
    return sorted({static(f"img/figures/{line.exercise}.svg") for line in listed})


def stamp_of(*facts: object) -> str:
    """Changes with any of these facts; a phone that has it already fetches nothing again."""
    said = json.dumps([str(fact) for fact in facts]).encode()
    return hashlib.sha256(said).hexdigest()[:16]
