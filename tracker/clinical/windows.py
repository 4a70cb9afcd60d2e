"""Stretches of time that sources name in words."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def one_month_after(day: date) -> date:
    """Return the later of 30 days on and the same day next month."""
    return max(day + timedelta(days=30), _same_day_next_month(day))


def _same_day_next_month(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last))
