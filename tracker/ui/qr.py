"""QR codes as one path: attributes and classes only, no inline style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The quiet zone a scanner needs, in modules.
BORDER = 4


def rows_of(text: str, *, border: int = BORDER) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the code that says ``text`` in its quiet zone; level M, as health links ask."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    rows = code.matrix_iter(scale=1, border=border)
    return tuple(tuple(bool(module) for module in row) for row in rows)


def runs(row: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Return where each dark stretch of a row begins and how long it is."""
    place = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield place, length
        place += length


def qr(text: str, *, label: str, border: int = BORDER) -> SafeString:
    """Return a QR code that says ``text``; ``label`` is what it is to somebody who cannot see it.

    Where the paper around it is empty enough to be its quiet zone, ``border`` is 0.
    """
    rows = rows_of(text, border=border)
    drawing = "".join(
        f"M{start} {down}h{length}v1h-{length}z"
        for down, row in enumerate(rows)
        for start, length in runs(row)
    )
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="240" height="240" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><path d="{2}"/></svg>',
        len(rows),
        label,
        drawing,
    )
