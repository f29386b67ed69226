"""docs/rulebook.md: words by hand and, between markers, what the code itself says."""

from recovery.rulebook.blocks import all_blocks
from recovery.rulebook.numbers import read_numbers
from recovery.rulebook.page import PAGE, filled
from recovery.rulebook.problems import find_problems

__all__ = ["PAGE", "all_blocks", "filled", "find_problems", "read_numbers"]
