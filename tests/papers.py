"""A summary as PDF and FHIR, small: what links carry where the renderers themselves are not tested."""

from __future__ import annotations

import base64
import json
import sys
import zlib
from datetime import datetime
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
import typst
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tracker.summary.document import Summary
from tracker.ui.qr import qr

RENDERERS = "tracker.summary.render"
PAGE = """
#set document(date: datetime(year: 2026, month: 11, day: 20))
#set page(width: 105mm, height: 148mm)
= Visit summary
#sys.inputs.name
#if sys.inputs.svg != "" { image(bytes(sys.inputs.svg), width: 60mm) }
"""


def small_pdf(summary: Summary, *, link: str = "", **_: object) -> bytes:
    """Return one sheet with the name, and ``link`` as a QR code."""
    drawn = str(qr(link, label="QR")) if link else ""
    svg = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    told = {"name": summary.person.name or "-", "svg": svg}
    made: bytes = typst.compile(PAGE.encode(), sys_inputs=told)
    return made


def small_bundle(
    summary: Summary, *, pdf: bytes | None, at: datetime
) -> dict[str, Any]:
    """Return a person, a medicine, a finding and the PDF."""
    data = base64.b64encode(pdf or b"").decode()
    resources = [
        {
            "resourceType": "Patient",
            "id": "p",
            "name": [{"text": summary.person.name or "-"}],
        },
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "subject": {"reference": "Patient/p"},
            "medicationCodeableConcept": {"text": "Isotretinoin"},
            "dosage": [{"text": "20 mg a day"}],
        },
        {
            "resourceType": "Observation",
            "status": "final",
            "code": {"text": "Joint pain"},
            "effectiveDateTime": "2026-11-20",
            "valueString": "<img src=x onerror=alert(1)>",
        },
        {
            "resourceType": "DocumentReference",
            "status": "current",
            "content": [
                {"attachment": {"contentType": "application/pdf", "data": data}}
            ],
        },
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(),
        "entry": [{"resource": each} for each in resources],
    }


def stand_in(patch: pytest.MonkeyPatch) -> None:
    """Put the small renderers where the large ones would be."""
    pdf, fhir = ModuleType(f"{RENDERERS}.as_pdf"), ModuleType(f"{RENDERERS}.as_fhir")
    pdf.__dict__["pdf"] = small_pdf
    fhir.__dict__.update(collection=small_bundle, document=small_bundle)
    for module in (pdf, fhir):
        patch.setitem(sys.modules, module.__name__, module)


def pdf_in(bundle: dict[str, Any]) -> bytes:
    """Return the PDF inside a bundle."""
    found = next(
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "DocumentReference"
    )
    return base64.b64decode(found["content"][0]["attachment"]["data"])


def opened(link: str) -> dict[str, Any]:
    """Return what a SMART Health Link says of itself."""
    text = link.partition("shlink:/")[2]
    told: dict[str, Any] = json.loads(base64url(text))
    return told


def base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def unsealed(text: str, told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the header and the content of a sealed file, unlocked without the library that sealed it."""
    head, none, nonce, sealed, tag = text.split(".")
    assert none == ""
    header = json.loads(base64url(head))
    key = AESGCM(base64url(told["key"]))
    plain = key.decrypt(
        base64url(nonce), base64url(sealed) + base64url(tag), head.encode()
    )
    raw = -zlib.MAX_WBITS
    content = zlib.decompress(plain, raw) if header.get("zip") == "DEF" else plain
    return header, json.loads(content)


def there_already() -> bool:
    return find_spec(f"{RENDERERS}.as_pdf") is not None
