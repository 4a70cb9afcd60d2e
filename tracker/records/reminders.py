"""What a person wants to be reminded of, their calendar's address, and their browsers."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from tracker.accounts.models import User
from tracker.records import audit, replan
from tracker.records.models import (
    CalendarEvent,
    CalendarFeed,
    PushSubscription,
    ReminderChoice,
)

SECRET_BYTES = 32
# A calendar program asks every few hours; one note an hour tells as much as all of them.
OPENED_AGAIN = timedelta(hours=1)
MOST_BROWSERS = 10
CHOICES = frozenset(
    {
        "by_mail",
        "muted",
        "days_before",
        "when_late",
        "hour",
        "diary",
        "diary_hour",
        "plain_words",
        "plain_titles",
    }
)


class UnknownChoice(KeyError):
    """There is no such choice."""


class NoSuchFeed(LookupError):
    """No calendar has this secret: it never had, was renewed, or was turned off."""


class TooManyBrowsers(ValueError):
    """So many browsers are no longer one person's."""


# Choices


@transaction.atomic
def change_choices(owner: User, *, choices: Mapping[str, Any], at: datetime) -> None:
    """Store what the person chose and have their reminders worked out again; raise UnknownChoice."""
    if strange := choices.keys() - CHOICES:
        raise UnknownChoice(", ".join(sorted(strange)))
    row, _created = ReminderChoice.objects.get_or_create(owner=owner)
    if choices.get("by_mail") and not row.by_mail:
        # Links in mails of the time before end no mails of the time to come.
        row.stop_key = None
    for name, value in choices.items():
        setattr(row, name, value)
    row.save()
    replan.person_changed(owner, at=at)
    audit.note(owner, actor="owner", what="reminders_changed", at=at)


@transaction.atomic
def stop_mails(owner: User, *, at: datetime) -> None:
    """Send no more mails; the rest of the choices stay for the day they are switched on again."""
    ReminderChoice.objects.update_or_create(owner=owner, defaults={"by_mail": False})
    replan.person_changed(owner, at=at)
    audit.note(owner, actor="stop link", what="reminders_stopped", at=at)


def stop_key_of(owner: User) -> str:
    """Return what a stop link says instead of who it is about, made when the first one is written."""
    row, _created = ReminderChoice.objects.get_or_create(owner=owner)
    if not row.stop_key:
        # Whoever comes second finds the first one's.
        ReminderChoice.objects.filter(pk=row.pk, stop_key=None).update(
            stop_key=secrets.token_urlsafe(SECRET_BYTES)
        )
        row.refresh_from_db(fields=["stop_key"])
    return str(row.stop_key)


def by_stop_key(key: str) -> User | None:
    """Return the person whose mails a stop link ends, if they are still here and have had no newer one."""
    rows = ReminderChoice.objects.select_related("owner")
    row = rows.filter(stop_key=key, owner__is_active=True).first()
    return row.owner if row else None


# Calendar


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(owner: User, *, at: datetime) -> str:
    """Give the calendar a new address and return its secret, kept nowhere; an older one ends at once."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.update_or_create(
        owner=owner,
        defaults={
            "token_digest": digest_of(token),
            "created_at": at,
            "opened_at": None,
        },
    )
    audit.note(owner, actor="owner", what="calendar_made", at=at)
    return token


@transaction.atomic
def end_feed(owner: User, *, at: datetime) -> None:
    """Turn the calendar's address off."""
    CalendarFeed.objects.filter(owner=owner).delete()
    audit.note(owner, actor="owner", what="calendar_ended", at=at)


