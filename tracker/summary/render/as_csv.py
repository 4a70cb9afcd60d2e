"""Summary to one table that spreadsheets open without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from tracker.clinical.vocabulary import Level
from tracker.summary.document import Course, Result, Summary, Symptom
from tracker.summary.render.wording import PART_NAMES, exact, plain

HEADS = ("kind", "day", "until", "code", "name", "value", "unit", "limit", "note")
# A spreadsheet takes a cell that begins so for a formula, also in the wide forms of East Asian keyboards.
STARTS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
# A cell that begins with the guard itself gets a second one, so that taking one away is always right.
GUARD = "'"
Row = tuple[str, ...]


def table(summary: Summary) -> str:
    """Return the summary as comma-separated values with a line of headings; columns are never renamed."""
    written = StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(HEADS)
    for row in rows(summary):
        sheet.writerow(map(guarded, row))
    return written.getvalue()


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return GUARD + text if text.startswith((GUARD, *STARTS_A_FORMULA)) else text


def unguarded(cell: str) -> str:
    """Return what a cell held before it was guarded."""
    return cell.removeprefix(GUARD)


def rows(summary: Summary) -> Iterator[Row]:
    yield from about(summary)
    if summary.course:
        yield from course_rows(summary.course)
    yield from flag_rows(summary)
    yield from result_rows(summary)
    for each in summary.full.symptoms:
        yield from symptom_rows(each, summary.first_day)
    yield from text_rows(summary)


def row(
    kind: str,
    *,
    day: date | None = None,
    until: date | None = None,
    code: str = "",
    name: str = "",
    value: str = "",
    unit: str = "",
    limit: str = "",
    note: str = "",
) -> Row:
    days = [each.isoformat() if each else "" for each in (day, until)]
    return (kind, *days, code, name, value, unit, limit, note)


def about(summary: Summary) -> Iterator[Row]:
    """Return who it is about, which days, and where the words come from."""
    person = summary.person
    yield row("summary", day=summary.first_day, until=summary.last_day)
    yield row("made", value=summary.made_at.isoformat(timespec="seconds"))
    yield row(
        "provenance",
        value="patient-reported, not checked by anybody",
        note="Nobody monitors these entries.",
    )
    yield row("rule set", value=summary.ruleset)
    yield row("name", value=person.name)
    yield row("born", day=person.born)
    yield row("clinic", value=person.clinic)
    yield row(
        "not included",
        value="; ".join(summary.not_included),
        note="; ".join(str(PART_NAMES[part]) for part in summary.not_included),
    )
    if summary.changes:
        for line in summary.changes.lines:
            yield row("new since", day=summary.changes.since, note=line)


def course_rows(course: Course) -> Iterator[Row]:
    yield row("course", day=course.started_on, until=course.last_dose_on)
    for step in course.steps:
        yield row(
            "dose",
            day=course.started_on + timedelta(days=step.start),
            value=plain(step.mg),
            unit="mg/day",
        )
    yield row("dose now", value=plain(course.dose_mg), unit="mg/day")
    yield row(
        "cumulative dose", value=plain(course.taken_mg), unit="mg", note=at_most(course)
    )
    if course.weight_kg is not None:
        yield row("weight at the start", value=plain(course.weight_kg), unit="kg")
    if course.taken_mg_per_kg is not None:
        yield row(
            "cumulative dose",
            value=plain(course.taken_mg_per_kg),
            unit="mg/kg",
            note="; ".join(
                filter(
                    None,
                    ("mg taken divided by the weight at the start", at_most(course)),
                )
            ),
        )
    yield from least_rows(course)
    if course.target_mg_per_kg is not None:
        yield row("target", value=plain(course.target_mg_per_kg), unit="mg/kg")
    if course.length_is_planned:
        yield row("planned length", value=str(course.total_days), unit="days")
    yield row("days assumed", value=str(course.days_assumed), unit="days")
    taken, answered = course.doses_taken, course.doses_answered
    yield row("doses taken", value=str(taken), limit=str(answered), unit="days")
    yield row("doses unknown", value=str(course.doses_unknown), unit="days")
    yield row(
        "days logged",
        value=str(course.days_logged),
        limit=str(course.days),
        unit="days",
    )


def at_most(course: Course) -> str:
    """Return what a total means of which many days are unknown, or nothing."""
    if course.least_mg is None:
        return ""
    return f"at most; {course.days_assumed} days unknown"


def least_rows(course: Course) -> Iterator[Row]:
    """Return the lower end of a total that is a range."""
    for value, unit in ((course.least_mg, "mg"), (course.least_mg_per_kg, "mg/kg")):
        if value is not None:
            yield row("cumulative dose at least", value=plain(value), unit=unit)


def flag_rows(summary: Summary) -> Iterator[Row]:
    for each in summary.full.attention:
        yield row(
            "flag",
            day=each.first,
            until=each.last,
            code=each.code,
            name=each.what,
            value=Level(each.level).code,
            note=each.done,
        )
    for one in summary.full.told:
        yield row(
            "told",
            day=one.day,
            until=one.contacted_on,
            code=f"{one.rule} v{one.version}",
            name=one.what,
            value=Level(one.level).code,
            limit=one.ruleset,
            note=one.they_said,
        )


def result_rows(summary: Summary) -> Iterator[Row]:
    for each in summary.full.results:
        yield row(
            "result",
            day=each.day,
            code=each.test,
            name=each.name,
            value=each.outcome if each.value is None else exact(each.value),
            unit=each.unit,
            limit="" if each.limit is None else exact(each.limit),
            note="; ".join(about_limit(each)),
        )


def about_limit(each: Result) -> Iterator[str]:
    """Return how a result stands to its limit, and whether the report had one."""
    if each.high:
        yield "above the limit"
    if each.limit is not None and not each.own_limit:
        yield "a usual limit, none on the report"


def symptom_rows(each: Symptom, first: date) -> Iterator[Row]:
    """Return a row for every answer; a day without one has none, for it is not known."""
    for number, mark in enumerate(each.marks):
        if mark is not None:
            yield row(
                "symptom",
                day=first + timedelta(days=number),
                code=each.code,
                name=each.term,
                value=str(mark),
                note=each.words[mark],
            )


def text_rows(summary: Summary) -> Iterator[Row]:
    for part in summary.sections:
        for line in part.lines:
            yield row("section", code=part.code, note=line)
    for factor in summary.risk_factors:
        yield row("risk factor", name=factor)
    for question in summary.full.questions:
        yield row("question", note=question)
    for note in summary.full.notes:
        yield row("note", day=note.day, note=note.text)
