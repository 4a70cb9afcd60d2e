"""The doses of a course, ready to be listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from tracker.records.models import Course, DosePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One dose and the day it begins."""

    starts: date
    day: str
    text: str
    weight: str
    begins_course: bool


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
