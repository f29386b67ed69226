"""A content folder with few exercises: quicker to load than all of them."""

import shutil
from pathlib import Path

from exercises import library


def small_library(folder: Path, *slugs: str) -> Path:
    (folder / "exercises").mkdir(parents=True)
    for name in ("taxonomy.yaml", "sources.yaml"):
        shutil.copy(library.CONTENT / name, folder)
    for slug in slugs:
        shutil.copy(library.CONTENT / "exercises" / f"{slug}.yaml", folder / "exercises")
    return folder
