"""The table of result thresholds of the evidence pack written down a second time, with its words and sources."""

from decimal import Decimal

import pytest

from tests.diaries import day
from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.labs.findings import as_written, finding_of
from tracker.clinical.labs.ranges import judge
from tracker.clinical.vocabulary import Level

NONE, VISIT, WEEK, TODAY, NOW = (
    Level.NONE,
    Level.NEXT_VISIT,
    Level.SOON,
    Level.URGENT,
    Level.EMERGENCY,
)
LIMITS = {"ALT": 40, "AST": 40, "CK": 200}
MG, MMOL, NUMBER = "mg/dL", "mmol/L", "10*9/L"


def liver(value, level, reading, *sources, **marks):
    return [
        (code, value, "U/L", level, reading, sources, marks) for code in ("ALT", "AST")
    ]


def row(code, value, unit, level, reading, *sources, **marks):
    return (code, value, unit, level, reading, sources, marks)


OVER = "This result is above the limit."
THRICE = "This result is more than three times the limit."
SIGNS = "This result is above the limit, and liver signs were logged near it."
TEN = "This result is more than ten times the limit."
TEN_DARK = (
    "This result is more than ten times the limit, and dark urine was logged near it."
)
FIVE = "This result is more than five times the limit."
FIVE_SORE = "This result is more than five times the limit, and pain or weakness was logged near it."
LOW_FEVER = "This result is below 1.5, and fever was logged near it."


def at(limit, more=""):
    return f"This result is at {limit} or more{more}."


PAIN, SICK = (
    ", and severe tummy pain was logged near it",
    ", and being sick was logged near it",
)
THIRST = ", and thirst or passing much urine was logged near it"

ROWS = [
    *liver("40", NONE, ""),
    *liver("40.1", VISIT, OVER, "V6"),
    *liver("79.9", VISIT, OVER, "V6"),
    *liver("80", WEEK, "This result is twice the limit or more.", "V6", "BG"),
    *liver("120", WEEK, "This result is twice the limit or more.", "V6", "BG"),
    *liver("120.1", TODAY, THRICE, "V6", "BG"),
    *liver("41", TODAY, SIGNS, "V6", "M1", "BG", jaundice=1),
    *liver("41", TODAY, SIGNS, "V6", "M1", "BG", dark_urine=1),
    *liver("41", TODAY, SIGNS, "V6", "M1", "BG", pale_stool=1),
    *liver("40", NONE, "", jaundice=1),
    row("TG", "199", MG, NONE, ""),
    row("TG", "200", MG, VISIT, at("200 mg/dL"), "D2"),
    row("TG", "500", MG, WEEK, at("500 mg/dL"), "BG"),
    row("TG", "800", MG, TODAY, at("800 mg/dL"), "L1 5.8", "B1"),
    row("TG", "500", MG, NOW, at("500 mg/dL", PAIN), "L1 5.8", "BG", tummy_pain=3),
    row("TG", "500", MG, WEEK, at("500 mg/dL"), "BG", tummy_pain=2),
    row("TG", "499", MG, VISIT, at("200 mg/dL"), "D2", tummy_pain=3),
    row("TG", "2.2", MMOL, NONE, ""),
    row("TG", "2.3", MMOL, VISIT, at("2.3 mmol/L"), "D2"),
    row("TG", "5.7", MMOL, WEEK, at("5.7 mmol/L"), "BG"),
    row("TG", "9", MMOL, TODAY, at("9 mmol/L"), "L1 5.8", "B1"),
    row("TG", "8.9", MMOL, WEEK, at("5.7 mmol/L"), "BG"),
    row("TG", "5.7", MMOL, NOW, at("5.7 mmol/L", PAIN), "L1 5.8", "BG", tummy_pain=3),
    row("CHOL", "239", MG, NONE, ""),
    row("CHOL", "240", MG, VISIT, at("240 mg/dL"), "D2"),
    row("CHOL", "400", MG, WEEK, at("400 mg/dL"), "BG"),
    row("CHOL", "6.2", MMOL, VISIT, at("6.2 mmol/L"), "D2"),
    row("CHOL", "10.4", MMOL, WEEK, at("10.4 mmol/L"), "BG"),
    row("CK", "200", "U/L", NONE, ""),
    row("CK", "201", "U/L", VISIT, OVER, "BG"),
    row("CK", "1000", "U/L", VISIT, OVER, "BG"),
    row("CK", "1001", "U/L", WEEK, FIVE, "BG"),
    row("CK", "1001", "U/L", TODAY, FIVE_SORE, "BG", muscle_pain=2),
    row("CK", "1001", "U/L", TODAY, FIVE_SORE, "BG", aches=2),
    row("CK", "1001", "U/L", TODAY, FIVE_SORE, "BG", muscle_weakness=1),
    row("CK", "1001", "U/L", TODAY, FIVE_SORE, "BG", muscle_pain=1, aches=1),
    row("CK", "1001", "U/L", WEEK, FIVE, "BG", dark_urine=1),
    row("CK", "2001", "U/L", TODAY, TEN, "BG"),
    row("CK", "2001", "U/L", NOW, TEN_DARK, "BG", dark_urine=1),
    row("GLU", "99", MG, NONE, ""),
    row("GLU", "100", MG, VISIT, at("100 mg/dL"), "BG"),
    row("GLU", "126", MG, WEEK, at("126 mg/dL"), "BG"),
    row("GLU", "100", MG, TODAY, at("100 mg/dL", THIRST), "BG", thirst=2),
    row("GLU", "100", MG, TODAY, at("100 mg/dL", THIRST), "BG", urination=2),
    row("GLU", "100", MG, TODAY, at("100 mg/dL", THIRST), "BG", thirst=1, urination=1),
    row("GLU", "200", MG, TODAY, at("200 mg/dL"), "BG"),
    row("GLU", "250", MG, TODAY, at("200 mg/dL"), "BG"),
    row("GLU", "250", MG, NOW, at("250 mg/dL", SICK), "BG", vomiting=1),
    row("GLU", "249", MG, TODAY, at("200 mg/dL"), "BG", vomiting=3),
    row("GLU", "5.5", MMOL, NONE, ""),
    row("GLU", "5.6", MMOL, VISIT, at("5.6 mmol/L"), "BG"),
    row("GLU", "7.0", MMOL, WEEK, at("7.0 mmol/L"), "BG"),
    row("GLU", "11.1", MMOL, TODAY, at("11.1 mmol/L"), "BG"),
    row("GLU", "13.9", MMOL, NOW, at("13.9 mmol/L", SICK), "BG", vomiting=1),
    row("GLU", "5.6", MMOL, TODAY, at("5.6 mmol/L", THIRST), "BG", thirst=2),
    row("CBC", "1.5", NUMBER, NONE, ""),
    row("CBC", "1.5", NUMBER, NONE, "", fever=3),
    row("CBC", "1.4", NUMBER, WEEK, "This result is below 1.5.", "BG"),
    row("CBC", "1.0", NUMBER, WEEK, "This result is below 1.5.", "BG"),
    row("CBC", "0.9", NUMBER, TODAY, "This result is below 1.0.", "BG"),
    row("CBC", "1.4", NUMBER, TODAY, LOW_FEVER, "BG", fever=1),
]


