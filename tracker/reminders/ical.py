"""The same dates as a calendar. Built from given values alone, so the same list gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from tracker.records.reminders import Revision
from tracker.reminders.due import DAY, Due

PRODUCT = "-//Courseline//Courseline//EN"
REFRESH = timedelta(hours=12)
# The key of the daily event.
DIARY = "diary"
DIARY_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """Everything due on one day, as one event. ``key`` stays when the day moves."""

    key: str
    day: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The daily minute for the diary; ``last`` is None while nobody knows the end."""

    first: date
    last: date | None
    hour: int

    @property
    def rule(self) -> str:
        """Return what tells one daily minute from another but for its first day."""
        return f"{self.last} {self.hour}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """When the phone speaks up: at which hour, and how many days before."""

    hour: int
    days_before: tuple[int, ...]


def calendar_days(dues: Sequence[Due], *, plain: bool) -> tuple[CalendarDay, ...]:
    """Return one event a day; its title says what it is only when the person chose ``plain`` titles."""
    return tuple(
        event_of(day, tuple(group), plain=plain)
        for day, group in groupby(dues, key=lambda due: due.day)
    )


def event_of(day: date, dues: Sequence[Due], *, plain: bool) -> CalendarDay:
    names = "; ".join(dict.fromkeys(due.plain for due in dues))
    return CalendarDay(
        key=min(due.key for due in dues),
        day=day,
        title=names if plain else _("Something on your list"),
    )


def uid(owner: int, key: str) -> str:
    """Return the name of an event in every calendar: the same for ever, and telling nothing."""
    named = salted_hmac("calendar", f"{owner}:{key}", algorithm="sha256").hexdigest()
    return f"{named[:32]}@courseline"


def calendar(
    owner: int,
    days: Iterable[CalendarDay],
    revisions: Mapping[str, Revision],
    *,
    alarms: Alarms,
    open_at: str,
    diary: Diary | None = None,
) -> bytes:
    """Return the calendar file."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", "Courseline")
    found.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    found.add("x-published-ttl", "PT12H")
    for day in days:
        found.add_component(
            all_day(owner, day, revisions[day.key], alarms=alarms, open_at=open_at)
        )
    if diary:
        found.add_component(daily(owner, diary, revisions[DIARY], open_at=open_at))
    file: bytes = found.to_ical()
    return file


def all_day(
    owner: int, day: CalendarDay, revision: Revision, *, alarms: Alarms, open_at: str
) -> Event:
    event = Event()
    event.add("uid", uid(owner, day.key))
    event.add("dtstamp", whole_seconds(revision.stamped_at))
    event.add("sequence", revision.sequence)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + DAY)
    event.add("summary", f"Courseline: {day.title}")
    event.add("description", _("Open Courseline to see what it is: %s") % open_at)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for count in sorted(alarms.days_before, reverse=True):
        before = timedelta(hours=alarms.hour) - timedelta(days=count)
        event.add_component(alarm(before))
    return event


def daily(owner: int, diary: Diary, revision: Revision, *, open_at: str) -> Event:
    """Return the daily event. Its hour floats: it is the hour wherever the person is."""
    event = Event()
    event.add("uid", uid(owner, DIARY))
    event.add("dtstamp", whole_seconds(revision.stamped_at))
    event.add("sequence", revision.sequence)
    starts = datetime.combine(diary.first, time(diary.hour))
    event.add("dtstart", starts)
    event.add("dtend", starts + DIARY_LASTS)
    rule: dict[str, object] = {"freq": "daily"}
    if diary.last:
        rule["until"] = datetime.combine(diary.last, time(diary.hour))
    event.add("rrule", rule)
    event.add("summary", _("Courseline: a minute for today’s page"))
    event.add("description", _("Open Courseline: %s") % open_at)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(alarm(timedelta(0)))
    return event


def alarm(trigger: timedelta) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", _("A reminder from Courseline"))
    found.add("trigger", trigger)
    return found


def whole_seconds(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
