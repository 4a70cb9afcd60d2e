"""Every document the clinical data relies on: who published it, how much of it was read, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType


class Status(Enum):
    """How well something is tied to a document that was read."""

    SOURCED = "verified"
    BACKGROUND = "BG"
    UNVERIFIED = "UNVERIFIED"


class UnknownSource(LookupError):
    """No such source is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document. ``read`` is full, part, excerpt, abstract, second-hand or none."""

    id: str
    title: str
    publisher: str
    version: str
    read: str
    checked_on: date
    url: str = ""
    reviewer: str = ""

    @property
    def status(self) -> Status:
        """Return whether enough of it was read to rest anything on it."""
        if self.read in _READ:
            return Status.SOURCED
        return Status.BACKGROUND if self.id == "BG" else Status.UNVERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """One place in a document, as shown under "Where this comes from"."""

    id: str
    title: str
    section: str


CHECKED_ON = date(2026, 11, 22)
_READ = frozenset({"full", "part", "excerpt", "abstract"})

_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("SA", "What does Accutane do to your body?", "Seed text A", "as supplied", "full"),
    ("SB", "What Does Accutane Permanently Do?", "Seed text B", "as supplied", "full"),
    (
        "L1",
        "Absorica and Absorica LD prescribing information",
        "Sun Pharma, DailyMed",
        "12 Jun 2023",
        "excerpt",
    ),
    (
        "L2",
        "Claravis and Amnesteem prescribing information",
        "Makers of the generic",
        "older format",
        "excerpt",
    ),
    ("L3", "Absorica professional site", "Sun Pharma", "undated", "excerpt"),
    (
        "M1",
        "Isotretinoin (oral route)",
        "Merative Micromedex, via Mayo Clinic",
        "1 Apr 2025",
        "full",
    ),
    ("MG", "Medication Guide for isotretinoin", "FDA", "not read yet", "none"),
    ("N1", "Side effects of isotretinoin capsules", "NHS", "archived copy", "part"),
    ("N2", "Isotretinoin capsules", "NHS", "older one-page version", "part"),
    (
        "N3",
        "Pregnancy, breastfeeding and fertility while taking isotretinoin",
        "NHS",
        "archived copy",
        "part",
    ),
    (
        "N-BAD",
        "Isotretinoin leaflet",
        "British Association of Dermatologists",
        "as reproduced by a clinic",
        "excerpt",
    ),
    (
        "B1",
        "Isotretinoin",
        "British National Formulary",
        "third-party copy, year not shown",
        "excerpt",
    ),
    (
        "U0",
        "Psychiatric reminder on isotretinoin",
        "MHRA Drug Safety Update",
        "superseded in 2023",
        "excerpt",
    ),
    ("U1", "New safety measures for isotretinoin", "MHRA", "31 Oct 2023", "excerpt"),
    (
        "U2",
        "Changes to prescribing of isotretinoin",
        "MHRA Safety Roundup",
        "22 Jan 2026",
        "excerpt",
    ),
    (
        "U3",
        "Follow-up and remote testing advice",
        "NHS North Central London",
        "undated, about 2025",
        "excerpt",
    ),
    ("U4", "Monitoring of sexual function", "GPnotebook", "Oct 2023", "excerpt"),
    ("T1", "Isotretinoin safety alert", "TGA", "2025", "excerpt"),
    (
        "T2",
        "Roaccutane consumer medicine information",
        "TGA, via NPS",
        "copy",
        "excerpt",
    ),
    ("R1", "iPLEDGE modification", "FDA", "9 Feb 2026", "excerpt"),
    ("R2", "Summary of the FDA letter on iPLEDGE", "AARS", "Nov 2023", "excerpt"),
    ("R3", "iPLEDGE: two patient categories", "FDA", "Oct to Dec 2021", "excerpt"),
    (
        "R4",
        "Note on a postponement of the iPLEDGE changes",
        "News snippet",
        "2026",
        "second-hand",
    ),
    (
        "P1",
        "Isotretinoin and mental health",
        "Royal College of Psychiatrists",
        "Oct 2023",
        "excerpt",
    ),
    (
        "A1",
        "Summary of the AAD 2024 acne guideline",
        "Third party",
        "2024",
        "second-hand",
    ),
    (
        "A2",
        "Laboratory monitoring in isotretinoin users",
        "JAAD 2020;82:72-79",
        "2020",
        "abstract",
    ),
    (
        "D1",
        "Consensus on laboratory monitoring",
        "JAMA Dermatology",
        "Aug 2022",
        "abstract",
    ),
    (
        "D2",
        "Laboratory changes with isotretinoin",
        "JAMA Dermatology",
        "2016",
        "excerpt",
    ),
    ("K1", "Acnotin special precautions", "MIMS Hong Kong", "copy", "excerpt"),
    ("K2", "Acne vulgaris", "MSD Manual Professional", "Mar 2024", "excerpt"),
    (
        "H1",
        "Isotretinoin blood tests leaflet",
        "Royal Berkshire NHS",
        "copy",
        "excerpt",
    ),
    (
        "O1",
        "Absorica consumer drug monograph",
        "Third-party copy",
        "undated",
        "excerpt",
    ),
    ("X1", "Dose and relapse in 1,453 patients", "Rademaker", "study", "abstract"),
    ("X2", "An explanation for the long-term benefit", "Study", "study", "abstract"),
    (
        "X3",
        "Isotretinoin and psychiatric outcomes",
        "JAMA Dermatology 2024;160:54-62",
        "2024",
        "abstract",
    ),
    (
        "X4",
        "Isotretinoin and depression scores",
        "BMJ Open 2019;9:e021549",
        "2019",
        "abstract",
    ),
    (
        "X5",
        "Self-reported long-term effects",
        "J Drugs Dermatol",
        "Apr 2023",
        "abstract",
    ),
    ("X6", "Cumulative dose of isotretinoin", "JCAD", "review", "abstract"),
    ("X7", "Relapse at one year", "Lee and others, Korea", "study", "abstract"),
    ("G1", "Donor guideline: acne", "UK blood services (JPAC)", "copy", "excerpt"),
    ("G2", "Donor guidance", "Irish Blood Transfusion Service", "copy", "excerpt"),
    ("G3", "Memorandum on donors", "FDA", "28 Feb 1984", "excerpt"),
    (
        "C1",
        "NHS 111, mental health option",
        "NHS and practice pages",
        "archived pages",
        "excerpt",
    ),
    ("C2", "How to get in touch", "Samaritans and Shout", "archived pages", "excerpt"),
    ("C3", "988 in published pages", "Several publishers", "archived pages", "excerpt"),
    ("C4", "Launch of line 024", "Ministry of Health, Spain", "May 2022", "excerpt"),
    (
        "V1",
        "Value sets of the eCQM update",
        "US National Library of Medicine",
        "8 May 2025",
        "full",
    ),
    (
        "V2",
        "LOINC table with units and ranges",
        "US National Library of Medicine",
        "copy",
        "full",
    ),
    ("V3", "Human Phenotype Ontology", "HPO", "16 Jan 2025", "full"),
    ("V4", "International Patient Summary", "HL7", "2.0.1", "full"),
    ("V4b", "Licence note on the IPS terminology", "HL7", "copy", "full"),
    ("V5", "Public code lists", "Several publishers", "single use each", "full"),
    ("V6", "CTCAE liver bands", "PMC8807695", "as tabulated", "full"),
    ("E1", "Isdiben package leaflet, Portugal", "Maker", "copy, undated", "excerpt"),
    (
        "E2",
        "Isotretinoin Pierre Fabre package leaflet, Portugal",
        "Maker",
        "copy, undated",
        "excerpt",
    ),
    ("E3", "Isocural package leaflet, France", "Maker", "copy, undated", "excerpt"),
    (
        "PIL",
        "UK and EU package leaflets, full text",
        "Makers",
        "not read yet",
        "none",
    ),
    (
        "L4",
        "Absorica labelling, list of adverse reactions",
        "Third-party copy",
        "undated",
        "excerpt",
    ),
    ("M2", "Oratane, adverse effects", "MIMS Singapore", "copy", "excerpt"),
    (
        "SG",
        "Isotretinoin medication leaflet",
        "National workgroup, Singapore",
        "Dec 2023",
        "full",
    ),
    (
        "BZ",
        "Isotretinoin side effects, a list for patients",
        "BuzzRx",
        "undated",
        "second-hand",
    ),
    ("Q3", "Accuracy of the PHQ-2", "Article of 2013", "table", "excerpt"),
    (
        "Q4",
        "PHQ-2 and PHQ-9 in primary care",
        "Arroll and others, Ann Fam Med 2010;8:348",
        "article",
        "excerpt",
    ),
    (
        "BG",
        "Background knowledge, not yet tied to a document",
        "Courseline",
        "must be checked",
        "none",
    ),
)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        id_: Source(
            id=id_,
            title=title,
            publisher=publisher,
            version=version,
            read=read,
            checked_on=CHECKED_ON,
        )
        for id_, title, publisher, version, read in _ROWS
    }
)

# The seeds are cited by line; these are the parts their lines belong to, last line first.
_SEED_PARTS: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType(
    {
        "SA": (
            (61, "Checking liver function"),
            (53, "Effects on sight"),
            (45, "Effects on muscles and joints"),
            (35, "Possible side effects"),
            (29, "Shrinking of oil glands"),
            (21, "Turnover of skin cells"),
            (15, "Less inflammation"),
            (9, "Less oil"),
            (1, "Opening"),
        ),
        "SB": (
            (39, "Pregnancy precautions"),
            (29, "Possible long-term side effects"),
            (23, "Self-esteem"),
            (19, "Scarring"),
            (15, "Less oil"),
            (11, "Less acne"),
            (1, "Opening"),
        ),
    }
)
_SEED_LINE = re.compile(r"(SA|SB)(\d+)[a-z]?")


def ref(citation: str) -> SourceRef:
    """Return the place meant by a citation such as "SA49" or "L1 5.5"; raise UnknownSource."""
    seed = _SEED_LINE.fullmatch(citation)
    if seed is not None:
        return _seed_ref(citation, seed.group(1), int(seed.group(2)))
    id_, _space, section = citation.partition(" ")
    if id_ not in SOURCES:
        raise UnknownSource(f"There is no source called {id_!r}.")
    return SourceRef(id=id_, title=SOURCES[id_].title, section=section)


def _seed_ref(citation: str, seed: str, line: int) -> SourceRef:
    part = next(name for first, name in _SEED_PARTS[seed] if line >= first)
    return SourceRef(
        id=citation, title=SOURCES[seed].title, section=f"{part}, line {line}"
    )


def status_of(citations: Iterable[str]) -> Status:
    """Return what can be said of something resting on ``citations``: no more than of the weakest of them."""
    cited = {SOURCES[source_of(citation)].status for citation in citations}
    if not cited or Status.BACKGROUND in cited:
        return Status.BACKGROUND
    return Status.UNVERIFIED if Status.UNVERIFIED in cited else Status.SOURCED


def source_of(citation: str) -> str:
    """Return the id of the document a citation such as "SA49" or "L1 5.5" points into."""
    seed = _SEED_LINE.fullmatch(citation)
    return seed.group(1) if seed else citation.partition(" ")[0]
