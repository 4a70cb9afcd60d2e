"""Appointments at the clinic."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tracker.records import audit, replan, sent
from tracker.records.models import Course, Visit

PAST, AHEAD = timedelta(days=3 * 366), timedelta(days=400)
# More than one a week for three years is no longer a list to read.
MOST = 200


class OutOfReach(ValueError):
    """The day lies too far back or ahead."""


class TooMany(ValueError):
    """So many appointments are noted for the course that no more are taken."""


@transaction.atomic
def save(
    visit: Visit, *, at: datetime, today: date, submission_id: UUID | None = None
) -> Visit | None:
    """Store an appointment, new or changed; the same submission again changes nothing.

    Returns None when the submission is known and its appointment was changed or removed since. Raises OutOfReach
    and TooMany.
    """
    if not today - PAST <= visit.day <= today + AHEAD:
        raise OutOfReach(visit.day)
    is_new = visit._state.adding
    owner, said = visit.course.owner, said_by(visit)
    if is_new and not sent.is_new(
        owner, submission_id, day=visit.day, said=said, at=at
    ):
        return next((row for row in of(visit.course) if said_by(row) == said), None)
    if is_new:
        refuse_one_more(visit.course)
        visit.created_at = at
    elif not Visit.objects.filter(pk=visit.pk, day=visit.day).exists():
        visit.dated_at = at
    visit.save()
    audit.note(
        visit.course.owner,
        actor="owner",
        what="visit_added" if is_new else "visit_changed",
        subject=visit.day.isoformat(),
        at=at,
    )
    replan.course_changed(visit.course, at=at)
    return visit


def refuse_one_more(course: Course) -> None:
    """Raise TooMany when a course has all the appointments it may have; two at once wait for each other."""
    held = Course.objects.select_for_update().get(pk=course.pk)
    if held.visits.count() >= MOST:
        raise TooMany


def said_by(visit: Visit) -> str:
    """Return what tells one appointment from another."""
    time = visit.time.isoformat("minutes") if visit.time else ""
    return f"visit {visit.day} {time} {visit.place} {visit.note}"


@transaction.atomic
def remove(visit: Visit, *, at: datetime) -> None:
    audit.note(
        visit.course.owner,
        actor="owner",
        what="visit_removed",
        subject=visit.day.isoformat(),
        at=at,
    )
    replan.course_changed(visit.course, at=at)
    visit.delete()


def of(course: Course) -> list[Visit]:
    """Return every appointment, in order of day."""
    return list(course.visits.all())


def to_come(course: Course, *, on: date) -> list[Visit]:
    """Return the appointments of a day and later, in order."""
    return [visit for visit in of(course) if visit.day >= on]


def before(visit: Visit) -> date | None:
    """Return the day of the appointment before this one, or None when it is the first."""
    earlier = visit.course.visits.filter(day__lt=visit.day).order_by("-day").first()
    return earlier.day if earlier else None
