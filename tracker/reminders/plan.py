"""One person's reminders: from what is known of them to the slots of the ledger, and back at sending time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from tracker.records import visits
from tracker.records.known import Known
from tracker.records.lab_plan import order_of, plan_with
from tracker.records.ledger import AHEAD, GIVE_UP, Beside, Slot, Slots
from tracker.records.models import Reminder, ReminderChoice
from tracker.records.replan import changed_at
from tracker.reminders import push
from tracker.reminders.due import (
    Due,
    Wishes,
    diary_days,
    dues_of,
    in_order,
    instant,
    is_news,
    is_over,
    local,
    on_days,
    visit_due,
)

DATED, DIARY = Reminder.Kind.DATED.value, Reminder.Kind.DIARY.value
MAIL, PUSH = Reminder.Way.MAIL.value, Reminder.Way.PUSH.value


def wishes_of(choice: ReminderChoice) -> Wishes:
    return Wishes(
        muted=frozenset(choice.muted),
        days_before=tuple(choice.days_before),
        hour=choice.hour,
        when_late=choice.when_late,
        diary=choice.diary,
    )


def ways_of(known: Known) -> tuple[str, ...]:
    """Return how this person can be reached and wants to be."""
    mail = (MAIL,) if known.choice.by_mail and settings.REMINDERS_BY_MAIL else ()
    return (*mail, PUSH) if known.has_browser and push.is_on() else mail


def open_dues(known: Known, *, on: date) -> tuple[Due, ...]:
    """Return what this person still has to do, as things stand on a day."""
    planned = plan_with(
        known.row,
        known.course,
        known.profile,
        known.results,
        on=on,
        flagged=known.flagged,
        before=known.results_before,
    )
    dues = (*with_orders(dues_of(planned), known), *visits_of(known, on=on))
    return tuple(sorted(dues, key=in_order))


def dues_to_say(known: Known, *, on: date) -> tuple[Due, ...]:
    """Return what is open, without tests whose days had passed when the diary was begun: nobody knows of those."""
    begun = local(known.row.created_at, known.owner.time_zone).date()
    return tuple(
        due
        for due in open_dues(known, on=on)
        if due.written_at is not None or due.closes >= begun
    )


def visits_of(known: Known, *, on: date) -> Iterator[Due]:
    for each in visits.to_come(known.row, on=on):
        written_at = each.dated_at or each.created_at
        yield visit_due(each.pk, each.day, starts=each.time, written_at=written_at)


def with_orders(dues: Iterable[Due], known: Known) -> Iterator[Due]:
    """Return the dues, those the clinic asked for with the moment they were written down."""
    written = {
        order_of(row).key: row.dated_at or row.created_at
        for row in known.row.lab_orders.all()
    }
    for due in dues:
        # An order of both kinds has its pregnancy tests apart, under a P.
        name = due.key.partition(".")[0].removesuffix("P")
        yield replace(due, written_at=written.get(name))


def slots_of(known: Known, *, at: datetime) -> Slots:
    """Return every reminder of the days ahead with the moment it is due."""
    ways = ways_of(known)
    return {
        Slot(kind=kind, way=way, day=day): due_at
        for kind, day, due_at in (dated(known, at=at) + daily(known, at=at))
        for way in ways
        # What was due before the course was written down, the person saw when they wrote it.
        if due_at >= known.row.created_at
    }


Moments = list[tuple[str, date, datetime]]


def dated(known: Known, *, at: datetime) -> Moments:
    zone, today = known.owner.time_zone, local(at, known.owner.time_zone).date()
    days = on_days(
        dues_to_say(known, on=today),
        wishes_of(known.choice),
        first=changed_on(known, at=at),
        last=today + AHEAD,
    )
    moments = {day: instant(day, known.choice.hour, zone) for day in days}
    return [
        (DATED, day, moments[day])
        for day, dues in days.items()
        if any(
            not is_news(due, at=moments[day])
            and not is_over(due, at=moments[day], zone=zone)
            for due in dues
        )
    ]


def changed_on(known: Known, *, at: datetime) -> date:
    """Return the day from which on reminders may be missing: that of a change which no worker has seen yet."""
    since = max(changed_at(known.row) or at, at - GIVE_UP)
    return local(since, known.owner.time_zone).date()


def daily(known: Known, *, at: datetime) -> Moments:
    zone, today = known.owner.time_zone, local(at, known.owner.time_zone).date()
    days = diary_days(
        known.course,
        known.logged,
        wishes_of(known.choice),
        first=today,
        last=today + AHEAD,
    )
    hour = known.choice.diary_hour
    return [(DIARY, day, instant(day, hour, zone)) for day in days]


def dues_for(known: Known, row: Reminder, *, at: datetime) -> Sequence[Due]:
    """Return what a reminder is about, as things stand now; nothing when all of it is done or unwanted."""
    zone, day = known.owner.time_zone, row.local_date
    dues = dues_to_say(known, on=local(at, zone).date())
    found = on_days(dues, wishes_of(known.choice), first=day, last=day).get(day, ())
    moment = instant(day, known.choice.hour, zone)
    return tuple(
        due
        for due in found
        if not is_news(due, at=moment) and not is_over(due, at=at, zone=zone)
    )


def left_to_say(
    known: Known, row: Reminder, near: Beside, *, at: datetime
) -> tuple[Due, ...]:
    """Return what a reminder is about together with the earlier ones that never went out.

    What a later day's reminder spoke of already is not said again.
    """
    found: dict[str, Due] = {}
    for each in (*near.earlier, row):
        said = near.said_after(each.local_date)
        dues = dues_for(known, each, at=at)
        found |= {due.key: due for due in dues if due.key not in said}
    return tuple(sorted(found.values(), key=in_order))


def is_diary_due(known: Known, row: Reminder, *, at: datetime) -> bool:
    """Hold on the day itself, while it is not logged; nobody is asked about yesterday."""
    today = local(at, known.owner.time_zone).date()
    days = diary_days(
        known.course,
        known.logged,
        wishes_of(known.choice),
        first=row.local_date,
        last=row.local_date,
    )
    return today == row.local_date and bool(days)


def hour_of(known: Known, kind: str) -> int:
    return known.choice.diary_hour if kind == DIARY else known.choice.hour


def not_before(known: Known, row: Reminder) -> datetime:
    """Return the earliest moment for a reminder where the person is now: they may have travelled west."""
    return instant(row.local_date, hour_of(known, row.kind), known.owner.time_zone)
