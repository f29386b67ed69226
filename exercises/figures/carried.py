"""What goes with the body: held, worn, ridden, rolled or slid on."""

import math

from exercises.figures.body import Bone
from exercises.figures.furniture import box, cushion, line, round_ball
from exercises.figures.outline import HAND_LENGTH, Profile, Shape, ellipse, tube
from exercises.figures.prop_data import Prop
from exercises.figures.skeleton import FACING, TRUNK, Chain, Point, Skeleton, direction, step

CLOTH = 2.4
"""How thick a folded towel is: a heel on it stands at `height: 2.4`."""
LOOP_BEYOND = 8.0
"""How far a loop reaches past the middle of the limb it is round."""
LOOPS = ({"leg"}, {"foot"}, {"knee"}, {"thigh"})
STRAP: Profile = ((0, 1.7, 1.7), (0.5, 1.4, 1.4), (1, 1.7, 1.7))
LOOP: Profile = ((0, 2.1, 2.1), (0.5, 1.6, 1.6), (1, 2.1, 2.1))
CUFF, HALF_POST = 9.0, 2.5
INSTEP = 2.0
"""How far below the ankle a band goes over a foot that is seen from the front."""
GRIP, HALF_DUMBBELL = 4.0, 9.0
HALF_TRUNK = 9.0


def towel(prop: Prop, skeleton: Skeleton) -> Bone:
    """A folded towel under the heel, wherever the foot goes."""
    x = place(skeleton, prop.places[0])[0]
    return Bone((x, 0), 0, (("soft", cushion(-13, 18, CLOTH)),))


def ball(where: str, radius: float, skeleton: Skeleton) -> Bone:
    """A ball between two limbs, under the heels (it rolls along) or behind the back."""
    match where:
        case "feet":
            centre = (skeleton.legs[0].tip[0], radius)
        case "back":
            back = step(skeleton.hip, TRUNK * 0.4, skeleton.pose.trunk)
            centre = step(back, HALF_TRUNK + radius, skeleton.pose.trunk + 90)
        case _:
            name = {"ankles": "leg", "knees": "knee", "hands": "palm"}[where]
            centre = _middle(place(skeleton, f"{name}_near"), place(skeleton, f"{name}_far"))
    return Bone(centre, 0, round_ball(radius))


def band(prop: Prop, skeleton: Skeleton) -> Bone:
    """A band from a fixed point or place to a place; round both legs it is a loop."""
    first, *others = prop.places
    end = place(skeleton, first)
    anchor = place(skeleton, others[0]) if others else (prop.at[0], prop.at[1])
    strip = STRAP
    if others and {name.partition("_")[0] for name in prop.places} in LOOPS:
        anchor, end = _beyond(anchor, end, skeleton)
        strip = LOOP
    outline = tube(math.dist(anchor, end), strip)
    return Bone(anchor, direction(anchor, end), (("soft", outline),))


def post(x: float, y: float) -> Bone:
    """What a band is tied to, so that it does not end in the air."""
    return Bone((x, 0), 0, (("prop", box(-HALF_POST, 0, HALF_POST, y + 2 * HALF_POST)),))


def cuff(name: str, skeleton: Skeleton) -> Bone:
    """The part of a band that is seen in front of the ankle or foot it goes round."""
    part, _, which = name.partition("_")
    leg, limb = skeleton.legs[int(which == "far")], skeleton.pose.legs[int(which == "far")]
    facing = skeleton.pose.turn >= FACING
    x, y = place(skeleton, name)
    if part == "foot" and not facing:
        return Bone((x, y), limb.angle + 90, (("soft", tube(CUFF, LOOP)),))
    way = limb.angle if part == "foot" else direction(leg.middle, leg.tip) + 90
    return Bone(step((x, y), -CUFF / 2, way), way, (("soft", tube(CUFF, LOOP)),))


