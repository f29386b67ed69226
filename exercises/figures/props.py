"""The things beside the body, as layers like the body's own, so that they can move with it."""

from collections.abc import Iterable
from enum import StrEnum

from exercises.figures.body import Layer
from exercises.figures.carried import ball, band, bike, cuff, dumbbell, post, towel
from exercises.figures.furniture import FURNITURE, still_ball
from exercises.figures.pose import Figure
from exercises.figures.prop_data import Prop
from exercises.figures.skeleton import FACING, Skeleton


class Depth(StrEnum):
    """Where a thing is drawn among the layers of the body."""

    BEHIND = "behind"
    BETWEEN_LEGS = "between legs"
    BETWEEN_HANDS = "between hands"
    FAR_HAND = "arm_far"
    NEAR_HAND = "arm_near"
    BEFORE = "before"


Thing = tuple[Depth, Layer]

_BALL_DEPTHS = {
    "ankles": Depth.BETWEEN_LEGS,
    "knees": Depth.BETWEEN_LEGS,
    "hands": Depth.BETWEEN_HANDS,
}


def things(figure: Figure, skeleton: Skeleton) -> tuple[Thing, ...]:
    """Everything beside the body, with its depth."""
    return tuple(thing for prop in figure.props for thing in _things(prop, skeleton))


def among(body: tuple[Layer, ...], things: tuple[Thing, ...]) -> tuple[Layer, ...]:
    """The layers of the body with the things between them, back to front."""

    def at(depth: Depth) -> Iterable[Layer]:
        return (layer for placed, layer in things if placed is depth)

    seen = [*at(Depth.BEHIND)]
    legs, arm = _gaps(body)
    for layer in body:
        seen += at(Depth.BETWEEN_HANDS) if layer.name == arm else ()
        seen.append(layer)
        seen += at(Depth.BETWEEN_LEGS) if layer.name == legs else ()
        seen += (one for depth, one in things if depth == layer.name)
    return (*seen, *at(Depth.BEFORE))


def _gaps(body: tuple[Layer, ...]) -> tuple[str, str]:
    """After which leg something between the legs comes, and before which arm what is held."""
    facing = [layer.name for layer in body].index("arm_far") > 0
    return ("leg_near", "arm_far") if facing else ("leg_far", "arm_near")


def _things(prop: Prop, skeleton: Skeleton) -> Iterable[Thing]:
    match prop.kind:
        case "bike":
            yield Depth.BETWEEN_LEGS, Layer("bike", bike(prop, skeleton))
        case "towel":
            yield Depth.BEHIND, Layer("towel", (towel(prop, skeleton),))
        case "ball":
            yield _ball(prop, skeleton)
        case "band":
            yield from _band(prop, skeleton)
        case "dumbbell":
            yield from _dumbbells(prop, skeleton)
        case kind:
            yield Depth.BEHIND, Layer(kind, (FURNITURE[kind](*prop.at),))


def _ball(prop: Prop, skeleton: Skeleton) -> Thing:
    if not prop.places:
        return Depth.BEHIND, Layer("ball", (still_ball(*prop.at),))
    (place,) = prop.places
    depth = _BALL_DEPTHS.get(place, Depth.BEHIND)
    return depth, Layer("ball", (ball(place, prop.at[0], skeleton),))


def _band(prop: Prop, skeleton: Skeleton) -> Iterable[Thing]:
    """Tied to a post it passes behind the body; a hand that holds its end comes before."""
    layer = Layer("band", (band(prop, skeleton),))
    if prop.at:
        yield Depth.BEHIND, Layer("post", (post(*prop.at),))
        yield Depth.BEHIND, layer
        yield Depth.BEFORE, Layer("cuff", (cuff(prop.places[0], skeleton),))
    else:
        held = [place.startswith("arm") for place in prop.places]
        yield (Depth.BETWEEN_HANDS if any(held) and not all(held) else Depth.BEFORE), layer


def _dumbbells(prop: Prop, skeleton: Skeleton) -> Iterable[Thing]:
    facing = skeleton.pose.turn >= FACING
    for place in prop.places:
        cut = place != "arm_far" or facing
        depth = Depth.BETWEEN_HANDS if place == "hands" else Depth(place)
        yield depth, Layer("dumbbell", (dumbbell(place, skeleton),), cut=cut)
