"""Outlines of body parts, each in the frame of its own bone.

x runs along the bone, y to the right of it (SVG's way, y down). A part knows how it looks from
the side and from the front; `turn` (0 to 1) mixes the two.
"""

import math
from functools import lru_cache

from exercises.figures.skeleton import BALL, TRUNK

KEPT = 512
"""Outlines kept in memory: bones come back in every frame with the same length."""

Shape = tuple[tuple[str, tuple[float, ...]], ...]
"""SVG path commands M, C and L with absolute coordinates, closed."""
Profile = tuple[tuple[float, float, float], ...]
"""(share of the length, width to the left, width to the right)."""

THIGH: Profile = (
    (0, 9.4, 10.2), (0.25, 9.8, 10), (0.55, 8.4, 8), (0.85, 6.7, 6.2), (1, 6.2, 5.7),
)  # fmt: skip
SHORT: Profile = ((-0.04, 10.2, 11), (0.2, 10.6, 11), (0.42, 10, 9.8), (0.56, 9.7, 9.4))
SHANK: Profile = (
    (0, 6, 5.6), (0.14, 5.4, 6.4), (0.32, 5, 7.8), (0.55, 4.3, 6), (0.8, 3.6, 3.8), (1, 3.5, 3.6),
)  # fmt: skip
SOCK: Profile = ((0.86, 4.2, 4.2), (1.02, 4.2, 4.2))
UPPER_ARM: Profile = ((0, 5.6, 5.4), (0.35, 4.9, 5), (1, 3.9, 3.9))
SLEEVE: Profile = ((-0.05, 6.3, 6.2), (0.3, 6.2, 6.1), (0.46, 6, 5.8))
FOREARM: Profile = ((0, 3.9, 3.9), (0.3, 4.2, 3.8), (1, 2.6, 2.6))
HAND: Profile = ((-0.2, 2.6, 2.6), (0.35, 3.4, 3), (0.9, 2.2, 2))
HAND_LENGTH = 6.5
ROUND = 0.5523
"""Where a curve's handles lie for a quarter of a circle."""

_TOP_SIDE: Profile = (
    (0.1, 9.6, 9.6), (0.3, 8.4, 8.6), (0.6, 9, 10.2), (0.82, 9, 10.6), (1, 6.8, 7.2),
)  # fmt: skip
_TOP_FRONT: Profile = (
    (0.1, 12.4, 12.4), (0.3, 11, 11), (0.6, 12.8, 12.8), (0.82, 15.2, 15.2), (1, 11.5, 11.5),
)  # fmt: skip
_PELVIS_SIDE: Profile = ((-0.04, 10.6, 10), (0.12, 10.6, 10), (0.26, 8.9, 9))
_PELVIS_FRONT: Profile = ((-0.06, 13.6, 13.6), (0.1, 13.8, 13.8), (0.26, 11.6, 11.6))

