"""Captions in WebVTT, read strictly: browsers drop in silence what they do not understand."""

import re

from django.utils.translation import gettext_lazy as _

from exercises.uploads.kinds import Refused

MOST_BYTES = 200_000
TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
SETTINGS = r"(?:[ \t]+(?:vertical|line|position|size|align):[\w%.,-]+)*"
TIMING = re.compile(rf"{TIME}[ \t]+-->[ \t]+{TIME}{SETTINGS}[ \t]*")
HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
TAG = re.compile(r"</?(?:i|b|u)>|<v [^<>&]+>|</v>")

TOO_HEAVY = _("Captions may have 200 kB. Is this the right file?")
NOT_TEXT = _("The captions are not plain text in UTF-8. Save them as WebVTT in UTF-8.")
NO_HEADER = _("Captions begin with the line WEBVTT. Save them as WebVTT (.vtt).")
EMPTY = _("There are no captions in this file. Write at least one, with the times it is shown.")
BAD_TIME = _("Line %(line)s of the captions: times are written like 00:01.000 --> 00:04.000.")
BACKWARDS = _("Line %(line)s of the captions: it ends before it begins. Correct the times.")
OUT_OF_ORDER = _("Line %(line)s of the captions: it begins before the one above. Put it in order.")
NO_WORDS = _("Line %(line)s of the captions: there are no words below the times. Write them.")
BAD_TAG = _(
    "Line %(line)s of the captions: only <i>, <b>, <u> and <v Name> may stand in the words. "
    "Write other signs as &lt; and &gt;."
)
STYLED = _("Line %(line)s of the captions: styles and regions are not taken. Remove that block.")

Block = list[tuple[int, str]]


def read(data: bytes) -> str:
    """The captions with plain line ends. Raises Refused, with the line that is wrong."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_HEAVY)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(NOT_TEXT) from error
    if "\0" in text:
        raise Refused(NOT_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check(_blocks(text))
    return text.rstrip("\n") + "\n"


def _blocks(text: str) -> list[Block]:
    """Lines with their numbers, in blocks between empty lines."""
    blocks: list[Block] = [[]]
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            blocks[-1].append((number, line))
        else:
            blocks.append([])
    return [block for block in blocks if block]


def _check(blocks: list[Block]) -> None:
    if not blocks or blocks[0][0][0] != 1 or not HEADER.fullmatch(blocks[0][0][1]):
        raise Refused(NO_HEADER)
    if len(blocks[0]) > 1:
        raise _refused(BAD_TIME, blocks[0][1][0])
    cues = [block for block in blocks[1:] if not _is_note(block)]
    if not cues:
        raise Refused(EMPTY)
    begun = 0
    for block in cues:
        begun = _check_cue(block, begun)


def _is_note(block: Block) -> bool:
    number, line = block[0]
    if line.split()[:1] in (["STYLE"], ["REGION"]):
        raise _refused(STYLED, number)
    return line.split()[:1] == ["NOTE"] and "-->" not in line


def _check_cue(block: Block, begun: int) -> int:
    """When the cue begins, in milliseconds; `begun` is when the one above did."""
    has_name = "-->" not in block[0][1] and any("-->" in line for _, line in block[1:2])
    at = 1 if has_name else 0
    number, timing = block[at]
    times = TIMING.fullmatch(timing)
    if times is None:
        raise _refused(BAD_TIME, number)
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    if end <= start:
        raise _refused(BACKWARDS, number)
    if start < begun:
        raise _refused(OUT_OF_ORDER, number)
    if not "".join(line for _, line in block[at + 1 :]).strip():
        raise _refused(NO_WORDS, number)
    for number, line in block[at + 1 :]:
        if not _is_plain(line):
            raise _refused(BAD_TAG, number)
    return start


def _is_plain(line: str) -> bool:
    rest = TAG.sub("", line)
    return "<" not in rest and "-->" not in rest


def _milliseconds(time: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in time)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _refused(reason: object, line: int) -> Refused:
    return Refused(str(reason) % {"line": line})
