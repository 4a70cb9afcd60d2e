"""The symptom rows: what was logged on which day, how bad, and where it is heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean, median_high

from tracker.clinical.facts import DayEntry
from tracker.clinical.timeline import days_between
from tracker.clinical.vocabulary import DAILY, ITEMS, Asked, Item, Scale, word_for
from tracker.summary import topics
from tracker.summary.document import Symptom

WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)
# Below this the difference of two weeks is the noise of a single answer.
STEADY = 0.2
DAILY_ANSWERS = 3
NOT_ROWS = {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}
# Five steps are drawn on three heights.
FIVE_STEPS = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}
# Where a code comes from when more than one public list knows it (see the marks of the catalogue).
PUBLISHED = frozenset("HVCI")
# A row each page has when there is anything to draw.
ALWAYS = frozenset({"acne_severity", "mood"})
HEIGHTS: Mapping[Scale, Mapping[int, int]] = {
    Scale.YES_NO: {0: 0, 1: 3},
    Scale.ACNE: FIVE_STEPS,
    Scale.CONFIDENCE: FIVE_STEPS,
}
Words = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days a summary is about, and the entries that lie in it by day."""

    first: date
    last: date
    entries: Mapping[date, DayEntry]

    @property
    def days(self) -> tuple[date, ...]:
        return days_between(self.first, self.last)

    def within(
        self, length: timedelta, *, before: timedelta = timedelta(0)
    ) -> list[DayEntry]:
        """Return the entries of the ``length`` that ends ``before`` the last day."""
        end = self.last - before
        return [
            entry for day, entry in self.entries.items() if end - length < day <= end
        ]


def window_of(entries: Sequence[DayEntry], *, first: date, last: date) -> Window:
    return Window(
        first=first,
        last=last,
        entries={entry.day: entry for entry in entries if first <= entry.day <= last},
    )


def is_benefit(each: Item) -> bool:
    return each.asked is Asked.WEEKLY


def drawable(window: Window, parts: frozenset[str]) -> list[Item]:
    """Return the items worth a row, in the order of the catalogue.

    Side effects that nobody logged above none are left away, except those asked every day.
    """
    return [each for each in ITEMS if is_row(each, window, parts)]


def rows(
    items: Sequence[Item],
    window: Window,
    *,
    words: Words,
    printed: frozenset[str] = frozenset(),
    reasons: frozenset[str] = frozenset(),
) -> tuple[Symptom, ...]:
    """Return a row for each item, in the order of the catalogue, ranked by how much it says.

    ``reasons`` are the items flags rest on, ``printed`` those of flags on the page: whoever reads the flag
    looks for their rows.
    """
    ranked = sorted(items, key=lambda each: weight(each, window, printed, reasons))
    return tuple(
        replace(row(each, window, words=words), rank=ranked.index(each))
        for each in items
    )


def is_row(each: Item, window: Window, parts: frozenset[str]) -> bool:
    if each.scale in NOT_ROWS or topics.of_item(each.code) not in parts:
        return False
    marks = answers(each, window.entries.values())
    return bool(marks) and (each in DAILY or is_benefit(each) or any(marks))


def red_flags(items: Iterable[Item], window: Window) -> frozenset[str]:
    """Return the red flags among the items that were ever logged above none."""
    entries = window.entries.values()
    return frozenset(
        each.code for each in items if each.red_flag and any(answers(each, entries))
    )


def answers(each: Item, entries: Iterable[DayEntry]) -> list[int]:
    return [entry.marks[each.code] for entry in entries if each.code in entry.marks]


def weight(
    each: Item, window: Window, printed: frozenset[str], reasons: frozenset[str]
) -> tuple[bool, bool, bool, bool, float, int]:
    """Return what comes first when there is no room for all.

    What printed flags name, red flags, the reasons of other flags, then recent, worse, more often.
    """
    recent = answers(each, window.within(FOUR_WEEKS))
    marks = answers(each, window.entries.values())
    worst = max(marks) / max(each.marks)
    return (
        each.code not in printed,
        not (each.red_flag and any(marks)),
        each.code not in ALWAYS | reasons,
        not any(recent),
        -worst,
        -sum(mark > 0 for mark in marks),
    )


def row(each: Item, window: Window, *, words: Words) -> Symptom:
    recent = window.within(FOUR_WEEKS)
    week = answers(each, window.within(WEEK))
    marks = answers(each, window.entries.values())
    return Symptom(
        code=each.code,
        term=words(each.term),
        benefit=is_benefit(each),
        heights=heights(each, window),
        days_with=sum(mark > 0 for mark in answers(each, recent)),
        counted=len(recent) if each in DAILY else len(answers(each, recent)),
        worst=words(word_for(each.code, worst_of(each, marks))).lower(),
        usual=words(word_for(each.code, median_high(week))).lower() if week else "",
        trend=trend(each, week, answers(each, window.within(WEEK, before=WEEK))),
        on_demand=each.asked is Asked.ON_DEMAND,
        marks=given(each, window),
        words=tuple(words(choice.word).lower() for choice in each.choices),
        snomed=each.snomed if each.snomed_mark in PUBLISHED else "",
        worst_mark=worst_of(each, marks),
    )


def given(each: Item, window: Window) -> tuple[int | None, ...]:
    """Return the answer of every day; a day without one has None."""
    found = (window.entries.get(day) for day in window.days)
    return tuple(entry.marks.get(each.code) if entry else None for entry in found)


def worst_of(each: Item, marks: Sequence[int]) -> int:
    """Return the worst mark: the lowest of confidence, the highest of everything else."""
    return min(marks) if each.scale is Scale.CONFIDENCE else max(marks)


def heights(each: Item, window: Window) -> tuple[int | None, ...]:
    """Return 0 to 3 for every day; a weekly answer stands until the next, for a week at most."""
    found: list[int | None] = []
    last: tuple[date, int] | None = None
    for day in window.days:
        entry = window.entries.get(day)
        mark = entry.marks.get(each.code) if entry else None
        if mark is not None:
            last = (day, HEIGHTS.get(each.scale, {}).get(mark, mark))
        stands = last is not None and (
            day == last[0] or (is_benefit(each) and day - last[0] < WEEK)
        )
        found.append(None if entry is None else last[1] if last and stands else 0)
    return tuple(found)


def trend(each: Item, week: Sequence[int], before: Sequence[int]) -> str:
    """Return rising, falling, steady, new, or nothing when too little was answered to compare."""
    least = DAILY_ANSWERS if each in DAILY else 1
    if not before and any(week) and not is_benefit(each):
        return "new"
    if len(week) < least or len(before) < least:
        return ""
    change = fmean(week) - fmean(before)
    if abs(change) <= STEADY:
        return "steady"
    return "rising" if change > 0 else "falling"
