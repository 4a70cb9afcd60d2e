"""The two mood questionnaires: how they are scored, and what they make the rules say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.diaries import asked, check_in, day, diary, findings, level
from tracker.clinical.check_ins.questionnaires import (
    ANSWERS,
    PHQ2,
    PHQ9,
    QUESTIONNAIRES,
    UnknownQuestionnaire,
    blanks,
    is_positive,
    laid_over,
    question_nine,
    questionnaire,
    total,
)
from tracker.clinical.rules.rule import Status
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import Level

NEITHER = "00"


def by_rule(*check_ins, on, entries=(), **facts):
    told = findings(entries, on=day(on), check_ins=check_ins, **facts)
    return {each.rule: each for each in told}


# Scoring


@pytest.mark.parametrize(
    ("answers", "sum_of_all"),
    [("00", 0), ("12", 3), ("33", 6), ("3.", None), ("..", None), ("333333333", 27)],
)
def test_a_total_needs_every_answer(answers, sum_of_all):
    assert total(check_in(1, answers)) == sum_of_all


@pytest.mark.parametrize(
    ("answers", "positive"),
    [
        ("11", False),
        ("12", True),
        ("22", True),
        ("3.", True),
        (".2", False),
        ("..", False),
        ("120000000", True),
        ("113333330", False),
    ],
)
def test_three_points_in_the_first_two_questions_are_positive(answers, positive):
    assert is_positive(check_in(1, answers)) is positive


@pytest.mark.parametrize(
    ("answers", "said"),
    [("33", 0), ("000000000", 0), ("00000000.", 0), ("........2", 2)],
)
def test_question_nine_is_read_on_its_own(answers, said):
    assert question_nine(check_in(1, answers)) == said


def test_blanks_are_counted():
    assert blanks(check_in(1, "1..0....2")) == 6


def test_the_highest_total_follows_from_the_questions():
    assert (PHQ2.most, PHQ9.most) == (6, 27)
    assert (PHQ2.cut_off, PHQ9.cut_off) == (3, 10)
    assert PHQ9.questions[:2] == PHQ2.questions
    assert len(ANSWERS) == 4


def test_neither_licence_nor_wording_passes_as_checked():
    for each in QUESTIONNAIRES.values():
        assert each.licence is each.wording is Status.UNVERIFIED
        assert each.reviewer == ""
        assert all(ref(citation).title for citation in each.citations)


def test_an_unknown_questionnaire_is_refused():
    with pytest.raises(UnknownQuestionnaire, match="gad7"):
        questionnaire("gad7")


def test_a_later_answer_stands_and_a_later_blank_does_not():
    assert laid_over(check_in(1, "31"), check_in(2, "0.")).answers == (0, 1)


def test_the_longer_one_answers_the_first_two_again():
    assert laid_over(check_in(1, "31"), check_in(2, "001111111")).answers == (0, 0)


@pytest.mark.parametrize(("later", "stands"), [("0", 2), ("1", 1), (".", 2)])
def test_a_thought_of_harm_is_not_undone_by_a_later_no(later, stands):
    before, after = check_in(1, "000000002"), check_in(9, "00000000" + later)

    assert laid_over(before, after).answers[8] == stands


# What the rules make of it


@pytest.mark.parametrize(
    ("answers", "speaks"),
    [("11", False), ("12", True), ("22", True), ("3.", True), ("2.", False)],
)
def test_a_positive_score_asks_for_a_call_this_week(answers, speaks):
    told = by_rule(check_in(3, answers), on=3)

    assert list(told) == (["S-MOOD-3"] if speaks else [])
    assert all(each.level is Level.SOON for each in told.values())


def test_the_same_two_questions_count_in_the_longer_one():
    assert list(by_rule(check_in(3, "210000000"), on=3)) == ["S-MOOD-3"]


def test_a_high_total_alone_is_left_to_the_clinician():
    assert by_rule(check_in(3, "003333330"), on=3) == {}


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_question_nine_is_an_emergency_whatever_the_total(answer):
    told = by_rule(check_in(3, "00000000" + answer), on=3)["S-MOOD-1"]

    assert told.level is Level.EMERGENCY
    assert [(each.item, each.value) for each in told.triggered_by] == [
        ("phq9_9", int(answer))
    ]


def test_question_nine_at_zero_or_blank_stays_quiet():
    assert by_rule(check_in(3, "000000000"), check_in(4, "........."), on=4) == {}


def test_the_reason_names_the_score_and_not_the_answers():
    told = by_rule(check_in(3, "31"), on=3)["S-MOOD-3"]

    assert [(each.day, each.item, each.value) for each in told.triggered_by] == [
        (day(3), "phq2", 4)
    ]


def test_it_speaks_beside_the_diary_of_the_same_day():
    entries = diary("""
        day   1 2 3
        mood  0 0 0
    """)

    assert asked(entries, on=day(3), check_ins=[check_in(3, "30")]) == ["S-MOOD-3"]


def test_a_positive_score_of_somebody_under_age_is_for_today():
    born = day(1).replace(year=day(1).year - 16)

    assert level((), on=day(2), check_ins=[check_in(2, "30")], born=born) is (
        Level.URGENT
    )


def test_nothing_after_the_day_matters():
    assert by_rule(check_in(4, "33"), on=3) == {}


def test_it_goes_on_over_days_nobody_logged():
    told = by_rule(check_in(3, "33"), on=20)["S-MOOD-3"]

    assert told.still_happening


def test_it_goes_on_over_any_number_of_later_entries():
    later = diary("day 4 5 6 7 8\nlips_dry 1 1 1 1 1")

    assert "S-MOOD-3" in by_rule(check_in(3, "33"), on=8, entries=later)


def test_question_nine_stays_an_emergency_whatever_the_diary_says():
    later = diary("day 4 5 6 7\nmood 0 0 0 0\nself_harm 0 0 0 0")
    told = by_rule(check_in(3, "000000002"), on=7, entries=later)

    assert told["S-MOOD-1"].level is Level.EMERGENCY


def test_a_later_check_in_ends_it():
    assert by_rule(check_in(3, "33"), check_in(5, NEITHER), on=5) == {}


def test_a_later_check_in_with_blanks_ends_nothing_it_left_blank():
    assert "S-MOOD-3" in by_rule(check_in(3, "33"), check_in(5, ".0"), on=5)


def test_a_later_no_does_not_end_the_emergency():
    later = by_rule(check_in(3, "000000001"), check_in(5, "000000000"), on=5)

    assert later["S-MOOD-1"].still_happening


def test_two_days_are_never_added_up():
    assert by_rule(check_in(3, "2."), check_in(4, ".2"), on=4) == {}


def test_both_still_count_three_months_after_the_last_capsule():
    told = by_rule(check_in(95, "300000001"), on=95, last_dose=1)

    assert set(told) == {"S-MOOD-1", "S-MOOD-3"}


def test_the_diarys_own_mood_does_not_stay_on_with_it():
    late = diary("day 95\nmood 2")

    assert asked(late, on=day(95), last_dose=1) == []


def test_both_rules_have_a_new_version():
    assert {RULES_BY_ID[rule].version for rule in ("S-MOOD-1", "S-MOOD-3")} == {2}


# Laws

DAYS = 40
one_answer = st.none() | st.integers(0, 3)
answered = st.builds(
    lambda number, answers: replace(check_in(number, "00"), answers=answers),
    st.integers(1, DAYS),
    st.tuples(one_answer, one_answer),
) | st.builds(
    lambda number, answers: replace(check_in(number, "0" * 9), answers=answers),
    st.integers(1, DAYS),
    st.tuples(*[one_answer] * 9),
)
several = st.lists(
    answered, min_size=1, max_size=4, unique_by=lambda each: (each.day, each.tool)
)
modestly = settings(max_examples=60, deadline=None)


@modestly
@given(several, st.data())
def test_a_worse_answer_never_lowers_the_level(check_ins, data):
    place = data.draw(st.integers(0, len(check_ins) - 1))
    said = [
        number
        for number, answer in enumerate(check_ins[place].answers)
        if answer is not None
    ]
    if not said:
        return
    question = data.draw(st.sampled_from(said))
    answers = list(check_ins[place].answers)
    answers[question] = data.draw(st.integers(answers[question], 3))
    worse = list(check_ins)
    worse[place] = replace(check_ins[place], answers=tuple(answers))

    assert level((), on=day(DAYS), check_ins=worse) >= level(
        (), on=day(DAYS), check_ins=check_ins
    )


@modestly
@given(several, st.randoms(use_true_random=False), st.integers(1, DAYS))
def test_neither_order_nor_what_came_later_matters(check_ins, random, number):
    known = [each for each in check_ins if each.day <= day(number)]
    shuffled = list(check_ins)
    random.shuffle(shuffled)

    assert findings((), on=day(number), check_ins=shuffled) == findings(
        (), on=day(number), check_ins=known
    )


@modestly
@given(several, st.integers(0, 60))
def test_a_day_without_one_is_never_evidence_of_health(check_ins, gap):
    last = max(each.day for each in check_ins)

    assert level((), on=last + timedelta(days=gap), check_ins=check_ins) >= (
        level((), on=last, check_ins=check_ins)
    )


def test_what_is_laid_over_keeps_its_own_day_and_name():
    both = laid_over(check_in(1, "30"), check_in(9, "0........"))

    assert (both.day, both.tool, both.answers) == (day(1), "phq2", (0, 0))
