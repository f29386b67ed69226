"""A body of fixed lengths: where the joints are, given where hip, trunk, hands and feet are.

The unit is about one centimetre. x grows to the right, y upwards, z towards the viewer; the
floor is y = 0. Angles are degrees, anticlockwise, 0 to the right. At `turn` 0 the body is seen
from its right side, facing right; at 1 it faces the viewer. `turn` is about the body's own
length, so a lying body can turn too.
"""

import math
from dataclasses import dataclass

TRUNK, NECK = 50.0, 8.0
THIGH, SHANK = 43.0, 42.0
UPPER_ARM, FOREARM = 28.0, 24.0
HIP_HALF, SHOULDER_HALF = 7.0, 13.0
LIMBS = ("leg_near", "leg_far", "arm_near", "arm_far")
FACING = 0.5
"""From this turn on a body counts as facing the viewer."""
LARGEST_BEND = 155.0
"""How far a knee or an elbow folds, in degrees."""
LARGEST_OUT = 60.0
"""How far toes point outwards."""
LARGEST_HEEL = 75.0
"""How far a heel rises over toes that lie flat."""
SOLE = 6.9
"""How far the sole is below the ankle of a flat foot."""
SHOE = ((-6.0, -SOLE), (16.6, -SOLE), (18.0, -4.9), (-6.8, -4.9))
"""The corners of the sole about the ankle, toes to the right."""
BALL = 10.0
"""How far before the ankle a foot bends when its heel is raised."""

Point = tuple[float, float]
Point3 = tuple[float, float, float]


class OutOfReach(ValueError):
    """A hand or foot is placed further away than its limb is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """Where a limb ends. `angle`: of the toes (absolute) or of the hand against the forearm.

    `rest` is the height of the surface a sole rests on, or None when the foot is free. `heel`
    is how far it bends at the ball, so that the toes lie flat under a raised heel; `out` is how
    far the toes of a foot seen from the front point away from the other foot.
    `pole` is the way knee or elbow points; None leaves it to the anatomy.
    """

    tip: Point3
    angle: float = 0.0
    rest: float | None = None
    heel: float = 0.0
    out: float = 0.0
    pole: Point3 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """One moment of a movement. Neck and head are against the trunk, `bend` rounds the back."""

    hip: Point
    trunk: float
    legs: tuple[Limb, Limb]
    arms: tuple[Limb, Limb]
    neck: float = 0.0
    head: float = 0.0
    bend: float = 0.0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Chain:
    """A limb as three joints: hip, knee, ankle or shoulder, elbow, wrist."""

    root: Point3
    middle: Point3
    tip: Point3

    def flexion(self) -> float:
        """How far knee or elbow is bent: 0 is straight."""
        upper = _minus(self.middle, self.root)
        lower = _minus(self.tip, self.middle)
        cosine = _dot(upper, lower) / (length(upper) * length(lower))
        return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints of one pose; pairs are (near, far)."""

    pose: Pose
    hip: Point
    shoulder: Point
    neck: Point
    legs: tuple[Chain, Chain]
    arms: tuple[Chain, Chain]

    @property
    def head_angle(self) -> float:
        return self.pose.trunk + self.pose.head


def assemble(pose: Pose) -> Skeleton:
    """The joints of a pose; limbs that would have to stretch are pulled in to their length."""
    shoulder = step(pose.hip, TRUNK, pose.trunk)
    legs = (_leg(pose, 0), _leg(pose, 1))
    arms = (_arm(pose, 0), _arm(pose, 1))
    neck = step(shoulder, NECK, pose.trunk + pose.neck)
    return Skeleton(pose, pose.hip, shoulder, neck, legs, arms)


def hip_joint(pose: Pose, side: int) -> Point3:
    """Where the near (0) or far (1) thigh hangs."""
    return _beside(pose.hip, pose, HIP_HALF, side)


def shoulder_joint(pose: Pose, side: int) -> Point3:
    """Where the near (0) or far (1) arm hangs, a little below the top of the trunk."""
    return _beside(step(pose.hip, TRUNK * 0.94, pose.trunk), pose, SHOULDER_HALF, side)


