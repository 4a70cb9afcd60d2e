"""Write one day of the diary: whole or not at all, once, and never over somebody's newer answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from tracker.accounts.models import User
from tracker.clinical.vocabulary import Level
from tracker.records import audit, told, told_labs
from tracker.records.facts import entry_of
from tracker.records.models import (
    Course,
    DayEntry,
    DosePeriod,
    EntryChange,
    ShownFinding,
    Submission,
)

FORTNIGHT = timedelta(days=14)


class DayIsStale(Exception):
    """The day was changed elsewhere since this page was shown."""


class OutsideTheCourse(Exception):
    """The day lies before the course or in the future."""


class NothingToUndo(Exception):
    """There is no saved day to undo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswers:
    """What the person answered; an item left out was not asked."""

    dose_taken: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    new_medicine: str = ""

    def as_text(self) -> str:
        """Return the answers as JSON, for the day's list of changes."""
        return json.dumps(
            {
                "dose_taken": self.dose_taken,
                "marks": dict(self.marks),
                "note": self.note,
                "new_medicine": self.new_medicine,
            },
            sort_keys=True,
        )


def answers_in(text: str) -> DayAnswers | None:
    """Return the answers written by ``as_text``, or None for the empty text."""
    return DayAnswers(**json.loads(text)) if text else None


def answers_of(entry: DayEntry) -> DayAnswers:
    return DayAnswers(
        dose_taken=entry.dose_taken,
        marks=entry.marks,
        note=entry.note,
        new_medicine=entry.new_medicine,
    )


def can_be_logged(course: Course, day: date, *, today: date) -> bool:
    return course.started_on <= day <= today


@transaction.atomic
def log_day(
    course: Course,
    *,
    day: date,
    answers: DayAnswers,
    version: int,
    submission_id: UUID,
    at: datetime,
    today: date,
    merge: bool = False,
) -> DayEntry | None:
    """Store the day and what the rules say of it; sending the same submission again changes nothing.

    ``version`` is the one the page showed, 0 for a day not logged yet. With ``merge`` the answers are
    added to the stored ones. Returns None when the submission is known and its day was undone since.
    Raises OutsideTheCourse, and DayIsStale when the day has moved on.
    """
    entry = locked_entry(course, day)
    # A day logged further east may lie ahead of today: it can still be corrected.
    if entry is None and not can_be_logged(course, day, today=today):
        raise OutsideTheCourse(day)
    sent, is_new = Submission.objects.get_or_create(
        owner=course.owner,
        submission_id=submission_id,
        defaults={"day": day, "digest": digest_of(day, answers), "at": at},
    )
    if not is_new and sent.digest == digest_of(day, answers):
        return entry
    if not is_new:
        raise DayIsStale(day)
    if version != (entry.version if entry else 0):
        raise DayIsStale(day)
    before = entry_of(entry) if entry else None
    if entry is None:
        entry = first_entry(course, day=day, answers=answers, at=at, today=today)
    else:
        change_entry(
            entry, merged(answers_of(entry), answers) if merge else answers, at=at
        )
    told.tell_from(course, day, at=at, today=today, before=before)
    told_labs.tell_around(course, day, at=at)
    return entry


def digest_of(day: date, answers: DayAnswers) -> str:
    """Return what tells one sending from another, without what was answered."""
    return sha256(f"{day}{answers.as_text()}".encode()).hexdigest()


def locked_entry(course: Course, day: date) -> DayEntry | None:
    """Return the day's entry; whoever else saves a day of this course waits until we are done."""
    Course.objects.select_for_update().get(pk=course.pk)
    return DayEntry.objects.filter(course=course, day=day).first()


def first_entry(
    course: Course, *, day: date, answers: DayAnswers, at: datetime, today: date
) -> DayEntry:
    entry = DayEntry(
        course=course,
        day=day,
        added_later=day < today,
        first_saved_at=at,
        time_zone=course.owner.time_zone,
    )
    write(entry, answers, at=at)
    entry.changes.create(
        kind=EntryChange.Kind.SAVED,
        at=at,
        version=entry.version,
        after=answers.as_text(),
    )
    return entry


