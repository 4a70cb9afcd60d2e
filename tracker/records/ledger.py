"""The ledger of reminders: plan them, claim what is due, note what became of it.

Any number of workers may do this at once. A person's reminders are planned by one of them at a time; a
reminder belongs to the worker that claimed it until its lease runs out. Decision 0009.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.crypto import salted_hmac

from tracker.clinical.timeline import planned_end
from tracker.records.known import Known, known_of
from tracker.records.models import Course, Reminder
from tracker.records.replan import changed_at

# Rows are made this far ahead, and made anew halfway there: a week without a worker loses nothing.
AHEAD = timedelta(days=14)
DAY = timedelta(days=1)
AGAIN = timedelta(days=7)
BEFORE_LONG = timedelta(hours=1)
# Rows this old have done their work.
KEPT = timedelta(days=120)
PEOPLE_AT_ONCE = 200
ROWS_AT_ONCE = 50
LONGEST_REST = timedelta(hours=1)
# After a week without a mail server, nobody needs what was due then.
GIVE_UP = timedelta(days=7)
# Why a reminder was dropped when nothing was left to say.
DONE = "not due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One reminder of one local day, in one way."""

    kind: str
    way: str
    day: date


Slots = Mapping[Slot, datetime]


def message_id(owner: int, slot: Slot, *, domain: str) -> str:
    """Return the name of a reminder's mail: the same whoever sends it, however often, and telling nothing."""
    seed = f"{owner}:{slot.kind}:{slot.way}:{slot.day.isoformat()}"
    return f"<{salted_hmac('reminder', seed, algorithm='sha256').hexdigest()[:40]}@{domain}>"


# Plan


def is_planning_due(at: datetime) -> bool:
    return is_any(Course.objects.filter(plan_after__lte=at).order_by("plan_after"))


def is_any(rows: QuerySet[Any]) -> bool:
    """Hold when there is one. Asked for the first in order, a database goes by its index and reads no table."""
    return bool(rows.values_list("pk", flat=True)[:1])


@transaction.atomic
def plan_next(
    *,
    at: datetime,
    slots_of: Callable[[Known], Slots | None],
    domain: str,
    limit: int = PEOPLE_AT_ONCE,
) -> int:
    """Write the reminders of some people whose turn has come; return how many courses that were.

    Where ``slots_of`` gives None, what is there stays and is looked at again before long.
    """
    turn = locked_courses(at, limit)
    if not turn:
        return 0
    owners = sorted(set(turn.values()))
    known = known_of(owners, since=at.date() - timedelta(days=1))
    planned: dict[int, Slots] = {}
    for owner in owners:
        slots = slots_of(known[owner]) if owner in known else {}
        if slots is not None:
            planned[owner] = slots
    write(planned, known, at=at, domain=domain)
    # Still ours: whoever changes one of these courses meanwhile waits, and then has it planned again.
    Course.objects.filter(pk__in=turn).update(plan_after=at + AGAIN)
    for midnight, courses in ends_of(known.values(), at=at).items():
        ours = turn.keys() & courses
        Course.objects.filter(pk__in=ours).update(plan_after=midnight)
    unclear = [course for course, owner in turn.items() if owner not in planned]
    if unclear:
        Course.objects.filter(pk__in=unclear).update(plan_after=at + BEFORE_LONG)
    return len(turn)


def locked_courses(at: datetime, limit: int) -> dict[int, int]:
    """Return the courses whose turn has come, with their owners; other workers pass them by."""
    rows = Course.objects.filter(plan_after__lte=at).order_by("plan_after", "pk")
    if connection.features.has_select_for_update_skip_locked:
        # Without the key, a day can be saved to a course while it is planned.
        rows = rows.select_for_update(skip_locked=True, no_key=True)
    return dict(rows.values_list("pk", "owner_id")[:limit])


def ends_of(known: Iterable[Known], *, at: datetime) -> dict[datetime, list[int]]:
    """Return the courses that run past their plan before the next turn, by when: then tests go on being due."""
    found: dict[datetime, list[int]] = defaultdict(list)
    for each in known:
        end = planned_end(each.course)
        if end is None or each.course.last_dose_on is not None:
            continue
        midnight = datetime.combine(end + DAY, time(0), ZoneInfo(each.owner.time_zone))
        if at < midnight < at + AGAIN:
            found[midnight].append(each.row.pk)
    return found


