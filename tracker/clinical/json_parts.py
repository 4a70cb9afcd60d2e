"""Read plain JSON values one by one, and point at the place where one is not understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn, TypeVar

T = TypeVar("T")


class BadHistory(ValueError):
    """The history says something we do not understand."""


@dataclass(frozen=True, slots=True)
class Part:
    """One JSON object and where it stands."""

    place: str
    values: Mapping[str, object]

    def refuse(self, key: str, why: str) -> NoReturn:
        """Raise BadHistory naming the place."""
        raise BadHistory(f"{self.place}.{key}: {why}")

    def must_lack(self, key: str, why: str) -> None:
        """Raise BadHistory when the value is there; null and blank text say nothing."""
        if self.values.get(key) not in (None, ""):
            self.refuse(key, f"does not belong here: {why}")

    def maybe(self, key: str, read: Callable[[Part, str], T], default: T) -> T:
        """Return the value read, or ``default`` when it is absent or null."""
        return default if self.values.get(key) is None else read(self, key)

    def need(self, key: str, read: Callable[[Part, str], T]) -> T:
        """Return the value read; raise BadHistory when it is absent or null."""
        if self.values.get(key) is None:
            self.refuse(key, "is missing.")
        return read(self, key)


def part(place: str, data: object, keys: frozenset[str]) -> Part:
    """Return ``data`` as an object holding none but ``keys``; raise BadHistory."""
    if not isinstance(data, dict):
        raise BadHistory(f"{place}: must be an object.")
    unknown = sorted(set(data) - keys)
    if unknown:
        raise BadHistory(f"{place}: has unknown keys: {', '.join(map(repr, unknown))}.")
    return Part(place, data)


def a_day(part: Part, key: str) -> date:
    """Return a date written YYYY-MM-DD."""
    value = part.values[key]
    try:
        if isinstance(value, str) and len(value) == len("2026-01-01"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    part.refuse(key, f"{value!r} is not a date written YYYY-MM-DD.")


def a_text(part: Part, key: str) -> str:
    """Return a string."""
    value = part.values[key]
    if not isinstance(value, str):
        part.refuse(key, "must be text.")
    return value


def a_number(part: Part, key: str) -> Decimal:
    """Return a number that is not negative."""
    value = part.values[key]
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        part.refuse(key, f"{value!r} is not a number.")
    number = Decimal(str(value))
    if not number.is_finite() or number < 0:
        part.refuse(key, f"{value!r} is not a possible value.")
    return number


def a_count(part: Part, key: str) -> int:
    """Return a whole number that is not negative."""
    number = a_number(part, key)
    if number != number.to_integral_value():
        part.refuse(key, f"{number} is not a whole number.")
    return int(number)


def a_truth(part: Part, key: str) -> bool:
    """Return true or false."""
    value = part.values[key]
    if not isinstance(value, bool):
        part.refuse(key, "must be true or false.")
    return value


def a_list(part: Part, key: str) -> tuple[object, ...]:
    """Return a list."""
    value = part.values[key]
    if not isinstance(value, list):
        part.refuse(key, "must be a list.")
    return tuple(value)


def texts(part: Part, key: str) -> tuple[str, ...]:
    """Return a list of strings."""
    values = a_list(part, key)
    strings = tuple(value for value in values if isinstance(value, str))
    if len(strings) != len(values):
        part.refuse(key, "must be a list of texts.")
    return strings


def one_of(*allowed: str) -> Callable[[Part, str], str]:
    """Return a reader of one of the allowed words."""

    def read(part: Part, key: str) -> str:
        value = a_text(part, key)
        if value not in allowed:
            part.refuse(key, f"{value!r} is not one of {', '.join(allowed)}.")
        return value

    return read
