"""The lists and maps that some fields hold: read one by one, since no table knows what may be in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import available_timezones

from tracker.clinical.course.prevention import CHOICES, PHASES
from tracker.clinical.history.document import LAB_TESTS
from tracker.clinical.history.parts import (
    Part,
    a_day,
    a_list,
    a_text,
    one_of,
    part,
    texts,
)
from tracker.clinical.vocabulary import CATALOGUE
from tracker.records import lab_plan, visits
from tracker.records.attachments import MOST_REPORTS
from tracker.records.courses import PHONE

LONGEST_WORD = 40
LONGEST_LINE = 500
MOST_WORDS = 40
MOST_DAYS_BEFORE = 60
MOST_ROWS: Mapping[str, int] = MappingProxyType(
    {
        "asked_for": lab_plan.MOST_ORDERS,
        "visits": visits.MOST,
        "reports": MOST_REPORTS,
    }
)


def words(said: Part, key: str) -> list[str]:
    """Return a list of short words."""
    found = list(texts(said, key))
    if len(found) > MOST_WORDS or any(len(each) > LONGEST_WORD for each in found):
        said.refuse(key, "must be a few short words.")
    return found


def days_before(said: Part, key: str) -> list[int]:
    found = list(a_list(said, key))
    if len(found) > MOST_WORDS or not all(map(is_day_before, found)):
        said.refuse(key, f"must be numbers of days from 0 to {MOST_DAYS_BEFORE}.")
    return [each for each in found if isinstance(each, int)]


def a_few(said: Part, key: str) -> tuple[object, ...]:
    """Return a list of no more rows than a course may have of that kind."""
    found, most = a_list(said, key), MOST_ROWS.get(key)
    if most is not None and len(found) > most:
        said.refuse(key, f"holds more than {most}.")
    return found


def is_day_before(each: object) -> bool:
    return (
        isinstance(each, int)
        and not isinstance(each, bool)
        and 0 <= each <= MOST_DAYS_BEFORE
    )


def a_zone(said: Part, key: str) -> str:
    """Return the name of a time zone."""
    name = a_text(said, key)
    if name not in zones():
        said.refuse(key, "is not a time zone.")
    return name


@cache
def zones() -> frozenset[str]:
    """Return every zone; asked anew, each day would read hundreds of files."""
    return frozenset(available_timezones())


def a_phone(said: Part, key: str) -> str:
    """Return a number to dial, or nothing."""
    number = a_text(said, key)
    if number and not PHONE.match(number):
        said.refuse(key, "is not a number to dial.")
    return number


def lab_tests(said: Part, key: str) -> list[str]:
    """Return the tests asked for: known ones, each once, and not none."""
    found = words(said, key)
    if not found or len(set(found)) != len(found) or set(found) - set(LAB_TESTS):
        said.refuse(key, "must name tests that are known, each once.")
    return found


def where_tests_are_taken(said: Part, key: str) -> dict[str, str]:
    inner = part(f"{said.place}.{key}", said.values[key], frozenset(PHASES))
    return {phase: one_of(*CHOICES)(inner, phase) for phase in inner.values}


def triggers(said: Part, key: str) -> list[dict[str, object]]:
    """Return what set a flag off."""
    found = []
    for place, each in enumerate(a_list(said, key)):
        here = part(
            f"{said.place}.{key}[{place}]", each, frozenset({"day", "item", "value"})
        )
        found.append(
            {
                "day": here.need("day", a_day).isoformat(),
                "item": here.need("item", short_text),
                "value": here.need("value", an_answer),
            }
        )
    return found


def short_text(said: Part, key: str) -> str:
    text = a_text(said, key)
    if len(text) > LONGEST_WORD:
        said.refuse(key, "is too long.")
    return text


def an_answer(said: Part, key: str) -> object:
    """Return a mark of the item, or words; a mark that the item does not have cannot be shown."""
    value, known = said.values[key], CATALOGUE.get(str(said.values["item"]))
    if isinstance(value, str):
        return a_line(said, key)
    if isinstance(value, bool) or not isinstance(value, int):
        said.refuse(key, "must be a mark or words.")
    if known is not None and value not in known.marks:
        said.refuse(key, f"{value} is not an answer of {known.code}.")
    return value


def a_line(said: Part, key: str) -> str:
    text = a_text(said, key)
    if len(text) > LONGEST_LINE:
        said.refuse(key, f"is longer than {LONGEST_LINE} characters.")
    return text


def sources(said: Part, key: str) -> list[dict[str, str]]:
    names = ("id", "title", "section")
    found = []
    for place, each in enumerate(a_list(said, key)):
        here = part(f"{said.place}.{key}[{place}]", each, frozenset(names))
        found.append({name: here.need(name, a_line) for name in names})
    return found


SHAPES: Mapping[str, Callable[[Part, str], Any]] = MappingProxyType(
    {
        "Course.clinic_phone": a_phone,
        "Course.test_settings": where_tests_are_taken,
        "DayEntry.time_zone": a_zone,
        "LabOrder.tests": lab_tests,
        "ReminderChoice.days_before": days_before,
        "ReminderChoice.muted": words,
        "ShareLink.parts": words,
        "ShownFinding.sources": sources,
        "ShownFinding.triggered_by": triggers,
    }
)
