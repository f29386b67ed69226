"""A body as layers of outlines, back to front, each carried by its bone."""

import math
from dataclasses import dataclass, replace

from exercises.figures import outline
from exercises.figures.muscles import FOOT_LENGTH, HEART, HEART_ASIDE, HEART_AT, MARKS, Parts
from exercises.figures.pose import Figure, Muscle
from exercises.figures.skeleton import (
    FACING,
    TRUNK,
    Point,
    Point3,
    Skeleton,
    assemble,
    direction,
    step,
)

RECEDING = -30.0
"""A shank that goes this far away from the viewer is drawn in shade."""
COMING = 35.0
"""A knee this far towards the viewer hides the trunk."""
ACROSS = 10.0
"""The far foot this much nearer to the viewer than the near one stands in front of it."""
BEFORE_THE_ARMS = frozenset({Muscle.SHOULDER, Muscle.HEART_LUNGS})


@dataclass(frozen=True, slots=True)
class Bone:
    """Outlines that move as one: where they start, which way they point, what they are."""

    at: Point
    angle: float
    parts: Parts


@dataclass(frozen=True, slots=True)
class Layer:
    """Bones drawn together; `cut` sets them off from what is behind them."""

    name: str
    bones: tuple[Bone, ...]
    cut: bool = False


def layers(skeleton: Skeleton, figure: Figure) -> tuple[Layer, ...]:
    """The whole body. When the figure's key pose faces the viewer, no side is the far one."""
    turned = figure.poses[figure.key].turn >= FACING
    far = "" if turned else "-far"
    toes_left = any(pose.legs[0].out for pose in figure.poses)
    leg_near = Layer("leg_near", _leg(skeleton, 0, "", toes_left=toes_left), cut=True)
    leg_far = Layer("leg_far", _leg(skeleton, 1, far))
    arm_near = Layer("arm_near", _arm(skeleton, 0, ""), cut=True)
    arm_far = Layer("arm_far", _arm(skeleton, 1, far), cut=turned)
    trunk = Layer("trunk", (_trunk(skeleton),), cut=not turned)
    head = Layer("head", _head(skeleton, eyes_closed=figure.eyes_closed))
    marked = Layer("muscle", (_muscle(skeleton, figure.muscle),))
    if not turned:
        order = (arm_far, leg_far, head, trunk, leg_near, marked, arm_near)
    elif _knees_come(figure):
        order = (trunk, replace(leg_far, cut=True), leg_near, marked, head, arm_far, arm_near)
    elif _far_foot_crosses(figure):
        far_leg = replace(leg_far, cut=True)
        order = (leg_near, trunk, marked, far_leg, head, arm_far, arm_near)
    else:
        order = (leg_far, leg_near, trunk, marked, head, arm_far, arm_near)
    return _before_the_arms(order, marked) if figure.muscle in BEFORE_THE_ARMS else order


def _before_the_arms(order: tuple[Layer, ...], marked: Layer) -> tuple[Layer, ...]:
    """A mark on the arm, or a sign on the chest that no arm may hide."""
    return (*(layer for layer in order if layer is not marked), replace(marked, cut=True))


def _knees_come(figure: Figure) -> bool:
    """Whether a thigh is seen end on, as when sitting and facing the viewer."""
    legs = assemble(figure.poses[figure.key]).legs
    return max(leg.middle[2] - leg.root[2] for leg in legs) > COMING


def _far_foot_crosses(figure: Figure) -> bool:
    near, far = assemble(figure.poses[figure.key]).legs
    return far.tip[2] - near.tip[2] > ACROSS