def change_entry(
    entry: DayEntry,
    answers: DayAnswers,
    *,
    at: datetime,
    kind: EntryChange.Kind = EntryChange.Kind.CHANGED,
) -> None:
    before = answers_of(entry)
    entry.version += 1
    write(entry, answers, at=at)
    entry.changes.create(
        kind=kind,
        at=at,
        version=entry.version,
        before=before.as_text(),
        after=answers.as_text(),
    )


def write(entry: DayEntry, answers: DayAnswers, *, at: datetime) -> None:
    entry.dose_taken = answers.dose_taken
    entry.marks = dict(answers.marks)
    entry.note = answers.note
    entry.new_medicine = answers.new_medicine
    entry.saved_at = at
    entry.save()


def merged(stored: DayAnswers, more: DayAnswers) -> DayAnswers:
    return DayAnswers(
        dose_taken=more.dose_taken or stored.dose_taken,
        marks={**stored.marks, **more.marks},
        note=more.note or stored.note,
        new_medicine=more.new_medicine or stored.new_medicine,
    )


@transaction.atomic
def undo(
    course: Course, *, day: date, version: int, at: datetime, today: date
) -> DayEntry | None:
    """Take back the last save of a day; return what stands there now, None when nothing does.

    Raises NothingToUndo, and DayIsStale when the day was saved again since.
    """
    entry = locked_entry(course, day)
    if entry is None:
        raise NothingToUndo(day)
    if entry.version != version:
        raise DayIsStale(day)
    undone = entry_of(entry)
    before = answers_in(entry.changes.get(version=version).before)
    if before is None:
        entry.delete()
        audit.note(
            course.owner,
            actor="owner",
            what="day_undone",
            subject=day.isoformat(),
            at=at,
        )
    else:
        change_entry(entry, before, at=at, kind=EntryChange.Kind.UNDONE)
    told.tell_from(course, day, at=at, today=today, before=undone)
    told_labs.tell_around(course, day, at=at)
    return entry if before is not None else None


@transaction.atomic
def note_contact(finding: ShownFinding, *, they_said: str, at: datetime) -> None:
    """Keep that the person contacted somebody about this flag."""
    owner = finding.course.owner
    told.note_contact(finding, they_said=they_said, at=at, zone=owner.time_zone)
    audit.note(owner, actor="owner", what="contact_noted", subject=finding.rule, at=at)


def days_around(course: Course, day: date) -> list[DayEntry]:
    """Return the entries of the fortnight up to and including ``day``, in order."""
    return list(course.entries.filter(day__gte=day - FORTNIGHT, day__lte=day))


def told_on(course: Course, day: date) -> list[ShownFinding]:
    """Return what was told for ``day``, most urgent first."""
    return list(course.findings.filter(day=day))


def told_lately(course: Course, day: date) -> list[ShownFinding]:
    """Return what was told for the fortnight up to and including ``day``."""
    return list(course.findings.filter(day__gte=day - FORTNIGHT, day__lte=day))


def raised_around(course: Course, day: date) -> list[ShownFinding]:
    """Return what results of the week around a day call for now and nobody was contacted about yet.

    A sign logged today can raise a result of last week: it belongs on the page that follows the save.
    """
    week = FORTNIGHT / 2
    return list(
        course.findings.filter(
            rule__startswith="LAB-",
            holds=True,
            contacted_at=None,
            level__gte=Level.SOON,
            day__gte=day - week,
            day__lte=day + week,
        ).exclude(day=day)
    )


def open_flags(owner: User, *, today: date) -> list[ShownFinding]:
    """Return the flags of the last fortnight that call for a contact and have none noted, newest first.

    Those of a course that has ended count too: starting another does not answer them.
    """
    return list(
        ShownFinding.objects.filter(
            course__owner=owner,
            holds=True,
            contacted_at=None,
            level__gte=Level.SOON,
            day__gte=today - FORTNIGHT,
        ).select_related("course")
    )


def changes_of(entry: DayEntry) -> list[EntryChange]:
    """Return every save of a day, newest first."""
    return list(entry.changes.all())


def dose_periods_of(course: Course) -> list[DosePeriod]:
    return list(course.dose_periods.all())


def days_of(owner: User) -> list[DayEntry]:
    """Return every entry of every course of a person, in order."""
    return list(DayEntry.objects.filter(course__owner=owner))
