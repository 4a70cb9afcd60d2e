"""For each threshold of a result, one that just reaches it and one that just does not, made from its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.labs.measures import SAMPLE_LIMIT, Outcome, Times
from tracker.clinical.labs.tests import test
from tracker.clinical.labs.thresholds import Threshold

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


def sample(row: Threshold, *, reaches: bool) -> Sample:
    """Return a result that just reaches a threshold, or one that just does not."""
    code, measure = row.tests[0], row.measure
    unit = test(code).unit
    value = measure.sample(reaches=reaches)
    if isinstance(measure, Outcome):
        return Sample(test=code, outcome=value)
    return Sample(
        test=code,
        value=value,
        unit=unit,
        limit=str(SAMPLE_LIMIT) if isinstance(measure, Times) else "",
        marks=row.signs[0].sample() if row.signs else {},
    )


def said(row: Threshold, *, near: int) -> str:
    """Return when a threshold is reached, as a clinician reads it; signs count ``near`` days around the test."""
    names = " or ".join(test(code).short for code in row.tests)
    parts = [f"{names} {row.measure.words()}"]
    if row.signs:
        signs = "; or ".join(signs.words() for signs in row.signs)
        parts.append(f"with {signs}, logged within {near} days of the test")
    return ", ".join(parts)
