"""All figures on one page, to be looked at: small, at full width, plain and moving."""

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.figures import PoseError, draw, draw_sheet, slugs

STYLESHEETS = ("css/tokens.css", "css/components/figure.css")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WIDTH, ROW = 1400, 372
COLUMNS = 3
LAYOUT = """
body { margin: 12px; font: 14px system-ui, sans-serif; background: var(--paper); color: var(--ink);
  display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px }
figure { margin: 0; padding: 12px; border-radius: 14px; background: var(--fig-bg); height: 336px;
  box-sizing: border-box; display: grid; grid-template: 1fr auto / 1fr 96px; gap: 8px }
figure > svg { width: 100%; height: 270px } figure > div { width: 96px }
figure > div > svg { width: 96px; height: 64px } figcaption { grid-column: 1 / -1 }
"""


class Command(BaseCommand):
    help = "Write a contact sheet of all figures, as HTML or (with Chromium) as PNG."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("out", type=Path, help="where to write: .html or .png")
        parser.add_argument("slug", nargs="*", help="only these figures")
        parser.add_argument("--moving", action="store_true", help="with the loops (HTML only)")
        parser.add_argument("--dark", action="store_true", help="in the dark colours")

        parser.add_argument("--pairs", action="store_true", help="start and end side by side")

    def handle(self, *, out: Path, slug: list[str], dark: bool, **options: Any) -> None:
        shown = slug or list(slugs())
        if unknown := set(shown) - set(slugs()):
            raise CommandError(f"No figure for: {', '.join(sorted(unknown))}")
        try:
            page = sheet(shown, moving=options["moving"], pairs=options["pairs"], dark=dark)
        except PoseError as error:
            raise CommandError(str(error)) from error
        match out.suffix:
            case ".html":
                out.write_text(page, encoding="utf-8")
            case ".png":
                photograph(page, out, height=24 + ROW * -(-len(shown) // COLUMNS))
            case _:
                raise CommandError("The sheet is written as .html or .png.")
        self.stdout.write(f"{len(shown)} figures in {out}")


def sheet(shown: list[str], *, moving: bool, pairs: bool, dark: bool) -> str:
    """The page with each figure at full width, and plain and mirrored at 96 pixels."""
    theme = "dark" if dark else "light"
    return (
        f'<!doctype html><html lang="en" data-bs-theme="{theme}"><meta charset="utf-8">'
        f"<title>Figures</title><style>{stylesheet()}{LAYOUT}</style>"
        + "".join(cell(slug, moving=moving, pairs=pairs) for slug in shown)
    )


def cell(slug: str, *, moving: bool, pairs: bool) -> str:
    large = draw_sheet(slug, label=slug) if pairs else draw(slug, moving=moving, label=slug)
    small = draw(slug, plain=True) + draw(slug, plain=True, mirror=True)
    return f"<figure>{large}<div>{small}</div><figcaption>{escape(slug)}</figcaption></figure>"


def stylesheet() -> str:
    """The project's own colours and figure classes."""
    paths = [finders.find(name) for name in STYLESHEETS]
    if missing := [name for name, path in zip(STYLESHEETS, paths, strict=True) if not path]:
        raise CommandError(f"Not found: {', '.join(missing)}")
    return "".join(Path(path).read_text(encoding="utf-8") for path in paths if path)


def photograph(page: str, out: Path, *, height: int) -> None:
    """A picture of the page, taken by Chromium without a window."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise CommandError("A PNG needs Chromium; none was found. An .html sheet needs nothing.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "sheet.html")
        source.write_text(page, encoding="utf-8")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--force-prefers-reduced-motion",
            f"--user-data-dir={folder}/profile", f"--screenshot={out.resolve()}",
            f"--window-size={WIDTH},{height}", source.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603
    if done.returncode or not out.exists():
        raise CommandError(f"{browser} took no picture: {done.stderr.decode()[-300:]}")
