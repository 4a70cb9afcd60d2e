"""One page holds so much: share it out, so that what is left out is left out on purpose and said.

Heights are in tenths of a millimetre on a Letter sheet set in the widest face we know of; the browser suite
prints crowded courses on both papers to keep them honest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil

from tracker.summary.document import Places

# The sheet inside its margins, and what goes on it in the smaller letters of a crowded page.
PAGE, TIGHT = 2595, 3070
# Head, numbers, picture, the frames of flags and symptoms, and the gaps between them.
FIXED, GAP = 935, 32
# A total that is a range may take a second line among the numbers, and one more in the foot.
RANGE = 84
ROW, LAB, FLAG_GAP, HEADING, LAB_FRAME, FOOT_FRAME = 57, 70, 12, 49, 185, 30
# Lines of ordinary, of small and of the smallest letters; a line of a long name, and a second row of the head.
TEXT, SMALL, SMALLEST, NAME_LINE, HEAD_ROW = 41, 38, 35, 42, 96
# Headings of private parts are higher than their lines.
SECTION_LINE = 44
# Characters on one line: the columns are not equally wide, and the foot stands beside the code of a link.
FLAG_WIDTH, NOTE_WIDTH, FOOT_WIDTH = 76, 115, 128
LEFT_WIDTH, RIGHT_WIDTH = 60, 48
NAMES_WIDTH, NAME = 115, 42
# Letters beside the names of tests to come, and of how many dates they are named.
AWAITED, AWAITED_NAMED = 28, 3
# What the head holds beside the title: letters of a name are larger than those of a clinic.
HEAD_WIDTH, NAME_LETTER, CLINIC_LETTER, LETTERS = 237, 9, 7, 26
# The foot without what the person declared and left out.
FOOT = 670
# The first fill of the page, and what may come on top of it where the page would stay blank.
MOST = {"flags": 6, "rows": 22, "labs": 8, "questions": 6, "notes": 8}
FILL = {"flags": 12, "rows": 22, "labs": 8, "questions": 24, "notes": 16}
LEAST = {"flags": 3, "rows": 6, "labs": 3, "questions": 2, "notes": 2}
# Who gives way where even the least is too high in small letters, and down to what; the rows named in a
# printed flag and the flags nobody answered come last.
GIVE_WAY = (("notes", 1), ("questions", 1), ("labs", 1), ("notes", 0), ("questions", 0))
# The share of the rows below which the letters become smaller.
FEW_LEFT_OUT = 0.75
# Who gets the next free line. Symptoms come up most often: they are what the page is for.
TURNS = ("rows", "flags", "rows", "labs", "rows", "questions", "rows", "notes")
# Where questions and notes may stand; the first is kept where none is lower.
PLACES = tuple(
    Places(questions=questions, notes=notes)
    for notes, questions in product(("below", "left", "right"), ("right", "left"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Everything there is: texts where they wrap, counts where they do not.

    The first ``unanswered`` of the flags are urgent and nobody has answered them. ``named`` has the rows each
    flag names, ``red`` those of red flags. ``foot`` is what the person declared and left out.
    ``ranged`` holds for a total that is told as a range.
    """

    name: str = ""
    clinic: str = ""
    flags: Sequence[str] = ()
    unanswered: int = 0
    named: Sequence[frozenset[str]] = ()
    red: frozenset[str] = frozenset()
    rows: int = 0
    tests: bool = True
    labs: int = 0
    awaited: Sequence[str] = ()
    sections: Sequence[str] = ()
    asks: bool = True
    questions: Sequence[str] = ()
    notes: Sequence[str] = ()
    changes: Sequence[str] = ()
    foot: str = ""
    ranged: bool = False

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
    """Return how much of what is wanted fits: a little of everything first, then turn by turn.

    The letters become smaller before the page loses many of its symptoms.
    """
    start = least(wanted)
    room = start
    for most in (MOST, FILL):
        room = filled(room, wanted, most, paper=PAGE)
    if height(start, wanted) <= PAGE and has_its_rows(room, wanted):
        return room
    room = start
    for most in (MOST, FILL):
        room = filled(room, wanted, most, paper=TIGHT)
    return room


def has_its_rows(room: Room, wanted: Wanted) -> bool:
    return room.rows >= FEW_LEFT_OUT * min(wanted.rows, MOST["rows"])


def is_tight(room: Room, wanted: Wanted) -> bool:
    """Hold when the page needs its smaller letters."""
    return height(room, wanted) > PAGE


def least(wanted: Wanted) -> Room:
    """Return a little of everything, every urgent flag that nobody has answered, and the rows that must be seen.

    Where that is too much even for small letters, notes, questions and tests give way to it.
    """
    room = Room(
        **{what: min(count, wanted.count(what)) for what, count in LEAST.items()}
    )
    room = with_rows(replace(room, flags=max(room.flags, wanted.unanswered)), wanted)
    for what, until in GIVE_WAY:
        room = less(room, wanted, what, until=until)
    room = less(room, wanted, "flags", until=max(2, wanted.unanswered))
    for rows in (len(named(room, wanted)), LEAST["rows"], 0):
        room = less(room, wanted, "rows", until=rows)
    return less(room, wanted, "flags", until=min(LEAST["flags"], wanted.count("flags")))


