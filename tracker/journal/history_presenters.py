"""A month of days, and the days somebody looks for."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.vocabulary import (
    DAILY,
    ITEMS,
    LEVEL_WORDS,
    Asked,
    Item,
    Level,
    Scale,
)
from tracker.records.models import DayEntry, ShownFinding
from tracker.ui import charts

ICON = {5: "now", 4: "phone", 3: "soon", 2: "next", 1: "self"}
LOOK = {5: "now", 4: "today", 3: "soon", 2: "next", 1: "self"}
WORST = {0: "none", 1: "mild", 2: "moderate", 3: "severe"}
MOST_BARS = 10
NO_BARS = {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One square of the month: ``state`` is logged, gap, plain or empty."""

    number: int
    state: str
    day: date | None = None
    label: str = ""
    today: bool = False
    flag: bool = False
    bars: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Cell, ...], ...]
    before: str
    before_name: str
    after: str
    after_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One day of a list."""

    day: date
    number: int
    month: str
    title: str
    look: str
    icon: str
    tag: str
    flag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    note: str
    month: Month
    found_title: str
    found: tuple[Found, ...]
    items: tuple[tuple[str, str], ...]


def first_of(month: str, *, started_on: date, today: date) -> date:
    """Return the first day of “2026-11” if the course reaches it; anything else is this month."""
    this = today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{month}-01")
    except ValueError:
        return this
    return asked if started_on.replace(day=1) <= asked <= this else this


def month_of(
    first: date,
    entries: Iterable[DayEntry],
    findings: Iterable[ShownFinding],
    *,
    started_on: date,
    last_day: date,
    today: date,
) -> Month:
    logged = {entry.day: entry for entry in entries}
    flagged: dict[date, int] = {}
    for row in findings:
        if row.level >= Level.NEXT_VISIT:
            flagged[row.day] = max(flagged.get(row.day, 0), row.level)
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(
        first.year, first.month
    )
    cells = tuple(
        tuple(
            Cell(number=0, state="empty")
            if day.month != first.month
            else cell(
                day, logged.get(day), flagged.get(day, 0), started_on, last_day, today
            )
            for day in week
        )
        for week in weeks
    )
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return Month(
        title=date_format(first, "F Y"),
        weekdays=tuple(date_format(day, "D") for day in weeks[0]),
        weeks=cells,
        before=f"{before:%Y-%m}" if first > started_on else "",
        before_name=date_format(before, "F"),
        after=f"{after:%Y-%m}" if after.replace(day=1) <= today else "",
        after_name=date_format(after, "F"),
    )


def cell(
    day: date,
    entry: DayEntry | None,
    level: int,
    started_on: date,
    last_day: date,
    today: date,
) -> Cell:
    name = date_format(day, "j M")
    if entry is None:
        gap = started_on <= day <= min(today, last_day)
        label = _("%(day)s: not logged. Add it") % {"day": name}
        return Cell(
            number=day.day,
            state="gap" if gap else "plain",
            day=day,
            label=label,
            today=day == today,
        )
    label = _("%(day)s: worst %(word)s") % {"day": name, "word": _(WORST[worst(entry)])}
    if level:
        label += _(", flag: %(level)s") % {
            "level": _(LEVEL_WORDS[Level(level)]).lower()
        }
    return Cell(
        number=day.day,
        state="logged",
        day=day,
        label=label,
        today=day == today,
        flag=level > 0,
        bars=charts.day_bars(bars(entry)),
    )


def side_effects() -> list[Item]:
    return [
        each
        for each in ITEMS
        if each.asked is not Asked.WEEKLY and each.scale not in NO_BARS
    ]


def height(each: Item, mark: int) -> int:
    return 3 * mark if each.scale is Scale.YES_NO else min(mark, 3)


def worst(entry: DayEntry) -> int:
    return max(
        (height(each, entry.marks.get(each.code, 0)) for each in side_effects()),
        default=0,
    )


def bars(entry: DayEntry) -> list[int]:
    """Return the heights of a day's bars: daily items at their own place, then what else was logged."""
    daily = {each.code for each in DAILY}
    fixed = [
        height(each, entry.marks.get(each.code, 0))
        for each in side_effects()
        if each.code in daily
    ]
    rest = [
        height(each, entry.marks[each.code])
        for each in side_effects()
        if each.code not in daily and entry.marks.get(each.code)
    ]
    return (fixed + rest)[:MOST_BARS]


def history_note(logged: int, missing: int) -> str:
    text = ngettext("%(count)s day logged.", "%(count)s days logged.", logged) % {
        "count": logged
    }
    if missing:
        text += " " + _("%(count)s to fill in if you remember them.") % {
            "count": missing
        }
    return text


def flagged_days(findings: Sequence[ShownFinding]) -> tuple[Found, ...]:
    """Return the days with a flag, newest first, each with its most urgent one."""
    newest: dict[date, ShownFinding] = {}
    for row in findings:
        if row.level >= Level.NEXT_VISIT and row.level > getattr(
            newest.get(row.day), "level", 0
        ):
            newest[row.day] = row
    return tuple(found_flag(newest[day]) for day in sorted(newest, reverse=True))


def found_flag(row: ShownFinding) -> Found:
    contacted = row.contacted_on is not None
    tag = (
        _("Contacted %(day)s") % {"day": date_format(row.contacted_on, "j M")}
        if row.contacted_on
        else _(LEVEL_WORDS[Level(row.level)])
    )
    return Found(
        day=row.day,
        number=row.day.day,
        month=date_format(row.day, "M"),
        title=_(row.title),
        look="ok" if contacted else LOOK[row.level],
        icon="check" if contacted else ICON[row.level],
        tag=tag,
        flag=row.pk,
    )


def found_days(days: Iterable[date], titles: Mapping[date, str]) -> tuple[Found, ...]:
    return tuple(
        Found(
            day=day,
            number=day.day,
            month=date_format(day, "M"),
            title=titles.get(day) or date_format(day, "l j F"),
            look="",
            icon="history",
            tag="",
        )
        for day in sorted(days, reverse=True)
    )


def choices_of_items() -> tuple[tuple[str, str], ...]:
    return tuple((each.code, _(each.label)) for each in side_effects())
