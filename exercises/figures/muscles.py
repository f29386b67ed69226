"""Where a working muscle is marked: a spindle on its bone, seen from the side and facing."""

from dataclasses import dataclass

from exercises.figures import outline
from exercises.figures.outline import Profile, Shape
from exercises.figures.pose import Muscle

SHORTEST = 20.0
"""A bone seen nearly end on still carries a mark this long."""
Parts = tuple[tuple[str, Shape], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A muscle's outline along its bone and how far it lies to the right of the bone.

    Down a thigh the right is the back from the side, and the outer edge of the near leg facing
    the viewer; up the trunk it is the front, and the far edge.
    """

    bone: str
    muscle: Profile
    fibre: Profile
    side: float
    facing: float

    def parts(self, length: float, turn: float) -> Parts:
        """The mark and its fibre on a bone that is seen that long."""
        length = max(length, SHORTEST)
        offset = self.side + (self.facing - self.side) * turn
        return (
            ("muscle", outline.spindle(length, self.muscle, offset)),
            ("fibre", outline.spindle(length, self.fibre, offset * 1.06, blunt=0)),
        )


_LONG: Profile = (
    (0.06, 0.9, 0.5), (0.2, 2.3, 4.2), (0.42, 2.8, 4.6), (0.68, 2.2, 3.2), (0.94, 0.4, 0.6),
)  # fmt: skip
_LONG_FIBRE: Profile = ((0.16, 0.2, 0.2), (0.42, 0.55, 0.55), (0.76, 0.2, 0.2))
_FRONT: Profile = tuple((t, right, left) for t, left, right in _LONG)
_INNER: Profile = (
    (-0.02, 0.6, 0.6), (0.14, 3, 3), (0.34, 3.4, 3.2), (0.56, 2.2, 2), (0.8, 0.4, 0.4),
)  # fmt: skip
_INNER_FIBRE: Profile = ((0.08, 0.2, 0.2), (0.32, 0.55, 0.55), (0.64, 0.2, 0.2))
_CREASE: Profile = (
    (-0.06, 0.5, 0.5), (0.08, 2.4, 2.2), (0.24, 3.2, 2.8), (0.4, 2.2, 2), (0.58, 0.4, 0.4),
)  # fmt: skip
_CREASE_FIBRE: Profile = ((0.02, 0.2, 0.2), (0.22, 0.55, 0.55), (0.46, 0.2, 0.2))
_CALF: Profile = (
    (0.04, 0.4, 0.6), (0.16, 1.8, 2.4), (0.32, 2.4, 4), (0.5, 1.6, 2.6), (0.7, 0.3, 0.5),
)  # fmt: skip
_CALF_FIBRE: Profile = ((0.12, 0.2, 0.2), (0.3, 0.5, 0.5), (0.56, 0.2, 0.2))
_SHIN: Profile = (
    (0.06, 0.5, 0.4), (0.2, 2.4, 1.8), (0.38, 2.6, 2), (0.6, 1.8, 1.5), (0.86, 0.3, 0.3),
)  # fmt: skip
_SHIN_FIBRE: Profile = ((0.14, 0.2, 0.2), (0.36, 0.5, 0.5), (0.68, 0.2, 0.2))
_GLUTE: Profile = ((-0.16, 1.4, 2), (-0.04, 4.4, 3.6), (0.1, 4.2, 3.4), (0.22, 1.2, 1.4))
_GLUTE_FIBRE: Profile = ((-0.1, 0.2, 0.2), (0.02, 0.6, 0.6), (0.15, 0.2, 0.2))
_BELLY: Profile = (
    (0.2, 0.6, 0.8), (0.34, 2.2, 2.4), (0.52, 2.6, 3), (0.68, 2, 2.2), (0.82, 0.5, 0.6),
)  # fmt: skip
_BELLY_FIBRE: Profile = ((0.28, 0.2, 0.2), (0.5, 0.55, 0.55), (0.72, 0.2, 0.2))
_BACK: Profile = (
    (0.1, 0.5, 0.5), (0.26, 2.2, 2.4), (0.5, 2.8, 2.8), (0.74, 2.4, 2.4), (0.92, 0.5, 0.5),
)  # fmt: skip
_BACK_FIBRE: Profile = ((0.18, 0.2, 0.2), (0.5, 0.55, 0.55), (0.82, 0.2, 0.2))
_SHOULDER: Profile = (
    (-0.14, 1.8, 1.8), (0, 4.2, 4.2), (0.16, 4.4, 4.2), (0.32, 2.8, 2.6), (0.48, 0.5, 0.5),
)  # fmt: skip
_SHOULDER_FIBRE: Profile = ((-0.04, 0.2, 0.2), (0.14, 0.6, 0.6), (0.36, 0.2, 0.2))
_SOLE: Profile = (
    (-0.18, 0.8, 0.8), (0.06, 2.6, 2.4), (0.3, 3, 2.4), (0.54, 2.2, 2), (0.78, 0.6, 0.6),
)  # fmt: skip
_SOLE_FIBRE: Profile = ((-0.06, 0.2, 0.2), (0.3, 0.5, 0.5), (0.66, 0.2, 0.2))

FOOT_LENGTH = 20.0
"""The arch from before the heel to the ball of the foot."""

MARKS = {
    Muscle.HAMSTRING: Mark("thigh", _LONG, _LONG_FIBRE, 5.2, 5.2),
    Muscle.QUADRICEPS: Mark("thigh", _FRONT, _LONG_FIBRE, -5.0, 0.0),
    Muscle.ADDUCTORS: Mark("thigh", _INNER, _INNER_FIBRE, 0.0, -4.4),
    Muscle.HIP_FLEXORS: Mark("thigh", _CREASE, _CREASE_FIBRE, -6.6, -1.0),
    Muscle.CALF: Mark("shank", _CALF, _CALF_FIBRE, 3.4, 0.0),
    Muscle.SHIN: Mark("shank", _SHIN, _SHIN_FIBRE, -2.8, 0.8),
    Muscle.FOOT: Mark("foot", _SOLE, _SOLE_FIBRE, 2.2, 1.5),
    Muscle.GLUTES: Mark("trunk", _GLUTE, _GLUTE_FIBRE, -5.2, -9.8),
    Muscle.TRUNK: Mark("trunk", _BELLY, _BELLY_FIBRE, 5.0, 7.0),
    Muscle.BACK: Mark("trunk", _BACK, _BACK_FIBRE, -6.4, -9.4),
    Muscle.SHOULDER: Mark("arm", _SHOULDER, _SHOULDER_FIBRE, 0.0, 0.0),
}

HEART: Shape = (
    ("M", (-6.4, 0)),
    ("C", (-2.4, -3.4, 0.6, -6.6, 3.4, -6.6)),
    ("C", (7.6, -6.6, 8.2, -1, 3.6, 0)),
    ("C", (8.2, 1, 7.6, 6.6, 3.4, 6.6)),
    ("C", (0.6, 6.6, -2.4, 3.4, -6.4, 0)),
)
"""The mark of heart and lungs, its point towards the hip: a sign, not an organ's outline."""
HEART_AT, HEART_ASIDE = 0.7, 3.0
"""Where on the trunk it stands, and how far before its middle line."""
