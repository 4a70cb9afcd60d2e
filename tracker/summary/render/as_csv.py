"""Summary to one table that spreadsheets open without running anything."""

from __future__ import annotations

from tracker.summary.document import Summary


def table(summary: Summary) -> str:
    """Return the summary as comma-separated values with a line of headings."""
    raise NotImplementedError
