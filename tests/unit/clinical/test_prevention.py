"""Until when pregnancy is prevented, and what counts."""

from datetime import date

import pytest

from tracker.clinical.course.prevention import (
    CHOICES,
    SETTINGS,
    advice_for,
    one_month_before,
    span_of,
)
from tracker.clinical.facts import CourseFacts
from tracker.clinical.labs.plans import PROFILES
from tracker.clinical.sources import ref

START = date(2026, 9, 21)
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 9, 21), date(2026, 8, 21)),
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2026, 3, 15), date(2026, 2, 13)),
        (date(2026, 1, 10), date(2025, 12, 10)),
    ],
)
def test_a_month_before_is_the_longer_one(day, before):
    assert one_month_before(day) == before


def test_it_lasts_until_a_month_after_the_last_capsule():
    ended = CourseFacts(started_on=START, last_dose_on=date(2027, 1, 31))

    span = span_of(ended, on=TODAY)

    assert (span.first, span.until) == (date(2026, 8, 21), date(2027, 3, 2))
    assert span.certain


def test_a_plan_gives_a_date_that_may_move():
    span = span_of(CourseFacts(started_on=START, planned_weeks=24), on=TODAY)

    assert span.until == date(2027, 4, 7)
    assert not span.certain


@pytest.mark.parametrize("weeks", [None, 4])
def test_without_a_plan_or_past_it_nobody_knows(weeks):
    span = span_of(CourseFacts(started_on=START, planned_weeks=weeks), on=TODAY)

    assert span.until is None


@pytest.mark.parametrize("region", list(PROFILES))
def test_every_region_has_advice_with_sources(region):
    for each in advice_for(region):
        assert each.text
        assert [ref(source).title for source in each.sources]


def test_every_place_a_plan_names_has_words():
    named = {line.setting for lines in PROFILES.values() for line in lines} - {""}

    assert named <= set(SETTINGS)
    assert set(CHOICES) <= set(SETTINGS)


@pytest.mark.parametrize(
    ("on", "until"),
    [(date(2027, 3, 7), date(2027, 4, 7)), (date(2027, 3, 8), None)],
)
def test_on_the_last_planned_day_the_plan_still_gives_the_date(on, until):
    span = span_of(CourseFacts(started_on=START, planned_weeks=24), on=on)

    assert span.until == until
