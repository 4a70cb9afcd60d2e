"""Say that somebody's reminders have to be worked out again, and since when.

The next tick does it. Whatever changes a date calls this in the same transaction as the change, after it.
What was due before the change, the person saw in the app: no new reminder is made of it. A change is written
into ``plan_after`` as its moment a century earlier, so that it is told from a turn that has merely come.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.clinical.labs.plans import OVERLAYS
from tracker.records.models import Course
from tracker.records.models.course import LONG_AGO

CENTURY = timedelta(days=36525)
# A flag of these rules puts a test into the plan.
RULES_WITH_A_TEST = frozenset(
    rule for lines in OVERLAYS.values() for line in lines for rule in line.on_flag
)


def course_changed(course: Course, *, at: datetime) -> None:
    """Have the reminders of a course worked out again; of several changes that wait, the first one counts."""
    mark(Course.objects.filter(pk=course.pk), at=at)


def person_changed(owner: User, *, at: datetime) -> None:
    """Have every reminder of a person worked out again: another zone, other choices."""
    mark(Course.objects.filter(owner=owner), at=at)


def mark(courses: QuerySet[Course], *, at: datetime) -> None:
    courses.filter(plan_after__gt=LONG_AGO).update(plan_after=mark_of(at))


def mark_of(at: datetime) -> datetime:
    """Return the mark of a change: a course that is stored with it is planned at once and says nothing at once."""
    return at - CENTURY


def changed_at(course: Course) -> datetime | None:
    """Return the moment of the first change no worker has seen, or None: its turn came, or it was never planned."""
    return course.plan_after + CENTURY if course.plan_after < LONG_AGO else None