def feed_of(owner: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(owner=owner).first()


def open_feed(token: str, *, at: datetime) -> CalendarFeed:
    """Return the calendar of a secret and note, once an hour, that it was opened; raise NoSuchFeed."""
    rows = CalendarFeed.objects.select_related("owner__reminder_choice")
    feed = rows.filter(token_digest=digest_of(token), owner__is_active=True).first()
    if feed is None:
        raise NoSuchFeed
    if feed.opened_at is None or feed.opened_at <= at - OPENED_AGAIN:
        CalendarFeed.objects.filter(
            Q(opened_at=None) | Q(opened_at__lte=at - OPENED_AGAIN), pk=feed.pk
        ).update(opened_at=at)
    return feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """How often an event has moved, and when it was last changed."""

    sequence: int
    stamped_at: datetime


# The day an event stands on, and its title.
Shown = tuple[date, str]


def revisions(
    owner: User, events: Mapping[str, Shown], *, at: datetime
) -> dict[str, Revision]:
    """Return the revision of each event; another day or another title than last time is a new one."""
    known = {row.key: row for row in CalendarEvent.objects.filter(owner=owner)}
    if any(
        key not in known or is_changed(known[key], shown)
        for key, shown in events.items()
    ):
        known = renumbered(owner, events, at=at)
    return {
        key: Revision(sequence=known[key].sequence, stamped_at=known[key].stamped_at)
        for key in events
    }


@transaction.atomic
def renumbered(
    owner: User, events: Mapping[str, Shown], *, at: datetime
) -> dict[str, CalendarEvent]:
    """Store how the events stand now. Two calendars that ask at once get the same numbers."""
    # The row of the person is the gate: the second to ask finds what the first one wrote.
    User.objects.select_for_update().get(pk=owner.pk)
    known = {row.key: row for row in CalendarEvent.objects.filter(owner=owner)}
    new = [
        CalendarEvent(
            owner=owner,
            key=key,
            day=day,
            title_digest=title_digest(key, title),
            stamped_at=at,
        )
        for key, (day, title) in events.items()
        if key not in known
    ]
    CalendarEvent.objects.bulk_create(new)
    changed = [
        row
        for key, row in known.items()
        if key in events and is_changed(row, events[key])
    ]
    for row in changed:
        row.day, title = events[row.key]
        row.title_digest = title_digest(row.key, title)
        row.sequence, row.stamped_at = row.sequence + 1, at
    CalendarEvent.objects.bulk_update(
        changed, ["day", "title_digest", "sequence", "stamped_at"]
    )
    return {**known, **{row.key: row for row in new}}


def is_changed(row: CalendarEvent, shown: Shown) -> bool:
    day, title = shown
    return (row.day, row.title_digest) != (day, title_digest(row.key, title))


def title_digest(key: str, title: str) -> str:
    """Return what tells one title from another without keeping its words."""
    return salted_hmac("title", f"{key}:{title}", algorithm="sha256").hexdigest()


# Browsers


def browsers_of(owner: User) -> list[PushSubscription]:
    """Return the browsers that get notifications, oldest first."""
    return list(PushSubscription.objects.filter(owner=owner))


@transaction.atomic
def add_browser(
    owner: User, *, subscription: Mapping[str, Any], at: datetime
) -> PushSubscription:
    """Store a browser's subscription. One that was somebody else's, on a shared computer, is theirs no more.

    Raises TooManyBrowsers.
    """
    digest = digest_of(str(subscription["endpoint"]))
    others = PushSubscription.objects.filter(owner=owner).exclude(
        endpoint_digest=digest
    )
    if others.count() >= MOST_BROWSERS:
        raise TooManyBrowsers
    row, _created = PushSubscription.objects.update_or_create(
        endpoint_digest=digest,
        defaults={
            "owner": owner,
            "subscription": json.dumps(subscription, sort_keys=True),
            "created_at": at,
        },
    )
    replan.person_changed(owner, at=at)
    audit.note(owner, actor="owner", what="browser_added", at=at)
    return row


@transaction.atomic
def remove_browser(row: PushSubscription, *, actor: str, at: datetime) -> None:
    """Send this browser nothing more."""
    owner = row.owner
    row.delete()
    replan.person_changed(owner, at=at)
    audit.note(owner, actor=actor, what="browser_removed", at=at)
