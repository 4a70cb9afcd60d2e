"""What a result says in full: the number that is told, its words, its sources, and the unit it was likely meant in."""

from decimal import Decimal

import pytest

from tests.diaries import day, diary, history
from tests.unit.clinical.test_lab_logistics import (
    BEFORE,
    ENDED_LATE,
    STEPS,
    month_test,
    order,
    told,
)
from tests.unit.clinical.test_lab_schedule import at, person, planned
from tracker.clinical.engine.findings import Trigger
from tracker.clinical.facts import LabResult
from tracker.clinical.labs import tests as lab_tests
from tracker.clinical.labs.findings import (
    LAB_RULE_VERSION,
    finding_of,
    lab_findings_on,
    missed_finding,
    missed_test,
)
from tracker.clinical.labs.measures import Report, Times
from tracker.clinical.labs.ranges import judge, latest
from tracker.clinical.labs.thresholds import reached_by
from tracker.clinical.labs.units import (
    Suggestion,
    UnknownUnit,
    doubtful,
    implausible,
    in_print,
    plausible,
    rounded,
    unit_of,
)
from tracker.clinical.vocabulary import Level

TAKEN = day(10)


def result(code, value=None, unit_="", *, limit=None, outcome=""):
    return LabResult(
        day=TAKEN,
        test=code,
        value=None if value is None else Decimal(value),
        unit=unit_,
        upper_limit=None if limit is None else Decimal(limit),
        outcome=outcome,
    )


def finding(*args, after_course=False, **more):
    return finding_of(result(*args, **more), entries=(), after_course=after_course)


# ---- a result in full


def test_a_finding_about_a_result_says_what_it_rests_on():
    found = finding("ALT", "62", "U/L", limit="41")

    assert found.triggered_by == (
        Trigger(day=TAKEN, item="ALT", value="62 U/L (limit 41)"),
    )
    assert found.rule_version == LAB_RULE_VERSION
    assert found.provenance == "official_added"
    assert found.still_happening is False


@pytest.mark.parametrize(
    ("outcome", "word"), [("positive", "Positive"), ("unclear", "Unclear")]
)
def test_an_outcome_is_told_as_the_page_writes_it(outcome, word):
    found = finding("HCG_U", outcome=outcome)

    assert found.triggered_by == (Trigger(day=TAKEN, item="HCG_U", value=word),)


def test_support_and_the_published_advice_are_two_paragraphs():
    during = finding("HCG_U", outcome="positive")
    after = finding("HCG_U", outcome="positive", after_course=True)

    support, stop = during.advice.split("\n")
    assert support == after.advice
    assert support.endswith("Tell them when you took your last capsule.")
    assert stop.startswith("Published advice is not to take the next capsule")


def test_of_two_that_call_for_the_same_with_the_signs_of_the_week_the_higher_is_told():
    # Alone, 130 of 60 calls for more than 140 of 120; with yellow eyes near them, both are a call today.
    results = [
        result("ALT", "130", "U/L", limit="60"),
        result("ALT", "140", "U/L", limit="120"),
    ]
    calm = history(labs=results)
    yellow = history(diary("day 10\njaundice 1"), labs=results)

    alone, together = (lab_findings_on(each, on=TAKEN)[0] for each in (calm, yellow))

    assert (alone.level, alone.triggered_by[0].value) == (
        Level.SOON,
        "130 U/L (limit 60)",
    )
    assert (together.level, together.triggered_by[0].value) == (
        Level.URGENT,
        "140 U/L (limit 120)",
    )


def test_of_two_that_call_for_the_same_the_higher_number_counts():
    low, high = result("CHOL", "6.5", "mmol/L"), result("CHOL", "10.2", "mmol/L")

    assert latest([high, low], on=TAKEN) == {"CHOL": high}


