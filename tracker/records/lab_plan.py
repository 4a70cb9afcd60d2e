"""What the clinic asked for beside the plan, what the person set aside, and the plan with both."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tracker.clinical.facts import CourseFacts, History, LabResult, Profile
from tracker.clinical.labs.schedule import Order, PlannedTest, plan, still_open
from tracker.records import audit, replan, sent
from tracker.records.models import Course, LabOrder

# A date noted later than this is no longer a date to come; further ahead than that nobody plans.
PAST, AHEAD = timedelta(days=60), timedelta(days=400)
# For so long a test may be asked for again and again, from its first day.
LONGEST = timedelta(days=3 * 366)
# Every page with a plan works all of them out.
MOST_ORDERS = 60


class OutOfReach(ValueError):
    """The date lies too far back or ahead."""


class TooMany(ValueError):
    """So many tests are noted for the course that no more are taken."""


class NotAskedFor(LookupError):
    """No planned test of that name is still asked for."""


def order_of(row: LabOrder) -> Order:
    return Order(
        key=f"ORD-{row.pk}",
        tests=tuple(row.tests),
        due=row.due,
        every=row.every,
        until=row.until,
        note=row.note,
    )


def orders_of(course: Course) -> tuple[Order, ...]:
    """Return what the clinic asked for, as facts."""
    return tuple(order_of(row) for row in course.lab_orders.all())


def reasons_of(course: Course) -> dict[str, str]:
    """Return the keys of what was set aside, each with the reason."""
    found: dict[str, str] = json.loads(course.tests_set_aside or "{}")
    return found


def plan_of(
    course: Course,
    history: History,
    *,
    on: date,
    flagged: Iterable[tuple[str, date]] = (),
) -> tuple[PlannedTest, ...]:
    """Return the plan of a course with the clinic's dates and what was set aside, in one query."""
    return plan_with(
        course,
        history.course,
        history.profile,
        history.labs,
        on=on,
        flagged=flagged,
        before=history.labs_before,
    )


def plan_with(
    course: Course,
    facts: CourseFacts,
    profile: Profile,
    results: Iterable[LabResult],
    *,
    on: date,
    flagged: Iterable[tuple[str, date]] = (),
    before: Iterable[LabResult] = (),
) -> tuple[PlannedTest, ...]:
    return plan(
        facts,
        profile,
        results,
        on=on,
        flagged=flagged,
        orders=orders_of(course),
        waived=reasons_of(course).keys(),
        before=before,
    )


@transaction.atomic
def save_order(
    order: LabOrder,
    *,
    at: datetime,
    today: date,
    submission_id: UUID | None = None,
) -> LabOrder:
    """Store what the clinic asked for; the same submission again changes nothing.

    Raises OutOfReach and TooMany.
    """
    if not today - PAST <= order.due <= today + AHEAD:
        raise OutOfReach(order.due)
    if order.until and order.until > order.due + LONGEST:
        raise OutOfReach(order.until)
    is_new = order._state.adding
    owner, said = order.course.owner, said_by(order)
    if is_new and not sent.is_new(
        owner, submission_id, day=order.due, said=said, at=at
    ):
        return order
    if is_new:
        refuse_one_more(order.course)
        order.created_at = at
    elif not LabOrder.objects.filter(pk=order.pk, due=order.due).exists():
        order.dated_at = at
    order.save()
    audit.note(
        order.course.owner,
        actor="owner",
        what="test_asked_for" if is_new else "test_asked_for_changed",
        subject=order.due.isoformat(),
        at=at,
    )
    replan.course_changed(order.course, at=at)
    return order


def refuse_one_more(course: Course) -> None:
    """Raise TooMany when a course has all the orders it may have; two at once wait for each other."""
    if locked(course).lab_orders.count() >= MOST_ORDERS:
        raise TooMany


def said_by(order: LabOrder) -> str:
    """Return what tells one order from another."""
    tests = ",".join(order.tests)
    return f"order {tests} {order.due} {order.every} {order.until} {order.note}"


@transaction.atomic
def remove_order(order: LabOrder, *, at: datetime) -> None:
    audit.note(
        order.course.owner,
        actor="owner",
        what="test_asked_for_removed",
        subject=order.due.isoformat(),
        at=at,
    )
    replan.course_changed(order.course, at=at)
    order.delete()


@transaction.atomic
def set_aside(
    course: Course,
    key: str,
    *,
    reason: str,
    planned: Collection[PlannedTest],
    at: datetime,
) -> None:
    """Keep that a planned test is not to be asked for, and why; doing it twice changes nothing.

    Raises NotAskedFor.
    """
    aside = reasons_of(locked(course))
    if aside.get(key) == reason:
        return
    if key not in aside and key not in {each.key for each in still_open(planned)}:
        raise NotAskedFor(key)
    keep_aside(course, {**aside, key: reason}, at=at)
    audit.note(course.owner, actor="owner", what="test_set_aside", subject=key, at=at)


@transaction.atomic
def ask_again(course: Course, key: str, *, at: datetime) -> None:
    """Take back that a test was set aside; doing it twice changes nothing."""
    aside = reasons_of(locked(course))
    if aside.pop(key, None) is not None:
        keep_aside(course, aside, at=at)
        audit.note(
            course.owner, actor="owner", what="test_asked_again", subject=key, at=at
        )


def locked(course: Course) -> Course:
    """Return the course as it stands; whoever else changes it waits until we are done."""
    return Course.objects.select_for_update().get(pk=course.pk)


def keep_aside(course: Course, reasons: Mapping[str, str], *, at: datetime) -> None:
    course.tests_set_aside = json.dumps(reasons) if reasons else ""
    course.save(update_fields=["tests_set_aside"])
    replan.course_changed(course, at=at)


@transaction.atomic
def choose_settings(
    course: Course, settings: Mapping[str, str], *, at: datetime
) -> None:
    """Store where monthly tests are taken, by phase; an empty answer follows the plan."""
    course.test_settings = {name: each for name, each in settings.items() if each}
    course.save(update_fields=["test_settings"])
    audit.note(course.owner, actor="owner", what="test_settings_changed", at=at)
