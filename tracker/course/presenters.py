"""The course as one picture: what the page shows, ready to be placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.clinical import dosing, timeline
from tracker.clinical.facts import CourseFacts, DayEntry, History
from tracker.clinical.lab_schedule import PlannedTest, Status
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
from tracker.records.models import ShownFinding
from tracker.ui import charts

WEEK = 7
COURSE_DAYS = 168
LOOK = {5: "now", 4: "today", 3: "soon", 2: "next", 1: "self"}
ICON = {5: "now", 4: "phone", 3: "soon", 2: "next", 1: "self"}
# Five steps and four are drawn on three heights; clear and none are no bar at all.
HEIGHT = {
    Scale.ACNE: {0: 0, 1: 1, 2: 1, 3: 2, 4: 3},
    Scale.CONFIDENCE: {0: 0, 1: 1, 2: 1, 3: 2, 4: 3},
}
NOT_DRAWN = {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNumber:
    label: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLink:
    """One week of the axis; ``month`` is empty for weeks to come."""

    number: int
    label: str
    month: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    name: str
    picture: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Standout:
    icon: str
    title: str
    detail: str
    flag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    number: int
    begins: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    heading: str
    dates: str
    ended: bool
    empty: bool
    number: int
    total: int
    steps: tuple[int, ...]
    numbers: tuple[KeyNumber, ...]
    needs_weight: bool
    projection: str
    weeks: tuple[WeekLink, ...]
    over: SafeString
    dose_name: str
    dose: SafeString
    marks: SafeString
    benefits: tuple[Strip, ...]
    effects: tuple[Strip, ...]
    standouts: tuple[Standout, ...]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def course_page(
    history: History,
    findings: Sequence[ShownFinding],
    planned: Sequence[PlannedTest],
    *,
    today: date,
) -> CoursePage:
    course = history.course
    last = min(today, course.last_dose_on or today)
    number = max(1, timeline.course_day(course, last))
    total = max(timeline.planned_days(course) or COURSE_DAYS, number)
    items = drawn_items(history.entries)
    return CoursePage(
        heading=_("Day %(day)s of %(total)s") % {"day": number, "total": total}
        if course.last_dose_on is None
        else _("Course finished"),
        dates=dates_of(course, total),
        ended=course.last_dose_on is not None,
        empty=not history.entries,
        number=number,
        total=total,
        steps=steps_of(course),
        numbers=key_numbers(history, last, number),
        needs_weight=course.weight_kg is None,
        projection=projection_of(history, last),
        weeks=weeks_of(course, number, total),
        over=charts.over(number, total, steps_of(course)),
        dose_name=_("mg/kg") if course.weight_kg else _("mg"),
        dose=dose_picture(history, last, total),
        marks=charts.marks(signs(history, findings, planned, total), total),
        benefits=strips(
            history, [each for each in items if is_benefit(each)], number, total
        ),
        effects=strips(
            history, [each for each in items if not is_benefit(each)], number, total
        ),
        standouts=standouts(history, findings, last),
        columns=tuple(_(each.short) for each in items),
        rows=table(history, items, number),
    )


def dates_of(course: CourseFacts, total: int) -> str:
    end = course.last_dose_on or course.started_on + timedelta(days=total - 1)
    return _("%(start)s to %(end)s") % {
        "start": date_format(course.started_on, "j F Y"),
        "end": date_format(end, "j F Y"),
    }


def steps_of(course: CourseFacts) -> tuple[int, ...]:
    return tuple(
        (period.starts - course.started_on).days
        for period in course.doses
        if period.starts > course.started_on
    )


def one(value: Decimal) -> str:
    """Return a number with one figure after the point, or none when it is whole."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def key_numbers(history: History, last: date, number: int) -> tuple[KeyNumber, ...]:
    course, entries = history.course, history.entries
    taken = dosing.adherence(course, entries, on=last)
    return (
        KeyNumber(
            label=_("Dose now"),
            value=one(dosing.dose_on(course, last)),
            unit=_("mg a day"),
        ),
        total_so_far(history, last),
        KeyNumber(
            label=_("Doses taken"),
            value=str(taken.taken),
            unit=_("of %(days)s") % {"days": taken.days},
        ),
        KeyNumber(
            label=_("Days logged"),
            value=str(sum(entry.day <= last for entry in entries)),
            unit=_("of %(days)s") % {"days": number},
        ),
    )