def test_a_number_counts_before_a_blank():
    blank, number = result("BILI", None, "mg/dL"), result("BILI", "0.5", "mg/dL")

    assert latest([number, blank], on=TAKEN) == {"BILI": number}


def test_of_two_equal_numbers_it_does_not_matter_which_was_entered_first():
    one, other = (result("ALT", "30", "U/L", limit=limit) for limit in ("40", "50"))

    assert latest([one, other], on=TAKEN) == latest([other, one], on=TAKEN)


# ---- judging


def test_a_number_without_a_unit_is_not_judged():
    assert judge(result("TG", "900")).level is Level.NONE


def test_the_number_of_a_pregnancy_test_is_not_held_against_a_limit():
    odd = result("HCG_S", "900", limit="5", outcome="negative")

    assert judge(odd).above is None


def test_a_multiple_without_a_word_is_written_as_a_number():
    assert Times(3).limit("U/L") == "three times the limit"
    assert Times(4).limit("U/L") == "4 × the limit"


def test_without_thresholds_nothing_is_reached():
    report = Report(
        result=result("CBC", "0.2", "10^9/L"), value=Decimal("0.2"), limit=None, near=()
    )

    assert reached_by(report).id == "T-NEU-2"
    assert reached_by(report, ()) is None


# ---- the test that was missed


def test_a_missed_test_says_which_since_when_and_why():
    late = month_test("uk", 34, facts=STEPS)

    found = missed_finding(late)

    assert found.triggered_by == (
        Trigger(day=at(33), item="HCG_U", value="no result noted"),
    )
    assert found.rule_version == LAB_RULE_VERSION
    assert found.provenance == "official_added"
    assert found.title == "Contact your clinic this week about your monthly test"
    assert (found.says, found.still_happening) == ("", False)
    assert found.official_stop_advice is False
    assert (
        found.reading == "The days for this test have passed, and no result is noted."
    )


def test_what_is_missed_and_what_to_ask_are_two_paragraphs():
    late = month_test("uk", 34, facts=STEPS)
    during, after = missed_finding(late), missed_finding(late, after_course=True)

    missed, advice = during.advice.split("\n")
    assert missed == during.reading
    assert "next pack" in advice
    assert during.ask == (
        "When should I take the test, and what does it mean for my next pack?"
    )
    assert after.ask == "When should I take the test?"


def test_a_test_the_clinic_asked_for_is_missed_in_the_same_way():
    (found,) = told(on=26, results=BEFORE, orders=[order(25, "HCG_S")])

    assert found.triggered_by == (
        Trigger(day=at(26), item="HCG_S", value="no result noted"),
    )
    assert [each.id for each in found.sources] == ["L1", "N3"]


def test_of_two_missed_tests_the_newer_is_told():
    asked = [order(25, "HCG_S"), order(20, "HCG_S")]
    found = planned(STEPS, person("uk", pregnancy=True), BEFORE, on=33, orders=asked)

    assert missed_test(found).closes == at(32)


def test_on_the_day_of_the_last_capsule_the_next_pack_is_still_spoken_of():
    after = month_test("uk", 40, day=70, facts=ENDED_LATE)

    (found,) = told(on=40, results=BEFORE, facts=ENDED_LATE, waived={after.key})
    (later,) = told(on=41, results=BEFORE, facts=ENDED_LATE, waived={after.key})

    assert "next pack" in found.ask
    assert "next pack" not in later.ask


# ---- the unit it was meant in

# Rare above 3 in its own unit; the other one goes from 10 to 50.
MADE_UP = lab_tests.Test(
    code="X",
    label="",
    short="",
    plain="",
    panel="",
    units=(
        lab_tests.unit("mg/dL", "0.05", "60", rare="3"),
        lab_tests.unit("umol/L", "10", "50", factor="17.1"),
    ),
)


