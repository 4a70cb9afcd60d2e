"""The only file that asks what time it is. Views and commands read it and pass the answer down."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """Return this instant, in UTC."""
    return timezone.now()


def today(zone: str) -> date:
    """Return the calendar day it is now for a person who lives in ``zone`` (an IANA name)."""
    return timezone.localdate(now(), ZoneInfo(zone))
