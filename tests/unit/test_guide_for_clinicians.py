"""The worked example of the guide for clinicians is what the files really say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.patients import NOON
from tests.summaries import made, robin
from tracker.summary.render import as_csv, as_fhir
from tracker.summary.render.as_html import dose_formula

GUIDE = (ROOT / "docs" / "guide" / "for-clinicians.md").read_text()
BLOCKS = re.findall(r"```(json|)\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = [json.loads(text) for kind, text in BLOCKS if kind]


def resources() -> list[dict[str, Any]]:
    bundle = as_fhir.collection(made(robin()), pdf=b"%PDF-", at=NOON)
    return [each["resource"] for each in bundle["entry"]]


def holds(whole: Any, part: Any) -> bool:
    """Hold when everything of ``part`` is somewhere in ``whole``, at its place."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            name in whole and holds(whole[name], each) for name, each in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and all(
            any(holds(one, each) for one in whole) for each in part
        )
    return bool(whole == part)


@pytest.mark.parametrize("example", EXAMPLES, ids=["dose", "symptom"])
def test_an_example_is_in_the_file(example):
    assert any(holds(each, example) for each in resources())


def test_the_lines_of_the_table_are_in_the_table():
    (lines,) = [text for kind, text in BLOCKS if not kind]

    table = as_csv.table(made(robin())).splitlines()

    assert [each for each in lines.splitlines() if each not in table] == []


def test_the_sentence_of_the_dose_is_that_of_the_page():
    course = made(robin()).course

    assert dose_formula(course) in GUIDE


def test_every_kind_of_row_and_resource_is_explained():
    kinds = re.search(r"`kind` is one of: (.*?)\. Days", GUIDE, re.DOTALL)[1]
    explained = {" ".join(each.split()) for each in kinds.split(",")}
    used = {row[0] for row in as_csv.rows(made(robin(), since=None))}

    assert used <= explained
    assert {each["resourceType"] for each in resources()} <= set(
        re.findall(r"`(\w+)`", GUIDE)
    )
