"""What is due and when to say so. Pure: facts and choices in, dated tasks out, no clock and no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.clinical.facts import CourseFacts
from tracker.clinical.labs.schedule import ASKED_FOR, PlannedTest
from tracker.clinical.timeline import days_between, has_come
from tracker.ui.test_names import names_of

DAY = timedelta(days=1)
# Nobody is woken: between these hours nothing is sent.
WAKING, QUIET = 8, 21


class DueKind(Enum):
    """What sort of thing is due; each can be switched off on its own."""

    TEST = "test"
    MONTHLY = "monthly"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something with a date that is still to be done. ``key`` stays when the date moves.

    ``plain`` says what it is; it never leaves the app unless the person chose plain words.
    """

    kind: DueKind
    key: str
    day: date
    opens: date
    closes: date
    plain: str
    # The hour of an appointment, and when the person wrote the date down, where these are known.
    starts: time | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person wants to hear of, and when."""

    muted: frozenset[str]
    days_before: tuple[int, ...]
    hour: int
    when_late: bool
    diary: bool


def dues_of(planned: Iterable[PlannedTest]) -> tuple[Due, ...]:
    """Return what is still to be done, in order of day."""
    counted: dict[str, int] = defaultdict(int)
    found = []
    for each in planned:
        line = each.key.partition(":")[0]
        counted[line] += 1
        if each.status in ASKED_FOR:
            found.append(due_of(each, key=f"{line}.{counted[line]}"))
    return tuple(sorted(found, key=in_order))


def in_order(due: Due) -> tuple[date, str]:
    return due.day, due.key


def due_of(each: PlannedTest, *, key: str) -> Due:
    names = ", ".join(names_of(each))
    return Due(
        kind=DueKind.MONTHLY if each.pregnancy else DueKind.TEST,
        key=key,
        day=each.due,
        opens=each.opens,
        closes=each.closes,
        plain=names[:1].upper() + names[1:],
    )


def visit_due(
    number: int,
    day: date,
    *,
    starts: time | None = None,
    written_at: datetime | None = None,
) -> Due:
    """Return an appointment as something due on its day and no longer."""
    return Due(
        kind=DueKind.VISIT,
        key=f"visit.{number}",
        day=day,
        opens=day,
        closes=day,
        plain=_("A visit"),
        starts=starts,
        written_at=written_at,
    )


def is_over(due: Due, *, at: datetime, zone: str) -> bool:
    """Hold once the hour of an appointment has come."""
    return has_come(due.day, due.starts, at=at, zone=zone)


def has_begun(due: Due, *, at: time) -> bool:
    """Hold where an appointment begins at that hour of its day, or earlier."""
    return due.starts is not None and due.starts <= at


def is_news(due: Due, *, at: datetime) -> bool:
    """Hold where the date was written down only after that moment: the person saw it then."""
    return due.written_at is not None and due.written_at > at


def wanted(dues: Iterable[Due], wishes: Wishes) -> tuple[Due, ...]:
    return tuple(due for due in dues if due.kind.value not in wishes.muted)


def moments(due: Due, wishes: Wishes) -> frozenset[date]:
    """Return the local days on which to remind of it: some before, and once when its time has passed."""
    # Where the hour of reminders comes after an appointment began, the day before has to do.
    least = 1 if has_begun(due, at=time(wishes.hour)) else 0
    before = {
        due.day - timedelta(days=max(count, least)) for count in wishes.days_before
    }
    # Nobody can go to an appointment of yesterday.
    asks_late = wishes.when_late and due.kind is not DueKind.VISIT
    late = {due.closes + DAY} if asks_late else set()
    return frozenset(before | late)


def on_days(
    dues: Sequence[Due], wishes: Wishes, *, first: date, last: date
) -> dict[date, tuple[Due, ...]]:
    """Return what to remind of on each day from ``first`` to ``last``; several things make one reminder."""
    found: dict[date, list[Due]] = defaultdict(list)
    for due in wanted(dues, wishes):
        for day in moments(due, wishes):
            if first <= day <= last:
                found[day].append(due)
    return {day: tuple(found[day]) for day in sorted(found)}


def diary_days(
    course: CourseFacts,
    logged: Collection[date],
    wishes: Wishes,
    *,
    first: date,
    last: date,
) -> tuple[date, ...]:
    """Return the days of the course that are not logged yet, for somebody who wants to hear of them.

    A course past its plan goes on until its last capsule is noted.
    """
    if not wishes.diary:
        return ()
    starts, ends = max(first, course.started_on), min(last, course.last_dose_on or last)
    return tuple(day for day in days_between(starts, ends) if day not in logged)


def instant(day: date, hour: int, zone: str) -> datetime:
    """Return the moment, in UTC, at which it is ``hour`` o'clock on ``day`` where the person is."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def next_waking(at: datetime, zone: str) -> datetime:
    """Return ``at``, or the end of the night it lies in."""
    here = local(at, zone)
    if WAKING <= here.hour < QUIET:
        return at
    morning = here.date() if here.hour < WAKING else here.date() + DAY
    return instant(morning, WAKING, zone)
