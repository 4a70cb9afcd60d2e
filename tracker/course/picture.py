"""The signature picture: dose and total, flags and tests, and a strip for each symptom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.clinical.course import dosing
from tracker.clinical.facts import CourseFacts, DayEntry, History
from tracker.clinical.labs.schedule import PlannedTest, Status
from tracker.clinical.timeline import WEEK
from tracker.clinical.vocabulary import DAILY, ITEMS, Asked, Item, Level, Scale
from tracker.course.span import Span
from tracker.records.models import ShownFinding
from tracker.ui import charts

LOOK = {5: "now", 4: "today", 3: "soon", 2: "next", 1: "self"}
# Five steps are drawn on three heights; clear and none are no bar at all.
FIVE_STEPS = {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}
HEIGHT = {Scale.ACNE: FIVE_STEPS, Scale.CONFIDENCE: FIVE_STEPS}
# The answer to the question about harm is no grade: it shows as a flag, never as a bar.
NOT_DRAWN = {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}
# In days, on a phone.
AS_WIDE_AS_A_SIGN = 3
WAITING = {Status.UPCOMING, Status.DUE, Status.OVERDUE}

Marks = Mapping[date, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    name: str
    picture: SafeString


def one(value: Decimal) -> str:
    """Return a number with one figure after the point, or none when it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def steps_of(course: CourseFacts) -> tuple[int, ...]:
    return tuple(
        (period.starts - course.started_on).days
        for period in course.doses
        if period.starts > course.started_on
    )


def dose_picture(history: History, span: Span, weights: dosing.Weights) -> SafeString:
    course = history.course
    weight = dosing.weight_of(course, span.last, weights) or Decimal(1)
    by_day = dosing.per_kg_by_day(
        course, history.entries, on=span.last, weights=weights
    ) or dosing.taken_by_day(course, history.entries, on=span.last)
    steps = stairs(course, span)
    return charts.dose_and_total(
        steps,
        by_day,
        total_days=span.total,
        missed=missed_days(history.entries, span),
        target=course.target_mg_per_kg if course.weight_kg else None,
        unit_total=Decimal(0)
        if span.ended
        else dosing.dose_on(course, span.last) / weight,
        words=words_over_doses(
            course, steps, total_words(history, span.last, weights), span
        ),
    )


def total_words(history: History, last: date, weights: dosing.Weights) -> str:
    """Return the total so far in mg/kg, or in mg without a weight; a range where many days have no answer."""
    course = history.course
    least = dosing.least_taken(course, history.entries, on=last)
    ends = []
    for entries in (least, history.entries):
        if entries is not None:
            per_kg = dosing.mg_per_kg(course, entries, on=last, weights=weights)
            mg = dosing.taken_mg(course, entries, on=last)
            ends.append(f"{mg:.0f}" if per_kg is None else f"{per_kg:.1f}")
    return "–".join(dict.fromkeys(ends))


def stairs(course: CourseFacts, span: Span) -> list[charts.Step]:
    """Return the doses prescribed; those of a finished course end with the last capsule."""
    steps = [
        charts.Step(start=max(0, span.place(period.starts)), mg=period.mg_per_day)
        for period in course.doses
        if not span.ended or period.starts <= span.last
    ]
    end = charts.Step(start=span.number, mg=Decimal(0))
    return [*steps, end] if span.ended else steps


def missed_days(entries: Iterable[DayEntry], span: Span) -> list[int]:
    return [span.place(entry.day) for entry in entries if entry.dose_taken == "none"]


def words_over_doses(
    course: CourseFacts, steps: Sequence[charts.Step], so_far: str, span: Span
) -> dict[str, str]:
    words = {str(step.start): dose_words(step, span) for step in steps}
    words["so_far"] = _("%(total)s so far") % {"total": so_far}
    if course.weight_kg and course.target_mg_per_kg:
        target = one(course.target_mg_per_kg)
        words["target"] = _("Target %(target)s") % {"target": target}
    return words


def dose_words(step: charts.Step, span: Span) -> str:
    if not step.mg:
        return "" if span.ended and step.start == span.number else _("paused")
    if step.start >= max(span.number, 1):
        return _("%(mg)s mg planned") % {"mg": one(step.mg)}
    return (_("%(mg)s mg") if step.start else _("%(mg)s mg a day")) % {
        "mg": one(step.mg)
    }


