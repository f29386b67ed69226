"""Every shipped figure: a body of fixed lengths, inside human limits, standing on the floor."""

import gzip
import math
import xml.etree.ElementTree as ET
from functools import cache

import pytest

from exercises.figures import FOLDER, FigureMissing, draw, figure, has_figure, slugs
from exercises.figures.body import layers
from exercises.figures.carried import CLOTH, ball_of_foot
from exercises.figures.motion import LIFT
from exercises.figures.pose import Course
from exercises.figures.props import things
from exercises.figures.skeleton import (
    BALL,
    SHOE,
    SOLE,
    Limb,
    Skeleton,
    ankle_height,
    assemble,
    rolled,
)
from exercises.figures.svg import loop_of, path_data, placer

LIBRARY = FOLDER.parent / "exercises"
FLOOR = 0.75
"""How far a rounded outline may dip into the floor line, which is 1.6 wide."""
LAID = 3.0
"""How deep a mat is laid into the floor."""


@cache
def skeletons(slug: str) -> list[Skeleton]:
    loop = loop_of(figure(slug))
    return [assemble(pose) for pose in (*figure(slug).poses, *loop.frames)]


@cache
def outline_points(slug: str, skeleton: Skeleton) -> list[tuple[float, float]]:
    return [
        placer(bone)(x, y)
        for layer in layers(skeleton, figure(slug))
        for bone in layer.bones
        for _, shape in bone.parts
        for command, numbers in shape
        for x, y in [numbers[-2:]]
    ]


def prop_points(slug: str, skeleton: Skeleton) -> list[tuple[float, float]]:
    return [
        placer(bone)(*numbers[-2:])
        for _, layer in things(figure(slug), skeleton)
        for bone in layer.bones
        for _, shape in bone.parts
        for _, numbers in shape
    ]


def view_box(svg: str) -> tuple[float, float, float, float]:
    left, top, width, height = map(float, ET.fromstring(svg).get("viewBox").split())
    return left, top, left + width, top + height


def shank_to_toes(skeleton: Skeleton, side: int) -> float:
    chain = skeleton.legs[side]
    shank = math.degrees(math.atan2(chain.tip[1] - chain.middle[1], chain.tip[0] - chain.middle[0]))
    return (skeleton.pose.legs[side].angle - shank) % 360


def hip_flexion(skeleton: Skeleton, side: int) -> float:
    chain = skeleton.legs[side]
    thigh = math.degrees(
        math.atan2(chain.middle[1] - chain.root[1], chain.middle[0] - chain.root[0])
    )
    return (thigh - skeleton.pose.trunk + 360) % 360 - 180


every_figure = pytest.mark.parametrize("slug", slugs())


@every_figure
def test_segments_keep_their_length_in_every_frame(slug: str) -> None:
    for skeleton in skeletons(slug):
        for chains, upper, lower in ((skeleton.legs, 43, 42), (skeleton.arms, 28, 24)):
            for chain in chains:
                assert math.dist(chain.root, chain.middle) == pytest.approx(upper)
                assert math.dist(chain.middle, chain.tip) == pytest.approx(lower)
        assert math.dist(skeleton.hip, skeleton.shoulder) == pytest.approx(50)
        assert math.dist(skeleton.shoulder, skeleton.neck) == pytest.approx(8)


@every_figure
def test_joints_stay_inside_human_limits(slug: str) -> None:
    for skeleton in skeletons(slug):
        for chain in (*skeleton.legs, *skeleton.arms):
            assert chain.flexion() <= 156
        assert -60 <= skeleton.pose.head <= 45
        assert abs(skeleton.pose.bend) <= 6
        if skeleton.pose.turn > 0:
            continue
        for side in (0, 1):
            assert 20 <= shank_to_toes(skeleton, side) <= 125
            assert -40 <= hip_flexion(skeleton, side) <= 130


@every_figure
def test_knees_and_elbows_never_fold_backwards(slug: str) -> None:
    for skeleton in skeletons(slug):
        if skeleton.pose.turn > 0:
            continue
        for chain in skeleton.legs:
            assert side_of_line(chain) >= -0.01
        for arm, chain in zip(skeleton.pose.arms, skeleton.arms, strict=True):
            assert arm.pole or side_of_line(chain) <= 0.01


def side_of_line(chain) -> float:
    """Above 0 when the middle joint lies to the left on the way from root to tip."""
    (ax, ay, _), (bx, by, _), (cx, cy, _) = chain.root, chain.middle, chain.tip
    return (cx - ax) * (by - ay) - (cy - ay) * (bx - ax)