def result(code, value, unit):
    limit = LIMITS.get(code)
    return LabResult(
        day=day(10),
        test=code,
        value=Decimal(value),
        unit=unit,
        upper_limit=None if limit is None else Decimal(limit),
    )


@pytest.mark.parametrize(
    ("code", "value", "unit", "level", "reading", "sources", "marks"), ROWS
)
def test_a_result_calls_for_what_was_published(
    code, value, unit, level, reading, sources, marks
):
    near = [DayEntry(day=day(9), marks=marks)]

    judged = judge(result(code, value, unit), entries=near)

    assert (judged.level, judged.reading, judged.sources) == (level, reading, sources)
    assert judged.status == ("BG" if "BG" in sources else "verified")


@pytest.mark.parametrize(
    ("outcome", "level", "reading"),
    [
        ("positive", TODAY, "The test was positive."),
        ("unclear", WEEK, "The test was unclear, so it is repeated."),
        ("negative", NONE, ""),
    ],
)
def test_a_pregnancy_test_calls_for_what_was_published(outcome, level, reading):
    test = LabResult(day=day(10), test="HCG_U", outcome=outcome)

    judged = judge(test)

    assert (judged.level, judged.reading) == (level, reading)
    assert judged.sources == (("L1", "N3") if level is not NONE else ())
    assert judged.status == "verified"
    assert (judged.above, judged.limit, judged.own_limit) == (None, None, False)


def test_a_result_without_a_number_keeps_the_limit_it_came_with():
    blank = LabResult(day=day(10), test="ALT", unit="U/L", upper_limit=Decimal(41))

    judged = judge(blank)

    assert (judged.limit, judged.own_limit, judged.above) == (Decimal(41), True, None)
    assert (judged.reading, judged.sources, judged.status) == ("", (), "verified")


def test_a_finding_about_a_result_says_where_it_comes_from():
    finding = finding_of(result("ALT", "130", "U/L"), entries=[])

    assert finding.provenance == "official_added"
    assert finding.says == ""
    assert finding.rule == "LAB-ALT"
    assert not finding.still_happening
    assert not finding.official_stop_advice


def test_an_outcome_is_written_in_words():
    positive = LabResult(day=day(10), test="HCG_U", outcome="positive")
    judged = judge(positive)

    assert as_written(positive, judged).lower() == "positive"
