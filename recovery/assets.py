"""What is built before it is served: one stylesheet, the typeface, figures and app icons.

Sources stay readable (one CSS file per component, Bootstrap and Lexend in their wheels)
while a first visit costs two requests; a list of exercises shows figures the browser keeps.
The finder builds on demand, so neither a
development server nor `collectstatic` needs a step of its own.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import django_include_bootstrap
import fontpkg_lexend
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from exercises import figures
from exercises.figures.standalone import standalone
from recovery import app_icons, used_styles

CSS = settings.BASE_DIR / "static" / "css"
BOOTSTRAP = Path(django_include_bootstrap.__file__).parent / "static/css/bootstrap.min.css"
LEXEND = Path(fontpkg_lexend.__file__).parent / "files" / "Lexend[wght].ttf"
TOKENS, FIGURE_RULES = CSS / "tokens.css", CSS / "components" / "figure.css"
LAYERS = "@layer bootstrap, base, layout, components, pages;"
WEIGHTS = (400, 600)
# Latin, Latin-1, Latin Extended-A, and the punctuation and signs the pages use.
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2028),
    *range(0x2039, 0x203B),
    *(ord(sign) for sign in "‰€™\N{MINUS SIGN}≠≤≥"),
)


def _style_sources() -> list[Path]:
    own = [CSS / name for name in ("tokens.css", "base.css", "layout.css")]
    return [BOOTSTRAP, *own, *sorted((CSS / "components").glob("*.css"))]


def _bootstrap() -> str:
    """What we use of Bootstrap, without the line that may not stand inside a layer."""
    text = BOOTSTRAP.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    return used_styles.used(text, used_styles.words_of(used_styles.places()))


def build_stylesheet(target: Path) -> None:
    """Bootstrap in a layer of its own, then our files in their order."""
    own = [path.read_text(encoding="utf-8") for path in _style_sources()[1:]]
    parts = [LAYERS, f"@layer bootstrap {{{_bootstrap()}}}", *own]
    target.write_text("\n".join(parts), encoding="utf-8")


def build_typeface(target: Path) -> None:
    """Lexend with the characters and weights we set, about 22 kB instead of 176."""
    # Loading fontTools costs more than a page, and is needed once per installation.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(LEXEND)
    options = Options(layout_features=["ccmp", "locl", "mark", "mkmk", "kern", "liga"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    font.save(target)


def build_figure(slug: str, target: Path) -> None:
    """One figure without ghost and arrows, with its own colours."""
    tokens, rules = (path.read_text(encoding="utf-8") for path in (TOKENS, FIGURE_RULES))
    drawn = standalone(figures.draw(slug, plain=True), tokens=tokens, rules=rules)
    target.write_text(drawn, encoding="utf-8")


def _is_current(target: Path, sources: Iterable[Path]) -> bool:
    if not target.exists():
        return False
    built = target.stat().st_mtime
    return all(source.stat().st_mtime <= built for source in sources)


def _ensure(name: str, sources: list[Path], build: Callable[[Path], None]) -> Path:
    target = settings.DATA_DIR / "assets" / name
    if _is_current(target, [*sources, Path(__file__)]):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    # Another process may be building too: each writes its own file, the last one counts.
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    build(draft)
    draft.replace(target)
    return target


def ensure_stylesheet() -> Path:
    """The one stylesheet of the site, built again when a source is newer."""
    sources = [*_style_sources(), CSS / "components", *used_styles.places()]
    return _ensure("css/stepwise.css", sources, build_stylesheet)


def ensure_font() -> Path:
    """The typeface, built once (about 2 seconds)."""
    return _ensure("fonts/Lexend.woff2", [LEXEND], build_typeface)


def ensure_figure(slug: str) -> Path:
    """The small still of an exercise, drawn again when anything it is drawn from is newer."""
    drawing = Path(figures.__file__).parent.iterdir()
    sources = [figures.FOLDER / f"{slug}.yaml", *drawing, TOKENS, FIGURE_RULES]
    return _ensure(f"img/figures/{slug}.svg", sources, partial(build_figure, slug))


def ensure_app_icon(name: str) -> Path:
    """An icon of the installed app, drawn again when the drawing of it is newer."""
    return _ensure(name, [Path(app_icons.__file__)], partial(app_icons.build, name))


FIGURES = {f"img/figures/{slug}.svg": partial(ensure_figure, slug) for slug in figures.slugs()}
APP_ICONS = {name: partial(ensure_app_icon, name) for name in app_icons.APP_ICONS}
BUILT = {
    "css/stepwise.css": ensure_stylesheet,
    "fonts/Lexend.woff2": ensure_font,
    **FIGURES,
    **APP_ICONS,
}


class BuiltFinder(BaseFinder):
    """Finds what `BUILT` names, building it first where it is missing or old."""

    def check(self, **kwargs: object) -> list[object]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        if path not in BUILT:
            return []
        found = str(BUILT[path]())
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=settings.DATA_DIR / "assets")
        for name, ensure in BUILT.items():
            ensure()
            yield name, storage
