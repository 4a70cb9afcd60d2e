"""How much a person has here, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Sum

from tracker.accounts.models import User
from tracker.records.exporting import told_before
from tracker.records.models import (
    Attachment,
    AuditEvent,
    CheckIn,
    Course,
    DayEntry,
    LabResult,
    ShareLink,
)

EVENTS_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What an export holds, and a deletion takes away."""

    courses: int
    days: int
    results: int
    check_ins: int
    reports: int
    report_bytes: int
    links: int


def holdings_of(owner: User) -> Holdings:
    """Return how much a person has, in six queries however much it is."""
    reports = Attachment.objects.filter(course__owner=owner).aggregate(
        count=Count("pk"), size=Sum("size")
    )
    return Holdings(
        courses=Course.objects.filter(owner=owner).count(),
        days=DayEntry.objects.filter(course__owner=owner).count(),
        results=LabResult.objects.filter(course__owner=owner).count(),
        check_ins=CheckIn.objects.filter(course__owner=owner).count(),
        reports=reports["count"],
        report_bytes=reports["size"] or 0,
        links=ShareLink.objects.filter(course__owner=owner).count(),
    )


def events_of(owner: User) -> list[AuditEvent]:
    """Return what happened to a person's records, newest first: the latest two hundred."""
    return list(AuditEvent.objects.filter(owner=owner)[:EVENTS_LISTED])


def earlier_events_of(owner: User) -> list[dict[str, str]]:
    """Return what an imported file told of the account before this one, newest first."""
    told = told_before(owner).get("events", [])
    newest: Iterable[dict[str, object]] = reversed(told[-EVENTS_LISTED:])
    return [{name: str(value) for name, value in each.items()} for each in newest]
