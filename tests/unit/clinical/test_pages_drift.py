"""No figure changes without a page changing: each is changed in turn, and the pages that are made differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tracker.clinical import crisis, vocabulary
from tracker.clinical.engine import findings
from tracker.clinical.labs import findings as lab_findings
from tracker.clinical.labs import ranges as lab_ranges
from tracker.clinical.labs import thresholds as lab_thresholds
from tracker.clinical.labs.measures import AtLeast, Below, Outcome, Signs, Times
from tracker.clinical.pages import clinical as pages
from tracker.clinical.pages import trace as pages_trace
from tracker.clinical.pages.numbers import _is_plain, _named_in, modules, numbers_page
from tracker.clinical.rules import bumps
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.scales import Level
from tracker.records.management.commands.clinical_pages import made

NAMED = [
    (module, name)
    for module in modules()
    for name in sorted(_named_in(module))
    if _is_plain(getattr(module, name))
]


def another(value):
    """Return a value of the same kind that is not the same."""
    if isinstance(value, timedelta):
        return value + timedelta(days=1)
    if isinstance(value, tuple):
        return value[1:] or ("other",)
    if isinstance(value, frozenset):
        return value | {"other"}
    if isinstance(value, (int, float, Decimal)):
        return value + 1
    return {**value, "other": 1}


@pytest.mark.parametrize(
    ("module", "name"), NAMED, ids=lambda each: getattr(each, "__name__", each)
)
def test_a_named_number_or_list_is_on_the_page(monkeypatch, module, name):
    before = numbers_page()

    monkeypatch.setattr(module, name, another(getattr(module, name)))

    assert numbers_page() != before


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (bumps, "_ADULT"),
        (bumps, "_HIGH_TRIGLYCERIDES"),
        (findings, "_COOLDOWN"),
        (lab_ranges, "NEAR"),
        (lab_findings, "STANDS"),
        (vocabulary, "TETRACYCLINES"),
        (vocabulary, "VITAMIN_A"),
    ],
)
def test_what_decides_most_is_among_them(module, name):
    assert (module, name) in NAMED


# The tables


@contextmanager
def with_change(owner: object, name: str, value: object) -> Iterator[None]:
    """Change a frozen record, as an edit of the data would, and take it back."""
    before = getattr(owner, name)
    object.__setattr__(owner, name, value)
    try:
        yield
    finally:
        object.__setattr__(owner, name, before)


OTHER_MEASURE = {
    Times: lambda measure: replace(measure, times=measure.times + 1),
    AtLeast: lambda measure: replace(measure, mg=str(int(measure.mg) + 1)),
    Below: lambda measure: replace(measure, value="1.2"),
    Outcome: lambda measure: replace(measure, outcome="other"),
}


@pytest.mark.parametrize("row", lab_thresholds.THRESHOLDS, ids=lambda row: row.id)
def test_a_threshold_cannot_change_in_silence(row):
    before = pages_trace.thresholds_page()
    other = OTHER_MEASURE[type(row.measure)](row.measure)

    with with_change(row, "measure", other):
        assert pages_trace.thresholds_page() != before
    with with_change(row, "signs", (*row.signs, Signs(("itch",)))):
        assert pages_trace.thresholds_page() != before
    with with_change(row, "level", Level.SELF_CARE):
        assert pages_trace.thresholds_page() != before


def test_the_thresholds_on_the_page_are_those_that_judge():
    assert vars(pages_trace)["THRESHOLDS"] is lab_thresholds.THRESHOLDS


def test_the_other_unit_of_a_threshold_is_on_the_page():
    row = next(each for each in lab_thresholds.THRESHOLDS if each.id == "T-TG-2")
    before = pages_trace.thresholds_page()

    with with_change(row, "measure", AtLeast("800", "9.5")):
        assert pages_trace.thresholds_page() != before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("days", 11),
        ("of", 15),
        ("mouth_days", 12),
        ("mouth_of", 16),
        ("flare_weeks", 5),
        ("from_grades", (("lips_dry", 3), ("skin_dry", 3), ("eyes_dry", 3))),
        ("codes", ("itch",)),
    ],
)
def test_what_counts_as_lasting_and_its_exceptions_are_on_the_page(name, value):
    before = pages.rules_page()

    with with_change(RULES_BY_ID["O-PERS"].cases[0].when, name, value):
        assert pages.rules_page() != before


def test_a_phrase_that_goes_changes_the_page(monkeypatch):
    before = pages.rules_page()
    words = crisis.SELF_HARM_WORDS[0]
    fewer = tuple(phrase for phrase in words.phrases if phrase != "kill myself")

    monkeypatch.setattr(crisis, "SELF_HARM_WORDS", (replace(words, phrases=fewer),))

    assert fewer != words.phrases
    assert pages.rules_page() != before


def test_a_rest_after_a_call_changes_the_page(monkeypatch):
    before = pages.rules_page()

    monkeypatch.setattr(findings, "_COOLDOWN", timedelta(days=9))

    assert "rests for 9 days" in pages.rules_page()
    assert pages.rules_page() != before


@pytest.mark.parametrize("rule", ["S-MOOD-3", "O-PERS"])
def test_what_a_rule_gives_way_to_is_on_the_page(rule):
    before = pages.rules_page()

    with with_change(RULES_BY_ID[rule], "gives_way_to", ("S-SUN-1",)):
        assert pages.rules_page() != before


def test_every_page_is_written_and_checked():
    assert {"numbers.md", "rules.md", "thresholds.md"} <= set(made())
