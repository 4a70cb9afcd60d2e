"""Tests taken between two courses answer what belongs before the second, and nothing else of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.clinical.facts import (
    CourseFacts,
    DosePeriod,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.labs.answers import BEFORE_START
from tracker.clinical.labs.findings import MISSED_RULE, lab_findings_on
from tracker.clinical.labs.orders import Order
from tracker.clinical.labs.plans import PROFILES
from tracker.clinical.labs.schedule import Status, plan

START = date(2026, 9, 21)
LIVER_AND_FATS = ("ALT", "AST", "TG", "CHOL")
SECOND = CourseFacts(
    started_on=START,
    planned_weeks=24,
    doses=(DosePeriod(starts=START, mg_per_day=Decimal(20)),),
)


def at(offset):
    return START + timedelta(days=offset)


def taken(offset, *tests):
    return [LabResult(day=at(offset), test=code) for code in tests]


def person(region):
    return Profile(region=region, can_become_pregnant=True)


def stands(region, results, before, *, on=1, **more):
    """Return how each line stands that was due up to the start, by the name of it."""
    found = plan(SECOND, person(region), results, on=at(on), before=before, **more)
    return {each.key: each.status for each in found if each.due <= START or each.asked}


def late(*args, **more):
    found = stands(*args, **more)
    return {key for key, status in found.items() if status is Status.OVERDUE}


# ---- what they answer


@pytest.mark.parametrize(
    ("region", "before"),
    [
        (
            "us",
            [*taken(-40, "HCG_U"), *taken(-4, "HCG_U"), *taken(-8, *LIVER_AND_FATS)],
        ),
        ("uk", [*taken(-2, "HCG_S"), *taken(-8, *LIVER_AND_FATS)]),
        (
            "generic",
            [*taken(-30, "HCG_U"), *taken(-1, "HCG_U"), *taken(-8, "ALT", "TG")],
        ),
    ],
)
def test_what_was_taken_before_the_second_course_is_not_late(region, before):
    assert late(region, [], [], on=5)
    assert late(region, [], before, on=5) == set()


@pytest.mark.parametrize("region", list(PROFILES))
def test_they_count_as_if_they_had_been_entered_under_it(region):
    tests = [*taken(-40, "HCG_U"), *taken(-4, "HCG_U"), *taken(-8, *LIVER_AND_FATS)]

    assert stands(region, [], tests) == stands(region, tests, [])


def test_the_second_of_two_is_still_held_back():
    """Nineteen days after the first, also when the first was taken between the courses."""
    tests = [*taken(-20, "HCG_U"), *taken(-4, "HCG_U")]

    assert stands("us", [], tests)["US-P2:1"] is not Status.DONE


def test_an_unclear_one_answers_nothing():
    unclear = LabResult(day=at(-4), test="HCG_U", outcome="unclear")

    assert "US-P2:1" in late("us", [], [*taken(-40, "HCG_U"), unclear])


def test_the_finding_of_a_missed_test_knows_of_them():
    before = (*taken(-40, "HCG_U"), *taken(-4, "HCG_U"))

    def rules(tests):
        history = History(profile=person("us"), course=SECOND, labs_before=tests)
        return [each.rule for each in lab_findings_on(history, on=at(1))]

    assert rules(()) == [MISSED_RULE]
    assert rules(before) == []


# ---- what they do not answer


def test_what_the_clinic_asked_for_in_this_course_is_not_answered_by_them():
    order = Order(key="ORD-1", tests=("ALT",), due=at(2))

    found = stands("uk", [], taken(-3, "ALT"), orders=[order], on=3)

    assert found[f"ORD-1:{at(2)}"] is Status.OVERDUE


def test_a_flag_of_this_course_asks_for_a_test_of_this_course():
    flagged = [("S-MSK-1", at(1))]

    found = plan(
        SECOND,
        person("uk"),
        [],
        on=at(3),
        flagged=flagged,
        before=taken(-3, "CK"),
    )

    (line,) = [each for each in found if each.key.startswith("OV-M1")]
    assert line.status is Status.DUE


def test_the_days_they_are_looked_for_reach_to_the_first_window_of_any_plan():
    first = min(
        line.window[0]
        for lines in PROFILES.values()
        for line in lines
        if line.anchor == "start" and line.offset < 0
    )

    assert timedelta(days=-first) == BEFORE_START
