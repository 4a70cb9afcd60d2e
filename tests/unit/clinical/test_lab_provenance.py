"""Each reviewed threshold is the one that is applied."""

import pytest

from tracker.clinical.facts import Profile
from tracker.clinical.lab_provenance import THRESHOLDS, Sample
from tracker.clinical.lab_ranges import Judgement, judge
from tracker.clinical.lab_tests import PREGNANCY_TESTS
from tracker.clinical.lab_thresholds import JUDGES

every_row = pytest.mark.parametrize("row", THRESHOLDS, ids=lambda row: row.id)


def judged(sample: Sample) -> Judgement:
    return judge(sample.result, profile=Profile(), entries=sample.entries)


@every_row
def test_a_result_at_the_threshold_calls_for_its_level(row):
    assert judged(row.reaches).level is row.level


@every_row
def test_a_result_just_below_calls_for_less(row):
    assert judged(row.misses).level < row.level


@every_row
def test_a_row_names_the_sources_that_are_shown(row):
    told = judged(row.reaches)

    assert (told.sources, told.status) == (row.sources, row.status)


@every_row
def test_a_row_says_what_was_read_and_how(row):
    assert row.says.endswith(".")
    assert row.reading.endswith(".")
    assert row.version >= 1
    assert row.reviewer == ""
    assert row.reaches.words()


def test_every_judged_test_has_rows_and_no_id_is_used_twice():
    covered = {row.reaches.test for row in THRESHOLDS}

    assert set(JUDGES) - {"AST"} <= covered
    assert covered & set(PREGNANCY_TESTS)
    assert JUDGES["AST"] is JUDGES["ALT"]
    assert len({row.id for row in THRESHOLDS}) == len(THRESHOLDS)


def test_a_sample_reads_as_a_report_with_the_diary_beside_it():
    sample = Sample(
        test="CK", value="171", unit="U/L", limit="170", marks={"dark_urine": 1}
    )

    assert sample.words() == "CK 171 U/L, limit 170, dark_urine 1"
    assert Sample(test="HCG_U", outcome="unclear").words() == "HCG_U unclear"