def total_so_far(history: History, last: date) -> KeyNumber:
    per_kg = dosing.mg_per_kg(history.course, history.entries, on=last)
    if per_kg is None:
        mg = dosing.taken_mg(history.course, history.entries, on=last)
        return KeyNumber(label=_("Total so far"), value=f"{mg:.0f}", unit=_("mg"))
    target = history.course.target_mg_per_kg
    unit = _("mg/kg of %(target)s") % {"target": one(target)} if target else _("mg/kg")
    return KeyNumber(label=_("Total so far"), value=f"{per_kg:.1f}", unit=unit)


def projection_of(history: History, last: date) -> str:
    found = dosing.projection(history.course, history.entries, on=last)
    if found is None:
        return ""
    return (
        _(
            "At today’s dose, %(first)s to %(last)s mg/kg falls between %(earliest)s and %(latest)s."
            " Your prescriber decides when to stop."
        )
        % {
            "first": one(found.first_target),
            "last": one(found.last_target),
            "earliest": date_format(found.earliest, "j F"),
            "latest": date_format(found.latest, "j F Y"),
        }
        if found.first_target != found.last_target
        else _(
            "At today’s dose, %(target)s mg/kg falls around %(latest)s. Your prescriber decides when to stop."
        )
        % {
            "target": one(found.last_target),
            "latest": date_format(found.latest, "j F Y"),
        }
    )


