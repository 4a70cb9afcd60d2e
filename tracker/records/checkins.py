"""Mood check-ins: answer, correct, remove, put off. Whole or not at all, once, and never over a newer answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tracker.accounts.models import User
from tracker.clinical import facts
from tracker.clinical.check_ins.due import (
    ASKING_RULES,
    INTERVAL,
    DueCheckIn,
    due_check_in,
)
from tracker.clinical.check_ins.questionnaires import (
    HIGHEST,
    laid_over,
    question_nine,
    questionnaire,
)
from tracker.clinical.facts import History
from tracker.records import audit, told
from tracker.records.facts import check_in_of, course_of, profile_of
from tracker.records.models import CheckIn, Course, ShownFinding, Submission

Answers = Sequence[int | None]


class CheckInIsStale(Exception):
    """The answers were changed elsewhere since this page was shown."""


class NotTheseQuestions(ValueError):
    """The answers do not fit the questionnaire."""


class OutsideTheCourse(Exception):
    """The day lies before the course or in the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What stood in a check-in until somebody changed it."""

    until: datetime
    answers: tuple[int | None, ...]


def are_offered() -> bool:
    """Hold unless the installation has no questionnaires."""
    return bool(settings.QUESTIONNAIRES)


def are_asked(owner: User) -> bool:
    """Hold unless the person, or the installation, does without."""
    return are_offered() and owner.asks_check_ins


@transaction.atomic
def answer(
    course: Course,
    *,
    day: date,
    tool: str,
    answers: Answers,
    version: int,
    submission_id: UUID,
    at: datetime,
    today: date,
) -> CheckIn | None:
    """Store the answers of a day and what the rules say of them; the same submission again changes nothing.

    ``version`` is the one the page showed, 0 for the first. Returns None when the submission is known and its
    answers were removed since. Raises NotTheseQuestions, OutsideTheCourse and CheckInIsStale. Question 9 above 0
    is never stale: it is saved at once, laid over what stands there, which is kept like any earlier answers.
    """
    fit(tool, answers)
    row = locked(course, day, tool)
    if row is None and not course.started_on <= day <= today:
        raise OutsideTheCourse(day)
    digest = sha256(f"{day}{tool}{json.dumps(list(answers))}".encode()).hexdigest()
    sent, is_new = Submission.objects.get_or_create(
        owner=course.owner,
        submission_id=submission_id,
        defaults={"day": day, "digest": digest, "at": at},
    )
    if not is_new and sent.digest == digest:
        return row
    if not is_new or version != (row.version if row else 0):
        answers = over_what_stands(day, tool, row, answers)
        if row is not None and answers == tuple(row.answers):
            return row
    what = "check_in_changed" if row else "check_in_saved"
    row = changed(row, answers, at=at) if row else first(course, day, tool, at=at)
    row.answers = list(answers)
    row.save()
    told.tell_from(course, day, at=at, today=today, even_unlogged=True)
    audit.note(course.owner, actor="owner", what=what, subject=tool, at=at)
    return row


def over_what_stands(
    day: date, tool: str, row: CheckIn | None, answers: Answers
) -> tuple[int | None, ...]:
    """Return what a stale page may still save: nothing, unless it speaks of harm. Raises CheckInIsStale."""
    sent = facts.CheckIn(day=day, tool=tool, answers=tuple(answers))
    if not question_nine(sent):
        raise CheckInIsStale(day)
    return laid_over(check_in_of(row), sent).answers if row else sent.answers


def fit(tool: str, answers: Answers) -> None:
    known = [each for each in answers if each is not None]
    asked = len(questionnaire(tool).questions)
    if len(answers) != asked or any(not 0 <= each <= HIGHEST for each in known):
        raise NotTheseQuestions(tool)
    if not known:
        raise NotTheseQuestions("Nothing was answered.")


def locked(course: Course, day: date, tool: str) -> CheckIn | None:
    """Return what is stored; whoever else saves something of this course waits until we are done."""
    Course.objects.select_for_update().get(pk=course.pk)
    return course.check_ins.filter(day=day, tool=tool).first()


def first(course: Course, day: date, tool: str, *, at: datetime) -> CheckIn:
    return CheckIn(
        course=course,
        day=day,
        tool=tool,
        wording=questionnaire(tool).version,
        first_saved_at=at,
        saved_at=at,
    )


def changed(row: CheckIn, answers: Answers, *, at: datetime) -> CheckIn:
    before = json.loads(row.earlier) if row.earlier else []
    before.append({"until": at.isoformat(), "answers": row.answers})
    row.earlier = json.dumps(before)
    row.version += 1
    row.saved_at = at
    return row


def earlier_answers(row: CheckIn) -> tuple[Earlier, ...]:
    """Return what stood there before each change, newest first."""
    before = json.loads(row.earlier) if row.earlier else []
    return tuple(
        Earlier(
            until=datetime.fromisoformat(each["until"]),
            answers=tuple(each["answers"]),
        )
        for each in reversed(before)
    )


@transaction.atomic
def remove(check_in: CheckIn, *, at: datetime, today: date) -> None:
    """Delete the answers; what was told about them stays, marked as no longer holding."""
    course, day = check_in.course, check_in.day
    check_in.delete()
    told.tell_from(course, day, at=at, today=today, even_unlogged=True)
    audit.note(
        course.owner,
        actor="owner",
        what="check_in_removed",
        subject=check_in.tool,
        at=at,
    )


@transaction.atomic
def put_off(course: Course, *, on: date, at: datetime) -> None:
    """Ask for no check-in until the next one is due."""
    course.check_in_skipped_on = on
    course.save(update_fields=["check_in_skipped_on"])
    audit.note(course.owner, actor="owner", what="check_in_put_off", at=at)


def due(
    course: Course,
    owner: User,
    *,
    on: date,
    told_before: Iterable[ShownFinding] | None = None,
) -> DueCheckIn | None:
    """Return the check-in due on a day, or None; never one for somebody who does without.

    ``told_before`` saves a question: flags of the course, those of ``ASKING_RULES`` among them.
    """
    if not are_asked(owner):
        return None
    if told_before is None:
        told_before = course.findings.filter(
            rule__in=ASKING_RULES, day__gt=on - INTERVAL
        )
    flagged = [
        row.day
        for row in told_before
        if row.rule in ASKING_RULES and row.holds and on - INTERVAL < row.day <= on
    ]
    known = History(
        profile=profile_of(course),
        course=course_of(course, ()),
        check_ins=tuple(map(check_in_of, course.check_ins.all())),
    )
    return due_check_in(
        known,
        on,
        flagged=flagged,
        skipped_on=course.check_in_skipped_on,
    )


def of(owner: User) -> list[CheckIn]:
    """Return every check-in of a person, whatever the course, newest first."""
    return list(CheckIn.objects.filter(course__owner=owner).order_by("-day", "-tool"))


def on_day(
    check_ins: Iterable[CheckIn], course: Course, day: date
) -> dict[str, CheckIn]:
    """Return what was answered on a day of a course, by questionnaire."""
    return {
        each.tool: each
        for each in check_ins
        if each.course_id == course.pk and each.day == day
    }


def told_about(check_in: CheckIn) -> list[ShownFinding]:
    """Return the flags about mood of the day of a check-in that still hold, most urgent first."""
    flags = check_in.course.findings.filter(
        rule__startswith="S-MOOD-", day=check_in.day, holds=True
    )
    return list(flags.order_by("-level", "rule"))