def worth_a_mark(findings: Iterable[ShownFinding]) -> list[ShownFinding]:
    """Return what still holds and is worth telling somebody, calmest first."""
    return sorted(
        (row for row in findings if row.holds and row.level >= Level.NEXT_VISIT),
        key=lambda row: (row.level, row.day),
    )


def signs(
    history: History,
    findings: Iterable[ShownFinding],
    planned: Iterable[PlannedTest],
    span: Span,
) -> SafeString:
    """Return the row of flags and tests. The most urgent comes last and so lies on top."""
    worst = {row.day: row.level for row in worth_a_mark(findings)}
    flags = [
        charts.Mark(day=span.place(day), kind="flag", look=LOOK[level])
        for day, level in sorted(worst.items(), key=lambda each: each[1])
    ]
    tests = [*due_marks(planned, span), *lab_marks(history, span)]
    marks = [*(below(test, flags) for test in tests), *flags]
    return charts.marks(
        (mark for mark in marks if 0 <= mark.day < span.total), span.total
    )


def below(test: charts.Mark, flags: Iterable[charts.Mark]) -> charts.Mark:
    """Return a test a little lower where a flag would cover it."""
    return replace(
        test, low=any(abs(flag.day - test.day) <= AS_WIDE_AS_A_SIGN for flag in flags)
    )


def lab_marks(history: History, span: Span) -> list[charts.Mark]:
    days = sorted({result.day for result in history.labs})
    return [charts.Mark(day=span.place(day), kind="lab", look="next") for day in days]


def due_marks(planned: Iterable[PlannedTest], span: Span) -> list[charts.Mark]:
    late = {each.due for each in planned if each.status is Status.OVERDUE}
    waiting = sorted({each.due for each in planned if each.status in WAITING} - late)
    # Behind today the words would run into the flags.
    ahead = [day for day in waiting if span.place(day) >= span.number]
    return [
        charts.Mark(
            day=span.place(day),
            kind="due",
            look="today" if day in late else "next",
            label=due_words(day, span) if day in ahead[:1] else "",
        )
        for day in sorted([*late, *waiting])
    ]


def due_words(day: date, span: Span) -> str:
    """Return what to write beside the next test, or nothing where it would run over the edge."""
    if span.place(day) > span.total * 0.85:
        return ""
    return _("due %(day)s") % {"day": date_format(day, "j M")}


def is_benefit(each: Item) -> bool:
    return each.asked is Asked.WEEKLY


def drawn_items(entries: Sequence[DayEntry]) -> list[Item]:
    """Return what has a strip: benefits and daily items always, the rest once it was logged above none."""
    ever = {code for entry in entries for code, mark in entry.marks.items() if mark}
    ever |= {each.code for each in DAILY}
    return [
        each
        for each in ITEMS
        if each.scale not in NOT_DRAWN and (is_benefit(each) or each.code in ever)
    ]


def strips(
    history: History, items: Iterable[Item], span: Span, *, good: bool
) -> tuple[Strip, ...]:
    marks = {entry.day: entry.marks for entry in history.entries}
    return tuple(strip(each, marks, span) for each in items if is_benefit(each) is good)


def strip(each: Item, marks: Marks, span: Span) -> Strip:
    standing = answers(each, span.days, marks)
    levels = [
        None if day not in marks else height(each, mark or 0)
        for day, mark in zip(span.days, standing, strict=True)
    ]
    clear = [
        place
        for place, mark in enumerate(standing)
        if mark == 0 and levels[place] is not None
    ]
    return Strip(
        name=_(each.short), picture=charts.strip(levels, span.total, clear=clear)
    )


def height(each: Item, mark: int) -> int:
    """Return how tall a mark is drawn, 0 to 3; yes is drawn in full."""
    if each.scale is Scale.YES_NO:
        return 3 * mark
    return HEIGHT.get(each.scale, {}).get(mark, mark)


def answers(each: Item, days: Sequence[date], marks: Marks) -> list[int | None]:
    """Return the answer that stands for each day, or None: a weekly one stands for its week."""
    given = [marks.get(day, {}).get(each.code) for day in days]
    return carried(given) if is_benefit(each) else given


def carried(given: Sequence[int | None]) -> list[int | None]:
    found: list[int | None] = []
    standing, age = None, 0
    for mark in given:
        standing, age = (mark, 0) if mark is not None else (standing, age + 1)
        found.append(standing if age < WEEK else None)
    return found
