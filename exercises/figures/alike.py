"""Knows a picture again that is another's, moved, turned to the other side or on the other leg."""

from collections.abc import Iterable
from itertools import product

from exercises.figures import figure
from exercises.figures.skeleton import Pose, assemble

Outline = tuple[tuple[int, ...], ...]
Poses = tuple[Pose, ...]


def same_poses(slugs: Iterable[str]) -> list[tuple[str, str]]:
    """Each figure that an earlier one draws already, after that one."""
    seen: dict[Outline, str] = {}
    found = []
    for slug in slugs:
        poses = figure(slug).poses
        if earlier := seen.get(outline(poses)):
            found.append((earlier, slug))
        seen |= dict.fromkeys(ways_to_see(poses), slug)
    return found


def ways_to_see(poses: Poses) -> set[Outline]:
    """The same poses as they are, turned to the other side, and with near and far exchanged."""
    return {
        outline(poses, turned=turned, exchanged=exchanged)
        for turned, exchanged in product((False, True), repeat=2)
    }


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
