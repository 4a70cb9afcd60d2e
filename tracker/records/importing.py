"""Bring an export into an account that holds nothing yet: whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction

from tracker.accounts.models import User
from tracker.records import attachments, audit, replan
from tracker.records.arriving import Arriving
from tracker.records.arriving_course import ArrivingCourse, ArrivingPaper
from tracker.records.cleaning import kept
from tracker.records.models import (
    Attachment,
    CheckIn,
    Course,
    DayEntry,
    DosePeriod,
    EarlierAccount,
    EntryChange,
    LabOrder,
    LabResult,
    Question,
    ReminderChoice,
    ShownFinding,
    Visit,
)
from tracker.records.portable import KEPT, with_number

Row = TypeVar("Row", bound=models.Model)


# So many thousandths of a second one file may keep a processor busy: 200 photos of a phone take half of it.
MOST_WORK = 240_000
# Somebody with a file is not yet somebody who reads the mails of this account.
NEVER_ON = ("by_mail", "plain_words", "plain_titles")


class AccountIsNotEmpty(Exception):
    """There is a course, or what an earlier file told; nothing is laid over it."""


class TooMuchWork(ValueError):
    """Opening the reports takes longer than one file may take."""


class WrongPaper(ValueError):
    """A report is not the kind of file that the export says it is. The first argument is its name."""


def is_empty(owner: User) -> bool:
    """Hold while the person has no course, and so nothing that hangs on one, and brought no file in before."""
    brought = EarlierAccount.objects.filter(owner=owner)
    return not owner.courses.exists() and not brought.exists()


def bring_in(
    owner: User,
    said: Arriving,
    *,
    content_of: Callable[[str], bytes],
    actor: str,
    at: datetime,
) -> None:
    """Store everything an export says. What was told stays as it was told: no rule is asked again.

    ``content_of`` gives a report by its name in the ZIP. Raises AccountIsNotEmpty, WrongPaper, TooMuchWork,
    attachments.NoRoom, attachments.TooLarge, NotAReport, and whatever ``content_of`` raises; then nothing is stored.
    """
    if not is_empty(owner):
        raise AccountIsNotEmpty
    files: list[str] = []
    work = 0
    try:
        for paper in said.papers:
            work += keep_paper(paper, content_of)
            files.append(paper.row.file)
            refuse_too_much(said.papers, work)
        store(owner, said, actor=actor, at=at)
    except BaseException:
        attachments.erase(files)
        raise


def keep_paper(paper: ArrivingPaper, content_of: Callable[[str], bytes]) -> int:
    """Store one report encrypted, once it is harmless; return how much work that was."""
    report = attachments.read(content_of(paper.name), clean=kept)
    if report.kind != paper.row.kind:
        raise WrongPaper(paper.name)
    paper.row.size = len(report.content)
    paper.row.file = attachments.write(report.content)
    return report.work


def refuse_too_much(papers: Iterable[ArrivingPaper], work: int) -> None:
    if work > MOST_WORK:
        raise TooMuchWork
    taken = sum(paper.row.size or 0 for paper in papers)
    if taken > settings.ATTACHMENTS_MAX_BYTES:
        raise attachments.NoRoom


@transaction.atomic
def store(owner: User, said: Arriving, *, actor: str, at: datetime) -> None:
    # Two imports at once must not both find an empty account.
    User.objects.select_for_update().get(pk=owner.pk)
    if not is_empty(owner):
        raise AccountIsNotEmpty
    for name, value in said.person.items():
        setattr(owner, name, value)
    owner.save(update_fields=list(said.person))
    store_choices(owner, said.reminders)
    for each in said.courses:
        store_course(owner, each, at=at)
    EarlierAccount.objects.create(owner=owner, told=json.dumps(said.told_only))
    audit.note(owner, actor=actor, what="data_imported", at=at)


def store_choices(owner: User, row: ReminderChoice | None) -> None:
    """Store what the file says of reminders. Where the account has chosen, it switches nothing of NEVER_ON on."""
    if row is None:
        return
    own = ReminderChoice.objects.filter(owner=owner).first()
    values = {name: getattr(row, name) for name in KEPT[ReminderChoice]}
    for name in NEVER_ON if own else ():
        values[name] = values[name] and getattr(own, name)
    ReminderChoice.objects.update_or_create(owner=owner, defaults=values)


def store_course(owner: User, said: ArrivingCourse, *, at: datetime) -> None:
    course = said.course
    course.owner, course.plan_after = owner, replan.mark_of(at)
    course.save(force_insert=True)
    entries = [each.row for each in said.entries]
    DosePeriod.objects.bulk_create(of(course, said.doses))
    DayEntry.objects.bulk_create(of(course, entries))
    EntryChange.objects.bulk_create(changes(said))
    LabResult.objects.bulk_create(of(course, said.results))
    CheckIn.objects.bulk_create(of(course, said.check_ins))
    Question.objects.bulk_create(of(course, said.questions))
    ShownFinding.objects.bulk_create(of(course, said.flags))
    LabOrder.objects.bulk_create(of(course, said.orders))
    Visit.objects.bulk_create(of(course, said.visits))
    Attachment.objects.bulk_create(of(course, [each.row for each in said.papers]))
    set_aside(course, said)


def of(course: Course, rows: Iterable[Row]) -> list[Row]:
    """Return the rows as rows of the course."""
    found = list(rows)
    for row in found:
        row.course = course  # type: ignore[attr-defined]  # every table of a course has one
    return found


def changes(said: ArrivingCourse) -> Iterator[EntryChange]:
    """Return every save of every day, tied to the days as they are stored now."""
    for each in said.entries:
        for change in each.changes:
            change.entry = each.row
            yield change


def set_aside(course: Course, said: ArrivingCourse) -> None:
    """Store why tests were set aside, under the numbers that the clinic's orders have here."""
    numbers = {place: row.pk for place, row in enumerate(said.orders, start=1)}
    reasons = {
        str(with_number(key, numbers)): reason for key, reason in said.set_aside.items()
    }
    if reasons:
        course.tests_set_aside = json.dumps(reasons)
        course.save(update_fields=["tests_set_aside"])
