"""What the viewer makes of files, ours and strangers': its own modules, run without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.patients import NOON
from tests.summaries import made
from tracker.summary.render import as_fhir

READ = """
import { readable } from "./viewer-bundle.js";
let text = "";
for await (const part of process.stdin) text += part;
try {
  console.log(JSON.stringify(readable(JSON.parse(text))));
} catch (trouble) {
  console.log(JSON.stringify({ trouble: trouble.word }));
}
"""
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """Return a folder in which node takes the viewer's files for modules."""
    folder = tmp_path_factory.mktemp("viewer")
    for file in (ROOT / "static" / "js").glob("viewer-*.js"):
        shutil.copy(file, folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "read.js").write_text(READ)
    return folder


@pytest.fixture
def read(modules):
    def run(content: object) -> dict[str, Any]:
        assert NODE
        done = subprocess.run(
            [NODE, "read.js"],
            cwd=modules,
            input=json.dumps(content),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        page: dict[str, Any] = json.loads(done.stdout)
        return page

    return run


def bundle(*resources: object) -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "entry": [{"resource": each} for each in resources],
    }


def coded(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


def only(page: dict[str, Any]) -> dict[str, Any]:
    [section] = page["sections"]
    [line] = section["lines"]
    found: dict[str, Any] = line
    return found


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ({"start": "2026-11-02", "end": "2026-11-02"}, "2026-11-02"),
        ({"start": "2026-11-02"}, "2026-11-02 –"),
        ({"end": "2026-11-02"}, " – 2026-11-02"),
    ],
)
def test_a_span_of_one_day_is_one_day(read, span, said):
    flag = {"resourceType": "Flag", "code": {"text": "Headache"}, "period": span}

    assert only(read(bundle(flag)))["when"] == said


def test_what_a_series_comes_to_is_read_before_the_series(read):
    sign = {
        "resourceType": "Observation",
        "code": {"text": "Cheilitis"},
        "valueSampledData": {"data": "1 E 3"},
        "component": [{"code": {"text": "Worst"}, "valueString": "severe"}],
    }

    assert only(read(bundle(sign)))["value"] == "Worst: severe; 1 E 3"


OURS = "https://courseline.example/fhir/CodeSystem"


def test_a_symptom_of_ours_keeps_its_answers_apart_from_what_they_come_to(read):
    page = read(as_fhir.collection(made(), pdf=None, at=NOON))

    lines = {
        line["what"]: line for section in page["sections"] for line in section["lines"]
    }
    aches = lines["Arthralgia"]
    assert aches["value"] == ""
    assert aches["series"]["data"] == "E E 3 E"
    assert aches["series"]["top"] == 3
    assert aches["series"]["scale"].startswith("Scale: 0 ")
    assert aches["series"]["facts"] == {
        "last28": "1/1",
        "worst": "severe",
        "last7": "severe",
        "trend": "new",
    }
    assert "trend" not in lines["Depressed mood"]["series"]["facts"]
    assert lines["ALT"]["series"] is None


def test_the_medicine_and_the_dose_are_read_before_the_results(read):
    page = read(as_fhir.collection(made(), pdf=None, at=NOON))

    order = [section["type"] for section in page["sections"]]
    assert order[:5] == ["Flag", "MedicationStatement", "dose", "symptoms", "results"]


@pytest.mark.parametrize("data", [None, 7, ["1"], {"a": 1}])
def test_a_stranger_with_our_codes_gains_nothing(read, data):
    sign = {
        "resourceType": "Observation",
        "code": {
            "text": "Cheilitis",
            "coding": [{"system": f"{OURS}/item", "code": "lips_dry"}],
        },
        "valueSampledData": {"data": data, "upperLimit": "high"},
        "component": [None, {"code": None, "valueString": "severe"}],
    }

    line = only(read(bundle(sign)))

    assert (line["what"], line["series"]) == ("Cheilitis", None)


def test_a_flag_of_ours_that_was_answered_says_so_and_a_strangers_keeps_its_status(
    read,
):
    def flag(system: str) -> dict[str, Any]:
        coding = [{"system": system, "code": "S-MSK-1"}]
        code = {"text": "Arthralgia", "coding": coding}
        return {"resourceType": "Flag", "status": "inactive", "code": code}

    ours = only(read(bundle(flag(f"{OURS}/rule"))))
    strange = only(read(bundle(flag("https://clinic.example/rule"))))

    assert (ours["answered"], ours["status"]) == (True, "")
    assert (strange["answered"], strange["status"]) == (False, "inactive")


