"""Pictures of exercises, drawn from pose data. Pure Python: no Django."""

from functools import cache

from exercises.figures import first_nine

_POSE_OF_SLUG = {
    "easy-walk": "walk",
    "brisk-walk": "walk",
    "lying-knee-extension": "knee-extend",
    "heel-dig": "heel-dig",
    "two-leg-bridge": "bridge",
    "bridge-walk-out": "long-bridge",
    "single-leg-bridge": "single-bridge",
    "two-leg-slider": "slider",
    "diver": "diver",
    "single-leg-stance": "stand",
}


class FigureMissing(LookupError):
    """No pose data for this exercise."""


def has_figure(slug: str) -> bool:
    """Whether `draw` can draw this exercise."""
    return slug in _POSE_OF_SLUG


@cache
def draw(
    slug: str,
    *,
    mirror: bool = False,
    moving: bool = False,
    label: str = "",
    plain: bool = False,
) -> str:
    """The exercise as one `<svg>`; raises FigureMissing for an unknown slug."""
    if not has_figure(slug):
        raise FigureMissing(slug)
    pose = _POSE_OF_SLUG[slug]
    still = first_nine.svg(pose, label, mirror=mirror, with_ghost=not plain)
    if not moving:
        return still
    start, body = still.split(">", 1)
    loop = first_nine.svg(pose, label, mirror=mirror, with_ghost=False, anim=4)
    moves = loop.split(">", 1)[1].removesuffix("</svg>")
    return f'{start}><g class="moves">{moves}</g><g class="still">{body.removesuffix("</svg>")}</g></svg>'
