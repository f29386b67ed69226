"""Small pieces of Markdown."""

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 100


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; nothing at all without rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(heads), _row(["---"] * len(heads)), *lines]) if lines else ""


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: object) -> str:
    return str(cell).replace("|", "\\|")


def paragraph(text: str, *, mark: str = "") -> str:
    """Wrapped as a hand would; `mark` opens each line, such as "> "."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=mark,
        break_long_words=False,
        break_on_hyphens=False,
    )


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def sources_of(codes: Iterable[str]) -> str:
    """The design choice in brackets, as everywhere else."""
    return ", ".join("[D]" if code == "D" else code for code in codes)


def joined(*parts: str) -> str:
    """Blocks one below the other, without the empty ones."""
    return "\n\n".join(part for part in parts if part)


def anchor(heading: str) -> str:
    """The name a heading gets, in the common manner of Markdown hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
