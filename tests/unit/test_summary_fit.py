"""When paper is known to have room, and when it has to be measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.summaries import made, robin
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.fit import CODE, ROOM, ROW, SHARE, Fit, fit, ordinary


def fitted(summary, paper="a4", most=20) -> Fit:
    return fit(summary, sheet_of(summary), paper=paper, most=most)


def as_high_as(paper: int) -> int:
    """Return the height a page was reckoned with that takes so much of the paper."""
    return int((paper - CODE) / SHARE)


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
    roomy = replace(made(), symptoms=(), height=as_high_as(ROOM["a4"] - 2 * ROW))

    assert fitted(roomy) == Fit(rows=2, sure=True)
    assert fitted(roomy, most=1) == Fit(rows=1, sure=True)


def test_a_full_page_and_one_of_unknown_height_are_measured():
    assert not fitted(replace(made(), height=as_high_as(ROOM["a4"]) + 2)).sure
    assert not fitted(replace(made(), height=0)).sure
    assert fitted(made()).sure
    assert not fitted(made(robin(name_on_summary="שלום"))).sure
