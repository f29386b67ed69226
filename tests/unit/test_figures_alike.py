"""Each exercise has a picture of its own: none is another's, moved, turned or on the other leg."""

from dataclasses import replace
from itertools import product

import pytest

from exercises.figures import draw, figure, slugs
from exercises.figures.motion import swapped
from exercises.figures.skeleton import Limb, Pose, assemble

Outline = tuple[tuple[int, ...], ...]
Poses = tuple[Pose, ...]


def outline(poses: Poses, *, turned: bool = False, exchanged: bool = False) -> Outline:
    """All joints of all poses to the centimetre, told from the first hip."""
    (x, _), side, order = poses[0].hip, -1 if turned else 1, -1 if exchanged else 1
    return tuple(
        tuple(
            round(number)
            for chain in (*skeleton.legs[::order], *skeleton.arms[::order])
            for at in (chain.root, chain.middle, chain.tip)
            for number in (side * (at[0] - x), at[1], at[2])
        )
        for skeleton in map(assemble, poses)
    )


def ways_to_see(poses: Poses) -> set[Outline]:
    """The same poses as they are, turned to the other side, and with near and far exchanged."""
    return {
        outline(poses, turned=turned, exchanged=exchanged)
        for turned, exchanged in product((False, True), repeat=2)
    }


def test_no_two_figures_share_their_poses() -> None:
    seen: dict[Outline, str] = {}
    for slug in slugs():
        poses = figure(slug).poses
        assert (found := seen.get(outline(poses))) is None, f"{slug} is drawn as {found}"
        seen |= dict.fromkeys(ways_to_see(poses), slug)


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
