"""Films: which are taken, which are not and why, and what is blanked in them."""

from io import BytesIO

import pytest

from exercises.uploads import mp4, webm
from exercises.uploads.examining import MOST_BYTES_OF_FILM, examine
from exercises.uploads.kinds import Format, Refused
from tests import uploads as make

PLACE = b"+52.5200+013.4050/"
TAGS, INFO, TITLE = 0x1254C367, 0x1549A966, 0x7BA9


def size_of(data: bytes) -> tuple[int, int]:
    found = examine(BytesIO(data))
    return found.width, found.height


def why_refused(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        examine(BytesIO(data))
    return str(refused.value.reason)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make.mp4(), Format.MP4),
        (make.mp4(codec=b"av01"), Format.MP4),
        (make.webm(), Format.WEBM),
        (make.webm(codec=b"V_VP8"), Format.WEBM),
    ],
)
def test_a_whole_film_is_taken_by_its_content(data: bytes, kind: Format) -> None:
    assert examine(BytesIO(data)).format is kind
    assert size_of(data) == (640, 360)


def test_a_film_held_upright_is_as_large_as_it_is_shown() -> None:
    assert size_of(make.mp4(matrix=make.TURNED)) == (360, 640)


@pytest.mark.parametrize("data", [make.mp4(), make.webm()])
def test_a_truncated_film_is_refused(data: bytes) -> None:
    for cut in (len(data) - 1, len(data) // 2, 30):
        assert "broken or incomplete" in why_refused(data[:cut])


@pytest.mark.parametrize("data", [make.mp4(), make.webm()])
@pytest.mark.parametrize("more", [make.HTML, make.ZIP, b"\0", make.box(b"html", make.HTML)])
def test_a_film_that_is_also_something_else_is_refused(data: bytes, more: bytes) -> None:
    assert "something else is attached" in why_refused(data + more)


def test_a_box_that_reaches_to_the_end_whatever_stands_there_is_refused() -> None:
    endless = make.mp4()[:-24] + bytes(4) + make.mp4()[-20:]
    assert endless[-20:-16] == b"mdat"
    assert "broken" in why_refused(endless + make.HTML)


def test_countless_boxes_are_not_counted_to_the_end() -> None:
    assert "broken" in why_refused(make.mp4() + make.box(b"free") * 20_001)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make.mp4(codec=b"hvc1"), "H.264"),
        (make.webm(codec=b"V_MPEGH/ISO/HEVC"), "H.264"),
        (make.mp4(brand=b"qt  "), "QuickTime"),
        (make.webm(doc_type=b"matroska"), "Matroska"),
        (make.mp4(handler=b"soun"), "no picture"),
        (make.mp4(size=(4097, 360)), "4096 pixels"),
        (make.webm(size=(640, 4097)), "4096 pixels"),
        (make.mp4(size=(0, 0)), "broken"),
        (make.box(b"ftyp", b"isom", bytes(4)), "broken"),
    ],
)
def test_a_film_that_cannot_be_shown_is_told_what_to_become(data: bytes, said: str) -> None:
    assert said in why_refused(data)


@pytest.mark.parametrize(
    "data",
    [
        make.mp4(more=make.box(b"trak", b"\0\0\xff\xffudta")),
        make.webm(more=make.element(INFO, b"\x7b\xa9\xff")),
    ],
)
def test_what_cannot_be_blanked_is_refused(data: bytes) -> None:
    assert "broken" in why_refused(data)


def test_a_heavy_film_is_refused() -> None:
    film = BytesIO(make.mp4())
    film.seek(MOST_BYTES_OF_FILM)
    film.write(b"\0")
    with pytest.raises(Refused, match="100 MB"):
        examine(film)


def test_the_place_where_a_film_was_taken_is_blanked() -> None:
    before = make.mp4(more=make.box(b"udta", make.box(b"\xa9xyz", PLACE)))
    film = BytesIO(before)
    mp4.without_needless(film, len(before))
    after = film.getvalue()
    assert PLACE in before
    assert PLACE not in after
    assert len(after) == len(before)
    assert after.endswith(b"pictures of legs")
    assert size_of(after) == (640, 360)


@pytest.mark.parametrize(
    "more",
    [
        make.element(TAGS, PLACE),
        make.element(INFO, make.element(TITLE, PLACE)),
        make.element(INFO, b"\x7b\xa9\x81P"),
    ],
)
def test_what_was_said_about_a_film_is_blanked(more: bytes) -> None:
    before = make.webm(more=more)
    film = BytesIO(before)
    webm.without_needless(film, len(before))
    after = film.getvalue()
    assert PLACE not in after
    assert b"\x81P" not in after
    assert len(after) == len(before)
    assert size_of(after) == (640, 360)
