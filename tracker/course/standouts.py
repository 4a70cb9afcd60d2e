"""What stands out in a course, counted from the answers and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.clinical.facts import DayEntry, DosePeriod, History
from tracker.clinical.labs.findings import MISSED_RULE
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.vocabulary import (
    ITEMS,
    LEVEL_WORDS,
    Item,
    Level,
    Scale,
    item,
    word_for,
)
from tracker.course.picture import is_benefit, one
from tracker.course.span import Span
from tracker.records.models import ShownFinding
from tracker.records.told_labs import planned_day_of

ICON = {5: "now", 4: "phone", 3: "soon", 2: "next", 1: "self"}
MOST_FLAGS = 3
# A flag without an answer waits on the pages for a fortnight; the picture keeps it for good.
STILL_OPEN = timedelta(days=14)
# Four weeks, counting both ends.
RECENT = timedelta(days=27)
# Fewer days than this are seen in the picture and need no sentence.
FEWEST_DAYS = 3
BENEFITS = ("acne_severity", "oiliness", "confidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standout:
    """One line; ``flag`` leads to what the person was told."""

    icon: str
    title: str
    detail: str
    flag: int = 0


def standouts(
    history: History, findings: Iterable[ShownFinding], span: Span, *, today: date
) -> tuple[Standout, ...]:
    return (
        *open_flags(findings, today=today),
        *benefit_change(history.entries, span),
        *most_often(history, span),
    )


def still_asked(
    findings: Iterable[ShownFinding], planned: Sequence[PlannedTest]
) -> list[ShownFinding]:
    """Return the flags without missed monthly tests that another has taken the place of (decision 0012)."""
    return [
        row
        for row in findings
        if row.rule != MISSED_RULE or planned_day_of(row, planned)
    ]


def open_flags(findings: Iterable[ShownFinding], *, today: date) -> list[Standout]:
    """Return the newest flag of each rule that asks for a contact and has none noted, most urgent first."""
    newest = {
        row.rule: row
        for row in sorted(findings, key=lambda row: row.day)
        if row.holds
        and row.contacted_at is None
        and row.level >= Level.SOON
        and today - STILL_OPEN <= row.day <= today
    }
    chosen = sorted(newest.values(), key=lambda row: (-row.level, row.rule))
    return [flag_line(row) for row in chosen[:MOST_FLAGS]]


def flag_line(row: ShownFinding) -> Standout:
    level = _(LEVEL_WORDS[Level(row.level)])
    return Standout(
        icon=ICON[row.level],
        title=_(row.title),
        detail=f"{level} · {date_format(row.day, 'j M')}",
        flag=row.pk or 0,
    )


def benefit_change(entries: Sequence[DayEntry], span: Span) -> list[Standout]:
    """Return what the first and the last weekly answers say about what should get better."""
    changes = [
        (code, change)
        for code in BENEFITS
        if (change := change_of(item(code), entries, span))
    ]
    if not changes:
        return []
    (code, title), rest = changes[0], [change for _code, change in changes[1:]]
    icon = "check" if got_better(code, entries) else "history"
    return [Standout(icon=icon, title=title, detail=". ".join(rest))]


def given(code: str, entries: Iterable[DayEntry]) -> list[tuple[date, int]]:
    return [(entry.day, entry.marks[code]) for entry in entries if code in entry.marks]


def change_of(each: Item, entries: Sequence[DayEntry], span: Span) -> str:
    """Return the change between the first and the last answer, or nothing when they are of one week."""
    answers = given(each.code, entries)
    if not answers or span.week_of(answers[0][0]) == span.week_of(answers[-1][0]):
        return ""
    (first_day, first), (last_day, last) = answers[0], answers[-1]
    words = {
        "item": _(each.short),
        "first": _(word_for(each.code, first)).lower(),
        "last": _(word_for(each.code, last)).lower(),
        "begin": span.week_of(first_day),
        "end": span.week_of(last_day),
    }
    if first == last:
        return (
            _("%(item)s: %(last)s in week %(begin)s and again in week %(end)s") % words
        )
    return (
        _("%(item)s: from %(first)s in week %(begin)s to %(last)s in week %(end)s")
        % words
    )


def got_better(code: str, entries: Sequence[DayEntry]) -> bool:
    (_first_day, first), (_last_day, last) = (
        given(code, entries)[0],
        given(code, entries)[-1],
    )
    return last > first if code == "confidence" else last < first


def most_often(history: History, span: Span) -> list[Standout]:
    """Return the side effect of most days since the last dose step, or of the last four weeks."""
    step = last_step(history.course.doses, span)
    since = step.starts if step else max(span.start, span.last - RECENT)
    entries = [entry for entry in history.entries if since <= entry.day <= span.last]
    found = [
        (days_with(each, entries), worst(each, entries), each)
        for each in ITEMS
        if each.scale is Scale.SEVERITY and not is_benefit(each)
    ]
    days, level, each = max(found, key=lambda found: found[:2])
    if days < FEWEST_DAYS:
        return []
    title = _("%(item)s: on %(days)s of %(logged)s days logged since %(since)s") % {
        "item": _(each.label),
        "days": days,
        "logged": len(entries),
        "since": date_format(since, "j F"),
    }
    return [
        Standout(icon="self", title=title, detail=detail_of(each, level, step, span))
    ]


def last_step(doses: Iterable[DosePeriod], span: Span) -> DosePeriod | None:
    return max(
        (period for period in doses if span.start < period.starts <= span.last),
        key=lambda period: period.starts,
        default=None,
    )


def days_with(each: Item, entries: Iterable[DayEntry]) -> int:
    return sum(entry.marks.get(each.code, 0) > 0 for entry in entries)


def worst(each: Item, entries: Iterable[DayEntry]) -> int:
    return max((entry.marks.get(each.code, 0) for entry in entries), default=0)


def detail_of(each: Item, level: int, step: DosePeriod | None, span: Span) -> str:
    text = _("At worst %(word)s.") % {"word": _(word_for(each.code, level)).lower()}
    if step is None:
        return text
    since = (
        _("%(mg)s mg a day since week %(week)s.")
        if step.mg_per_day
        else _("Paused since week %(week)s.")
    )
    return f"{text} " + since % {
        "mg": one(step.mg_per_day),
        "week": span.week_of(step.starts),
    }
