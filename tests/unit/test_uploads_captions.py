"""Captions are read strictly, and a refusal names the line."""

import pytest

from exercises.uploads import captions
from exercises.uploads.kinds import Refused

CUE = "00:01.000 --> 00:04.000\nLift."


def why_refused(data: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        captions.read(data if isinstance(data, bytes) else data.encode())
    return str(refused.value.reason)


@pytest.mark.parametrize(
    "text",
    [
        f"WEBVTT\n\n{CUE}\n",
        f"WEBVTT - a bridge\n\n{CUE}\n",
        f"WEBVTT\n\nNOTE made by hand\n\n{CUE}\n",
        f"WEBVTT\n\nfirst\n{CUE}\n\n00:04.000 --> 01:00:05.000 align:start line:90%\nLower.\n",
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ana><i>Lift</i> &amp; hold\nfor &lt; 5 s</v>\n",
    ],
)
def test_captions_in_order_are_taken_as_they_are(text: str) -> None:
    assert captions.read(text.encode()) == text


def test_line_ends_and_marks_of_other_systems_are_made_plain() -> None:
    text = f"\ufeffWEBVTT\n\n{CUE}".replace("\n", "\r\n")
    assert captions.read(text.encode()) == f"WEBVTT\n\n{CUE}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "begin with the line WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:04,000\nLift.\n", "begin with the line WEBVTT"),
        (f"\n\nWEBVTT\n\n{CUE}", "begin with the line WEBVTT"),
        (f"WEBVTTX\n\n{CUE}", "begin with the line WEBVTT"),
        (f"WEBVTT\n{CUE}", "Line 2 of the captions: times are written like"),
        ("WEBVTT\n", "no captions in this file"),
        ("WEBVTT\n\nNOTE nothing yet\n", "no captions in this file"),
        (f"WEBVTT\n\n{CUE}\n".encode("utf-16"), "not plain text"),
        (f"WEBVTT\n\n{CUE}\n\0".encode(), "not plain text"),
        (b"WEBVTT\n\n\xff\xfe", "not plain text"),
        (b"WEBVTT\n" + b"\n" * 200_000, "200 kB"),
        ("WEBVTT\n\n00:01,000 --> 00:04,000\nLift.", "Line 3 of the captions: times"),
        ("WEBVTT\n\n00:61.000 --> 00:64.000\nLift.", "Line 3 of the captions: times"),
        ("WEBVTT\n\n00:01.000 -> 00:04.000\nLift.", "Line 3 of the captions: times"),
        (f"WEBVTT\n\nfirst\n{CUE}\n\nsecond\nLower.", "Line 7 of the captions: times"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000 colour:red\nLift.", "Line 3 of the captions: times"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nLift.", "ends before it begins"),
        ("WEBVTT\n\n00:04.000 --> 00:04.000\nLift.", "ends before it begins"),
        (
            f"WEBVTT\n\n00:09.000 --> 00:10.000\nLower.\n\n{CUE}",
            "Line 6 of the captions: it begins",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n", "no words below the times"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n<script>alert(1)</script>", "Line 4 of the captions"),
        ("WEBVTT\n\n00:01.000 --> 00:04.000\n<c.red>Lift</c>", "only <i>, <b>, <u>"),
        (f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\n{CUE}", "Line 3 of the captions: styles"),
        (f"WEBVTT\n\nREGION\nid:one\n\n{CUE}", "Line 3 of the captions: styles"),
    ],
)
def test_captions_that_a_browser_would_drop_are_refused(data: str | bytes, said: str) -> None:
    assert said in why_refused(data)
