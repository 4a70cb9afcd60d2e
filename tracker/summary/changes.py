"""What is new since somebody last looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.facts import CourseFacts
from tracker.clinical.labs.findings import missed_on
from tracker.clinical.labs.schedule import PlannedTest
from tracker.records import labs
from tracker.records.models import Course, ShownFinding
from tracker.summary import topics
from tracker.summary.attention import line, may_tell, names_of, urgency
from tracker.summary.document import Changes, Result
from tracker.summary.episodes import Told, by_rule, episodes
from tracker.summary.symptoms import Window

MOST_NAMED = 3


def changes(
    course: Course,
    facts: CourseFacts,
    findings: Iterable[ShownFinding],
    results: Sequence[Result],
    window: Window,
    parts: frozenset[str],
    *,
    since: date | datetime | None,
    overdue: Iterable[PlannedTest] = (),
) -> Changes | None:
    """Return what is new since a day or a moment, or None when nobody asked."""
    if since is None:
        return None
    moment = moment_of(since, zone=course.owner.time_zone)
    zone = course.owner.time_zone
    day = moment.astimezone(ZoneInfo(zone)).date()
    late = [each for each in overdue if moment_of(missed_on(each), zone=zone) >= moment]
    lines = [
        *flag_lines(findings, window, parts, moment=moment),
        *overdue_lines(late),
        *result_lines(results, labs.added_since(course, moment), parts),
    ]
    if topics.CORE in parts:
        lines += [*dose_lines(facts, window, day), logged(window, day)]
    return Changes(since=day, lines=tuple(lines))


def moment_of(since: date | datetime, *, zone: str) -> datetime:
    """Return the moment itself, or the start of the day where the person lives."""
    if isinstance(since, datetime):
        return since
    return datetime.combine(since, time.min, tzinfo=ZoneInfo(zone))


def flag_lines(
    findings: Iterable[ShownFinding],
    window: Window,
    parts: frozenset[str],
    *,
    moment: datetime,
) -> Iterator[str]:
    new: list[Told] = [
        each
        for row in findings
        if row.shown_at > moment
        and (each := may_tell(row, parts, first=window.first, last=window.last))
    ]
    if not new:
        yield _("No new flag.")
        return
    told = sorted(
        map(line, episodes(by_rule(new))), key=lambda each: (*urgency(each), each.last)
    )
    said = [f"{each.what} ({date_format(each.last, 'j M')})" for each in told]
    yield ngettext("New flag: %(named)s.", "New flags: %(named)s.", len(told)) % {
        "named": named(said)
    }


def overdue_lines(late: Sequence[PlannedTest]) -> Iterator[str]:
    """Return the tests whose time ran out since."""
    if late:
        said = [f"{names_of(each)} ({date_format(each.due, 'j M')})" for each in late]
        yield _("Now overdue: %(named)s.") % {"named": named(said)}


def result_lines(
    results: Iterable[Result],
    added: frozenset[tuple[str, date]],
    parts: frozenset[str],
) -> Iterator[str]:
    new = [each for each in results if (each.test, each.day) in added]
    if new:
        said = [result_words(each) for each in reversed(new)]
        yield ngettext(
            "New result: %(named)s.", "New results: %(named)s.", len(new)
        ) % {"named": named(said)}
    elif "labs" in parts:
        yield _("No new result.")


def result_words(each: Result) -> str:
    value = each.outcome
    if each.value is not None:
        value = f"{each.value.normalize():f} {each.unit}"
    mark = " H" if each.high else ""
    return f"{each.name} {value}{mark} ({date_format(each.day, 'j M')})"


def dose_lines(facts: CourseFacts, window: Window, day: date) -> Iterator[str]:
    for period in facts.doses:
        if day <= period.starts <= window.last and period.starts != facts.started_on:
            yield _("Dose %(mg)s mg/day from %(day)s.") % {
                "mg": f"{period.mg_per_day.normalize():f}",
                "day": date_format(period.starts, "j M"),
            }


def logged(window: Window, day: date) -> str:
    days = [each for each in window.days if each >= day]
    return _("Logged on %(count)s of %(days)s days.") % {
        "count": sum(each in window.entries for each in days),
        "days": len(days),
    }


def named(said: Sequence[str]) -> str:
    """Return the first few, and how many more there are."""
    more = len(said) - MOST_NAMED
    if more <= 0:
        return "; ".join(said)
    return _("%(named)s; %(more)s more") % {
        "named": "; ".join(said[:MOST_NAMED]),
        "more": more,
    }
