"""Pose data is read strictly: every mistake names its file and line."""

import math
from pathlib import Path

import pytest

from exercises.figures import FOLDER
from exercises.figures.lined_yaml import read
from exercises.figures.outline import shoe_parts
from exercises.figures.pose import Course, Muscle, PoseError, read_figure
from exercises.figures.skeleton import BALL, SOLE, rolled
from exercises.figures.svg import loop_of

LIBRARY = FOLDER.parent

GOOD = """\
posture: standing
props:
  mat: [0, 90]
arrows: [[[1, 2], [3, 4], [5, 6]]]
poses:
  - hip: [100, 91]
  - hip: [100, 80]
    leg_near: {stand: 101, toes: 0}
"""


@pytest.fixture
def pose_file(tmp_path: Path) -> Path:
    return tmp_path / "squat.yaml"


def test_a_good_file_is_read(pose_file: Path) -> None:
    pose_file.write_text(GOOD)
    figure = read_figure(pose_file)
    assert figure.slug == "squat"
    assert figure.muscle is Muscle.HAMSTRING
    assert figure.course is Course.BACK
    assert figure.key == 1
    assert figure.ghost == figure.poses[0]
    assert figure.poses[1].hip == (100, 80)
    assert figure.poses[1].legs[1] == figure.poses[0].legs[1]


def test_bones_and_end_points_say_the_same(pose_file: Path) -> None:
    pose_file.write_text(GOOD.replace("{stand: 101, toes: 0}", "{bones: [0, -90]}"))
    leg = read_figure(pose_file).poses[1].legs[0]
    assert leg.tip == pytest.approx((143, 38, 0))
    assert leg.rest is None


@pytest.mark.parametrize(
    ("line", "good", "bad", "says"),
    [
        (1, "posture: standing", "posture: floating", "'posture' is one of"),
        (1, "posture: standing", "muscle: elbow\nposture: standing", "'muscle' is one of"),
        (3, "mat: [0, 90]", "mat: [0]", "'mat' needs 2 numbers"),
        (3, "mat: [0, 90]", "trampoline: 1", "'trampoline' is not known here"),
        (3, "mat: [0, 90]", "towel: foot", "'towel' needs one of"),
        (3, "mat: [0, 90]", "table: 40", "'table' needs 2 numbers, or 3 numbers"),
        (3, "mat: [0, 90]", "cone: [[40], [60, 1]]", "'cone' needs 1 number"),
        (3, "mat: [0, 90]", "ball: [elbows, 9]", "3 numbers, or one of .* and 1 number"),
        (3, "mat: [0, 90]", "ball: [knees, yes]", "'ball' needs 3 numbers, or one of"),
        (3, "mat: [0, 90]", "band: [knee_near, knee]", "or two of leg_near,"),
        (3, "mat: [0, 90]", "dumbbell: leg_near", "'dumbbell' needs one of arm_near,"),
        (4, "[5, 6]]]", "[5, 6], [7, 8]]]", "start, middle and end"),
        (6, "hip: [100, 91]", "hips: [100, 91]", "'hips' is not known here"),
        (6, "hip: [100, 91]", "hip: [100]", "needs 2 numbers"),
        (6, "hip: [100, 91]", "hip: [100, 91]\n    trunk: tall", "could not convert"),
        (8, "stand: 101, toes: 0", "stand: 300", "foot out of reach"),
        (8, "stand: 101, toes: 0", "toes: 0", "says not where the limb is"),
        (8, "stand: 101, toes: 0", "bones: [-90, -60]", "does not bend that way"),
        (7, "leg_near: {stand: 101, toes: 0}", "leg_near: straight", "expected keys and values"),
        (8, "stand: 101, toes: 0", "stand: far", "'stand' needs a number"),
        (
            8,
            "stand: 101, toes: 0",
            "stand: 101, heel: 90",
            "'heel' is up to 75, seen from the side",
        ),
        (8, "stand: 101, toes: 0", "stand: 101, heel: 30, toes: 5", "'heel' is .* without toes"),
        (8, "stand: 101, toes: 0", "stand: 101, toes: up", "'toes' needs a number"),
        (8, "stand: 101, toes: 0", "stand: 101, stand: 102", "a key is given twice"),
    ],
)
def test_a_mistake_names_file_and_line(
    pose_file: Path, line: int, good: str, bad: str, says: str
) -> None:
    assert good in GOOD
    pose_file.write_text(GOOD.replace(good, bad))
    with pytest.raises(PoseError, match=rf"squat\.yaml:{line}\b.*{says}"):
        read_figure(pose_file)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"poses:": "key: 2\nposes:"}, "'key' there is no such pose"),
        ({"poses:": "seconds: long\nposes:"}, "'seconds' needs a number"),
        ({"poses:": "still: [tail]\nposes:"}, "'still' lists some of"),
        ({"poses:": "eyes: shut\nposes:"}, "'eyes' is one of open, closed"),
        ({"  - hip: [100, 80]\n    leg_near: {stand: 101, toes: 0}\n": ""}, "two to eight poses"),
    ],
)
def test_a_file_says_what_it_may_say(pose_file: Path, change: dict[str, str], says: str) -> None:
    text = GOOD
    for good, bad in change.items():
        text = text.replace(good, bad)
    pose_file.write_text(text)
    with pytest.raises(PoseError, match=rf"squat\.yaml:\d+: .*{says}"):
        read_figure(pose_file)


@pytest.mark.parametrize("text", ["", "- a list\n", "poses: [\n", "poses: {a: 1}\nposes: 2\n"])
def test_a_file_that_is_no_mapping_is_refused(pose_file: Path, text: str) -> None:
    pose_file.write_text(text)
    with pytest.raises(PoseError, match=r"squat\.yaml:\d+"):
        read_figure(pose_file)


def test_a_heel_rises_while_the_ball_of_the_foot_stays(pose_file: Path) -> None:
    pose_file.write_text(GOOD.replace("stand: 101, toes: 0", "stand: 100, heel: 60"))
    for pose in loop_of(read_figure(pose_file)).frames:
        leg = pose.legs[0]
        turn = math.radians(leg.angle)
        ball = (
            leg.tip[0] + BALL * math.cos(turn) + SOLE * math.sin(turn),
            leg.tip[1] + BALL * math.sin(turn) - SOLE * math.cos(turn),
        )
        assert ball == pytest.approx((110, 0))


def test_toes_lie_flat_under_a_raised_heel() -> None:
    turn, ankle = math.radians(60), rolled(0, 60)[1]
    sole = [numbers[-2:] for _, numbers in shoe_parts(0, 60)[1]]
    heights = [ankle - x * math.sin(turn) - y * math.cos(turn) for x, y in sole]
    on_the_floor = [x for (x, _), height in zip(sole, heights, strict=True) if abs(height) < 0.01]
    assert min(heights) == pytest.approx(0, abs=0.01)
    assert on_the_floor == pytest.approx([13.2, 10], abs=0.05)


def test_every_muscle_of_the_library_can_be_marked() -> None:
    assert set(Muscle) == set(read(LIBRARY / "taxonomy.yaml")["muscles"])
