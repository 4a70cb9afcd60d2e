"""What fits on one page, and who gives way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tracker.summary.room import (
    FILL,
    LEAST,
    MOST,
    PAGE,
    TIGHT,
    Room,
    Wanted,
    height,
    is_tight,
    least,
    places,
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
        Wanted(
            flags=["x" * 120, "x" * 120, "x" * 70],
            rows=13,
            labs=3,
            questions=["Can I run?"] * 2,
        )
    )

    assert room == Room(flags=3, rows=13, labs=3, questions=2, notes=0)


def test_a_crowded_page_keeps_some_of_everything():
    room = share_out(EVERYTHING)

    assert all(getattr(room, what) >= least for what, least in LEAST.items())
    assert all(getattr(room, what) < EVERYTHING.count(what) for what in LEAST)


def test_long_private_parts_make_room_for_tests_beside_them():
    full = Wanted(flags=["x" * 150] * 9, unanswered=9, rows=22, labs=8)

    assert (
        share_out(replace(full, sections=["x" * 40] * 15)).labs > share_out(full).labs
    )


@given(wanted())
def test_nothing_is_shown_that_is_not_there_and_no_more_than_the_most(everything):
    room = share_out(everything)

    assert all(
        0 <= getattr(room, what) <= min(most, everything.count(what))
        for what, most in FILL.items()
    )


@given(wanted())
def test_the_page_is_never_overfull_beyond_what_cannot_give_way(everything):
    bare = Room(
        flags=min(LEAST["flags"], len(everything.flags)),
        rows=0,
        labs=min(1, everything.labs),
        questions=0,
        notes=0,
    )

    assert height(share_out(everything), everything) <= max(
        TIGHT, height(bare, everything)
    )


@given(wanted())
def test_letters_are_full_size_unless_there_is_too_much(everything):
    room = share_out(everything)

    if is_tight(room, everything):
        too_high = height(least(everything), everything) > PAGE
        assert too_high or room.rows > LEAST["rows"]


def test_very_long_private_parts_take_from_everything_and_leave_some_of_it():
    crowded = replace(EVERYTHING, sections=["x" * 120] * 12)

    room = share_out(crowded)

    assert height(room, crowded) <= TIGHT
    assert room.rows < share_out(EVERYTHING).rows
    assert room.flags >= 2
    assert room.labs >= LEAST["labs"]


def test_letters_become_smaller_before_many_symptoms_are_lost():
    busy = Wanted(flags=["x" * 150] * 4, rows=16, labs=3, questions=["x" * 90] * 3)

    room = share_out(busy)

    assert room.rows == 16
    assert is_tight(room, busy)


@given(wanted(), st.integers(0, 10), st.integers(0, 10))
def test_rows_of_red_flags_and_of_printed_flags_go_last(everything, red, each):
    names = [f"item {number}" for number in range(80)]
    asked = replace(
        everything,
        red=frozenset(names[: min(red, everything.rows)]),
        named=[
            frozenset(names[number : number + each][: everything.rows])
            for number in range(len(everything.flags))
        ],
    )
    room = share_out(asked)
    printed = frozenset().union(*asked.named[: room.flags])
    must = min(len(printed | asked.red), asked.rows, MOST["rows"])

    if room.rows < must:
        assert room.questions == room.notes == 0
        assert height(replace(room, rows=room.rows + 1), asked) > TIGHT


def test_a_row_comes_with_the_flag_that_names_it():
    names = [frozenset({f"item {number}"}) for number in range(12)]
    told = Wanted(flags=["x" * 60] * 12, named=names, rows=30)

    room = share_out(told)

    assert room.flags >= MOST["flags"]
    assert room.rows >= room.flags


def test_notes_fill_the_column_that_would_stay_empty():
    sections = ["x" * 40] * 12
    beside_private = Wanted(labs=2, sections=sections, notes=["x" * 90] * 3)
    beside_tests = Wanted(labs=8, notes=["x" * 90] * 3)

    assert places(share_out(beside_private), beside_private).notes == "left"
    assert places(share_out(beside_tests), beside_tests).notes == "right"


def test_questions_stand_under_the_tests_when_private_parts_are_long():
    asked = Wanted(labs=2, sections=["x" * 40] * 12, questions=["x" * 40] * 4)

    assert places(share_out(asked), asked).questions == "left"


def test_urgent_flags_nobody_answered_stay_while_notes_questions_and_rows_give_way():
    crowded = replace(EVERYTHING, flags=["x" * 80] * 14, unanswered=12)

    room = share_out(crowded)

    assert room.flags >= 12
    assert room.notes == 0
    assert room.rows <= LEAST["rows"]


def test_more_unanswered_flags_than_paper_holds_take_all_but_the_tests():
    room = share_out(replace(EVERYTHING, unanswered=40))

    # A line too low for one more flag, and a question beside the tests, take nothing from the flags.
    assert (room.notes, room.rows <= 1, room.questions <= 1) == (0, True, True)
    assert LEAST["flags"] < room.flags < 40
    assert height(room, replace(EVERYTHING, unanswered=40)) <= TIGHT


def test_room_left_over_goes_to_questions_beyond_the_usual_most():
    room = share_out(Wanted(rows=4, questions=["Can I run?"] * 18))

    assert room.questions == 18