def _leg(skeleton: Skeleton, side: int, far: str, *, toes_left: bool = False) -> tuple[Bone, ...]:
    chain, turn = skeleton.legs[side], skeleton.pose.turn
    below = "-far" if chain.tip[2] - chain.middle[2] < RECEDING else far
    thigh, shank = _seen(chain.root, chain.middle), _seen(chain.middle, chain.tip)
    limb = skeleton.pose.legs[side]
    shoe, sole = outline.shoe_parts(turn * (1 - limb.out / 90), limb.heel)
    if toes_left:
        shoe, sole = outline.mirrored(shoe), outline.mirrored(sole)
    foot = Bone(_flat(chain.tip), limb.angle, ((f"shoe{below}", shoe), (f"sole{below}", sole)))
    shin = _bone(chain.middle, chain.tip, (
        (f"skin{below}", outline.limb(shank, outline.SHANK, turn)),
        (f"sock{below}", outline.limb(shank, outline.SOCK, turn)),
    ))  # fmt: skip
    upper = _bone(chain.root, chain.middle, (
        (f"skin{far}", outline.limb(thigh, outline.THIGH, turn)),
        (f"shorts{far}", outline.limb(thigh, outline.SHORT, turn, end=0.25)),
    ))  # fmt: skip
    return (shin, foot, upper)


def _arm(skeleton: Skeleton, side: int, far: str) -> tuple[Bone, ...]:
    chain, turn = skeleton.arms[side], skeleton.pose.turn
    upper, fore = _seen(chain.root, chain.middle), _seen(chain.middle, chain.tip)
    hand = Bone(
        _flat(chain.tip),
        direction(chain.middle, chain.tip) + skeleton.pose.arms[side].angle,
        ((f"skin{far}", outline.tube(outline.HAND_LENGTH, outline.HAND)),),
    )
    lower = _bone(chain.middle, chain.tip, (
        (f"skin{far}", outline.limb(fore, outline.FOREARM, turn)),
    ))  # fmt: skip
    sleeve = _bone(chain.root, chain.middle, (
        (f"skin{far}", outline.limb(upper, outline.UPPER_ARM, turn)),
        (f"top{far}", outline.limb(upper, outline.SLEEVE, turn, end=0.2)),
    ))  # fmt: skip
    return (hand, lower, sleeve)


def _trunk(skeleton: Skeleton) -> Bone:
    pose = skeleton.pose
    shorts, top = outline.trunk_parts(pose.bend, pose.turn)
    return Bone(skeleton.hip, pose.trunk, (("shorts", shorts), ("top", top)))


def _head(skeleton: Skeleton, *, eyes_closed: bool) -> tuple[Bone, ...]:
    turn, angle = skeleton.pose.turn, skeleton.head_angle
    inside = step(step(skeleton.neck, 4, angle), 1 - turn, angle + 90)
    long = math.dist(skeleton.shoulder, inside)
    width = outline.tube(long, ((-0.1, 4.8, 4.8), (0.5, 4.3, 4.3), (1, 4.4, 4.4)))
    neck = Bone(skeleton.shoulder, direction(skeleton.shoulder, inside), (("skin", width),))
    face = outline.head_parts(turn)
    if eyes_closed:
        face += (("hair", outline.CLOSED_EYE),)
    return (neck, Bone(skeleton.neck, angle, face))


def _muscle(skeleton: Skeleton, muscle: Muscle) -> Bone:
    turn, hip, trunk = skeleton.pose.turn, skeleton.hip, skeleton.pose.trunk
    if muscle is Muscle.HEART_LUNGS:
        chest = step(step(hip, TRUNK * HEART_AT, trunk), HEART_ASIDE * (1 - turn), trunk - 90)
        return Bone(chest, trunk, (("muscle", HEART),))
    mark, leg, arm = MARKS[muscle], skeleton.legs[0], skeleton.arms[0]
    match mark.bone:
        case "trunk":
            return Bone(hip, trunk, mark.parts(TRUNK, turn))
        case "foot":
            return Bone(_flat(leg.tip), skeleton.pose.legs[0].angle, mark.parts(FOOT_LENGTH, turn))
        case bone:
            start, end = {
                "thigh": (leg.root, leg.middle),
                "shank": (leg.middle, leg.tip),
                "arm": (arm.root, arm.middle),
            }[bone]
            return _bone(start, end, mark.parts(_seen(start, end), turn))


def _bone(start: Point3, end: Point3, parts: Parts) -> Bone:
    return Bone(_flat(start), direction(start, end), parts)


def _seen(start: Point3, end: Point3) -> float:
    """The length a bone is seen at."""
    return math.dist(_flat(start), _flat(end))


def _flat(point: Point3) -> Point:
    return (point[0], point[1])
