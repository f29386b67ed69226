"""How much one file may hold, so that a bad one cannot keep the server busy."""

MOST_BYTES = 20_000_000  # 5,000 exercises take 12 million as JSON, 2 as a workbook
MOST_UNPACKED_BYTES = 100_000_000  # a workbook is a zip file, which may hide far more
MOST_PARTS = 200  # files in a workbook; one of ours has about 10
MOST_ROWS = 10_000
MOST_VALUES = 1_000_000  # an exercise has about 50: texts, numbers, entries of lists
MOST_COLUMNS = 60
LONGEST_CELL = 32_767  # Excel keeps no more
