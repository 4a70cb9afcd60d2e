"""A result as a finding: an action, what it met, and nothing more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.clinical.facts import CourseFacts, DayEntry, History, LabResult, Profile
from tracker.clinical.labs.findings import finding_of, lab_findings_on
from tracker.clinical.vocabulary import Level

DAY = date(2026, 10, 20)


def alt(value: str, *, day: date = DAY) -> LabResult:
    return LabResult(
        day=day, test="ALT", value=Decimal(value), unit="U/L", upper_limit=Decimal(41)
    )


def found(result: LabResult, **marks: int):
    entries = [DayEntry(day=DAY, marks=marks)] if marks else []
    return finding_of(result, entries=entries)


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


# ---- in words


def number(test: str, value: str, unit: str) -> LabResult:
    return LabResult(day=DAY, test=test, value=Decimal(value), unit=unit)


def pregnancy_test(outcome: str, *, day: date = DAY, test: str = "HCG_U") -> LabResult:
    return LabResult(day=day, test=test, outcome=outcome)


@pytest.mark.parametrize(
    ("result", "title"),
    [
        (
            number("TG", "9", "mmol/L"),
            "Call your clinic today about your triglycerides result",
        ),
        (alt("124"), "Call your clinic today about your ALT result"),
        (
            number("CHOL", "6.2", "mmol/L"),
            "Mention your cholesterol result at your next visit",
        ),
        (
            pregnancy_test("positive"),
            "Call your clinic today about your pregnancy test",
        ),
        (
            pregnancy_test("unclear", test="HCG_S"),
            "Contact your clinic this week about your pregnancy test",
        ),
    ],
)
def test_a_title_names_the_test_as_people_say_it(result, title):
    assert found(result).title == title


@pytest.mark.parametrize(
    ("value", "unit", "sentence", "other"),
    [
        ("9", "mmol/L", "This result is at 9 mmol/L or more.", "mg/dL"),
        ("800", "mg/dL", "This result is at 800 mg/dL or more.", "mmol/L"),
    ],
)
def test_a_threshold_is_a_sentence_in_the_unit_of_the_report(
    value, unit, sentence, other
):
    finding = found(number("TG", value, unit))

    assert finding.reading == sentence
    assert finding.advice.startswith(f"{sentence}\n")
    assert other not in finding.advice


@pytest.mark.parametrize(
    "result",
    [
        alt("42"),
        alt("82"),
        alt("124"),
        number("GLU", "7", "mmol/L"),
        number("CBC", "0.9", "10^9/L"),
        number("CK", "2000", "U/L"),
    ],
)
def test_every_reading_is_one_sentence(result):
    reading = found(result).reading

    assert reading.startswith("This result is ")
    assert reading.endswith(".")
    assert not reading.endswith("..")


@pytest.mark.parametrize(
    ("outcome", "ask"),
    [
        ("positive", "Should I take my next capsule?"),
        ("unclear", "When should I repeat the test?"),
    ],
)
def test_a_pregnancy_test_has_its_own_question(outcome, ask):
    assert found(pregnancy_test(outcome)).ask == ask


def history_with(*labs: LabResult, last_dose_on: date | None = None) -> History:
    return History(
        profile=Profile(),
        course=CourseFacts(started_on=date(2026, 9, 21), last_dose_on=last_dose_on),
        labs=labs,
    )


def test_after_the_last_capsule_nobody_speaks_of_the_next():
    history = history_with(
        pregnancy_test("positive"), last_dose_on=DAY - timedelta(days=1)
    )

    (finding,) = lab_findings_on(history, on=DAY)

    assert finding.level is Level.URGENT
    assert not finding.official_stop_advice
    assert "next capsule" not in f"{finding.advice} {finding.ask}"


def test_on_the_last_day_of_the_course_the_advice_stands():
    history = history_with(pregnancy_test("positive"), last_dose_on=DAY)

    (finding,) = lab_findings_on(history, on=DAY)

    assert finding.official_stop_advice


@pytest.mark.parametrize(
    ("days", "outcome", "level"),
    [
        (1, "negative", Level.URGENT),
        (1, "unclear", Level.URGENT),
        (30, "negative", Level.URGENT),
        (31, "negative", None),
        (31, "unclear", Level.SOON),
    ],
)
def test_a_later_test_does_not_take_a_positive_one_back_within_a_month(
    days, outcome, level
):
    later = pregnancy_test(outcome, day=DAY + timedelta(days=days))
    history = history_with(pregnancy_test("positive"), later)

    told = lab_findings_on(history, on=later.day)

    assert [finding.level for finding in told] == ([level] if level else [])


def test_a_test_of_blood_does_not_take_back_one_of_urine():
    later = pregnancy_test("negative", day=DAY + timedelta(days=2), test="HCG_S")

    (finding,) = lab_findings_on(
        history_with(pregnancy_test("positive"), later), on=later.day
    )

    assert finding.rule == "LAB-HCG_U"
