"""Each posture is a body one can be in, before an exercise changes anything."""

import math
from pathlib import Path

import pytest

from exercises.figures.body import layers
from exercises.figures.lined_yaml import read
from exercises.figures.pose import POSTURES, Figure, read_figure
from exercises.figures.skeleton import assemble
from exercises.figures.svg import placer

FLOOR = 0.75
every_posture = pytest.mark.parametrize("posture", read(POSTURES))
ON_THE_FLOOR = (
    "supine", "prone", "side-lying", "side-lying-under", "floor-sitting", "all-fours", "kneeling",
)  # fmt: skip


@pytest.fixture
def posed(tmp_path: Path, posture: str) -> Figure:
    path = tmp_path / "trial.yaml"
    path.write_text(f"posture: {posture}\nposes: [{{}}, {{}}]\n")
    return read_figure(path)


def heights(figure: Figure) -> list[float]:
    skeleton = assemble(figure.poses[0])
    return [
        -placer(bone)(*numbers[-2:])[1]
        for layer in layers(skeleton, figure)
        for bone in layer.bones
        for _, shape in bone.parts
        for _, numbers in shape
    ]


@every_posture
def test_it_rests_on_the_floor_and_not_in_it(posed: Figure) -> None:
    assert -FLOOR < min(heights(posed)) < 2


@every_posture
def test_no_limb_is_stretched_or_folded_shut(posed: Figure) -> None:
    skeleton = assemble(posed.poses[0])
    for chains, limbs, upper, lower in (
        (skeleton.legs, skeleton.pose.legs, 43, 42),
        (skeleton.arms, skeleton.pose.arms, 28, 24),
    ):
        for chain, limb in zip(chains, limbs, strict=True):
            assert chain.tip == pytest.approx(limb.tip, abs=0.3)
            assert math.dist(chain.root, chain.middle) == pytest.approx(upper)
            assert math.dist(chain.middle, chain.tip) == pytest.approx(lower)
            assert chain.flexion() <= 125


@pytest.mark.parametrize("posture", ON_THE_FLOOR)
def test_who_is_down_is_low(posed: Figure) -> None:
    assert posed.poses[0].hip[1] <= 51


@pytest.mark.parametrize("posture", ["side-lying", "side-lying-under"])
def test_on_the_side_near_and_far_lie_on_each_other(posed: Figure, posture: str) -> None:
    near, far = (chain.root[1] for chain in assemble(posed.poses[0]).legs)
    assert (near > far) is (posture == "side-lying")


def test_half_kneeling_has_one_knee_down(tmp_path: Path) -> None:
    def foot_in_front(posture: str) -> int:
        path = tmp_path / "trial.yaml"
        path.write_text(f"posture: {posture}\nposes: [{{}}, {{}}]\n")
        legs = read_figure(path).poses[0].legs
        return max((0, 1), key=lambda side: legs[side].tip[0])

    assert (foot_in_front("half-kneeling"), foot_in_front("half-kneeling-down")) == (0, 1)
