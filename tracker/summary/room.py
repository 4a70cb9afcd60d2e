"""One page holds so much: share it out, so that what is left out is left out on purpose and said.

Heights are in tenths of a millimetre on a Letter sheet set in the widest face we know of; the browser suite
prints crowded courses on both papers to keep them honest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

# What the flags, the symptom rows, the two columns and the notes may take together.
PAGE = 1330
ROW, LAB, LINE, FLAG_GAP = 50, 64, 37, 12
HEADING, LAB_FRAME, NOTE_FRAME, CHANGES_FRAME = 50, 180, 110, 40
# Characters on one line.
FLAG_WIDTH, COLUMN_WIDTH, NOTE_WIDTH = 92, 48, 115
NAMES_WIDTH, NAME = 115, 42
# The first fill of the page, and what may come on top of it where the page would stay blank.
MOST = {"flags": 6, "rows": 22, "labs": 8, "questions": 6, "notes": 8}
FILL = {"flags": 12, "rows": 22, "labs": 8, "questions": 24, "notes": 16}
LEAST = {"flags": 3, "rows": 6, "labs": 3, "questions": 2, "notes": 2}
# Who gives one up, in this order, where private parts make even the least too high for the paper.
GIVE_WAY = ("notes", "questions", "notes", "flags")
PAPER = 1500
# What gives way, to the last line, before a flag that is urgent and that nobody has answered.
BEFORE_UNANSWERED = ("notes", "questions", "rows")
# Who gets the next free line. Symptoms come up most often: they are what the page is for.
TURNS = ("rows", "flags", "rows", "labs", "rows", "questions", "rows", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Everything there is: texts where they wrap, counts where they do not.

    The first ``unanswered`` of the flags are urgent and nobody has answered them.
    """

    flags: Sequence[str] = ()
    unanswered: int = 0
    rows: int = 0
    labs: int = 0
    sections: Sequence[str] = ()
    questions: Sequence[str] = ()
    notes: Sequence[str] = ()
    changes: Sequence[str] = ()

    def count(self, what: str) -> int:
        found: int | Sequence[str] = getattr(self, what)
        return found if isinstance(found, int) else len(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many of each the page holds."""

    flags: int
    rows: int
    labs: int
    questions: int
    notes: int


def share_out(wanted: Wanted) -> Room:
    """Return how much of what is wanted fits: a little of everything first, then turn by turn."""
    room = least(wanted)
    for most in (MOST, FILL):
        room = filled(room, wanted, most)
    return room


def least(wanted: Wanted) -> Room:
    """Return a little of everything, and every urgent flag that nobody has answered, whoever gives way."""
    room = Room(
        **{what: min(count, wanted.count(what)) for what, count in LEAST.items()}
    )
    for what in GIVE_WAY:
        kept = wanted.unanswered if what == "flags" else 1
        if height(room, wanted) > PAPER and getattr(room, what) > max(1, kept):
            room = replace(room, **{what: getattr(room, what) - 1})
    if wanted.unanswered <= room.flags:
        return room
    room = replace(room, flags=wanted.unanswered)
    for what in BEFORE_UNANSWERED:
        room = less(room, wanted, what, until=0)
    return less(room, wanted, "flags", until=LEAST["flags"])


def less(room: Room, wanted: Wanted, what: str, *, until: int) -> Room:
    """Return the room with fewer of something, as few as the paper asks for."""
    while height(room, wanted) > PAPER and getattr(room, what) > until:
        room = replace(room, **{what: getattr(room, what) - 1})
    return room


def filled(room: Room, wanted: Wanted, most: Mapping[str, int]) -> Room:
    """Return the room with more of everything in turn, while there is any left."""
    waiting = list(TURNS)
    while waiting:
        what = waiting.pop(0)
        more = replace(room, **{what: getattr(room, what) + 1})
        if getattr(more, what) <= min(most[what], wanted.count(what)) and fits(
            more, room, wanted
        ):
            room = more
            waiting.append(what)
    return room


def fits(more: Room, room: Room, wanted: Wanted) -> bool:
    """Hold when there is room, or when the line goes where the other column leaves a gap anyway."""
    return height(more, wanted) <= max(PAGE, height(room, wanted))


def height(room: Room, wanted: Wanted) -> int:
    flags = sum(
        wrapped(text, FLAG_WIDTH) + FLAG_GAP for text in wanted.flags[: room.flags]
    )
    return (
        flags
        + names(len(wanted.flags) - room.flags)
        + changes(wanted)
        + room.rows * ROW
        + columns(room, wanted)
        + notes(room, wanted)
    )


def names(left_out: int) -> int:
    """Return the height of the line that names the flags without room; one line of it is always kept free."""
    return LINE * (ceil(min(left_out, 6) * NAME / NAMES_WIDTH) - 1) if left_out else 0


def changes(wanted: Wanted) -> int:
    """Return the height of what is new since somebody last looked, one running text."""
    if not wanted.changes:
        return 0
    return CHANGES_FRAME + wrapped(" ".join(wanted.changes), NOTE_WIDTH)


def columns(room: Room, wanted: Wanted) -> int:
    """Return the height of the taller column: tests on one side, private parts and questions on the other."""
    sections = sum(wrapped(text, COLUMN_WIDTH) for text in wanted.sections)
    questions = sum(
        wrapped(text, COLUMN_WIDTH) for text in wanted.questions[: room.questions]
    )
    return max(LAB_FRAME + room.labs * LAB, sections + HEADING + questions + LINE)


def notes(room: Room, wanted: Wanted) -> int:
    if not wanted.notes:
        return 0
    return NOTE_FRAME + sum(
        wrapped(text, NOTE_WIDTH) for text in wanted.notes[: room.notes]
    )


def wrapped(text: str, width: int) -> int:
    return LINE * max(1, ceil(len(text) / width))
