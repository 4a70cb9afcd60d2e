"""Each reviewed threshold is the one that is applied: the page and the judgement are made from one row."""

import pytest

from tracker.clinical.labs.provenance import Sample, said, sample
from tracker.clinical.labs.ranges import Judgement, judge
from tracker.clinical.labs.tests import PREGNANCY_TESTS, TESTS
from tracker.clinical.labs.thresholds import THRESHOLDS
from tracker.clinical.vocabulary import CATALOGUE

every_row = pytest.mark.parametrize("row", THRESHOLDS, ids=lambda row: row.id)


def judged(each: Sample) -> Judgement:
    return judge(each.result, entries=each.entries)


@every_row
def test_a_result_at_the_threshold_calls_for_its_level(row):
    assert judged(sample(row, reaches=True)).level is row.level


@every_row
def test_a_result_just_below_calls_for_less(row):
    assert judged(sample(row, reaches=False)).level < row.level


@every_row
def test_a_row_names_the_sources_that_are_shown(row):
    told = judged(sample(row, reaches=True))

    assert (told.sources, told.status) == (row.sources, row.status)


@every_row
def test_a_row_says_what_was_read_and_how(row):
    assert row.says.endswith(".")
    assert row.reading.endswith(".")
    assert row.version >= 1
    assert row.reviewer == ""
    assert sample(row, reaches=True).words()


@every_row
def test_a_row_is_about_tests_and_items_there_are(row):
    assert set(row.tests) <= set(TESTS)
    assert {item for signs in row.signs for item in signs.items} <= set(CATALOGUE)


def test_no_id_is_used_twice_and_both_pregnancy_tests_are_judged():
    covered = {code for row in THRESHOLDS for code in row.tests}

    assert len({row.id for row in THRESHOLDS}) == len(THRESHOLDS)
    assert covered == {"ALT", "AST", "TG", "CHOL", "CK", "GLU", "CBC", *PREGNANCY_TESTS}


def test_a_sample_reads_as_a_report_with_the_diary_beside_it():
    one = Sample(
        test="CK", value="171", unit="U/L", limit="170", marks={"dark_urine": 1}
    )

    assert one.words() == "CK 171 U/L, limit 170, dark_urine 1"
    assert Sample(test="HCG_U", outcome="unclear").words() == "HCG_U unclear"


def row(id_):
    return next(each for each in THRESHOLDS if each.id == id_)


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("T-LIV-1", "ALT or AST above 3 times the limit"),
        ("T-LIV-3", "ALT or AST at 2 times the limit or more"),
        ("T-TG-2", "Triglycerides 800 mg/dL (9 mmol/L) or more"),
        ("T-NEU-2", "Neutrophils below 1.0"),
        (
            "T-CK-1",
            "CK above 10 times the limit, with dark_urine at grade 1 or above, "
            "logged within 7 days of the test",
        ),
        (
            "T-LIV-2",
            "ALT or AST above the limit, with any of jaundice, dark_urine, pale_stool at grade 1 or above; "
            "or 2 or more of appetite, nausea, fatigue, tummy_pain, itch at grade 2 or above on one day, "
            "logged within 7 days of the test",
        ),
    ],
)
def test_a_row_is_read_out_from_its_numbers(id_, words):
    assert said(row(id_), near=7) == words
