"""Course and day to Summary: the one place where facts, findings and plans meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from tracker.clinical import timeline
from tracker.clinical.course import dosing
from tracker.clinical.engine.findings import RULESET_VERSION
from tracker.clinical.facts import CourseFacts, History, LabResult
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.vocabulary import CONDITIONS, Item
from tracker.records import questions, told
from tracker.records.facts import history_of
from tracker.records.models import Course, ShownFinding
from tracker.summary import document, laboratory, symptoms, topics, whole
from tracker.summary.attention import attention, may_name, may_rest_on, shortened
from tracker.summary.changes import changes
from tracker.summary.document import (
    PARTS,
    Attention,
    Changes,
    Full,
    LabLine,
    Note,
    Person,
    Section,
    Summary,
)
from tracker.summary.room import Wanted, height, is_tight, places, share_out
from tracker.summary.sections import sections
from tracker.summary.symptoms import Window, window_of

COURSE_DAYS = 168
QUESTION_SHOWN = 96
NOTE_SHOWN = 105
# As long as the longest name of a part left out.
PART_WORDS = "pregnancy prevention"
LETTER = frozenset({"us", "ca"})


def summary_of(
    course: Course,
    *,
    on: date,
    made_at: datetime,
    parts: frozenset[str],
    starts: date | None = None,
    ends: date | None = None,
    since: date | datetime | None = None,
) -> Summary:
    """Return what may be seen of a course on a day, in a fixed number of queries however long the course is.

    ``starts`` and ``ends`` narrow the days; ``parts`` names what the person chose to include; ``since`` is
    when the reader last looked.
    """
    # Where the questionnaires are not shared not even their days are seen.
    known = history_of(course, with_check_ins="check_ins" in parts)
    history = laboratory.visible(known, parts)
    window = window_for(history, on=on, starts=starts, ends=ends)
    found = gather(course, history, window, parts, since=since)
    about = course_part(history, window, on=on) if topics.CORE in parts else None
    wanted = replace(
        wanted_of(found, course, history.course, window, parts),
        ranged=about is not None and about.is_sketchy,
    )
    room = share_out(wanted)
    every = symptoms.rows(
        found.items,
        window,
        words=gettext,
        printed=frozenset().union(*(each.items for each in found.flags[: room.flags])),
        reasons=frozenset().union(*(each.items for each in found.flags)),
    )
    return Summary(
        made_at=made_at.astimezone(ZoneInfo(course.owner.time_zone)),
        first_day=window.first,
        last_day=window.last,
        parts=parts,
        ruleset=RULESET_VERSION,
        person=Person(
            name=course.name_on_summary, born=course.born, clinic=course.clinic_name
        ),
        course=about,
        attention=found.flags[: room.flags],
        attention_left_out=tuple(each.what for each in found.flags[room.flags :]),
        symptoms=tuple(each for each in every if each.rank < room.rows),
        symptoms_left_out=tuple(each.term for each in every if each.rank >= room.rows),
        laboratory=laboratory.laboratory(
            found.results,
            found.lab_lines[: room.labs],
            history.course,
            found.tests,
            on=window.last,
        )
        if "labs" in parts
        else None,
        sections=found.sections,
        questions=tuple(
            shortened(each, QUESTION_SHOWN)
            for each in found.questions[: room.questions]
        ),
        questions_left_out=len(found.questions) - room.questions,
        notes=found.notes[: room.notes],
        notes_left_out=len(found.notes) - room.notes,
        risk_factors=risk_factors(course.conditions, parts),
        full=Full(
            attention=found.flags,
            told=found.told,
            symptoms=every,
            results=found.every_result,
            questions=found.questions,
            notes=whole.notes(window) if "notes" in parts else (),
        ),
        changes=found.changes,
        paper="letter" if course.country in LETTER else "a4",
        height=height(room, wanted),
        tight=is_tight(room, wanted),
        places=places(room, wanted),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that may be shown, before it is known what fits on the page."""

    tests: tuple[PlannedTest, ...]
    flags: tuple[Attention, ...]
    items: tuple[Item, ...]
    results: tuple[LabResult, ...]
    lab_lines: tuple[LabLine, ...]
    sections: tuple[Section, ...]
    questions: tuple[str, ...]
    notes: tuple[Note, ...]
    told: tuple[document.Told, ...]
    every_result: tuple[document.Result, ...]
    changes: Changes | None


