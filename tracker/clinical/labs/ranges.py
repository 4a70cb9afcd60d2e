"""A result against its limit, and what it calls for.

Never a diagnosis, and never “normal”: inside the limit rules nothing out. The thresholds are in
``lab_thresholds``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracker.clinical.facts import DayEntry, LabResult
from tracker.clinical.labs.measures import Report
from tracker.clinical.labs.tests import PREGNANCY_TESTS, test
from tracker.clinical.labs.thresholds import reached_by
from tracker.clinical.labs.units import converted, in_print
from tracker.clinical.vocabulary import Level

# Signs count this long before and after a test (decision 0006).
NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a result calls for. ``above`` is None when there is no limit to hold it against."""

    level: Level
    above: bool | None
    limit: Decimal | None
    own_limit: bool
    reading: str
    sources: tuple[str, ...]
    status: str


def limit_of(result: LabResult) -> tuple[Decimal | None, bool]:
    """Return the upper limit in the result's unit, and whether it is the report's own."""
    if result.upper_limit is not None:
        return result.upper_limit, True
    which = test(result.test)
    if which.upper_limit is None or not result.unit:
        return None, False
    usual = converted(which, which.upper_limit, which.unit, to=result.unit)
    return (usual if result.unit == which.unit else in_print(usual)), False


def judge(result: LabResult, *, entries: Iterable[DayEntry] = ()) -> Judgement:
    """Return what a result calls for, given what was logged in the week around it."""
    limit, own = limit_of(result)
    value = None if result.test in PREGNANCY_TESTS else result.value
    near = tuple(entry for entry in entries if abs(entry.day - result.day) <= NEAR)
    report = Report(result=result, value=value, limit=limit, near=near)
    found = reached_by(report)
    return Judgement(
        level=found.level if found else Level.NONE,
        above=value > limit if limit is not None and value is not None else None,
        limit=limit,
        own_limit=own,
        reading=found.told(report) if found else "",
        sources=found.sources if found else (),
        status=found.status if found else "verified",
    )


def latest(
    results: Iterable[LabResult], *, on: date, entries: Iterable[DayEntry] = ()
) -> dict[str, LabResult]:
    """Return the newest result of each test up to ``on``; of two on one day, the one that calls for more."""
    logged = tuple(entries)
    newest: dict[str, LabResult] = {}
    for result in sorted(results, key=lambda result: _newer_and_worse(result, logged)):
        if result.day <= on:
            newest[result.test] = result
    return newest


def _newer_and_worse(
    result: LabResult, entries: tuple[DayEntry, ...]
) -> tuple[date, int, Decimal, str]:
    """Return the order of results, whatever the order in which they were noted."""
    level = judge(result, entries=entries).level
    return result.day, level, result.value or Decimal(0), repr(result)
