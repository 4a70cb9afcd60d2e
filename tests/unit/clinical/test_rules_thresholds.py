"""Each threshold: just below it, at it, and above it."""

import pytest

from tests.diaries import asked, day, diary, findings, level
from tracker.clinical.vocabulary import Level

# Rule, the day below, the day at, the day above. Items not named were not answered.
SINGLE_ENTRIES = [
    ("S-MOOD-1", {"self_harm": 0}, {"self_harm": 1}, {"self_harm": 2}),
    ("S-MOOD-2", {"mood": 2}, {"mood": 3}, None),
    ("S-MOOD-3", {"mood": 1}, {"mood": 2}, None),
    ("S-MSK-1", {"joint_pain": 2}, {"joint_pain": 3}, None),
    ("S-MSK-1", {"back_pain": 2}, {"back_pain": 3}, None),
    ("S-MSK-1", {"muscle_pain": 2}, {"muscle_pain": 3}, None),
    ("S-MSK-1", {"aches": 2}, {"aches": 3}, None),
    ("S-VIS-1", {"night_vision": 0}, {"night_vision": 1}, {"night_vision": 3}),
    ("S-VIS-2", {"vision": 1}, {"vision": 2}, None),
    ("S-EYE-1", {"eyes_dry": 2}, {"eyes_dry": 3}, None),
    ("S-EYE-1", {"eye_pain": 1}, {"eye_pain": 2}, {"eye_pain": 3}),
    (
        "S-EYE-1",
        {"eye_pain": 1, "light_sensitive": 0},
        {"eye_pain": 1, "light_sensitive": 1},
        None,
    ),
    ("S-EYE-3", {"lens_trouble": 0}, {"lens_trouble": 1}, {"lens_trouble": 3}),
    ("S-LIV-1", {"jaundice": 0}, {"jaundice": 1}, None),
    ("S-LIV-1", {"pale_stool": 0}, {"pale_stool": 1}, None),
    ("S-LIV-1", {"dark_urine": 0}, {"dark_urine": 1}, None),
    ("S-PREG-1", {"pregnancy": 0}, {"pregnancy": 1}, None),
    ("S-PREG-2", {"contraception_missed": 0}, {"contraception_missed": 1}, None),
    ("S-PREG-3", {"period_late": 0}, {"period_late": 1}, None),
    ("S-DRY-1", {"nosebleed": 0}, {"nosebleed": 1}, {"nosebleed": 3}),
    ("S-SUN-1", {"sunburn": 0}, {"sunburn": 1}, {"sunburn": 3}),
    ("O-ALL-1", {"breathing": 0}, {"breathing": 1}, None),
    ("O-ALL-1", {"face_swelling": 0}, {"face_swelling": 1}, None),
    (
        "O-ALL-1",
        {"hives": 0, "faint": 1},
        {"hives": 1, "faint": 1},
        {"hives": 3, "faint": 1},
    ),
    ("O-ALL-2", {"hives": 1}, {"hives": 2}, {"hives": 3}),
    ("O-ALL-2", {"rash": 2}, {"rash": 3}, None),
    (
        "O-ALL-2",
        {"rash": 1, "fever": 0},
        {"rash": 1, "fever": 1},
        {"rash": 2, "fever": 3},
    ),
    ("O-ALL-2", {"purple_spots": 0}, {"purple_spots": 1}, None),
    ("O-SKIN-1", {"blistering": 0}, {"blistering": 1}, None),
    (
        "O-SKIN-1",
        {"mouth_sores": 1, "rash": 1},
        {"mouth_sores": 2, "rash": 1},
        {"mouth_sores": 3, "rash": 3},
    ),
    (
        "O-SKIN-1",
        {"rash": 1, "eye_pain": 1, "fever": 0},
        {"rash": 1, "eye_pain": 1, "fever": 1},
        {"rash": 3, "eye_pain": 3, "fever": 3},
    ),
    ("O-SKIN-2", {"mouth_sores": 1}, {"mouth_sores": 2}, {"mouth_sores": 3}),
    ("O-SKIN-3", {"rash": 1}, {"rash": 2}, {"rash": 3}),
    ("O-IIH-1", {"vision_loss": 0}, {"vision_loss": 1}, None),
    ("O-IIH-1", {"vision_double": 0}, {"vision_double": 1}, None),
    (
        "O-IIH-1",
        {"headache": 2, "vision_blurred": 1},
        {"headache": 3, "vision_blurred": 1},
        None,
    ),
    (
        "O-IIH-1",
        {"headache": 3, "vomiting": 0},
        {"headache": 3, "vomiting": 1},
        {"headache": 3, "vomiting": 3},
    ),
    ("O-IIH-1", {"headache": 3, "seizure": 0}, {"headache": 3, "seizure": 1}, None),
    (
        "O-IIH-2",
        {"headache": 2, "dizzy": 0},
        {"headache": 2, "dizzy": 1},
        {"headache": 3, "dizzy": 3},
    ),
    ("O-IIH-2", {"headache": 1, "tinnitus": 1}, {"headache": 2, "tinnitus": 1}, None),
    ("O-IIH-2", {"vision_blurred": 0}, {"vision_blurred": 1}, {"vision_blurred": 3}),
    ("O-HEAD-1", {"headache": 2}, {"headache": 3}, None),
    ("O-NEU-1", {"seizure": 0}, {"seizure": 1}, None),
    ("O-NEU-1", {"stroke_signs": 0}, {"stroke_signs": 1}, None),
    ("O-NEU-1", {"confused": 0}, {"confused": 1}, None),
    ("O-PSY-1", {"hallucinations": 0}, {"hallucinations": 1}, None),
    ("O-PSY-2", {"aggression": 0}, {"aggression": 1}, None),
    ("O-PSY-2", {"irritable": 2}, {"irritable": 3}, None),
    ("O-PSY-2", {"anxiety": 2}, {"anxiety": 3}, None),
    (
        "O-PAN-1",
        {"tummy_pain": 2, "vomiting": 1},
        {"tummy_pain": 3, "vomiting": 1},
        None,
    ),
    (
        "O-PAN-1",
        {"tummy_pain": 3, "pain_to_back": 0},
        {"tummy_pain": 3, "pain_to_back": 1},
        None,
    ),
    ("O-PAN-2", {"tummy_pain": 2}, {"tummy_pain": 3}, None),
    ("O-PAN-2", {"pain_to_back": 0}, {"pain_to_back": 1}, None),
    (
        "O-PAN-2",
        {"tummy_pain": 2, "vomiting": 0},
        {"tummy_pain": 2, "vomiting": 1},
        None,
    ),
    ("O-BOW-1", {"blood_stool": 0}, {"blood_stool": 1}, None),
    ("O-BOW-1", {"black_stool": 0}, {"black_stool": 1}, None),
    ("O-BOW-1", {"diarrhoea": 2}, {"diarrhoea": 3}, None),
    (
        "O-BOW-2",
        {"blood_stool": 1, "breathing": 0},
        {"blood_stool": 1, "breathing": 1},
        None,
    ),
    ("O-BOW-4", {"swallow": 1}, {"swallow": 2}, {"swallow": 3}),
    ("O-VOM-1", {"vomiting": 2}, {"vomiting": 3}, None),
    (
        "O-MUS-1",
        {"dark_urine": 1, "muscle_weakness": 0},
        {"dark_urine": 1, "muscle_weakness": 1},
        None,
    ),
    ("O-MUS-2", {"muscle_weakness": 0}, {"muscle_weakness": 1}, {"muscle_weakness": 3}),
    ("O-BONE-1", {"bone_pain": 2}, {"bone_pain": 3}, None),
    ("O-EAR-1", {"hearing": 0}, {"hearing": 1}, {"hearing": 3}),
    ("O-EAR-1", {"tinnitus": 1}, {"tinnitus": 2}, {"tinnitus": 3}),
    (
        "O-SUG-1",
        {"thirst": 1, "urination": 2},
        {"thirst": 2, "urination": 2},
        {"thirst": 3, "urination": 3},
    ),
    (
        "O-SUG-2",
        {"thirst": 2, "urination": 2, "confused": 0},
        {"thirst": 2, "urination": 2, "confused": 1},
        None,
    ),
    (
        "O-INF-1",
        {"fever": 1, "mouth_sores": 1},
        {"fever": 2, "mouth_sores": 1},
        {"fever": 3, "mouth_sores": 3},
    ),
    (
        "O-INF-1",
        {"fever": 2, "skin_infection": 0},
        {"fever": 2, "skin_infection": 1},
        None,
    ),
    ("O-INF-2", {"skin_infection": 0}, {"skin_infection": 1}, {"skin_infection": 3}),
    (
        "O-CLOT-1",
        {"chest_pain": 1, "breathing": 1},
        {"chest_pain": 2, "breathing": 1},
        None,
    ),
    ("O-CLOT-2", {"calf_pain": 0}, {"calf_pain": 1}, None),
    ("O-CLOT-2", {"faint": 0}, {"faint": 1}, None),
    ("O-CLOT-2", {"chest_pain": 1}, {"chest_pain": 2}, {"chest_pain": 3}),
    ("O-NOSE-2", {"nosebleed": 2}, {"nosebleed": 3}, None),
    ("O-ACNE-1", {"acne_flare": 2, "fever": 1}, {"acne_flare": 3, "fever": 1}, None),
    ("O-ACNE-3", {"acne_flare": 0}, {"acne_flare": 1}, {"acne_flare": 3}),
    ("O-SEX-1", {"sexual": 1}, {"sexual": 2}, {"sexual": 3}),
    ("O-MENS-1", {"period_change": 1}, {"period_change": 2}, {"period_change": 3}),
    ("O-OD-1", {"extra_capsules": 0}, {"extra_capsules": 1}, None),
    ("O-SEV-X", {"worried": 0}, {"worried": 1}, None),
]