def _beyond(a: Point, b: Point, skeleton: Skeleton) -> tuple[Point, Point]:
    """A loop goes round both limbs; one behind the other, it lies across the near one."""
    across = direction(skeleton.legs[0].root, skeleton.legs[0].middle) + 90
    way = direction(a, b) if math.dist(a, b) > LOOP_BEYOND else across
    return step(a, -LOOP_BEYOND, way), step(b, LOOP_BEYOND, way)


def dumbbell(where: str, skeleton: Skeleton) -> Bone:
    """A dumbbell across a hand, or upright between both."""
    if where == "hands":
        centre = _middle(place(skeleton, "palm_near"), place(skeleton, "palm_far"))
        return Bone(centre, skeleton.pose.trunk, _weights())
    side = int(where.endswith("far"))
    return Bone(
        place(skeleton, where.replace("arm", "palm")), _hand(skeleton, side) + 90, _weights()
    )


def _weights() -> tuple[tuple[str, Shape], ...]:
    handle = box(-HALF_DUMBBELL, -1.4, HALF_DUMBBELL, 1.4)
    return (
        ("prop", handle),
        ("prop", box(-HALF_DUMBBELL - 2, -5, -GRIP, 5)),
        ("prop", box(GRIP, -5, HALF_DUMBBELL + 2, 5)),
    )


def bike(prop: Prop, skeleton: Skeleton) -> tuple[Bone, Bone]:
    """A standing bike about its bottom bracket: base, frame, saddle, handlebar, flywheel."""
    x, y = prop.at
    saddle, bar = (x - 27, y + 58), (x + 34, y + 74)
    frame = (
        *line((x - 32, 1.6), (x + 48, 1.6)),
        *line((x, 1.6), (x, y), saddle),
        *line((x, y), (x + 30, y + 34), bar, (bar[0] + 9, bar[1] + 4)),
        *line((x + 34, 1.6), (x + 30, y + 34)),
    )
    pedals = [ball_of_foot(skeleton, side) for side in (0, 1)]
    cranks = line(pedals[0], (x, y), pedals[1])
    standing = Bone((0, 0), 0, (
        ("prop-line", frame),
        ("prop", ellipse(x + 33, -24, 20, 20)),
        ("prop", ellipse(saddle[0] - 2, -saddle[1] - 1, 13, 3)),
    ))  # fmt: skip
    return standing, Bone((0, 0), 0, (("prop-line", cranks),))


def ball_of_foot(skeleton: Skeleton, side: int) -> Point:
    """Where a pedal meets the sole."""
    ankle, toes = skeleton.legs[side].tip, skeleton.pose.legs[side].angle
    return step(step((ankle[0], ankle[1]), 9, toes), 8.5, toes - 90)


def place(skeleton: Skeleton, name: str) -> Point:
    """Where a named place of the body is."""
    part, _, which = name.partition("_")
    side = int(which == "far")
    leg, arm = skeleton.legs[side], skeleton.arms[side]
    match part:
        case "hip":
            return skeleton.hip
        case "foot" if skeleton.pose.turn >= FACING:
            return step((leg.tip[0], leg.tip[1]), INSTEP, skeleton.pose.legs[side].angle - 90)
        case "foot":
            return ball_of_foot(skeleton, side)
        case "knee":
            return (leg.middle[0], leg.middle[1])
        case "thigh":
            return _along_thigh(leg)
        case "palm":
            return step((arm.tip[0], arm.tip[1]), HAND_LENGTH * 0.6, _hand(skeleton, side))
        case "arm":
            return (arm.tip[0], arm.tip[1])
        case _:
            return (leg.tip[0], leg.tip[1])


def _along_thigh(leg: Chain) -> Point:
    """Just above the knee, where a loop is worn."""
    root, knee = leg.root, leg.middle
    return (root[0] + (knee[0] - root[0]) * 0.82, root[1] + (knee[1] - root[1]) * 0.82)


def _hand(skeleton: Skeleton, side: int) -> float:
    """The way a hand points."""
    arm = skeleton.arms[side]
    return direction(arm.middle, arm.tip) + skeleton.pose.arms[side].angle


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
