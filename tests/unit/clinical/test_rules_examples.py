"""Every rule has a source, a card for each level it can have, and two drawn examples that are true."""

import pytest

from tracker.clinical.cards.advice import CARDS, STOP_ADVICE, paragraphs
from tracker.clinical.engine.findings import findings_on
from tracker.clinical.rules.bumps import BUMPS
from tracker.clinical.rules.ruleset import RULES, Provenance, Rule
from tracker.clinical.sources import SOURCES
from tracker.clinical.traces.examples import EXAMPLES
from tracker.clinical.vocabulary import Level

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)

# From the seeds, from official labelling, for signs that leaflets name, and for the time after the course.
EXPECTED = 21 + 45 + 21 + 6


def spoken(diary) -> list[str]:
    return [finding.rule for finding in findings_on(diary.history, on=diary.day)]


def reachable(rule: Rule) -> set[Level]:
    levels = {case.level for case in rule.cases}
    bumps = [bump for bump in BUMPS if bump.family is rule.family]
    risen = {
        bump.raises(case.level)
        for case in rule.cases
        if case.may_rise
        for bump in bumps
    }
    return levels | risen


def test_there_is_a_rule_for_every_row_and_no_id_is_used_twice():
    ids = [rule.id for rule in RULES]

    assert len(ids) == len(set(ids)) == EXPECTED
    assert set(EXAMPLES) == set(CARDS) == set(ids)


@every_rule
def test_the_example_that_should_speak_does(rule):
    assert rule.id in spoken(EXAMPLES[rule.id].speaks)


@every_rule
def test_the_example_that_should_stay_quiet_does(rule):
    assert rule.id not in spoken(EXAMPLES[rule.id].quiet)


@every_rule
def test_a_rule_names_a_source_it_can_be_checked_against(rule):
    assert rule.sources
    assert all(ref.title for ref in rule.sources)
    assert rule.says.endswith(".")
    assert rule.reading.endswith(".")
    assert rule.reviewer == ""


@every_rule
def test_a_seed_rule_cites_a_line_of_a_seed(rule):
    cites_seed = any(
        ref.id.startswith(("SA", "SB")) and "line" in ref.section
        for ref in rule.sources
    )

    assert cites_seed is (rule.provenance is not Provenance.OFFICIAL_ADDED)


@every_rule
def test_there_is_a_card_for_each_level_and_no_other(rule):
    assert set(CARDS[rule.id]) == reachable(rule)


@every_rule
def test_a_card_speaks_calmly_and_changes_no_dose(rule):
    for card in CARDS[rule.id].values():
        said = " ".join((card.title, card.advice, card.ask)).lower()

        assert "!" not in said
        assert "normal" not in said
        assert "you are fine" not in said
        assert "stop " not in said
        assert card.ask.endswith("?")


@every_rule
def test_stop_advice_is_shown_where_a_source_says_so_and_nowhere_else(rule):
    pair = EXAMPLES[rule.id].speaks
    finding = next(
        each for each in findings_on(pair.history, on=pair.day) if each.rule == rule.id
    )

    assert finding.official_stop_advice is rule.official_stop_advice
    assert (STOP_ADVICE in paragraphs(finding.advice)) is rule.official_stop_advice


@every_rule
def test_a_condition_can_be_read(rule):
    assert all(case.when.words() for case in rule.cases)


def test_every_source_says_how_much_of_it_was_read():
    reads = {"full", "part", "excerpt", "abstract", "second-hand", "none"}

    assert {source.read for source in SOURCES.values()} <= reads


def test_a_rule_is_as_urgent_as_its_most_urgent_case():
    levels = {rule.id: rule.level for rule in RULES}

    assert levels["S-VIS-2"] is Level.URGENT
    assert levels["O-OD-1"] is Level.EMERGENCY