# Rule, below, at, above: one character a day, the last day is the day asked about.
WINDOWS = [
    ("S-MOOD-2", "mood", "2.2", "2.22", "2222222"),
    ("S-MOOD-2", "lost_interest", "2..2", "2..22", "3333333"),
    ("S-MOOD-3", "mood", "111", "1111", "1111111"),
    ("S-MSK-2", "joint_pain", "22", "222", "222222"),
    ("S-MSK-3", "aches", "111111111", "1111111111", "11111111111111"),
    ("S-VIS-2", "vision", "11", "111", "1111111"),
    ("S-EYE-2", "eyes_dry", "2222", "22222", "2222222"),
    ("S-EYE-4", "lens_trouble", "111111111", "1111111111", "11111111111111"),
    ("S-DRY-2", "skin_dry", "33", "333", "3333333"),
    ("S-FAT-1", "fatigue", "2222", "22222", "2222222"),
    ("S-FAT-1", "fatigue", "3", "33", "333"),
    ("O-SKIN-3", "rash", "1111", "11111", "1111111"),
    ("O-SKIN-3", "joint_swelling", "2", "22", "222"),
    ("O-HEAD-2", "headache", "111111", "1111111", "11111111"),
    ("O-HEAD-2", "headache", "222", "2222", "22222"),
    ("O-PSY-2", "irritable", "22", "222", "2222"),
    ("O-SLEEP-1", "sleep", "222", "2222", "22222"),
    ("O-BOW-3", "diarrhoea", "22", "222", "2222"),
    ("O-BOW-3", "heartburn", "22", "222", "2222"),
    ("O-EAR-1", "tinnitus", "11", "111", "1111"),
    ("O-NOSE-1", "nosebleed", "22", "222", "2222"),
    ("O-WOUND-1", "skin_fragile", "22", "222", "2222"),
    ("O-SEV-X", "dizzy", "3", "33", "333"),
    ("O-PERS", "hair_thinning", "11111111111", "111111111111", "11111111111111"),
    ("O-PERS", "mouth_dry", "111111111111", "1111111111111", "111111111111111"),
    ("O-HAIR-1", "hair_thinning", "2.....2", "2......2", "2......22"),
    ("O-SEX-1", "sexual", "1.....1", "1......1", "1......11"),
]


