"""How a result is held against a threshold: each measure judges, and says in words what it judges by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.labs.tests import test
from tracker.clinical.labs.units import converted
from tracker.clinical.words import gettext_noop as _

# The limit of the results shown as examples.
SAMPLE_LIMIT = 40
# How a person reads a multiple of the limit; one that is not listed is written as a number.
TIMES = {
    1: _("the limit"),
    2: _("twice the limit"),
    3: _("three times the limit"),
    5: _("five times the limit"),
    10: _("ten times the limit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A result, the limit it is held against, and what was logged near it."""

    result: LabResult
    value: Decimal | None
    limit: Decimal | None
    near: tuple[DayEntry, ...]


class Measure(Protocol):
    """One way to hold a result against a threshold."""

    def met(self, report: Report) -> bool:
        """Hold when the threshold is reached."""

    def words(self) -> str:
        """Return the threshold as a clinician reads it."""

    def limit(self, unit: str) -> str:
        """Return the threshold as the person reads it."""

    def sample(self, *, reaches: bool) -> str:
        """Return a value that just reaches it, or the next one that does not."""


@dataclass(frozen=True, slots=True)
class Times:
    """More than so many times the limit; ``or_at`` counts the threshold itself too."""

    times: int
    or_at: bool = False

    def met(self, report: Report) -> bool:
        """Hold when the value is that far above the limit; never without a limit."""
        if report.value is None or report.limit is None:
            return False
        edge = self.times * report.limit
        return report.value >= edge if self.or_at else report.value > edge

    def words(self) -> str:
        """Return the threshold as a clinician reads it."""
        much = f"{self.times} times the limit" if self.times > 1 else "the limit"
        return f"at {much} or more" if self.or_at else f"above {much}"

    def limit(self, unit: str) -> str:
        """Return the multiple in words."""
        return TIMES.get(self.times, f"{self.times} × {TIMES[1]}")

    def sample(self, *, reaches: bool) -> str:
        """Return the edge, or one beside it."""
        edge = self.times * SAMPLE_LIMIT
        if self.or_at:
            return str(edge if reaches else edge - 1)
        return str(edge + 1 if reaches else edge)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So much or more, as the sources print it in either unit."""

    mg: str
    mmol: str

    def met(self, report: Report) -> bool:
        """Hold at the threshold printed in the unit of the report."""
        result, value = report.result, report.value
        if value is None or not result.unit:
            return False
        if result.unit == "mmol/L":
            return value >= Decimal(self.mmol)
        which = test(result.test)
        return converted(which, value, result.unit, to="mg/dL") >= Decimal(self.mg)

    def words(self) -> str:
        """Return both numbers."""
        return f"{self.mg} mg/dL ({self.mmol} mmol/L) or more"

    def limit(self, unit: str) -> str:
        """Return the number in the unit of the report."""
        return f"{self.mmol} mmol/L" if unit == "mmol/L" else f"{self.mg} mg/dL"

    def sample(self, *, reaches: bool) -> str:
        """Return the number, or one less."""
        return self.mg if reaches else str(int(self.mg) - 1)


@dataclass(frozen=True, slots=True)
class Below:
    """Less than so much."""

    value: str

    def met(self, report: Report) -> bool:
        """Hold when the value is less."""
        return report.value is not None and report.value < Decimal(self.value)

    def words(self) -> str:
        """Return the number."""
        return f"below {self.value}"

    def limit(self, unit: str) -> str:
        """Return the number."""
        return self.value

    def sample(self, *, reaches: bool) -> str:
        """Return a tenth less, or the number."""
        return str(Decimal(self.value) - Decimal("0.1")) if reaches else self.value


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a test that has no number."""

    outcome: str
    weaker: str

    def met(self, report: Report) -> bool:
        """Hold for this outcome."""
        return report.result.outcome == self.outcome

    def words(self) -> str:
        """Return the outcome."""
        return self.outcome

    def limit(self, unit: str) -> str:
        """Return the outcome."""
        return self.outcome

    def sample(self, *, reaches: bool) -> str:
        """Return the outcome, or the one next to it that calls for less."""
        return self.outcome if reaches else self.weaker


@dataclass(frozen=True, slots=True)
class Signs:
    """What was logged near a result: ``count`` of the items at this grade or above, on one day."""

    items: tuple[str, ...]
    at_least: int = 1
    count: int = 1

    def met(self, report: Report) -> bool:
        """Hold when they were logged near the test."""
        return any(
            sum(entry.marks.get(item, 0) >= self.at_least for item in self.items)
            >= self.count
            for entry in report.near
        )

    def words(self) -> str:
        """Return the items and the grade."""
        names = ", ".join(self.items)
        if self.count > 1:
            return f"{self.count} or more of {names} at grade {self.at_least} or above on one day"
        one = "any of " if len(self.items) > 1 else ""
        return f"{one}{names} at grade {self.at_least} or above"

    def sample(self) -> dict[str, int]:
        """Return the fewest marks that will do."""
        return dict.fromkeys(self.items[: self.count], self.at_least)
