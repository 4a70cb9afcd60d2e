"""Keep what the person was told about a result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from tracker.clinical.labs.findings import (
    MISSED_RULE,
    finding_of,
    missed_finding,
    missed_on,
    missed_test,
)
from tracker.clinical.labs.plans import PREGNANCY_TESTS
from tracker.clinical.labs.ranges import NEAR
from tracker.clinical.labs.schedule import PlannedTest, Status
from tracker.records import told
from tracker.records.facts import entry_of, result_of
from tracker.records.models import Course, LabResult, ShownFinding
from tracker.records.replan import RULES_WITH_A_TEST

# What they told speaks of a missed test, or asks for one.
RULES_ABOUT_TESTS = RULES_WITH_A_TEST | {MISSED_RULE}
# Symptoms in the days around a result can raise what it calls for.
AROUND = NEAR


def tell_result(result: LabResult, *, at: datetime) -> None:
    """Store what the result calls for, if anything; another level told before holds no longer."""
    course = result.course
    near = course.entries.filter(
        day__gte=result.day - AROUND, day__lte=result.day + AROUND
    )
    finding = finding_of(
        result_of(result),
        entries=[entry_of(entry) for entry in near],
        after_course=is_over(course, result.day, at=at),
    )
    told_before = list(
        course.findings.filter(day=result.day, rule=rule_of(result.test))
    )
    level = int(finding.level) if finding else 0
    told.mark_gone(told_before, keep={(rule_of(result.test), level)})
    if finding is None:
        return
    row = next((row for row in told_before if row.level == level), None)
    if row is None:
        told.store(course, result.day, finding, at=at)
    elif told.speaks_again_of_capsules(row, finding):
        told.tell_anew(row, finding, at=at)


def tell_positive_again(course: Course, *, at: datetime) -> None:
    """Judge positive pregnancy tests again: what they call for depends on whether there is a next capsule."""
    for result in course.lab_results.filter(outcome="positive"):
        tell_result(result, at=at)


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


def tell_missed(
    course: Course,
    planned: Sequence[PlannedTest],
    told_before: Iterable[ShownFinding],
    *,
    at: datetime,
) -> ShownFinding | None:
    """Keep that a pregnancy test was missed and return its flag, if one is missed; asking again changes nothing.

    Time alone makes a test missed, so this is asked whenever somebody looks. ``told_before`` may hold any flags.
    """
    rows = {row.day: row for row in told_before if row.rule == MISSED_RULE}
    never_taken = days_never_taken(planned)
    for day, row in rows.items():
        keep = {(row.rule, row.level)} if day in never_taken else set()
        told.mark_gone([row], keep=keep)
    missed = missed_test(planned)
    if missed is None:
        return still_unanswered(course, planned, rows.values(), never_taken)
    if missed_on(missed) in rows:
        return rows[missed_on(missed)]
    return None if is_from_before(course, missed) else first_told(course, missed, at=at)


def still_unanswered(
    course: Course,
    planned: Iterable[PlannedTest],
    rows: Iterable[ShownFinding],
    never_taken: Collection[date],
) -> ShownFinding | None:
    """Return the newest flag that the end of the course left unasked and nobody was contacted about.

    It waits for any later test; the one after the end answers the same question once it can be taken.
    """
    can_be_taken = any(each.pregnancy and each.status is Status.DUE for each in planned)
    if course.last_dose_on is None or can_be_taken:
        return None
    waiting = [
        row for row in rows if row.day in never_taken and row.contacted_at is None
    ]
    newest = max(waiting, key=lambda row: row.day, default=None)
    if newest is None:
        return None
    since = course.lab_results.filter(test__in=PREGNANCY_TESTS, day__gte=newest.day)
    return None if since.exclude(outcome="unclear").exists() else newest


def is_from_before(course: Course, planned: PlannedTest) -> bool:
    """Hold for a test whose days had passed when the diary was begun: whether it was taken nobody asked then.

    That no result is noted says nothing about it, so it is not called missed; the plan asks for the result.
    What the clinic asked for was entered by the person, who knows of it.
    """
    zone = ZoneInfo(course.owner.time_zone)
    begun = course.created_at.astimezone(zone).date()
    return planned.closes < begun and not planned.asked


def planned_day_of(row: ShownFinding, planned: Iterable[PlannedTest]) -> date | None:
    """Return the planned day of the missed test a flag speaks of, while the plan still asks for it."""
    if row.rule != MISSED_RULE:
        return None
    return next(
        (
            each.due
            for each in planned
            if each.pregnancy
            and each.status is Status.OVERDUE
            and missed_on(each) == row.day
        ),
        None,
    )


def days_never_taken(planned: Iterable[PlannedTest]) -> set[date]:
    """Return the days on which a test was missed that has no result yet, also when the next took its place.

    A test with a late result, set aside or planned no more is not among them.
    """
    open_ones = {Status.OVERDUE, Status.PASSED}
    return {
        missed_on(each)
        for each in planned
        if each.pregnancy and each.status in open_ones
    }


@transaction.atomic
def first_told(course: Course, missed: PlannedTest, *, at: datetime) -> ShownFinding:
    # Two pages opened at once tell it once.
    Course.objects.select_for_update().get(pk=course.pk)
    day = missed_on(missed)
    known = course.findings.filter(rule=MISSED_RULE, day=day).first()
    after = is_over(course, day, at=at)
    return known or told.store(
        course, day, missed_finding(missed, after_course=after), at=at
    )
