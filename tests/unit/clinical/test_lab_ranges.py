"""Results against their limits: each threshold just below, at and just above."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.diaries import day, diary
from tracker.clinical.facts import LabResult
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs.ranges import judge, latest, limit_of
from tracker.clinical.labs.units import (
    Suggestion,
    UnknownUnit,
    converted,
    implausible,
    unit_of,
)
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import Level

TAKEN = day(10)


def result(code, value=None, unit=None, *, limit=None, outcome=""):
    own = lab_plans.test(code).unit
    return LabResult(
        day=TAKEN,
        test=code,
        value=None if value is None else Decimal(value),
        unit=own if unit is None else unit,
        upper_limit=None if limit is None else Decimal(limit),
        outcome=outcome,
    )


def judged(code, value=None, unit=None, *, entries=(), **more):
    return judge(result(code, value, unit, **more), entries=entries)


def level(*args, **more):
    return judged(*args, **more).level.code


def logged(number=10, **marks):
    """Return the diary of one day."""
    rows = "\n".join(f"{item} {mark}" for item, mark in marks.items())
    return diary(f"day {number}\n{rows}")


# ---- liver


@pytest.mark.parametrize("code", ["ALT", "AST"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("40", "none"),
        ("41", "next_visit"),
        ("79", "next_visit"),
        ("80", "soon"),
        ("120", "soon"),
        ("121", "urgent"),
    ],
)
def test_liver_tests_against_the_reports_own_limit(code, value, expected):
    assert level(code, value, limit="40") == expected


@pytest.mark.parametrize("sign", ["jaundice", "dark_urine", "pale_stool"])
def test_any_rise_with_liver_signs_is_for_today(sign):
    signs = logged(**{sign: 1})

    assert level("ALT", "41", limit="40", entries=signs) == "urgent"
    assert level("ALT", "40", limit="40", entries=signs) == "none"


def test_any_rise_with_two_signs_of_an_unwell_liver_on_one_day_is_for_today():
    three = logged(appetite=3, nausea=3, fatigue=3)
    apart = [*logged(9, nausea=2), *logged(10, fatigue=2)]

    assert level("ALT", "41", limit="40", entries=three) == "urgent"
    assert level("ALT", "40", limit="40", entries=three) == "none"
    assert level("AST", "41", limit="40", entries=logged(itch=2, tummy_pain=2)) == (
        "urgent"
    )
    assert level("ALT", "41", limit="40", entries=logged(nausea=3, fatigue=1)) == (
        "next_visit"
    )
    assert level("ALT", "41", limit="40", entries=apart) == "next_visit"


def test_signs_count_within_a_week_of_the_test_and_no_further():
    assert level("ALT", "41", limit="40", entries=logged(3, jaundice=1)) == "urgent"
    assert level("ALT", "41", limit="40", entries=logged(17, jaundice=1)) == "urgent"
    assert level("ALT", "41", limit="40", entries=logged(2, jaundice=1)) == "next_visit"
    assert (
        level("ALT", "41", limit="40", entries=logged(18, jaundice=1)) == "next_visit"
    )


def test_the_reports_own_limit_comes_before_the_usual_one():
    usual, own = judged("ALT", "50"), judged("ALT", "50", limit="40")

    assert (usual.limit, usual.own_limit, usual.above) == (55, False, False)
    assert (own.limit, own.own_limit, own.above) == (40, True, True)


def test_a_result_at_the_limit_is_not_above_it():
    assert judged("ALT", "40", limit="40").above is False


# ---- fats


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("199", "mg/dL", "none"),
        ("200", "mg/dL", "next_visit"),
        ("499", "mg/dL", "next_visit"),
        ("500", "mg/dL", "soon"),
        ("799", "mg/dL", "soon"),
        ("800", "mg/dL", "urgent"),
        ("2.2", "mmol/L", "none"),
        ("2.3", "mmol/L", "next_visit"),
        ("5.6", "mmol/L", "next_visit"),
        ("5.7", "mmol/L", "soon"),
        ("8.9", "mmol/L", "soon"),
        ("9", "mmol/L", "urgent"),
    ],
)
def test_triglycerides_as_the_sources_print_them_in_either_unit(value, unit, expected):
    assert level("TG", value, unit) == expected


def test_high_triglycerides_with_severe_tummy_pain_are_an_emergency():
    severe, moderate = logged(tummy_pain=3), logged(tummy_pain=2)

    assert level("TG", "500", entries=severe) == "emergency"
    assert level("TG", "5.7", "mmol/L", entries=severe) == "emergency"
    assert level("TG", "499", entries=severe) == "next_visit"
    assert level("TG", "500", entries=moderate) == "soon"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("239", "mg/dL", "none"),
        ("240", "mg/dL", "next_visit"),
        ("399", "mg/dL", "next_visit"),
        ("400", "mg/dL", "soon"),
        ("6.1", "mmol/L", "none"),
        ("6.2", "mmol/L", "next_visit"),
        ("10.3", "mmol/L", "next_visit"),
        ("10.4", "mmol/L", "soon"),
    ],
)
def test_cholesterol(value, unit, expected):
    assert level("CHOL", value, unit) == expected


# ---- muscle, sugar, white cells


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("200", "none"),
        ("201", "next_visit"),
        ("1000", "next_visit"),
        ("1001", "soon"),
        ("2000", "soon"),
        ("2001", "urgent"),
    ],
)
def test_ck_against_the_reports_own_limit(value, expected):
    assert level("CK", value, limit="200") == expected


@pytest.mark.parametrize(
    "marks",
    [
        {"muscle_weakness": 1},
        {"muscle_pain": 1},
        {"aches": 1},
        {"back_pain": 1},
        {"joint_pain": 1},
    ],
)
def test_ck_above_five_times_with_pain_or_weakness_is_for_today(marks):
    assert level("CK", "1001", limit="200", entries=logged(**marks)) == "urgent"
    assert level("CK", "1000", limit="200", entries=logged(**marks)) == "next_visit"


def test_ck_above_ten_times_with_dark_urine_is_an_emergency():
    dark = logged(dark_urine=1)

    assert level("CK", "2001", limit="200", entries=dark) == "emergency"
    assert level("CK", "2000", limit="200", entries=dark) == "soon"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("99", "mg/dL", "none"),
        ("100", "mg/dL", "next_visit"),
        ("125", "mg/dL", "next_visit"),
        ("126", "mg/dL", "soon"),
        ("199", "mg/dL", "soon"),
        ("200", "mg/dL", "urgent"),
        ("5.5", "mmol/L", "none"),
        ("5.6", "mmol/L", "next_visit"),
        ("7.0", "mmol/L", "soon"),
        ("11.1", "mmol/L", "urgent"),
    ],
)
def test_fasting_glucose(value, unit, expected):
    assert level("GLU", value, unit) == expected


def test_a_raised_glucose_with_thirst_is_for_today():
    thirst = logged(thirst=2)

    assert level("GLU", "100", entries=thirst) == "urgent"
    assert level("GLU", "99", entries=thirst) == "none"
    assert level("GLU", "110", entries=logged(thirst=1)) == "urgent"
    assert level("GLU", "5.6", "mmol/L", entries=logged(urination=1)) == "urgent"


def test_a_very_high_glucose_with_being_sick_is_an_emergency():
    sick = logged(vomiting=1)

    assert level("GLU", "250", entries=sick) == "emergency"
    assert level("GLU", "13.9", "mmol/L", entries=sick) == "emergency"
    assert level("GLU", "249", entries=sick) == "urgent"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.5", "none"), ("1.4", "soon"), ("1.0", "soon"), ("0.9", "urgent")],
)
def test_neutrophils(value, expected):
    assert level("CBC", value) == expected


def test_low_neutrophils_with_fever_are_for_today():
    assert level("CBC", "1.4", entries=logged(fever=1)) == "urgent"
    assert level("CBC", "1.5", entries=logged(fever=1)) == "none"


# ---- outcomes and what calls for nothing


@pytest.mark.parametrize("code", ["HCG_U", "HCG_S"])
@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("negative", "none"), ("unclear", "soon"), ("positive", "urgent")],
)
def test_pregnancy_tests(code, outcome, expected):
    assert level(code, outcome=outcome) == expected


@pytest.mark.parametrize("code", ["HDL", "LDL", "A1C", "BILI"])
def test_tests_without_thresholds_call_for_nothing(code):
    assert level(code, "3") == "none"


def test_a_result_without_a_number_calls_for_nothing():
    assert judged("ALT").level == Level.NONE
    assert judged("ALT").above is None


def test_a_test_without_any_limit_is_neither_above_nor_within():
    found = judged("HDL", "50")

    assert (found.above, found.limit) == (None, None)


def test_muscle_and_liver_tests_need_a_limit():
    unlimited = LabResult(day=TAKEN, test="ALT", value=Decimal(900))

    assert judge(unlimited).level == Level.NONE
    unmarked = LabResult(day=TAKEN, test="CK", value=Decimal(900))
    assert judge(unmarked).level == Level.NONE


@pytest.mark.parametrize(
    ("code", "value"),
    [("ALT", "900"), ("TG", "900"), ("CHOL", "500"), ("CK", "9000"), ("GLU", "300"), ("CBC", "0.5")],
)  # fmt: skip
def test_what_is_shown_has_a_reading_and_sources(code, value):
    found = judged(code, value)

    assert found.reading
    assert [ref(source).id for source in found.sources]
    assert found.status in {"verified", "BG", "UNVERIFIED"}


@pytest.mark.parametrize(
    ("code", "value", "status"),
    [
        ("ALT", "56", "verified"), ("ALT", "900", "BG"), ("TG", "200", "verified"), ("TG", "500", "BG"),
        ("TG", "800", "verified"), ("CHOL", "240", "verified"), ("CHOL", "400", "BG"), ("CK", "171", "BG"),
        ("GLU", "126", "BG"), ("CBC", "1.4", "BG"),
    ],
)  # fmt: skip
def test_a_threshold_no_document_was_read_for_says_so(code, value, status):
    found = judged(code, value)

    assert found.status == status
    assert ("BG" in found.sources) == (status == "BG")


# ---- units


def test_a_usual_limit_is_converted_to_the_results_unit():
    assert limit_of(result("TG", "1", "mmol/L")) == (Decimal("1.70"), False)
    assert limit_of(result("TG", "100")) == (Decimal(150), False)
    assert limit_of(result("TG", "1", "mmol/L", limit="2.1")) == (Decimal("2.1"), True)


def test_units_convert_exactly():
    fats = lab_plans.test("TG")

    assert converted(fats, Decimal(200), "mg/dL", to="mmol/L") == Decimal("2.26")
    assert converted(fats, Decimal("2.26"), "mmol/L", to="mg/dL") == 200


def test_a_unit_the_test_does_not_have_is_refused():
    with pytest.raises(UnknownUnit):
        unit_of(lab_plans.test("ALT"), "mmol/L")


@pytest.mark.parametrize(
    ("code", "typed", "unit", "likely", "meant"),
    [
        ("TG", "212", "mmol/L", "mg/dL", "2.4"),
        ("TG", "2.4", "mg/dL", "mmol/L", "212"),
        ("CHOL", "190", "mmol/L", "mg/dL", "4.9"),
        ("CHOL", "5.1", "mg/dL", "mmol/L", "197"),
        ("HDL", "50", "mmol/L", "mg/dL", "1.3"),
        ("LDL", "3.1", "mg/dL", "mmol/L", "120"),
        ("GLU", "90", "mmol/L", "mg/dL", "5.0"),
        ("GLU", "5.2", "mg/dL", "mmol/L", "93.7"),
    ],
)
def test_the_likely_unit_is_offered(code, typed, unit, likely, meant):
    found = implausible(lab_plans.test(code), Decimal(typed), unit)

    assert found == Suggestion(unit=unit, likely=likely, value=Decimal(meant))


def test_a_value_no_unit_explains_is_only_refused():
    found = implausible(lab_plans.test("ALT"), Decimal(99999), "U/L")

    assert found == Suggestion(unit="U/L", likely="", value=None)


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("TG", "15", "mg/dL"),
        ("TG", "9000", "mg/dL"),
        ("TG", "40", "mmol/L"),
        ("ALT", "2", "U/L"),
        ("GLU", "50", "mmol/L"),
    ],
)
def test_a_possible_value_is_let_through_to_the_edge(code, value, unit):
    assert implausible(lab_plans.test(code), Decimal(value), unit) is None


# ---- newest first


def test_the_newest_of_each_test_up_to_the_day():
    old, new, later = (
        LabResult(day=TAKEN + timedelta(days=n), test="ALT") for n in (0, 5, 9)
    )
    other = LabResult(day=TAKEN, test="TG")

    found = latest([later, new, other, old], on=new.day)

    assert found == {"ALT": new, "TG": other}


@pytest.mark.parametrize(
    ("code", "better", "worse"),
    [
        ("ALT", {"value": "30", "limit": "40"}, {"value": "200", "limit": "40"}),
        ("TG", {"value": "150"}, {"value": "900"}),
        ("CBC", {"value": "2.0"}, {"value": "0.9"}),
        ("HCG_U", {"outcome": "negative"}, {"outcome": "unclear"}),
    ],
)
def test_of_two_results_on_one_day_the_one_that_calls_for_more_counts(
    code, better, worse
):
    good, bad = result(code, **better), result(code, **worse)

    assert latest([good, bad], on=TAKEN) == {code: bad}
    assert latest([bad, good], on=TAKEN) == {code: bad}


# ---- laws

NUMBERS = st.decimals(min_value=0, max_value=9000, places=1)
WITH_LEVELS = st.sampled_from(("ALT", "AST", "TG", "CHOL", "CK", "GLU"))


@given(WITH_LEVELS, NUMBERS, NUMBERS)
@hypothesis_settings(max_examples=100)
def test_a_higher_result_never_calls_for_less(code, one, other):
    low, high = sorted((one, other))

    assert judged(code, low).level <= judged(code, high).level


@given(
    WITH_LEVELS,
    NUMBERS,
    st.sampled_from(("jaundice", "dark_urine", "vomiting", "muscle_weakness")),
)
@hypothesis_settings(max_examples=100)
def test_a_sign_logged_never_lowers_the_level(code, value, sign):
    signs = logged(**{sign: 1})

    assert judged(code, value).level <= judged(code, value, entries=signs).level


@given(st.sampled_from(("TG", "CHOL", "HDL", "LDL", "BILI", "GLU")), NUMBERS)
@hypothesis_settings(max_examples=60)
def test_there_and_back_is_the_same_value(code, value):
    which = lab_plans.test(code)
    own, other = (unit.name for unit in which.units)

    there = converted(which, value, own, to=other)

    assert abs(converted(which, there, other, to=own) - value) < Decimal("1e-20")