def wanted_of(
    found: Found,
    course: Course,
    facts: CourseFacts,
    window: Window,
    parts: frozenset[str],
) -> Wanted:
    """Return what has to share the page."""
    due, coming = laboratory.awaited(found.tests, facts, on=window.last)
    drawn = {each.code for each in found.items}
    declared = risk_factors(course.conditions, parts)
    return Wanted(
        name=course.name_on_summary,
        clinic=course.clinic_name,
        flags=[f"{each.what} {each.done}" for each in found.flags],
        unanswered=sum(each.unanswered for each in found.flags),
        named=[each.items & drawn for each in found.flags],
        red=symptoms.red_flags(found.items, window),
        rows=len(found.items),
        tests="labs" in parts,
        labs=len(found.lab_lines),
        awaited=[", ".join(each.names) for each in (*due, coming) if each],
        sections=[line for each in found.sections for line in (each.code, *each.lines)],
        asks="questions" in parts,
        questions=[shortened(each, QUESTION_SHOWN) for each in found.questions],
        changes=found.changes.lines if found.changes else (),
        notes=[each.text for each in found.notes],
        foot=", ".join(
            [*declared, *(PART_WORDS for part in PARTS if part not in parts)]
        ),
    )


def gather(
    course: Course,
    history: History,
    window: Window,
    parts: frozenset[str],
    *,
    since: date | datetime | None,
) -> Found:
    """Return what the chosen parts and days leave to be shown."""
    findings = told.told_in(course)
    tests = laboratory.planned(
        course, history, parts, on=window.last, flagged=told.flags_of(findings)
    )
    late = laboratory.overdue(tests, findings)
    results = within(history, window)
    numbers = laboratory.in_numbers(results) if "labs" in parts else []
    every_result = whole.results(results, history, parts, words=gettext)
    return Found(
        tests=tests,
        flags=attention(
            findings,
            late,
            parts=parts,
            first=window.first,
            last=window.last,
        ),
        items=tuple(symptoms.drawable(window, parts)),
        results=tuple(numbers),
        lab_lines=tuple(laboratory.lines(numbers, history, words=gettext)),
        sections=sections(history, window, results, tests, parts),
        questions=asked(course, findings, parts) if "questions" in parts else (),
        notes=notes_of(window) if "notes" in parts else (),
        told=whole.told(findings, parts, first=window.first, last=window.last),
        every_result=every_result,
        changes=changes(
            course,
            history.course,
            findings,
            every_result,
            window,
            parts,
            since=since,
            overdue=late,
        ),
    )


def asked(
    course: Course, findings: Iterable[ShownFinding], parts: frozenset[str]
) -> tuple[str, ...]:
    """Return the questions, without those that a rule of a part left out put there."""
    hidden = untold(findings, parts)
    return tuple(each.text for each in questions.of(course) if each.rule not in hidden)


def days_of(course: Course, *, on: date, parts: frozenset[str]) -> tuple[date, date]:
    """Return the first and the last day that a summary of these parts has something to say about."""
    known = history_of(course, with_check_ins="check_ins" in parts)
    history = laboratory.visible(known, parts)
    window = window_for(history, on=on, starts=None, ends=None)
    return window.first, window.last


def window_for(
    history: History, *, on: date, starts: date | None, ends: date | None
) -> Window:
    """Return the days a summary covers: the whole course so far unless narrowed, and never one not chosen."""
    began = history.course.started_on
    last = max(began, min(ends or on, on, last_known(history) or on))
    if starts and last < starts <= on:
        # The course ended before the days chosen: these are shown empty, not others in their place.
        last = max(starts, min(ends or starts, on))
    return window_of(
        history.entries, first=min(max(starts or began, began), last), last=last
    )


