"""Days and results as tables that spreadsheets open without running anything."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext as _

from tracker.clinical.labs.plans import TESTS
from tracker.clinical.vocabulary import ITEMS
from tracker.records.models import Course, DayEntry, LabResult
from tracker.records.portable import plain
from tracker.summary.render.as_csv import guarded

# A spreadsheet takes a file for Unicode only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"
LAB_HEADS = (
    "course",
    "day",
    "test",
    "name",
    "value",
    "unit",
    "upper_limit",
    "outcome",
    "fasting",
)
Row = Iterable[object]


def entries(courses: Iterable[Course]) -> str:
    """Return a line for each day logged, with a column for each item that was ever answered."""
    days = [(course, each) for course in courses for each in course.entries.all()]
    used = {code for _course, each in days for code in each.marks}
    codes = [item.code for item in ITEMS if item.code in used]
    heads = ("course", "day", "dose_taken", *codes, "new_medicine", "note")
    return table(heads, (day_row(course, each, codes) for course, each in days))


def day_row(course: Course, entry: DayEntry, codes: Iterable[str]) -> Iterator[object]:
    yield from (course.started_on, entry.day, entry.dose_taken)
    # An empty cell is an item that was not answered: nobody knows.
    yield from (entry.marks.get(code) for code in codes)
    yield from (entry.new_medicine, entry.note)


def labs(courses: Iterable[Course]) -> str:
    """Return a line for each result."""
    rows = (
        lab_row(course, each) for course in courses for each in course.lab_results.all()
    )
    return table(LAB_HEADS, rows)


def lab_row(course: Course, result: LabResult) -> Iterator[object]:
    known = TESTS.get(result.test)
    yield from (course.started_on, result.day, result.test)
    yield _(known.label) if known else ""
    yield from (result.value, result.unit, result.upper_limit, result.outcome)
    yield {True: "yes", False: "no", None: ""}[result.fasting]


def table(heads: Row, rows: Iterable[Row]) -> str:
    made = StringIO()
    sheet = csv.writer(made, lineterminator="\r\n")
    for row in (heads, *rows):
        sheet.writerow([cell(value) for value in row])
    return BYTE_ORDER_MARK + made.getvalue()


def cell(value: object) -> str:
    return "" if value is None else guarded(str(plain(value)))
