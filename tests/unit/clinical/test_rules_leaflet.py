"""The rules for signs that leaflets name: below, at and above each threshold, and nothing made of a missing answer."""

from dataclasses import replace

import pytest

from tests.diaries import asked, day, diary, findings, level
from tracker.clinical.rules.leaflet import LEAFLET_RULES
from tracker.clinical.rules.rule import Status
from tracker.clinical.vocabulary import Level

# Rule, level, the day below, the day at, the day above. Items not named were not answered.
ONE_DAY = [
    ("O-MOOD-1", Level.SOON, {"crying": 2}, {"crying": 3}, None),
    ("O-MOOD-1", Level.SOON, {"withdrawn": 2}, {"withdrawn": 3}, None),
    ("O-MOOD-1", Level.SOON, {"worthless": 2}, {"worthless": 3}, None),
    ("O-MOOD-2", Level.SOON, {"crying": 1}, {"crying": 2}, None),
    ("O-MOOD-2", Level.SOON, {"withdrawn": 1}, {"withdrawn": 2}, None),
    ("O-MOOD-2", Level.SOON, {"worthless": 1}, {"worthless": 2}, None),
    ("O-PSY-3", Level.URGENT, {"impulses": 0}, {"impulses": 1}, None),
    ("O-ALL-3", Level.EMERGENCY, {"blue_lips": 0}, {"blue_lips": 1}, None),
    (
        "O-ALL-3",
        Level.EMERGENCY,
        {"flushing": 1, "faint": 1},
        {"flushing": 2, "faint": 1},
        {"flushing": 3, "faint": 1},
    ),
    (
        "O-ALL-4",
        Level.URGENT,
        {"itch": 3, "hives": 0},
        {"itch": 3, "hives": 1},
        {"itch": 3, "hives": 3},
    ),
    (
        "O-SKIN-4",
        Level.URGENT,
        {"rash": 0, "eye_infection": 1},
        {"rash": 1, "eye_infection": 1},
        {"rash": 3, "eye_infection": 3},
    ),
    (
        "O-SKIN-4",
        Level.EMERGENCY,
        {"rash": 0, "eye_infection": 3, "fever": 3, "mouth_sores": 3},
        {"rash": 1, "eye_infection": 1, "fever": 1},
        None,
    ),
    (
        "O-SKIN-4",
        Level.EMERGENCY,
        {"rash": 1, "eye_infection": 0, "fever": 1},
        {"rash": 1, "eye_infection": 1, "fever": 1},
        {"rash": 2, "eye_infection": 2, "fever": 3},
    ),
    (
        "O-SKIN-4",
        Level.EMERGENCY,
        {"rash": 1, "eye_infection": 1, "mouth_sores": 1},
        {"rash": 1, "eye_infection": 1, "mouth_sores": 2},
        {"rash": 1, "eye_infection": 1, "mouth_sores": 3},
    ),
    ("O-EYE-1", Level.SOON, {"eye_infection": 1}, {"eye_infection": 2}, None),
    ("O-VIS-1", Level.URGENT, {"colour_vision": 0}, {"colour_vision": 1}, None),
    ("O-VIS-1", Level.URGENT, {"glare": 1}, {"glare": 2}, {"glare": 3}),
    ("O-KID-1", Level.URGENT, {"little_urine": 0}, {"little_urine": 1}, None),
    ("O-KID-1", Level.URGENT, {"blood_urine": 0}, {"blood_urine": 1}, None),
    (
        "O-KID-1",
        Level.URGENT,
        {"swelling": 1, "fatigue": 2},
        {"swelling": 2, "fatigue": 2},
        {"swelling": 3, "fatigue": 3},
    ),
    (
        "O-KID-1",
        Level.URGENT,
        {"urine_pain": 0, "fever": 3},
        {"urine_pain": 1, "fever": 1},
        None,
    ),
    (
        "O-KID-1",
        Level.URGENT,
        {"urine_pain": 1, "fever": 0},
        {"urine_pain": 1, "fever": 1},
        {"urine_pain": 3, "fever": 3},
    ),
    ("O-KID-2", Level.SOON, {"swelling": 1}, {"swelling": 2}, {"swelling": 3}),
    ("O-KID-2", Level.SOON, {"urine_pain": 1}, {"urine_pain": 2}, {"urine_pain": 3}),
    (
        "O-HEART-1",
        Level.EMERGENCY,
        {"palpitations": 1, "breathing": 1},
        {"palpitations": 2, "breathing": 1},
        {"palpitations": 3, "breathing": 1},
    ),
    (
        "O-HEART-1",
        Level.EMERGENCY,
        {"palpitations": 2, "chest_pain": 1},
        {"palpitations": 2, "chest_pain": 2},
        {"palpitations": 3, "chest_pain": 3},
    ),
    ("O-HEART-2", Level.URGENT, {"palpitations": 1}, {"palpitations": 2}, None),
    ("O-BLOOD-1", Level.URGENT, {"breathless": 2}, {"breathless": 3}, None),
    ("O-BLOOD-1", Level.URGENT, {"bruising": 1}, {"bruising": 2}, {"bruising": 3}),
    *(
        (
            "O-BLOOD-1",
            Level.URGENT,
            {"pale": 1, sign: 1},
            {"pale": 1, sign: 2},
            {"pale": 1, sign: 3},
        )
        for sign in ("fatigue", "dizzy", "breathless", "palpitations")
    ),
    (
        "O-BLOOD-1",
        Level.URGENT,
        {"gums": 1, "fever": 0},
        {"gums": 1, "fever": 1},
        {"gums": 3, "fever": 3},
    ),
    (
        "O-BLOOD-1",
        Level.URGENT,
        {"bruising": 0, "fever": 1},
        {"bruising": 1, "fever": 1},
        None,
    ),
    ("O-BLOOD-2", Level.SOON, {"pale": 0}, {"pale": 1}, None),
    (
        "O-GLAND-1",
        Level.URGENT,
        {"glands": 0, "fever": 3},
        {"glands": 1, "fever": 2},
        None,
    ),
    (
        "O-GLAND-1",
        Level.URGENT,
        {"glands": 1, "fever": 1},
        {"glands": 1, "fever": 2},
        {"glands": 3, "fever": 3},
    ),
    ("O-GLAND-1", Level.SOON, {"glands": 1}, {"glands": 2}, {"glands": 3}),
    ("O-JNT-1", Level.URGENT, {"hot_joint": 0}, {"hot_joint": 1}, None),
    ("O-TEND-1", Level.URGENT, {"tendon": 2}, {"tendon": 3}, None),
    ("O-BACK-1", Level.EMERGENCY, {"leg_weakness": 0}, {"leg_weakness": 1}, None),
    ("O-BOW-5", Level.EMERGENCY, {"blood_vomit": 0}, {"blood_vomit": 1}, None),
    ("O-WT-1", Level.NEXT_VISIT, {"weight_change": 1}, {"weight_change": 2}, None),
    ("O-BREAST-1", Level.NEXT_VISIT, {"breast_change": 1}, {"breast_change": 2}, None),
]

