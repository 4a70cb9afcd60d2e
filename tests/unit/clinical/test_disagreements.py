"""Where sources differ, both sides are named and tied to what they are about."""

import re

import pytest

from tracker.clinical.labs.plans import PROFILES, TESTS
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.traces.disagreements import DISAGREEMENTS, disagreements_about
from tracker.clinical.traces.seed_claims import CLAIMS, Verdict
from tracker.clinical.vocabulary import CATALOGUE

every_one = pytest.mark.parametrize("each", DISAGREEMENTS, ids=lambda each: each.id)
LAB_RULES = {f"LAB-{code}" for code in TESTS}


@every_one
def test_both_sides_and_what_we_follow_are_said(each):
    said = (each.one, each.other, each.we_follow)

    assert len(set(said)) == 3
    assert all(text.endswith(".") for text in said)
    assert "!" not in " ".join(said)
    assert "normal" not in " ".join(said).lower()


@every_one
def test_each_rests_on_two_documents_and_names_what_exists(each):
    assert len({source.id for source in each.sources}) >= 2
    assert set(each.rules) <= set(RULES_BY_ID) | LAB_RULES
    assert set(each.items) <= set(CATALOGUE)


def test_the_room_for_the_last_test_is_that_of_the_plans():
    (differ,) = [each for each in DISAGREEMENTS if each.id == "D-LASTTEST"]
    room = [last_test(PROFILES[name]).window[1] for name in ("us", "uk")]

    assert re.findall(r"\d+", differ.we_follow) == [str(days) for days in room]


def last_test(lines):
    """Return the pregnancy test a month after the last capsule."""
    (line,) = [
        each
        for each in lines
        if each.for_pregnancy and each.anchor == "end" and each.offset == 30
    ]
    return line


@pytest.mark.parametrize(
    ("id_", "status"),
    [
        ("D-BACTERIA", "BG"),
        ("D-SUN", "BG"),
        ("D-HOME", "UNVERIFIED"),
        ("D-LABS", "UNVERIFIED"),
        ("D-WOUND", "verified"),
    ],
)
def test_the_status_is_that_of_the_weakest_document(id_, status):
    (differ,) = [each for each in DISAGREEMENTS if each.id == id_]

    assert differ.status.value == status


def test_no_id_is_used_twice():
    assert len({each.id for each in DISAGREEMENTS}) == len(DISAGREEMENTS)


def test_a_rule_knows_where_its_sources_differ():
    assert [each.id for each in disagreements_about("O-NOSE-1")] == ["D-NOSE"]
    assert [each.id for each in disagreements_about("S-MSK-3")] == [
        "D-JOINT",
        "D-RARE",
        "D-SETTLE",
    ]
    assert [each.id for each in disagreements_about("LAB-ALT")] == ["D-LABS"]


def test_a_rule_nobody_disputes_has_none():
    assert disagreements_about("O-ALL-1") == ()
    assert disagreements_about("O-GONE-1") == ()


def test_every_contradicted_line_of_the_seeds_is_shown_somewhere():
    cited = {citation for each in DISAGREEMENTS for citation in each.citations}
    contradicted = [
        line.rstrip("ab")
        for claim in CLAIMS
        if claim.verdict is Verdict.CONTRADICT
        for line in claim.lines
    ]

    # SB7 and SB42 say the same thing, and are shown as one.
    assert set(contradicted) - {"SB7"} <= cited
