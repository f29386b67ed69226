"""What a phone keeps of somebody's day, so that it works where there is no network."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.app_icons import APP_ICONS
from recovery.domain.decision import PlanDay
from recovery.domain.listing import short_version
from recovery.models import SessionDraft
from recovery.selectors.other_ways import Around
from recovery.services import session_ways

Places = Sequence[Iterable[str]]

NAMED = (
    "css/stepwise.css",
    "fonts/Lexend.woff2",
    "img/mark.svg",
    "js/phone/start.js",
    "js/player/main.js",
    "js/tests/timer.js",
)
PHONE = ("forms", "strip", "held", "box", "clock")
PLAYER = ("awake", "counted", "cues", "face", "hurt", "kept", "player", "run", "timeline")
IMPORTED = (
    *(f"js/phone/{name}.js" for name in PHONE),
    *(f"js/player/{name}.js" for name in PLAYER),
    "js/tests/countdown.js",
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


def pages_of(
    day: PlanDay | None, draft: SessionDraft | None, around: Mapping[str, Around]
) -> list[str]:
    """The addresses a phone keeps: of today, each exercise, the session and the exit tests.

    around: by ladder, what else could be done in a session that has not begun.
    """
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
        *_session_pages(day, draft, around),
        reverse("tests"),
        *(reverse("self_test", args=[one.test]) for one in day.exit_tests),
        *always,
    ]


def _session_pages(
    day: PlanDay, draft: SessionDraft | None, around: Mapping[str, Around]
) -> Iterable[str]:
    if draft is not None:
        return _of_session([_codes_left(draft, place) for place in _places(draft.lines)])
    if not day.startable or not day.exercises:
        return []
    lists = {"full": day.exercises, "short": short_version(day.exercises)}
    return [
        page
        for name, lines in lists.items()
        for page in _of_session(
            [around[line.ladder].codes if line.ladder in around else () for line in lines],
            ahead=f"ahead={name}",
        )
    ]


def _places(lines: Sequence[object]) -> range:
    return range(1, len(lines) + 1)


def _codes_left(draft: SessionDraft, place: int) -> list[str]:
    """Other ways to do an exercise that has no answer yet; one that has is rarely done again."""
    if draft.lines[place - 1]["listed"]["ladder"] in draft.answers:
        return []
    offered = session_ways.ways_of(draft, place)
    return [code for code in offered if code not in (session_ways.PLANNED, session_ways.LOWER)]


def _of_session(ways: Places, ahead: str = "") -> list[str]:
    """Each exercise, each other way to do it, the reasons for leaving it out, and the end.

    ways: by place, the codes of the other ways.
    """
    pages = [page for place, codes in enumerate(ways, 1) for page in _of_place(place, codes, ahead)]
    return [*pages, reverse("session_finish") + _query(ahead)]


def _of_place(place: int, codes: Iterable[str], ahead: str) -> Iterator[str]:
    page = reverse("session_exercise", args=[place])
    yield page + _query(ahead)
    yield page + _query(ahead, "skip=1")
    yield page + _query(ahead, "swap=1")
    yield from (page + _query(ahead, f"way={code}") for code in codes)


def _query(*parts: str) -> str:
    said = "&".join(part for part in parts if part)
    return f"?{said}" if said else ""


def figures_of(day: PlanDay | None) -> list[str]:
    listed = day.exercises if day else ()
    return sorted({static(f"img/figures/{line.exercise}.svg") for line in listed})


def stamp_of(*facts: object) -> str:
    """Changes with any of these facts; a phone that has it already fetches nothing again."""
    said = json.dumps([str(fact) for fact in facts]).encode()
    return hashlib.sha256(said).hexdigest()[:16]