# Rule, level, item, below, at, above: one character a day, a dot for not answered.
MANY_DAYS = [
    *(
        ("O-MOOD-1", Level.SOON, sign, "2.2", "2.22", "2222222")
        for sign in ("crying", "withdrawn", "worthless")
    ),
    ("O-MOOD-2", Level.SOON, "oversleep", "2.22", "2.222", "2222222"),
    ("O-MOOD-2", Level.SOON, "concentration", "222", "2222", "2222222"),
    ("O-EYE-1", Level.SOON, "eye_infection", "11", "1.11", "1111111"),
    ("O-VIS-1", Level.SOON, "glare", "11", "1.11", "1111111"),
    ("O-KID-2", Level.SOON, "swelling", "11", "1.11", "1111111"),
    ("O-KID-2", Level.SOON, "urine_pain", "11", "111", "1111111"),
    ("O-HEART-2", Level.SOON, "palpitations", "11", "1.11", "1111111"),
    ("O-BLOOD-2", Level.SOON, "breathless", "22", "2.22", "2222222"),
    ("O-BLOOD-2", Level.SOON, "gums", "22", "2.22", "2222222"),
    ("O-BLOOD-2", Level.SOON, "bruising", "11", "1.11", "1111111"),
    ("O-GLAND-1", Level.SOON, "glands", "1111", "11.111", "1111111"),
    ("O-TEND-1", Level.SOON, "tendon", "22", "2.22", "2222222"),
    *(
        ("O-SEV-X", Level.SOON, item, "3", "3.3", "333")
        for item in (
            "flushing",
            "skin_colour",
            "nails",
            "hair_growth",
            "voice",
            "gums",
            "oversleep",
            "concentration",
            "breast_change",
        )
    ),
    ("O-PERS", Level.NEXT_VISIT, "voice", "1" * 11, "1" * 12, "1" * 14),
    ("O-PERS", Level.NEXT_VISIT, "nails", "1" * 11, "1" * 12, "1" * 14),
]


