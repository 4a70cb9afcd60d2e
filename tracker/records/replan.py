"""Say that somebody's reminders have to be worked out again.

The next tick does it. Whatever changes a date calls this in the same transaction as the change, after it.
"""

from __future__ import annotations

from tracker.accounts.models import User
from tracker.clinical.lab_plans import OVERLAYS
from tracker.records.models import Course
from tracker.records.models.course import LONG_AGO

# A flag of these rules puts a test into the plan.
RULES_WITH_A_TEST = frozenset(
    rule for lines in OVERLAYS.values() for line in lines for rule in line.on_flag
)


def course_changed(course: Course) -> None:
    """Have the reminders of a course worked out again."""
    Course.objects.filter(pk=course.pk).update(plan_after=LONG_AGO)


def person_changed(owner: User) -> None:
    """Have every reminder of a person worked out again: another zone, other choices."""
    Course.objects.filter(owner=owner).update(plan_after=LONG_AGO)
