"""The page of tests: what is due, what comes, what was set aside, visits, reports and results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.course import prevention
from tracker.clinical.facts import CourseFacts, History
from tracker.clinical.labs.findings import missed_on
from tracker.clinical.labs.schedule import (
    PlannedTest,
    Review,
    Status,
    came_too_late,
    still_open,
)
from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.clinical.words import gettext_noop
from tracker.labs.results import Column, Row, Trend, column, rows, trends
from tracker.labs.visit_presenters import VisitLine, visit_line
from tracker.labs.words import before_test, listed, when
from tracker.records import models
from tracker.records.told_labs import is_from_before
from tracker.ui.test_names import names_of

MOST_UPCOMING = 6
MOST_COLUMNS = 8
MOST_VISITS = 3
PLANS = {"us": "US", "uk": "UK", "generic": "general"}
# What is asked for, the most pressing first.
PRESSING = (Status.OVERDUE, Status.DUE, Status.UPCOMING)
REVIEWS = {
    "mood": gettext_noop("mood"),
    "sexual_function": gettext_noop("sexual function"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The tests of one date that stand alike. ``iso`` names the page of the date; a talk has none."""

    iso: str
    calendar_day: date | None
    number: int
    month: str
    tests: str
    detail: str
    notes: tuple[str, ...]
    look: str
    icon: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """The flag of a monthly test that was missed, while nobody was contacted about it."""

    pk: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A planned test that was set aside, and why."""

    iso: str
    day: str
    tests: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A photo or PDF of a report."""

    pk: int
    day: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabsPage:
    upcoming: tuple[Due, ...]
    later: tuple[Due, ...]
    missed: Missed | None
    late: str
    aside: tuple[Aside, ...]
    plan_name: str
    monthly: str
    visits: tuple[VisitLine, ...]
    papers: tuple[Paper, ...]
    trends: tuple[Trend, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    older: int
    clinic_phone: str


def labs_page(
    course: models.Course,
    history: History,
    results: Sequence[models.LabResult],
    planned: Sequence[PlannedTest],
    *,
    reviews: Sequence[Review] = (),
    reasons: Mapping[str, str],
    visits: Sequence[models.Visit] = (),
    papers: Sequence[models.Attachment] = (),
    missed: models.ShownFinding | None = None,
    today: date,
) -> LabsPage:
    waiting = still_open(planned)
    flag = missed_flag(missed)
    late = [
        each
        for each in waiting
        if each.status is Status.OVERDUE and not (flag and speaks_of(missed, each))
    ]
    days = sorted({result.day for result in results})
    dates = by_date(waiting)
    before = {each.key for each in waiting if is_from_before(course, each)}
    return LabsPage(
        upcoming=coming(dates[:MOST_UPCOMING], reviews, history, before, today=today),
        later=tuple(
            due_of(day, lines, history, before, today=today)
            for day, found in dates[MOST_UPCOMING:]
            for lines in by_status(found)
        ),
        missed=flag,
        late=late_words(late),
        aside=aside_lines(planned, reasons),
        plan_name=PLANS[history.profile.region],
        monthly=monthly_words(history, today=today),
        visits=tuple(visit_line(each) for each in visits[:MOST_VISITS]),
        papers=tuple(paper_line(each) for each in reversed(papers)),
        trends=trends(history),
        columns=tuple(column(day, history) for day in days[-MOST_COLUMNS:]),
        rows=rows(results, days[-MOST_COLUMNS:]),
        older=max(0, len(days) - MOST_COLUMNS),
        clinic_phone=course.clinic_phone,
    )


def coming(
    dates: Sequence[tuple[date, Sequence[PlannedTest]]],
    reviews: Sequence[Review],
    history: History,
    before: Collection[str],
    *,
    today: date,
) -> tuple[Due, ...]:
    """Return the next dates, tests and the next talk, in order."""
    found = [
        (day, due_of(day, lines, history, before, today=today))
        for day, planned in dates
        for lines in by_status(planned)
    ]
    following = [each for each in reviews if each.due >= today][:1]
    found += [(each.due, talk(each, history, today=today)) for each in following]
    return tuple(due for _day, due in sorted(found, key=lambda pair: pair[0]))


def by_date(planned: Sequence[PlannedTest]) -> list[tuple[date, list[PlannedTest]]]:
    found: dict[date, list[PlannedTest]] = defaultdict(list)
    for each in planned:
        found[each.due].append(each)
    return sorted(found.items())


def by_status(lines: Sequence[PlannedTest]) -> Iterator[list[PlannedTest]]:
    """Return the tests of one date by where they stand, what is late first: one does not speak for another."""
    for status in PRESSING:
        if found := [line for line in lines if line.status is status]:
            yield found


def due_of(
    day: date,
    lines: Sequence[PlannedTest],
    history: History,
    before: Collection[str],
    *,
    today: date,
) -> Due:
    """Return what to show of the tests of a date; ``before`` has the keys of those from before the diary."""
    look, icon, tag = state(lines, history.course, before, today=today)
    return Due(
        iso=day.isoformat(),
        # What has passed needs no place in a calendar.
        calendar_day=day if day >= today else None,
        number=day.day,
        month=date_format(day, "M"),
        tests=listed(name for line in lines for name in names_of(line)),
        detail=detail(day, lines, history),
        notes=before_test(lines),
        look=look,
        icon=icon,
        tag=tag,
    )


def detail(day: date, lines: Sequence[PlannedTest], history: History) -> str:
    asked = sum(line.asked for line in lines)
    if asked == len(lines):
        return _("Asked for by your clinic")
    week = when(day, history)
    return (
        _("%(week)s, partly asked for by your clinic") % {"week": week}
        if asked
        else week
    )


def talk(review: Review, history: History, *, today: date) -> Due:
    about = _(" and ").join(_(REVIEWS[each]) for each in review.about)
    return Due(
        iso="",
        calendar_day=None,
        number=review.due.day,
        month=date_format(review.due, "M"),
        tests=_("Follow-up: %(about)s") % {"about": about},
        detail=when(review.due, history),
        notes=(_(review.note),),
        look="",
        icon="history",
        tag=in_days((review.due - today).days) if review.due > today else _("Due now"),
    )


def state(
    lines: Sequence[PlannedTest],
    course: CourseFacts,
    before: Collection[str],
    *,
    today: date,
) -> tuple[str, str, str]:
    """Return look, icon and words for tests of a date that stand alike."""
    late = [line for line in lines if line.status is Status.OVERDUE]
    if late and all(
        line.key in before or came_too_late(line, course, on=today) for line in late
    ):
        # It may have been taken, or nobody can take it any more: counting days says nothing.
        return "late", "soon", _("Not noted")
    if late:
        days = max((today - line.due).days for line in late)
        words = ngettext("%(days)s day late", "%(days)s days late", days) % {
            "days": days
        }
        return "late", "soon", words
    if any(line.status is Status.DUE for line in lines):
        return "soon", "history", _("Due now")
    days = (lines[0].due - today).days
    return "" if days > 30 else "soon", "history", in_days(days)


def in_days(days: int) -> str:
    if days > 30:
        return _("Planned")
    return ngettext("In %(days)s day", "In %(days)s days", days) % {"days": days}


def missed_flag(row: models.ShownFinding | None) -> Missed | None:
    """Return what to show of a missed test; it rests once somebody was contacted, as on Today."""
    if row is None or row.contacted_at is not None:
        return None
    return Missed(pk=row.pk, level=_(LEVEL_WORDS[Level(row.level)]))


def speaks_of(row: models.ShownFinding | None, each: PlannedTest) -> bool:
    """Hold for the test whose missing raised the flag."""
    return row is not None and each.pregnancy and missed_on(each) == row.day


def late_words(late: Sequence[PlannedTest]) -> str:
    if not late:
        return ""
    names = ", ".join(dict.fromkeys(name for line in late for name in names_of(line)))
    return _("Not noted yet: %(names)s.") % {"names": names}


def aside_lines(
    planned: Sequence[PlannedTest], reasons: Mapping[str, str]
) -> tuple[Aside, ...]:
    return tuple(
        Aside(
            iso=each.due.isoformat(),
            day=date_format(each.due, "j M"),
            tests=listed(names_of(each)),
            reason=reasons.get(each.key, ""),
        )
        for each in planned
        if each.status is Status.WAIVED
    )


def monthly_words(history: History, *, today: date) -> str:
    """Return until when pregnancy is to be prevented, or nothing for people who did not say they could."""
    if history.profile.can_become_pregnant is not True:
        return ""
    span = prevention.span_of(history.course, on=today)
    if span.until is None:
        return _("Contraception: until a month after the last capsule.")
    if span.until < today:
        return _("The month after the last capsule ended on %(day)s.") % {
            "day": date_format(span.until, "j F Y")
        }
    words = (
        _("Contraception: until %(day)s.")
        if span.certain
        else _("Contraception: until %(day)s, if the course ends as planned.")
    )
    return words % {"day": date_format(span.until, "j F Y")}


def paper_line(row: models.Attachment) -> Paper:
    pdf = row.kind == models.Attachment.Kind.PDF
    words = _("PDF, %(size)s") if pdf else _("Photo, %(size)s")
    return Paper(
        pk=row.pk,
        day=date_format(row.day, "j F Y"),
        what=words % {"size": filesizeformat(row.size)},
    )