def one_day(marks):
    rows = "\n".join(f"{code} {mark}" for code, mark in marks.items())
    return diary(f"day 1\n{rows}")


def many_days(item, answers):
    days = " ".join(str(number) for number in range(1, len(answers) + 1))
    return diary(f"day {days}\n{item} {' '.join(answers)}")


def level_of(rule, entries, on):
    told = [each.level for each in findings(entries, on=on) if each.rule == rule]
    return told[0] if told else Level.NONE


@pytest.mark.parametrize(("rule", "wanted", "below", "at", "above"), ONE_DAY)
def test_one_day(rule, wanted, below, at, above):
    assert level_of(rule, one_day(below), day(1)) < wanted
    assert level_of(rule, one_day(at), day(1)) is wanted
    assert above is None or level_of(rule, one_day(above), day(1)) >= wanted


@pytest.mark.parametrize(("rule", "wanted", "item", "below", "at", "above"), MANY_DAYS)
def test_many_days(rule, wanted, item, below, at, above):
    assert level_of(rule, many_days(item, below), day(len(below))) < wanted
    assert level_of(rule, many_days(item, at), day(len(at))) is wanted
    assert level_of(rule, many_days(item, above), day(len(above))) >= wanted


@pytest.mark.parametrize(
    ("marks", "level_told"),
    [
        ({"eye_infection": 3}, Level.URGENT),
        ({"weight_change": 3}, Level.SOON),
    ],
)
def test_the_severe_grade_is_told_sooner(marks, level_told):
    assert level(one_day(marks), on=day(1)) is level_told


@pytest.mark.parametrize(
    "marks",
    [
        {"swelling": 1, "fatigue": 2},
        {"rash": 1, "itch": 2},
        {"palpitations": 1},
        {"bruising": 1},
        {"eye_infection": 1},
        {"oversleep": 2},
        {"flushing": 2},
    ],
)
def test_half_of_a_pair_is_not_made_whole_by_what_was_not_answered(marks):
    assert asked(one_day(marks), on=day(1)) == []


def test_general_signs_alone_are_not_read_as_low_mood():
    entries = diary("""
        day            1 2 3
        sleep          2 2 2
        oversleep      2 2 2
        fatigue        2 2 2
        concentration  2 2 2
    """)
    history = ("depression_history", "family_mood_history")

    assert level(entries, on=day(3), conditions=history) < Level.URGENT
    assert "O-MOOD-1" not in asked(entries, on=day(3))


@pytest.mark.parametrize("sign", ["crying", "withdrawn", "worthless"])
def test_signs_of_low_mood_are_never_an_emergency_by_themselves(sign):
    history = ("depression_history", "family_mood_history")

    assert level(one_day({sign: 3}), on=day(1)) is Level.SOON
    assert level(one_day({sign: 3}), on=day(1), conditions=history) is Level.URGENT


@pytest.mark.parametrize("rule", LEAFLET_RULES, ids=lambda rule: rule.id)
def test_what_rests_on_documents_not_read_never_speaks_of_the_next_capsule(rule):
    assert not rule.official_stop_advice or rule.status is Status.SOURCED


def test_an_antibiotic_on_the_list_raises_changed_colours_and_glare():
    facts = {"medicines": ("doxycycline",)}

    assert level(one_day({"glare": 2}), on=day(1), **facts) is Level.EMERGENCY
    assert level(many_days("glare", "111"), on=day(3), **facts) is Level.URGENT


def test_low_mood_signs_are_told_sooner_when_there_is_a_history():
    entries = diary("day 1\ncrying 2")

    assert level(entries, on=day(1)) is Level.SOON
    assert level(entries, on=day(1), conditions=("depression_history",)) is Level.URGENT


def test_an_infected_eye_alone_and_a_rash_alone_stay_apart():
    entries = diary("""
        day            1 2
        eye_infection  1 0
        rash           0 1
    """)

    assert asked(entries, on=day(2)) == []