def write(
    wanted: Mapping[int, Slots],
    known: Mapping[int, Known],
    *,
    at: datetime,
    domain: str,
) -> None:
    """Make the rows of these people say what is wanted; what was sent or is being sent stays.

    What was due before the plan was changed in the app waits for another morning.
    """
    there = {
        (row.owner_id, Slot(kind=row.kind, way=row.way, day=row.local_date)): row
        for row in Reminder.objects.filter(
            owner__in=wanted, local_date__gte=at.date() - AHEAD
        ).select_related("owner")
    }
    new = [
        Reminder(
            owner_id=owner,
            kind=slot.kind,
            way=slot.way,
            local_date=slot.day,
            due_at=moment,
            message_id=message_id(owner, slot, domain=domain),
        )
        for owner, slots in wanted.items()
        for slot, due_at in slots.items()
        if (owner, slot) not in there
        and (moment := not_at_once(slot, due_at, known[owner]))
    ]
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    take_up_again(there, wanted, known)
    move(there, wanted, at=at)
    remove(there, wanted, at=at)


def not_at_once(slot: Slot, due_at: datetime, known: Known) -> datetime | None:
    """Return when to say it: what was due before a change in the app, on the next morning.

    None for the diary of a day whose hour had come: nobody is asked about yesterday.
    """
    changed = changed_at(known.row)
    if changed is None or due_at >= changed:
        return due_at
    if slot.kind == Reminder.Kind.DIARY:
        return None
    zone = ZoneInfo(known.owner.time_zone)
    hour = due_at.astimezone(zone).time()
    morning = datetime.combine(changed.astimezone(zone).date() + DAY, hour, zone)
    return morning.astimezone(UTC)


There = Mapping[tuple[int, Slot], Reminder]


def take_up_again(
    there: There, wanted: Mapping[int, Slots], known: Mapping[int, Known]
) -> None:
    """Let what was dropped as done be said after all: somebody took back what they had noted."""
    again = []
    for (owner, slot), row in there.items():
        due_at = wanted[owner].get(slot)
        if due_at is None or row.why != DONE or changed_at(known[owner].row) is None:
            continue
        if moment := not_at_once(slot, due_at, known[owner]):
            row.dropped_at, row.why, row.due_at = None, "", moment
            again.append(row)
    if again:
        Reminder.objects.bulk_update(
            again, ["dropped_at", "why", "due_at"], batch_size=500
        )


def move(there: There, wanted: Mapping[int, Slots], *, at: datetime) -> None:
    """Give unsent rows the hour they have now: the person travelled, or chose another."""
    moved = []
    for (owner, slot), row in there.items():
        due_at = wanted[owner].get(slot)
        if due_at is None or due_at == row.due_at or not is_free(row, at):
            continue
        # Its hour here has passed, and it waits for another morning already.
        if due_at <= at < row.due_at and is_for_another_day(row):
            continue
        row.due_at = due_at
        moved.append(row)
    if moved:
        Reminder.objects.bulk_update(moved, ["due_at"], batch_size=500)


def remove(there: There, wanted: Mapping[int, Slots], *, at: datetime) -> None:
    """Delete rows of days to come that nobody wants any more, and rows of long ago."""
    gone = [
        row.pk
        for (owner, slot), row in there.items()
        if slot not in wanted[owner]
        and row.due_at > at
        and not is_of_the_past(row, at)
        and is_free(row, at)
    ]
    old = Q(owner__in=wanted, local_date__lt=at.date() - KEPT)
    unwanted = Q(pk__in=gone, sent_at=None, dropped_at=None)
    Reminder.objects.filter(old | unwanted).delete()


def is_of_the_past(row: Reminder, at: datetime) -> bool:
    """Hold for a reminder of yesterday that waits for the morning: no plan names it any more."""
    return row.local_date < at.astimezone(ZoneInfo(row.owner.time_zone)).date()


def is_for_another_day(row: Reminder) -> bool:
    return row.local_date < row.due_at.astimezone(ZoneInfo(row.owner.time_zone)).date()


def is_free(row: Reminder, at: datetime) -> bool:
    open_ = row.sent_at is None and row.dropped_at is None
    return open_ and (row.lease_until is None or row.lease_until <= at)


# Claim


def waiting(at: datetime) -> QuerySet[Reminder]:
    """Return what is due and nobody's."""
    return Reminder.objects.filter(
        Q(lease_until=None) | Q(lease_until__lte=at),
        sent_at=None,
        dropped_at=None,
        due_at__lte=at,
    )


