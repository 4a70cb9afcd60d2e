"""What a clinician reads first: each line true about what happened, what was advised, how often, and what was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.patients import NOON, START, findings
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.vocabulary import Level
from tracker.records.models import ShownFinding
from tracker.summary.attention import attention
from tracker.summary.document import PARTS, USUAL_PARTS, Attention

FIRST, LAST = date(2026, 9, 21), date(2026, 11, 20)
EVERY = frozenset(PARTS)
NEXT, SOON, URGENT, NOW = 2, 3, 4, 5


def nov(number: int) -> date:
    return date(2026, 11, 1) + timedelta(days=number - 1)


def told(
    rule: str, level: int, day: int, *reasons: tuple[int, str, object], **more
) -> ShownFinding:
    """Return what was told on a day of November, with its reasons as (day, item, value)."""
    known = RULES_BY_ID.get(rule)
    return ShownFinding(
        day=nov(day),
        rule=rule,
        rule_version=known.version if known else 1,
        ruleset="2026.4",
        level=level,
        triggered_by=[
            {"day": nov(number).isoformat(), "item": item, "value": value}
            for number, item, value in reasons
        ],
        shown_at=NOON,
        **more,
    )


def contacted(day: int, said: str = "") -> dict[str, object]:
    return {"contacted_on": nov(day), "they_said": said}


def aches(*marks: tuple[int, int]) -> list[tuple[int, str, object]]:
    return [(day, "aches", mark) for day, mark in marks]


def lines(*rows: ShownFinding, parts: frozenset[str] = EVERY) -> tuple[Attention, ...]:
    return attention(rows, (), parts=parts, first=FIRST, last=LAST)


def line(*rows: ShownFinding) -> Attention:
    (only,) = lines(*rows)
    return only


# The demo's pain: a call on the 9th, a contact within days on the 11th, the visit list on five days.
WEEK = aches((5, 1), (6, 1), (7, 1), (8, 1))
PAIN = (
    told("S-MSK-1", URGENT, 9, *aches((9, 3)), **contacted(10, "Rest it.")),
    told("S-MSK-2", SOON, 11, *aches((9, 3), (10, 3), (11, 2)), **contacted(12)),
    *(
        told("S-MSK-3", NEXT, day, *WEEK, *aches((9, 3)), (9, "joint_pain", 2))
        for day in (9, 10, 11, 12, 15)
    ),
)


def test_one_pain_told_by_three_rules_is_one_line_with_all_of_them():
    pain = line(*PAIN)

    assert (pain.level, pain.code) == (URGENT, "S-MSK-1")
    assert pain.rules == ("S-MSK-1", "S-MSK-2", "S-MSK-3")


def test_each_advice_is_dated_and_counted_by_itself():
    assert line(*PAIN).done == (
        "Advised to call the same day (9 Nov); to contact the clinic within days (11 Nov);"
        " to mention it at the next visit (on 5 days, last 15 Nov)."
        " Contacted 10 Nov, 12 Nov; on 10 Nov they said “Rest it.”"
    )


def test_milder_advice_after_the_contact_is_not_the_same_told_again():
    assert "Told again" not in line(*PAIN).done
    assert line(*PAIN).answered


def test_the_days_are_those_of_the_reasons_and_not_of_the_telling():
    assert (line(*PAIN).first, line(*PAIN).last) == (nov(5), nov(11))


def test_a_grade_has_its_own_days():
    assert line(*PAIN).what == (
        "Musculoskeletal pain (screen) severe on 2 days, moderate on 1, mild on 4; Arthralgia moderate"
    )


def test_low_days_add_up_to_those_of_the_mood_section():
    days = [(day, "mood", mark) for day, mark in enumerate((3, 2, 2, 1, 1, 1), 1)]

    assert line(told("S-MOOD-2", URGENT, 6, *days)).what == (
        "Depressed mood very low on 1 day, low on 2, a bit low on 3"
    )


@pytest.mark.parametrize(
    ("item", "marks", "said"),
    [
        ("jaundice", (1,), "Jaundice"),
        ("jaundice", (1, 1), "Jaundice on 2 days"),
        ("self_harm", (1,), "Suicidal ideation: yes"),
        (
            "self_harm",
            (2, 1, 2),
            "Suicidal ideation: yes on 1 day, would rather talk to someone on 2",
        ),
        ("joint_pain", (2, 2), "Arthralgia moderate on 2 days"),
    ],
)
def test_of_yes_and_no_there_is_no_worst(item, marks, said):
    reasons = [(day, item, mark) for day, mark in enumerate(marks, 1)]

    assert line(told("S-MOOD-1", NOW, 9, *reasons)).what == said


def test_of_two_results_the_one_that_called_for_more_is_named_with_its_day():
    high = told("LAB-TG", URGENT, 1, (1, "TG", "12 mmol/L (limit 1.7)"))
    lower = told("LAB-TG", NEXT, 15, (15, "TG", "2.4 mmol/L (limit 1.7)"))

    assert line(high, lower).what == (
        "Triglycerides 12 mmol/L (limit 1.7) on 1 Nov, 2.4 mmol/L (limit 1.7) on 15 Nov"
    )


def test_two_medicines_that_do_not_go_together_come_with_the_reason():
    rows = [
        told("O-IIH-3", URGENT, day, (day, "medicines", "doxycycline"))
        for day in range(1, 19)
    ]

    assert line(*rows).what == (
        "Medicine: doxycycline, with isotretinoin: the two together have been linked with raised pressure"
        " around the brain and should be avoided"
    )
    assert line(*rows).done == (
        "Advised to call the same day (on 18 days, last 18 Nov). No contact recorded yet."
    )


def test_a_reason_of_another_version_of_the_rule_is_not_given_for_this_one():
    old = told("O-IIH-3", URGENT, 1, (1, "medicines", "doxycycline"))
    old.rule_version = 99

    assert line(old).what == "Medicine: doxycycline"


def test_what_an_older_set_asked_for_is_no_medicine():
    assert line(told("O-GONE-1", NEXT, 1, (1, "gone_item", 2))).what == "Gone item 2"


# What belongs together, and what does not.


def test_the_same_item_at_another_time_is_a_line_of_its_own():
    early = told("S-MSK-1", URGENT, 1, *aches((1, 3)))
    late = told("S-MSK-2", SOON, 15, *aches((13, 2), (14, 2), (15, 2)))

    assert len(lines(early, late)) == 2


def test_a_flag_between_two_runs_of_another_rule_belongs_to_neither():
    runs = [told("S-MSK-3", NEXT, day, *aches((day, 1))) for day in (1, 17)]

    assert len(lines(*runs, told("S-MSK-1", URGENT, 9, *aches((9, 3))))) == 2


def test_days_that_follow_each_other_are_one_episode():
    first = told("S-MSK-1", URGENT, 1, *aches((1, 3)))
    after = told("S-MSK-3", NEXT, 2, *aches((2, 2)))

    assert len(lines(first, after)) == 1


def test_rules_about_different_things_stay_apart_although_an_item_is_in_both():
    muscle = told("O-MUS-1", NOW, 9, (9, "aches", 3), (9, "urine_dark", 1))
    pain = told("S-MSK-1", URGENT, 9, *aches((9, 3)))

    assert [each.rules for each in lines(muscle, pain)] == [("O-MUS-1",), ("S-MSK-1",)]


def test_rules_of_one_family_that_share_no_item_stay_apart():
    suicidal = told("S-MOOD-1", NOW, 9, (9, "self_harm", 1))
    low = told("S-MOOD-2", URGENT, 9, (9, "mood", 3))

    assert [each.level for each in lines(suicidal, low)] == [NOW, URGENT]


def test_no_third_rule_ties_two_together():
    sight = told("S-VIS-2", URGENT, 9, (9, "vision", 2))
    head = told("O-HEAD-1", URGENT, 9, (9, "headache", 3))
    both = told("O-IIH-2", SOON, 9, (9, "headache", 2), (9, "vision", 1))

    assert len(lines(sight, head, both)) == 2


def test_the_rule_for_any_item_joins_whatever_speaks_of_all_of_its_items():
    lips = told("S-DRY-2", SOON, 9, (9, "lips_dry", 3))
    lasting = told("O-PERS", NEXT, 9, (9, "lips_dry", 3))
    more = told("O-PERS", NEXT, 9, (9, "lips_dry", 3), (9, "itch", 2))

    assert len(lines(lips, lasting)) == 1
    assert len(lines(lips, more)) == 2


# What waits for a contact.


def test_a_contact_about_milder_advice_does_not_answer_the_stronger():
    pain = line(
        told("S-MSK-1", URGENT, 9, *aches((9, 3))),
        told("S-MSK-2", SOON, 10, *aches((9, 3), (10, 2)), **contacted(11, "Rest.")),
    )

    assert pain.unanswered
    assert pain.done.endswith(
        "No contact recorded about the strongest advice. Contacted 11 Nov; they said “Rest.”"
    )


def test_a_call_about_an_emergency_does_not_answer_what_was_urgent_after_it():
    pain = line(
        told("O-IIH-1", NOW, 1, (1, "headache", 3), (1, "vision", 2), **contacted(1)),
        told("O-HEAD-1", URGENT, 2, (2, "headache", 3)),
    )

    assert pain.unanswered
    assert pain.done.endswith("Contacted 1 Nov. Not all of it has a contact recorded.")


def test_told_again_is_said_of_the_same_advice():
    again = line(
        told("S-MSK-1", URGENT, 1, *aches((1, 3)), **contacted(1)),
        told("S-MSK-1", URGENT, 8, *aches((8, 3))),
    )

    assert again.done == (
        "Advised to call the same day (1 Nov, 8 Nov). Contacted 1 Nov. Told again since."
    )
    assert again.unanswered


# The order.


def test_thoughts_of_suicide_come_first_of_their_level_although_older():
    rows = [
        told("O-ALL-1", NOW, 19, (19, "breathing", 1)),
        told("O-IIH-1", NOW, 19, (19, "vision_loss", 1)),
        told("S-MOOD-1", NOW, 3, (3, "self_harm", 1)),
        told("O-NEU-1", NOW, 20, (20, "seizure", 1)),
    ]

    assert [each.code for each in lines(*rows)][:2] == ["S-MOOD-1", "O-NEU-1"]


def test_an_old_emergency_nobody_answered_comes_before_a_new_call():
    old = told("S-MOOD-1", NOW, -25, (-25, "self_harm", 1))
    new = told("S-EYE-1", URGENT, 20, (20, "eyes_dry", 3))

    assert [each.code for each in lines(old, new)] == ["S-MOOD-1", "S-EYE-1"]


def test_without_mood_nothing_of_it_is_counted_or_dated():
    rows = [
        *PAIN,
        told("S-MOOD-1", NOW, 19, (19, "self_harm", 1)),
        told("S-MOOD-3", SOON, 2, (2, "mood", 2), (2, "phq2", 4), **contacted(3, "X")),
    ]

    assert lines(*rows, parts=USUAL_PARTS) == lines(*PAIN, parts=USUAL_PARTS)


# The laws.


@given(rows=findings(60))
def test_nothing_told_is_lost_in_a_milder_or_an_answered_line(rows):
    found = attention(
        rows, (), parts=EVERY, first=START, last=START + timedelta(days=59)
    )

    for row in rows:
        (own,) = [each for each in found if row.rule in each.rules]
        assert own.level >= row.level
        if row.level >= Level.URGENT and row.contacted_on is None:
            later = [
                each.contacted_on
                for each in rows
                if each.rule == row.rule and each.contacted_on
            ]
            assert own.unanswered or max(later) >= row.day
    assert sorted({row.rule for row in rows}) == sorted(
        rule for each in found for rule in each.rules
    )


@given(rows=findings(60))
def test_thoughts_of_suicide_are_first_of_those_that_wait(rows):
    found = attention(
        rows, (), parts=EVERY, first=START, last=START + timedelta(days=59)
    )
    waiting = [each for each in found if each.unanswered]

    assert list(found[: len(waiting)]) == waiting
    assert [each.level for each in waiting] == sorted(
        (each.level for each in waiting), reverse=True
    )
    assert "S-MOOD-1" not in [rule for each in waiting[1:] for rule in each.rules]
