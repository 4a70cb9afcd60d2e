"""Every sign that patient information names can be logged and is answered, or is left out with a reason."""

import pytest

from tests.diaries import DayEntry, day, history
from tracker.clinical.engine.findings import findings_on
from tracker.clinical.sources import ref
from tracker.clinical.traces.coverage import LEFT_OUT, SIGNS
from tracker.clinical.vocabulary import CATALOGUE, ITEMS, Group, Level, Scale

DAYS = 14
LATE = 60
# What a person can notice and grade, or say yes to. Better or worse skin and the dose are other questions.
NOTICED = [
    each
    for each in ITEMS
    if each.scale not in {Scale.TEXT, Scale.DOSE} and each.group is not Group.BENEFITS
]


def level_after(code: str, mark: int, days: int) -> Level:
    """Return the level after ``days`` days of nothing but this answer, late in the course."""
    entries = tuple(
        DayEntry(day=day(number), marks={code: mark}) for number in range(1, days + 1)
    )
    told = findings_on(history(entries, course_day=LATE), on=day(days))
    return max((each.level for each in told), default=Level.NONE)


@pytest.mark.parametrize("each", SIGNS, ids=lambda each: each.sign)
def test_a_named_sign_can_be_logged(each):
    assert each.items
    assert set(each.items) <= set(CATALOGUE)
    assert all(ref(citation).title for citation in each.citations)


@pytest.mark.parametrize("each", NOTICED, ids=lambda each: each.code)
def test_the_worst_answer_for_two_weeks_asks_for_somebody_to_be_told(each):
    assert level_after(each.code, max(each.marks), DAYS) >= Level.NEXT_VISIT


@pytest.mark.parametrize("each", NOTICED, ids=lambda each: each.code)
def test_an_answer_of_none_never_asks_for_anything(each):
    assert level_after(each.code, 0, DAYS) is Level.NONE


def test_every_item_answers_a_sign_that_somebody_names():
    named = {code for each in SIGNS for code in each.items}

    assert {each.code for each in NOTICED} - named == {"worried"}


@pytest.mark.parametrize("each", LEFT_OUT, ids=lambda each: each.id)
def test_what_is_left_out_has_a_reason_and_a_source(each):
    assert each.reason.endswith(".")
    assert all(ref(citation).title for citation in each.citations)
    assert each.reviewer == ""


def test_nothing_is_both_logged_and_left_out():
    assert {each.sign for each in SIGNS} & {each.sign for each in LEFT_OUT} == set()
    assert len({each.id for each in LEFT_OUT}) == len(LEFT_OUT)