@pytest.mark.parametrize(
    ("value", "limit", "meant"),
    [
        ("3", None, None),
        ("3.1", None, None),
        ("9.9", None, None),
        ("10", None, "0.6"),
        ("50", None, "2.9"),
        ("50.1", None, None),
        # A limit belongs to one unit only: 1.2 to this one, 20 to the other.
        ("15", "1.2", None),
        ("15", "3", None),
        ("15", "20", "0.9"),
    ],
)
def test_a_rare_value_is_asked_about_in_the_unit_it_was_likely_meant_in(
    value, limit, meant
):
    found = doubtful(
        MADE_UP,
        Decimal(value),
        "mg/dL",
        limit=None if limit is None else Decimal(limit),
    )

    assert found == (
        None
        if meant is None
        else Suggestion(unit="mg/dL", likely="umol/L", value=Decimal(meant))
    )


@pytest.mark.parametrize(("value", "meant"), [("3", None), ("3.1", "0.2")])
def test_bilirubin_is_asked_about_above_three_milligrams(value, meant):
    found = doubtful(lab_tests.TESTS["BILI"], Decimal(value), "mg/dL", limit=None)

    assert (str(found.value) if found else None) == meant


def test_where_no_value_is_rare_nobody_is_asked():
    assert doubtful(lab_tests.TESTS["TG"], Decimal(8000), "mg/dL", limit=None) is None
    assert doubtful(MADE_UP, Decimal(15), "umol/L", limit=None) is None


@pytest.mark.parametrize(
    ("value", "unit_", "likely"),
    [
        ("0.1", "mg/dL", "mmol/L"),
        ("0.09", "mg/dL", ""),
        ("9000", "mmol/L", "mg/dL"),
        ("9001", "mmol/L", ""),
        ("99999", "mg/dL", ""),
    ],
)
def test_only_a_unit_that_can_hold_the_value_is_offered(value, unit_, likely):
    assert implausible(lab_tests.TESTS["TG"], Decimal(value), unit_).likely == likely


@pytest.mark.parametrize(
    ("value", "can_be"), [("14", False), ("15", True), ("9000", True), ("9001", False)]
)
def test_a_report_can_print_what_lies_within_the_bounds(value, can_be):
    assert plausible(lab_tests.TESTS["TG"], Decimal(value), "mg/dL") is can_be


def test_bounds_belong_to_the_unit():
    assert plausible(lab_tests.TESTS["TG"], Decimal(1), "mmol/L")
    assert not plausible(lab_tests.TESTS["TG"], Decimal(1), "mg/dL")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.25", "0.3"), ("99.94", "99.9"), ("100", "100"), ("100.5", "101")],
)
def test_a_value_is_rounded_as_people_do(value, shown):
    assert str(rounded(Decimal(value))) == shown


def test_a_converted_limit_is_rounded_as_people_do():
    assert str(in_print(Decimal("1.725"))) == "1.73"


def test_a_unit_no_lab_uses_is_named_with_its_test():
    with pytest.raises(UnknownUnit, match=r"^TG is not reported in 'grains'\.$"):
        unit_of(lab_tests.TESTS["TG"], "grains")


def test_a_test_nobody_knows_is_named():
    with pytest.raises(
        lab_tests.UnknownTest, match=r"^There is no test called 'XYZ'\.$"
    ):
        lab_tests.test("XYZ")


def test_a_unit_is_the_tests_own_and_never_rare_unless_it_says_otherwise():
    plain = lab_tests.unit("U/L", "2", "20000")
    other = lab_tests.unit(
        "umol/L", "0.9", "1026", factor="17.1", loinc="1975-2", rare="3"
    )

    assert plain == lab_tests.Unit(
        name="U/L", factor=Decimal(1), loinc="", least=Decimal(2), most=Decimal(20000)
    )
    assert other == lab_tests.Unit(
        name="umol/L",
        factor=Decimal("17.1"),
        loinc="1975-2",
        least=Decimal("0.9"),
        most=Decimal(1026),
        rare=Decimal(3),
    )
