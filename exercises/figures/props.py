"""The things beside the body, as layers like the body's own, so that they can move with it."""

import math

from exercises.figures.body import Bone, Layer
from exercises.figures.outline import Shape, ellipse, tube
from exercises.figures.pose import Figure, Prop
from exercises.figures.skeleton import Point, Skeleton, direction, step

MAT_THICKNESS = 3.0
WALL_HEIGHT, WALL_THICKNESS = 176.0, 5.0
SEAT_HEIGHT, BACK_HEIGHT = 46.0, 90.0


def behind(figure: Figure, skeleton: Skeleton) -> tuple[Layer, ...]:
    """Everything that stands behind the whole body."""
    return tuple(
        Layer(prop.kind, (_BONES[prop.kind](prop, skeleton),))
        for prop in figure.props
        if prop.kind != "bike"
    )


def between_legs(figure: Figure, skeleton: Skeleton) -> tuple[Layer, ...]:
    """A bike: behind the near leg, before the far one."""
    return tuple(
        Layer("bike", (_bike(prop), _cranks(prop, skeleton)))
        for prop in figure.props
        if prop.kind == "bike"
    )


def _mat(prop: Prop, _: Skeleton) -> Bone:
    left, right = prop.at
    return _fixed("mat", _box(left, -MAT_THICKNESS, right, 0))


def _wall(prop: Prop, _: Skeleton) -> Bone:
    return _fixed("prop", _box(prop.at[0] - WALL_THICKNESS, 0, prop.at[0], WALL_HEIGHT))


def _chair(prop: Prop, _: Skeleton) -> Bone:
    """A chair by the x of its back and of its seat's front edge."""
    back, front = prop.at
    return _fixed(
        "prop-line",
        (
            *_line((back, 1.6), (back, BACK_HEIGHT)),
            *_line((back, SEAT_HEIGHT - 2), (front, SEAT_HEIGHT - 2), (front, 1.6)),
        ),
    )


def _step_box(prop: Prop, _: Skeleton) -> Bone:
    left, right, height = prop.at
    return _fixed("prop", _box(left, 0, right, height))


def _sofa(prop: Prop, _: Skeleton) -> Bone:
    """A sofa seen from its end, by the x of its front edge: heels hook under it."""
    front = prop.at[0]
    return Bone((0, 0), 0, (
        ("prop-line", _line((front - 36, 1.6), (front - 36, 20))),
        ("prop", _box(front - 42, 18, front, 36)),
        ("prop", _box(front - 42, 34, front - 30, 66)),
    ))  # fmt: skip


def _cone(prop: Prop, _: Skeleton) -> Bone:
    x = prop.at[0]
    return _fixed("prop", _line((x - 6, 0), (x - 1.5, 18), (x + 1.5, 18), (x + 6, 0)))


def _towel(prop: Prop, skeleton: Skeleton) -> Bone:
    """A folded towel under the heel, wherever the foot goes."""
    side = 0 if prop.limb.endswith("near") else 1
    x = skeleton.legs[side].tip[0]
    return Bone((x, 0), 0, (("prop", _box(-13, -1.2, 17, 2.2)),))


def _band(prop: Prop, skeleton: Skeleton) -> Bone:
    """A band from a fixed point to hand or ankle."""
    chain = (skeleton.legs if "leg" in prop.limb else skeleton.arms)[prop.limb.endswith("far")]
    anchor, end = (prop.at[0], prop.at[1]), (chain.tip[0], chain.tip[1])
    long = math.dist(anchor, end)
    strip = tube(long, ((0, 1.3, 1.3), (0.5, 1.1, 1.1), (1, 1.3, 1.3)))
    return Bone(anchor, direction(anchor, end), (("prop", strip),))


def _bike(prop: Prop) -> Bone:
    """A standing bike about its bottom bracket: base, frame, saddle, handlebar, flywheel."""
    x, y = prop.at
    saddle, bar = (x - 27, y + 58), (x + 34, y + 74)
    frame = (
        *_line((x - 32, 1.6), (x + 48, 1.6)),
        *_line((x, 1.6), (x, y), saddle),
        *_line((x, y), (x + 30, y + 34), bar, (bar[0] + 9, bar[1] + 4)),
        *_line((x + 34, 1.6), (x + 30, y + 34)),
    )
    return Bone((0, 0), 0, (
        ("prop-line", frame),
        ("prop", ellipse(x + 33, -24, 20, 20)),
        ("prop", ellipse(saddle[0] - 2, -saddle[1] - 1, 13, 3)),
    ))  # fmt: skip


def _cranks(prop: Prop, skeleton: Skeleton) -> Bone:
    centre = (prop.at[0], prop.at[1])
    pedals = [ball_of_foot(skeleton, side) for side in (0, 1)]
    return _fixed("prop-line", _line(pedals[0], centre, pedals[1]))


def ball_of_foot(skeleton: Skeleton, side: int) -> Point:
    """Where a pedal meets the sole."""
    ankle, toes = skeleton.legs[side].tip, skeleton.pose.legs[side].angle
    return step(step((ankle[0], ankle[1]), 9, toes), 8.5, toes - 90)


_BONES = {
    "mat": _mat,
    "wall": _wall,
    "chair": _chair,
    "step": _step_box,
    "sofa": _sofa,
    "cone": _cone,
    "towel": _towel,
    "band": _band,
}


def _fixed(name: str, shape: Shape) -> Bone:
    return Bone((0, 0), 0, ((name, shape),))


def _box(left: float, bottom: float, right: float, top: float) -> Shape:
    return _line((left, bottom), (left, top), (right, top), (right, bottom))


def _line(*points: Point) -> Shape:
    (x, y), *rest = points
    return (("M", (x, -y)), *(("L", (a, -b)) for a, b in rest))
