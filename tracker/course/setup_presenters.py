"""The doses of a course, ready to be listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from tracker.clinical.course.restart import RESTART, Gap, gap_before_a_dose
from tracker.clinical.course.windows import second_course_from
from tracker.clinical.facts import DayEntry
from tracker.clinical.sources import ref
from tracker.records.facts import course_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RestartNote:
    """What to know of a dose after a gap; ``unlogged`` when no pause was noted in it."""

    gap: str
    unlogged: bool
    means: str
    new_test: str
    sources: tuple[str, ...]


def restart_note(
    course: Course,
    doses: Iterable[DosePeriod],
    capsules: Iterable[DayEntry],
    *,
    today: date,
) -> RestartNote | None:
    """Return what to know when a dose follows a long gap, or None."""
    gap = gap_before_a_dose(course_of(course, doses), capsules, on=today)
    if gap is None:
        return None
    return RestartNote(
        gap=gap_in_words(gap),
        unlogged=not gap.paused,
        means=_(RESTART.means),
        new_test=new_test(course.can_become_pregnant),
        # Background knowledge too: nothing else stands behind it.
        sources=tuple(each.title for each in RESTART.sources),
    )


def gap_in_words(gap: Gap) -> str:
    first, last = (date_format(day, "j F Y") for day in (gap.first, gap.last))
    if first == last:
        return _("A pause was noted on %(day)s.") % {"day": first}
    words = {"first": first, "last": last}
    if gap.paused:
        return (
            _("A pause was noted, and no capsules from %(first)s to %(last)s.") % words
        )
    return _("No capsules are noted from %(first)s to %(last)s.") % words


def new_test(can_become_pregnant: bool | None) -> str:
    if can_become_pregnant is None:
        return _(RESTART.new_test_if)
    return _(RESTART.new_test) if can_become_pregnant else ""


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
