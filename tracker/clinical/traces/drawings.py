"""Diaries drawn as text: one row an item, one column a day, a dot for not answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker.clinical.facts import DayEntry
from tracker.clinical.vocabulary import item

FIRST_DAY = date(2026, 9, 1)
_NOT_ANSWERED = "."


class BadDrawing(ValueError):
    """The picture does not hold together."""


def day_number(number: int) -> date:
    """Return the date of day ``number`` of a drawn diary; day 1 is its first."""
    return FIRST_DAY + timedelta(days=number - 1)


def entries_drawn(
    picture: str, *, new_medicines: Mapping[int, str] | None = None
) -> tuple[DayEntry, ...]:
    """Return the entries of a drawn diary. A day with nothing answered, or left out of the day row, has no entry."""
    rows = [line.split() for line in picture.strip().splitlines()]
    columns = _columns(rows[0])
    marks: dict[int, dict[str, int]] = {number: {} for number in columns}
    for code, *answers in rows[1:]:
        _add_row(marks, columns, item(code).code, answers)
    started = dict(new_medicines or {})
    return tuple(
        DayEntry(
            day=day_number(number),
            marks=marks[number],
            new_medicine=started.get(number, ""),
        )
        for number in columns
        if marks[number] or number in started
    )


def _columns(heading: list[str]) -> list[int]:
    if heading[0] != "day":
        raise BadDrawing("The first row names the days.")
    return [int(number) for number in heading[1:]]


def _add_row(
    marks: dict[int, dict[str, int]], columns: list[int], code: str, answers: list[str]
) -> None:
    if len(answers) != len(columns):
        raise BadDrawing(f"{code} has {len(answers)} answers for {len(columns)} days.")
    for number, answer in zip(columns, answers, strict=True):
        if answer != _NOT_ANSWERED:
            marks[number][code] = int(answer)