def ankle_height(toes: float, surface: float = 0.0) -> float:
    """Height of the ankle when a sole tilted by `toes` rests on a surface."""
    turn = math.radians(toes)
    return surface - min(x * math.sin(turn) + y * math.cos(turn) for x, y in SHOE)


def rolled(flat: float, heel: float, surface: float = 0.0) -> Point:
    """The ankle of a foot that stood flat there and rolled up onto its ball by `heel`."""
    turn = math.radians(heel)
    back = BALL * math.cos(turn) - SOLE * math.sin(turn)
    return (flat + BALL - back, surface + BALL * math.sin(turn) + SOLE * math.cos(turn))


def two_links(root: Point3, tip: Point3, upper: float, lower: float, pole: Point3) -> Chain:
    """Two bones from root to tip, the joint between them pushed towards the pole."""
    reach = _minus(tip, root)
    distance = max(min(length(reach), upper + lower - 0.01), abs(upper - lower) + 0.01)
    along = _scaled(reach, 1 / (length(reach) or 1.0))
    aside = _aside(along, pole)
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    sine = math.sqrt(max(0.0, 1 - cosine**2))
    middle = _plus(root, _plus(_scaled(along, upper * cosine), _scaled(aside, upper * sine)))
    return Chain(root, middle, _plus(root, _scaled(along, distance)))


def _aside(along: Point3, pole: Point3) -> Point3:
    """Straight off the way, towards the pole; in the picture when the pole lies on the way."""
    aside = _minus(pole, _scaled(along, _dot(pole, along)))
    if length(aside) < 1e-6:
        aside = (-along[1], along[0], 0.0) if along[0] or along[1] else (1.0, 0.0, 0.0)
    return _scaled(aside, 1 / length(aside))


def require_reach(root: Point3, tip: Point3, longest: float) -> None:
    """Raise OutOfReach when a limb of that length does not get from root to tip."""
    missing = length(_minus(tip, root)) - longest
    if missing > 0.3:
        raise OutOfReach(f"out of reach by {missing:.1f}")


def step(start: Point, distance: float, degrees: float) -> Point:
    """The point that far from start, in that direction."""
    turn = math.radians(degrees)
    return (start[0] + distance * math.cos(turn), start[1] + distance * math.sin(turn))


def direction(start: Point | Point3, end: Point | Point3) -> float:
    """The direction from start to end, as seen."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def length(vector: Point3) -> float:
    """How long a vector is, depth included."""
    return math.sqrt(_dot(vector, vector))


def _leg(pose: Pose, side: int) -> Chain:
    limb, root = pose.legs[side], hip_joint(pose, side)
    pole = limb.pole or _mixed_pole(pose, side, root, limb.tip, forwards=True)
    return two_links(root, limb.tip, THIGH, SHANK, pole)


def _arm(pose: Pose, side: int) -> Chain:
    limb, root = pose.arms[side], shoulder_joint(pose, side)
    pole = limb.pole or _mixed_pole(pose, side, root, limb.tip, forwards=False)
    return two_links(root, limb.tip, UPPER_ARM, FOREARM, pole)


def _mixed_pole(pose: Pose, side: int, root: Point3, tip: Point3, *, forwards: bool) -> Point3:
    """Knees point forwards and elbows backwards, wherever the body faces."""
    away = math.radians(direction(root, tip) + (90 if forwards else -90))
    outwards = math.radians(pose.trunk + (90 if side == 0 else -90))
    sideways, depth = (0.3, 1.0) if forwards else (1.0, -0.4)
    seen, facing = 1 - pose.turn, pose.turn
    return (
        seen * math.cos(away) + facing * sideways * math.cos(outwards),
        seen * math.sin(away) + facing * sideways * math.sin(outwards),
        facing * depth,
    )


def _beside(centre: Point, pose: Pose, half: float, side: int) -> Point3:
    offset = half * pose.turn * (1 if side == 0 else -1)
    x, y = step(centre, offset, pose.trunk + 90)
    return (x, y, 0.0)


def _plus(a: Point3, b: Point3) -> Point3:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def _minus(a: Point3, b: Point3) -> Point3:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _scaled(a: Point3, factor: float) -> Point3:
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def _dot(a: Point3, b: Point3) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
