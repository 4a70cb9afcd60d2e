"""Read plain JSON values one by one, and point at the place where one is not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn, TypeVar

T = TypeVar("T")

# Days outside are slips of the pen, and leave no room to count back from or on to.
FIRST_YEAR, LAST_YEAR = 1900, 2199


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
    """Return a date written YYYY-MM-DD, in a year that leaves room to count."""
    day = any_day(part, key)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        part.refuse(key, f"{day} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    return day


def any_day(part: Part, key: str) -> date:
    """Return a date written YYYY-MM-DD."""
    value = part.values[key]
    day = _day(value) if isinstance(value, str) else None
    # Weeks and other ways of writing a day are read by the library, and are not meant here.
    if day is None or day.isoformat() != value:
        part.refuse(key, f"{value!r} is not a date written YYYY-MM-DD.")
    return day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object from its keys and values; raise BadHistory when a key is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _value in pairs)
        twice = sorted(name for name, count in times.items() if count > 1)
        raise BadHistory(f"history: has a key twice: {', '.join(map(repr, twice))}.")
    return found


def a_text(part: Part, key: str) -> str:
    """Return a string."""
    value = part.values[key]
    if not isinstance(value, str):
        part.refuse(key, "must be text.")
    _refuse_halves(part, key, value)
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
    for each in strings:
        _refuse_halves(part, key, each)
    return strings


def _refuse_halves(part: Part, key: str, text: str) -> None:
    # JSON can escape the half of a character; nothing can store or print it.
    if any("\ud800" <= character <= "\udfff" for character in text):
        part.refuse(key, f"{text!r} has half a character in it.")


def one_of(*allowed: str) -> Callable[[Part, str], str]:
    """Return a reader of one of the allowed words."""

    def read(part: Part, key: str) -> str:
        value = a_text(part, key)
        if value not in allowed:
            part.refuse(key, f"{value!r} is not one of {', '.join(allowed)}.")
        return value

    return read
