"""Start a course, change its dose, correct it, end it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from tracker.accounts.models import User
from tracker.clinical import facts
from tracker.records import audit, replan, told, told_labs
from tracker.records.models import Course, DayEntry, DosePeriod

DETAILS = frozenset(
    {
        "planned_weeks",
        "target_mg_per_kg",
        "weight_kg",
        "name_on_summary",
        "born",
        "clinic_name",
        "clinic_phone",
        "clinic_email",
        "can_become_pregnant",
        "conditions",
        "medicines",
        "earlier_course",
        "asks_sexual",
    }
)
# A number to dial: the support page makes a link of it.
PHONE = re.compile(r"\A(?:\+?|\()[0-9][0-9 ()./-]+\Z")
# Longer ago, nobody remembers days; further ahead, the plan will change.
PAST = timedelta(days=3 * 366)
AHEAD = timedelta(days=60)


class CourseIsOpen(Exception):
    """There is a course already, and it has not ended."""


class CourseIsFinished(Exception):
    """The course has ended: its doses are history."""


class CourseIsRunning(Exception):
    """The course has no end yet."""


class OutOfReach(ValueError):
    """The day lies too far back or ahead, or outside the course."""


class CoursesOverlap(ValueError):
    """An earlier course ran on that day. The first argument is its last day."""


class DaysBeforeStart(ValueError):
    """Days before the new start are logged. The first argument is the earliest."""


class NoSuchChange(LookupError):
    """No dose begins on that day, or it is the one the course began with."""


class UnknownDetail(KeyError):
    """A course keeps no such detail."""


def can_start_on(day: date, *, today: date) -> bool:
    return today - PAST <= day <= today + AHEAD


@transaction.atomic
def start_course(
    user: User,
    *,
    started_on: date,
    mg_per_day: Decimal,
    country: str,
    details: Mapping[str, Any],
    at: datetime,
    today: date,
    time_zone: str = "",
) -> Course:
    """Store a new open course with its first dose, and where the person lives when ``time_zone`` says so.

    Raises CourseIsOpen, OutOfReach, CoursesOverlap and UnknownDetail.
    """
    if not can_start_on(started_on, today=today):
        raise OutOfReach(started_on)
    refuse_overlap(user, started_on)
    if time_zone and time_zone != user.time_zone:
        user.time_zone = time_zone
        user.save(update_fields=["time_zone"])
    replan.person_changed(user, at=at)
    course = opened(
        Course(
            owner=user,
            started_on=started_on,
            country=country,
            created_at=at,
            **known(details),
        )
    )
    course.dose_periods.create(starts=started_on, mg_per_day=mg_per_day)
    audit.note(
        user,
        actor="owner",
        what="course_started",
        subject=started_on.isoformat(),
        at=at,
    )
    return course


def known(details: Mapping[str, Any]) -> dict[str, Any]:
    if strange := details.keys() - DETAILS:
        raise UnknownDetail(", ".join(sorted(strange)))
    return dict(details)


def refuse_overlap(user: User, day: date) -> None:
    others = list(user.courses.all())
    if any(course.last_dose_on is None for course in others):
        raise CourseIsOpen
    ends = [
        course.last_dose_on
        for course in others
        if course.last_dose_on and course.last_dose_on >= day
    ]
    # Days logged after the last capsule stay with the course they belong to.
    ends += DayEntry.objects.filter(course__owner=user, day__gte=day).values_list(
        "day", flat=True
    )
    if ends:
        raise CoursesOverlap(max(ends))


def opened(course: Course) -> Course:
    """Store the course; raise CourseIsOpen when another was opened in the same moment."""
    try:
        with transaction.atomic():
            course.save(force_insert=True)
    except IntegrityError as clash:
        raise CourseIsOpen from clash
    return course


@transaction.atomic
def change_dose(
    course: Course,
    *,
    starts: date,
    mg_per_day: Decimal,
    weight_kg: Decimal | None,
    at: datetime,
    today: date,
) -> DosePeriod:
    """Prescribe ``mg_per_day`` from ``starts`` on; 0 is a pause. A change on the same day is replaced.

    Raises CourseIsFinished and OutOfReach.
    """
    if course.last_dose_on is not None:
        raise CourseIsFinished
    if not course.started_on <= starts <= max(today, course.started_on) + AHEAD:
        raise OutOfReach(starts)
    period, _ = course.dose_periods.update_or_create(
        starts=starts, defaults={"mg_per_day": mg_per_day, "weight_kg": weight_kg}
    )
    replan.course_changed(course, at=at)
    audit.note(
        course.owner,
        actor="owner",
        what="dose_changed",
        subject=starts.isoformat(),
        at=at,
    )
    return period


@transaction.atomic
def remove_dose_change(course: Course, *, starts: date, at: datetime) -> None:
    """Take back the change that begins on ``starts``; raise CourseIsFinished and NoSuchChange."""
    if course.last_dose_on is not None:
        raise CourseIsFinished
    changes = course.dose_periods.filter(starts=starts).exclude(
        starts=course.started_on
    )
    if not changes.delete()[0]:
        raise NoSuchChange(starts)
    replan.course_changed(course, at=at)
    audit.note(
        course.owner,
        actor="owner",
        what="dose_change_removed",
        subject=starts.isoformat(),
        at=at,
    )


@transaction.atomic
def finish_course(
    course: Course, *, last_dose_on: date, at: datetime, today: date
) -> None:
    """End the course with its last capsule; raise CourseIsFinished and OutOfReach."""
    if course.last_dose_on is not None:
        raise CourseIsFinished
    if not course.started_on <= last_dose_on <= today:
        raise OutOfReach(last_dose_on)
    course.last_dose_on = last_dose_on
    course.save(update_fields=["last_dose_on"])
    replan.course_changed(course, at=at)
    audit.note(
        course.owner,
        actor="owner",
        what="course_finished",
        subject=last_dose_on.isoformat(),
        at=at,
    )


@transaction.atomic
def correct_end(
    course: Course, *, last_dose_on: date, at: datetime, today: date
) -> None:
    """Put another day of the last capsule; raise CourseIsRunning, OutOfReach and CoursesOverlap."""
    if course.last_dose_on is None:
        raise CourseIsRunning
    if not course.started_on <= last_dose_on <= today:
        raise OutOfReach(last_dose_on)
    refuse_later_course(course, upto=last_dose_on)
    move_end(course, last_dose_on, at=at, today=today)
    audit.note(
        course.owner,
        actor="owner",
        what="course_end_corrected",
        subject=last_dose_on.isoformat(),
        at=at,
    )


@transaction.atomic
def reopen_course(course: Course, *, at: datetime, today: date) -> None:
    """Let a course go on that was ended too early; raise CourseIsRunning, CourseIsOpen and CoursesOverlap."""
    if course.last_dose_on is None:
        raise CourseIsRunning
    refuse_later_course(course, upto=today)
    move_end(course, None, at=at, today=today)
    audit.note(course.owner, actor="owner", what="course_reopened", at=at)


def refuse_later_course(course: Course, *, upto: date) -> None:
    others = course.owner.courses.exclude(pk=course.pk)
    if others.filter(last_dose_on=None).exists():
        raise CourseIsOpen
    later = others.filter(started_on__gt=course.started_on, started_on__lte=upto)
    if clash := later.order_by("started_on").first():
        raise CoursesOverlap(clash.started_on)


def move_end(course: Course, to: date | None, *, at: datetime, today: date) -> None:
    """Let the course end on another day, or on none, and ask the rules again about the days between.

    What was told before stays: a day said by mistake must not close a flag.
    """
    ends = [day for day in (course.last_dose_on, to) if day is not None]
    course.last_dose_on = to
    save_end(course)
    replan.course_changed(course, at=at)
    told.tell_again(course, min(ends) + timedelta(days=1), at=at, today=today)
    told_labs.tell_positive_again(course, at=at)


def save_end(course: Course) -> None:
    """Store the end; raise CourseIsOpen when another course was opened in the same moment."""
    try:
        with transaction.atomic():
            course.save(update_fields=["last_dose_on"])
    except IntegrityError as clash:
        raise CourseIsOpen from clash


@transaction.atomic
def update_details(
    course: Course,
    *,
    started_on: date,
    country: str,
    details: Mapping[str, Any],
    at: datetime,
    today: date,
) -> None:
    """Correct what was said about the course, and ask the rules again about today.

    Raises OutOfReach, CoursesOverlap, DaysBeforeStart and UnknownDetail.
    """
    if started_on != course.started_on:
        move_start(course, started_on, today=today)
    course.country = country
    for name, value in known(details).items():
        setattr(course, name, value)
    course.save()
    replan.course_changed(course, at=at)
    told.tell_from(course, today, at=at, today=today, even_unlogged=True)
    audit.note(course.owner, actor="owner", what="course_corrected", at=at)


def move_start(course: Course, to: date, *, today: date) -> None:
    """Let the course, and the first of its doses, begin on another day."""
    if not can_start_on(to, today=today) or (
        course.last_dose_on and to > course.last_dose_on
    ):
        raise OutOfReach(to)
    refuse_earlier_course(course, to)
    if earlier := course.entries.filter(day__lt=to).first():
        raise DaysBeforeStart(earlier.day)
    course.started_on = to
    doses = list(course.dose_periods.all())
    first = [dose for dose in doses if dose.starts <= to][-1:] or doses[:1]
    course.dose_periods.filter(starts__lte=to).exclude(
        pk__in=[dose.pk for dose in first]
    ).delete()
    for dose in first:
        dose.starts = to
        dose.save(update_fields=["starts"])


def refuse_earlier_course(course: Course, to: date) -> None:
    ends = [
        other.last_dose_on
        for other in course.owner.courses.exclude(pk=course.pk)
        if other.last_dose_on
        and other.started_on < course.started_on
        and other.last_dose_on >= to
    ]
    if ends:
        raise CoursesOverlap(max(ends))


def capsules_of(course: Course) -> tuple[facts.DayEntry, ...]:
    """Return what was answered about the capsules of each logged day, and nothing else of it."""
    answers = course.entries.values_list("day", "dose_taken")
    return tuple(
        facts.DayEntry(day=day, dose_taken=taken or None) for day, taken in answers
    )


def doses_of(course: Course) -> list[DosePeriod]:
    """Return every dose of the course, in order."""
    return list(course.dose_periods.all())
