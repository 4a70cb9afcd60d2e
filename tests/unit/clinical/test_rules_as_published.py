"""The tables of the evidence pack written down a second time: levels, windows, alternatives, facts, after the course.

A rule that is changed by one grade, day, level or alternative meets a row here that says otherwise. Rules that
are not in these tables have tests of their own.
"""

from datetime import date

import pytest

from tests.diaries import day, diary, findings, level
from tests.unit.clinical.test_rules_thresholds import (
    SINGLE_ENTRIES,
    WINDOWS,
    many_days,
    one_day,
    rules_of,
)
from tracker.clinical.vocabulary import Level

NOW, TODAY, WEEK, VISIT, SELF = (
    Level.EMERGENCY,
    Level.URGENT,
    Level.SOON,
    Level.NEXT_VISIT,
    Level.SELF_CARE,
)
BY_LEVEL = {
    NOW: "S-MOOD-1 O-ALL-1 O-SKIN-1 O-IIH-1 O-NEU-1 O-PSY-1 O-PAN-1 O-BOW-2 O-MUS-1 O-SUG-2 O-CLOT-1",
    TODAY: "S-MOOD-2 S-MSK-1 S-VIS-1 S-VIS-2 S-EYE-1 S-LIV-1 S-LIV-2 S-PREG-1 S-PREG-2 S-PREG-3 O-ALL-2 O-SKIN-2 "
    "O-IIH-2 O-HEAD-1 O-PSY-2 O-PAN-2 O-BOW-1 O-BOW-4 O-VOM-1 O-MUS-2 O-BONE-1 O-EAR-1 O-SUG-1 O-INF-1 O-CLOT-2 "
    "O-NOSE-2 O-ACNE-1 O-OD-1",
    WEEK: "S-MOOD-3 S-MSK-2 S-EYE-2 S-FAT-1 O-SKIN-3 O-HEAD-2 O-SLEEP-1 O-BOW-3 O-INF-2 O-SEX-1 O-SEV-X",
    VISIT: "S-MSK-3 S-EYE-4 S-DRY-2 O-NOSE-1 O-HAIR-1 O-WOUND-1 O-MENS-1 O-PERS",
    SELF: "S-EYE-3 S-DRY-1 S-SUN-1 O-ACNE-3",
}
LEVELS = {rule: each for each, rules in BY_LEVEL.items() for rule in rules.split()}
# A bit different on three days is a call this week; clearly worse is one today.
MILDER = {("S-VIS-2", "vision", "111"): WEEK}

# Rules that end with the last capsule: looking after oneself, and what is for the next visit.
ENDS = frozenset(
    [
        "S-MSK-3",
        "S-DRY-1",
        "S-DRY-2",
        "S-SUN-1",
        "O-NOSE-1",
        "O-ACNE-3",
        "O-HAIR-1",
        "O-WOUND-1",
        "O-MENS-1",
        "O-PERS",
    ]
)
# Rules that never end: every emergency, changed sight or hearing, acting out of character, being worried.
ALWAYS = frozenset(
    [
        *BY_LEVEL[NOW].split(),
        "S-PREG-1",
        "S-VIS-1",
        "S-VIS-2",
        "O-IIH-2",
        "O-EAR-1",
        "O-PSY-2",
        "O-SEV-X",
    ]
)

# The fact in the profile that raises each rule by one step.
RAISED_BY = {
    "S-MOOD-2": {"conditions": ("depression_history",)},
    "S-MOOD-3": {"conditions": ("family_mood_history",)},
    "O-PSY-2": {"conditions": ("depression_history",)},
    "O-SLEEP-1": {"conditions": ("depression_history",)},
    "S-VIS-1": {"medicines": ("doxycycline",)},
    "S-VIS-2": {"medicines": ("minocycline",)},
    "O-IIH-2": {"medicines": ("lymecycline",)},
    "O-HEAD-1": {"medicines": ("doxycycline",)},
    "O-HEAD-2": {"medicines": ("doxycycline",)},
    "O-PAN-2": {"conditions": ("pancreatitis_history",)},
    "O-SUG-1": {"conditions": ("diabetes",)},
}

