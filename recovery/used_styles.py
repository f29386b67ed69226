"""Of a large stylesheet, the rules that a page of this site can meet.

A rule stays where each class it names is a word of ours or of a package that draws our forms:
rather a few too many than one too few.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

# Where pages and fields get their classes; what draws figures and charts has classes of its own.
OWN = ("accounts", "recovery/forms", "recovery/templatetags", "static/js", "templates")
DRAWS_FORMS = (
    "crispy_forms",
    "crispy_bootstrap5",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
)
READ = ("*.html", "*.py", "*.js")
WORD = re.compile(r"[\w-]+")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
EXCEPT = re.compile(r":not\([^)]*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COMMA_OUTSIDE = re.compile(r",(?![^(]*\))")
HOLDS_RULES = ("@media", "@supports", "@layer", "@container")


def places() -> Iterator[Path]:
    """Every file that may name a class."""
    folders = [settings.BASE_DIR / name for name in OWN]
    specs = [find_spec(name) for name in DRAWS_FORMS]
    folders += [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    folders.append(Path(find_spec("allauth").origin).parent / "templates")
    for folder in folders:
        for pattern in READ:
            yield from folder.rglob(pattern)


def words_of(files: Iterable[Path]) -> frozenset[str]:
    return frozenset(
        word for path in files for word in WORD.findall(path.read_text(encoding="utf-8"))
    )


def used(css: str, words: Collection[str]) -> str:
    """The rules of a stylesheet, nested ones included, whose classes are all among the words."""
    return "".join(_kept(head, body, words) for head, body in _blocks(COMMENT.sub("", css)))


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each rule as what stands before its braces and what stands within."""
    place = 0
    while (opened := css.find("{", place)) >= 0:
        closed = _end_of(css, opened)
        yield css[place:opened].strip(), css[opened + 1 : closed]
        place = closed + 1


def _end_of(css: str, opened: int) -> int:
    depth = 0
    for found in re.finditer(r"[{}]", css[opened:]):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return opened + found.start()
    return len(css)


def _kept(head: str, body: str, words: Collection[str]) -> str:
    if head.startswith(HOLDS_RULES):
        body = used(body, words)
        return f"{head}{{{body}}}" if body else ""
    if head.startswith("@"):
        return f"{head}{{{body}}}"
    met = [one for one in COMMA_OUTSIDE.split(head) if _can_be_met(one, words)]
    return f"{','.join(met)}{{{body}}}" if met else ""


def _can_be_met(selector: str, words: Collection[str]) -> bool:
    return all(name in words for name in CLASS.findall(EXCEPT.sub("", selector)))
