"""Say which relative links in the project's documents lead nowhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(
    r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<(?:img|a)\b[^>]*?\b(?:src|href)=\"([^\"]+)\""
)
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/")


def main() -> int:
    broken = [line for document in documents() for line in broken_links(document)]
    print("\n".join(broken) or "Every relative link leads somewhere.")
    return 1 if broken else 0


def documents() -> list[Path]:
    """Every Markdown file that is, or is about to be, part of the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return sorted(path for name in listed.split("\0") if name and (path := ROOT / name).exists())


def broken_links(document: Path) -> Iterator[str]:
    text = CODE.sub("", document.read_text(encoding="utf-8"))
    for found in LINK.finditer(text):
        link = found[1] or found[2]
        path, _, heading = link.partition("#")
        target = (document.parent / path) if path else document
        if ELSEWHERE.match(link):
            continue
        if not target.exists():
            yield f"{document.relative_to(ROOT)}: {link} is not there"
        elif heading and target.suffix == ".md" and heading not in anchors(target):
            yield f"{document.relative_to(ROOT)}: {link} has no such heading"


def anchors(document: Path) -> set[str]:
    """The names that headings get, in the common manner of Markdown hosts."""
    text = CODE.sub("", document.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+\s+(.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


if __name__ == "__main__":
    sys.exit(main())
