"""What fits on one page, and who gives way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tracker.summary.room import (
    FILL,
    LEAST,
    PAGE,
    PAPER,
    Room,
    Wanted,
    height,
    share_out,
)

TEXTS = st.lists(st.text(max_size=220), max_size=30)
EVERYTHING = Wanted(
    flags=["x" * 150] * 40,
    rows=70,
    labs=11,
    sections=["x" * 40] * 9,
    questions=["x" * 96] * 12,
    notes=["x" * 105] * 90,
)


def wanted() -> st.SearchStrategy[Wanted]:
    return st.builds(
        Wanted,
        flags=TEXTS,
        rows=st.integers(0, 80),
        labs=st.integers(0, 12),
        sections=st.lists(st.text(max_size=120), max_size=9),
        questions=TEXTS,
        notes=TEXTS,
    )


def test_an_empty_page_leaves_nothing_out():
    assert share_out(Wanted()) == Room(flags=0, rows=0, labs=0, questions=0, notes=0)


def test_an_ordinary_page_leaves_nothing_out():
    room = share_out(
        Wanted(flags=["x" * 120] * 3, rows=13, labs=3, questions=["Can I run?"] * 2)
    )

    assert room == Room(flags=3, rows=13, labs=3, questions=2, notes=0)


def test_a_crowded_page_keeps_some_of_everything():
    room = share_out(EVERYTHING)

    assert all(getattr(room, what) >= least for what, least in LEAST.items())
    assert all(getattr(room, what) < EVERYTHING.count(what) for what in LEAST)


def test_long_private_parts_make_room_for_tests_beside_them():
    sections = ["x" * 40] * 18

    assert (
        share_out(Wanted(rows=70, labs=8, sections=sections)).labs
        > share_out(Wanted(rows=70, labs=8)).labs
    )


@given(wanted())
def test_nothing_is_shown_that_is_not_there_and_no_more_than_the_most(everything):
    room = share_out(everything)

    assert all(
        0 <= getattr(room, what) <= min(most, everything.count(what))
        for what, most in FILL.items()
    )


@given(wanted())
def test_the_page_is_never_overfull_beyond_its_least(everything):
    least = Room(
        **{what: min(count, everything.count(what)) for what, count in LEAST.items()}
    )

    assert height(share_out(everything), everything) <= max(
        PAGE, height(least, everything)
    )


def test_very_long_private_parts_take_from_notes_questions_and_flags():
    crowded = replace(EVERYTHING, sections=["x" * 120] * 8)

    room = share_out(crowded)

    assert (room.notes, room.questions) == (1, 1)
    assert room.rows == LEAST["rows"]
    assert room.flags >= 2


def test_urgent_flags_nobody_answered_stay_while_notes_questions_and_rows_give_way():
    crowded = replace(EVERYTHING, flags=["x" * 80] * 14, unanswered=12)

    room = share_out(crowded)

    assert room.flags >= 12
    assert room.notes == 0
    # A question beside the tests takes nothing from the flags.
    assert room.questions <= 1
    assert room.rows <= LEAST["rows"]


def test_more_unanswered_flags_than_paper_holds_take_all_but_the_tests():
    room = share_out(replace(EVERYTHING, unanswered=40))

    assert (room.notes, room.questions, room.rows) == (0, 0, 0)
    assert LEAST["flags"] < room.flags < 40
    assert height(room, replace(EVERYTHING, unanswered=40)) <= PAPER


def test_room_left_over_goes_to_questions_beyond_the_usual_most():
    room = share_out(Wanted(rows=4, questions=["Can I run?"] * 18))

    assert room.questions == 18