_SHOE_SIDE: Shape = (
    ("M", (-5.6, -2.4)), ("C", (-7, 1, -7.2, 4, -6.4, 6.2)), ("L", (10, 6.2)), ("L", (17.4, 6.2)),
    ("C", (18.6, 3.2, 16.6, 1.2, 13, 0.4)), ("C", (9, -0.6, 6.6, -1.8, 4.6, -4)),
    ("C", (2, -3, -2, -2.8, -5.6, -2.4)),
)  # fmt: skip
_SHOE_FRONT: Shape = (
    ("M", (-4.4, -3)), ("C", (-6, 0, -6.8, 4, -6, 6.2)), ("L", (0, 6.2)), ("L", (6, 6.2)),
    ("C", (6.8, 4, 6.4, 1.6, 5.8, -0.4)), ("C", (5.2, -1.6, 4.8, -2.4, 4.4, -3)),
    ("C", (2, -1.6, -2, -1.6, -4.4, -3)),
)  # fmt: skip
_SOLE_SIDE: Shape = (
    ("M", (-6.8, 4.9)), ("L", (10, 4.9)), ("L", (18, 4.9)), ("C", (18.2, 6, 17.6, 6.9, 16.4, 6.9)),
    ("L", (10, 6.9)), ("L", (-5.2, 6.9)), ("C", (-6.4, 6.9, -7, 6, -6.8, 4.9)),
)  # fmt: skip
_SOLE_FRONT: Shape = (
    ("M", (-6.4, 4.9)), ("L", (0, 4.9)), ("L", (6.4, 4.9)), ("C", (6.6, 6, 6.2, 6.9, 5.2, 6.9)),
    ("L", (0, 6.9)), ("L", (-5.2, 6.9)), ("C", (-6.2, 6.9, -6.6, 6, -6.4, 4.9)),
)  # fmt: skip
_HEAD_SIDE: Shape = (
    ("M", (-1, -4.6)), ("C", (3, -8.6, 6, -10.6, 11, -10.4)),
    ("C", (19, -10.4, 24.6, -5, 24.4, 1.6)),
    ("C", (24.2, 6.4, 21, 9.4, 16.6, 10)), ("C", (15, 10.2, 13.6, 11.4, 11.6, 12.4)),
    ("C", (10.4, 12.6, 10, 11.4, 9.6, 10.4)), ("C", (8.2, 10.6, 7.2, 10.6, 6.8, 9.8)),
    ("C", (4.6, 10.6, 2.4, 9.6, 1.6, 7.4)), ("C", (1, 5.6, 0, 4.4, -2, 4)),
)  # fmt: skip
_HEAD_FRONT: Shape = (
    ("M", (1, -3.6)), ("C", (2.4, -7.4, 6, -9.4, 11, -9.4)), ("C", (19, -9.4, 24.4, -5.6, 24.4, 0)),
    ("C", (24.4, 5.6, 20, 9.4, 15, 9.4)), ("C", (13.6, 9.4, 12.4, 9.4, 11, 9.4)),
    ("C", (10, 9.2, 9.4, 9, 8.6, 8.7)), ("C", (7.4, 8.3, 6.6, 7.9, 5.6, 7.2)),
    ("C", (3.6, 6, 2, 5, 1, 3.6)), ("C", (0.4, 2.4, 0, 1, 0, 0)),
)  # fmt: skip
_HAIR_SIDE: Shape = (
    ("M", (20, 9)), ("C", (25.6, 9.2, 28.2, 2, 26.2, -4)), ("C", (24, -11, 16, -14, 9.6, -12.2)),
    ("C", (5.6, -11, 3.6, -8.6, 4, -6.4)), ("C", (6.4, -5.8, 8, -4.6, 9.4, -3)),
    ("C", (10.6, -3.6, 12.6, -3.2, 13, -1.4)), ("C", (15.6, -0.6, 18.6, 3, 20, 9)),
)  # fmt: skip
_HAIR_FRONT: Shape = (
    ("M", (12, 10)), ("C", (20, 11.8, 27.6, 7, 27.4, 0)), ("C", (27.6, -7, 20, -11.8, 12, -10)),
    ("C", (11.2, -9.6, 11.4, -9, 12.4, -8.6)), ("C", (15.4, -8, 18.5, -6, 19.8, -2.5)),
    ("C", (20.4, -0.5, 20.2, 1.5, 19.6, 3)), ("C", (18, 6.4, 15, 8.6, 12, 10)),
)  # fmt: skip

CLOSED_EYE: Shape = (
    ("M", (13.6, 5)),
    ("C", (12.2, 6.4, 12.2, 7.8, 13.4, 9.2)),
    ("C", (11.4, 8.2, 11.4, 6, 13.6, 5)),
)


@lru_cache(maxsize=KEPT)
def tube(length: float, profile: Profile, *, start: float = 1, end: float = 1) -> Shape:
    """A rounded limb along x; `start` and `end` say how round its ends are (0 is flat)."""
    left = [(t * length, -width) for t, width, _ in profile]
    right = [(t * length, width) for t, _, width in profile]
    return smooth([*left, *_cap(length, profile[-1], end), *right[::-1],
                   *_cap(length, profile[0], -start)[::-1]])  # fmt: skip


def _cap(
    length: float, at: tuple[float, float, float], roundness: float
) -> list[tuple[float, float]]:
    if not roundness:
        return []
    x, radius = at[0] * length, (at[1] + at[2]) / 2 * abs(roundness)
    out = math.copysign(radius, roundness)
    return [(x + out * 0.72, -radius * 0.7), (x + out, 0), (x + out * 0.72, radius * 0.7)]


def smooth(points: list[tuple[float, float]]) -> Shape:
    """A closed curve through the points (Catmull-Rom)."""
    count = len(points)
    shape: list[tuple[str, tuple[float, ...]]] = [("M", points[0])]
    for n in range(count):
        before, a, b, after = (points[(n + k) % count] for k in (-1, 0, 1, 2))
        shape.append(("C", (
            a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
            b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, *b,
        )))  # fmt: skip
    return tuple(shape)


@lru_cache(maxsize=KEPT)
def limb(length: float, profile: Profile, turn: float, *, end: float = 1) -> Shape:
    """A limb; from the front its two edges are alike."""
    even = tuple((t, (a + b) / 2, (a + b) / 2) for t, a, b in profile)
    return tube(length, _mixed_profile(profile, even, turn), end=end)


