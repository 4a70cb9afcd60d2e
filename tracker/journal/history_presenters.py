"""A month of days, and the days somebody looks for."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from tracker.clinical.timeline import days_between
from tracker.clinical.vocabulary import (
    DAILY,
    ITEMS,
    LEVEL_WORDS,
    Asked,
    Item,
    Level,
    Scale,
    word_for,
)
from tracker.records.models import DayEntry, ShownFinding
from tracker.ui import charts

ICON = {5: "now", 4: "phone", 3: "soon", 2: "next", 1: "self"}
LOOK = {5: "now", 4: "today", 3: "soon", 2: "next", 1: "self"}
WORST = {
    0: gettext_noop("none"),
    1: gettext_noop("mild"),
    2: gettext_noop("moderate"),
    3: gettext_noop("severe"),
}
# The answer to the question about harm is no grade: it shows as a flag, never as a bar.
NO_BARS = {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}
FILTERS = (
    ("flag", gettext_lazy("With a flag")),
    ("note", gettext_lazy("With a note")),
    ("moderate", gettext_lazy("Moderate or worse")),
    ("missed", gettext_lazy("Missed dose")),
    ("gap", gettext_lazy("Not logged")),
)
MODERATE = 2
NAMED = 2
# A longer list helps nobody find a day; the page says how many it left out.
MOST_FOUND = 120

SIDE_EFFECTS = tuple(
    each
    for each in ITEMS
    if each.asked is not Asked.WEEKLY and each.scale not in NO_BARS
)
DAILY_CODES = {each.code for each in DAILY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of a course, and today. ``ends`` is None while it runs.

    ``earliest`` is the first day of the first course, when there was one before.
    """

    starts: date
    ends: date | None
    today: date
    earliest: date | None = None

    @property
    def begins(self) -> date:
        return self.earliest or self.starts

    @property
    def last(self) -> date:
        return min(self.today, self.ends or self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The days somebody looks for: any of ``only``, with the symptom ``item``, from ``since`` on."""

    only: frozenset[str] = frozenset()
    item: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the form shows."""

    only: tuple[str, ...]
    item: str
    since: str


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
    """One day of a list; ``flag`` leads to what the person was told."""

    day: date
    number: int
    month: str
    title: str
    look: str = ""
    icon: str = ""
    tag: str = ""
    flag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    note: str
    month: Month
    since: str
    filters: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str], ...]
    found_title: str
    found: tuple[Found, ...]
    left_out: int
    searched: bool


def history_page(
    entries: Sequence[DayEntry],
    findings: Iterable[ShownFinding],
    *,
    span: Span,
    month: str,
    wanted: Wanted | None,
) -> HistoryPage:
    flags = flag_of_day(findings)
    missing = gaps(entries, span)
    found = (
        flagged_days(flags)
        if wanted is None
        else days_found(entries, still_holding(flags), missing, wanted)
    )
    return HistoryPage(
        note=history_note(len(entries), len(missing)),
        month=month_of(first_of(month, span), entries, still_holding(flags), span),
        since=span.begins.isoformat(),
        filters=tuple((code, str(name)) for code, name in FILTERS),
        items=choices_of(entries),
        found_title=title_of(len(found), searched=wanted is not None),
        found=found[:MOST_FOUND],
        left_out=max(0, len(found) - MOST_FOUND),
        searched=wanted is not None,
    )


def flag_of_day(findings: Iterable[ShownFinding]) -> dict[date, ShownFinding]:
    """Return the most urgent flag of each day; looking after oneself is no flag.

    One that an edit took away counts only where no other stands: what was told stays in the list.
    """
    rows = [row for row in findings if row.level >= Level.NEXT_VISIT]
    return {
        row.day: row for row in sorted(rows, key=lambda row: (row.holds, row.level))
    }


def still_holding(flags: Mapping[date, ShownFinding]) -> dict[date, ShownFinding]:
    return {day: row for day, row in flags.items() if row.holds}


def gaps(entries: Iterable[DayEntry], span: Span) -> tuple[date, ...]:
    """Return the days of the course nobody logged; today is not missing before it is over."""
    logged = {entry.day for entry in entries} | {span.today}
    return tuple(
        day for day in days_between(span.starts, span.last) if day not in logged
    )


def history_note(logged: int, missing: int) -> str:
    text = ngettext("%(count)s day logged.", "%(count)s days logged.", logged) % {
        "count": logged
    }
    if missing:
        text += " " + _("%(count)s to fill in if you remember them.") % {
            "count": missing
        }
    return text


