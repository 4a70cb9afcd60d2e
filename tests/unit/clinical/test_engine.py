"""How the rules are applied: unknown days, windows, bumps, the end of the course, acknowledgement, laws."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.diaries import LabResult, asked, day, diary, findings, history, level
from tracker.clinical.cards.advice import CARDS
from tracker.clinical.course.windows import one_month_after
from tracker.clinical.engine.findings import (
    findings_on,
    highest,
    started_by_day,
    to_show,
)
from tracker.clinical.facts import DayEntry
from tracker.clinical.rules.rule import AfterCourse
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.traces.examples import EXAMPLES
from tracker.clinical.vocabulary import ITEMS, Asked, Group, Level, Scale

# Days without an entry


def test_a_gap_never_closes_a_flag():
    entries = diary("""
        day       1
        jaundice  1
    """)

    told = findings(entries, on=day(40))

    assert [each.rule for each in told] == ["S-LIV-1"]
    assert told[0].still_happening
    assert told[0].triggered_by[0].day == day(1)


@pytest.mark.parametrize(
    ("sign", "rule"),
    [
        ("seizure", "O-NEU-1"),
        ("self_harm", "S-MOOD-1"),
        ("pregnancy", "S-PREG-1"),
        ("joint_pain", "S-MSK-1"),
    ],
)
def test_blank_answers_never_close_a_flag(sign, rule):
    days = " ".join(map(str, range(1, 41)))
    worst = 3 if sign == "joint_pain" else 1
    entries = diary(f"day {days}\n{sign} {worst}{' .' * 39}\nlips_dry .{' 0' * 39}")

    assert asked(entries, on=day(40)) == [rule]


def test_an_entry_added_between_two_others_closes_nothing():
    picture = "day 1 2 3 5\nblood_stool 1 . . .\ndizzy . 0 0 0"
    missed = DayEntry(day=day(4), marks={"lips_dry": 1})

    assert asked(diary(picture), on=day(5)) == ["O-BOW-1"]
    assert asked((*diary(picture), missed), on=day(5)) == ["O-BOW-1"]


def test_what_was_answered_away_does_not_come_back_by_half():
    entries = diary("""
        day       1 2 3
        headache  2 0 2
        nausea    2 . .
    """)

    assert asked(entries, on=day(2)) == []
    assert asked(entries, on=day(3)) == []


def test_a_flag_keeps_the_level_it_had_when_what_raised_it_is_over():
    entries = diary("day 1 3\ntummy_pain 3 3")
    labs = [triglycerides(600, "mg/dL", 1), triglycerides(150, "mg/dL", 2)]

    assert level(entries, on=day(3), labs=labs) is Level.EMERGENCY


def test_a_milder_day_of_its_own_does_not_lower_an_emergency_nobody_answered():
    entries = diary("day 1 9\nextra_capsules 1 1\nfaint 1 .")

    assert level(entries, on=day(9)) is Level.EMERGENCY


def test_what_begins_today_is_told_whatever_goes_on_from_before():
    told = history(diary("day 1 9\nextra_capsules 1 1\nfaint 1 ."))

    started = started_by_day(told, days=[day(9)])[day(9)]

    assert [(each.rule, each.level) for each in started] == [("O-OD-1", Level.URGENT)]
    assert not started[0].still_happening


def test_a_flag_does_not_give_way_to_one_that_began_before_it():
    entries = diary("""
        day          1 9
        dark_urine   1 1
        muscle_pain  2 .
    """)

    assert asked(entries, on=day(1)) == ["O-MUS-1"]
    assert asked(entries, on=day(9)) == ["O-MUS-1", "S-LIV-1"]


def test_a_medicine_started_in_the_diary_is_no_finding_after_the_course():
    entries = diary("day 1 9\nmood 0 0", day1="doxycycline")

    assert asked(entries, on=day(9), last_dose=9) == ["O-IIH-3"]
    assert asked(entries, on=day(10), last_dose=9) == []


def test_a_later_answer_closes_it():
    entries = diary("""
        day         1 2
        joint_pain  3 0
    """)

    assert asked(entries, on=day(2)) == []


def test_what_goes_on_names_the_sign_that_nobody_answered():
    entries = diary("""
        day         1 2 3
        faint       1 . 0
        chest_pain  . 2 0
    """)

    named = [
        [(each.item, each.day) for each in told.triggered_by]
        for number in (2, 3)
        for told in findings(entries, on=day(number))
        if told.rule == "O-CLOT-2"
    ]

    assert named == [[("chest_pain", day(2))], [("faint", day(1))]]


def test_a_sign_of_a_later_day_does_not_carry_on_what_another_began():
    entries = diary("""
        day       1 2 20 21
        thirst    2 2 .  0
        vomiting  . 1 .  0
        confused  . . 1  0
    """)

    def told(number):
        found = findings(entries, on=day(number), conditions=("diabetes",))
        return {each.rule for each in found}

    assert "O-SUG-2" in told(2) & told(20)
    assert told(21) == {"O-NEU-1"}


def test_a_later_no_does_not_undo_what_happened():
    entries = diary("""
        day      1 2
        seizure  1 0
    """)

    assert asked(entries, on=day(2)) == ["O-NEU-1"]


def test_a_flag_on_its_own_day_does_not_ask_whether_it_goes_on():
    assert not findings(diary("day 1\njaundice 1"), on=day(1))[0].still_happening


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("1 1 1 . 1 1 1 1", ["O-HEAD-2"]),
        ("1 1 1 . 1 1 1", []),
        ("1 1 1 0 1 1 1 1", []),
        # Seven answers within fourteen days, not more.
        ("1 1 1 1 1 1 . . . . . . . 1", ["O-HEAD-2"]),
        ("1 1 1 1 1 1 . . . . . . . . 1", []),
    ],
)
def test_a_run_counts_the_days_that_were_answered(answers, told):
    length = len(answers.split())
    days = " ".join(map(str, range(1, length + 1)))

    assert asked(diary(f"day {days}\nheadache {answers}"), on=day(length)) == told


def test_a_window_counts_the_days_that_have_entries_and_skips_the_rest():
    entries = diary("""
        day   1 4 7
        aches 2 2 2
    """)

    assert asked(entries, on=day(7)) == ["S-MSK-2"]


def test_an_old_week_alone_does_not_start_a_flag_again():
    entries = diary("""
        day    1 2 3 4
        aches  2 2 2 0
    """)

    assert asked(entries, on=day(3)) == ["S-MSK-2"]
    assert asked(entries, on=day(4)) == []


def test_answering_a_part_of_it_differently_closes_it():
    entries = diary("""
        day       1 2
        headache  2 0
        nausea    2 .
    """)

    assert asked(entries, on=day(1)) == ["O-IIH-2"]
    assert asked(entries, on=day(2)) == []


def test_nothing_after_the_day_matters():
    entries = diary("""
        day       1 2
        jaundice  0 1
    """)

    assert asked(entries, on=day(1)) == []


def test_no_entries_no_findings():
    assert findings((), on=day(1)) == ()
    assert level((), on=day(1)) is Level.NONE


# Words in the note


def noted(text, **marks):
    return (DayEntry(day=day(1), marks=marks, note=text),)


def test_words_about_self_harm_in_a_note_open_the_crisis_card_and_are_not_repeated():
    told = findings(noted("I want to die"), on=day(1))

    assert [each.rule for each in told] == ["S-MOOD-1"]
    assert "die" not in str(told[0].triggered_by)


def test_an_answer_of_no_on_the_same_day_does_not_hide_the_words():
    assert asked(noted("I want to die", self_harm=0), on=day(1)) == ["S-MOOD-1"]


def test_an_answer_of_no_on_a_later_day_does_not_take_the_words_back():
    entries = (*noted("I want to die"), DayEntry(day=day(2), marks={"self_harm": 0}))

    assert asked(entries, on=day(2)) == ["S-MOOD-1"]


# Bumps


@pytest.mark.parametrize(
    ("picture", "facts", "plain", "raised"),
    [
        ("headache 3", {"medicines": ("doxycycline",)}, Level.URGENT, Level.EMERGENCY),
        ("vision 2", {"medicines": ("minocycline",)}, Level.URGENT, Level.EMERGENCY),
        ("mood 2", {"conditions": ("depression_history",)}, Level.SOON, Level.URGENT),
        (
            "mood 3",
            {"conditions": ("family_mood_history",)},
            Level.URGENT,
            Level.EMERGENCY,
        ),
        ("mood 2", {"born": date(2010, 1, 1)}, Level.SOON, Level.URGENT),
        ("mood 3", {"born": date(2010, 1, 1)}, Level.URGENT, Level.URGENT),
        (
            "mood 2",
            {"born": date(2010, 1, 1), "conditions": ("depression_history",)},
            Level.SOON,
            Level.URGENT,
        ),
        ("mood 2", {"born": date(2000, 1, 1)}, Level.SOON, Level.SOON),
        (
            "thirst 2\nurination 2",
            {"conditions": ("diabetes",)},
            Level.URGENT,
            Level.EMERGENCY,
        ),
        ("jaundice 1", {"conditions": ("liver_disease",)}, Level.URGENT, Level.URGENT),
        (
            "tummy_pain 3",
            {"conditions": ("pancreatitis_history",)},
            Level.URGENT,
            Level.EMERGENCY,
        ),
        (
            "self_harm 1",
            {"conditions": ("depression_history",)},
            Level.EMERGENCY,
            Level.EMERGENCY,
        ),
        ("headache 3", {"conditions": ("diabetes",)}, Level.URGENT, Level.URGENT),
    ],
)
def test_a_fact_in_the_profile_raises_by_one_step(picture, facts, plain, raised):
    entries = diary(f"day 1\n{picture}")

    assert level(entries, on=day(1)) is plain
    assert level(entries, on=day(1), **facts) is raised


def test_an_antibiotic_started_earlier_in_the_diary_counts_as_on_the_list():
    entries = diary("day 1 2\nheadache 0 3", day1="doxycycline")

    assert level(entries, on=day(2)) is Level.EMERGENCY


def test_diabetes_lowers_the_threshold_without_raising_the_same_case_again():
    entries = diary("day 1 2\nthirst 2 2")

    assert asked(entries, on=day(2)) == []
    assert level(entries, on=day(2), conditions=("diabetes",)) is Level.URGENT


def triglycerides(value, unit, on):
    return LabResult(day=day(on), test="TG", value=Decimal(value), unit=unit)


@pytest.mark.parametrize(
    ("labs", "raised"),
    [
        ([triglycerides(500, "mg/dL", 1)], True),
        ([triglycerides(499, "mg/dL", 1)], False),
        ([triglycerides("5.7", "mmol/L", 1)], True),
        ([triglycerides("5.6", "mmol/L", 1)], False),
        ([triglycerides(600, "mg/dL", 1), triglycerides(150, "mg/dL", 2)], False),
        ([triglycerides(600, "mg/dL", 4)], False),
        ([triglycerides(600, "grains", 1)], False),
    ],
)
def test_the_newest_triglycerides_raise_the_tummy_rules(labs, raised):
    entries = diary("day 3\ntummy_pain 3")

    assert (level(entries, on=day(3), labs=labs) is Level.EMERGENCY) is raised


# The end of the course


@pytest.mark.parametrize(
    "picture",
    [
        "mood 3",
        "jaundice 1",
        "blood_stool 1",
        "hives 2",
        "joint_pain 3",
        "fever 2\nmouth_dry 1",
    ],
)
def test_some_rules_stay_on_for_a_month(picture):
    within, after = diary(f"day 31\n{picture}"), diary(f"day 32\n{picture}")

    told = findings(within, on=day(31), last_dose=1)
    later = findings(after, on=day(32), last_dose=1)

    assert highest(told) is Level.URGENT
    # What goes on longer is a rule of its own (A-...).
    assert not {each.rule for each in told} & {each.rule for each in later}


@pytest.mark.parametrize("number", [31, 32, 36, 41, 45, 300])
def test_a_possible_pregnancy_is_told_also_when_the_last_test_was_late(number):
    # The last test of the UK plan is due on day 31 and in time until day 41; a result is read whenever it comes.
    found = findings(diary(f"day {number}\npregnancy 1"), on=day(number), last_dose=1)

    assert [(each.rule, each.level) for each in found] == [("S-PREG-1", Level.URGENT)]
    assert not found[0].official_stop_advice


@pytest.mark.parametrize(
    ("item", "rule"),
    [("contraception_missed", "S-PREG-2"), ("period_late", "S-PREG-3")],
)
def test_what_may_lead_to_a_pregnancy_is_told_for_a_month(item, rule):
    assert asked(diary(f"day 31\n{item} 1"), on=day(31), last_dose=1) == [rule]
    assert asked(diary(f"day 32\n{item} 1"), on=day(32), last_dose=1) == []


def test_what_is_for_the_next_visit_ends_with_the_last_capsule():
    bleeds = diary("day 2 3 4\nnosebleed 2 2 2")

    assert asked(bleeds, on=day(4), last_dose=4) == ["O-NOSE-1"]
    assert asked(bleeds, on=day(4), last_dose=1) == []


@pytest.mark.parametrize(
    "picture",
    [
        "self_harm 1",
        "hallucinations 1",
        "seizure 1",
        "breathing 1",
        "vision_loss 1",
        "tummy_pain 3\nfever 1",
    ],
)
@pytest.mark.parametrize("number", [2, 40, 300])
def test_an_emergency_is_one_however_long_ago_the_course_was(picture, number):
    entries = diary(f"day {number}\n{picture}")

    assert level(entries, on=day(number), last_dose=1) is Level.EMERGENCY


@pytest.mark.parametrize("number", [2, 300])
def test_being_worried_is_always_answered(number):
    entries = diary(f"day {number}\nworried 1")

    assert asked(entries, on=day(number), last_dose=1) == ["O-SEV-X"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_asks_for_a_call_stays_on_a_month_and_an_emergency_for_good(rule):
    # These two are about taking something together with the capsules.
    facts = {"O-IIH-3", "O-BF-1", "O-VITA-1"}
    stays = {case.level: case.after_course or rule.after_course for case in rule.cases}

    assert stays.get(Level.EMERGENCY) in {None, AfterCourse.ALWAYS}
    for calls in (Level.URGENT, Level.SOON):
        assert stays.get(calls) is not AfterCourse.ENDS or rule.id in facts


def test_nobody_is_told_to_ask_about_the_next_dose_after_the_last():
    entries = diary("day 9\njaundice 1\nseizure 1")

    asks = [each.ask for each in findings(entries, on=day(9), last_dose=8)]

    assert not any("next dose" in ask or "I take" in ask for ask in asks)


def test_there_is_no_advice_about_the_next_capsule_when_there_is_none():
    told = findings(diary("day 5\njaundice 1"), on=day(5), last_dose=1)

    assert not told[0].official_stop_advice
    assert "capsule" not in told[0].advice


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2026, 1, 31), date(2026, 3, 2)),
        (date(2026, 2, 10), date(2026, 3, 12)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_is_the_later_of_thirty_days_and_the_same_day_next_month(last, until):
    assert one_month_after(last) == until


# Lasting symptoms give way


def test_a_lasting_symptom_is_not_said_twice():
    days = " ".join(map(str, range(1, 15)))
    entries = diary(f"day {days}\naches {'1 ' * 14}\nitch {'1 ' * 14}")

    told = {each.rule: each for each in findings(entries, on=day(14))}

    assert {trigger.item for trigger in told["S-MSK-3"].triggered_by} == {"aches"}
    assert {trigger.item for trigger in told["O-PERS"].triggered_by} == {"itch"}


def test_a_flare_counts_as_lasting_only_after_six_weeks():
    days = " ".join(map(str, range(1, 15)))
    entries = diary(f"day {days}\nacne_flare {'1 ' * 14}")

    assert asked(entries, on=day(14), course_day=1) == []
    assert asked(entries, on=day(14), course_day=43) == ["O-PERS"]


# Acknowledgement


def shown(entries, acknowledged, *, on):
    return [
        each.rule
        for each in to_show(findings(entries, on=on), acknowledged=acknowledged, on=on)
    ]


def test_an_acknowledged_flag_rests_for_three_days():
    entries = diary("""
        day         1 2 3 4
        joint_pain  3 3 3 3
    """)
    acknowledged = {"S-MSK-1": (day(1), Level.URGENT)}

    assert "S-MSK-1" not in shown(entries, acknowledged, on=day(3))
    assert "S-MSK-1" in shown(entries, acknowledged, on=day(4))


def test_an_acknowledged_flag_comes_back_at_once_when_it_rises():
    entries = diary("""
        day     1 2
        vision  1 2
    """)

    assert shown(entries, {"S-VIS-2": (day(1), Level.SOON)}, on=day(2)) == ["S-VIS-2"]


def test_an_emergency_never_rests_not_even_for_another_sign_of_the_same_rule():
    entries = diary("""
        day           1 2
        seizure       1 .
        stroke_signs  . 1
    """)
    acknowledged = {"O-NEU-1": (day(2), Level.EMERGENCY)}

    assert shown(entries, acknowledged, on=day(2)) == ["O-NEU-1"]


def test_a_call_noted_later_does_not_rest_a_day_before_it():
    entries = diary("""
        day         1
        joint_pain  3
    """)

    assert shown(entries, {"S-MSK-1": (day(3), Level.URGENT)}, on=day(1)) == ["S-MSK-1"]


# Laws

DAYS = 16
SYMPTOMS = tuple(
    each
    for each in ITEMS
    if each.scale not in (Scale.TEXT, Scale.DOSE) and each.group is not Group.BENEFITS
)
WORST = {each.code: max(each.marks) for each in SYMPTOMS}
COMMON = tuple(each.code for each in SYMPTOMS if each.asked is Asked.DAILY)

marks = st.fixed_dictionaries(
    {}, optional={code: st.integers(0, WORST[code]) for code in COMMON}
).flatmap(
    lambda daily: st.dictionaries(
        st.sampled_from(sorted(WORST)), st.integers(0, 3), max_size=3
    ).map(
        lambda extra: (
            daily | {code: min(mark, WORST[code]) for code, mark in extra.items()}
        )
    )
)
diaries = st.dictionaries(st.integers(1, DAYS), marks, min_size=1, max_size=DAYS).map(
    lambda days: tuple(
        DayEntry(day=day(number), marks=days[number]) for number in sorted(days)
    )
)
people = st.fixed_dictionaries(
    {
        "conditions": st.sets(
            st.sampled_from(
                [
                    "depression_history",
                    "diabetes",
                    "liver_disease",
                    "pancreatitis_history",
                ]
            ),
            max_size=2,
        ),
        "medicines": st.sampled_from([(), ("doxycycline",)]),
        "course_day": st.sampled_from([1, 36, 90]),
    }
)
modestly = settings(max_examples=40, deadline=None)


def level_on(entries, on, person):
    return highest(findings_on(history(entries, **person), on=on))


@modestly
@given(diaries, people, st.data())
def test_a_worse_mark_never_lowers_the_level_and_a_milder_one_never_raises_it(
    entries, person, data
):
    marked = [entry for entry in entries if entry.marks]
    if not marked:
        return
    entry = data.draw(st.sampled_from(marked))
    code = data.draw(st.sampled_from(sorted(entry.marks)))
    worse = data.draw(st.integers(entry.marks[code], WORST[code]))
    changed = tuple(
        replace(each, marks={**each.marks, code: worse}) if each is entry else each
        for each in entries
    )
    on = day(DAYS)

    assert level_on(changed, on, person) >= level_on(entries, on, person)
    assert level_on(changed, entry.day, person) >= level_on(entries, entry.day, person)


@modestly
@given(diaries, people, st.integers(1, DAYS))
def test_a_day_without_anything_wrong_never_raises_the_level(entries, person, number):
    calm = DayEntry(day=day(number), marks=dict.fromkeys(COMMON, 0))
    without = tuple(each for each in entries if each.day != calm.day)

    assert level_on((*without, calm), day(DAYS), person) <= level_on(
        without, day(DAYS), person
    )


@modestly
@given(diaries, people, st.integers(0, 60))
def test_an_unlogged_day_is_never_evidence_of_health(entries, person, gap):
    last = entries[-1].day

    assert level_on(entries, last + timedelta(days=gap), person) >= level_on(
        entries, last, person
    )


@modestly
@given(diaries, people, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(entries, person, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    on = day(DAYS)

    assert findings_on(history(shuffled, **person), on=on) == findings_on(
        history(entries, **person), on=on
    )


@modestly
@given(diaries, people, st.integers(1, DAYS))
def test_nothing_after_the_day_changes_what_was_said_on_it(entries, person, number):
    until = tuple(each for each in entries if each.day <= day(number))

    whole, part = history(entries, **person), history(until, **person)

    assert findings_on(whole, on=day(number)) == findings_on(part, on=day(number))


@modestly
@given(diaries, people)
def test_findings_come_most_urgent_first_and_no_rule_twice(entries, person):
    told = findings_on(history(entries, **person), on=day(DAYS))

    assert [each.level for each in told] == sorted(
        (each.level for each in told), reverse=True
    )
    assert len({each.rule for each in told}) == len(told)


def test_before_the_first_capsule_a_medicine_on_the_list_is_not_yet_a_finding():
    assert asked((), on=day(1), medicines=("doxycycline",), course_day=0) == []
    assert asked((), on=day(2), medicines=("doxycycline",), course_day=0) == ["O-IIH-3"]


# What a finding names


def test_words_in_a_note_are_named_as_that_and_no_more():
    trigger = findings(noted("I want to die"), on=day(1))[0].triggered_by[0]

    assert (trigger.day, trigger.item, trigger.value) == (
        day(1),
        "note",
        "self-harm words",
    )


def test_skin_no_better_names_the_first_rating_and_the_one_of_today():
    told = findings(diary("day 1 57\nacne_severity 3 3"), on=day(57))

    assert [(each.day, each.item, each.value) for each in told[0].triggered_by] == [
        (day(1), "acne_severity", 3),
        (day(57), "acne_severity", 3),
    ]


def test_without_a_rating_today_skin_is_not_compared():
    assert asked(diary("day 1 57\nacne_severity 1 .\nmood 0 0"), on=day(57)) == []


def test_a_flag_acknowledged_today_rests_today():
    entries = diary("day 1\njoint_pain 3")

    assert "S-MSK-1" not in shown(
        entries, {"S-MSK-1": (day(1), Level.URGENT)}, on=day(1)
    )


def test_until_a_day_everything_of_that_day_is_known():
    known = history(
        diary("day 1 2 3\nmood 0 0 0"), labs=[triglycerides(90, "mg/dL", 2)]
    ).until(day(2))

    assert [entry.day for entry in known.entries] == [day(1), day(2)]
    assert [lab.day for lab in known.labs] == [day(2)]
    assert known.check_ins == ()


def test_almost_clear_skin_that_is_no_better_is_said_too():
    assert asked(diary("day 1 57\nacne_severity 1 1"), on=day(57)) == ["O-ACNE-2"]


def test_one_severe_day_does_not_make_mild_dryness_lasting():
    days = " ".join(map(str, range(1, 15)))
    entries = diary(f"day {days}\nlips_dry {'1 ' * 13} 3")

    assert asked(entries, on=day(14)) == []


def test_what_lasts_is_named_with_the_grade_of_each_day():
    days = " ".join(map(str, range(1, 13)))
    told = findings(diary(f"day {days}\nitch {'1 ' * 11} 2"), on=day(12))

    assert [each.value for each in told[0].triggered_by] == [1] * 11 + [2]


def test_on_the_day_of_the_last_capsule_the_advice_about_it_still_stands():
    told = findings(diary("day 5\njaundice 1"), on=day(5), last_dose=5)

    assert told[0].official_stop_advice


@pytest.mark.parametrize("rule", RULES[:3], ids=lambda rule: rule.id)
def test_a_finding_names_the_version_of_its_rule(rule):
    pair = EXAMPLES[rule.id]
    told = {
        each.rule: each for each in findings_on(pair.speaks.history, on=pair.speaks.day)
    }

    said, card = told[rule.id], CARDS[rule.id][told[rule.id].level]
    assert said.rule_version == rule.version
    assert said.provenance == rule.provenance.value
    assert (said.says, said.reading) == (rule.says, rule.reading)
    assert (said.title, said.ask) == (card.title, card.ask)
    assert said.advice.startswith(card.advice)
    assert said.sources == rule.sources


def test_what_nobody_called_about_is_shown():
    entries = diary("day 1\njoint_pain 3")

    assert "S-MSK-1" in shown(entries, {}, on=day(1))


def test_each_of_two_weeks_is_seven_days_long():
    last, before = diary("day 1 14\nsexual 1 1"), diary("day 1 15\nsexual 1 1")

    assert asked(last, on=day(14)) == ["O-SEX-1"]
    assert asked(before, on=day(15)) == []
