"""Rules of the time after the course: just before, on, and after the day; just below, at and above the grade."""

import pytest

from tests.diaries import alone, asked, day, diary, findings, history
from tracker.clinical.engine.findings import findings_on
from tracker.clinical.rules.after import AFTER_RULES
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


LASTING = [
    "skin_dry",
    "eyes_dry",
    "lens_trouble",
    "joint_pain",
    "joint_swelling",
    "aches",
]


@pytest.mark.parametrize("item", LASTING)
@pytest.mark.parametrize(
    ("days", "answers", "level"),
    [
        ("1 93 100", "1 1 1", Level.NEXT_VISIT),
        ("1 93 100", "2 2 2", Level.SOON),
        ("1 93 100", "3 3 3", Level.SOON),
        ("1 48 61", "2 2 2", Level.NONE),
        # Two months are over, and so are the days of the check-in.
        ("1 78 79", "2 2 2", Level.SOON),
        ("1 78 79", "1 1 1", Level.NEXT_VISIT),
        # Two days, within fourteen, today among them.
        ("1 100", "2 2", Level.NONE),
        ("1 87 100", "2 2 2", Level.SOON),
        ("1 86 100", "2 2 2", Level.NONE),
        ("1 87 100", "1 1 1", Level.NEXT_VISIT),
        ("1 86 100", "1 1 1", Level.NONE),
        ("1 93 100", "2 2 0", Level.NONE),
        ("1 93 100", "2 1 2", Level.NEXT_VISIT),
        # Worse than it ever was in the course: there at all, but not at that grade.
        ("1 93 100", "1 2 2", Level.NEXT_VISIT),
        # What began later is not still there, whatever it is.
        ("93 100", "2 2", Level.NONE),
        ("1 93 100", "0 2 2", Level.NONE),
        ("33 295 300", "2 2 2", Level.NONE),
        ("32 295 300", "2 2 2", Level.NONE),
        ("31 295 300", "2 2 2", Level.SOON),
    ],
)
def test_what_lasts_two_months_is_heard_when_it_was_there_before(
    item, days, answers, level
):
    entries = diary(f"day {days}\n{item} {answers}")
    told = findings(entries, on=entries[-1].day, last_dose=1)

    assert next((each.level for each in told if each.rule == "A-LAST-1"), 0) == level


def test_one_item_does_not_stand_for_another():
    entries = diary("""
        day       1 93 100
        skin_dry  2  0  2
        aches     0  2  .
    """)

    assert "A-LAST-1" not in asked(entries, on=day(100), last_dose=1)


@pytest.mark.parametrize("item", LASTING)
@pytest.mark.parametrize(
    ("grade", "level"),
    [(0, Level.NONE), (1, Level.NEXT_VISIT), (2, Level.SOON), (3, Level.SOON)],
)
@pytest.mark.parametrize("number", [62, 76])
def test_one_answer_to_the_check_in_after_two_months_is_enough(
    number, item, grade, level
):
    # Nothing was ever logged before; the check-in is due on day 62 and waits until day 76.
    assert level_of("A-LAST-1", f"{item} {grade}", number) == level


@pytest.mark.parametrize("number", [2, 61, 77, 92])
def test_one_answer_on_another_day_is_none_to_that_check_in(number):
    assert level_of("A-LAST-1", "skin_dry 3", number) is Level.NONE


def test_what_was_said_at_the_check_in_goes_on_until_it_is_answered():
    kept = diary("day 62 80\naches 2 .\nmood . 0")
    gone = diary("day 62 80\naches 2 0")

    assert asked(kept, on=day(80), last_dose=1) == ["A-LAST-1"]
    assert asked(gone, on=day(80), last_dose=1) == []


@pytest.mark.parametrize(("number", "told"), [(61, []), (80, []), (200, []), (730, [])])
def test_a_mild_ache_once_long_after_is_nothing_to_pass_on(number, told):
    assert after("aches 1", number) == told


def test_lips_and_the_rest_are_not_counted_as_lasting():
    entries = diary("day 1 55 62\nlips_dry 3 3 3")

    assert asked(entries, on=day(62), last_dose=1) == []


@pytest.mark.parametrize("number", [15, 40, 400])
@pytest.mark.parametrize("grade", [0, 1])
@pytest.mark.parametrize(
    "item",
    [
        "night_vision",
        "vision",
        "vision_blurred",
        "colour_vision",
        "glare",
        "hearing",
        "tinnitus",
    ],
)
def test_changed_senses_are_urgent_long_after(item, grade, number):
    entries = diary(f"day 1 {number}\n{item} {grade} {grade}")
    told = asked(entries, on=day(number), last_dose=1)

    assert told == (["A-SIGHT-1"] if grade else [])


