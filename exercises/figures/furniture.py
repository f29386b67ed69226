"""What stands still: walls, seats, steps. Each is drawn from its numbers, on the floor y = 0."""

from collections.abc import Callable

from exercises.figures.body import Bone
from exercises.figures.outline import Shape, ellipse
from exercises.figures.skeleton import Point

MAT_THICKNESS = 3.0
WALL_HEIGHT, WALL_THICKNESS = 176.0, 5.0
DOOR_HEIGHT, JAMB = 182.0, 7.0
SEAT_HEIGHT, BACK_HEIGHT, SEAT_HALF = 46.0, 90.0, 21.0
TABLE_HEIGHT, BENCH_PAD = 74.0, 7.0


def box(left: float, bottom: float, right: float, top: float) -> Shape:
    """A rectangle."""
    return line((left, bottom), (left, top), (right, top), (right, bottom))


def line(*points: Point) -> Shape:
    """A line through the points."""
    (x, y), *rest = points
    return (("M", (x, -y)), *(("L", (a, -b)) for a, b in rest))


def still_ball(x: float, y: float, radius: float) -> Bone:
    """A ball that stays where it is, by its middle."""
    return Bone((x, y), 0, round_ball(radius))


def round_ball(radius: float) -> tuple[tuple[str, Shape], ...]:
    """A ball about its middle."""
    return (("prop", ellipse(0, 0, radius, radius)),)


def _fixed(*parts: tuple[str, Shape]) -> Bone:
    return Bone((0, 0), 0, parts)


def _mat(left: float, right: float, depth: float = 0.0) -> Bone:
    """A mat from its edge; one with a depth is seen a little from above."""
    near, away = -MAT_THICKNESS, depth * 0.6
    corners = ((left, near), (left + away, depth), (right - away, depth), (right, near))
    return _fixed(("mat", line(*corners)))


def _wall(x: float, height: float = WALL_HEIGHT) -> Bone:
    return _fixed(("prop", box(x - WALL_THICKNESS, 0, x, height)))


def _doorway(left: float, right: float, height: float = DOOR_HEIGHT) -> Bone:
    """A door frame by the inner edges of its posts."""
    top = height - JAMB
    return _fixed(
        ("prop", box(left - JAMB, 0, left, top)),
        ("prop", box(right, 0, right + JAMB, top)),
        ("prop", box(left - JAMB, top, right + JAMB, height)),
    )


def _chair(back: float, front: float) -> Bone:
    """A chair by the x of its back and of its seat's front edge."""
    legs = ((back, SEAT_HEIGHT - 2), (front, SEAT_HEIGHT - 2), (front, 1.6))
    return _fixed(("prop-line", (*line((back, 1.6), (back, BACK_HEIGHT)), *line(*legs))))


def _seat(x: float) -> Bone:
    """A chair seen from the front, by its middle."""
    left, right = x - SEAT_HALF, x + SEAT_HALF
    return _fixed(
        ("prop-line", (
            *line((left, 1.6), (left, BACK_HEIGHT), (right, BACK_HEIGHT), (right, 1.6)),
            *line((left, BACK_HEIGHT - 12), (right, BACK_HEIGHT - 12)),
        )),
        ("prop", box(left - 4, SEAT_HEIGHT - 6, right + 4, SEAT_HEIGHT)),
    )  # fmt: skip


def _table(left: float, right: float, height: float = TABLE_HEIGHT) -> Bone:
    legs = (
        *line((left + 6, 1.6), (left + 6, height - 4)),
        *line((right - 6, 1.6), (right - 6, height - 4)),
    )
    return _fixed(("prop-line", legs), ("prop", box(left, height - 5, right, height)))


def _bench(left: float, right: float, height: float) -> Bone:
    """A padded bench."""
    feet = ((left + 12, 1.6), (right - 12, 1.6))
    legs = (point for x, y in feet for point in line((x, y), (x, height - BENCH_PAD)))
    return _fixed(
        ("prop-line", tuple(legs)), ("prop", box(left, height - BENCH_PAD, right, height))
    )


def _step_box(left: float, right: float, height: float) -> Bone:
    return _fixed(("prop", box(left, 0, right, height)))


def _sofa(front: float) -> Bone:
    """A sofa seen from its end, by the x of its front edge: heels hook under it."""
    return _fixed(
        ("prop-line", line((front - 36, 1.6), (front - 36, 20))),
        ("prop", box(front - 42, 18, front, 36)),
        ("prop", box(front - 42, 34, front - 30, 66)),
    )


def _cone(x: float) -> Bone:
    return _fixed(("prop", line((x - 6, 0), (x - 1.5, 18), (x + 1.5, 18), (x + 6, 0))))


def _pillow(left: float, right: float, height: float) -> Bone:
    """A pillow or folded towel on the floor."""
    return _fixed(("soft", cushion(left, right, height)))


def cushion(left: float, right: float, height: float) -> Shape:
    """A flat thing with soft edges, on the floor."""
    middle, half = (left + right) / 2, (right - left) / 2
    edge, top = half * 0.78, (height * 0.25, height * 0.75)
    return (
        ("M", (middle - half, -top[0])), ("L", (middle - half, -top[1])),
        ("C", (middle - half, -height, middle - edge, -height, middle - edge, -height)),
        ("L", (middle + edge, -height)),
        ("C", (middle + half, -height, middle + half, -top[1], middle + half, -top[1])),
        ("L", (middle + half, -top[0])),
        ("C", (middle + half, 0, middle + edge, 0, middle + edge, 0)), ("L", (middle - edge, 0)),
        ("C", (middle - half, 0, middle - half, -top[0], middle - half, -top[0])),
    )  # fmt: skip


def _roll(x: float, *more: float) -> Bone:
    """A rolled towel seen from its end: on the floor, or at a height of its own."""
    radius, height = more[-1], more[0]
    return Bone((x, height), 0, (("soft", ellipse(0, 0, radius, radius)),))


FURNITURE: dict[str, Callable[..., Bone]] = {
    "mat": _mat,
    "wall": _wall,
    "doorway": _doorway,
    "chair": _chair,
    "seat": _seat,
    "table": _table,
    "bench": _bench,
    "step": _step_box,
    "sofa": _sofa,
    "cone": _cone,
    "pillow": _pillow,
    "roll": _roll,
}
