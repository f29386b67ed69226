"""Charts drawn on the server: pain, what the plan did, function and minutes on one time axis.

Nothing here knows where the days come from. A day without an answer is a gap: it is drawn as a
dotted box, no line crosses it, and it is never 0.
"""

from recovery.charts.drawing import pain_chart, summary
from recovery.charts.shapes import ChartDay, Mark
from recovery.charts.words import chart_key, key_rows, pain_table

__all__ = ["ChartDay", "Mark", "chart_key", "key_rows", "pain_chart", "pain_table", "summary"]
