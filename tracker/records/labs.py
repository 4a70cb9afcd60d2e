"""Results as printed on the report: add, correct, remove."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from tracker.clinical.labs.findings import MISSED_RULE, is_positive
from tracker.records import attachments, audit, replan, sent, told_labs
from tracker.records.cleaning import Report
from tracker.records.facts import result_of
from tracker.records.models import Course, LabResult, ShownFinding


class ResultExists(ValueError):
    """This test already has a result on that day."""


class ResultInTheFuture(ValueError):
    """The day of the test has not come."""


class PositiveStands(ValueError):
    """A positive pregnancy test is taken back only when it was typed wrong."""


@transaction.atomic
def add_result(
    course: Course, result: LabResult, *, at: datetime, today: date
) -> LabResult:
    """Store a result and what it calls for; raise ResultExists or ResultInTheFuture."""
    result.course = course
    result.added_at = at
    keep(result, at=at, today=today)
    told_labs.tell_result(result, at=at)
    audit.note(
        course.owner, actor="owner", what="result_added", subject=result.test, at=at
    )
    return result


@transaction.atomic
def add_report(
    course: Course,
    results: Iterable[LabResult],
    paper: Report | None,
    *,
    day: date,
    at: datetime,
    today: date,
    submission_id: UUID | None = None,
) -> None:
    """Store what one report says, and a photo or PDF of it: all of it or nothing, and once.

    Raises ResultExists, ResultInTheFuture and attachments.NoRoom.
    """
    results = list(results)
    said = said_by(results, paper, day=day)
    if not sent.is_new(course.owner, submission_id, day=day, said=said, at=at):
        return
    for result in results:
        add_result(course, result, at=at, today=today)
    if paper is not None:
        attachments.add(course, paper, day=day, at=at)


def said_by(results: Iterable[LabResult], paper: Report | None, *, day: date) -> str:
    """Return what tells one report from another."""
    lines = [
        f"{each.test} {each.value} {each.unit} {each.upper_limit} {each.outcome} {each.fasting}"
        for each in results
    ]
    file = sha256(paper.content).hexdigest() if paper else ""
    return "\n".join(("report", day.isoformat(), *lines, file))


@transaction.atomic
def change_result(
    result: LabResult,
    *,
    before: date,
    told_as: str,
    at: datetime,
    today: date,
    typed_wrong: bool = False,
) -> LabResult:
    """Store a corrected result; ``before`` and ``told_as`` are the day and test it had.

    Raises ResultExists, ResultInTheFuture, or PositiveStands unless it was ``typed_wrong``.
    """
    if not typed_wrong and not is_positive(result_of(result)):
        refuse_if_positive(result)
    keep(result, at=at, today=today)
    told_labs.forget(result.course, told_as, before)
    told_labs.tell_result(result, at=at)
    audit.note(
        result.course.owner,
        actor="owner",
        what="result_changed",
        subject=result.test,
        at=at,
    )
    return result


@transaction.atomic
def remove_result(
    result: LabResult, *, at: datetime, typed_wrong: bool = False
) -> None:
    """Delete a result; what was told about it stays, marked as no longer holding.

    Raises PositiveStands unless it was ``typed_wrong``.
    """
    if not typed_wrong:
        refuse_if_positive(result)
    told_labs.forget(result.course, result.test, result.day)
    audit.note(
        result.course.owner,
        actor="owner",
        what="result_removed",
        subject=result.test,
        at=at,
    )
    result.delete()
    replan.person_changed(result.course.owner, at=at)


def refuse_if_positive(result: LabResult) -> None:
    """Raise PositiveStands when the result as it is stored is a positive pregnancy test."""
    stored = LabResult.objects.select_for_update().filter(pk=result.pk).first()
    if stored and is_positive(result_of(stored)):
        raise PositiveStands(stored.test)


def keep(result: LabResult, *, at: datetime, today: date) -> None:
    if result.day > today:
        raise ResultInTheFuture(result.day)
    try:
        with transaction.atomic():
            result.save()
    except IntegrityError as twice:
        raise ResultExists(result.test) from twice
    replan.person_changed(result.course.owner, at=at)


def result_on(course: Course, day: date, test: str) -> LabResult | None:
    """Return the result that a test has on a day."""
    return course.lab_results.filter(day=day, test=test).first()


def told_on(course: Course, day: date) -> ShownFinding | None:
    """Return the most urgent flag that results of a day raised and that still holds."""
    flags = course.findings.filter(rule__startswith="LAB-", day=day, holds=True)
    return flags.exclude(rule=MISSED_RULE).order_by("-level").first()


def told_about(course: Course, test: str, day: date) -> ShownFinding | None:
    """Return the most urgent flag that a result raised and that still holds."""
    flags = course.findings.filter(rule=f"LAB-{test}", day=day, holds=True)
    return flags.order_by("-level").first()


def added_since(course: Course, at: datetime) -> frozenset[tuple[str, date]]:
    """Return the test and day of each result that was entered after ``at``."""
    rows = course.lab_results.filter(added_at__gt=at)
    return frozenset(rows.values_list("test", "day"))
