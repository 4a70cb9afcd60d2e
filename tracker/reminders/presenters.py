"""Reminders as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime

from tracker.records.models import CalendarFeed, PushSubscription


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """The state of the calendar's address."""

    made: str
    opened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserLine:
    """One browser that gets notifications. ``digest`` lets a browser know its own line."""

    pk: int
    added: str
    digest: str


def feed_line(feed: CalendarFeed | None) -> FeedLine | None:
    if feed is None:
        return None
    return FeedLine(
        made=day(feed.created_at),
        opened=moment(feed.opened_at) if feed.opened_at else "",
    )


def browser_lines(rows: Iterable[PushSubscription]) -> tuple[BrowserLine, ...]:
    return tuple(
        BrowserLine(pk=row.pk, added=moment(row.created_at), digest=row.endpoint_digest)
        for row in rows
    )


def day(at: datetime) -> str:
    return date_format(localtime(at), "j M Y")


def moment(at: datetime) -> str:
    return date_format(localtime(at), "j M, H:i")
