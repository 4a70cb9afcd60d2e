"""Whether page one fits on a sheet: reckoned for ordinary words, measured for the rest.

Measuring takes as long as drawing. Heights are in tenths of a millimetre, with the room a reckoning needs; the
tests print made-up patients to keep it honest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.summary.document import Summary
from tracker.summary.render.sheet import Sheet
from tracker.summary.render.wording import in_lines

ROOM = {"a4": 2770, "letter": 2594}
# Head, numbers, picture, headings and foot; a further line of a name; a row whose name takes two lines.
FIXED, NAME_LINE, ROW = 1370, 42, 70
# Letters beyond these, or mostly wide ones, take more room than the reckoning knows.
LAST_LETTER = "\u024f"
WIDE = frozenset("mwMW@%&—…") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MOST_WIDE = 0.4
LONGEST_WORD = 24
TYPOGRAPHY = frozenset("–—‘’“”…•·×÷€")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How many symptom rows page one has; ``sure`` when it is known to fit in letters of full size."""

    rows: int
    sure: bool


def fit(summary: Summary, sheet: Sheet, *, paper: str, most: int) -> Fit:
    """Return how many of ``most`` rows the paper has room for, never fewer than the screen shows."""
    shown = len(summary.symptoms)
    lines = max((in_lines(each.value).count("\n") for each in sheet.who), default=0)
    spare = ROOM[paper] - summary.height - FIXED - NAME_LINE * lines
    if not summary.height or spare < 0 or not all(map(ordinary, texts(sheet))):
        return Fit(rows=shown, sure=False)
    return Fit(rows=min(most, shown + spare // ROW), sure=True)


def texts(sheet: Sheet) -> Iterable[str]:
    """Return everything on the page that a person wrote."""
    yield from (each.value for each in sheet.who)
    yield from (each.done for each in sheet.flags)
    yield from sheet.questions
    yield from (each.text for each in sheet.notes)


def ordinary(text: str) -> bool:
    """Hold when the text is in Latin letters of ordinary width, in words that break at spaces."""
    wide = sum(sign in WIDE for sign in text)
    return (
        all(sign <= LAST_LETTER or sign in TYPOGRAPHY for sign in text)
        and wide <= MOST_WIDE * len(text)
        and all(len(word) <= LONGEST_WORD for word in text.split())
    )
