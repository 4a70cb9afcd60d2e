"""What is due, in one quiet line: on Today and after a save, never more than one.

Labs, mails and the calendar know the same things; which of them Today speaks of is decision 0018.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import OperationalError
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from tracker.clinical.check_ins.due import ASKING_RULES, DueCheckIn
from tracker.clinical.course.follow_up import OPEN_FOR, Check
from tracker.clinical.labs.schedule import PlannedTest, Status, presses, still_open
from tracker.clinical.timeline import has_come
from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.journal.care import LOOK
from tracker.journal.day import Day
from tracker.records import checkins, facts, lab_plan, told, told_labs, visits
from tracker.records.models import ShownFinding, Visit
from tracker.ui.test_names import names_of

WEEK = timedelta(days=7)
RULES = told_labs.RULES_ABOUT_TESTS.union(ASKING_RULES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing to do when it suits; ``later`` is where “not now” is sent."""

    text: str
    link: str
    address: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """Something with a date, in one line. ``more`` counts what presses as well."""

    title: str
    day: date
    address: str
    link: str
    icon: str = "labs"
    level: str = ""
    more: int = 0

    @property
    def day_text(self) -> str:
        return date_format(self.day, "j M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What has a date: the one thing that cannot be put off, and the next that can."""

    pressing: DatedLine | None
    waiting: DatedLine | None


def one_line(here: Day, *, at: datetime) -> dict[str, object]:
    """Return the one quiet line about what is due, and never a second one.

    What is harmful to miss comes before questions, which are asked again after a save; what can wait comes last.
    """
    told_before = told.told_by(here.course, RULES)
    dated = dated_of(here, told_before, at=at)
    if dated.pressing:
        return {"due_line": dated.pressing}
    return questions_line(here, told_before) or {"due_line": dated.waiting}


def dated_line(here: Day, *, at: datetime) -> DatedLine | None:
    """Return the line for somebody who is asked no questions yet: the course has not begun."""
    dated = dated_of(here, told.told_by(here.course, RULES), at=at)
    return dated.pressing or dated.waiting


def dated_of(here: Day, told_before: Sequence[ShownFinding], *, at: datetime) -> Dated:
    planned = planned_for(here, told_before)
    ahead = visits_ahead(here, at=at)
    missed = missed_line(missed_in(here, planned, told_before, at=at), here)
    pressing = [*missed, *pressing_lines(here, planned, ahead)]
    return Dated(
        pressing=replace(pressing[0], more=len(pressing) - 1) if pressing else None,
        waiting=may_wait(here, planned, ahead),
    )


def questions_line(
    here: Day, told_before: Iterable[ShownFinding] | None = None
) -> dict[str, object]:
    """Return the questions that wait: about mood, else the check-in after the course."""
    due = checkins.due(here.course, here.owner, on=here.today, told_before=told_before)
    if mood := mood_line(due):
        return {"due": mood}
    if check := check_line(here.check if here.day == here.today else None):
        return {"check_in": check}
    return {}


def mood_line(due: DueCheckIn | None) -> DueLine | None:
    if due is None:
        return None
    return DueLine(
        text=_("Two short questions about the last two weeks, if you like."),
        link=_("Answer them"),
        address=reverse("check_in"),
        later=reverse("check_in_not_now"),
    )


def check_line(check: Check | None) -> str:
    """Return the check-in that waits, in a few words, or nothing."""
    if check is None:
        return ""
    words = {
        "title": _(check.follow_up.title),
        "day": date_format(check.due + OPEN_FOR, "j F"),
    }
    return _("Check-in: %(title)s. It waits until %(day)s.") % words


# What is due


def planned_for(
    here: Day, told_before: Iterable[ShownFinding]
) -> tuple[PlannedTest, ...]:
    results = facts.results_of(here.course)
    return lab_plan.plan_with(
        here.course,
        here.course_facts,
        facts.profile_of(here.course),
        results.labs,
        on=here.today,
        flagged=told.flags_of(told_before),
        before=results.labs_before,
    )


def visits_ahead(here: Day, *, at: datetime) -> list[Visit]:
    """Return the appointments that have not begun."""
    zone = here.owner.time_zone
    return [
        visit
        for visit in visits.to_come(here.course, on=here.today)
        if not has_come(visit.day, visit.time, at=at, zone=zone)
    ]


def missed_in(
    here: Day,
    planned: tuple[PlannedTest, ...],
    told_before: Iterable[ShownFinding],
    *,
    at: datetime,
) -> ShownFinding | None:
    """Return what was told about a monthly test that was missed, if one was."""
    if not here.course.can_become_pregnant:
        return None
    try:
        return told_labs.tell_missed(here.course, planned, told_before, at=at)
    except OperationalError:
        # The disk is full or the database is busy: the day can be read and written on all the same.
        return None


# In words


def missed_line(row: ShownFinding | None, here: Day) -> Iterator[DatedLine]:
    """Give the line of a monthly test that was missed and nobody was contacted about (section 6)."""
    if row is None or row.contacted_at is not None:
        return
    level = Level(row.level)
    # After the end the plan asks for another one instead.
    ended = here.course.last_dose_on is not None
    yield DatedLine(
        title=_("Your monthly test is late"),
        day=row.day,
        address=reverse("finding", args=[row.pk]),
        link=_("What to do")
        if ended
        else _("What to do, add the result, or set it aside"),
        icon=LOOK[level][1],
        level=_(LEVEL_WORDS[level]),
    )


def pressing_lines(
    here: Day, planned: Iterable[PlannedTest], ahead: Iterable[Visit]
) -> Iterator[DatedLine]:
    """Give what cannot be put off: a monthly test, a visit of today, what is late, and other tests of now."""
    pressing = [
        each
        for each in planned
        if presses(each, here.course_facts, on=here.today) or is_unasked(each, here)
    ]
    monthly = [each for each in pressing if each.pregnancy]
    other = [each for each in pressing if not each.pregnancy]
    yield from test_lines(monthly)
    yield from (visit_line(each, here) for each in ahead if each.day == here.today)
    yield from test_lines(other)


def is_unasked(each: PlannedTest, here: Day) -> bool:
    """Hold for a monthly test from before the diary: not called missed, and not left out either."""
    open_still = each.pregnancy and each.status is Status.OVERDUE
    return open_still and told_labs.is_from_before(here.course, each)


def may_wait(
    here: Day, planned: Iterable[PlannedTest], ahead: Iterable[Visit]
) -> DatedLine | None:
    """Return the next thing that can be put off: a test that waits now, or what comes within a week."""
    waiting = [
        each
        for each in still_open(planned)
        # A monthly test that was missed is a flag, and rests once somebody was contacted.
        if not (each.pregnancy and each.status is Status.OVERDUE)
    ]
    now = [each for each in waiting if each.status is not Status.UPCOMING]
    coming = [each for each in waiting if each.status is Status.UPCOMING]
    lines = [*test_lines(coming), *(visit_line(each, here) for each in ahead)]
    week = [line for line in lines if line.day <= here.today + WEEK]
    first = min(week, key=lambda line: line.day, default=None)
    return next(test_lines(now), first)


def test_lines(tests: Sequence[PlannedTest]) -> Iterator[DatedLine]:
    """Give a line for each date: what is late first and of that the newest, then by date."""
    late = sorted(
        (each for each in tests if each.status is Status.OVERDUE),
        key=day_of,
        reverse=True,
    )
    other = sorted(
        (each for each in tests if each.status is not Status.OVERDUE), key=day_of
    )
    for group in (late, other):
        for day, found in groupby(group, key=day_of):
            yield test_line(day, list(found))


def day_of(each: PlannedTest) -> date:
    return each.due


def test_line(day: date, tests: Sequence[PlannedTest]) -> DatedLine:
    words = {
        Status.OVERDUE: _("Not noted yet: %(names)s"),
        Status.DUE: _("Due now: %(names)s"),
        Status.UPCOMING: _("Coming up: %(names)s"),
    }
    names = dict.fromkeys(name for each in tests for name in names_of(each))
    # Of one date the one that can be taken now decides.
    status = min((each.status for each in tests), key=list(words).index)
    return DatedLine(
        title=words[status] % {"names": ", ".join(names)},
        day=day,
        address=reverse("labs"),
        link=_("See which, or add the result"),
    )


def visit_line(visit: Visit, here: Day) -> DatedLine:
    time = {"time": time_format(visit.time)} if visit.time else {}
    if visit.day == here.today:
        title = (
            _("Your visit is today, at %(time)s") % time
            if time
            else _("Your visit is today")
        )
    else:
        title = (
            _("Coming up: visit at %(time)s") % time if time else _("Coming up: visit")
        )
    return DatedLine(
        title=title,
        day=visit.day,
        address=reverse("visit", args=[visit.pk]),
        link=_("What to bring"),
        icon="history",
    )
