"""A rule that changes gets a new version, and an id is never used for another rule."""

from dataclasses import replace

import pytest

from tests.house.repository import ROOT
from tracker.clinical.conditions.symptoms import graded, medicine, once
from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.clinical.rules import fingerprints
from tracker.clinical.rules.changes import CHANGES
from tracker.clinical.rules.fingerprints import (
    Clash,
    added_to,
    fingerprint,
    read_ledger,
    written_ledger,
)
from tracker.clinical.rules.retired import RETIRED
from tracker.clinical.rules.rule import AfterCourse, Rule, case
from tracker.clinical.rules.ruleset import RULES, RULES_BY_ID
from tracker.clinical.scales import Level

LEDGER = ROOT / "docs" / "clinical" / "rule-fingerprints.txt"
RULE = RULES_BY_ID["S-MSK-3"]


def ledger_of(*rules: Rule) -> dict[tuple[str, int], str]:
    return added_to({}, rules)


def louder(rule: Rule, **changes) -> Rule:
    return replace(
        rule, cases=case(Level.EMERGENCY, once(graded(2, "joint_pain"))), **changes
    )


def test_the_list_holds_every_rule_as_it_is_today():
    kept = read_ledger(LEDGER.read_text(encoding="utf-8"))

    assert added_to(kept, RULES) == kept
    assert {id_ for id_, _version in kept} == set(RULES_BY_ID) | set(RETIRED)


def test_what_decides_changes_the_fingerprint_and_words_do_not():
    assert fingerprint(louder(RULE)) != fingerprint(RULE)
    assert fingerprint(replace(RULE, official_stop_advice=True)) != fingerprint(RULE)
    assert fingerprint(replace(RULE, after_course=AfterCourse.ALWAYS)) != fingerprint(
        RULE
    )
    assert fingerprint(replace(RULE, reading="Read anew.")) == fingerprint(RULE)


def test_a_fingerprint_does_not_depend_on_the_order_of_a_set():
    one = replace(RULE, cases=case(Level.SOON, medicine("x", frozenset("abcdef"))))
    other = replace(RULE, cases=case(Level.SOON, medicine("x", frozenset("fedcba"))))

    assert fingerprint(one) == fingerprint(other)


def test_a_changed_rule_without_a_new_version_is_refused():
    with pytest.raises(Clash, match=r"S-MSK-3 changed: raise its version above 1\."):
        added_to(ledger_of(RULE), [louder(RULE)])


def test_a_changed_rule_with_a_new_version_stands_beside_the_old():
    after = added_to(ledger_of(RULE), [louder(RULE, version=2)])

    assert sorted(after) == [("S-MSK-3", 1), ("S-MSK-3", 2)]


def test_a_version_never_goes_back():
    with pytest.raises(Clash, match="went back from version 2 to 1"):
        added_to(ledger_of(replace(RULE, version=2)), [RULE])


def test_a_rule_that_is_gone_has_to_be_named():
    with pytest.raises(Clash, match=r"S-MSK-3 is gone: name it in retired\.py"):
        added_to(ledger_of(RULE), [])


def test_a_retired_id_is_not_used_again(monkeypatch):
    monkeypatch.setattr(fingerprints, "RETIRED", {"S-MSK-3": "went in 2026.9"})

    assert added_to({}, []) == {}
    with pytest.raises(Clash, match="its id is not used again"):
        added_to({}, [RULE])


def test_the_list_is_read_back_as_it_was_written():
    kept = ledger_of(RULE, RULES_BY_ID["O-PERS"])

    assert read_ledger(written_ledger(kept)) == kept


# The change log


def test_the_newest_change_is_the_rule_set_of_today():
    assert CHANGES[0].ruleset == RULESET_VERSION
    assert len({change.ruleset for change in CHANGES}) == len(CHANGES)


def test_the_change_log_names_rules_that_exist_or_are_retired():
    known = set(RULES_BY_ID) | set(RETIRED)

    for change in CHANGES:
        assert {*change.added, *change.changed, *change.retired} <= known
        assert all(what.endswith(".") for what in change.what)
        assert change.reviewer == ""


def test_every_rule_above_its_first_version_is_in_the_change_log():
    told = {rule for change in CHANGES for rule in change.changed}

    assert {rule.id for rule in RULES if rule.version > 1} <= told


def test_a_version_never_goes_back_in_whatever_order_the_list_stands():
    old, new = ledger_of(RULE), ledger_of(replace(RULE, version=2))

    with pytest.raises(Clash, match="went back from version 2 to 1"):
        added_to({**new, **old}, [RULE])


def test_everything_that_does_not_fit_is_said_at_once():
    kept = ledger_of(RULE, RULES_BY_ID["O-PERS"])

    with pytest.raises(
        Clash,
        match=r"^S-MSK-3 changed: raise its version above 1\. O-PERS is gone: name it in retired\.py\.$",
    ):
        added_to(kept, [louder(RULE)])


def test_the_list_says_what_it_is():
    first, *_rest = written_ledger(ledger_of(RULE)).splitlines()

    assert first == "# Rule, version, fingerprint. Only added to."