def title_of(count: int, *, searched: bool) -> str:
    if not count:
        return _("No day found") if searched else _("No day with a flag yet")
    words = (
        ngettext("%(count)s day found", "%(count)s days found", count)
        if searched
        else ngettext("%(count)s day with a flag", "%(count)s days with a flag", count)
    )
    return words % {"count": count}


def first_of(month: str, span: Span) -> date:
    """Return the first day of “2026-11” if the course reaches it; anything else is this month."""
    this = span.today.replace(day=1)
    try:
        asked = date.fromisoformat(f"{month}-01")
    except ValueError:
        return this
    return asked if span.begins.replace(day=1) <= asked <= this else this


def month_of(
    first: date,
    entries: Iterable[DayEntry],
    flags: Mapping[date, ShownFinding],
    span: Span,
) -> Month:
    logged = {entry.day: entry for entry in entries}
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(
        first.year, first.month
    )
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return Month(
        title=date_format(first, "F Y"),
        weekdays=tuple(date_format(day, "D") for day in weeks[0]),
        weeks=tuple(
            tuple(
                cell(day, logged.get(day), flags.get(day), span)
                if day.month == first.month
                else Cell(number=0, state="empty")
                for day in week
            )
            for week in weeks
        ),
        before=f"{before:%Y-%m}" if first > span.begins else "",
        before_name=date_format(before, "F"),
        after=f"{after:%Y-%m}" if after.replace(day=1) <= span.today else "",
        after_name=date_format(after, "F"),
    )


def cell(
    day: date, entry: DayEntry | None, flag: ShownFinding | None, span: Span
) -> Cell:
    if entry is None:
        return blank_cell(day, flag, span)
    return Cell(
        number=day.day,
        state="logged",
        day=day,
        label=label_of(entry) + flag_words(flag),
        today=day == span.today,
        flag=flag is not None,
        bars=charts.day_bars(bars(entry)),
    )


def blank_cell(day: date, flag: ShownFinding | None, span: Span) -> Cell:
    """Return a day without an entry; a lab result may have flagged it all the same."""
    label = _("%(day)s: not logged. Add it") % {"day": date_format(day, "j M")}
    return Cell(
        number=day.day,
        state="gap" if span.starts <= day <= span.last else "plain",
        day=day,
        label=label + flag_words(flag),
        today=day == span.today,
        flag=flag is not None,
    )


def label_of(entry: DayEntry) -> str:
    day, level = date_format(entry.day, "j M"), worst(entry)
    if level is None:
        return _("%(day)s: logged, no symptom answered") % {"day": day}
    return _("%(day)s: worst %(word)s") % {"day": day, "word": _(WORST[level])}


def flag_words(flag: ShownFinding | None) -> str:
    if flag is None:
        return ""
    return _(", flag: %(level)s") % {"level": _(LEVEL_WORDS[Level(flag.level)]).lower()}


def height(each: Item, mark: int) -> int:
    """Return how tall a mark is drawn, 0 to 3; yes is drawn in full."""
    return 3 * mark if each.scale is Scale.YES_NO else min(mark, 3)


def worst(entry: DayEntry) -> int | None:
    """Return the tallest mark of a day, or None when no symptom was answered."""
    return max(
        (
            height(each, entry.marks[each.code])
            for each in SIDE_EFFECTS
            if each.code in entry.marks
        ),
        default=None,
    )


def bars(entry: DayEntry) -> list[int]:
    """Return the heights of a day's bars: daily items at their own place, then what else was logged."""
    fixed = [
        height(each, entry.marks.get(each.code, 0))
        for each in SIDE_EFFECTS
        if each.code in DAILY_CODES
    ]
    rest = [
        height(each, entry.marks[each.code])
        for each in SIDE_EFFECTS
        if each.code not in DAILY_CODES and entry.marks.get(each.code)
    ]
    return fixed + rest


def flagged_days(flags: Mapping[date, ShownFinding]) -> tuple[Found, ...]:
    """Return the days with a flag, newest first."""
    return tuple(found_flag(flags[day]) for day in sorted(flags, reverse=True))