@every_figure
def test_feet_and_hands_that_should_stay_do_not_slide(slug: str) -> None:
    for name in figure(slug).still:
        side = 1 if name.endswith("far") else 0
        if name.startswith("arm"):
            ways = [[skeleton.arms[side].tip for skeleton in skeletons(slug)]]
        else:
            ways = zip(*(sole(skeleton, side) for skeleton in skeletons(slug)), strict=True)
        assert min(max(math.dist(at, way[0]) for at in way) for way in map(list, ways)) < 1.5


@every_figure
def test_what_keeps_its_place_in_every_pose_keeps_it_on_the_way(slug: str) -> None:
    poses = figure(slug).poses
    if figure(slug).course is Course.STRIDE:
        return
    for side in (0, 1):
        legs, arms = [pose.legs[side] for pose in poses], [pose.arms[side] for pose in poses]
        ways = [[joints.arms[side].tip for joints in skeletons(slug)]] if same(arms) else []
        if same(legs) and legs[0].rest is not None:
            ways += [[joints.legs[side].tip for joints in skeletons(slug)]]
        for way in ways:
            assert max(math.dist(at, way[0]) for at in way) < 1.5


def same(limbs: list[Limb]) -> bool:
    return all(limb.tip == limbs[0].tip for limb in limbs)


def sole(skeleton: Skeleton, side: int) -> list[tuple[float, float]]:
    """What a foot may turn about: the corners of its sole, its ball or its ankle."""
    ankle, turn = skeleton.legs[side].tip, math.radians(skeleton.pose.legs[side].angle)
    return [
        (
            ankle[0] + x * math.cos(turn) - y * math.sin(turn),
            ankle[1] + x * math.sin(turn) + y * math.cos(turn),
        )
        for x, y in (*SHOE, (BALL, -SOLE), (0, 0))
    ]


@every_figure
def test_a_sole_at_rest_lies_on_its_surface(slug: str) -> None:
    for pose in figure(slug).poses:
        for leg in pose.legs:
            if leg.rest is not None:
                tilted = ankle_height(leg.angle, leg.rest)
                height = rolled(0, leg.heel, leg.rest)[1] if leg.heel else tilted
                assert leg.tip[1] == pytest.approx(height)


@every_figure
def test_somebody_who_stands_or_lies_touches_the_floor(slug: str) -> None:
    if figure(slug).course is not Course.BACK or slug == "easy-cycling":
        return
    for pose in figure(slug).poses:
        surface = max((leg.rest or 0.0 for leg in pose.legs), default=0.0)
        assert min(-y for _, y in outline_points(slug, assemble(pose))) < 3 + surface


@every_figure
def test_nothing_is_below_the_floor(slug: str) -> None:
    for skeleton in skeletons(slug):
        assert min(-y for _, y in outline_points(slug, skeleton)) > -FLOOR
        assert min((-y for _, y in prop_points(slug, skeleton)), default=0) >= -LAID


@pytest.mark.deep
@every_figure
@pytest.mark.parametrize("moving", [False, True])
def test_everything_is_inside_the_frame(slug: str, moving: bool) -> None:
    left, top, right, bottom = view_box(draw(slug, moving=moving))
    shown = loop_of(figure(slug)).frames if moving else [figure(slug).poses[figure(slug).key]]
    for pose in shown:
        for x, y in outline_points(slug, assemble(pose)) + prop_points(slug, assemble(pose)):
            assert left < x < right
            assert top < y < bottom
    for points in figure(slug).arrows:
        for x, y in points:
            assert left < x < right
            assert top < -y < bottom


@pytest.mark.deep
@every_figure
def test_svg_is_well_formed_and_carries_nothing_active(slug: str) -> None:
    for options in ({}, {"moving": True}, {"plain": True}, {"mirror": True}):
        root = ET.fromstring(draw(slug, label='A "label" & <more>', **options))
        allowed = {"svg", "g", "path", "animate", "animateTransform"}
        assert {element.tag for element in root.iter()} <= allowed
        for element in root.iter():
            assert not {"style", "id", "href"} & set(element.attrib)
            assert not any(name.startswith("on") for name in element.attrib)


@every_figure
def test_a_figure_is_small(slug: str) -> None:
    assert len(gzip.compress(draw(slug, moving=True).encode())) <= 8 * 1024
    assert len(gzip.compress(draw(slug, plain=True).encode())) <= 3 * 1024


