"""Rules of the time after the course: just before, on, and after the day; just below, at and above the grade."""

import pytest

from tests.diaries import asked, day, diary, findings, history
from tracker.clinical.findings import findings_on
from tracker.clinical.rules_after import AFTER_RULES
from tracker.clinical.vocabulary import Level

# The last capsule is on day 1, 1 September: 2 months later is day 62, 6 are day 182, 12 are day 366.
MONTH_IS_OVER = 32


def after(picture, number, **facts):
    return asked(
        diary(f"day {number}\n{picture}"), on=day(number), last_dose=1, **facts
    )


def level_of(rule, picture, number, **facts):
    told = findings(
        diary(f"day {number}\n{picture}"), on=day(number), last_dose=1, **facts
    )
    return next((each.level for each in told if each.rule == rule), Level.NONE)


@pytest.mark.parametrize(
    "item",
    ["skin_dry", "eyes_dry", "lens_trouble", "joint_pain", "joint_swelling", "aches"],
)
@pytest.mark.parametrize(
    ("grade", "number", "level"),
    [
        (0, 62, Level.NONE),
        (1, 61, Level.NONE),
        (1, 62, Level.NEXT_VISIT),
        (2, 61, Level.NONE),
        (2, 62, Level.SOON),
        (3, 62, Level.SOON),
        (2, 300, Level.SOON),
    ],
)
def test_what_lasts_two_months_is_heard(item, grade, number, level):
    assert level_of("A-LAST-1", f"{item} {grade}", number) is level


def test_lips_and_the_rest_are_not_counted_as_lasting():
    assert after("lips_dry 3", 62) == []


@pytest.mark.parametrize(
    "item", ["night_vision", "vision", "vision_blurred", "hearing"]
)
@pytest.mark.parametrize(
    ("grade", "number", "level"),
    [(1, 40, Level.URGENT), (0, 40, Level.NONE), (1, 400, Level.URGENT)],
)
def test_changed_senses_are_urgent_long_after(item, grade, number, level):
    assert level_of("A-SIGHT-1", f"{item} {grade}", number) is level


@pytest.mark.parametrize(("number", "told"), [(14, []), (15, ["A-SIGHT-1"])])
def test_a_bit_different_is_urgent_from_two_weeks_on(number, told):
    assert after("vision 1", number) == told


def test_the_rule_of_the_course_is_not_said_twice_in_the_month_after():
    assert after("night_vision 1", 20) == ["S-VIS-1"]
    assert after("hearing 1", 20) == ["O-EAR-1"]


@pytest.mark.parametrize(
    ("picture", "level"),
    [
        ("day 40 42 44\nmood 2 2 2", Level.URGENT),
        ("day 40 42 44\nmood 2 1 2", Level.NONE),
        ("day 38 42 45\nmood 2 2 2", Level.NONE),
        ("day 44\nmood 3", Level.URGENT),
        ("day 44\nmood 2", Level.NONE),
    ],
)
def test_low_mood_stays_urgent_after_the_month(picture, level):
    entries = diary(picture)
    told = findings(entries, on=entries[-1].day, last_dose=1)

    assert next((each.level for each in told if each.rule == "A-MOOD-1"), 0) == level


def test_a_history_of_depression_raises_it():
    told = findings(
        diary("day 44\nmood 3"),
        on=day(44),
        last_dose=1,
        conditions=["depression_history"],
    )

    assert told[0].rule == "A-MOOD-1"
    assert told[0].level is Level.EMERGENCY


def test_within_the_month_the_rule_of_the_course_speaks():
    assert after("mood 3", MONTH_IS_OVER - 1) == ["S-MOOD-2"]
    assert after("mood 3", MONTH_IS_OVER) == ["A-MOOD-1"]
    assert after("sexual 2", MONTH_IS_OVER - 1) == ["O-SEX-1"]
    assert after("sexual 2", MONTH_IS_OVER) == ["A-SEX-1"]
    assert after("sexual 1", MONTH_IS_OVER) == []


def test_thoughts_of_self_harm_stay_an_emergency_for_good():
    assert after("self_harm 1", 800) == ["S-MOOD-1"]


@pytest.mark.parametrize(
    ("end", "now", "number", "told"),
    [
        (1, 2, 182, ["A-ACNE-1"]),
        (1, 2, 181, []),
        (1, 1, 182, []),
        (2, 1, 182, []),
        (0, 1, 182, ["A-ACNE-1"]),
    ],
)
@pytest.mark.parametrize("item", ["acne_severity", "oiliness"])
def test_skin_worse_than_at_the_end_is_for_the_next_visit(item, end, now, number, told):
    picture = f"day 1 {number}\n{item} {end} {now}"

    assert asked(diary(picture), on=day(number), last_dose=1) == told


def test_the_end_is_the_last_rating_of_the_last_four_weeks():
    rated = "day 2 29 210\nacne_severity 1 {} 2"

    assert asked(diary(rated.format("2")), on=day(210), last_dose=29) == []
    assert asked(diary(rated.format(".")), on=day(210), last_dose=29) == ["A-ACNE-1"]
    assert asked(diary(rated.format(".")), on=day(211), last_dose=30) == []


def test_without_a_rating_at_the_end_nothing_is_compared():
    assert after("acne_severity 4", 182) == []


@pytest.mark.parametrize(
    ("grade", "number", "told"),
    [(2, 366, []), (3, 365, []), (3, 366, ["A-ACNE-2"]), (4, 500, ["A-ACNE-2"])],
)
def test_spots_back_after_a_year_are_for_the_next_visit(grade, number, told):
    assert after(f"acne_severity {grade}", number) == told


def test_the_same_spots_are_not_said_twice():
    picture = "day 1 366\nacne_severity 1 3"

    assert asked(diary(picture), on=day(366), last_dose=1) == ["A-ACNE-1"]


@pytest.mark.parametrize("rule", AFTER_RULES, ids=lambda rule: rule.id)
def test_none_of_them_speaks_while_the_course_runs(rule):
    worst = diary(
        "day 1 398 399 400\nacne_severity 0 4 4 4\nmood . 3 3 3\nsexual . 3 3 3\nvision . 2 2 2\nskin_dry . 3 3 3"
    )

    told = findings_on(history(worst), on=day(400))

    assert rule.id not in [each.rule for each in told]


def test_nothing_speaks_of_a_next_capsule():
    for each in findings(diary("day 40\nvision 2\nmood 3"), on=day(40), last_dose=1):
        assert not each.official_stop_advice
