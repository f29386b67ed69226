"""What pages say: the texts marked for translation, and those that were forgotten."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, Token, TokenType

TEMPLATES = settings.BASE_DIR / "templates"
# What only people at a desk see, what a mail or a sheet says elsewhere, and what is not a page.
NOT_FOR_PATIENTS = ("admin", "allauth/", "curate/", "desk", "exercises/import", "exercises/export")
WITHIN_A_TAG = ("recovery/session_outbox.html",)
SPOKEN = ("alt", "aria-label", "placeholder", "title")
# Modules whose words only people at a desk read.
AT_A_DESK = (
    *("alerts", "caseload", "clear_locks", "curate", "desk", "directives", "invitations"),
    *("letter", "notes", "plan_settings", "reports", "trials"),
)
# A name, or a sign that is no word: the same in every language.
SAME_EVERYWHERE = re.compile(r"Stepwise|doi:")
MARKED = re.compile(r"""^translate\s+(?:"([^"]*)"|'([^']*)')""")
# Marked already, or the names of classes.
SILENT = re.compile(r"blocktranslate|block \w+_class")
MARKS = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
CODE = ("script", "style")
LETTERS = re.compile(r"[A-Za-z]{2,}")


def pages_of_patients() -> Iterator[tuple[str, str]]:
    """Each template that a patient may read: its name and its text."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(NOT_FOR_PATIENTS) and name not in WITHIN_A_TAG:
            yield name, path.read_text(encoding="utf-8")


def marked(template: str) -> Iterator[str]:
    """The texts a translator gets to see; `{{ count }}` in them becomes a 2."""
    block: list[str] | None = None
    for token in Lexer(template).tokenize():
        kind = _block_of(token)
        if kind == "blocktranslate":
            block = []
        elif kind in ("plural", "endblocktranslate"):
            yield " ".join("".join(block or []).split())
            block = []
        elif kind == "translate" and (found := MARKED.match(token.contents)):
            yield found[1] or found[2] or ""
        elif block is not None:
            block.append("2" if token.token_type is TokenType.VAR else token.contents)
        if kind == "endblocktranslate":
            block = None


def unmarked(template: str) -> list[str]:
    """Words in the page itself, or in what screen readers say of it, that nobody can translate."""
    reader = _Reader()
    reader.feed("".join(_bare(template)))
    reader.close()
    return reader.found


def _block_of(token: Token) -> str:
    return token.contents.split()[0] if token.token_type is TokenType.BLOCK else ""


def _bare(template: str) -> Iterator[str]:
    """The HTML without what Django puts in, and without what is marked."""
    is_read = True
    for token in Lexer(template).tokenize():
        if SILENT.match(token.contents) and _block_of(token):
            is_read = False
        elif _block_of(token) in ("endblocktranslate", "endblock"):
            is_read = True
        elif token.token_type is TokenType.TEXT and is_read:
            yield token.contents


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_code = False

    def handle_data(self, data: str) -> None:
        words = SAME_EVERYWHERE.sub("", data).strip()
        if LETTERS.search(words) and not self.is_code:
            self.found.append(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_code = tag in CODE or ("translate", "no") in attrs
        said = [value for name, value in attrs if name in SPOKEN and value]
        self.found += [value.strip() for value in said if LETTERS.search(value)]

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False


def said_in_code(folder: Path) -> Iterator[str]:
    """The marked texts of modules, without what only a desk shows."""
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith(AT_A_DESK):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (text for node in ast.walk(tree) for text in _marked_in(node))


def _marked_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
        for part in node.args:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield re.sub(r"%\(\w+\)[sd]|\{\w+\}", "2", part.value)
