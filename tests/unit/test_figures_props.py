"""Things beside the body: where they stand, what they follow, what they hide."""

import math
from pathlib import Path

import pytest

from exercises.figures.body import Bone, Layer, layers
from exercises.figures.carried import place
from exercises.figures.pose import Figure, read_figure
from exercises.figures.props import among, things
from exercises.figures.skeleton import Skeleton, assemble
from exercises.figures.svg import placer

SIDE = ["arm_far", "leg_far", "head", "trunk", "leg_near", "muscle", "arm_near"]
FACING = ["leg_far", "leg_near", "trunk", "muscle", "head", "arm_far", "arm_near"]


class Drawn:
    """A posture with props, in its first pose."""

    def __init__(self, path: Path, props: str, posture: str, poses: str, muscle: str) -> None:
        path.write_text(f"posture: {posture}\nmuscle: {muscle}\nprops: {props}\nposes: {poses}\n")
        self.figure: Figure = read_figure(path)
        self.skeleton: Skeleton = assemble(self.figure.poses[0])

    def order(self) -> list[str]:
        body = layers(self.skeleton, self.figure)
        return [layer.name for layer in among(body, things(self.figure, self.skeleton))]

    def layers(self, pose: int = 0) -> list[Layer]:
        skeleton = assemble(self.figure.poses[pose])
        return [layer for _, layer in things(self.figure, skeleton)]

    def bone(self, pose: int = 0) -> Bone:
        (layer,) = self.layers(pose)
        return layer.bones[0]

    def top(self) -> float:
        return max(y for _, y in corners(self.bone()))

    def bottom(self) -> float:
        return min(y for _, y in corners(self.bone()))


def corners(bone: Bone) -> list[tuple[float, float]]:
    numbers = [numbers[-2:] for _, shape in bone.parts for _, numbers in shape]
    return [(x, -y) for x, y in (placer(bone)(*pair) for pair in numbers)]


@pytest.fixture
def draw(tmp_path: Path):
    def drawn(
        props: str,
        posture: str = "standing",
        poses: str = "[{}, {}]",
        muscle: str = "glutes",
    ) -> Drawn:
        return Drawn(tmp_path / "trial.yaml", props, posture, poses, muscle)

    return drawn


@pytest.mark.parametrize(
    ("props", "top"),
    [
        ("{table: [120, 180]}", 74),
        ("{table: [120, 180, 90]}", 90),
        ("{bench: [120, 180, 44]}", 44),
        ("{chair: [60, 100]}", 90),
        ("{seat: 100}", 90),
        ("{wall: 40}", 176),
        ("{wall: [40, 120]}", 120),
        ("{doorway: [60, 140]}", 182),
        ("{doorway: [60, 140, 200]}", 200),
        ("{pillow: [60, 90, 8]}", 8),
        ("{roll: [60, 6]}", 12),
        ("{roll: [60, 20, 6]}", 26),
        ("{ball: [60, 30, 30]}", 60),
    ],
)
def test_it_stands_as_high_as_it_says(draw, props: str, top: float) -> None:
    assert draw(props).top() == pytest.approx(top)


def test_furniture_stands_on_the_floor_behind_everything(draw) -> None:
    drawn = draw("{bench: [120, 180, 44]}")
    assert drawn.bottom() == pytest.approx(1.6)  # the end of a line is round
    assert drawn.order() == ["bench", *SIDE]


def test_several_of_a_kind_are_all_there(draw) -> None:
    assert draw("{cone: [[40], [60], [80]]}").order()[:3] == ["cone"] * 3
    assert draw("{cone: 40}").order()[:2] == ["cone", "arm_far"]


def test_a_ball_between_the_knees_is_between_the_legs(draw) -> None:
    drawn = draw("{ball: [knees, 9]}")
    near, far = place(drawn.skeleton, "knee_near"), place(drawn.skeleton, "knee_far")
    assert drawn.bone().at == pytest.approx(((near[0] + far[0]) / 2, (near[1] + far[1]) / 2))
    assert drawn.order() == [*SIDE[:2], "ball", *SIDE[2:]]


def test_facing_a_ball_between_the_knees_is_before_both_legs(draw) -> None:
    assert draw("{ball: [knees, 9]}", "facing").order() == [*FACING[:2], "ball", *FACING[2:]]


def test_a_ball_under_the_heels_rolls_along_the_floor(draw) -> None:
    drawn = draw("{ball: [feet, 20]}", "supine", "[{}, {leg_near: {ankle: [170, 46]}}]")
    assert drawn.bone(1).at == pytest.approx((170, 20))
    assert drawn.bone(0).at[1] == 20


def test_a_ball_behind_the_back_touches_it(draw) -> None:
    drawn = draw("{ball: [back, 20]}")
    back = placer(Bone(drawn.skeleton.hip, drawn.skeleton.pose.trunk, ()))(20, 0)
    assert math.dist(drawn.bone().at, (back[0], -back[1])) == pytest.approx(29)
    assert drawn.bone().at[0] < drawn.skeleton.hip[0]


