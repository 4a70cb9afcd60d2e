"""Past the month after the course most rules have ended: their silence is not taken for an all-clear."""

import pytest

from tests.diaries import day, history
from tracker.clinical.engine.silence import is_grave, unspoken

# The last capsule is on day 1, 1 September: the month is over on day 32.
LAST_OF_THE_MONTH, MONTH_IS_OVER = 31, 32


def left(number, *, last_dose=1, told=(), **marks):
    course = history(last_dose=last_dose).course
    heard = [(day(each), code) for each, code in told]
    return unspoken(marks, course=course, on=day(number), told=heard)


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        ({"jaundice": 1}, ("jaundice",)),
        ({"tummy_pain": 1}, ("tummy_pain",)),
        ({"headache": 3}, ("headache",)),
        ({"headache": 3, "lips_dry": 1, "jaundice": 1}, ("headache", "jaundice")),
        ({"headache": 2}, ()),
        ({"jaundice": 0}, ()),
        ({}, ()),
    ],
)
def test_a_red_flag_or_a_severe_grade_no_rule_speaks_of_is_named(marks, codes):
    assert left(MONTH_IS_OVER, **marks) == codes


def test_what_a_lasting_rule_speaks_of_is_left_to_it():
    heard = [(MONTH_IS_OVER, "seizure")]

    assert left(MONTH_IS_OVER + 1, told=heard, seizure=1, jaundice=1) == ("jaundice",)


def test_what_a_rule_said_while_it_lasted_is_no_answer_now():
    heard = [(LAST_OF_THE_MONTH, "jaundice")]

    assert left(MONTH_IS_OVER, told=heard, jaundice=1) == ("jaundice",)


def test_in_the_course_and_the_month_after_it_the_rules_speak():
    assert left(LAST_OF_THE_MONTH, jaundice=1) == ()
    assert left(LAST_OF_THE_MONTH, itch=3) == ()
    assert left(MONTH_IS_OVER, last_dose=None, itch=3) == ()


@pytest.mark.parametrize(
    ("code", "mark", "grave"),
    [
        ("jaundice", 1, True),
        ("headache", 3, True),
        ("headache", 2, False),
        ("acne_severity", 3, False),
        ("mood", 3, False),
        ("gone_from_the_catalogue", 3, False),
    ],
)
def test_what_is_grave(code, mark, grave):
    assert is_grave(code, mark) is grave
