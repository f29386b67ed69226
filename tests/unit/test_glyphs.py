"""Which letters stand on paper. What is said to be held is set, and no glyph of it is a box."""

import pytest
import typst

from recovery.assets import LEXEND
from recovery.paper.glyphs import not_held

HELD = (
    "Größe, ąčęğı ñő Việt",
    "Αθήνα",
    "Київ, Привет",
    "שלום",
    "سلام",
    "नमस",
    "Բարև",
    "გამა",
    "½ → ≤ “”",
)
BOXES = {"你好 and 你": "你 好", "かな": "か な", "한국": "한 국", "ไทย": "ไ ท ย", "fine 🙂": "🙂"}


def set_alone(letters: str) -> list[bytes]:
    """Each letter on a page of its own, as a picture."""
    shown = "\n#pagebreak()\n".join(f'#"{one}"' for one in letters)
    source = f'#set page(width: 9mm, height: 9mm, margin: 1mm)\n#set text(font: "Lexend")\n{shown}'
    pages = typst.compile(
        source.encode(),
        format="png",
        ppi=60,
        font_paths=[str(LEXEND.parent)],
        ignore_system_fonts=True,
    )
    return pages if isinstance(pages, list) else [pages]


def test_what_is_held_is_drawn_and_what_is_not_is_a_box() -> None:
    letters = "".join(one for text in HELD for one in text if one.isalpha() or ord(one) > 255)
    missing = "你か한ไ"
    *drawn, box, box_too, box_three, box_four = set_alone(letters + missing)
    assert box == box_too == box_three == box_four
    boxes = [one for one, picture in zip(letters, drawn, strict=True) if picture == box]
    assert not boxes


@pytest.mark.parametrize("text", HELD)
def test_letters_of_these_scripts_are_held(text: str) -> None:
    assert not_held(text) == ""


@pytest.mark.parametrize(("text", "told"), BOXES.items())
def test_others_are_told_once_each_in_their_order(text: str, told: str) -> None:
    assert not_held(text) == told