def test_a_dumbbell_goes_with_its_hand_and_before_it(draw) -> None:
    drawn = draw("{dumbbell: arm_near}", poses="[{}, {arm_near: {hand: [130, 130]}}]")
    assert math.dist(drawn.bone(1).at, (130, 130)) < 5
    assert drawn.order() == [*SIDE, "dumbbell"]


def test_two_dumbbells_are_each_with_their_arm(draw) -> None:
    order = draw("{dumbbell: [arm_near, arm_far]}").order()
    assert order == ["arm_far", "dumbbell", *SIDE[1:], "dumbbell"]


def test_one_dumbbell_in_both_hands_is_held_before_the_chest(draw) -> None:
    assert draw("{dumbbell: hands}").order() == [*SIDE[:-1], "dumbbell", "arm_near"]
    assert draw("{dumbbell: hands}", "facing").order() == [*FACING[:5], "dumbbell", *FACING[5:]]


def test_a_loop_reaches_past_both_legs(draw) -> None:
    bone = draw("{band: [leg_near, leg_far]}", "facing").bone()
    xs = [x for x, _ in corners(bone)]
    assert min(xs) < 92 - 7
    assert max(xs) > 108 + 7


def test_a_strap_runs_from_place_to_place_under_the_hand(draw) -> None:
    drawn = draw("{band: [foot_near, arm_near]}", "floor-sitting")
    hand, foot = place(drawn.skeleton, "arm_near"), place(drawn.skeleton, "foot_near")
    assert drawn.bone().at == pytest.approx(hand)
    assert max(x for x, _ in corners(drawn.bone())) == pytest.approx(foot[0], abs=2)
    assert drawn.order() == [*SIDE[:-1], "band", "arm_near"]


def test_a_band_between_the_hands_is_seen(draw) -> None:
    assert draw("{band: [arm_near, arm_far]}", "facing").order() == [*FACING, "band"]


def test_a_band_to_a_fixed_point_runs_from_a_post_round_the_ankle(draw) -> None:
    drawn = draw("{band: [leg_near, 40, 8]}")
    post, band, cuff = (layer.bones[0] for layer in drawn.layers())
    assert max(y for _, y in corners(post)) > 8
    assert band.at == (40, 8)
    assert min(x for x, _ in corners(cuff)) < 100 - 4 < 100 + 4 < max(x for x, _ in corners(cuff))
    assert drawn.order() == ["post", "band", *SIDE, "cuff"]


def test_a_band_over_a_foot_goes_round_it_from_the_sole_up(draw) -> None:
    drawn = draw("{band: [foot_near, 40, 8]}")
    cuff = drawn.layers()[2].bones[0]
    assert cuff.at == pytest.approx(place(drawn.skeleton, "foot_near"))
    assert cuff.angle == 90


def test_facing_a_band_goes_across_the_foot_and_tilts_with_it(draw) -> None:
    tilted = "[{}, {leg_near: {ankle: [92, 10], toes: -26}}]"
    drawn = draw("{band: [foot_near, 180, 8]}", "facing", tilted)
    assert [drawn.layers(pose)[2].bones[0].angle for pose in (0, 1)] == [0, -26]


def test_what_gives_has_another_colour_than_what_stands(draw) -> None:
    def colours(props: str) -> set[str]:
        return {name for layer in draw(props).layers() for name, _ in layer.bones[0].parts}

    assert colours("{band: [knee_near, knee_far]}") == {"soft"}
    assert colours("{towel: leg_near}") == {"soft"}
    assert colours("{pillow: [60, 90, 8]}") == {"soft"}
    assert colours("{bench: [120, 180, 44]}") == {"prop", "prop-line"}


def test_a_heel_on_a_towel_stands_on_top_of_it(draw) -> None:
    drawn = draw("{towel: leg_near}", poses="[{leg_near: {stand: 100, height: 2.4}}, {}]")
    assert drawn.top() == pytest.approx(2.4)
    assert drawn.bottom() == 0


def test_a_mat_with_a_depth_is_seen_from_above(draw) -> None:
    assert draw("{mat: [20, 180]}").top() == 0
    assert draw("{mat: [20, 180, 14]}").top() == 14


@pytest.mark.parametrize(
    ("depth", "order"),
    [
        (-20, ["leg_far", "leg_near", "trunk", "muscle"]),
        (20, ["leg_near", "trunk", "muscle", "leg_far"]),
    ],
)
def test_a_far_foot_set_down_in_front_is_drawn_in_front(draw, depth: int, order) -> None:
    poses = f"[{{leg_far: {{ankle: [140, 7, {depth}], pole: [0, 1, 0.3]}}}}, {{}}]"
    assert draw("{}", "side-lying-under", poses).order()[:4] == order


@pytest.mark.parametrize("muscle", ["shoulder", "heart-lungs"])
@pytest.mark.parametrize("posture", ["standing", "facing"])
def test_no_arm_hides_the_mark_of(draw, muscle: str, posture: str) -> None:
    assert draw("{}", posture, muscle=muscle).order()[-1] == "muscle"


def test_sitting_and_facing_the_thighs_hide_the_trunk(draw) -> None:
    assert draw("{seat: 100}", "facing-sitting").order()[1:4] == ["trunk", "leg_far", "leg_near"]
    assert draw("{seat: 100}", "facing").order()[1:4] == ["leg_far", "leg_near", "trunk"]
