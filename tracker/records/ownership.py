"""Get this person's row or answer 404: the only loaders views may use.

Every query starts from the signed-in person, so a guessed id finds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db.models import F, Min
from django.http import Http404, HttpRequest

from tracker.accounts.models import User
from tracker.records.models import (
    Attachment,
    CheckIn,
    Course,
    DayEntry,
    LabOrder,
    LabResult,
    PushSubscription,
    Question,
    ShareLink,
    ShownFinding,
    Visit,
)

Row = TypeVar("Row")


def person(request: HttpRequest) -> User:
    """Return who is signed in; raise Http404 when nobody is."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user


def current_course(owner: User) -> Course | None:
    """Return the open course, else the one that ended last, else None."""
    return owner.courses.order_by(
        F("last_dose_on").desc(nulls_first=True), "-started_on"
    ).first()


def courses_of(owner: User) -> list[Course]:
    """Return every course of a person: the open one first, then the one that ended last."""
    return list(
        Course.objects.filter(owner=owner).order_by(
            F("last_dose_on").desc(nulls_first=True), "-started_on"
        )
    )


def chosen_course(courses: Sequence[Course], wanted: str) -> Course:
    """Return the course of ``courses`` with that id, the first when none is named; raise Http404."""
    if not wanted:
        return courses[0]
    return found(next((each for each in courses if str(each.pk) == wanted), None))


def open_course(owner: User) -> Course | None:
    return Course.objects.filter(owner=owner, last_dose_on__isnull=True).first()


def latest_course(owner: User) -> Course | None:
    return Course.objects.filter(owner=owner).order_by("-started_on").first()


def entry_on(course: Course, day: date) -> DayEntry | None:
    return DayEntry.objects.filter(course=course, day=day).first()


def finding(owner: User, pk: int) -> ShownFinding:
    return found(
        ShownFinding.objects.filter(course__owner=owner, pk=pk)
        .select_related("course")
        .first()
    )


def result(owner: User, pk: int) -> LabResult:
    return found(
        LabResult.objects.filter(course__owner=owner, pk=pk)
        .select_related("course")
        .first()
    )


def check_in(owner: User, pk: int) -> CheckIn:
    return found(
        CheckIn.objects.filter(course__owner=owner, pk=pk)
        .select_related("course")
        .first()
    )


def lab_order(owner: User, pk: int) -> LabOrder:
    return found(
        LabOrder.objects.filter(course__owner=owner, pk=pk)
        .select_related("course__owner")
        .first()
    )


def visit(owner: User, pk: int) -> Visit:
    return found(
        Visit.objects.filter(course__owner=owner, pk=pk)
        .select_related("course__owner")
        .first()
    )


def attachment(owner: User, pk: int) -> Attachment:
    return found(
        Attachment.objects.filter(course__owner=owner, pk=pk)
        .select_related("course__owner")
        .first()
    )


def share_link(owner: User, pk: int) -> ShareLink:
    return found(
        ShareLink.objects.filter(course__owner=owner, pk=pk)
        .select_related("course")
        .first()
    )


def question(owner: User, pk: int) -> Question:
    return found(
        Question.objects.filter(course__owner=owner, pk=pk)
        .select_related("course")
        .first()
    )


def browser(owner: User, pk: int) -> PushSubscription:
    return found(PushSubscription.objects.filter(owner=owner, pk=pk).first())


def found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row


def course_on(owner: User, day: date) -> Course | None:
    """Return the course that ``day`` belongs to: the last one that had begun by then."""
    return (
        Course.objects.filter(owner=owner, started_on__lte=day)
        .order_by("-started_on")
        .first()
    )


def first_day(owner: User) -> date | None:
    """Return the first day of the person's first course."""
    earliest: date | None = Course.objects.filter(owner=owner).aggregate(
        day=Min("started_on")
    )["day"]
    return earliest
