"""Keep what the person was told about a result."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.clinical.lab_findings import finding_of
from tracker.records import told
from tracker.records.facts import entry_of, profile_of, result_of
from tracker.records.models import Course, LabResult

# Symptoms in the week around a result can raise what it calls for.
AROUND = timedelta(days=7)


def tell_result(result: LabResult, *, at: datetime) -> None:
    """Store what the result calls for, if anything; another level told before holds no longer."""
    course = result.course
    near = course.entries.filter(
        day__gte=result.day - AROUND, day__lte=result.day + AROUND
    )
    finding = finding_of(
        result_of(result),
        profile=profile_of(course),
        entries=[entry_of(entry) for entry in near],
        after_course=is_over(course, result.day, at=at),
    )
    told_before = list(
        course.findings.filter(day=result.day, rule=rule_of(result.test))
    )
    level = int(finding.level) if finding else 0
    told.mark_gone(told_before, keep={(rule_of(result.test), level)})
    if finding and level not in {row.level for row in told_before}:
        told.store(course, result.day, finding, at=at)


def rule_of(test: str) -> str:
    return f"LAB-{test}"


def is_over(course: Course, day: date, *, at: datetime) -> bool:
    """Hold when the last capsule was taken before the test, or before the person reads this."""
    end = course.last_dose_on
    today = at.astimezone(ZoneInfo(course.owner.time_zone)).date()
    return end is not None and max(day, today) > end


def tell_around(course: Course, day: date, *, at: datetime) -> None:
    """Judge the results of the week around a day again: what is logged on it now may change them."""
    near = course.lab_results.filter(day__gte=day - AROUND, day__lte=day + AROUND)
    for result in near.select_related("course"):
        tell_result(result, at=at)


def forget(course: Course, test: str, day: date) -> None:
    """Mark what was told about a result as no longer holding, unless somebody was contacted about it."""
    told.mark_gone(course.findings.filter(rule=rule_of(test), day=day), keep=set())
