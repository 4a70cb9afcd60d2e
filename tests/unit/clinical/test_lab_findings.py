"""A result as a finding: an action, what it met, and nothing more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.clinical.facts import CourseFacts, DayEntry, History, LabResult, Profile
from tracker.clinical.lab_findings import finding_of, lab_findings_on
from tracker.clinical.vocabulary import Level

DAY = date(2026, 10, 20)


def alt(value: str, *, day: date = DAY) -> LabResult:
    return LabResult(
        day=day, test="ALT", value=Decimal(value), unit="U/L", upper_limit=Decimal(41)
    )


def found(result: LabResult, **marks: int):
    entries = [DayEntry(day=DAY, marks=marks)] if marks else []
    return finding_of(result, profile=Profile(), entries=entries)


def test_a_result_within_the_limit_calls_for_nothing():
    assert found(alt("41")) is None


@pytest.mark.parametrize(
    ("value", "level"),
    [("42", Level.NEXT_VISIT), ("82", Level.SOON), ("124", Level.URGENT)],
)
def test_a_result_above_the_limit_is_an_action_with_its_source(value, level):
    finding = found(alt(value))

    assert finding.level is level
    assert finding.rule == "LAB-ALT"
    assert "ALT" in finding.title
    assert finding.triggered_by[0].value == f"{value} U/L (limit 41)"
    assert finding.sources
    assert not finding.official_stop_advice


def test_liver_signs_around_a_raised_result_make_it_a_call_today():
    assert found(alt("42"), jaundice=1).level is Level.URGENT


@pytest.mark.parametrize(
    ("outcome", "level", "stops"),
    [("positive", Level.URGENT, True), ("unclear", Level.SOON, False)],
)
def test_a_pregnancy_test_speaks_in_its_own_words(outcome, level, stops):
    finding = found(LabResult(day=DAY, test="HCG_U", outcome=outcome))

    assert finding.level is level
    assert finding.official_stop_advice is stops
    assert ("next capsule" in finding.advice) is stops


def test_a_negative_pregnancy_test_calls_for_nothing():
    assert found(LabResult(day=DAY, test="HCG_U", outcome="negative")) is None


def test_only_the_newest_result_of_a_test_counts_and_nothing_after_the_day():
    history = History(
        profile=Profile(),
        course=CourseFacts(started_on=date(2026, 9, 21)),
        labs=(
            alt("200", day=date(2026, 10, 1)),
            alt("42"),
            alt("300", day=date(2026, 11, 1)),
        ),
    )

    (finding,) = lab_findings_on(history, on=DAY)

    assert finding.level is Level.NEXT_VISIT
