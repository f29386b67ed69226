"""The contact sheet shows every figure, in the project's own colours."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exercises.figures import slugs


def test_the_page_shows_every_figure_large_and_small(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    call_command("figure_sheet", str(out), stdout=StringIO())
    page = out.read_text(encoding="utf-8")
    assert page.count("<svg") == 3 * len(slugs())
    assert all(f"<figcaption>{slug}<" in page for slug in slugs())
    assert "--fig-muscle:" in page and ".f-muscle {" in page
    assert 'data-bs-theme="light"' in page
    assert "<animate" not in page


def test_some_figures_moving_in_the_dark(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    options = {"moving": True, "dark": True, "stdout": StringIO()}
    call_command("figure_sheet", str(out), "diver", "glider", **options)
    page = out.read_text(encoding="utf-8")
    assert page.count("<figure>") == 2
    assert "<animateTransform" in page
    assert 'data-bs-theme="dark"' in page


def test_a_wrong_name_or_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No figure for: headstand"):
        call_command("figure_sheet", str(tmp_path / "sheet.html"), "headstand")
    with pytest.raises(CommandError, match=r"\.html or \.png"):
        call_command("figure_sheet", str(tmp_path / "sheet.pdf"), "diver")


def test_a_picture_needs_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="needs Chromium"):
        call_command("figure_sheet", str(tmp_path / "sheet.png"), "diver")


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_a_picture_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "sheet.png"
    call_command("figure_sheet", str(out), "diver", stdout=StringIO())
    assert out.read_bytes().startswith(b"\x89PNG")
