"""`manage.py simulate`: courses and virtual patients as text, JSON and a drawing."""

import json
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command


def said(capsys, *args: str) -> str:
    call_command("simulate", "hamstring-strain", *args)
    return capsys.readouterr().out


def test_a_course_is_told_with_its_phases_and_without_a_claim(capsys):
    out = said(capsys, "--course", "steady")
    assert "claims nothing about real recovery" in out
    assert "steady: protect day 0, rebuild day 10" in out


def test_json_has_every_day(capsys):
    (line,) = said(capsys, "--course", "slow", "--days", "12", "--json").splitlines()
    told = json.loads(line)
    assert [day["day"] for day in told["days"]] == list(range(12))
    assert told["days"][0]["phase"] == "protect"
    assert told["days"][1]["rungs"]["bridge"] == 1


def test_a_population_is_told_by_band_and_repeats_with_its_seed(capsys):
    args = ("--population", "4", "--days", "15", "--seed", "5")
    first = said(capsys, *args)
    assert "mild: 2 people" in first and "moderate: 2 people" in first
    assert said(capsys, *args) == first


def test_a_drawing_stands_by_itself(capsys, tmp_path):
    path = tmp_path / "course.svg"
    said(capsys, "--curve", "5,4,3,2,1,0", "--days", "20", "--svg", str(path))
    root = ElementTree.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}style").text.strip()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("knee",), "There is no protocol knee"),
        (("hamstring-strain", "--curve", "5,11"), "whole numbers from 0 to 10"),
        (("hamstring-strain", "--curve", ""), "whole numbers from 0 to 10"),
        (("hamstring-strain", "--population", "0"), "--population must be 1 or more"),
        (("hamstring-strain", "--days", "0"), "--days must be 1 or more"),
        (("hamstring-strain", "--svg", "x.svg"), "--svg draws one course"),
    ],
)
def test_nonsense_is_refused_on_one_line(args, told):
    with pytest.raises(CommandError, match=told):
        call_command("simulate", *args)