@lru_cache(maxsize=KEPT)
def spindle(length: float, profile: Profile, offset: float, *, blunt: float = 0.5) -> Shape:
    """A muscle along a bone, that far to the side of its middle line."""
    moved = tube(length, profile, start=blunt, end=blunt)
    return tuple((command, _shifted(numbers, offset)) for command, numbers in moved)


@lru_cache(maxsize=KEPT)
def ellipse(x: float, y: float, across: float, along: float) -> Shape:
    """An ellipse, `across` to each side in x and `along` in y."""
    a, b = across * ROUND, along * ROUND
    left, right, top, bottom = x - across, x + across, y - along, y + along
    return (
        ("M", (left, y)),
        ("C", (left, y - b, x - a, top, x, top)),
        ("C", (x + a, top, right, y - b, right, y)),
        ("C", (right, y + b, x + a, bottom, x, bottom)),
        ("C", (x - a, bottom, left, y + b, left, y)),
    )


@lru_cache(maxsize=KEPT)
def trunk_parts(bend: float, turn: float) -> tuple[Shape, Shape]:
    """Shorts and top along a back that is rounded by `bend`."""
    pelvis = _mixed_profile(_PELVIS_SIDE, _PELVIS_FRONT, turn)
    top = _mixed_profile(_TOP_SIDE, _TOP_FRONT, turn)
    shoulders = 1 - 0.55 * turn
    return _bent(tube(TRUNK, pelvis), bend), _bent(
        tube(TRUNK, top, start=0.35, end=shoulders), bend
    )


@lru_cache(maxsize=KEPT)
def shoe_parts(turn: float, heel: float = 0.0) -> tuple[Shape, Shape]:
    """Shoe and sole about the ankle, toes along x, bent at the ball under a raised heel."""
    shoe, sole = mixed(_SHOE_SIDE, _SHOE_FRONT, turn), mixed(_SOLE_SIDE, _SOLE_FRONT, turn)
    return _toes_up(shoe, heel), _toes_up(sole, heel)


@lru_cache(maxsize=KEPT)
def mirrored(shape: Shape) -> Shape:
    """The other foot's: toes towards the other side."""
    return tuple(
        (command, tuple(v if n % 2 else -v for n, v in enumerate(numbers)))
        for command, numbers in shape
    )


def _toes_up(shape: Shape, heel: float) -> Shape:
    """What lies before the ball, turned up about it."""
    if not heel:
        return shape
    return tuple((command, _hinged(numbers, heel)) for command, numbers in shape)


def _hinged(numbers: tuple[float, ...], heel: float) -> tuple[float, ...]:
    flat, rise, moved = math.cos(math.radians(heel)), math.sin(math.radians(heel)), []
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        before = max(0.0, x - BALL)
        moved += [x - before + before * flat, y - before * rise]
    return tuple(moved)


@lru_cache(maxsize=KEPT)
def head_parts(turn: float) -> tuple[tuple[str, Shape], ...]:
    """Bun, far ear, face, hair and ear about the top of the neck, x towards the crown."""
    return (
        ("hair", ellipse(26.5 + 1.5 * turn, -8.2 + 8.2 * turn, 4.8, 4.8)),
        ("ear", ellipse(10.4, -1.3 + 10.9 * turn, 2.3, 1.6)),
        ("skin", mixed(_HEAD_SIDE, _HEAD_FRONT, turn)),
        ("hair", mixed(_HAIR_SIDE, _HAIR_FRONT, turn)),
        ("ear", ellipse(10.4, -1.3 - 8.3 * turn, 2.3, 1.6)),
    )


def mixed(side: Shape, front: Shape, turn: float) -> Shape:
    """A shape between its two views."""
    return tuple(
        (command, tuple(a + (b - a) * turn for a, b in zip(numbers, others, strict=True)))
        for (command, numbers), (_, others) in zip(side, front, strict=True)
    )


def _mixed_profile(side: Profile, front: Profile, turn: float) -> Profile:
    return tuple(
        (t + (u - t) * turn, a + (c - a) * turn, b + (d - b) * turn)
        for (t, a, b), (u, c, d) in zip(side, front, strict=True)
    )


def _bent(shape: Shape, bend: float) -> Shape:
    """Move points sideways as a back does that rounds most in its middle."""
    if not bend:
        return shape
    return tuple((command, _arched(numbers, bend)) for command, numbers in shape)


def _arched(numbers: tuple[float, ...], bend: float) -> tuple[float, ...]:
    moved = list(numbers)
    for n in range(0, len(numbers), 2):
        t = max(0.0, min(1.0, numbers[n] / TRUNK))
        moved[n + 1] -= 2 * t * (1 - t) * bend
    return tuple(moved)


def _shifted(numbers: tuple[float, ...], offset: float) -> tuple[float, ...]:
    return tuple(value + offset * (n % 2) for n, value in enumerate(numbers))
