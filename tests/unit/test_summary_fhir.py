"""The bundles: valid for two strangers, complete in themselves, and honest about what nobody checked."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha1
from typing import Any
from xml.etree import ElementTree

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings

from tests.house.repository import ROOT
from tests.patients import NOON, summaries
from tests.summaries import made, robin
from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.records.facts import results_of
from tracker.records.models import LabResult
from tracker.summary.document import USUAL_PARTS, Changes
from tracker.summary.render import as_fhir
from tracker.summary.render.fhir import (
    LOINC,
    MEASURE,
    NO_DATA,
    PATIENT_SHARED,
    SNOMED,
    TREND,
)
from tracker.summary.render.fhir_records import status_of

SHAPES = (as_fhir.collection, as_fhir.document)
PDF = b"%PDF-1.7 the page"
NODE = shutil.which("node") or "node"


def resources(bundle: dict, kind: str = "") -> list[dict]:
    held = [each["resource"] for each in bundle["entry"]]
    return [each for each in held if kind in ("", each["resourceType"])]


def values(tree: object, key: str) -> Iterator[Any]:
    """Return everything a key holds, wherever it is."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(tree, list):
        for each in tree:
            yield from values(each, key)


def codes(bundle: dict, system: str) -> set[str]:
    return {
        each["code"]
        for found in values(bundle, "coding")
        for each in found
        if each["system"] == system
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_a_stranger_can_read_it(shape, tmp_path):
    file = tmp_path / "bundle.json"
    bundle = shape(made(), pdf=PDF, at=NOON)
    file.write_text(json.dumps(bundle), encoding="utf-8")

    Bundle.model_validate(bundle)
    said = subprocess.run(
        [NODE, str(ROOT / "tests" / "node" / "validate.cjs"), str(file)],
        capture_output=True,
        check=True,
        text=True,
    )

    assert json.loads(said.stdout) == {"path": str(file), "valid": True, "errors": []}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(summary=summaries())
def test_whatever_is_written_the_bundle_stays_valid(summary):
    for shape in SHAPES:
        bundle = shape(summary, pdf=None, at=NOON)

        Bundle.model_validate(bundle)
        for text in values(bundle, "div"):
            ElementTree.fromstring(text)  # noqa: S314  # our own text


@pytest.mark.parametrize("shape", SHAPES)
def test_every_reference_leads_to_something_inside(shape):
    bundle = shape(made(), pdf=PDF, at=NOON)
    inside = {each["fullUrl"] for each in bundle["entry"]}

    assert set(values(bundle, "reference")) <= inside
    assert len(inside) == len(bundle["entry"])
    assert {each["fullUrl"] for each in bundle["entry"]} == {
        f"urn:uuid:{each['id']}" for each in resources(bundle)
    }


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_summary_gives_the_same_bundle_and_another_gives_other_names(shape):
    first = shape(made(), pdf=PDF, at=NOON)

    assert shape(made(), pdf=PDF, at=NOON) == first
    assert (
        shape(made(robin(name_on_summary="Ada")), pdf=None, at=NOON)["id"]
        != first["id"]
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_everything_has_a_text_and_says_that_a_patient_shared_it(shape):
    for each in resources(shape(made(), pdf=PDF, at=NOON)):
        assert each["text"]["div"].startswith("<div xmlns")
        assert each["meta"]["tag"] == [PATIENT_SHARED]
        assert each["meta"]["security"][0]["code"] == "PATAST"


def test_the_page_is_inside_with_its_size_and_digest():
    paper = resources(as_fhir.collection(made(), pdf=PDF, at=NOON), "DocumentReference")

    attachment = paper[0]["content"][0]["attachment"]
    assert b64decode(attachment["data"]) == PDF
    assert attachment["size"] == len(PDF)
    assert b64decode(attachment["hash"]) == sha1(PDF, usedforsecurity=False).digest()
    assert paper[0]["category"][0]["coding"] == [PATIENT_SHARED]


def test_the_medicine_has_each_dose_with_its_days():
    (medicine,) = resources(
        as_fhir.collection(made(), pdf=None, at=NOON), "MedicationStatement"
    )

    assert medicine["status"] == "active"
    assert medicine["effectivePeriod"] == {"start": "2026-09-21"}
    assert [each["text"] for each in medicine["dosage"]] == [
        "20 mg a day from 21 Sep 2026",
        "40 mg a day from 19 Oct 2026",
    ]
    assert medicine["dosage"][0]["timing"]["repeat"]["boundsPeriod"] == {
        "start": "2026-09-21",
        "end": "2026-10-18",
    }


def test_a_day_without_an_answer_is_no_nought():
    observations = resources(
        as_fhir.collection(made(), pdf=None, at=NOON), "Observation"
    )
    lips = next(each for each in observations if each["code"]["text"] == "Cheilitis")

    assert lips["valueSampledData"]["data"] == "1 E 3 E"


def test_how_it_is_lately_is_coded_and_left_away_where_too_little_was_answered():
    said = {
        each["code"]["text"]: each["component"][3:]
        for each in resources(
            as_fhir.collection(made(), pdf=None, at=NOON), "Observation"
        )
        if "valueSampledData" in each
    }

    usual, trend = said["Arthralgia"]
    assert usual["code"]["coding"][0] == {
        "system": MEASURE,
        "code": "usual",
        "display": "Median, last 7 days",
    }
    assert usual["valueString"] == "severe"
    assert trend["valueCodeableConcept"] == {
        "coding": [{"system": TREND, "code": "new", "display": "new"}],
        "text": "new",
    }
    (alone,) = said["Depressed mood"]
    assert alone["code"]["coding"][0]["code"] == "usual"


def test_only_codes_that_published_lists_agree_on_are_used():
    bundle = as_fhir.collection(made(), pdf=None, at=NOON)

    # The code of irritability is known from one list alone, that of glucose in mmol/L is unverified.
    assert codes(bundle, SNOMED) == {"7847004", "57676002", "366979004"}
    assert codes(bundle, LOINC) == {"1742-6"}


def test_a_result_has_its_limit_and_says_when_it_is_above():
    observations = resources(
        as_fhir.collection(made(), pdf=None, at=NOON), "Observation"
    )
    alt = next(each for each in observations if each["code"]["text"] == "ALT")

    assert alt["valueQuantity"]["value"] == 62
    assert alt["referenceRange"][0]["high"]["value"] == 41
    assert alt["interpretation"][0]["coding"][0]["code"] == "H"


def test_the_document_has_the_three_sections_nobody_may_leave_out():
    bundle = as_fhir.document(made(robin(conditions=[])), pdf=None, at=NOON)
    first = bundle["entry"][0]["resource"]

    assert first["resourceType"] == "Composition"
    assert first["type"]["coding"][0]["code"] == "60591-5"
    assert [each["code"]["coding"][0]["code"] for each in first["section"]][:3] == [
        "11450-4",
        "48765-2",
        "10160-0",
    ]
    assert codes(bundle, NO_DATA) == {
        "no-problem-info",
        "no-allergy-info",
    }
    assert all(each["entry"] for each in first["section"])


def test_pregnancy_is_a_section_only_when_it_was_chosen():
    with_it = as_fhir.document(made(), pdf=None, at=NOON)
    without = as_fhir.document(made(parts=USUAL_PARTS), pdf=None, at=NOON)

    assert "10162-6" in codes(with_it, LOINC)
    assert "10162-6" not in codes(without, LOINC)
    assert "pregnan" not in json.dumps(without).lower().replace(
        "pregnancy prevention", ""
    )


def test_a_summary_without_the_course_names_no_medicine():
    bundle = as_fhir.document(made(parts=frozenset({"labs"})), pdf=None, at=NOON)

    assert "no-medication-info" in codes(bundle, NO_DATA)
    assert "isotretinoin" not in json.dumps(bundle).lower()


def test_a_test_in_words_has_no_number():
    course = robin()
    results_of(course).own.append(
        LabResult(day=date(2026, 9, 22), test="HCG_U", outcome="negative")
    )
    observations = resources(
        as_fhir.collection(made(course), pdf=None, at=NOON), "Observation"
    )

    (found,) = (each for each in observations if "valueCodeableConcept" in each)
    assert found["valueCodeableConcept"] == {"text": "negative"}
    assert {"system": LOINC, "code": "2106-3"} in found["code"]["coding"]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"last_dose_on": date(2026, 9, 23)}, "completed"),
        ({"dose_mg": Decimal(0)}, "on-hold"),
        ({}, "active"),
    ],
)
def test_the_medicine_is_running_paused_or_over(more, status):
    course: Any = made().course

    assert status_of(replace(course, **more)) == status


