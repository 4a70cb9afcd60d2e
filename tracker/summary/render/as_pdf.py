"""Summary to PDF."""

from __future__ import annotations

from tracker.summary.document import Summary


def pdf(
    summary: Summary,
    *,
    paper: str,
    appendix: bool,
    discreet: bool,
    link: str = "",
) -> bytes:
    """Return the page as PDF/A-2a and PDF/UA-1 on ``a4`` or ``letter`` (``summary.paper`` is the person's own).

    ``appendix`` adds everything in full after the first page; ``discreet`` keeps the medicine out of the
    title and the metadata; ``link`` is drawn as a QR code in the foot.
    """
    raise NotImplementedError