def last_known(history: History) -> date | None:
    """Return the last day an ended course says anything about, or None while it runs."""
    end = history.course.last_dose_on
    if end is None:
        return None
    logged = [entry.day for entry in history.entries[-1:]]
    tested = [result.day for result in history.labs[-1:]]
    answered = [check_in.day for check_in in history.check_ins[-1:]]
    return max([end, *logged, *tested, *answered])


def course_part(history: History, window: Window, *, on: date) -> document.Course:
    course, last = history.course, min(window.last, on)
    day = timeline.course_day(course, window.last)
    planned = timeline.planned_days(course)
    mg, weight = dosing.dose_on(course, last), dosing.weight_on(course, last)
    doses = dosing.adherence(
        replace(course, started_on=window.first), history.entries, on=last
    )
    return document.Course(
        started_on=course.started_on,
        last_dose_on=course.last_dose_on,
        day=day,
        week=timeline.week_of(course, window.last),
        total_days=max(planned or COURSE_DAYS, day),
        length_is_planned=planned is not None,
        dose_mg=mg,
        dose_mg_per_kg=mg / weight if weight else None,
        taken_mg=dosing.taken_mg(course, history.entries, on=last),
        taken_mg_per_kg=dosing.mg_per_kg(course, history.entries, on=last),
        target_mg_per_kg=course.target_mg_per_kg,
        doses_taken=doses.taken,
        doses_answered=doses.days - doses.unknown,
        share_taken=doses.share,
        days_logged=len(window.entries),
        days=len(window.days),
        steps=steps_of(course),
        by_day=dosing.taken_by_day(course, history.entries, on=last),
        weight_kg=course.weight_kg,
        missed=missed_in(window, course),
        days_assumed=days_assumed(course, history, on=last),
        weight_now_kg=weight,
        least_mg=least_mg(course, history, on=last),
        doses_unknown=doses.unknown,
        doses_sketchy=doses.is_sketchy,
    )


def days_assumed(course: CourseFacts, history: History, *, on: date) -> int:
    """Return the days without an answer that the total counts as prescribed."""
    return dosing.adherence(course, history.entries, on=on).unknown


def least_mg(course: CourseFacts, history: History, *, on: date) -> Decimal | None:
    """Return what was surely taken, or None while few days are without an answer."""
    least = dosing.least_taken(course, history.entries, on=on)
    return None if least is None else dosing.taken_mg(course, least, on=on)


def steps_of(course: CourseFacts) -> tuple[document.DoseStep, ...]:
    return tuple(
        document.DoseStep(
            start=max(0, (period.starts - course.started_on).days),
            mg=Decimal(period.mg_per_day),
        )
        for period in course.doses
    )


def missed_in(window: Window, course: CourseFacts) -> tuple[int, ...]:
    return tuple(
        (day - course.started_on).days
        for day, entry in window.entries.items()
        if entry.dose_taken == "none"
    )


def within(history: History, window: Window) -> list[LabResult]:
    """Return the results of the days chosen; tests before the first capsule belong to a whole course."""
    whole = window.first == history.course.started_on
    return [
        each
        for each in history.labs
        if each.day <= window.last and (whole or each.day >= window.first)
    ]


def untold(findings: Iterable[ShownFinding], parts: frozenset[str]) -> frozenset[str]:
    """Return the rules that must not be read: a flag for the next visit puts its question on the list."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for row in findings:
        (shown if may_read(row, parts) else hidden).add(row.rule)
    return frozenset(hidden - shown)


def may_read(row: ShownFinding, parts: frozenset[str]) -> bool:
    return any(
        may_rest_on(row, reason, parts) and may_name(reason, parts, date.min)
        for reason in row.triggered_by
    )


def notes_of(window: Window) -> tuple[Note, ...]:
    """Return what was written, newest first, long ones cut short."""
    return tuple(
        Note(
            day=day,
            text=shortened(entry.note, NOTE_SHOWN),
            cut=len(" ".join(entry.note.split())) > NOTE_SHOWN,
        )
        for day, entry in sorted(window.entries.items(), reverse=True)
        if entry.note.strip()
    )


def risk_factors(conditions: Sequence[str], parts: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        gettext(CONDITIONS[code])
        for code in CONDITIONS
        if code in conditions and topics.of_condition(code) in parts
    )