def one_day(marks):
    rows = "\n".join(f"{code} {mark}" for code, mark in marks.items())
    return diary(f"day 1\n{rows}")


def many_days(item, answers):
    days = " ".join(str(number) for number in range(1, len(answers) + 1))
    return diary(f"day {days}\n{item} {' '.join(answers)}")


def rules_of(entries, on):
    return {finding.rule for finding in findings(entries, on=on)}


@pytest.mark.parametrize(("rule", "below", "at", "above"), SINGLE_ENTRIES)
def test_one_entry(rule, below, at, above):
    assert rule not in rules_of(one_day(below), day(1))
    assert rule in rules_of(one_day(at), day(1))
    assert above is None or rule in rules_of(one_day(above), day(1))


@pytest.mark.parametrize(("rule", "item", "below", "at", "above"), WINDOWS)
def test_a_window_of_days(rule, item, below, at, above):
    assert rule not in rules_of(many_days(item, below), day(len(below)))
    assert rule in rules_of(many_days(item, at), day(len(at)))
    assert rule in rules_of(many_days(item, above), day(len(above)))


@pytest.mark.parametrize(("rule", "item", "below", "at", "above"), WINDOWS)
def test_a_window_forgets_what_is_too_old(rule, item, below, at, above):
    late = many_days(item, below + "." * 14 + at[-1])

    assert rule not in rules_of(late, day(len(below) + 15))


