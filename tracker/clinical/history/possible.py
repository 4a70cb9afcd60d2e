"""What can be, in a history somebody asks about: the bounds of the forms, and days in an order that can be.

What the app has stored is read back without this: its forms were asked before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tracker.clinical.facts import History
from tracker.clinical.history.document import read_history
from tracker.clinical.history.parts import Part, a_day, a_number, a_text
from tracker.clinical.labs.plans import test
from tracker.clinical.labs.units import converted

__all__ = ["BOUNDS", "read_question"]

# What the forms of the app take, from the least to the most, and what it is counted in.
BOUNDS = {
    "weight_kg": (Decimal(20), Decimal(400), "kg"),
    "mg_per_day": (Decimal(0), Decimal(200), "mg"),
    "planned_weeks": (Decimal(1), Decimal(156), "weeks"),
    "target_mg_per_kg": (Decimal(10), Decimal(400), "mg per kg"),
}
# A lab may print another limit than the usual one, but not ten times as much, or a tenth.
_FAR = 10
_DATED = ("entries", "labs", "check_ins")


def read_question(data: object) -> tuple[History, date]:
    """Return the history and the day it is asked about; raise BadHistory also for what cannot be."""
    history, on = read_history(data)
    said = _values(data)
    _check_born(history, Part("profile", _values(said.get("profile"))), on)
    _check_numbers(Part("course", _values(said["course"])))
    for dose in _rows("course.doses", _values(said["course"]).get("doses")):
        _check_numbers(dose)
        _check_dose(dose, history.course.started_on)
    for result in _rows("labs", said.get("labs")):
        _check_limit(result)
    for name in _DATED:
        _refuse_later(list(_rows(name, said.get(name))), on)
    return history, on


def _check_born(history: History, said: Part, on: date) -> None:
    born, started = history.profile.born, history.course.started_on
    if born is None:
        return
    if born >= on:
        said.refuse("born", f"{born} is not before the day asked about, {on}.")
    if born >= started:
        said.refuse("born", f"{born} is not before the first capsule, {started}.")


def _check_numbers(said: Part) -> None:
    for key, (least, most, unit) in BOUNDS.items():
        number = said.maybe(key, _number, None)
        if number is not None and not least <= number <= most:
            said.refuse(key, f"{number} is not between {least} and {most} {unit}.")


def _check_dose(said: Part, started: date) -> None:
    starts = a_day(said, "from")
    if starts < started:
        said.refuse("from", f"{starts} is before the first capsule, {started}.")


def _check_limit(said: Part) -> None:
    limit = said.maybe("upper_limit", _number, None)
    which = test(a_text(said, "test"))
    if limit is None or which.upper_limit is None:
        return
    unit = a_text(said, "unit")
    usual = converted(which, which.upper_limit, which.unit, to=unit)
    if not usual / _FAR <= limit <= usual * _FAR:
        said.refuse("upper_limit", f"{limit} {unit} is no limit a report prints.")


def _refuse_later(rows: list[Part], on: date) -> None:
    later = [each for each in rows if a_day(each, "day") > on]
    if later:
        first = min(later, key=_day)
        first.refuse("day", f"{_day(first)} is after the day asked about, {on}.")


def _rows(place: str, said: object) -> Iterator[Part]:
    rows = said if isinstance(said, list) else []
    for number, row in enumerate(rows):
        yield Part(f"{place}[{number}]", _values(row))


def _values(said: object) -> dict[str, object]:
    return said if isinstance(said, dict) else {}


def _day(said: Part) -> date:
    return a_day(said, "day")


def _number(said: Part, key: str) -> Decimal | None:
    return a_number(said, key)