# Rule, what is not enough, what is: further alternatives, and pairs with one half missing.
ALTERNATIVES = [
    ("S-EYE-1", {"light_sensitive": 3}, {"light_sensitive": 1, "eye_pain": 1}),
    ("O-ALL-2", {"fever": 3}, {"fever": 1, "rash": 1}),
    ("O-SKIN-1", {"mouth_sores": 3}, {"mouth_sores": 2, "fever": 1}),
    ("O-SKIN-1", {"rash": 1, "fever": 1}, {"rash": 1, "fever": 1, "eye_pain": 1}),
    ("O-SKIN-1", {"eye_pain": 1, "fever": 1}, {"rash": 1, "fever": 1, "eye_pain": 1}),
    ("O-IIH-2", {"headache": 2}, {"headache": 2, "vomiting": 1}),
    ("O-NEU-1", {"chest_pain": 3}, {"chest_pain": 1, "faint": 1}),
    ("O-NEU-1", {"faint": 1}, {"chest_pain": 1, "faint": 1}),
    ("O-BOW-2", {"faint": 1}, {"faint": 1, "black_stool": 1}),
    ("O-BOW-2", {"breathing": 1}, {"breathing": 1, "blood_stool": 1}),
    (
        "O-SUG-2",
        {"thirst": 2, "vomiting": 1},
        {"thirst": 2, "urination": 2, "vomiting": 1},
    ),
    (
        "O-SUG-2",
        {"urination": 2, "vomiting": 1},
        {"thirst": 2, "urination": 2, "confused": 1},
    ),
    (
        "O-SUG-2",
        {"thirst": 1, "urination": 2, "vomiting": 1},
        {"thirst": 2, "urination": 2, "vomiting": 1},
    ),
    ("O-CLOT-1", {"chest_pain": 3}, {"chest_pain": 2, "breathing": 1}),
    ("O-CLOT-1", {"breathing": 1}, {"chest_pain": 2, "breathing": 1}),
    ("O-MUS-1", {"muscle_pain": 3}, {"muscle_pain": 2, "dark_urine": 1}),
    ("O-ACNE-1", {"acne_flare": 3}, {"acne_flare": 3, "fever": 1}),
    ("O-ACNE-1", {"joint_pain": 3}, {"acne_flare": 3, "joint_pain": 2}),
    ("S-DRY-1", {}, {"skin_dry": 1}),
    ("S-DRY-1", {}, {"mouth_dry": 1}),
    ("S-DRY-1", {}, {"lips_dry": 1}),
]

# The same over days: rule, item, answers of which the last is today.
MORE_DAYS = [
    *[
        ("S-MSK-2", place, "2.2.2")
        for place in ("back_pain", "muscle_pain", "joint_pain")
    ],
    *[
        ("S-MSK-3", place, "11111.11.111")
        for place in ("back_pain", "muscle_pain", "joint_pain", "aches")
    ],
    ("S-DRY-2", "lips_dry", "333"),
    ("O-PSY-2", "anxiety", "222"),
]
UNLISTED = [
    "mouth_dry",
    "itch",
    "acne_flare",
    "light_sensitive",
    "dizzy",
    "nausea",
    "appetite",
    "fever",
    "sunburn",
    "thirst",
    "urination",
    "lost_interest",
    "heartburn",
    "sleep",
    "skin_fragile",
    "hair_thinning",
    "lens_trouble",
]

# Rule, item, grade, on how many days, of the last how many.
COUNTED = [
    ("S-MOOD-2", "mood", 2, 3, 7),
    ("S-MOOD-2", "lost_interest", 2, 3, 7),
    ("S-MOOD-3", "mood", 1, 4, 7),
    ("S-MSK-2", "aches", 2, 3, 7),
    ("S-MSK-3", "aches", 1, 10, 14),
    ("S-VIS-2", "vision", 1, 3, 7),
    ("S-EYE-2", "eyes_dry", 2, 5, 7),
    ("S-EYE-4", "lens_trouble", 1, 10, 14),
    ("S-DRY-2", "lips_dry", 3, 3, 7),
    ("S-FAT-1", "fatigue", 2, 5, 7),
    ("S-FAT-1", "fatigue", 3, 2, 7),
    ("O-SKIN-3", "rash", 1, 5, 7),
    ("O-SKIN-3", "joint_swelling", 2, 2, 7),
    ("O-HEAD-2", "headache", 2, 4, 7),
    ("O-PSY-2", "irritable", 2, 3, 7),
    ("O-SLEEP-1", "sleep", 2, 4, 7),
    ("O-BOW-3", "diarrhoea", 2, 3, 7),
    ("O-BOW-3", "heartburn", 2, 3, 7),
    ("O-EAR-1", "tinnitus", 1, 3, 7),
    ("O-NOSE-1", "nosebleed", 2, 3, 7),
    ("O-WOUND-1", "skin_fragile", 2, 3, 7),
    ("O-SEV-X", "dizzy", 3, 2, 7),
    ("O-PERS", "itch", 1, 12, 14),
    ("O-PERS", "mouth_dry", 1, 13, 15),
]