def named(room: Room, wanted: Wanted) -> frozenset[str]:
    """Return the rows that printed flags name."""
    return frozenset().union(*wanted.named[: room.flags])


def with_rows(room: Room, wanted: Wanted) -> Room:
    """Return the room with the rows that must be seen: of red flags, and named in a printed flag."""
    must = min(len(named(room, wanted) | wanted.red), wanted.rows, MOST["rows"])
    return replace(room, rows=max(room.rows, must))


def less(room: Room, wanted: Wanted, what: str, *, until: int) -> Room:
    """Return the room with fewer of something, as few as the paper asks for."""
    while height(room, wanted) > TIGHT and getattr(room, what) > until:
        room = replace(room, **{what: getattr(room, what) - 1})
    return room


def filled(room: Room, wanted: Wanted, most: Mapping[str, int], *, paper: int) -> Room:
    """Return the room with more of everything in turn, while there is any left."""
    waiting = list(TURNS)
    while waiting:
        what = waiting.pop(0)
        more = replace(room, **{what: getattr(room, what) + 1})
        if what == "flags":
            more = with_rows(more, wanted)
        if getattr(more, what) <= min(most[what], wanted.count(what)) and fits(
            more, room, wanted, paper
        ):
            room = more
            waiting.append(what)
    return room


def fits(more: Room, room: Room, wanted: Wanted, paper: int) -> bool:
    """Hold when there is room, or when the line goes where the other column leaves a gap anyway."""
    return height(more, wanted) <= max(paper, height(room, wanted))


def height(room: Room, wanted: Wanted) -> int:
    """Return how high the page is, with questions and notes where they take least."""
    return above(room, wanted) + min(columns(room, wanted).values())


def places(room: Room, wanted: Wanted) -> Places:
    """Return where questions and notes stand, so that no column stays empty beside a long one."""
    heights = columns(room, wanted)
    return min(PLACES, key=lambda each: heights[each])


def above(room: Room, wanted: Wanted) -> int:
    """Return the height of everything but the two columns and the notes."""
    flags = sum(
        lines(text, FLAG_WIDTH) * TEXT + FLAG_GAP for text in wanted.flags[: room.flags]
    )
    return (
        FIXED
        + (RANGE if wanted.ranged else 0)
        + head(wanted)
        + flags
        + names(len(wanted.flags) - room.flags)
        + changes(wanted)
        + room.rows * ROW
        + FOOT_FRAME
        + SMALLEST * ceil((FOOT + len(wanted.foot)) / FOOT_WIDTH)
    )


def head(wanted: Wanted) -> int:
    """Return what long names add to the head: lines of their own, and a second row."""
    name, clinic = len(wanted.name), len(wanted.clinic)
    more = max(ceil(name / LETTERS), ceil(clinic / LETTERS), 1) - 1
    wide = NAME_LETTER * min(name, LETTERS) + CLINIC_LETTER * min(clinic, LETTERS)
    return NAME_LINE * more + (HEAD_ROW if wide > HEAD_WIDTH else 0)


def names(left_out: int) -> int:
    """Return the height of the line that names the flags without room; one line of it is always kept free."""
    return SMALL * (ceil(min(left_out, 6) * NAME / NAMES_WIDTH) - 1) if left_out else 0


def changes(wanted: Wanted) -> int:
    """Return the height of what is new since somebody last looked, one running text."""
    if not wanted.changes:
        return 0
    return GAP + HEADING + lines(" ".join(wanted.changes), NOTE_WIDTH) * SMALL


def columns(room: Room, wanted: Wanted) -> dict[Places, int]:
    """Return, for each way to place questions and notes, the taller column and what stands below both."""
    left = LAB_FRAME + room.labs * LAB + below(wanted.awaited) if wanted.tests else 0
    right = sum(SECTION_LINE * lines(text, RIGHT_WIDTH) for text in wanted.sections)
    asked, written = wanted.questions[: room.questions], wanted.notes[: room.notes]
    questions = {
        "left": block(asked, LEFT_WIDTH, TEXT) if wanted.asks else 0,
        "right": block(asked, RIGHT_WIDTH, TEXT) if wanted.asks else 0,
    }
    notes = {
        "left": block(written, LEFT_WIDTH, SMALL) if wanted.notes else 0,
        "right": block(written, RIGHT_WIDTH, SMALL) if wanted.notes else 0,
        "below": block(written, NOTE_WIDTH, SMALL) if wanted.notes else 0,
    }
    found = {}
    for each in PLACES:
        sides = {"left": left, "right": right, "below": 0}
        sides[each.questions] += questions[each.questions]
        sides[each.notes] += notes[each.notes]
        found[each] = max(sides["left"], sides["right"]) + sides["below"]
    return found


def below(awaited: Sequence[str]) -> int:
    """Return the height of what is said of the tests to come; one line of it is in the frame of the table."""
    # Beside its tests each date has its days; of many that are due only some are named.
    letters = sum(len(each) + AWAITED for each in awaited[:AWAITED_NAMED])
    return (max(1, ceil(letters / LEFT_WIDTH)) - 1) * SMALL


def block(texts: Sequence[str], width: int, line: int) -> int:
    """Return the height of texts under a heading, with a line that says how many found no room."""
    return GAP + HEADING + SMALL + line * sum(lines(text, width) for text in texts)


def lines(text: str, width: int) -> int:
    return max(1, ceil(len(text) / width))
