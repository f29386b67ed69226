"""Feet seen from the front: their toes can point outwards."""

from pathlib import Path

import pytest

from exercises.figures.body import layers
from exercises.figures.pose import Figure, PoseError, read_figure
from exercises.figures.skeleton import assemble
from exercises.figures.svg import loop_of


def posed(folder: Path, leg: str, posture: str = "facing") -> Figure:
    path = folder / "trial.yaml"
    path.write_text(f"posture: {posture}\nposes: [{{}}, {{{leg}}}]\n")
    return read_figure(path)


def reach(figure: Figure, name: str, pose: int) -> tuple[float, float]:
    """How far the shoe goes to the left and to the right of its ankle."""
    body = layers(assemble(figure.poses[pose]), figure)
    (leg,) = (layer for layer in body if layer.name == name)
    ((_, shoe),) = (part for part in leg.bones[1].parts if part[0].startswith("shoe"))
    xs = [numbers[-2] for _, numbers in shoe]
    return min(xs), max(xs)


def test_the_toes_of_the_near_foot_point_to_the_left(tmp_path: Path) -> None:
    figure = posed(tmp_path, "leg_near: {stand: 92, out: 45}")
    assert reach(figure, "leg_near", 0) == pytest.approx((-6, 6), abs=0.9)
    assert reach(figure, "leg_near", 1) == pytest.approx((-12.2, 6.8), abs=0.9)


def test_the_toes_of_the_far_foot_point_to_the_right(tmp_path: Path) -> None:
    figure = posed(tmp_path, "leg_far: {stand: 108, out: 45}")
    assert reach(figure, "leg_far", 1) == pytest.approx((-6.8, 12.2), abs=0.9)
    assert reach(figure, "leg_near", 1) == reach(figure, "leg_near", 0)


@pytest.mark.parametrize("leg", ["stand: 92, out: 40", "ankle: [90, 9], toes: -20, out: 40"])
def test_they_turn_bit_by_bit(tmp_path: Path, leg: str) -> None:
    frames = loop_of(posed(tmp_path, f"leg_near: {{{leg}}}")).frames
    outs = [pose.legs[0].out for pose in frames[: len(frames) // 2]]
    assert outs == pytest.approx([0, 8, 16, 24, 32, 40])


@pytest.mark.parametrize(("posture", "out"), [("standing", 40), ("facing", 61), ("facing", -5)])
def test_toes_turn_out_seen_from_the_front_and_not_too_far(
    tmp_path: Path, posture: str, out: int
) -> None:
    with pytest.raises(PoseError, match="'out' is up to 60, facing the viewer"):
        posed(tmp_path, f"leg_near: {{stand: 92, out: {out}}}", posture)