SIGNS = [(rule, at) for rule, _below, at, _above in SINGLE_ENTRIES if rule in LEVELS]
SPELLS = [
    (rule, item, at) for rule, item, _below, at, _above in WINDOWS if rule in LEVELS
]


def told(entries, rule, *, on, **facts):
    """Return the level at which a rule speaks, or none."""
    found = [each for each in findings(entries, on=on, **facts) if each.rule == rule]
    return found[0].level if found else Level.NONE


def raised(each):
    return Level(min(each + 1, Level.EMERGENCY))


# Levels


@pytest.mark.parametrize(("rule", "at"), SIGNS)
def test_a_sign_has_the_published_level(rule, at):
    assert told(one_day(at), rule, on=day(1)) is LEVELS[rule]


@pytest.mark.parametrize(("rule", "item", "at"), SPELLS)
def test_a_spell_has_the_published_level(rule, item, at):
    entries = many_days(item, at)

    expected = MILDER.get((rule, item, at), LEVELS[rule])
    assert told(entries, rule, on=day(len(at))) is expected


@pytest.mark.parametrize(
    ("rule", "at"), [(rule, at) for rule, at in SIGNS if rule in RAISED_BY]
)
def test_a_fact_raises_every_sign_of_its_rules_by_one_step(rule, at):
    level_now = told(one_day(at), rule, on=day(1), **RAISED_BY[rule])

    assert level_now is raised(LEVELS[rule])


@pytest.mark.parametrize(
    ("rule", "item", "at"), [row for row in SPELLS if row[0] in RAISED_BY]
)
def test_a_fact_raises_every_spell_of_its_rules_by_one_step(rule, item, at):
    entries, on = many_days(item, at), day(len(at))

    plain = MILDER.get((rule, item, at), LEVELS[rule])
    assert told(entries, rule, on=on, **RAISED_BY[rule]) is raised(plain)


@pytest.mark.parametrize(
    ("born", "expected"), [(date(2008, 9, 2), TODAY), (date(2008, 9, 1), WEEK)]
)
def test_from_the_eighteenth_birthday_a_low_day_is_a_call_this_week(born, expected):
    assert told(one_day({"mood": 2}), "S-MOOD-3", on=day(1), born=born) is expected


@pytest.mark.parametrize(
    "sign",
    [
        "faint",
        "seizure",
        "stroke_signs",
        "confused",
        "hallucinations",
        "breathing",
        "blue_lips",
        "face_swelling",
        "vision_loss",
        "vision_double",
        "blood_vomit",
    ],
)
def test_too_many_capsules_and_a_sign_of_being_unwell_is_an_emergency(sign):
    entries = one_day({"extra_capsules": 1, sign: 1})

    assert told(entries, "O-OD-1", on=day(1)) is NOW


@pytest.mark.parametrize(
    "sign",
    [
        "nausea",
        "headache",
        "tummy_pain",
        "dizzy",
        "chest_pain",
        "flushing",
        "palpitations",
    ],
)
def test_too_many_capsules_and_a_moderate_complaint_is_an_emergency(sign):
    moderate = one_day({"extra_capsules": 1, sign: 2})
    mild = one_day({"extra_capsules": 1, sign: 1})

    assert told(moderate, "O-OD-1", on=day(1)) is NOW
    assert told(mild, "O-OD-1", on=day(1)) is TODAY


@pytest.mark.parametrize("sign", ["vomiting", "vision_blurred"])
def test_too_many_capsules_and_any_vomiting_or_blurred_sight_is_an_emergency(sign):
    none = one_day({"extra_capsules": 1, sign: 0})
    mild = one_day({"extra_capsules": 1, sign: 1})

    assert told(none, "O-OD-1", on=day(1)) is TODAY
    assert told(mild, "O-OD-1", on=day(1)) is NOW


# Alternatives