@every_figure
def test_a_loop_ends_where_it_began_and_is_in_order(slug: str) -> None:
    loop = loop_of(figure(slug))
    assert loop.moments[0] == 0
    assert loop.moments[-1] == pytest.approx(1)
    assert list(loop.moments) == sorted(loop.moments)
    first, last = assemble(loop.frames[0]), assemble(loop.frames[-1])
    for before, after in zip(first.legs + first.arms, last.legs + last.arms, strict=True):
        assert before.tip == pytest.approx(after.tip)


@every_figure
def test_moments_match_the_values_of_every_animation(slug: str) -> None:
    for element in ET.fromstring(draw(slug, moving=True)).iter():
        if element.tag.startswith("animate"):
            times, values = element.get("keyTimes").split(";"), element.get("values").split(";")
            assert len(times) == len(values)
            assert [float(times[0]), float(times[-1])] == [0, 1]


@every_figure
def test_a_leg_that_strides_goes_back_with_the_floor(slug: str) -> None:
    if figure(slug).course is not Course.STRIDE:
        return
    for before, after in zip(figure(slug).poses, figure(slug).poses[1:], strict=False):
        if before.legs[0].rest is not None and after.legs[0].rest is not None:
            assert after.legs[0].tip[0] < before.legs[0].tip[0]


def test_every_exercise_of_the_library_has_a_figure() -> None:
    exercises = {path.stem for path in LIBRARY.glob("*.yaml")}
    assert len(exercises) >= 43
    assert exercises - set(slugs()) == set()


def test_path_text_is_short_and_says_the_same() -> None:
    shape = (
        ("M", (10.0, 20.0)), ("L", (10.5, 19.0)), ("L", (12.0, 19.0)),
        ("C", (12.0, 19.5, 13.0, 20.0, 14.0, 20.0)), ("M", (1.0, 2.0)), ("L", (0.0, 0.0)),
    )  # fmt: skip
    text = path_data(shape)
    assert text == "M10 20l.5-1 1.5 0c0 .5 1 1 2 1M1 2l-1-2z"
    assert path_data(shape, closed=False) == text.removesuffix("z")


def test_a_moving_prop_follows_the_limb() -> None:
    figure_with_towel = figure("two-leg-slider")
    for pose in figure_with_towel.poses:
        (towel,) = (p for _, p in things(figure_with_towel, assemble(pose)) if p.name == "towel")
        assert towel.bones[0].at == (pose.legs[0].tip[0], 0)


def test_cranks_keep_their_length_and_reach_the_feet() -> None:
    bike = figure("easy-cycling")
    centre = bike.props[0].at
    for pose in bike.poses:
        for side in (0, 1):
            assert math.dist(centre, ball_of_foot(assemble(pose), side)) == pytest.approx(16, abs=1)


def test_still_and_moving_are_both_there() -> None:
    svg = draw("two-leg-bridge", moving=True)
    assert '<g class="moves">' in svg
    assert '<g class="still">' in svg
    assert "<animate" not in draw("two-leg-bridge")


def test_plain_leaves_out_ghost_and_arrow() -> None:
    whole, plain = draw("two-leg-bridge"), draw("two-leg-bridge", plain=True)
    assert "f-ghost" in whole and "f-arrow" in whole
    assert "f-ghost" not in plain and "f-arrow" not in plain


def test_the_working_muscle_is_marked() -> None:
    assert all('class="f-muscle"' in draw(slug, plain=True) for slug in slugs())


def test_mirror_turns_the_picture_and_nothing_else() -> None:
    plain, mirrored = draw("diver"), draw("diver", mirror=True)
    assert "scale(-1 1)" in mirrored
    assert view_box(plain) == view_box(mirrored)


def test_a_label_names_the_picture_and_none_hides_it() -> None:
    named = ET.fromstring(draw("diver", label='Bow "deep" & slow'))
    assert (named.get("role"), named.get("aria-label")) == ("img", 'Bow "deep" & slow')
    assert ET.fromstring(draw("diver")).get("aria-hidden") == "true"


def test_an_unknown_exercise_is_missing() -> None:
    assert not has_figure("headstand")
    with pytest.raises(FigureMissing, match="headstand"):
        draw("headstand")


def test_a_foot_is_lifted_to_step_but_not_to_slide() -> None:
    def highest(slug: str) -> float:
        frames = loop_of(figure(slug)).frames
        return max(assemble(pose).legs[0].tip[1] for pose in frames)

    assert highest("side-step") > SOLE + LIFT / 2
    assert highest("two-leg-slider") < SOLE + CLOTH + 4
