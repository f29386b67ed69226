"""A log that contradicts itself is an error at the door, never a decision."""

from datetime import timedelta
from decimal import Decimal

import pytest

from recovery.domain.codes import DirectiveKind
from recovery.domain.day import LogError
from recovery.domain.log import ExerciseReport, Log
from recovery.domain.plan import fold, plan_on

from .kit import START, Course, hamstring


def test_a_correction_of_nothing() -> None:
    with pytest.raises(LogError, match="no entry 'gone'") as caught:
        Course().correct(1, "gone", pain_rest=1).day(1)
    assert caught.value.entry_id == "e1"


@pytest.mark.parametrize("field", ["on", "by", "id", "colour"])
def test_a_correction_of_what_cannot_be_corrected(field: str) -> None:
    with pytest.raises(LogError, match=f"cannot change {field}"):
        Course().check_in(1).correct(1, "e1", **{field: 1}).day(1)


def test_a_plan_without_an_intake() -> None:
    with pytest.raises(
        LogError, match=r"^a plan begins with an intake on its first day$"
    ) as caught:
        list(fold(hamstring(), Log(start=START, entries=()), until=START))
    assert caught.value.entry_id == "", "no entry is to blame"


def test_a_day_before_the_start() -> None:
    with pytest.raises(LogError, match="before the plan's start") as caught:
        plan_on(hamstring(), Course().log, START - timedelta(days=1))
    assert caught.value.entry_id == "", "no entry is to blame"


def test_half_a_set_of_caps() -> None:
    with pytest.raises(LogError, match="needs context, progress, hold and stop") as caught:
        Course().directive(1, DirectiveKind.SET_CAPS, progress=1).day(1)
    assert caught.value.entry_id == "e1"


def test_the_same_share_written_differently_is_the_same_log() -> None:
    def digest(share: str) -> str:
        report = ExerciseReport(ladder="bridge", done=Decimal(share), pain=1)
        return Course().check_in(1).session(1, exercises=(report,)).day(1).log_digest

    assert digest("0.8") == digest("0.80") != digest("0.81")