def test_severe_joint_pain_asks_for_a_call_today():
    entries = diary("""
        day         1 2 3
        joint_pain  1 2 3
    """)

    assert asked(entries, on=day(2)) == []
    assert asked(entries, on=day(3)) == ["S-MSK-1"]
    assert level(entries, on=day(3)) is Level.URGENT


def test_pain_in_different_places_counts_as_the_same_trouble():
    entries = diary("""
        day          1 2 3
        back_pain    2 0 0
        muscle_pain  0 2 0
        joint_pain   0 0 2
    """)

    assert asked(entries, on=day(3)) == ["S-MSK-2"]


def test_thoughts_of_self_harm_come_before_anything_else():
    entries = diary("""
        day        1
        breathing  1
        self_harm  2
    """)

    assert [each.rule for each in findings(entries, on=day(1))][:2] == [
        "S-MOOD-1",
        "O-ALL-1",
    ]


def test_dark_urine_with_muscle_pain_is_the_muscle_emergency_and_not_the_liver_call():
    entries = diary("""
        day          1
        dark_urine   1
        muscle_pain  2
    """)

    assert asked(entries, on=day(1)) == ["O-MUS-1"]


def test_yellow_eyes_stay_a_liver_sign_whatever_the_muscles_do():
    entries = diary("""
        day          1
        dark_urine   1
        jaundice     1
        muscle_pain  2
    """)

    assert asked(entries, on=day(1)) == ["O-MUS-1", "S-LIV-1"]


def test_headache_one_day_and_sickness_the_next_are_not_together():
    entries = diary("""
        day       1 2
        headache  3 0
        vomiting  . 1
    """)

    assert asked(entries, on=day(2)) == []


def test_extra_capsules_and_feeling_unwell_is_an_emergency():
    entries = diary("""
        day             1
        extra_capsules  1
        vomiting        2
    """)

    assert level(entries, on=day(1)) is Level.EMERGENCY


def test_an_antibiotic_on_the_list_is_told_on_every_day_of_the_course():
    assert asked((), on=day(5), medicines=("Lymecycline 408mg",)) == ["O-IIH-3"]
    assert asked((), on=day(5), medicines=("lymecycline",), last_dose=4) == []


def test_vitamin_a_started_on_a_day_is_told():
    entries = diary("day 1\nmood 0", day1="Vitamin A 5000 IU")

    assert asked(entries, on=day(1)) == ["O-VITA-1"]


def test_skin_no_better_is_only_said_after_eight_weeks():
    entries = diary("""
        day            1 56 57
        acne_severity  3  3  3
    """)

    assert asked(entries, on=day(56)) == []
    assert asked(entries, on=day(57)) == ["O-ACNE-2"]


def test_clear_skin_that_stays_clear_is_no_failure():
    assert asked(diary("day 1 57\nacne_severity 0 0"), on=day(57)) == []


def test_without_an_early_rating_there_is_nothing_to_compare():
    assert asked(diary("day 29 57\nacne_severity 2 3"), on=day(57)) == []


QUIET = {
    "dry lips and skin of any length": {"lips_dry": "2" * 28, "skin_dry": "1" * 28},
    "mildly dry eyes helped by drops": {"eyes_dry": "1" * 28},
    "one mild headache": {"headache": "0100000"},
    "a mild ache after exercise": {"aches": "0100100"},
    "a nosebleed that stops": {"nosebleed": "002"},
    "one mild low day": {"mood": "0010000"},
    "a flare in the first six weeks": {"acne_flare": "1" + "2" * 27},
    "tired for a day or two": {"fatigue": "00220"},
}


@pytest.mark.parametrize("rows", QUIET.values(), ids=QUIET)
def test_what_nearly_everyone_has_stays_quiet_on_every_day(rows):
    length = max(len(answers) for answers in rows.values())
    picture = "\n".join(f"{code} {' '.join(answers)}" for code, answers in rows.items())
    entries = diary(f"day {' '.join(map(str, range(1, length + 1)))}\n{picture}")

    assert all(asked(entries, on=day(number)) == [] for number in range(1, length + 1))
