"""Plain JSON values to rows that are not stored yet, by the kinds and limits of the tables themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from tracker.clinical.history.parts import Part, a_text, a_truth, any_day
from tracker.records.models.reminder import FIRST_HOUR, LAST_HOUR
from tracker.records.portable import Names
from tracker.records.reading_shapes import SHAPES

Row = TypeVar("Row", bound=models.Model)
LIFETIME = 130 * 366
LONG = 30 * 366
# So many days before and after today a date may lie; a day that was logged further east may be tomorrow.
USUAL = (LONG, 800)
NOT_AHEAD = (LONG, 1)
WITHIN: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "Course.born": (LIFETIME, 0),
        "Course.started_on": (LONG, 61),
        "Course.last_dose_on": NOT_AHEAD,
        "DayEntry.day": NOT_AHEAD,
        "LabResult.day": NOT_AHEAD,
        "CheckIn.day": NOT_AHEAD,
        "Attachment.day": NOT_AHEAD,
        "ShownFinding.day": NOT_AHEAD,
    }
)
# What the forms take, so that an import brings nothing that could not be typed.
BETWEEN: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "Course.planned_weeks": (1, 156),
        "Course.target_mg_per_kg": (10, 400),
        "Course.weight_kg": (20, 400),
        "DosePeriod.mg_per_day": (0, 200),
        "DosePeriod.weight_kg": (20, 400),
        "LabOrder.every": (0, 366),
        "ReminderChoice.hour": (FIRST_HOUR, LAST_HOUR),
        "ReminderChoice.diary_hour": (FIRST_HOUR, LAST_HOUR),
        "ShownFinding.level": (1, 5),
    }
)
# What was typed by the limits of its form; what was told by more than any rule says.
LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "DayEntry.note": 4000,
        "DayEntry.new_medicine": 200,
        "LabOrder.note": 500,
        "Question.text": 1000,
        "ShareLink.label": 80,
        "ShareVisit.recipient": 200,
        "ShownFinding.advice": 1000,
        "ShownFinding.ask": 1000,
        "ShownFinding.they_said": 1000,
        "ShownFinding.title": 300,
        "Visit.note": 500,
        "Visit.place": 200,
    }
)
# Not every database minds how large a small number is.
MOST_SMALL, MOST = 2**15 - 1, 2**31 - 1
# Anybody may be asked for a test until the end of days.
UNLIMITED = frozenset({"LabOrder.until"})
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
# The clocks of two servers.
APART = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The day and the moment at which somebody reads."""

    today: date
    at: datetime


def row_of(
    model: type[Row], said: Part, names: Names, now: Now | None, **given: Any
) -> Row:
    """Return a row with the named values, checked against its table; raise BadHistory.

    Without ``now`` dates are only read: they are told and nothing is worked out from them.
    """
    row = model(**values_of(model, said, names), **given)
    fitting(row, names, said, now)
    return row


def values_of(model: type[models.Model], said: Part, names: Names) -> dict[str, Any]:
    return {name: value_of(model, model._meta.get_field(name), said) for name in names}


def value_of(model: type[models.Model], field: Any, said: Part) -> Any:
    key = field.name
    if key not in said.values or (said.values[key] is None and not field.null):
        said.refuse(key, "is missing.")
    if said.values[key] is None:
        return None
    if shape := SHAPES.get(f"{model.__name__}.{key}"):
        return shape(said, key)
    return next(read for kind, read in READERS if isinstance(field, kind))(said, key)


def fitting(row: models.Model, names: Names, said: Part, now: Now | None) -> None:
    """Raise BadHistory when a value is too long, too large, no choice of the table's, or too far away."""
    fields = row._meta.concrete_fields
    # Lists and maps have shapes of their own.
    own = {each.name for each in fields if isinstance(each, models.JSONField)}
    others = {each.name for each in fields if each.name not in names}
    # Before the fields judge it: how large a number a field takes depends on the database.
    for name in names:
        in_bounds(row, name, said)
    try:
        row.clean_fields(exclude=own | others)
    except ValidationError as problem:
        name, messages = next(iter(problem.message_dict.items()))
        said.refuse(name, str(messages[0]))
    for name in names:
        in_length(f"{type(row).__name__}.{name}", getattr(row, name), said)
        if now is not None:
            in_reach(row, name, said, now)


def in_bounds(row: models.Model, name: str, said: Part) -> None:
    value, field = getattr(row, name), row._meta.get_field(name)
    if value is None or not isinstance(
        field, models.IntegerField | models.DecimalField
    ):
        return
    small = isinstance(field, models.PositiveSmallIntegerField)
    usual = (0, MOST_SMALL if small else MOST)
    least, most = BETWEEN.get(f"{type(row).__name__}.{name}", usual)
    if not least <= value <= most:
        said.refuse(name, f"must be from {least} to {most}.")


def in_length(place: str, value: object, said: Part) -> None:
    """Raise BadHistory when a text is longer than what its form takes."""
    most = LONGEST.get(place)
    if most is not None and isinstance(value, str) and len(value) > most:
        said.refuse(place.partition(".")[2], f"is longer than {most} characters.")


def in_reach(row: models.Model, name: str, said: Part, now: Now) -> None:
    value, place = getattr(row, name), f"{type(row).__name__}.{name}"
    if isinstance(value, datetime):
        reached = FIRST_MOMENT <= value <= now.at + APART
    elif isinstance(value, date) and place not in UNLIMITED:
        before, after = WITHIN.get(place, USUAL)
        reached = -before <= (value - now.today).days <= after
    else:
        return
    if not reached:
        said.refuse(name, f"{value} lies too far back or ahead.")


def a_moment(said: Part, key: str) -> datetime:
    """Return an instant written with its zone, in UTC."""
    text = a_text(said, key)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    said.refuse(
        key, f"{text[:40]!r} is not a moment such as 2026-10-01T20:30:00+00:00."
    )


def a_time(said: Part, key: str) -> time:
    text = a_text(said, key)
    try:
        found = time.fromisoformat(text)
        if found.tzinfo is None:
            return found
    except ValueError:
        pass
    said.refuse(key, f"{text[:40]!r} is not a time such as 10:40.")


def a_whole_number(said: Part, key: str) -> int:
    value = said.values[key]
    if isinstance(value, bool) or not isinstance(value, int):
        said.refuse(key, "must be a whole number.")
    return value


Reader = Callable[[Part, str], Any]
# The first that fits: an instant is a date to Django.
READERS: tuple[tuple[type[Any], Reader], ...] = (
    (models.BooleanField, a_truth),
    (models.DateTimeField, a_moment),
    # Only a date that something is counted from is held to a year; the tables say which (too_far).
    (models.DateField, any_day),
    (models.TimeField, a_time),
    (models.IntegerField, a_whole_number),
    (models.CharField, a_text),
    (models.TextField, a_text),
)
