"""Every form a person can send: answers it takes, and answers it must refuse, one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from tests.factories import TODAY

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
COLLEAGUE = UUID(int=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A page and answers it takes.

    kept: how some of them are seen again; redo: what makes it another entry. status: of the
    answer to all of them, 302 where something is kept.
    """

    path: str
    answers: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)
    redo: Mapping[str, str] = field(default_factory=dict)
    status: int = 302


FORMS = {
    "check-in": Form(
        path="/check-in/",
        answers={
            "client_id": "one",
            "flags": "none",
            "pain_rest": "1",
            "pain_morning": "2",
            "pain_worst": "3",
            "note": "Slept well",
            "nothing_new": "1",
        },
        kept={"note": "Slept well", "pain_worst": '"3" checked'},
        redo={"pain_worst": "4"},
    ),
    "exercise": Form(
        path="/session/1/",
        answers={"done": "0.8", "pain": "1"},
        kept={"done": '"0.8" checked', "pain": '"1" checked'},
    ),
    "session": Form(
        path="/session/finish/",
        answers={"effort": "4", "minutes": "17", "limp": "no"},
        kept={"limp": '"no" checked', "minutes": '"17"'},
    ),
    "test": Form(
        path="/tests/walk-10-minutes/",
        answers={"client_id": "two", "passed": "yes", "pain": "1", "value_injured": "12"},
        kept={"passed": '"yes" checked', "value_injured": '"12"'},
        redo={"pain": "0"},
    ),
    "function": Form(
        path="/progress/what-you-can-do/",
        answers={
            "client_id": "eight",
            "activity_1": "Climbing stairs",
            "score_1": "4",
            "activity_2": "Running",
        },
        kept={"activity_1": 'value="Climbing stairs"', "score_1": '"4" checked'},
    ),
    "adverse event": Form(
        path="/went-wrong/",
        answers={
            "client_id": "nine",
            "kind": "fall",
            "on": TODAY.isoformat(),
            "exercise": "none",
            "seriousness": "stopped",
            "told": "Slipped on the stairs",
        },
        kept={"kind": '"fall" checked', "told": "Slipped on the stairs"},
    ),
    "pause": Form(
        path="/pause/",
        answers={"client_id": "nine", "why": "ill", "until": TOMORROW.isoformat()},
        kept={"why": '"ill" checked', "until": TOMORROW.isoformat()},
        redo={"why": "travelling"},
    ),
    "correction": Form(
        path="/progress/entries/{entry}/correct/",
        answers={
            "client_id": "three",
            "pain_rest": "3",
            "pain_morning": "2",
            "pain_worst": "5",
            "settled": "still_there",
        },
        kept={"settled": '"still_there" checked'},
        redo={"pain_worst": "6"},
    ),
    "seen": Form(
        path="/locked/seen/",
        answers={
            "client_id": "four",
            "who": "Dr Plain",
            "seen_on": TODAY.isoformat(),
            "cleared": "yes",
        },
        kept={"who": "Dr Plain", "cleared": '"yes" checked'},
        redo={"who": "Dr Other"},
    ),
    "reminders": Form(
        path="/mine/reminders/",
        answers={
            "check_in_by": "mail",
            "check_in_at": "07:45",
            "check_in_days": "1",
            "repeat_hours": "2",
            "break_by": "mail",
            "break_every": "90",
            "break_from": "09:15",
            "break_until": "16:00",
            "break_days": "2",
            "quiet_from": "21:00",
            "quiet_until": "07:00",
        },
        kept={"check_in_at": "07:45", "break_from": "09:15", "break_every": '"90" checked'},
    ),
    "sheet": Form(
        path=f"/mine/paper/type-in/{YESTERDAY}/",
        answers={
            "flags": "none",
            "pain_rest": "0",
            "pain_worst": "2",
            "settled": "under_1_hour",
            "nothing_new": "1",
            "done_bridge": "0.8",
            "pain_bridge": "1",
            "effort": "4",
            "minutes": "17",
            "limp": "no",
            "note": "Rain all day",
        },
        kept={
            "pain_worst": 'name="pain_worst" value="2"',
            "done_bridge": '"0.8" selected',
            "note": "Rain all day",
        },
        redo={"pain_worst": "3"},
    ),
    "directive": Form(
        path="/patients/{patient}/directives/",
        answers={
            "client_id": "five",
            "kind": "set_rung",
            "ladder": "bridge",
            "rung": "1",
            "reason": "Start low again",
            "until": TOMORROW.isoformat(),
        },
        kept={"reason": "Start low again", "rung": '"1" selected'},
        redo={"reason": "Something else"},
    ),
    "limits": Form(
        path="/patients/{patient}/directives/",
        answers={
            "client_id": "six",
            "kind": "set_caps",
            "context": "general",
            "progress": "1",
            "hold": "2",
            "stop": "4",
            "reason": "Gently for now",
        },
        kept={"reason": "Gently for now"},
        redo={"hold": "3"},
    ),
    "hand over": Form(
        path="/caseload/hand-over/?to={patient}",
        answers={
            "client_id": "eleven",
            "colleague": str(COLLEAGUE),
            "note": "Sleeps badly",
            "words": "All the best",
        },
        kept={"note": "Sleeps badly", "words": "All the best"},
    ),
    "second therapist": Form(
        path="/patients/{patient}/team/",
        answers={"client_id": "twelve", "colleague": str(COLLEAGUE), "note": "Sleeps badly"},
        kept={"note": "Sleeps badly"},
    ),
    "cover": Form(
        path="/team/",
        answers={
            "first": TODAY.isoformat(),
            "last": TOMORROW.isoformat(),
            "colleague": str(COLLEAGUE),
            "note": "Sleeps badly",
        },
        kept={"note": "Sleeps badly", "last": TOMORROW.isoformat()},
    ),
    "clearance": Form(
        path="/patients/{locked}/clear-lock/",
        answers={
            "client_id": "seven",
            "examined_by": "Dr Plain",
            "examined_on": TODAY.isoformat(),
            "finding": "Nothing torn",
            "reason": "All well",
        },
        kept={"finding": "Nothing torn", "reason": "All well"},
    ),
    "publication": Form(
        path="/curate/exercises/heel-dig/",
        answers={
            "move": "publish",
            "version": "1",
            "profession": "doctor",
            "reviewed_on": TODAY.isoformat(),
            "review_due_on": TOMORROW.isoformat(),
            "comment": "Sound words",
        },
        kept={"profession": "doctor", "comment": "Sound words"},
    ),
    "letter": Form(
        path="/patients/{patient}/letter/",
        answers={
            "parts": "course",
            "to": "Dr Plain",
            "opening": "Thank you for seeing them",
            "closing": "With kind regards",
            "paper": "letter",
        },
        kept={
            "parts": 'value="course" id="part-course" checked',
            "to": ">Dr Plain<",
            "opening": ">Thank you for seeing them<",
            "paper": '"letter" selected',
        },
        status=200,
    ),
    "note": Form(
        path="/patients/{patient}/notes/",
        answers={"client_id": "nine", "text": "Calmer since Monday"},
    ),
    "first answers": Form(
        path="/patients/{patient}/first-answers/",
        answers={
            "client_id": "ten",
            "side": "right",
            "injured_on": "2026-02-20",
            "severity": "moderate",
            "age": "31",
            "recurrent": "yes",
            "anticoagulants": "no",
            "pain_now": "2",
            "reason": "You told me on the phone",
        },
        kept={"reason": "You told me on the phone", "side": '"right" selected'},
        redo={"pain_now": "4"},
    ),
    "alert limits": Form(
        path="/patients/{patient}/alert-limits/",
        answers={
            "high_pain": "6",
            "pain_rise": "3",
            "silent_days": "2",
            "reason": "Lives alone",
        },
        kept={"reason": "Lives alone", "high_pain": '"6" selected'},
    ),
    "message": Form(
        path="/patients/{patient}/messages/",
        answers={"client_id": "eight", "text": "Well done this week"},
    ),
    "look": Form(
        path="/account/look/",
        answers={"text_size": "large", "theme": "dark"},
        kept={"text_size": '"large" checked', "theme": '"dark" checked'},
    ),
    "day of injury": Form(path="/start/injured-on/", answers={}),
    "age": Form(path="/start/age/", answers={}),
    "side": Form(path="/start/side/", answers={}),
    "first pain": Form(
        path="/start/pain/",
        answers={"pain_now": "2", "pain_rest": "7", "pain_worst": "3"},
        kept={"pain_rest": '"7" checked'},
    ),
}
WRONG = [
    *(("check-in", name, bad) for name in ("pain_rest", "pain_morning") for bad in ("-1", "11")),
    *(("check-in", "pain_worst", bad) for bad in ("2.5", "a lot", "1e1")),
    ("check-in", "confidence", "11"),
    ("check-in", "red_flags", "unheard_of"),
    ("check-in", "settled", "at once"),
    ("check-in", "new", "wings"),
    ("check-in", "note", "x" * 1001),
    *(("exercise", "pain", bad) for bad in ("-1", "11", "a lot")),
    *(("exercise", "done", bad) for bad in ("2", "", "-1", "1.01", "NaN", "1e400")),
    *(("exercise", "effort", bad) for bad in ("-1", "11")),
    *(("exercise", "hurt", bad) for bad in ("-1", "11")),
    *(("session", "effort", bad) for bad in ("11", "-1")),
    *(("session", "minutes", bad) for bad in ("-5", "301", "half an hour")),
    *(("test", "pain", bad) for bad in ("-1", "11")),
    *(("test", "passed", bad) for bad in ("", "maybe")),
    ("test", "value_injured", "-3"),
    *(("function", "score_1", bad) for bad in ("-1", "11", "well")),
    ("function", "activity_1", ""),
    ("function", "activity_2", "x" * 81),
    *(("pause", "why", bad) for bad in ("", "bored")),
    *(("adverse event", "kind", bad) for bad in ("", "bad luck")),
    *(("adverse event", "on", bad) for bad in ("", "soon", TOMORROW.isoformat(), "1999-01-01")),
    *(("adverse event", "exercise", bad) for bad in ("", "stairway")),
    *(("adverse event", "seriousness", bad) for bad in ("", "very")),
    ("adverse event", "was_seen", "maybe"),
    ("adverse event", "told", "x" * 1001),
    *(("pause", "until", bad) for bad in (YESTERDAY.isoformat(), "soon")),
    *(("correction", "pain_worst", bad) for bad in ("-1", "11")),
    *(("seen", "seen_on", bad) for bad in (TOMORROW.isoformat(), "soon", "")),
    ("seen", "who", ""),
    ("seen", "cleared", ""),
    *(("reminders", "check_in_at", bad) for bad in ("", "25:00", "early", "22:00", "06:59")),
    *(("reminders", "check_in_days", bad) for bad in ("0", "8", "Monday")),
    *(("reminders", "check_in_by", bad) for bad in ("pigeon", "calendar")),
    *(("reminders", "repeat_hours", bad) for bad in ("0", "24", "soon")),
    *(("reminders", "break_every", bad) for bad in ("", "1", "often")),
    *(("reminders", "break_until", bad) for bad in ("09:15", "08:00")),
    *(("reminders", "quiet_until", bad) for bad in ("", "late")),
    *(("sheet", "pain_worst", bad) for bad in ("-1", "11", "2.5", "a lot")),
    *(("sheet", "pain_bridge", bad) for bad in ("-1", "11")),
    *(("sheet", "done_bridge", bad) for bad in ("2", "half")),
    *(("sheet", "minutes", bad) for bad in ("-5", "301", "x")),
    *(("sheet", "effort", bad) for bad in ("11", "x")),
    ("sheet", "flags", "perhaps"),
    ("sheet", "red_flags", "unheard_of"),
    ("sheet", "settled", "at once"),
    ("sheet", "new", "wings"),
    ("sheet", "new", "limp"),
    ("sheet", "limp", "maybe"),
    ("sheet", "note", "x" * 1001),
    ("directive", "ladder", "stairway"),
    *(("directive", "rung", bad) for bad in ("0", "99", "")),
    ("directive", "until", YESTERDAY.isoformat()),
    ("directive", "kind", "promote"),
    ("directive", "reason", ""),
    *(("limits", "stop", bad) for bad in ("11", "2")),
    ("limits", "progress", "-1"),
    ("first answers", "side", "both"),
    *(("first answers", "injured_on", bad) for bad in (TODAY.isoformat(), "soon", "")),
    ("first answers", "severity", "dreadful"),
    *(("first answers", "age", bad) for bad in ("0", "121", "old", "")),
    *(("first answers", "recurrent", bad) for bad in ("", "maybe")),
    *(("first answers", "anticoagulants", bad) for bad in ("", "maybe")),
    *(("first answers", "pain_worst", bad) for bad in ("-1", "11")),
    *(("first answers", "reason", bad) for bad in ("", "x" * 501)),
    *(("alert limits", "high_pain", bad) for bad in ("4", "9", "high")),
    ("alert limits", "pain_rise", "1"),
    ("alert limits", "silent_days", "8"),
    ("alert limits", "reason", ""),
    ("clearance", "examined_on", TOMORROW.isoformat()),
    ("clearance", "finding", ""),
    *(("hand over", "colleague", bad) for bad in ("", "nobody", str(UUID(int=8)))),
    *(("hand over", "note", bad) for bad in ("", "  ", "x" * 1001)),
    ("hand over", "words", "x" * 501),
    *(("second therapist", "colleague", bad) for bad in ("", str(UUID(int=8)))),
    ("second therapist", "note", ""),
    *(("cover", "colleague", bad) for bad in ("", str(UUID(int=8)))),
    *(("cover", "first", bad) for bad in ("", "soon", YESTERDAY.isoformat())),
    *(("cover", "last", bad) for bad in ("", "2026-02-30", YESTERDAY.isoformat(), "2027-03-02")),
    *(("cover", "note", bad) for bad in (" ", "x" * 1001)),
    ("publication", "profession", ""),
    ("publication", "profession", "x" * 39),
    *(("publication", "reviewed_on", bad) for bad in (TOMORROW.isoformat(), "soon", "")),
    *(("publication", "review_due_on", bad) for bad in (TODAY.isoformat(), "later", "")),
    *(("publication", "comment", bad) for bad in ("", "  ", "x" * 1001)),
    *(("message", "text", bad) for bad in ("", "  ", "x" * 2001)),
    *(("letter", "parts", bad) for bad in ("", "notes")),
    ("letter", "to", "x" * 301),
    *(("letter", name, "x" * 3001) for name in ("opening", "closing")),
    ("letter", "paper", "a3"),
    *(("note", "text", bad) for bad in ("", "  ", "x" * 4001)),
    *(("look", "text_size", bad) for bad in ("", "huge")),
    *(("look", "theme", bad) for bad in ("", "pink")),
    *(("day of injury", "injured_on", bad) for bad in (TOMORROW.isoformat(), "long ago", "")),
    *(("age", "age", bad) for bad in ("0", "121", "old")),
    ("side", "side", "middle"),
    *(("first pain", "pain_worst", bad) for bad in ("-1", "11")),
]
# Old or mangled links into the library: what they ask for and is not there is left out, and said
# by what the page then shows. It is the page all the same, for 404 would lose what still fits.
STALE_LINKS = {
    "/exercises/?position=upside-down": "/exercises/",
    "/exercises/?position=sitting&position=upside-down": "/exercises/?position=sitting",
    "/exercises/?colour=blue": "/exercises/",
    "/exercises/?have=": "/exercises/",
    "/exercises/?position=prone&page=99": "/exercises/?position=prone",
    "/exercises/?position=prone&page=-1": "/exercises/?position=prone",
    "/exercises/?page=two": "/exercises/",
    "/exercises/?q=%00": "/exercises/",
    "/exercises/?q=%25": "/exercises/",
    f"/exercises/?q={'x' * 500}": f"/exercises/?q={'x' * 80}",
    "/exercises/two-leg-bridge/?side=up": "/exercises/two-leg-bridge/",
}
