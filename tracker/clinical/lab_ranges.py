"""A result against its limit, and what it calls for.

Never a diagnosis, and never “normal”: inside the limit rules nothing out. The thresholds are in
``lab_thresholds``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tracker.clinical.facts import DayEntry, LabResult, Profile
from tracker.clinical.lab_tests import PREGNANCY_TESTS, test
from tracker.clinical.lab_thresholds import Report, reached_by
from tracker.clinical.lab_units import converted, in_print
from tracker.clinical.vocabulary import Level
from tracker.clinical.words import gettext_noop as _

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


def judge(
    result: LabResult, *, profile: Profile, entries: Iterable[DayEntry] = ()
) -> Judgement:
    """Return what a result calls for, given what was logged in the week around it."""
    if result.test in PREGNANCY_TESTS:
        return judge_outcome(result)
    limit, own = limit_of(result)
    value = result.value
    if value is None:
        return nothing(limit, own)
    near = tuple(entry for entry in entries if abs(entry.day - result.day) <= NEAR)
    found = reached_by(Report(result=result, value=value, limit=limit, near=near))
    return Judgement(
        level=found.level,
        above=value > limit if limit is not None else None,
        limit=limit,
        own_limit=own,
        reading=found.reading,
        sources=found.sources,
        status=found.status,
    )


def nothing(limit: Decimal | None, own: bool) -> Judgement:
    return Judgement(
        level=Level.NONE,
        above=None,
        limit=limit,
        own_limit=own,
        reading="",
        sources=(),
        status="verified",
    )


def judge_outcome(result: LabResult) -> Judgement:
    found = {
        "positive": (Level.URGENT, _("The test was positive.")),
        "unclear": (Level.SOON, _("The test was unclear, so it is repeated.")),
    }
    level, reading = found.get(result.outcome, (Level.NONE, ""))
    return Judgement(
        level=level,
        above=None,
        limit=None,
        own_limit=False,
        reading=reading,
        sources=("L1", "N3"),
        status="verified",
    )


def latest(results: Iterable[LabResult], *, on: date) -> dict[str, LabResult]:
    """Return the newest result of each test up to ``on``."""
    newest: dict[str, LabResult] = {}
    for result in sorted(results, key=lambda result: result.day):
        if result.day <= on:
            newest[result.test] = result
    return newest