def found_flag(row: ShownFinding) -> Found:
    tag, look, icon = (
        _(LEVEL_WORDS[Level(row.level)]),
        LOOK[row.level],
        ICON[row.level],
    )
    if row.contacted_on:
        when = date_format(row.contacted_on, "j M")
        tag, look, icon = _("Contacted %(day)s") % {"day": when}, "ok", "check"
    elif not row.holds:
        tag, look, icon = _("%(level)s, changed since") % {"level": tag}, "", "history"
    return Found(
        day=row.day,
        number=row.day.day,
        month=date_format(row.day, "M"),
        title=_(row.title),
        look=look,
        icon=icon,
        tag=tag,
        flag=row.pk or 0,
    )


def days_found(
    entries: Iterable[DayEntry],
    flags: Mapping[date, ShownFinding],
    missing: Iterable[date],
    wanted: Wanted,
) -> tuple[Found, ...]:
    """Return the days that are any of what was ticked, newest first; all logged days when nothing was."""
    found = {
        entry.day: found_entry(entry)
        for entry in entries
        if matches(entry, entry.day in flags, wanted)
    }
    if "gap" in wanted.only and not wanted.item:
        found |= {day: found_gap(day) for day in missing}
    if "flag" in wanted.only and not wanted.item:
        found |= {day: found_flag(row) for day, row in flags.items()}
    return tuple(
        found_flag(flags[day]) if day in flags else found[day]
        for day in sorted(found, reverse=True)
        if wanted.since is None or day >= wanted.since
    )


def matches(entry: DayEntry, flagged: bool, wanted: Wanted) -> bool:
    """Hold when the day has the symptom, if one was chosen, and is one of what was ticked."""
    if wanted.item and not entry.marks.get(wanted.item):
        return False
    tests = {
        "flag": flagged,
        "note": bool(entry.note),
        "moderate": level_of(entry, wanted.item) >= MODERATE,
        "missed": entry.dose_taken == "none",
        "gap": False,
    }
    return not wanted.only or any(tests[name] for name in wanted.only)


def level_of(entry: DayEntry, code: str) -> int:
    """Return the height of one symptom, or of the worst when none was chosen."""
    return max(
        (
            height(each, entry.marks.get(each.code, 0))
            for each in SIDE_EFFECTS
            if not code or each.code == code
        ),
        default=0,
    )


def found_entry(entry: DayEntry) -> Found:
    tag = (
        _("Missed dose")
        if entry.dose_taken == "none"
        else _("With a note")
        if entry.note
        else ""
    )
    return Found(
        day=entry.day,
        number=entry.day.day,
        month=date_format(entry.day, "M"),
        title=words_of(entry),
        icon="history",
        tag=tag,
    )


def found_gap(day: date) -> Found:
    return Found(
        day=day,
        number=day.day,
        month=date_format(day, "M"),
        title=date_format(day, "l j F"),
        icon="plus",
        tag=_("Not logged"),
    )


def words_of(entry: DayEntry) -> str:
    """Return the worst of a day in a few words: Headache severe, lips mild and 2 more."""
    had = sorted(
        (each for each in SIDE_EFFECTS if entry.marks.get(each.code)),
        key=lambda each: -height(each, entry.marks[each.code]),
    )
    if not had:
        return quiet_words(entry)
    named = ", ".join(item_words(each, entry.marks[each.code]) for each in had[:NAMED])
    text = named[:1].upper() + named[1:]
    more = len(had) - NAMED
    return (
        _("%(named)s and %(count)s more") % {"named": text, "count": more}
        if more > 0
        else text
    )


def quiet_words(entry: DayEntry) -> str:
    if worst(entry) is not None:
        return _("All that was asked: none")
    return _("Dose only") if entry.dose_taken else _("No symptom answered")


def item_words(each: Item, mark: int) -> str:
    name = _(each.short).lower()
    return (
        name
        if each.scale is Scale.YES_NO
        else f"{name} {_(word_for(each.code, mark)).lower()}"
    )


def choices_of(entries: Iterable[DayEntry]) -> tuple[tuple[str, str], ...]:
    """Return the symptoms worth offering: the daily ones and what was ever logged."""
    codes = DAILY_CODES | {
        code for entry in entries for code, mark in entry.marks.items() if mark
    }
    return tuple(
        (each.code, _(each.label)) for each in SIDE_EFFECTS if each.code in codes
    )


def every_choice() -> tuple[tuple[str, str], ...]:
    """Return every symptom a form may ask for."""
    return tuple((each.code, _(each.label)) for each in SIDE_EFFECTS)
