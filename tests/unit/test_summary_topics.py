"""Which part of a page everything belongs to."""

from __future__ import annotations

import pytest

from tracker.clinical.check_ins.questionnaires import REASONS
from tracker.clinical.labs.plans import TESTS
from tracker.clinical.rules.ruleset import RULES, RULES_BY_ID
from tracker.clinical.vocabulary import CONDITIONS, ITEMS, Group
from tracker.summary import topics
from tracker.summary.document import PARTS


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("joint_pain", "summary"),
        ("fatigue", "summary"),
        ("mood", "mood"),
        ("self_harm", "mood"),
        ("confidence", "mood"),
        ("sexual", "sexual"),
        ("period_late", "pregnancy"),
        ("contraception_missed", "pregnancy"),
        ("ALT", "labs"),
        ("HCG_S", "pregnancy"),
        ("depression_history", "mood"),
        ("diabetes", "summary"),
    ],
)
def test_a_reason_belongs_to_a_part(code, part):
    assert topics.of_item(code) == part


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("S-MSK-1", "summary"),
        ("S-MOOD-1", "mood"),
        ("O-PSY-2", "mood"),
        ("O-SLEEP-1", "mood"),
        ("S-PREG-2", "pregnancy"),
        ("O-MENS-1", "pregnancy"),
        ("O-BF-1", "pregnancy"),
        ("O-SEX-1", "sexual"),
        ("O-BREAST-1", "sexual"),
        ("O-MOOD-2", "mood"),
        ("O-PSY-3", "mood"),
        ("LAB-TG", "labs"),
        ("LAB-HCG_U", "pregnancy"),
        ("S-MOOD-99", "mood"),
        ("O-GONE-1", "summary"),
    ],
)
def test_a_rule_belongs_to_a_part(rule, part):
    assert topics.of_rule(rule) == part


def test_a_rule_of_the_mood_family_is_private_whatever_it_is_called(monkeypatch):
    renamed = {"O-NEW-1": RULES_BY_ID["S-MOOD-2"]}
    monkeypatch.setattr(topics, "RULES_BY_ID", renamed)

    assert topics.of_rule("O-NEW-1") == "mood"


def test_every_item_test_rule_and_condition_belongs_to_a_part_one_can_choose():
    found = {
        *(topics.of_item(each.code) for each in ITEMS),
        *(topics.of_test(code) for code in TESTS),
        *(topics.of_rule(rule.id) for rule in RULES),
        *(topics.of_condition(code) for code in CONDITIONS),
        *(topics.of_item(code) for code in REASONS),
    }

    assert found <= set(PARTS)


def test_nothing_about_periods_contraception_or_sex_is_on_the_page_by_itself():
    parts = {
        topics.of_item(each.code) for each in ITEMS if each.group is Group.MENSTRUAL
    }

    assert parts == {"pregnancy", "sexual"}
