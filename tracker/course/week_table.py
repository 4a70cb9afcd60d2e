"""The picture in words: one row a week, worth more by ear than a cell for each day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.course import dosing
from tracker.clinical.facts import CourseFacts, DayEntry, History, LabResult
from tracker.clinical.labs.schedule import PlannedTest, Status
from tracker.clinical.timeline import WEEK
from tracker.clinical.vocabulary import LEVEL_WORDS, Asked, Item, Level, word_for
from tracker.course.picture import is_benefit, one, worth_a_mark
from tracker.course.span import Span
from tracker.records.models import ShownFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    number: int
    begins: str
    cells: tuple[str, ...]


def columns(items: Iterable[Item]) -> tuple[str, ...]:
    return (
        _("Days logged"),
        _("Dose"),
        _("Flags"),
        _("Tests"),
        *(_(each.short) for each in items),
    )


def rows(
    history: History,
    findings: Sequence[ShownFinding],
    planned: Sequence[PlannedTest],
    items: Sequence[Item],
    span: Span,
) -> tuple[TableRow, ...]:
    """Return the weeks up to now: what was logged and told, and the worst of each symptom."""
    return tuple(
        row(week, history, findings, planned, items, span)
        for week in range(1, span.weeks_shown + 1)
    )


def row(
    week: int,
    history: History,
    findings: Sequence[ShownFinding],
    planned: Sequence[PlannedTest],
    items: Sequence[Item],
    span: Span,
) -> TableRow:
    first, after = span.first_of(week), span.first_of(week + 1)
    entries = [entry for entry in history.entries if first <= entry.day < after]
    flags = [row for row in worth_a_mark(findings) if first <= row.day < after]
    results = [each for each in history.labs if first <= each.day < after]
    waiting = [each for each in planned if first <= each.due < after]
    length = min(WEEK, span.shown - (week - 1) * WEEK)
    return TableRow(
        number=week,
        begins=date_format(first, "j M"),
        cells=(
            of(len(entries), length),
            dose_cell(history.course, entries, first, span),
            "; ".join(flag_words(flags)) or _("none"),
            "; ".join(test_words(results, waiting)) or _("none"),
            *(cell(each, entries) for each in items),
        ),
    )


def of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def dose_cell(
    course: CourseFacts, entries: Iterable[DayEntry], first: date, span: Span
) -> str:
    """Return the doses prescribed in the week of ``first``, and the days missed."""
    days = [
        day for day in span.days if 0 <= (day - first).days < WEEK and day <= span.last
    ]
    doses = dict.fromkeys(dosing.dose_on(course, day) for day in days)
    text = ", ".join(
        _("%(mg)s mg a day") % {"mg": one(mg)} if mg else _("paused") for mg in doses
    ) or _("none")
    missed = sum(entry.dose_taken == "none" for entry in entries)
    return f"{text}, " + _("%(days)s missed") % {"days": missed} if missed else text


def flag_words(flags: Iterable[ShownFinding]) -> list[str]:
    """Return each level with its days, most urgent first."""
    days: dict[int, dict[str, None]] = {}
    for flag in flags:
        days.setdefault(flag.level, {})[date_format(flag.day, "j M")] = None
    return [
        f"{_(LEVEL_WORDS[Level(level)])}: {', '.join(days[level])}"
        for level in sorted(days, reverse=True)
    ]


def test_words(
    results: Iterable[LabResult], waiting: Sequence[PlannedTest]
) -> list[str]:
    """Return the days with a result, then those of tests that are due or overdue."""
    late = {each.due for each in waiting if each.status is Status.OVERDUE}
    due = {each.due for each in waiting} - late
    words = (
        (_("done %(days)s"), {each.day for each in results}),
        (_("due %(days)s"), due),
        (_("overdue since %(days)s"), late),
    )
    return [text % {"days": in_words(days)} for text, days in words if days]


def in_words(days: Iterable[date]) -> str:
    return ", ".join(date_format(day, "j M") for day in sorted(days))


def to_come(planned: Iterable[PlannedTest], span: Span) -> str:
    """Return the days of tests in the weeks the table does not reach."""
    after = span.first_of(span.weeks_shown + 1)
    return in_words({each.due for each in planned if each.due >= after})


def cell(each: Item, entries: Sequence[DayEntry]) -> str:
    """Return the worst level and the days with it; not logged, not asked and none are three things."""
    if not entries:
        return _("not logged")
    marks = [entry.marks[each.code] for entry in entries if each.code in entry.marks]
    if not marks:
        return _("not asked") if each.asked is Asked.ON_DEMAND else _("not answered")
    word = _(word_for(each.code, max(marks))).lower()
    had = sum(mark > 0 for mark in marks)
    if is_benefit(each) or not had:
        return word
    return f"{word}, {of(had, len(entries))}"
