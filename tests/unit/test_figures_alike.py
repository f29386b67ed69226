"""Each exercise has a picture of its own: none is another's, moved, turned or on the other leg."""

from dataclasses import replace

import pytest

from exercises.figures import draw, figure, slugs
from exercises.figures.alike import Poses, outline, same_poses, ways_to_see
from exercises.figures.motion import swapped
from exercises.figures.skeleton import Limb


def test_no_two_figures_share_their_poses() -> None:
    assert same_poses(slugs()) == []


def test_a_figure_listed_twice_is_found() -> None:
    assert same_poses(["heel-dig", "diver", "heel-dig"]) == [("heel-dig", "heel-dig")]


def test_no_two_figures_look_alike() -> None:
    pictures = {draw(slug, plain=True) for slug in slugs()}
    assert len(pictures) == len(slugs())


def to_the_other_side(poses: Poses) -> Poses:
    """Facing the viewer: all x from the other side, near and far exchanged."""
    return tuple(
        replace(
            swapped(pose),
            hip=(200 - pose.hip[0], pose.hip[1]),
            trunk=180 - pose.trunk,
            legs=tuple(map(across, pose.legs[::-1])),
            arms=tuple(map(across, pose.arms[::-1])),
        )
        for pose in poses
    )


def across(limb: Limb) -> Limb:
    x, y, z = limb.tip
    pole = limb.pole and (-limb.pole[0], limb.pole[1], limb.pole[2])
    return replace(limb, tip=(200 - x, y, z), pole=pole)


@pytest.mark.parametrize("slug", ["side-step", "grapevine", "side-plank"])
def test_who_works_to_the_other_side_is_known_again(slug: str) -> None:
    poses = figure(slug).poses
    assert outline(to_the_other_side(poses)) in ways_to_see(poses)
    assert outline(to_the_other_side(poses)) != outline(poses)


def test_who_works_with_the_other_leg_is_known_again() -> None:
    poses = figure("single-leg-bridge").poses
    assert outline(tuple(map(swapped, poses))) in ways_to_see(poses)
    assert outline(poses[:1] * 2) not in ways_to_see(poses)
