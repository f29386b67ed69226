"""Photographs: which are taken, which are not and why, and what their copies are like."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from exercises.uploads import pictures
from exercises.uploads.examining import examine
from exercises.uploads.kinds import Format, Refused
from tests import uploads as make

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
RED = (200, 40, 40)


def why_refused(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        examine(BytesIO(data))
    return str(refused.value.reason)


def copies_of(data: bytes, folder: Path) -> dict[int, Image.Image]:
    original = folder / "original"
    original.write_bytes(data)
    return {width: Image.open(BytesIO(copy)) for width, copy in pictures.smaller(original)}


def held_sideways() -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Camera of mine"
    exif.get_ifd(PLACE)[2] = (52.0, 31.0, 12.0)
    return exif


def near(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(colour, wanted, strict=False))


# --- taken -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make.picture("JPEG"), Format.JPEG),
        (make.picture("JPEG", progressive=True), Format.JPEG),
        (make.picture("PNG"), Format.PNG),
        (make.picture("PNG", mode="P"), Format.PNG),
        (make.picture("PNG", mode="LA"), Format.PNG),
        (make.picture("WEBP"), Format.WEBP),
        (make.picture("WEBP", lossless=True), Format.WEBP),
        (make.picture("WEBP", mode="RGBA", exif=held_sideways().tobytes()), Format.WEBP),
    ],
)
def test_a_whole_picture_is_taken_by_its_content(data: bytes, kind: Format) -> None:
    found = examine(BytesIO(data))
    assert found.format is kind
    assert {found.width, found.height} == {64, 48}
    assert len(found.digest) == 64


def test_a_second_picture_that_a_camera_put_behind_belongs_to_it() -> None:
    both = Image.new("RGB", (64, 48)), Image.new("RGB", (64, 48), RED)
    data = make.saved(both[0], "MPO", save_all=True, append_images=[both[1]])
    assert examine(BytesIO(data)).format is Format.JPEG


def test_it_is_as_large_as_it_is_shown() -> None:
    data = make.picture("JPEG", exif=held_sideways())
    assert (examine(BytesIO(data)).width, examine(BytesIO(data)).height) == (48, 64)


# --- refused ---------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    whole = make.picture(kind)
    for cut in (len(whole) - 1, len(whole) // 2, 40):
        assert "broken or incomplete" in why_refused(whole[:cut])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("more", [make.HTML, make.ZIP, b"alert(1)"])
def test_a_picture_that_is_also_something_else_is_refused(kind: str, more: bytes) -> None:
    assert "Something else" in why_refused(make.picture(kind) + more)


def test_only_a_whole_second_picture_belongs_to_the_first() -> None:
    assert "broken" in why_refused(make.picture("JPEG") + b"\xff\xd8\xff" + make.HTML)
    twice = make.picture("JPEG") + make.picture("JPEG")
    assert "Something else" in why_refused(twice + make.HTML)


def test_empty_room_behind_a_picture_is_nothing_else() -> None:
    assert examine(BytesIO(make.picture("JPEG") + bytes(512))).width == 64


@pytest.mark.parametrize(
    "data",
    [
        make.png_of_size(50_000, 50_000),
        make.png_of_size(2_400, 16_001),
        make.png_of_size(6_325, 6_325, bytes(6_326 * 6_325)),  # 39 kB that unpack to 40 MB
        make.webp_of_size(16_383, 16_383),
    ],
)
def test_a_picture_with_too_many_pixels_is_refused_by_its_header(data: bytes) -> None:
    assert "40 million pixels" in why_refused(data)


def test_a_picture_with_just_as_many_pixels_as_it_may_have_is_taken() -> None:
    data = make.png_of_size(6_250, 6_400, bytes(6_251 * 6_400))
    assert examine(BytesIO(data)).width == 6_250


@pytest.mark.parametrize("size", [(0, 0), (0, 48), (64, 0)])
def test_a_picture_of_no_size_is_refused(size: tuple[int, int]) -> None:
    assert "broken" in why_refused(make.png_of_size(*size))


def test_a_picture_whose_header_promises_more_than_there_is_is_refused() -> None:
    assert "broken" in why_refused(make.png_of_size(5_000, 5_000, bytes(10)))


JPEG, WEBP = make.picture("JPEG"), make.picture("WEBP")


@pytest.mark.parametrize(
    "hollow", [JPEG[: JPEG.index(b"\xff\xda")] + b"\xff\xd9", WEBP[:33] + b"\xff" * len(WEBP[33:])]
)
def test_a_picture_with_a_good_frame_and_no_pixels_is_refused(hollow: bytes) -> None:
    assert "broken" in why_refused(hollow)


def test_a_heavy_picture_is_refused() -> None:
    padding = bytes(pictures.MOST_BYTES)
    assert "12 MB" in why_refused(make.picture("JPEG") + padding)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    both = Image.new("RGB", (64, 48)), Image.new("RGB", (64, 48), RED)
    data = make.saved(both[0], kind, save_all=True, append_images=[both[1]])
    assert "moving" in why_refused(data)


def test_rare_colours_are_refused() -> None:
    assert "colours" in why_refused(make.saved(Image.new("I;16", (9, 9)), "PNG"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make.SVG, "SVG may carry scripts"),
        (b'<?xml version="1.0"?>\n' + make.SVG, "SVG may carry scripts"),
        (make.HTML, "neither a picture nor a film"),
        (make.ZIP, "neither a picture nor a film"),
        (b"#!/bin/sh\n", "neither a picture nor a film"),
        (make.saved(Image.new("P", (9, 9)), "GIF"), "GIF"),
        (make.saved(Image.new("RGB", (9, 9)), "BMP"), "neither a picture nor a film"),
        (make.saved(Image.new("RGB", (9, 9)), "TIFF"), "neither a picture nor a film"),
        (make.mp4(brand=b"heic"), "HEIC"),
        (b"", "empty"),
    ],
)
def test_what_is_no_picture_is_told_what_to_become(data: bytes, said: str) -> None:
    assert said in why_refused(data)


# --- copies ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("width", "copies"),
    [(100, [100]), (320, [320]), (1000, [320, 800, 1000]), (4000, [320, 800, 1600])],
)
def test_copies_are_never_wider_than_the_picture(width: int, copies: list[int]) -> None:
    assert pictures.widths(width) == copies


def test_copies_are_webp_in_proportion(tmp_path: Path) -> None:
    copies = copies_of(make.picture("PNG", (1000, 500)), tmp_path)
    assert {copy.format for copy in copies.values()} == {"WEBP"}
    assert {width: copy.size for width, copy in copies.items()} == {
        1000: (1000, 500),
        800: (800, 400),
        320: (320, 160),
    }


def test_a_copy_stands_upright_and_tells_nothing(tmp_path: Path) -> None:
    data = make.picture(
        "JPEG",
        exif=held_sideways(),
        comment=b"home",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )
    copy = copies_of(data, tmp_path)[48]
    assert copy.size == (48, 64)
    assert near(copy.getpixel((24, 60)), RED)
    assert not dict(copy.getexif())
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(copy.info)


def test_printers_colours_become_those_of_a_screen(tmp_path: Path) -> None:
    copy = copies_of(make.picture("JPEG", mode="CMYK"), tmp_path)[64]
    assert copy.mode == "RGB"
    assert near(copy.getpixel((60, 10)), RED)


def test_colours_are_moved_out_of_their_profile(tmp_path: Path) -> None:
    """Green and red change places in this profile, and so they do in the picture."""
    copy = copies_of(make.picture("PNG", icc_profile=make.swapped_profile()), tmp_path)[64]
    assert near(copy.getpixel((60, 10)), (40, 200, 40))


def test_a_broken_profile_is_left_out(tmp_path: Path) -> None:
    copy = copies_of(make.picture("JPEG", icc_profile=b"no profile"), tmp_path)[64]
    assert near(copy.getpixel((60, 10)), RED)


def test_what_can_be_seen_through_stays_so(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (20, 20), (200, 40, 40, 0))
    assert copies_of(make.saved(clear, "PNG"), tmp_path)[20].getpixel((5, 5))[3] == 0
