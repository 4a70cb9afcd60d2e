"""Every threshold of a result as a row a clinician can review, each with a result that just reaches it and one that does not.

The thresholds themselves are in ``lab_thresholds``; a test holds each row to what they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.scales import Level
from tracker.clinical.sources import CHECKED_ON

_DAY = date(2026, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One result as it stands on a report, and what was logged near it."""

    test: str
    value: str = ""
    unit: str = ""
    limit: str = ""
    outcome: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)

    @property
    def result(self) -> LabResult:
        """Return the result."""
        return LabResult(
            day=_DAY,
            test=self.test,
            value=Decimal(self.value) if self.value else None,
            unit=self.unit,
            upper_limit=Decimal(self.limit) if self.limit else None,
            outcome=self.outcome,
        )

    @property
    def entries(self) -> tuple[DayEntry, ...]:
        """Return the diary near it."""
        return (DayEntry(day=_DAY, marks=dict(self.marks)),) if self.marks else ()

    def words(self) -> str:
        """Return it as a clinician reads it."""
        parts = [
            " ".join(filter(None, (self.test, self.value, self.unit, self.outcome)))
        ]
        if self.limit:
            parts.append(f"limit {self.limit}")
        parts += [f"{code} {mark}" for code, mark in self.marks.items()]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a result has to reach, what that calls for, and who says so."""

    id: str
    level: Level
    when: str
    says: str
    reading: str
    sources: tuple[str, ...]
    status: str
    reaches: Sample
    misses: Sample
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""


def _alt(value: str, **marks: int) -> Sample:
    return Sample(test="ALT", value=value, unit="U/L", limit="40", marks=marks)


def _mg(test: str, value: str, **marks: int) -> Sample:
    return Sample(test=test, value=value, unit="mg/dL", marks=marks)


def _ck(value: str, **marks: int) -> Sample:
    return Sample(test="CK", value=value, unit="U/L", limit="170", marks=marks)


def _neutrophils(value: str, **marks: int) -> Sample:
    return Sample(test="CBC", value=value, unit="10^9/L", marks=marks)


def _pregnancy(outcome: str) -> Sample:
    return Sample(test="HCG_U", outcome=outcome)


_BANDS = (
    "Graded by how many times the upper limit: above 1 to 3, above 3 to 5, above 5."
)
_FATS = "200 mg/dL is where a raised value starts; 800 mg/dL or 9 mmol/L is where the pancreas is at risk."
_NOT_READ = "No document that was read gives this number."
_PREGNANT = "Not to be taken in pregnancy, not even one dose."

THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        id="T-LIV-1",
        level=Level.URGENT,
        when="ALT or AST above three times the person's own limit",
        says=_BANDS,
        reading="The second band is a call today. That three times is the level to act on is background.",
        sources=("V6", "BG"),
        status="BG",
        reaches=_alt("121"),
        misses=_alt("120"),
    ),
    Threshold(
        id="T-LIV-2",
        level=Level.URGENT,
        when="ALT or AST above the limit, with a liver sign logged within a week",
        says=_BANDS,
        reading="Any rise with yellow eyes, dark urine or pale stools is a call today.",
        sources=("V6", "M1", "BG"),
        status="BG",
        reaches=_alt("41", jaundice=1),
        misses=_alt("40", jaundice=1),
    ),
    Threshold(
        id="T-LIV-3",
        level=Level.SOON,
        when="ALT or AST twice the limit or more",
        says=_BANDS,
        reading="Twice is ours: the middle of the first band.",
        sources=("V6", "BG"),
        status="BG",
        reaches=_alt("80"),
        misses=_alt("79"),
    ),
    Threshold(
        id="T-LIV-4",
        level=Level.NEXT_VISIT,
        when="ALT or AST above the limit",
        says=_BANDS,
        reading="The first band goes on the visit list.",
        sources=("V6",),
        status="verified",
        reaches=_alt("41"),
        misses=_alt("40"),
    ),
    Threshold(
        id="T-TG-1",
        level=Level.EMERGENCY,
        when="triglycerides of 500 mg/dL (5.7 mmol/L) or more, with severe tummy pain logged within a week",
        says=_FATS,
        reading="A high value with the pain of an inflamed pancreas. The number with pain is background.",
        sources=("L1 5.8", "BG"),
        status="BG",
        reaches=_mg("TG", "500", tummy_pain=3),
        misses=_mg("TG", "499", tummy_pain=3),
    ),
    Threshold(
        id="T-TG-2",
        level=Level.URGENT,
        when="triglycerides of 800 mg/dL (9 mmol/L) or more",
        says=_FATS,
        reading="A call today.",
        sources=("L1 5.8", "B1"),
        status="verified",
        reaches=_mg("TG", "800"),
        misses=_mg("TG", "799"),
    ),
    Threshold(
        id="T-TG-3",
        level=Level.SOON,
        when="triglycerides of 500 mg/dL (5.7 mmol/L) or more",
        says=_NOT_READ,
        reading="A call this week.",
        sources=("BG",),
        status="BG",
        reaches=_mg("TG", "500"),
        misses=_mg("TG", "499"),
    ),
    Threshold(
        id="T-TG-4",
        level=Level.NEXT_VISIT,
        when="triglycerides of 200 mg/dL (2.3 mmol/L) or more",
        says=_FATS,
        reading="Goes on the visit list.",
        sources=("D2",),
        status="verified",
        reaches=_mg("TG", "200"),
        misses=_mg("TG", "199"),
    ),
    Threshold(
        id="T-CHOL-1",
        level=Level.SOON,
        when="total cholesterol of 400 mg/dL (10.4 mmol/L) or more",
        says=_NOT_READ,
        reading="A call this week.",
        sources=("BG",),
        status="BG",
        reaches=_mg("CHOL", "400"),
        misses=_mg("CHOL", "399"),
    ),
    Threshold(
        id="T-CHOL-2",
        level=Level.NEXT_VISIT,
        when="total cholesterol of 240 mg/dL (6.2 mmol/L) or more",
        says="240 mg/dL is where a high value starts.",
        reading="Goes on the visit list.",
        sources=("D2",),
        status="verified",
        reaches=_mg("CHOL", "240"),
        misses=_mg("CHOL", "239"),
    ),
    Threshold(
        id="T-CK-1",
        level=Level.EMERGENCY,
        when="CK above ten times the limit, with dark urine logged within a week",
        says=_NOT_READ,
        reading="Read as muscle breakdown, like the rule O-MUS-1.",
        sources=("BG",),
        status="BG",
        reaches=_ck("1701", dark_urine=1),
        misses=_ck("1700", dark_urine=1),
    ),
    Threshold(
        id="T-CK-2",
        level=Level.URGENT,
        when="CK above ten times the limit",
        says=_NOT_READ,
        reading="A call today.",
        sources=("BG",),
        status="BG",
        reaches=_ck("1701"),
        misses=_ck("1700"),
    ),
    Threshold(
        id="T-CK-3",
        level=Level.URGENT,
        when="CK above five times the limit, with muscle pain, aches or weakness logged within a week",
        says=_NOT_READ,
        reading="Moderate pain or any weakness makes it a call today.",
        sources=("BG",),
        status="BG",
        reaches=_ck("851", muscle_pain=2),
        misses=_ck("850", muscle_pain=2),
    ),
    Threshold(
        id="T-CK-4",
        level=Level.SOON,
        when="CK above five times the limit",
        says=_NOT_READ,
        reading="A call this week.",
        sources=("BG",),
        status="BG",
        reaches=_ck("851"),
        misses=_ck("850"),
    ),
    Threshold(
        id="T-CK-5",
        level=Level.NEXT_VISIT,
        when="CK above the limit",
        says=_NOT_READ,
        reading="Goes on the visit list.",
        sources=("BG",),
        status="BG",
        reaches=_ck("171"),
        misses=_ck("170"),
    ),
    Threshold(
        id="T-GLU-1",
        level=Level.EMERGENCY,
        when="fasting glucose of 250 mg/dL (13.9 mmol/L) or more, with vomiting logged within a week",
        says=_NOT_READ,
        reading="Help now, like the rule O-SUG-2.",
        sources=("BG",),
        status="BG",
        reaches=_mg("GLU", "250", vomiting=1),
        misses=_mg("GLU", "249", vomiting=1),
    ),
    Threshold(
        id="T-GLU-2",
        level=Level.URGENT,
        when="fasting glucose of 200 mg/dL (11.1 mmol/L) or more",
        says=_NOT_READ,
        reading="A call today.",
        sources=("BG",),
        status="BG",
        reaches=_mg("GLU", "200"),
        misses=_mg("GLU", "199"),
    ),
    Threshold(
        id="T-GLU-3",
        level=Level.URGENT,
        when="fasting glucose of 100 mg/dL (5.6 mmol/L) or more, with great thirst or much urine logged within a week",
        says=_NOT_READ,
        reading="A raised value with either sign at moderate grade is a call today.",
        sources=("BG",),
        status="BG",
        reaches=_mg("GLU", "100", thirst=2),
        misses=_mg("GLU", "99", thirst=2),
    ),
    Threshold(
        id="T-GLU-4",
        level=Level.SOON,
        when="fasting glucose of 126 mg/dL (7.0 mmol/L) or more",
        says=_NOT_READ,
        reading="A call this week.",
        sources=("BG",),
        status="BG",
        reaches=_mg("GLU", "126"),
        misses=_mg("GLU", "125"),
    ),
    Threshold(
        id="T-GLU-5",
        level=Level.NEXT_VISIT,
        when="fasting glucose of 100 mg/dL (5.6 mmol/L) or more",
        says=_NOT_READ,
        reading="Goes on the visit list.",
        sources=("BG",),
        status="BG",
        reaches=_mg("GLU", "100"),
        misses=_mg("GLU", "99"),
    ),
    Threshold(
        id="T-NEU-1",
        level=Level.URGENT,
        when="neutrophils below 1.5, with fever logged within a week",
        says=_NOT_READ,
        reading="A call today.",
        sources=("BG",),
        status="BG",
        reaches=_neutrophils("1.4", fever=1),
        misses=_neutrophils("1.5", fever=1),
    ),
    Threshold(
        id="T-NEU-2",
        level=Level.URGENT,
        when="neutrophils below 1.0",
        says=_NOT_READ,
        reading="A call today.",
        sources=("BG",),
        status="BG",
        reaches=_neutrophils("0.9"),
        misses=_neutrophils("1.0"),
    ),
    Threshold(
        id="T-NEU-3",
        level=Level.SOON,
        when="neutrophils below 1.5",
        says=_NOT_READ,
        reading="A call this week.",
        sources=("BG",),
        status="BG",
        reaches=_neutrophils("1.4"),
        misses=_neutrophils("1.5"),
    ),
    Threshold(
        id="T-HCG-1",
        level=Level.URGENT,
        when="a positive pregnancy test",
        says=_PREGNANT,
        reading="A call today, with the published stop advice.",
        sources=("L1", "N3"),
        status="verified",
        reaches=_pregnancy("positive"),
        misses=_pregnancy("unclear"),
    ),
    Threshold(
        id="T-HCG-2",
        level=Level.SOON,
        when="an unclear pregnancy test",
        says=_PREGNANT,
        reading="It is repeated; an unclear test answers nothing.",
        sources=("L1", "N3"),
        status="verified",
        reaches=_pregnancy("unclear"),
        misses=_pregnancy("negative"),
    ),
)
