"""What is known of several people at once, for whoever works out their reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.clinical import facts
from tracker.records.facts import course_of, profile_of, results_by_course
from tracker.records.models import (
    Course,
    DayEntry,
    PushSubscription,
    ReminderChoice,
    ShownFinding,
)
from tracker.records.replan import RULES_WITH_A_TEST

Flags = tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One person, their choices, and their present course as facts."""

    owner: User
    choice: ReminderChoice
    row: Course
    course: facts.CourseFacts
    profile: facts.Profile
    results: tuple[facts.LabResult, ...]
    # Taken after an earlier course and before the present one.
    results_before: tuple[facts.LabResult, ...]
    flagged: Flags
    logged: frozenset[date]
    has_browser: bool
    # Whether the address they sign in with is known to be theirs.
    may_be_mailed: bool


def choice_of(owner: User) -> ReminderChoice:
    """Return what a person chose, or the defaults, not stored."""
    stored: ReminderChoice | None = getattr(owner, "reminder_choice", None)
    return stored or ReminderChoice(owner=owner)


def asks_to_verify() -> bool:
    """Hold where people confirm their address; where they cannot, there is only the one they gave."""
    return bool(settings.ACCOUNT_EMAIL_VERIFICATION != "none")


def may_be_mailed(owner: User) -> bool:
    """Hold when the address a person signs in with is known to be theirs, as far as it can be here."""
    confirmed = EmailAddress.objects.filter(
        user=owner, email__iexact=owner.email, verified=True
    )
    return not asks_to_verify() or confirmed.exists()


def known_of(owners: Collection[int], *, since: date) -> dict[int, Known]:
    """Return what is known of each person who has a course, in seven queries; logged days from ``since`` on."""
    rows = present_courses(owners)
    courses = [course.pk for course in rows]
    results = results_by_course(rows)
    flags = flags_by_course(courses)
    logged = logged_by_course(rows, since=since)
    return {
        row.owner_id: Known(
            owner=row.owner,
            choice=choice_of(row.owner),
            row=row,
            course=course_of(row, row.dose_periods.all()),
            profile=profile_of(row),
            results=results[row.pk].labs,
            results_before=results[row.pk].labs_before,
            flagged=flags[row.pk],
            logged=frozenset(logged[row.pk]),
            has_browser=row.has_browser,  # type: ignore[attr-defined]  # annotated
            may_be_mailed=row.is_verified or not asks_to_verify(),  # type: ignore[attr-defined]
        )
        for row in rows
    }


def present_courses(owners: Collection[int]) -> list[Course]:
    """Return the open course of each person, else the one that ended last."""
    rows = (
        Course.objects.filter(owner__in=owners, owner__is_active=True)
        .select_related("owner__reminder_choice")
        .prefetch_related("dose_periods", "lab_orders", "visits")
        .annotate(
            has_browser=Exists(
                PushSubscription.objects.filter(owner=OuterRef("owner"))
            ),
            is_verified=Exists(
                EmailAddress.objects.filter(
                    user=OuterRef("owner"),
                    email__iexact=OuterRef("owner__email"),
                    verified=True,
                )
            ),
        )
        .order_by("started_on")
    )
    present: dict[int, Course] = {}
    for row in sorted(rows, key=lambda row: row.last_dose_on or date.max):
        present[row.owner_id] = row
    return list(present.values())


def flags_by_course(courses: Iterable[int]) -> dict[int, Flags]:
    """Return the flags that ask for a test."""
    found: dict[int, Flags] = defaultdict(tuple)
    flags = ShownFinding.objects.filter(
        course__in=courses, rule__in=RULES_WITH_A_TEST, holds=True
    )
    for course, rule, day in flags.values_list("course_id", "rule", "day"):
        found[course] += ((rule, day),)
    return found


def logged_by_course(rows: Iterable[Course], *, since: date) -> dict[int, set[date]]:
    """Return the days logged from ``since`` on, of those who want to hear about the others."""
    found: dict[int, set[date]] = defaultdict(set)
    courses = [row.pk for row in rows if choice_of(row.owner).diary]
    days = DayEntry.objects.filter(course__in=courses, day__gte=since)
    for course, day in days.values_list("course_id", "day"):
        found[course].add(day)
    return found
