"""An export as somebody sends it: read with suspicion, into rows that are not stored yet.

Whatever is not understood is refused with the place where it stands. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings

from tracker.accounts.models import User
from tracker.clinical.history.parts import BadHistory, Part, a_list, part
from tracker.records.arriving_course import (
    ArrivingCourse,
    ArrivingPaper,
    a_course,
    refuse_doubles,
)
from tracker.records.attachments import MOST_REPORTS
from tracker.records.models import Course, ReminderChoice
from tracker.records.portable import KEPT, SCHEMA
from tracker.records.reading_rows import Now, fitting, row_of, values_of
from tracker.records.reading_told import Told, read_told

MOST_COURSES = 50
TOP = frozenset({"schema", "person", "reminders", "courses", "told_only"})


class UnknownSchema(BadHistory):
    """The file is no export, or of a form that is not known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """Everything an export says, understood."""

    person: dict[str, Any]
    reminders: ReminderChoice | None
    courses: tuple[ArrivingCourse, ...]
    told_only: Told

    @property
    def papers(self) -> tuple[ArrivingPaper, ...]:
        return tuple(paper for each in self.courses for paper in each.papers)


def understood(document: object, *, now: Now) -> Arriving:
    """Return what the document says; raise UnknownSchema, and BadHistory naming the place."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UnknownSchema(SCHEMA)
    top = part("courseline.json", document, TOP)
    rows = top.need("courses", a_list)
    if len(rows) > MOST_COURSES:
        top.refuse("courses", f"holds more than {MOST_COURSES}.")
    said = [a_course(f"courses[{place}]", row, now) for place, row in enumerate(rows)]
    found = Arriving(
        person=a_person(top, now),
        reminders=a_choice(top, now),
        courses=tuple(said),
        told_only=read_told(top),
    )
    refuse_overlaps(top, [each.course for each in said])
    if len(found.papers) > MOST_REPORTS:
        top.refuse("courses", f"hold more than {MOST_REPORTS} reports.")
    refuse_doubles(top, "courses", [paper.name for paper in found.papers])
    return found


def a_person(top: Part, now: Now) -> dict[str, Any]:
    said = part("person", top.values.get("person"), frozenset(KEPT[User]))
    values = values_of(User, said, KEPT[User])
    if values["language"] not in dict(settings.LANGUAGES):
        said.refuse("language", f"{values['language'][:20]!r} is not spoken here.")
    fitting(User(**values), KEPT[User], said, now)
    return values


def a_choice(top: Part, now: Now) -> ReminderChoice | None:
    """Return the choices about reminders; None where nothing was ever chosen."""
    if top.values.get("reminders") is None:
        return None
    names = KEPT[ReminderChoice]
    said = part("reminders", top.values["reminders"], frozenset(names))
    return row_of(ReminderChoice, said, names, now)


def refuse_overlaps(top: Part, courses: Sequence[Course]) -> None:
    """Raise BadHistory unless each course ended before the next one began."""
    for one, other in pairwise(sorted(courses, key=lambda each: each.started_on)):
        if one.last_dose_on is None or one.last_dose_on >= other.started_on:
            top.refuse("courses", f"two of them run on {other.started_on}.")
