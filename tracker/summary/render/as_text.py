"""Summary to plain text for a message to the clinic."""

from __future__ import annotations

from tracker.summary.document import Summary


def text(summary: Summary) -> str:
    """Return the summary as lines of plain text."""
    raise NotImplementedError
