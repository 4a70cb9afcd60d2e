"""Dates, numbers and names of tests in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tracker.clinical import timeline
from tracker.clinical.facts import History
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs.schedule import PlannedTest


def when(day: date, history: History) -> str:
    week = timeline.week_of(history.course, day)
    if week < 1:
        return _("Before the start")
    end = history.course.last_dose_on
    if end and day > end:
        return _("After the last capsule")
    return _("Week %(week)s") % {"week": week}


def listed(names: Iterable[str]) -> str:
    """Return the names once each, the first with a capital letter."""
    text = ", ".join(dict.fromkeys(names))
    return text[:1].upper() + text[1:]


def before_test(lines: Iterable[PlannedTest]) -> tuple[str, ...]:
    """Return what to do before the tests still missing: fasting, no alcohol, and the notes of the plan."""
    lines = tuple(lines)
    wanted = [lab_plans.test(code) for line in lines for code in line.missing]
    fasting = max((each.fasting_hours for each in wanted), default=0)
    alcohol = max((each.no_alcohol_hours for each in wanted), default=0)
    found = []
    if fasting:
        found.append(_("Do not eat for %(hours)s hours before.") % {"hours": fasting})
    if alcohol:
        found.append(_("No alcohol for %(hours)s hours before.") % {"hours": alcohol})
    found += [line.note if line.asked else _(line.note) for line in lines if line.note]
    return tuple(dict.fromkeys(found))


def megabytes(size: int) -> str:
    """Return a number of bytes as megabytes, never more than there are."""
    tenths = size * 10 // (1024 * 1024)
    return plain(Decimal(tenths) / 10)


def plain(value: Decimal) -> str:
    """Return a number without trailing noughts or an exponent."""
    return f"{value.normalize():f}"
