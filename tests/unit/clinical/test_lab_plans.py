"""The plans as data: complete, sourced, and pointing at things that exist."""

from decimal import Decimal

import pytest

from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs.plans import (
    ALL_TESTS,
    OVERLAY_OF_CONDITION,
    OVERLAYS,
    PREGNANCY_TESTS,
    PROFILES,
    TESTS,
    UnknownTest,
    lines_for,
)
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import CONDITIONS, REGIONS

LINES = [line for lines in (*PROFILES.values(), *OVERLAYS.values()) for line in lines]
STATUSES = {"verified", "BG", "UNVERIFIED"}
NOBODY: frozenset[str] = frozenset()


def ids(lines):
    return [line.id for line in lines]


def test_every_region_has_a_plan():
    assert set(PROFILES) == set(REGIONS)


def test_no_two_lines_share_an_id():
    assert len(set(ids(LINES))) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=ids(LINES))
def test_a_line_names_tests_sources_and_a_status_that_exist(line):
    assert all(code in TESTS for code in line.tests)
    assert line.tests or line.reviews
    assert [ref(source).id for source in line.sources]
    assert line.status in STATUSES
    assert line.says.endswith(".")
    assert line.reading.endswith(".")
    assert line.window[0] <= line.window[1]
    assert line.anchor in {"start", "end", "dose_change", "flag"}


@pytest.mark.parametrize("line", LINES, ids=ids(LINES))
def test_a_line_that_waits_for_a_flag_names_rules_that_exist(line):
    assert (line.anchor == "flag") == bool(line.on_flag)
    assert set(line.on_flag) <= {rule.id for rule in RULES}


@pytest.mark.parametrize("which", ALL_TESTS, ids=list(TESTS))
def test_a_test_has_units_or_outcomes(which):
    assert which.outcomes != bool(which.units)
    assert which.status in STATUSES
    assert which.outcomes == (which.code in PREGNANCY_TESTS)
    assert which.unit == (which.units[0].name if which.units else "")


@pytest.mark.parametrize(
    ("code", "unit", "factor"),
    [
        ("TG", "mmol/L", "0.0113"),
        ("CHOL", "mmol/L", "0.0259"),
        ("HDL", "mmol/L", "0.0259"),
        ("LDL", "mmol/L", "0.0259"),
        ("BILI", "umol/L", "17.1"),
        ("GLU", "mmol/L", "0.0555"),
    ],
)
def test_units_convert_by_the_factor_of_the_source(code, unit, factor):
    own, other = lab_plans.test(code).units

    assert (own.name, own.factor) == ("mg/dL", 1)
    assert (other.name, other.factor) == (unit, Decimal(factor))


def test_the_usual_limit_can_itself_be_a_result():
    for which in ALL_TESTS:
        if which.upper_limit is not None:
            assert which.units[0].least < which.upper_limit < which.units[0].most


def test_an_unknown_test_is_refused():
    with pytest.raises(UnknownTest):
        lab_plans.test("ESR")


def test_conditions_that_call_for_more_are_conditions_people_can_tick():
    assert set(OVERLAY_OF_CONDITION) <= set(CONDITIONS)
    assert set(OVERLAY_OF_CONDITION.values()) <= set(OVERLAYS)


@pytest.mark.parametrize("region", list(PROFILES))
@pytest.mark.parametrize("answer", [None, False])
def test_nobody_is_asked_for_a_pregnancy_test_unless_they_said_so(region, answer):
    lines = lines_for(region, NOBODY, can_become_pregnant=answer)

    assert not any(line.for_pregnancy for line in lines)
    assert not any(set(line.tests) & set(PREGNANCY_TESTS) for line in lines)


@pytest.mark.parametrize("region", list(PROFILES))
def test_whoever_said_so_is_asked_before_during_and_a_month_after(region):
    lines = [
        line
        for line in lines_for(region, NOBODY, can_become_pregnant=True)
        if line.for_pregnancy
    ]

    assert any(line.anchor == "start" and line.offset < 0 for line in lines)
    assert any(line.every == 30 for line in lines)
    assert any(line.anchor == "end" and line.offset == 30 for line in lines)


def test_reviews_are_kept_as_data_and_are_no_tests():
    reviews = [line for line in PROFILES["uk"] if line.reviews]

    assert [line.reviews for line in reviews] == [("mood", "sexual_function")]
    assert "UK-R1" not in ids(lines_for("uk", NOBODY, can_become_pregnant=True))


def test_two_conditions_of_one_overlay_add_it_once():
    both = frozenset({"liver_disease", "raised_liver_baseline"})

    found = ids(lines_for("uk", both, can_become_pregnant=None))

    assert found.count("OV-L1") == 1


def test_overlays_come_after_the_profile():
    found = ids(lines_for("uk", frozenset({"diabetes"}), can_become_pregnant=None))

    assert found == ["UK-1", "UK-2", "UK-3", "UK-4", "UK-5", "OV-D1", "OV-D2", "OV-M1"]


def test_a_condition_without_an_overlay_adds_nothing():
    plain = lines_for("us", NOBODY, can_become_pregnant=None)

    assert (
        lines_for("us", frozenset({"kidney_disease"}), can_become_pregnant=None)
        == plain
    )
