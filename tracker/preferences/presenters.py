"""A course in three rows: dose, clinic, private answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.course.dosing import dose_on
from tracker.records.facts import course_of
from tracker.records.models import Course, DosePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRows:
    """What is said about the course, in short."""

    dose: str
    clinic: str
    private: str
    ended: bool


def course_rows(
    course: Course, doses: Iterable[DosePeriod], *, today: date
) -> CourseRows:
    return CourseRows(
        dose=dose_words(course, doses, today=today),
        clinic=", ".join(filter(None, (course.clinic_name, course.clinic_phone)))
        or _("Not filled in"),
        private=private_words(course),
        ended=course.last_dose_on is not None,
    )


def dose_words(course: Course, doses: Iterable[DosePeriod], *, today: date) -> str:
    starts = date_format(course.started_on, "j M Y")
    if course.last_dose_on is not None:
        ends = date_format(course.last_dose_on, "j M Y")
        return _("%(starts)s to %(ends)s") % {"starts": starts, "ends": ends}
    mg = dose_on(course_of(course, doses), max(today, course.started_on))
    dose = (
        _("%(mg)s mg a day") % {"mg": localize(mg.normalize() if mg % 1 else int(mg))}
        if mg
        else _("paused")
    )
    if course.planned_weeks is None:
        return _("%(dose)s, from %(starts)s") % {"dose": dose, "starts": starts}
    return _("%(dose)s, %(weeks)s weeks from %(starts)s") % {
        "dose": dose,
        "weeks": course.planned_weeks,
        "starts": starts,
    }


def private_words(course: Course) -> str:
    """Return how much was answered, and none of it: the page may be open in a waiting room."""
    found = [
        _("pregnancy") if course.can_become_pregnant is not None else "",
        counted(
            len(course.conditions),
            ngettext(
                "%(count)s condition", "%(count)s conditions", len(course.conditions)
            ),
        ),
        counted(
            len(course.medicines),
            ngettext(
                "%(count)s medicine", "%(count)s medicines", len(course.medicines)
            ),
        ),
    ]
    words = ", ".join(filter(None, found))
    return _("Answered: %(what)s") % {"what": words} if words else _("Nothing answered")


def counted(count: int, words: str) -> str:
    return words % {"count": count} if count else ""
