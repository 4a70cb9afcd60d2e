"""The small pieces FHIR resources are made of: names, codes, narratives, references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils.html import escape

from tracker.summary.document import Summary

Resource = dict[str, Any]

# Where our own codes are explained (docs/guide/for-clinicians.md). An identifier, not an address to visit.
CANONICAL = "https://courseline.example/fhir"
ITEM, TEST, MEASURE, RULE, SECTION, TREND = (
    f"{CANONICAL}/CodeSystem/{name}"
    for name in ("item", "test", "measure", "rule", "section", "trend")
)
LOINC, SNOMED, UCUM = (
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://unitsofmeasure.org",
)
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
NO_DATA = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
# What the draft of the patient-shared profile asks for on everything a patient hands over.
PATIENT_SHARED = {
    "system": "https://cms.gov/fhir/CodeSystem/patient-shared-category",
    "code": "patient-shared",
    "display": "Patient-Shared",
}
PATIENT_ASSERTED = {
    "system": f"{TERMINOLOGY}/v3-ObservationValue",
    "code": "PATAST",
    "display": "patient asserted",
}
META = {"security": [PATIENT_ASSERTED], "tag": [PATIENT_SHARED]}
NAMESPACE = UUID("6f0f3a52-6c1e-5b8a-9a53-2f6d1c8b7e40")
# XML, and so a narrative, has no other characters than these.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UCUM_CODES = {"10^9/L": "10*9/L"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One bundle in the making: the summary, the moment, and the names of its resources."""

    summary: Summary
    at: datetime

    def uuid(self, key: str) -> str:
        """Return the same name for the same thing of the same summary each time."""
        about = self.summary
        seed = (
            about.person.name,
            about.person.born,
            about.made_at.isoformat(),
            about.first_day,
            about.last_day,
            sorted(about.parts),
            key,
        )
        return str(uuid5(NAMESPACE, repr(seed)))

    def reference(self, key: str) -> dict[str, str]:
        return {"reference": f"urn:uuid:{self.uuid(key)}"}

    @property
    def patient(self) -> dict[str, str]:
        return self.reference("patient")

    @property
    def moment(self) -> str:
        return self.at.isoformat(timespec="seconds")

    @property
    def period(self) -> dict[str, str]:
        return period(self.summary.first_day, self.summary.last_day)

    def resource(
        self, kind: str, key: str, lines: Iterable[str], **more: Any
    ) -> Resource:
        """Return a resource with its name, its tags and its text for people."""
        return {
            "resourceType": kind,
            "id": self.uuid(key),
            "meta": META,
            "text": narrative(lines),
            **more,
        }


def words(text: str) -> str:
    """Return the text without characters that XML has no place for."""
    return NO_XML.sub("\ufffd", text)


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """Return a text for people, a paragraph for each line."""
    paragraphs = "".join(
        f"<p>{escape(words(line)).replace(chr(10), '<br/>')}</p>" for line in lines
    )
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>',
    }


def coding(system: str, code: str, display: str = "") -> dict[str, str]:
    return {"system": system, "code": code, **({"display": display} if display else {})}


def concept(text: str, *codings: dict[str, str]) -> dict[str, Any]:
    return {**({"coding": list(codings)} if codings else {}), "text": words(text)}


def measure(code: str, text: str) -> dict[str, Any]:
    return concept(text, coding(MEASURE, code, text))


def absent(reason: str) -> dict[str, Any]:
    """Return why there is no value."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def period(first: date, last: date | None) -> dict[str, str]:
    ends = {"end": last.isoformat()} if last else {}
    return {"start": first.isoformat(), **ends}


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(value: Decimal, unit: str) -> dict[str, Any]:
    return {
        "value": number(value),
        "unit": unit,
        "system": UCUM,
        "code": UCUM_CODES.get(unit, unit),
    }
