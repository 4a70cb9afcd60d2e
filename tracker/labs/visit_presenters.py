"""Appointments as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.facts import LabResult
from tracker.clinical.labs.schedule import PlannedTest, still_open
from tracker.labs.words import listed
from tracker.records.models import Question, Visit
from tracker.ui.test_names import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    pk: int
    number: int
    month: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """One appointment, and what to bring to it."""

    pk: int
    day: date
    title: str
    place: str
    note: str
    past: bool
    questions: tuple[str, ...]
    results: str
    tests: str


def visit_line(visit: Visit) -> VisitLine:
    return VisitLine(
        pk=visit.pk,
        number=visit.day.day,
        month=date_format(visit.day, "M"),
        title=_("Visit at %(time)s") % {"time": time_format(visit.time)}
        if visit.time
        else _("Visit"),
        detail=visit.place,
    )


def visit_page(
    visit: Visit,
    questions: Sequence[Question],
    results: Sequence[LabResult],
    planned: Sequence[PlannedTest],
    *,
    since: date | None,
    today: date,
) -> VisitPage:
    """Return the appointment with the questions, the results since the last one, and the tests due by then."""
    new = [each for each in results if since is None or each.day > since]
    due = [each for each in still_open(planned) if each.due <= visit.day]
    return VisitPage(
        pk=visit.pk,
        day=visit.day,
        title=title_of(visit),
        place=visit.place,
        note=visit.note,
        past=visit.day < today,
        questions=tuple(each.text for each in questions),
        results=counted(new, since=since),
        tests=listed(name for each in due for name in names_of(each)),
    )


def title_of(visit: Visit) -> str:
    day = date_format(visit.day, "l j F Y")
    if visit.time is None:
        return day
    return _("%(day)s at %(time)s") % {"day": day, "time": time_format(visit.time)}


def counted(results: Sequence[LabResult], *, since: date | None) -> str:
    days = len({each.day for each in results})
    if not days:
        return ""
    said = ngettext("%(count)s report", "%(count)s reports", days) % {"count": days}
    if since is None:
        return said
    return _("%(reports)s since %(day)s") % {
        "reports": said,
        "day": date_format(since, "j F"),
    }
