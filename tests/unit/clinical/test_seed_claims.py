"""Each claim of the seed texts is answered by something that exists, and proved by a test that exists."""

import ast
import re

import pytest

from tests.house.repository import ROOT
from tracker.clinical.course.window_data import WINDOWS
from tracker.clinical.education.weeks import TOPICS
from tracker.clinical.labs.plans import OVERLAYS, PROFILES
from tracker.clinical.rules.ruleset import RULES_BY_ID, Provenance
from tracker.clinical.sources import ref
from tracker.clinical.traces.seed_claims import CLAIMS, Use, Verdict
from tracker.clinical.vocabulary import CATALOGUE

PLAN_LINES = {
    line.id for lines in (*PROFILES.values(), *OVERLAYS.values()) for line in lines
}
# The rows of the evidence pack, section 1.
ROWS = {
    "A": "3 5 9 11 15 17 21 23 25 29 31 35 37 39a 39b 41a 41b 41c 45 47 49 53 55 57 61 63 65",
    "B": "3 7a 7b 11a 11b 15a 15b 19 23 29 31 33 35a 35b 39a 39b 42a 42b",
}
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.ref)


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_line_of_the_pack_is_left_out_and_none_is_there_twice():
    wanted = [
        f"S{seed}{line}" for seed, lines in ROWS.items() for line in lines.split()
    ]

    assert sorted(line for claim in CLAIMS for line in claim.lines) == sorted(wanted)


@every_claim
def test_a_claim_is_answered(claim):
    answers = (
        *claim.rules,
        *claim.items,
        *claim.topics,
        *claim.plan_lines,
        *claim.windows,
    )

    assert answers
    assert claim.claim.endswith(".")
    assert claim.says.endswith(".")
    assert claim.reviewer == ""


@every_claim
def test_what_answers_a_claim_exists(claim):
    assert set(claim.rules) <= set(RULES_BY_ID)
    assert set(claim.items) <= set(CATALOGUE)
    assert set(claim.plan_lines) <= PLAN_LINES
    assert set(claim.topics) <= set(TOPICS)
    assert set(claim.windows) <= {window.id for window in WINDOWS}
    assert all(ref(citation).title for citation in (*claim.lines, *claim.citations))


@every_claim
def test_a_claim_names_tests_that_exist(claim):
    assert claim.tests
    for name in claim.tests:
        path, _sep, function = name.partition("::")
        assert function in functions_of(path), name


@every_claim
def test_each_use_has_what_it_needs(claim):
    uses = set(claim.uses)

    assert (Use.LOG in uses) <= bool(claim.items)
    assert (Use.FLAG in uses) <= bool(claim.rules)
    assert (Use.LAB in uses) <= bool(claim.plan_lines or claim.rules)
    assert (uses == {Use.EDU}) <= bool(claim.topics)


@every_claim
def test_what_is_contradicted_or_not_supported_is_said_differently(claim):
    differs = claim.verdict in {Verdict.CONTRADICT, Verdict.UNSUPPORTED}

    assert differs <= (bool(claim.citations) and claim.says != claim.claim)


def test_every_seed_rule_answers_a_claim_it_cites():
    answered = {rule: claim for claim in CLAIMS for rule in claim.rules}
    seed_rules = [
        rule
        for rule in RULES_BY_ID.values()
        if rule.provenance is not Provenance.OFFICIAL_ADDED
    ]

    assert [rule.id for rule in seed_rules if rule.id not in answered] == []


def test_every_seed_line_a_rule_cites_is_in_the_list():
    numbers = {re.sub(r"[a-z]$", "", line) for claim in CLAIMS for line in claim.lines}
    cited = {
        citation
        for rule in RULES_BY_ID.values()
        for citation in rule.citations
        if re.fullmatch(r"S[AB]\d+[a-z]?", citation)
    }

    assert {re.sub(r"[a-z]$", "", citation) for citation in cited} <= numbers
