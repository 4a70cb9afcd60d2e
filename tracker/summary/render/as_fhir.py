"""Summary to FHIR R4: a collection for whoever reads resources, a document for whoever reads summaries."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha1
from typing import Any

from django.utils.translation import gettext as _

from tracker.summary.document import Summary
from tracker.summary.render import fhir_about as itself
from tracker.summary.render import fhir_doses as taken
from tracker.summary.render import fhir_records as records
from tracker.summary.render.as_html import sheet_of
from tracker.summary.render.fhir import (
    LOINC,
    PATIENT_ASSERTED,
    PATIENT_SHARED,
    SECTION,
    TERMINOLOGY,
    Making,
    Resource,
    coding,
    concept,
    narrative,
    words,
)
from tracker.summary.render.wording import SECTION_NAMES

# The kind of document, and the sections, of the International Patient Summary.
SUMMARY_DOCUMENT = coding(LOINC, "60591-5", "Patient summary Document")
PROBLEMS, ALLERGIES, MEDICINES = "11450-4", "48765-2", "10160-0"
RESULTS, PREGNANCY = "30954-2", "10162-6"


def collection(summary: Summary, *, pdf: bytes | None, at: datetime) -> dict[str, Any]:
    """Return a collection bundle in the shape of the patient-shared draft profile; ``pdf`` goes inside."""
    making = Making(summary=summary, at=at)
    found = [
        records.patient(making),
        *about(making),
        *problems(making),
        *medicines(making),
        *doses(making),
        *symptoms(making),
        *results(making),
        *flags(making),
        *private(making),
        *questions(making),
        *notes(making),
        *papers(making, pdf),
    ]
    return bundle(making, "collection", [*found, provenance(making, found)])


def document(summary: Summary, *, pdf: bytes | None, at: datetime) -> dict[str, Any]:
    """Return a document bundle in the shape of the International Patient Summary; ``pdf`` goes inside."""
    making = Making(summary=summary, at=at)
    parts = sections(making, pdf)
    held = [each for _section, resources in parts for each in resources]
    first = making.resource(
        "Composition",
        "composition",
        [_("Patient-reported; not checked by anybody."), sheet_of(summary).foot],
        status="final",
        type=concept("Patient summary", SUMMARY_DOCUMENT),
        subject=making.patient,
        date=making.moment,
        author=[making.patient],
        title=_("Course summary"),
        section=[section for section, _resources in parts],
    )
    return bundle(making, "document", [first, records.patient(making), *held])


def bundle(making: Making, kind: str, found: Iterable[Resource]) -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "id": making.uuid(kind),
        "meta": {"tag": [PATIENT_SHARED]},
        "identifier": {
            "system": "urn:ietf:rfc:3986",
            "value": f"urn:uuid:{making.uuid(kind)}",
        },
        "type": kind,
        "timestamp": making.moment,
        "entry": [
            {"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in found
        ],
    }


def sections(
    making: Making, pdf: bytes | None
) -> list[tuple[dict[str, Any], list[Resource]]]:
    """Return each section with the resources it points to; the first three are always there."""
    wanted = [
        (
            _("Problems"),
            loinc(PROBLEMS),
            problems(making) or [records.no_problems(making)],
        ),
        (_("Allergies"), loinc(ALLERGIES), [records.no_allergies(making)]),
        (
            _("Medicines"),
            loinc(MEDICINES),
            medicines(making) or [records.no_medication(making)],
        ),
        (_("Dose"), ours("dose"), doses(making)),
        (_("Needs attention"), ours("flags"), flags(making)),
        (
            _("Patient-reported symptoms"),
            ours("patient-reported-symptoms"),
            symptoms(making),
        ),
        (_("Results"), loinc(RESULTS), results(making)),
        *(
            (str(SECTION_NAMES[code]), code_of(code), [held])
            for code, held in parts(making)
        ),
        (_("What I want to ask"), ours("questions"), questions(making)),
        (_("Notes"), ours("notes"), notes(making)),
        (_("About this summary"), ours("about"), about(making)),
        (_("The page"), ours("page"), papers(making, pdf)),
    ]
    return [
        (section(making, title, code, held), held)
        for title, code, held in wanted
        if held
    ]


def about(making: Making) -> list[Resource]:
    """Return what is new, and which parts were left out."""
    summary = making.summary
    new = [itself.news(making, summary.changes)] if summary.changes else []
    return [*new, *([itself.left_out(making)] if summary.not_included else [])]


def problems(making: Making) -> list[Resource]:
    factors = enumerate(making.summary.risk_factors)
    return [records.condition(making, *each) for each in factors]


def parts(making: Making) -> list[tuple[str, Resource]]:
    found = making.summary.sections
    return [(each.code, records.private(making, each)) for each in found]


def code_of(part: str) -> dict[str, str]:
    return loinc(PREGNANCY) if part == "pregnancy" else ours(part)


def loinc(code: str) -> dict[str, str]:
    return coding(LOINC, code)


def ours(code: str) -> dict[str, str]:
    return coding(SECTION, code)


def section(
    making: Making, title: str, code: dict[str, str], held: Iterable[Resource]
) -> dict[str, Any]:
    resources = list(held)
    inside = "".join(each["text"]["div"] for each in resources)
    text = narrative([])
    return {
        "title": title,
        "code": concept(title, code),
        "text": {**text, "div": text["div"].replace("></div>", f">{inside}</div>")},
        "entry": [{"reference": f"urn:uuid:{each['id']}"} for each in resources],
    }


def medicines(making: Making) -> list[Resource]:
    course = making.summary.course
    return [records.medication(making, course)] if course else []


def doses(making: Making) -> list[Resource]:
    course = making.summary.course
    if course is None:
        return []
    return [
        itself.plan(making, course),
        taken.dose_total(making, course),
        taken.adherence(making, course),
    ]


def symptoms(making: Making) -> list[Resource]:
    return [records.symptom(making, each) for each in making.summary.full.symptoms]


def results(making: Making) -> list[Resource]:
    return [records.result(making, each) for each in making.summary.full.results]


def flags(making: Making) -> list[Resource]:
    found = enumerate(making.summary.full.attention)
    return [records.flag(making, number, each) for number, each in found]


def private(making: Making) -> list[Resource]:
    return [held for _code, held in parts(making)]


def questions(making: Making) -> list[Resource]:
    found = enumerate(making.summary.full.questions)
    return [records.question(making, number, text) for number, text in found]


def notes(making: Making) -> list[Resource]:
    return [records.note(making, each) for each in making.summary.full.notes]


def papers(making: Making, pdf: bytes | None) -> list[Resource]:
    """Return the page itself, when there is one to put inside."""
    if pdf is None:
        return []
    title = _("Course summary")
    return [
        making.resource(
            "DocumentReference",
            "page",
            [_("The summary as one page, a PDF inside this file.")],
            status="current",
            type=concept("Patient summary", SUMMARY_DOCUMENT),
            category=[concept("Patient-Shared", PATIENT_SHARED)],
            subject=making.patient,
            date=making.moment,
            author=[making.patient],
            securityLabel=[concept("Patient asserted", PATIENT_ASSERTED)],
            description=words(title),
            content=[
                {
                    "attachment": {
                        "contentType": "application/pdf",
                        "data": b64encode(pdf).decode(),
                        "size": len(pdf),
                        # The format asks for this digest; it names the file and guards nothing.
                        "hash": b64encode(
                            sha1(pdf, usedforsecurity=False).digest()
                        ).decode(),
                        "title": words(title),
                        "creation": making.moment,
                    }
                }
            ],
        )
    ]


def provenance(making: Making, found: Iterable[Resource]) -> Resource:
    """Return who said all this, and which rules read it."""
    said = _(
        "Entered by the patient in Courseline; not checked by anybody. Nobody monitors these entries."
        " Flags by rule set %(ruleset)s."
    ) % {"ruleset": making.summary.ruleset}
    author = coding(f"{TERMINOLOGY}/provenance-participant-type", "author")
    assembler = coding(f"{TERMINOLOGY}/provenance-participant-type", "assembler")
    return making.resource(
        "Provenance",
        "provenance",
        [said],
        target=[{"reference": f"urn:uuid:{each['id']}"} for each in found],
        recorded=making.moment,
        agent=[
            {"type": concept("Author", author), "who": making.patient},
            {
                "type": concept("Assembler", assembler),
                "who": {"display": f"Courseline, rule set {making.summary.ruleset}"},
            },
        ],
    )
