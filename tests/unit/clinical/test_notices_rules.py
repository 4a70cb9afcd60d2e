"""What raises a rule, its place among equals, and how it is made."""

import pytest

from tests.diaries import day, diary, history
from tracker.clinical.conditions.symptoms import graded, once, yes
from tracker.clinical.engine.findings import findings_on
from tracker.clinical.facts import LabResult
from tracker.clinical.rules.bumps import BUMPS
from tracker.clinical.rules.rule import (
    AfterCourse,
    Case,
    Family,
    Provenance,
    Rule,
    Status,
    case,
    official_rule,
)
from tracker.clinical.rules.ruleset import RULES, order_of
from tracker.clinical.sources import UnknownSource, ref, source_of
from tracker.clinical.traces.drawings import BadDrawing, entries_drawn
from tracker.clinical.vocabulary import Level, UnknownMark, word_for

MOOD = graded(2, "mood")


def test_no_fact_raises_a_tip():
    raising = [bump for bump in BUMPS if bump.at_least is None]

    assert {bump.raises(Level.SELF_CARE) for bump in raising} == {Level.SELF_CARE}


@pytest.mark.parametrize(("other", "value"), [("ALT", 30), ("CHOL", 150)])
def test_another_test_since_does_not_hide_high_triglycerides(other, value):
    assert _pain_is_an_emergency(("TG", 600, 1), (other, value, 2))


def test_another_high_number_is_not_one_of_triglycerides():
    assert not _pain_is_an_emergency(("CHOL", 600, 1))


def _pain_is_an_emergency(*results):
    labs = [
        LabResult(day=day(on), test=code, value=value, unit="mg/dL")
        for code, value, on in results
    ]
    known = history(diary("day 3\ntummy_pain 3"), labs=labs)
    return max(each.level for each in findings_on(known, on=day(3))) is Level.EMERGENCY


def test_rules_have_their_place_and_what_is_no_rule_comes_last():
    assert [order_of(rule.id) for rule in RULES] == list(range(len(RULES)))
    assert order_of("LAB-ALT") == len(RULES)


# ---- how a rule is made


def test_a_rule_from_official_advice_says_so_and_keeps_what_it_is_given():
    cases = case(
        Level.SOON,
        once(MOOD),
        once(yes("faint")),
        may_rise=False,
        after_course=AfterCourse.ALWAYS,
    )
    made = official_rule(
        "X-1",
        cases,
        "It says.",
        "We read.",
        "M1",
        "N3",
        stop=True,
        family=Family.MOOD,
        after=AfterCourse.MONTH,
        status=Status.BACKGROUND,
        gives_way_to=("X-2",),
        version=3,
    )

    assert cases == (
        Case(
            level=Level.SOON,
            when=once(MOOD),
            may_rise=False,
            after_course=AfterCourse.ALWAYS,
        ),
        Case(
            level=Level.SOON,
            when=once(yes("faint")),
            may_rise=False,
            after_course=AfterCourse.ALWAYS,
        ),
    )
    assert made == Rule(
        id="X-1",
        cases=cases,
        says="It says.",
        reading="We read.",
        citations=("M1", "N3"),
        provenance=Provenance.OFFICIAL_ADDED,
        version=3,
        official_stop_advice=True,
        family=Family.MOOD,
        after_course=AfterCourse.MONTH,
        status=Status.BACKGROUND,
        gives_way_to=("X-2",),
    )


def test_a_rule_may_rise_and_ends_with_the_course_unless_it_says_otherwise():
    made = official_rule("X-1", case(Level.SOON, once(MOOD)), "It says.", "We read.")

    assert made.cases == (Case(level=Level.SOON, when=once(MOOD)),)
    assert made == Rule(
        id="X-1",
        cases=made.cases,
        says="It says.",
        reading="We read.",
        citations=(),
        provenance=Provenance.OFFICIAL_ADDED,
    )


def test_a_mark_without_a_word_is_named():
    with pytest.raises(UnknownMark, match=r"^mood has no mark 9\.$"):
        word_for("mood", 9)


# ---- what a rule is shown with


def test_a_drawn_day_without_an_answer_is_no_entry_and_one_with_a_medicine_is():
    drawn = entries_drawn("day 1 2 3\nmood 1 . .", new_medicines={3: "zinc"})

    assert [(each.day, each.new_medicine) for each in drawn] == [
        (day(1), ""),
        (day(3), "zinc"),
    ]


def test_a_row_that_does_not_fit_is_named():
    with pytest.raises(BadDrawing, match=r"^mood has 1 answers for 2 days\.$"):
        entries_drawn("day 1 2\nmood 1")


def test_a_place_in_a_document_names_its_document():
    assert source_of("L1 5.8") == "L1"
    assert source_of("L1") == "L1"


def test_a_source_nobody_knows_is_named():
    with pytest.raises(UnknownSource, match=r"^There is no source called 'Z9'\.$"):
        ref("Z9")