@pytest.mark.parametrize(("number", "told"), [(14, []), (15, ["A-SIGHT-1"])])
def test_a_bit_different_still_is_urgent_from_two_weeks_on(number, told):
    entries = diary(f"day 1 {number}\nvision 1 1")

    assert asked(entries, on=day(number), last_dose=1) == told


@pytest.mark.parametrize(("number", "level"), [(14, Level.NONE), (15, Level.URGENT)])
@pytest.mark.parametrize("item", ["hearing", "tinnitus", "night_vision", "glare"])
def test_a_sense_is_given_two_weeks_to_go_back(item, number, level):
    told = findings(diary(f"day 1 {number}\n{item} 2 2"), on=day(number), last_dose=1)

    assert next((each.level for each in told if each.rule == "A-SIGHT-1"), 0) == level


@pytest.mark.parametrize("item", ["vision", "tinnitus"])
def test_what_is_still_there_names_when_it_was_there_before_and_today(item):
    entries = diary(f"day 1 39 40\n{item} 1 1 1")

    told = findings(entries, on=day(40), last_dose=1)

    assert [each.rule for each in told] == ["A-SIGHT-1"]
    assert [each.day for each in told[0].triggered_by] == [day(1), day(40)]


@pytest.mark.parametrize("item", ["vision_loss", "vision_double"])
def test_lost_or_double_sight_is_in_the_list_of_what_may_still_be_there(item):
    # Told as the emergency it is; the list would hold even if that rule did not speak.
    told = history(diary(f"day 1 40\n{item} 1 1"), last_dose=1)

    named = alone("A-SIGHT-1", told, on=day(40))

    assert [(each.item, each.day) for each in named] == [
        (item, day(1)),
        (item, day(40)),
    ]


@pytest.mark.parametrize("number", [20, 82, 300])
@pytest.mark.parametrize(
    ("picture", "rule"),
    [
        ("night_vision 1", "S-VIS-1"),
        ("vision 2", "S-VIS-2"),
        ("vision_blurred 1", "O-IIH-2"),
        ("colour_vision 1", "O-VIS-1"),
        ("glare 2", "O-VIS-1"),
        ("hearing 1", "O-EAR-1"),
        ("tinnitus 2", "O-EAR-1"),
        ("vision_loss 1", "O-IIH-1"),
        ("vision_double 1", "O-IIH-1"),
    ],
)
def test_a_new_sign_is_answered_by_the_rule_of_the_course_and_not_called_old(
    picture, rule, number
):
    told = findings(diary(f"day {number}\n{picture}"), on=day(number), last_dose=1)

    assert [each.rule for each in told] == [rule]
    assert told[0].level >= Level.URGENT
    assert "not gone back" not in told[0].advice


def test_a_worse_sign_of_sight_never_gives_less():
    lost = diary("day 1 82\nvision_loss 1 1\nvision 1 1")

    told = findings(lost, on=day(82), last_dose=1)

    assert [(each.rule, each.level) for each in told] == [
        ("O-IIH-1", Level.EMERGENCY),
        ("A-SIGHT-1", Level.URGENT),
    ]
    assert {each.item for each in told[1].triggered_by} == {"vision"}


@pytest.mark.parametrize(
    ("item", "level"), [("glare", Level.EMERGENCY), ("tinnitus", Level.URGENT)]
)
def test_an_antibiotic_raises_what_is_still_wrong_with_the_sight_only(item, level):
    entries = diary(f"day 1 40\n{item} 1 1")
    told = findings(entries, on=day(40), last_dose=1, medicines=("doxycycline",))

    assert [(each.rule, each.level) for each in told] == [("A-SIGHT-1", level)]


@pytest.mark.parametrize(
    ("picture", "level"),
    [
        ("day 40 42 44\nmood 2 2 2", Level.URGENT),
        ("day 40 42 44\nmood 2 1 2", Level.NONE),
        ("day 38 42 44\nmood 2 2 2", Level.URGENT),
        ("day 38 42 45\nmood 2 2 2", Level.NONE),
        ("day 44\nmood 3", Level.URGENT),
        ("day 44\nmood 2", Level.NONE),
    ],
)
def test_low_mood_stays_urgent_after_the_month(picture, level):
    entries = diary(picture)
    told = findings(entries, on=entries[-1].day, last_dose=1)

    assert next((each.level for each in told if each.rule == "A-MOOD-1"), 0) == level


@pytest.mark.parametrize("picture", ["day 44\nmood 3", "day 40 42 44\nmood 2 2 2"])
def test_a_history_of_depression_raises_it(picture):
    told = findings(
        diary(picture),
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