@pytest.mark.parametrize(("rule", "below", "at"), ALTERNATIVES)
def test_every_alternative_counts_and_no_half_of_a_pair_does(rule, below, at):
    assert rule not in rules_of(one_day(below), day(1))
    assert rule in rules_of(one_day(at), day(1))


@pytest.mark.parametrize(("rule", "item", "at"), MORE_DAYS)
def test_every_item_of_a_spell_counts(rule, item, at):
    assert rule in rules_of(many_days(item, at), day(len(at)))


@pytest.mark.parametrize("item", UNLISTED)
def test_an_item_without_a_rule_of_its_own_counts_when_severe_twice(item):
    assert "O-SEV-X" in rules_of(many_days(item, "33"), day(2))


@pytest.mark.parametrize(
    "item", ["appetite", "nausea", "fatigue", "tummy_pain", "itch"]
)
def test_two_of_five_liver_complaints_count_on_two_days_and_one_does_not(item):
    other = "nausea" if item == "fatigue" else "fatigue"
    two = diary(f"day 1 2\n{item} 2 2\n{other} 2 2")

    assert "S-LIV-2" in rules_of(two, day(2))
    assert "S-LIV-2" not in rules_of(many_days(item, "22"), day(2))


@pytest.mark.parametrize("item", ["thirst", "urination"])
def test_with_diabetes_one_sugar_sign_on_two_days_is_enough(item):
    twice, mild = many_days(item, "2.....2"), many_days(item, "1111111")
    old = many_days(item, "2......2")
    diabetes = {"conditions": ("diabetes",)}

    assert told(twice, "O-SUG-1", on=day(7), **diabetes) is TODAY
    assert told(twice, "O-SUG-1", on=day(1), **diabetes) is Level.NONE
    assert told(mild, "O-SUG-1", on=day(7), **diabetes) is Level.NONE
    assert told(old, "O-SUG-1", on=day(8), **diabetes) is Level.NONE


@pytest.mark.parametrize("crisis", ["vomiting", "confused"])
@pytest.mark.parametrize("item", ["thirst", "urination"])
def test_with_diabetes_one_sugar_sign_on_two_days_and_a_crisis_sign_is_an_emergency(
    item, crisis
):
    twice = diary(f"day 1 7\n{item} 2 2\n{crisis} . 1")
    not_today = diary(f"day 1 6 7\n{item} 2 2 .\n{crisis} . . 1")
    once = diary(f"day 7\n{item} 2\n{crisis} 1")
    old = diary(f"day 1 8\n{item} 2 2\n{crisis} . 1")
    mild = diary(f"day 1 7\n{item} 1 1\n{crisis} . 1")
    diabetes = {"conditions": ("diabetes",)}

    assert told(twice, "O-SUG-2", on=day(7), **diabetes) is NOW
    assert told(not_today, "O-SUG-2", on=day(7), **diabetes) is NOW
    assert told(once, "O-SUG-2", on=day(7), **diabetes) is Level.NONE
    assert told(old, "O-SUG-2", on=day(8), **diabetes) is Level.NONE
    assert told(mild, "O-SUG-2", on=day(7), **diabetes) is Level.NONE
    assert told(twice, "O-SUG-2", on=day(7)) is Level.NONE


def test_very_low_is_told_once_and_not_as_low_as_well():
    assert "S-MOOD-3" not in rules_of(one_day({"mood": 3}), day(1))


def test_the_first_rating_of_the_skin_may_come_up_to_day_28():
    assert "O-ACNE-2" in rules_of(diary("day 28 57\nacne_severity 3 3"), day(57))


# Windows


def spread(grade, count, over):
    """Draw ``count`` answers, the oldest alone at the start, over so many days."""
    return str(grade) + "." * (over - count) + str(grade) * (count - 1)


@pytest.mark.parametrize(("rule", "item", "grade", "count", "of"), COUNTED)
def test_the_window_is_as_long_as_published(rule, item, grade, count, of):
    within, without = spread(grade, count, of), spread(grade, count, of + 1)

    assert rule in rules_of(many_days(item, within), day(of))
    assert rule not in rules_of(many_days(item, without), day(of + 1))


@pytest.mark.parametrize(("rule", "item", "grade", "count", "of"), COUNTED)
def test_as_many_days_are_needed_as_published(rule, item, grade, count, of):
    few = spread(grade, count, of).replace(str(grade), "0", 1)

    assert rule not in rules_of(many_days(item, few), day(of))


