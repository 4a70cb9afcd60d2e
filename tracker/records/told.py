"""Keep what the person was told: run the rules over what changed, store each finding once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.clinical import facts
from tracker.clinical.engine.findings import (
    RULESET_VERSION,
    Finding,
    started_by_day,
    to_show,
)
from tracker.clinical.engine.reevaluation import days_that_can_change
from tracker.clinical.vocabulary import Level
from tracker.records import replan
from tracker.records.facts import history_of
from tracker.records.models import Course, Question, ShownFinding


def tell_from(
    course: Course,
    day: date,
    *,
    at: datetime,
    today: date,
    before: facts.DayEntry | None = None,
    even_unlogged: bool = False,
) -> None:
    """Run the rules for ``day`` and every day it can change that was logged or told of; store what is new.

    ``before`` is the entry that stood there until now. A finding that an edit took away is kept and marked
    as no longer holding. With ``even_unlogged`` the day itself is judged without an entry: a medicine added
    in the settings does not wait for the diary.
    """
    history = history_of(course)
    reach = days_that_can_change(history, day, before=before)
    last = max(day, min(today, reach.last or today))
    told = stored(course, day, last)
    days = {*logged_days(history, day, last), *told, *([day] if even_unlogged else [])}
    # A flag that goes on from an earlier day was told on that day.
    found = started_by_day(history, days=sorted(days))
    for each, findings in found.items():
        tell_day(course, each, findings, told=told, at=at)


def tell_again(course: Course, first: date, *, at: datetime, today: date) -> None:
    """Run the rules for every logged day from ``first`` on and store what is new; nothing told is taken back.

    For a change that reaches every later day, such as another last capsule: it may not close an open flag.
    """
    history = history_of(course)
    told = stored(course, first, today)
    days = {*logged_days(history, first, today), *told}
    for day, found in started_by_day(history, days=sorted(days)).items():
        tell_day(course, day, found, told=told, at=at, take_back=False)


def stored(course: Course, first: date, last: date) -> dict[date, list[ShownFinding]]:
    rows: dict[date, list[ShownFinding]] = defaultdict(list)
    reach = course.findings.filter(day__gte=first, day__lte=last).exclude(
        rule__startswith="LAB-"
    )
    for row in reach:
        rows[row.day].append(row)
    return rows


def logged_days(history: facts.History, first: date, last: date) -> Iterator[date]:
    entries = (entry.day for entry in history.entries)
    check_ins = (each.day for each in history.check_ins)
    return (day for day in chain(entries, check_ins) if first <= day <= last)


def tell_day(
    course: Course,
    day: date,
    started: Iterable[Finding],
    *,
    told: dict[date, list[ShownFinding]],
    at: datetime,
    take_back: bool = True,
) -> None:
    findings = to_show(started, acknowledged=acknowledged(course, day), on=day)
    held_now = {(finding.rule, int(finding.level)) for finding in findings}
    open_now = {(row.rule, row.level) for row in told[day] if row.holds}
    mark_gone(told[day], keep=held_now if take_back else held_now | open_now)
    known = {(row.rule, row.level): row for row in told[day]}
    for finding in findings:
        row = known.get((finding.rule, int(finding.level)))
        if row is None:
            store(course, day, finding, at=at)
        elif speaks_again_of_capsules(row, finding):
            tell_anew(row, finding, at=at)


def speaks_again_of_capsules(row: ShownFinding, finding: Finding) -> bool:
    """Hold when it was told as after the course, and there is a next capsule to speak of now."""
    return finding.official_stop_advice and not row.official_stop_advice


def tell_anew(row: ShownFinding, finding: Finding, *, at: datetime) -> None:
    """Put the published advice about the next capsule into a flag that was told without it."""
    row.official_stop_advice = True
    row.title, row.advice, row.ask = finding.title, finding.advice, finding.ask
    row.shown_at = at
    row.save(
        update_fields=["official_stop_advice", "title", "advice", "ask", "shown_at"]
    )


def mark_gone(rows: Iterable[ShownFinding], *, keep: set[tuple[str, int]]) -> None:
    for row in rows:
        holds = (row.rule, row.level) in keep or row.contacted_at is not None
        if row.holds != holds:
            row.holds = holds
            row.save(update_fields=["holds"])


def acknowledged(course: Course, day: date) -> dict[str, tuple[date, Level]]:
    """Return, for each rule somebody was contacted about before ``day``, when and at what level."""
    rows = course.findings.filter(contacted_on__isnull=False, day__lt=day).order_by(
        "contacted_on"
    )
    return {
        rule: (contacted_on, Level(level))
        for rule, contacted_on, level in rows.values_list(
            "rule", "contacted_on", "level"
        )
        if contacted_on is not None
    }


def store(course: Course, day: date, finding: Finding, *, at: datetime) -> ShownFinding:
    first_time = not course.findings.filter(rule=finding.rule).exists()
    if first_time and finding.level == Level.NEXT_VISIT:
        Question.objects.create(
            course=course, text=as_question(finding), rule=finding.rule, created_at=at
        )
    if finding.rule in replan.RULES_WITH_A_TEST:
        replan.course_changed(course, at=at)
    return ShownFinding.objects.create(
        course=course,
        day=day,
        rule=finding.rule,
        rule_version=finding.rule_version,
        ruleset=RULESET_VERSION,
        level=int(finding.level),
        provenance=finding.provenance,
        official_stop_advice=finding.official_stop_advice,
        title=finding.title,
        advice=finding.advice,
        ask=finding.ask,
        triggered_by=[
            {
                "day": trigger.day.isoformat(),
                "item": trigger.item,
                "value": trigger.value,
            }
            for trigger in finding.triggered_by
        ],
        sources=[
            {"id": source.id, "title": source.title, "section": source.section}
            for source in finding.sources
        ],
        shown_at=at,
    )


def as_question(finding: Finding) -> str:
    """Return a flag for the next visit in the words of the person who will ask."""
    about = (
        _(finding.title)
        .removeprefix(_("Mention "))
        .removesuffix(_(" at your next visit"))
    )
    mine = about.replace(_("your "), _("my "), 1)
    return f"{mine[:1].upper()}{mine[1:]}. {_(finding.ask)}" if finding.ask else mine


def note_contact(
    finding: ShownFinding, *, they_said: str, at: datetime, zone: str
) -> None:
    """Keep that the clinic was contacted about this, when, and what they said."""
    if finding.contacted_at is None:
        finding.contacted_at = at
        finding.contacted_on = at.astimezone(ZoneInfo(zone)).date()
    # A second call adds to what was said the first time.
    finding.they_said = "\n".join(
        part for part in (finding.they_said, they_said) if part
    )
    finding.save(update_fields=["contacted_at", "contacted_on", "they_said"])


def told_in(course: Course) -> list[ShownFinding]:
    """Return everything that was told in a course, newest first."""
    return list(course.findings.all())


def told_by(course: Course, rules: Collection[str]) -> list[ShownFinding]:
    """Return what some of the rules told in a course."""
    return list(course.findings.filter(rule__in=rules))


def flags_of(findings: Iterable[ShownFinding]) -> tuple[tuple[str, date], ...]:
    """Return which rules spoke, and when: some of them ask for a test."""
    return tuple((row.rule, row.day) for row in findings if row.holds)


def told_to(owner: User) -> list[ShownFinding]:
    """Return everything a person was told in any course, newest first."""
    return list(ShownFinding.objects.filter(course__owner=owner))
