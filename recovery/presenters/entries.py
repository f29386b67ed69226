"""What was said, read back: each entry in words, with what was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from recovery.domain.codes import Side
from recovery.domain.log import CheckIn, Directive, Entry, Intake, Seen, SelfTest, Session
from recovery.explanations import Setting
from recovery.forms.check_ins import NEWS, SETTLED
from recovery.forms.intake import SEVERITY
from recovery.models import LogEntry
from recovery.presenters.clock import local
from recovery.presenters.session import said_words
from recovery.selectors.entries import ReadEntry

CORRECTABLE = ("check_in", "session", "self_test", "intake")
GLYPHS = {
    "intake": "clipboard-list",
    "check_in": "sun",
    "session": "dumbbell",
    "self_test": "timer",
    "seen": "stethoscope",
    "directive": "message-square",
}
SIDES = {Side.LEFT: gettext_lazy("Left leg"), Side.RIGHT: gettext_lazy("Right leg")}
PAINS = {
    "pain_now": gettext_lazy("now %(score)d"),
    "pain_rest": gettext_lazy("at rest %(score)d"),
    "pain_morning": gettext_lazy("on waking %(score)d"),
    "pain_worst": gettext_lazy("worst %(score)d"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryRow:
    """One entry: its lines in words, as they count now. was: as first entered, if corrected."""

    entry_id: int
    glyph: str
    lines: list[str]
    was: list[str]
    when: str
    corrected: str
    may_correct: bool


def entry_rows(entries: tuple[ReadEntry, ...], setting: Setting, reader: User) -> list[EntryRow]:
    return [_row(one, setting, reader) for one in entries]


def _row(one: ReadEntry, setting: Setting, reader: User) -> EntryRow:
    right, written = words_of(one.right, setting), words_of(one.written, setting)
    return EntryRow(
        entry_id=one.row.pk,
        glyph=GLYPHS[one.row.kind],
        lines=right,
        was=[line for line in written if line not in right] if one.corrections else [],
        when=_when(one, reader),
        corrected=_corrected(one.corrections[-1], reader) if one.corrections else "",
        may_correct=one.row.kind in CORRECTABLE and one.row.recorded_by_id == reader.pk,
    )


def _when(one: ReadEntry, reader: User) -> str:
    """What it is and when it was recorded, and by whom where it was somebody else."""
    said = _("%(kind)s, %(time)s") % {
        "kind": one.row.get_kind_display(),
        "time": time_format(local(one.row.recorded_at), "G:i"),
    }
    said = said[:1].upper() + said[1:]
    if one.row.recorded_by_id == reader.pk:
        return said
    return _("%(said)s, by %(name)s") % {"said": said, "name": one.row.recorded_by.name}


def _corrected(row: LogEntry, reader: User) -> str:
    """When, and by whom and why where it was somebody else."""
    when = local(row.recorded_at)
    facts = {
        "day": date_format(when, "l j F"),
        "time": time_format(when, "G:i"),
        "name": row.recorded_by.name,
        "reason": row.facts.get("reason", ""),
    }
    if row.recorded_by_id == reader.pk:
        return _("Corrected on %(day)s at %(time)s. Both are kept.") % facts
    return _("Corrected by %(name)s on %(day)s at %(time)s: %(reason)s Both are kept.") % facts


def words_of(entry: Entry, setting: Setting) -> list[str]:
    """The entry in short lines."""
    match entry:
        case CheckIn() | Intake():
            return _answers(entry, setting)
        case Session():
            return _session(entry, setting)
        case SelfTest():
            return [_test(entry, setting)]
        case Seen():
            return [
                _("Examined by %(who)s on %(day)s")
                % {"who": entry.who, "day": date_format(entry.seen_on, "j F")},
                _("Exercise is allowed") if entry.cleared else _("No exercise yet"),
            ]
        case Directive():
            return [entry.reason]
    return []


def _answers(entry: CheckIn | Intake, setting: Setting) -> list[str]:
    pains = [
        words % {"score": score}
        for name, words in PAINS.items()
        if (score := getattr(entry, name, None)) is not None
    ]
    lines = [
        _("Pain: %(scores)s") % {"scores": ", ".join(pains)} if pains else _("No pain numbers")
    ]
    lines.append(_flags(entry.red_flags, setting))
    if isinstance(entry, Intake):
        return [*lines, *_first_answers(entry)]
    lines += [str(words) for name, words in NEWS.items() if getattr(entry, name)]
    if entry.settled is not None:
        lines.append(
            _("Sore after the session: %(long)s") % {"long": str(SETTLED[entry.settled]).lower()}
        )
    if entry.confidence is not None:
        lines.append(_("Confidence %(score)d of 10") % {"score": entry.confidence})
    return [*lines, entry.note] if entry.note else lines


def _first_answers(entry: Intake) -> list[str]:
    """What a plan was built on, as far as it may be put right later."""
    where = {"side": SIDES[entry.side], "day": date_format(entry.injured_on, "j F Y")}
    lines = [
        _("%(side)s, hurt on %(day)s") % where,
        str(SEVERITY[entry.severity]),
        _("Age %(years)d") % {"years": entry.age},
    ]
    yes = {_("Hurt there before"): entry.recurrent, _("Blood thinners"): entry.anticoagulants}
    return [*lines, *(words for words, is_so in yes.items() if is_so)]


def _flags(flags: frozenset[str] | None, setting: Setting) -> str:
    if flags is None:
        return _("Warning signs: no answer")
    if not flags:
        return _("Warning signs: none")
    signs = [setting.protocol.red_flag_by_code[code].sign for code in sorted(flags)]
    return _("Warning signs, yes: %(signs)s") % {"signs": "; ".join(signs)}


def _session(entry: Session, setting: Setting) -> list[str]:
    lines = [
        f"{setting.ladder_name(one.ladder)}: "
        + said_words({"done": one.done, "pain": one.pain, "skipped": one.skipped})
        for one in entry.exercises
    ]
    if entry.effort is not None:
        lines.append(_("Effort %(score)d of 10") % {"score": entry.effort})
    if entry.minutes is not None:
        lines.append(_("%(count)d minutes") % {"count": entry.minutes})
    return lines


def _test(entry: SelfTest, setting: Setting) -> str:
    facts: Mapping[str, object] = {
        "name": setting.protocol.exit_test_by_code[entry.test].name,
        "pain": _("no pain number")
        if entry.pain is None
        else _("pain %(pain)d of 10") % {"pain": entry.pain},
    }
    if entry.passed:
        return _("%(name)s: done, %(pain)s") % facts
    return _("%(name)s: not done, %(pain)s") % facts
