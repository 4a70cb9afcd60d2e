"""A person's calendar, from what is known of them: the whole feed, or the file of one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse

from tracker.accounts.models import User
from tracker.clinical.timeline import expected_end
from tracker.records import reminders
from tracker.records.known import Known, known_of
from tracker.reminders import ical, mail, plan
from tracker.reminders.due import local
from tracker.reminders.ical import Alarms, CalendarDay, Diary

NO_ALARMS = Alarms(hour=9, days_before=())


def feed(owner: User, *, at: datetime) -> bytes:
    """Return everything that is still to be done, and the daily minute where it was asked for."""
    known = known_now(owner, at=at)
    if known is None:
        return ical.calendar(owner.pk, (), {}, alarms=NO_ALARMS, open_at=open_at())
    diary = diary_of(known, at=at)
    return written(known, days_of(known, at=at), diary=diary, at=at)


def one_day(owner: User, day: date, *, at: datetime) -> bytes | None:
    """Return the file of one day, or None when nothing is due on it."""
    known = known_now(owner, at=at)
    days = (
        tuple(each for each in days_of(known, at=at) if each.day == day)
        if known
        else ()
    )
    return written(known, days, diary=None, at=at) if known and days else None


def written(
    known: Known,
    days: tuple[CalendarDay, ...],
    *,
    diary: Diary | None,
    at: datetime,
) -> bytes:
    events = {each.key: (each.day, each.title) for each in days}
    if diary:
        events[ical.DIARY] = diary.first, diary.rule
    revisions = reminders.revisions(known.owner, events, at=at)
    return ical.calendar(
        known.owner.pk,
        days,
        revisions,
        alarms=Alarms(
            hour=known.choice.hour, days_before=tuple(known.choice.days_before)
        ),
        open_at=open_at(),
        diary=diary,
    )


def known_now(owner: User, *, at: datetime) -> Known | None:
    since = at.date() - timedelta(days=1)
    return known_of([owner.pk], since=since).get(owner.pk)


def days_of(known: Known, *, at: datetime) -> tuple[CalendarDay, ...]:
    today = local(at, known.owner.time_zone).date()
    # What mails and notifications leave out on request is in the calendar all the same.
    dues = plan.open_dues(known, on=today)
    return ical.calendar_days(dues, plain=known.choice.plain_titles)


def diary_of(known: Known, *, at: datetime) -> Diary | None:
    """Return the daily minute: from the start to the last capsule, or to the planned end until that has passed."""
    if not known.choice.diary:
        return None
    today = local(at, known.owner.time_zone).date()
    return Diary(
        first=known.course.started_on,
        last=expected_end(known.course, on=today),
        hour=known.choice.diary_hour,
    )


def open_at() -> str:
    return mail.address(reverse("today"))