@pytest.mark.parametrize("picture", ["blue_lips 1", "leg_weakness 1", "blood_vomit 1"])
def test_an_emergency_stays_one_after_the_last_capsule(picture):
    soon, late = diary(f"day 31\n{picture}"), diary(f"day 320\n{picture}")

    assert level(soon, on=day(31), last_dose=1) is Level.EMERGENCY
    assert level(late, on=day(320), last_dose=1) is Level.EMERGENCY


# After the last capsule

FOR_GOOD = {"O-PSY-3", "O-ALL-3", "O-VIS-1", "O-HEART-1", "O-BACK-1", "O-BOW-5"}


@pytest.mark.parametrize(
    ("rule", "wanted", "at"),
    [(rule, wanted, at) for rule, wanted, _below, at, _above in ONE_DAY],
)
def test_a_sign_is_answered_for_a_month_and_some_for_good(rule, wanted, at):
    moved = tuple(replace(each, day=day(60)) for each in one_day(at))

    def told(last):
        found = findings(moved, on=day(60), last_dose=last)
        return next((each.level for each in found if each.rule == rule), Level.NONE)

    assert told(59) is told(30) is wanted
    later = wanted if rule in FOR_GOOD or wanted is Level.EMERGENCY else Level.NONE
    assert told(28) is later


# Rule, item, grade, on how many days, of the last how many.
COUNTED = [
    ("O-MOOD-1", "crying", 2, 3, 7),
    ("O-MOOD-2", "oversleep", 2, 4, 7),
    ("O-EYE-1", "eye_infection", 1, 3, 7),
    ("O-VIS-1", "glare", 1, 3, 7),
    ("O-KID-2", "swelling", 1, 3, 7),
    ("O-HEART-2", "palpitations", 1, 3, 7),
    ("O-BLOOD-2", "bruising", 1, 3, 7),
    ("O-BLOOD-2", "gums", 2, 3, 7),
    ("O-BLOOD-2", "breathless", 2, 3, 7),
    ("O-GLAND-1", "glands", 1, 5, 7),
    ("O-TEND-1", "tendon", 2, 3, 7),
]


@pytest.mark.parametrize(("rule", "item", "grade", "count", "of"), COUNTED)
def test_the_window_is_seven_days_long(rule, item, grade, count, of):
    def spread(over):
        return str(grade) + "." * (over - count) + str(grade) * (count - 1)

    told = [level_of(rule, many_days(item, spread(n)), day(n)) for n in (of, of + 1)]

    assert told[0] > Level.NONE
    assert told[1] is Level.NONE


@pytest.mark.parametrize(
    ("rule", "item", "grade"), [row[:3] for row in COUNTED if row[2] > 1]
)
def test_a_grade_milder_never_counts_however_often(rule, item, grade):
    every_day = many_days(item, str(grade - 1) * 7)

    assert level_of(rule, every_day, day(7)) is Level.NONE


# What is known of the person

HISTORY = {"conditions": ("depression_history",)}
ANTIBIOTIC = {"medicines": ("doxycycline",)}
RAISED = [
    ("O-MOOD-1", "crying", "3", HISTORY, Level.URGENT),
    ("O-MOOD-1", "withdrawn", "2.22", HISTORY, Level.URGENT),
    ("O-MOOD-2", "worthless", "2", HISTORY, Level.URGENT),
    ("O-MOOD-2", "oversleep", "2222", HISTORY, Level.URGENT),
    ("O-PSY-3", "impulses", "1", HISTORY, Level.EMERGENCY),
    ("O-VIS-1", "colour_vision", "1", ANTIBIOTIC, Level.EMERGENCY),
    ("O-VIS-1", "glare", "2", ANTIBIOTIC, Level.EMERGENCY),
    ("O-VIS-1", "glare", "1.11", ANTIBIOTIC, Level.URGENT),
]


@pytest.mark.parametrize(("rule", "item", "answers", "fact", "raised"), RAISED)
def test_each_way_a_rule_speaks_is_raised_by_one_step(
    rule, item, answers, fact, raised
):
    entries, on = many_days(item, answers), day(len(answers))
    told = {each.rule: each.level for each in findings(entries, on=on, **fact)}

    assert level_of(rule, entries, on) == raised - 1
    assert told[rule] is raised
