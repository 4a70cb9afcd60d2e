"""The tests of the clinical data notice a change: a sample of what ``make mutants`` tries in full."""

import pytest

from tests.data_mutants import Mutant, calls, every_mutant, noticed_by, variants
from tracker.clinical.conditions.day_tests import graded, yes
from tracker.clinical.conditions.symptoms import on_days
from tracker.clinical.engine import reading
from tracker.clinical.engine.questions import Questions
from tracker.clinical.rules.ruleset import RULES

EVERY = 25


def test_a_condition_is_changed_in_each_of_its_numbers_and_alternatives():
    changes = {
        what
        for what, _other in variants(on_days(2, of=3, test=graded(2, "rash", "hives")))
    }

    assert changes == {
        "count 2 to 1",
        "count 2 to 3",
        "of 3 to 2",
        "of 3 to 4",
        "at_least 2 to 1",
        "at_least 2 to 3",
        "without rash",
        "without hives",
    }


def test_the_only_alternative_is_not_dropped_and_no_grade_falls_to_zero():
    assert [what for what, _other in variants(yes("jaundice"))] == ["at_least 1 to 2"]


def test_a_change_is_taken_back():
    before = vars(reading)["QUESTIONS"]

    noticed_by(
        Mutant(about="S-LIV-1", what="", patches=((reading, "QUESTIONS", None),)), []
    )

    assert vars(reading)["QUESTIONS"] is before


def test_nothing_is_noticed_where_nothing_was_changed():
    same = Mutant(
        about="S-LIV-1",
        what="nothing",
        patches=((reading, "QUESTIONS", Questions(RULES)),),
    )

    assert noticed_by(same, calls()) is None


def test_nearly_every_change_is_noticed():
    tests, sample = calls(), every_mutant()[::EVERY]

    missed = [each.name for each in sample if noticed_by(each, tests) is None]

    assert len(missed) <= 0.05 * len(sample), missed
    assert len(sample) > 40


@pytest.mark.parametrize("rule", ["S-MSK-1", "O-IIH-1", "O-PERS"])
def test_a_dropped_case_is_noticed(rule):
    dropped = [
        each
        for each in every_mutant()
        if each.about == rule and each.what.endswith("dropped")
    ]

    assert all(noticed_by(each, calls()) for each in dropped)