def test_a_flag_has_its_day_and_level(read):
    flag = {
        "resourceType": "Flag",
        "status": "active",
        "category": [{"text": "urgent"}],
        "code": {"text": "Headache with vomiting"},
        "period": {"start": "2026-11-02", "end": "2026-11-04"},
    }

    line = only(read(bundle(flag)))

    assert (line["value"], line["when"]) == ("urgent", "2026-11-02 – 2026-11-04")
    assert (line["status"], line["over"]) == ("", False)


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "MedicationStatement", "status": "stopped"},
        {"resourceType": "MedicationStatement", "status": "completed"},
        {"resourceType": "MedicationRequest", "status": "cancelled"},
        {"resourceType": "ServiceRequest", "status": "revoked"},
        {"resourceType": "Observation", "status": "entered-in-error"},
        {"resourceType": "Condition", "verificationStatus": coded("refuted")},
        {"resourceType": "Condition", "verificationStatus": coded("entered-in-error")},
        {"resourceType": "Condition", "clinicalStatus": coded("resolved")},
        {"resourceType": "AllergyIntolerance", "verificationStatus": coded("refuted")},
    ],
)
def test_what_is_over_or_withdrawn_says_so_and_is_struck_out(read, resource):
    line = only(read(bundle({**resource, "code": {"text": "Warfarin"}})))

    said = resource.get("status") or next(
        value["coding"][0]["code"]
        for value in resource.values()
        if isinstance(value, dict)
    )
    assert (line["what"], line["status"], line["over"]) == ("Warfarin", said, True)


@pytest.mark.parametrize(
    ("status", "over"), [("preliminary", False), ("final", False), ("unknown", False)]
)
def test_what_is_not_final_says_so_and_is_not_struck_out(read, status, over):
    found = {"resourceType": "Observation", "status": status, "code": {"text": "ALT"}}

    line = only(read(bundle(found)))

    assert (line["status"], line["over"]) == (status if status != "final" else "", over)


def test_how_grave_an_allergy_is_stands_first(read):
    allergy = {
        "resourceType": "AllergyIntolerance",
        "criticality": "high",
        "code": {"text": "Peanut"},
        "reaction": [{"manifestation": [{"text": "Rash"}]}],
    }

    assert only(read(bundle(allergy)))["value"] == "criticality: high. Rash"


def test_symptoms_dose_and_results_stand_apart_and_flags_come_first(read):
    def found(**more: object) -> dict[str, Any]:
        return {"resourceType": "Observation", "code": {"text": "x"}, **more}

    page = read(
        bundle(
            found(),
            found(category=[coded("laboratory")]),
            found(category=[coded("survey")], valueSampledData={"data": "0 E 2"}),
            found(code=coded("cumulative-dose")),
            {"resourceType": "Flag", "code": {"text": "y"}},
        )
    )

    groups = [section["type"] for section in page["sections"]]
    assert groups == ["Flag", "dose", "symptoms", "results", "Observation"]
    assert page["sections"][2]["lines"][0]["value"] == "0 E 2"


def test_who_said_it_and_by_which_rules_is_read_out(read):
    said = {
        "resourceType": "Provenance",
        "text": {"div": "<div><p>Entered by the patient. Rule set 3.</p></div>"},
    }

    assert read(bundle(said))["said"] == ["Entered by the patient. Rule set 3."]


def test_a_hole_in_a_list_costs_nothing_else(read):
    found = {
        "resourceType": "Observation",
        "code": {"coding": [None, {"display": "ALT"}]},
        "note": [None, {"text": "fasting"}],
        "component": [None],
        "referenceRange": [None],
    }
    content = bundle(None, found)
    content["entry"] = [None, 3, *content["entry"]]

    line = only(read(content))

    assert (line["what"], line["value"]) == ("ALT", "fasting")


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ({"verifiableCredential": ["eyJ"]}, "card"),
        ({}, "strange"),
        (None, "strange"),
        ([1], "strange"),
    ],
)
def test_what_cannot_be_shown_is_named(read, content, trouble):
    assert read(content) == {"trouble": trouble}
