"""Pictures of exercises, drawn from pose data. Pure Python: no Django.

    from exercises.figures import draw
    draw("two-leg-bridge", moving=True, label="Lying on the back, hips lifted")

The pose data is one YAML file an exercise in `exercises/content/figures/`; `pose.py` says what
may stand in it. Colours are CSS classes (`f-skin`, `f-muscle`, …). A figure is drawn with the
right side near the viewer; `mirror` turns it to the left.
"""

from functools import cache
from pathlib import Path

from exercises.figures.lined_yaml import PoseError
from exercises.figures.pose import Figure, read_figure
from exercises.figures.svg import render, render_sheet

__all__ = ["FigureMissing", "PoseError", "draw", "draw_sheet", "figure", "has_figure", "slugs"]

FOLDER = Path(__file__).resolve().parent.parent / "content" / "figures"


class FigureMissing(LookupError):
    """There is no pose data for this exercise."""


@cache
def draw(
    slug: str,
    *,
    mirror: bool = False,
    moving: bool = False,
    label: str = "",
    plain: bool = False,
) -> str:
    """The exercise as one `<svg class="fig">`; raises FigureMissing for an unknown slug.

    `label` is the text for those who do not see it (none: hidden from screen readers); `plain`
    leaves out the ghost of the start and the arrows; `moving` holds both the loop (`.moves`)
    and the still (`.still`), one of which the stylesheet shows.
    """
    return render(figure(slug), mirror=mirror, moving=moving, label=label, plain=plain)


@cache
def draw_sheet(slug: str, *, mirror: bool = False, label: str = "") -> str:
    """Start and end of the exercise side by side, for print; `mirror` turns each, not the order."""
    return render_sheet(figure(slug), mirror=mirror, label=label)


def has_figure(slug: str) -> bool:
    """Whether `draw` can draw this exercise."""
    return slug in slugs()


@cache
def slugs() -> tuple[str, ...]:
    """All exercises that have pose data, by name."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def figure(slug: str) -> Figure:
    """The pose data of an exercise; raises FigureMissing, or PoseError when it is wrong."""
    if not has_figure(slug):
        raise FigureMissing(slug)
    return read_figure(FOLDER / f"{slug}.yaml")
