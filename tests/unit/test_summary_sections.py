"""The private parts, as the short lines a clinician reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.clinical.facts import (
    CheckIn,
    CourseFacts,
    DayEntry,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.labs.schedule import plan
from tracker.summary.sections import (
    check_ins,
    mood,
    pregnancy,
    sections,
    sexual,
    taken_tests,
)
from tracker.summary.symptoms import window_of

START = date(2026, 9, 21)
ON = START + timedelta(days=60)


def diary(code: str, *marks: int) -> list[DayEntry]:
    return [
        DayEntry(day=START + timedelta(days=number), marks={code: mark})
        for number, mark in enumerate(marks)
    ]


def taken(day: date, outcome: str = "negative", **number) -> LabResult:
    return LabResult(day=day, test="HCG_U", outcome="" if number else outcome, **number)


def history(can: bool | None = True) -> History:
    return History(
        profile=Profile(region="uk", can_become_pregnant=can),
        course=CourseFacts(started_on=START, planned_weeks=24),
    )


def test_low_days_are_counted_among_the_days_answered():
    assert mood(diary("mood", 0, 2, 3, 1)) == [
        "Low or very low on 2 of 4 days answered, last on 23 Sep."
    ]


def test_no_low_day_is_said_as_a_count_too():
    assert mood(diary("mood", 0, 1)) == ["Low or very low on none of 2 days answered."]


def test_a_mood_nobody_answered_is_not_a_good_one():
    assert mood(diary("lips_dry", 1)) == ["Mood was not answered in these days."]


def test_answers_about_self_harm_are_counted_by_kind():
    assert mood(diary("self_harm", 0, 0, 1, 2)) == [
        "Question about self-harm answered 4 times: no 2, yes 1, would rather talk 1."
    ]


def test_changes_in_sexual_health_are_counted():
    assert sexual(diary("sexual", 0, 2, 1)) == [
        "A change was logged on 2 of 3 days answered."
    ]
    assert sexual([]) == ["Not answered in these days."]


@pytest.mark.parametrize(
    ("can", "word"), [(True, "yes"), (False, "no"), (None, "not said")]
)
def test_what_was_said_about_pregnancy_comes_first(can, word):
    assert pregnancy(history(can), [], [])[0] == f"Could become pregnant: {word}."


def test_the_next_pregnancy_test_is_named_but_not_an_overdue_one():
    facts = history()
    tests = [
        each
        for each in plan(facts.course, facts.profile, (), on=ON)
        if each.pregnancy and each.due > ON
    ]
    lines = pregnancy(facts, [], tests)

    assert lines[-1].startswith("Next test: around ")
    assert len(pregnancy(facts, [], [])) == 2


def test_pregnancy_tests_are_listed_with_what_they_said():
    said = taken_tests([taken(START), taken(ON, "unclear")])

    assert said == "Tests: 21 Sep negative, 20 Nov unclear."


def test_a_blood_test_entered_as_a_number_is_listed_as_the_number():
    said = taken_tests([taken(START, value=Decimal(3), unit="IU/L")])

    assert said == "Tests: 21 Sep 3 IU/L."


def test_only_the_last_tests_are_listed_and_the_rest_counted():
    said = taken_tests([taken(START + timedelta(days=28 * n)) for n in range(6)])

    assert said.count("negative") == 4
    assert said.endswith("Earlier tests not listed: 2.")


def test_only_the_parts_chosen_have_a_section():
    window = window_of((), first=START, last=ON)

    found = sections(history(), window, [], [], frozenset({"mood", "pregnancy"}))

    assert [each.code for each in found] == ["mood", "pregnancy"]


# Questionnaires


def scored(*answered: tuple[int, str]) -> list[str]:
    """Return the lines for questionnaires answered on days of the course, a dot being a blank."""
    made = tuple(
        CheckIn(
            day=START + timedelta(days=number),
            tool=f"phq{len(answers)}",
            answers=tuple(None if each == "." else int(each) for each in answers),
        )
        for number, answers in answered
    )
    window = window_of((), first=START, last=ON)
    return check_ins(replace(history(), check_ins=made), window)


def test_scores_stand_by_date_beside_the_published_cut_off():
    assert scored((0, "01"), (28, "22")) == [
        "PHQ-2 of 6, cut-off 3: 21 Sep 1, 19 Oct 4."
    ]


def test_blanks_and_question_nine_are_named():
    assert scored((0, "3."), (0, "31.000001")) == [
        "PHQ-2 of 6, cut-off 3: 21 Sep 3 (1 blank).",
        "PHQ-9 of 27, cut-off 10: 21 Sep 5 (1 blank, item 9: 1).",
    ]


def test_only_the_last_scores_are_listed_and_the_rest_counted():
    assert scored(*((number, "00") for number in range(6))) == [
        "PHQ-2 of 6, cut-off 3: 24 Sep 0, 25 Sep 0, 26 Sep 0. 3 earlier."
    ]


def test_a_questionnaire_outside_the_days_chosen_is_not_listed():
    assert scored((-1, "33"), (61, "33")) == [
        "No questionnaire was answered in these days."
    ]
