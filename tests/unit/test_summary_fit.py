"""When paper is known to have room, and when it has to be measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.summaries import made, robin
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.fit import FIXED, ROOM, ROW, Fit, fit, ordinary


def fitted(summary, paper="a4", most=20) -> Fit:
    return fit(summary, sheet_of(summary), paper=paper, most=most)


@pytest.mark.parametrize(
    "text",
    ["", "Robin Hale", "Øyvind rested – it helped…", "Can I go back to running?"],
)
def test_ordinary_words_are_reckoned(text):
    assert ordinary(text)


@pytest.mark.parametrize(
    "text", ["שלום", "漢字", "NOT ON YOUR LIFE", "x" * 25, "mmmm", "😀"]
)
def test_other_words_are_measured(text):
    assert not ordinary(text)


def test_spare_room_holds_more_rows_but_no_more_than_there_are():
    ranged = replace(made(), symptoms=(), height=ROOM["a4"] - FIXED - 2 * ROW)
    assert ranged.course is not None
    firm = replace(ranged.course, least_mg=None, doses_sketchy=False)
    roomy = replace(ranged, course=firm)

    assert fitted(roomy) == Fit(rows=2, sure=True)
    assert fitted(roomy, most=1) == Fit(rows=1, sure=True)
    assert fitted(ranged).rows == 0


def test_a_full_page_and_one_of_unknown_height_are_measured():
    assert not fitted(replace(made(), height=ROOM["a4"] - FIXED + 1)).sure
    assert not fitted(replace(made(), height=0)).sure
    assert fitted(made()).sure
    assert not fitted(made(robin(name_on_summary="שלום"))).sure