def is_anything_due(at: datetime) -> bool:
    return is_any(waiting(at).order_by("due_at"))


@transaction.atomic
def claim(
    *, at: datetime, lease: timedelta, limit: int = ROWS_AT_ONCE
) -> list[Reminder]:
    """Return what is due, taken for as long as ``lease``; what a dead worker held is taken again."""
    rows = waiting(at).order_by("due_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    taken = list(rows[:limit])
    for row in taken:
        row.lease_until = at + lease
        row.attempts += 1
    Reminder.objects.filter(pk__in=[row.pk for row in taken]).update(
        lease_until=at + lease, attempts=F("attempts") + 1
    )
    return taken


def mine(row: Reminder) -> QuerySet[Reminder]:
    """Return the row if it is still held by whoever claimed it: the end of the lease tells."""
    return Reminder.objects.filter(
        pk=row.pk, lease_until=row.lease_until, sent_at=None, dropped_at=None
    )


def keep(
    row: Reminder,
    *,
    at: datetime,
    lease: timedelta,
    also: Sequence[Reminder] = (),
) -> bool:
    """Hold on to a row for another lease; False when its lease ran out and somebody else may have it.

    ``also`` are the earlier ones it speaks for: nobody else sends them meanwhile.
    """
    if row.lease_until is None or at >= row.lease_until:
        return False
    held = mine(row).update(lease_until=at + lease) == 1
    row.lease_until = at + lease
    if held and also:
        unsettled(also).update(lease_until=at + lease)
    return held


def unsettled(rows: Iterable[Reminder]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        pk__in=[row.pk for row in rows], sent_at=None, dropped_at=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside one reminder of a person: others of the same kind and way."""

    # Due, and said by nobody yet.
    earlier: tuple[Reminder, ...] = ()
    later: tuple[Reminder, ...] = ()
    sent: tuple[Reminder, ...] = ()

    def said_after(self, day: date) -> frozenset[str]:
        """Return the keys of everything a later day's mail spoke of."""
        return frozenset(
            key for row in self.sent if row.local_date > day for key in row.told
        )


def beside(row: Reminder, *, at: datetime) -> Beside:
    """Return what else is due to the same person, and what they heard of late."""
    others = (
        Reminder.objects.filter(
            owner=row.owner_id,
            kind=row.kind,
            way=row.way,
            dropped_at=None,
            local_date__gte=row.local_date - GIVE_UP - timedelta(days=1),
        )
        .exclude(pk=row.pk)
        .order_by("local_date")
    )
    sent = tuple(each for each in others if each.sent_at)
    due = [
        each
        for each in others
        if each.sent_at is None and at - GIVE_UP <= each.due_at <= at
    ]
    return Beside(
        earlier=tuple(each for each in due if each.local_date < row.local_date),
        later=tuple(each for each in due if each.local_date > row.local_date),
        sent=sent,
    )


# What became of it


def sent(
    row: Reminder,
    *,
    at: datetime,
    told: Iterable[str] = (),
    also: Sequence[Reminder] = (),
) -> None:
    """Note that a reminder went out, what it spoke of, and which earlier ones it spoke for."""
    noted = mine(row).update(sent_at=at, lease_until=None, told=sorted(told))
    if noted and also:
        unsettled(also).update(dropped_at=at, why="overtaken", lease_until=None)


def leave(row: Reminder, *, at: datetime, lease: timedelta) -> None:
    """Put a reminder by: a later one is due too and speaks for it. It comes back should that one never go."""
    mine(row).update(lease_until=at + lease, attempts=F("attempts") - 1)


def drop(row: Reminder, *, why: str, at: datetime) -> None:
    """Note that a reminder is not sent, and why: it was done, or a later one says the same."""
    mine(row).update(dropped_at=at, why=why, lease_until=None)


def postpone(row: Reminder, *, until: datetime) -> None:
    """Put a reminder back for later: it is night where the person is, or not yet that day."""
    mine(row).update(due_at=until, lease_until=None, attempts=F("attempts") - 1)


def rest(row: Reminder, *, at: datetime, pause: timedelta) -> None:
    """Try again later, each time after twice as long."""
    wait = min(pause * 2 ** min(row.attempts - 1, 12), LONGEST_REST)
    mine(row).update(lease_until=at + wait)


def release(rows: Iterable[Reminder]) -> None:
    """Give back what was claimed and not begun."""
    for row in rows:
        mine(row).update(lease_until=None, attempts=F("attempts") - 1)