@pytest.mark.parametrize(
    ("rule", "item", "grade", "count", "of"),
    [row for row in COUNTED if row[2] > 1],
)
def test_a_grade_milder_is_not_enough(rule, item, grade, count, of):
    # Tiredness has two cases: severe on two days, or moderate on five.
    milder = many_days(item, spread(grade - 1, count, of))

    assert rule not in rules_of(milder, day(of))


def test_a_headache_needs_all_seven_days_and_not_an_eighth():
    assert "O-HEAD-2" in rules_of(many_days("headache", "1111111"), day(7))
    assert "O-HEAD-2" not in rules_of(many_days("headache", ".111111"), day(7))


def test_moderate_dry_skin_of_any_length_is_not_lasting():
    assert level(many_days("skin_dry", "2" * 20), on=day(20)) is SELF


@pytest.mark.parametrize(("begins", "speaks"), [(40, False), (41, True)])
def test_a_flare_counts_as_lasting_from_the_seventh_week(begins, speaks):
    told_now = findings(
        many_days("acne_flare", "1" * 14), on=day(14), course_day=begins
    )

    assert ("O-PERS" in {each.rule for each in told_now}) is speaks


# After the last capsule


def speaks_after(entries, length, rule, *, days):
    """Return whether a rule speaks so many days after the last capsule, which was taken on the day asked about."""
    on = day(length)
    return (
        told(entries, rule, on=on, last_dose=length - days, course_day=1)
        is not Level.NONE
    )


def moved(rule):
    """Return a sign of a rule, late enough for a month to have passed."""
    for name, at in SIGNS:
        if name == rule:
            marks = "\n".join(f"{code} {mark}" for code, mark in at.items())
            return diary(f"day 60\n{marks}"), 60
    if rule == "S-LIV-2":
        return diary("day 60 61\nnausea 2 2\nfatigue 2 2"), 61
    item, drawn = next((item, at) for name, item, at in SPELLS if name == rule)
    days = " ".join(str(60 + place) for place in range(len(drawn)))
    return diary(f"day {days}\n{item} {' '.join(drawn)}"), 59 + len(drawn)


# Spots in the first six weeks have a test of their own: a month later they are not the first weeks any more.
@pytest.mark.parametrize("rule", [each for each in LEVELS if each != "O-ACNE-3"])
def test_a_rule_stays_on_after_the_last_capsule_as_long_as_published(rule):
    entries, length = moved(rule)

    assert speaks_after(entries, length, rule, days=0)
    assert speaks_after(entries, length, rule, days=1) is (rule not in ENDS)
    assert speaks_after(entries, length, rule, days=30) is (rule not in ENDS)
    assert speaks_after(entries, length, rule, days=32) is (rule in ALWAYS)


def test_the_tip_about_a_flare_ends_with_the_course():
    entries = diary("day 2\nacne_flare 1")

    assert told(entries, "O-ACNE-3", on=day(2), last_dose=2) is SELF
    assert told(entries, "O-ACNE-3", on=day(2), last_dose=1) is Level.NONE


def test_skin_no_better_is_not_said_after_the_course():
    entries = diary("day 1 57\nacne_severity 3 3")

    assert told(entries, "O-ACNE-2", on=day(57), last_dose=57) is VISIT
    assert told(entries, "O-ACNE-2", on=day(57), last_dose=56) is Level.NONE


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("O-IIH-3", {"medicines": ("doxycycline",)}),
        ("O-VITA-1", {"medicines": ("retinol",)}),
        ("O-BF-1", {"conditions": ("breastfeeding",)}),
    ],
)
def test_what_the_profile_says_ends_with_the_last_capsule(rule, facts):
    assert told((), rule, on=day(5), last_dose=5, **facts) is not Level.NONE
    assert told((), rule, on=day(6), last_dose=5, **facts) is Level.NONE


# Two of five, twice


@pytest.mark.parametrize(
    ("days", "speaks"), [("1", False), ("1 7", True), ("1 8", False)]
)
def test_liver_complaints_count_on_two_of_seven_days(days, speaks):
    marks = " ".join("2" for _ in days.split())
    entries = diary(f"day {days}\nnausea {marks}\nfatigue {marks}")

    told_now = rules_of(entries, entries[-1].day)

    assert ("S-LIV-2" in told_now) is speaks
