"""The doses of a course, ready to be listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from tracker.clinical.course.windows import second_course_from
from tracker.clinical.sources import ref
from tracker.records.models import Course, DosePeriod
from tracker.ui.outlook import sources_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One dose and the day it begins."""

    starts: date
    day: str
    text: str
    weight: str
    begins_course: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What to know before another course: the earliest day it is spoken of, and who says so."""

    day: str
    ahead: bool
    sources: tuple[str, ...]


def again_after(last: Course | None, *, today: date) -> Again | None:
    """Return what to know after ``last``, or None before the first course."""
    if last is None or last.last_dose_on is None:
        return None
    earliest = second_course_from(last.last_dose_on)
    return Again(
        day=date_format(earliest, "j F Y"),
        ahead=today < earliest,
        sources=sources_shown(map(ref, ("L3", "M1"))),
    )


def plain(amount: Decimal) -> str:
    """Return a number without a decimal it does not need."""
    return (
        localize(int(amount)) if amount == int(amount) else localize(amount.normalize())
    )


def dose_lines(course: Course, doses: Iterable[DosePeriod]) -> tuple[DoseLine, ...]:
    return tuple(
        DoseLine(
            starts=dose.starts,
            day=date_format(dose.starts, "j F Y"),
            text=_("%(mg)s mg a day") % {"mg": plain(dose.mg_per_day)}
            if dose.mg_per_day
            else _("Pause"),
            weight=_("weight %(kg)s kg") % {"kg": plain(dose.weight_kg)}
            if dose.weight_kg
            else "",
            begins_course=dose.starts == course.started_on,
        )
        for dose in doses
    )
