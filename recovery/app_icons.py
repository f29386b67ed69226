"""The icons of the installed app, drawn from the three bars of the mark.

Drawn rather than kept as pictures, so that they change with the colours and cost no review.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

# The bars of static/img/mark.svg in its box of 26 by 26: left, top, right, bottom, opacity.
BARS = ((1, 16, 8, 25, 0.45), (9.5, 9.5, 16.5, 25, 0.7), (18, 2, 25, 25, 1.0))
BOX, ROUND = 26, 2.4
TEAL, PAPER = (29, 145, 137), (250, 246, 239)
# Drawn larger and made smaller, because Pillow's shapes have hard edges.
FINER = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class AppIcon:
    """size: in pixels. share: of it that the mark takes. corner: how round, as a share of it."""

    size: int
    share: float
    corner: float = 0.0


# A phone may cut a maskable icon to a circle of four fifths, so the mark keeps well within it.
APP_ICONS = {
    "img/app/icon-192.png": AppIcon(size=192, share=0.6, corner=0.22),
    "img/app/icon-512.png": AppIcon(size=512, share=0.6, corner=0.22),
    "img/app/maskable-512.png": AppIcon(size=512, share=0.46),
    "img/app/touch-180.png": AppIcon(size=180, share=0.56),
}


def draw(icon: AppIcon) -> Image.Image:
    width = icon.size * FINER
    picture = Image.new("RGBA", (width, width), (*PAPER, 0))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, width, width), radius=width * icon.corner, fill=(*PAPER, 255))
    scale = width * icon.share / BOX
    edge = (width - BOX * scale) / 2
    for left, top, right, bottom, opacity in BARS:
        place = [edge + scale * each for each in (left, top, right, bottom)]
        pen.rounded_rectangle(place, radius=scale * ROUND, fill=(*_on_paper(opacity), 255))
    return picture.resize((icon.size, icon.size), Image.Resampling.LANCZOS)


def _on_paper(opacity: float) -> tuple[int, ...]:
    return tuple(
        round(ink * opacity + paper * (1 - opacity)) for ink, paper in zip(TEAL, PAPER, strict=True)
    )


def build(name: str, target: Path) -> None:
    draw(APP_ICONS[name]).save(target, format="PNG", optimize=True)
