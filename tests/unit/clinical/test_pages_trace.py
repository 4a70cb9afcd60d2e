"""The pages that tie claims, sources, rules and tests together hold every row."""

import io

import pytest
from django.core.management import CommandError, call_command

from tracker.clinical.crisis import CRISIS_REGIONS
from tracker.clinical.labs.plans import OVERLAYS, PROFILES, TESTS
from tracker.clinical.labs.thresholds import THRESHOLDS
from tracker.clinical.pages import clinical as pages
from tracker.clinical.pages import trace as pages_trace
from tracker.clinical.rules.changes import CHANGES
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.sources import SOURCES
from tracker.clinical.traces.coverage import LEFT_OUT, SIGNS
from tracker.clinical.traces.disagreements import DISAGREEMENTS
from tracker.clinical.traces.seed_claims import CLAIMS
from tracker.clinical.vocabulary import ITEMS


def test_every_claim_of_the_seeds_is_on_the_matrix_with_its_tests():
    page = pages_trace.matrix_page()

    assert all(f"## {claim.ref}\n" in page for claim in CLAIMS)
    assert page.count("| Tests |") == len(CLAIMS)
    assert "[S-MSK-1](rules.md#s-msk-1)" in page


def test_what_is_left_out_is_shown_with_its_reason():
    page = pages_trace.coverage_page()

    assert all(f"| {each.sign} |" in page for each in SIGNS)
    assert all(f"| {each.id} | {each.sign} |" in page for each in LEFT_OUT)
    assert all(each.reason in page for each in LEFT_OUT)


def test_numbers_that_are_missing_are_listed_as_open_gaps():
    gaps = pages_trace.coverage_page().partition("## Open gaps")[2]
    child, advice = (
        next(line for line in gaps.splitlines() if line.startswith(f"| {gap} |"))
        for gap in ("G-CHILD", "G-ADVICE")
    )

    assert "United Kingdom" not in child
    for region in CRISIS_REGIONS.values():
        assert (region.name in child) is (region.code != "uk")
    missing = {"us", "ie", "fr", "eu", "other"}
    for region in CRISIS_REGIONS.values():
        assert (region.name in advice) is (region.code in missing)


def test_a_sign_names_the_rules_that_answer_it():
    assert pages_trace.rules_naming(["little_urine"]) == ("O-KID-1",)
    assert "S-MSK-1" in pages_trace.rules_naming(["joint_pain"])
    assert pages_trace.rules_naming(["pain"]) == ()


def test_every_disagreement_threshold_and_rule_set_has_its_place():
    differ, thresholds, log = (
        pages_trace.disagreements_page(),
        pages_trace.thresholds_page(),
        pages_trace.changelog_page(),
    )

    assert all(f"## {each.id}: {each.topic}\n" in differ for each in DISAGREEMENTS)
    assert all(f"| {row.id} |" in thresholds for row in THRESHOLDS)
    assert all(f"## Rule set {change.ruleset}," in log for change in CHANGES)


def rows_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("| ")]


def test_every_row_of_the_data_says_its_version_status_date_and_reviewer():
    rules, symptoms = pages.rules_page(), pages.symptoms_page()
    plans = pages.plans_page(TESTS.values(), PROFILES, OVERLAYS)

    assert rules.count("| Version, checked on, reviewer |") == len(RULES)
    assert symptoms.count("reviewed by nobody yet") == len(ITEMS)
    assert pages.sources_page().count("| nobody yet |") == len(SOURCES)
    assert pages_trace.thresholds_page().count("nobody yet |") == len(THRESHOLDS)
    assert "| version | checked on | reviewer |" in plans


def test_a_rule_page_says_where_sources_differ():
    rows = rows_of(pages.rules_page())

    assert any("Sources differ" in row and "D-NOSE" in row for row in rows)


def test_a_rule_changed_without_a_new_version_stops_the_command(tmp_path):
    call_command("clinical_pages", folder=tmp_path, stdout=io.StringIO())
    kept = tmp_path / "rule-fingerprints.txt"
    lines = [
        "S-MSK-3 1 0000000000000000" if line.startswith("S-MSK-3 ") else line
        for line in kept.read_text(encoding="utf-8").splitlines()
    ]
    kept.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(CommandError, match="S-MSK-3 changed: raise its version"):
        call_command("clinical_pages", folder=tmp_path, check=True)