def weeks_of(course: CourseFacts, number: int, total: int) -> tuple[WeekLink, ...]:
    def link(week: int) -> WeekLink:
        first = course.started_on + timedelta(days=(week - 1) * WEEK)
        label = _("Week %(week)s, %(first)s to %(last)s") % {
            "week": week,
            "first": date_format(first, "j M"),
            "last": date_format(first + timedelta(days=WEEK - 1), "j M"),
        }
        began = (week - 1) * WEEK < number
        here = began and number <= week * WEEK
        return WeekLink(
            number=week, label=label, month=f"{first:%Y-%m}" if began else "", here=here
        )

    return tuple(link(week) for week in range(1, -(-total // WEEK) + 1))


def dose_picture(history: History, last: date, total: int) -> SafeString:
    course = history.course
    weight = course.weight_kg or Decimal(1)
    by_day = [
        amount / weight
        for amount in dosing.taken_by_day(course, history.entries, on=last)
    ]
    steps = [
        charts.Step(
            start=max(0, (period.starts - course.started_on).days), mg=period.mg_per_day
        )
        for period in course.doses
    ]
    words = {
        str(step.start): dose_words(step, first=place == 0)
        for place, step in enumerate(steps)
    }
    so_far = sum(by_day, Decimal(0))
    words["so_far"] = _("%(total)s so far") % {
        "total": f"{so_far:.1f}" if course.weight_kg else f"{so_far:.0f}"
    }
    target = course.target_mg_per_kg if course.weight_kg else None
    if target:
        words["target"] = _("Target %(target)s") % {"target": one(target)}
    return charts.dose_and_total(
        steps,
        by_day,
        total_days=total,
        missed=[
            (entry.day - course.started_on).days
            for entry in history.entries
            if entry.dose_taken == "none"
        ],
        target=target,
        unit_total=dosing.dose_on(course, last) / weight,
        words=words,
    )


def dose_words(step: charts.Step, *, first: bool) -> str:
    if not step.mg:
        return _("paused")
    return (_("%(mg)s mg a day") if first else _("%(mg)s mg")) % {"mg": one(step.mg)}


def signs(
    history: History,
    findings: Iterable[ShownFinding],
    planned: Iterable[PlannedTest],
    total: int,
) -> list[charts.Mark]:
    """Return flags worth a contact, results, and tests still to come."""
    start = history.course.started_on
    worst = Counter[date]()
    for finding in findings:
        if finding.level >= Level.NEXT_VISIT and finding.holds:
            worst[finding.day] = max(worst[finding.day], finding.level)
    found = [
        charts.Mark(day=(day - start).days, kind="flag", look=LOOK[level])
        for day, level in worst.items()
    ]
    found += [
        charts.Mark(day=(day - start).days, kind="lab", look="next")
        for day in sorted({result.day for result in history.labs})
    ]
    due = sorted(
        {each.due for each in planned if each.status in {Status.UPCOMING, Status.DUE}}
    )
    found += [
        charts.Mark(
            day=(day - start).days,
            kind="due",
            look="next",
            label=_("due %(day)s") % {"day": date_format(day, "j M")}
            if day == due[0]
            else "",
        )
        for day in due
    ]
    late = sorted(
        {
            each.due
            for each in planned
            if each.status is Status.OVERDUE and not each.pregnancy
        }
    )
    found += [
        charts.Mark(day=(day - start).days, kind="due", look="today") for day in late
    ]
    return [mark for mark in found if 0 <= mark.day < total]


def is_benefit(each: Item) -> bool:
    return each.asked is Asked.WEEKLY


def drawn_items(entries: Sequence[DayEntry]) -> list[Item]:
    """Return what has a strip: benefits and daily items always, the rest once it was logged above none."""
    ever = {code for entry in entries for code, mark in entry.marks.items() if mark}
    daily = {each.code for each in DAILY}
    return [
        each
        for each in ITEMS
        if each.scale not in NOT_DRAWN
        and (is_benefit(each) or each.code in daily or each.code in ever)
    ]


def height(each: Item, mark: int) -> int:
    """Return how tall a mark is drawn, 0 to 3; yes is drawn in full."""
    if each.scale is Scale.YES_NO:
        return 3 * mark
    return HEIGHT.get(each.scale, {}).get(mark, mark)


def strips(
    history: History, items: Sequence[Item], number: int, total: int
) -> tuple[Strip, ...]:
    by_day = {entry.day: entry.marks for entry in history.entries}
    days = timeline.days_between(
        history.course.started_on,
        history.course.started_on + timedelta(days=number - 1),
    )
    return tuple(
        Strip(
            name=_(each.short), picture=charts.strip(levels(each, days, by_day), total)
        )
        for each in items
    )


def levels(
    each: Item, days: Sequence[date], by_day: Mapping[date, Mapping[str, int]]
) -> list[int | None]:
    """Return a height a day: None when the day was not logged, 0 when there is no bar to draw.

    A weekly answer stands for its week: the bars of the days up to the next answer repeat it.
    """
    if is_benefit(each):
        return weekly_levels(each, days, by_day)
    return [
        None
        if day not in by_day
        else height(each, by_day[day][each.code])
        if each.code in by_day[day]
        else 0
        for day in days
    ]


def weekly_levels(
    each: Item, days: Sequence[date], by_day: Mapping[date, Mapping[str, int]]
) -> list[int | None]:
    found: list[int | None] = []
    last: tuple[date, int] | None = None
    for day in days:
        if each.code in by_day.get(day, {}):
            last = (day, height(each, by_day[day][each.code]))
        fresh = last is not None and (day - last[0]).days < WEEK
        found.append(None if day not in by_day else last[1] if last and fresh else 0)
    return found


def standouts(
    history: History, findings: Sequence[ShownFinding], last: date
) -> tuple[Standout, ...]:
    """Return what stands out, plainly counted: open flags, what got better, what is most often there."""
    return (
        *open_flags(findings),
        *benefit_changes(history.entries),
        *most_often(history.entries, last),
    )


def open_flags(findings: Sequence[ShownFinding]) -> list[Standout]:
    waiting = [
        finding
        for finding in findings
        if finding.holds
        and finding.contacted_at is None
        and finding.level >= Level.SOON
    ]
    newest: dict[str, ShownFinding] = {}
    for finding in sorted(waiting, key=lambda finding: finding.day):
        newest[finding.rule] = finding
    chosen = sorted(newest.values(), key=lambda finding: (-finding.level, finding.day))
    return [
        Standout(
            icon=ICON[finding.level],
            title=_(finding.title),
            detail=f"{_(LEVEL_WORDS[Level(finding.level)])} · {date_format(finding.day, 'j M')}",
            flag=finding.pk,
        )
        for finding in chosen[:3]
    ]


def benefit_changes(entries: Sequence[DayEntry]) -> list[Standout]:
    found = []
    for each in ITEMS:
        answers = [
            (entry.day, entry.marks[each.code])
            for entry in entries
            if each.code in entry.marks
        ]
        if is_benefit(each) and each.code == "acne_severity" and len(answers) > 1:
            (_first_day, first), (_last_day, last) = answers[0], answers[-1]
            title = _("%(item)s: from %(first)s to %(last)s") % {
                "item": _(each.short),
                "first": _(word_for(each.code, first)).lower(),
                "last": _(word_for(each.code, last)).lower(),
            }
            since = date_format(answers[0][0], "j M")
            found.append(
                Standout(
                    icon="check",
                    title=title,
                    detail=_("Your answers since %(day)s") % {"day": since},
                )
            )
    return found


def most_often(entries: Sequence[DayEntry], last: date) -> list[Standout]:
    """Return the side effect logged on most days of the last four weeks."""
    recent = [
        entry for entry in entries if last - timedelta(days=28) < entry.day <= last
    ]
    counts = Counter(
        each.code
        for entry in recent
        for each in ITEMS
        if each.scale is Scale.SEVERITY
        and not is_benefit(each)
        and entry.marks.get(each.code)
    )
    if not counts:
        return []
    code, days = counts.most_common(1)[0]
    item = next(each for each in ITEMS if each.code == code)
    worst = max(entry.marks.get(code, 0) for entry in recent)
    title = _("%(item)s: on %(days)s of the last %(logged)s days logged") % {
        "item": _(item.label),
        "days": days,
        "logged": len(recent),
    }
    detail = _("At most %(word)s") % {"word": _(word_for(code, worst)).lower()}
    return [Standout(icon="self", title=title, detail=detail)]


def table(history: History, items: Sequence[Item], number: int) -> tuple[TableRow, ...]:
    """Return the picture as words: the worst of each week, and on how many of the days logged."""
    start = history.course.started_on
    rows = []
    for week in range(1, -(-number // WEEK) + 1):
        first = start + timedelta(days=(week - 1) * WEEK)
        entries = [
            e for e in history.entries if first <= e.day < first + timedelta(days=WEEK)
        ]
        rows.append(
            TableRow(
                number=week,
                begins=date_format(first, "j M"),
                cells=tuple(cell(each, entries) for each in items),
            )
        )
    return tuple(rows)


def cell(each: Item, entries: Sequence[DayEntry]) -> str:
    if not entries:
        return _("not logged")
    marks = [entry.marks[each.code] for entry in entries if each.code in entry.marks]
    if not marks:
        return _("not asked")
    word = _(word_for(each.code, max(marks))).lower()
    had = sum(mark > 0 for mark in marks)
    if is_benefit(each) or not had:
        return word
    return _("%(word)s, %(days)s of %(logged)s") % {
        "word": word,
        "days": had,
        "logged": len(entries),
    }
