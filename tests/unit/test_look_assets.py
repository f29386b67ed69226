"""One stylesheet, one typeface and a file for each figure, built when they are missing or old."""

import os

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from fontTools.ttLib import TTFont

from exercises.figures import slugs
from recovery import assets


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.deep
def test_the_command_builds_everything(data_dir, capsys):
    call_command("build_assets")
    said = capsys.readouterr().out

    assert (data_dir / "assets/css/stepwise.css").exists()
    assert (data_dir / "assets/fonts/Lexend.woff2").exists()
    assert {path.stem for path in (data_dir / "assets/img/figures").iterdir()} == set(slugs())
    assert "Lexend.woff2: 22 kB" in said
    assert f"{len(slugs())} figures: " in said


def test_the_typeface_is_light_and_has_what_the_pages_set(data_dir):
    path = assets.ensure_font()
    font = TTFont(path)
    weights = font["fvar"].axes[0]

    assert path.stat().st_size < 30_000
    assert (weights.minValue, weights.maxValue) == (400, 600)
    assert {ord(sign) for sign in "aÉžŁ’–≥€0"} <= font.getBestCmap().keys()


def test_bootstrap_stands_in_a_layer_that_ours_follow(data_dir):
    css = assets.ensure_stylesheet().read_text()

    assert css.startswith("@layer bootstrap, base, layout, components, pages;")
    assert "@layer bootstrap {" in css
    assert "@charset" not in css
    assert "sourceMappingURL" not in css
    assert css.count("{") == css.count("}")


def test_every_component_is_in_the_stylesheet(data_dir):
    css = assets.ensure_stylesheet().read_text()

    for path in assets.CSS.rglob("*.css"):
        is_site = path.name == "admin.css"  # loaded by itself, after Django's own
        assert (path.read_text() in css) is not is_site, path.name


def test_what_is_current_is_not_built_again(data_dir):
    built = assets.ensure_stylesheet()
    built.write_text("kept")

    assert assets.ensure_stylesheet().read_text() == "kept"


def test_a_figure_is_built_again_when_a_colour_is_newer(data_dir):
    built = assets.ensure_figure("heel-dig")
    built.write_text("old")
    os.utime(built, (1, 1))

    assert "--fig-muscle" in assets.ensure_figure("heel-dig").read_text()


def test_what_is_older_than_a_source_is_built_again(data_dir):
    built = assets.ensure_stylesheet()
    built.write_text("old")
    os.utime(built, (1, 1))

    assert assets.ensure_stylesheet().read_text() != "old"


def test_static_files_find_what_is_built(data_dir):
    assert finders.find("css/stepwise.css") == str(data_dir / "assets/css/stepwise.css")
    assert finders.find("img/figures/heel-dig.svg").startswith(str(data_dir))
    assert finders.find("css/no-such.css") is None
    assert finders.find("img/figures/no-such.svg") is None