def test_somebody_without_a_name_or_a_birthday_is_still_a_patient():
    bundle = as_fhir.document(
        made(robin(name_on_summary="", born=None)), pdf=None, at=NOON
    )
    (patient,) = resources(bundle, "Patient")

    Bundle.model_validate(bundle)
    assert "birthDate" not in patient
    assert patient["name"][0]["extension"][0]["valueCode"] == "unknown"


def test_who_said_it_and_which_rules_read_it_is_part_of_the_collection():
    bundle = as_fhir.collection(made(), pdf=None, at=NOON)
    (provenance,) = resources(bundle, "Provenance")

    assert "not checked by anybody" in provenance["text"]["div"]
    assert (
        provenance["agent"][1]["who"]["display"]
        == f"Courseline, rule set {RULESET_VERSION}"
    )


def said_about(bundle: dict[str, Any], code: str) -> dict[str, Any]:
    return next(
        each
        for each in resources(bundle, "Observation")
        if each["code"].get("coding", [{}])[0].get("code") == code
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_a_bundle_tells_what_the_page_tells_about_itself_and_the_plan(shape):
    news = Changes(since=date(2026, 9, 22), lines=("No new flag.",))
    summary = replace(made(parts=USUAL_PARTS), changes=news)
    bundle = shape(summary, pdf=None, at=NOON)
    (patient,) = resources(bundle, "Patient")
    plan = said_about(bundle, "course")["component"]

    assert patient["generalPractitioner"] == [{"display": "Northgate Clinic"}]
    assert "notes" in said_about(bundle, "not-included")["valueString"]
    assert said_about(bundle, "new-since")["valueString"] == (
        "Since 22 Sep 2026: No new flag."
    )
    assert [each.get("valueInteger") for each in plan[:3]] == [4, 1, 168]
    assert plan[3]["valueQuantity"]["value"] == 120
    assert "Nobody monitors these entries." in json.dumps(bundle)
    assert [each["code"]["text"] for each in resources(bundle, "Condition")][:1] == [
        "Diabetes"
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_flag_that_was_answered_is_no_longer_active(shape):
    summary = made()
    (answered,) = (each for each in summary.full.attention if not each.overdue)
    again = replace(answered, told_again=True)

    def statuses(*found):
        held = replace(summary, full=replace(summary.full, attention=found))
        bundle = shape(held, pdf=None, at=NOON)
        return [each["status"] for each in resources(bundle, "Flag")]

    assert statuses(answered, again) == ["inactive", "active"]


def test_a_flag_says_how_soon_in_words():
    flags = resources(as_fhir.collection(made(), pdf=None, at=NOON), "Flag")

    said = [each["category"][0]["text"] for each in flags]

    assert said == ["contact today", "overdue", "overdue"]
