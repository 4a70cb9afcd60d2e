"""Two phones, one day: nobody's answer disappears, whichever arrives first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.factories import CourseFactory
from tracker.records import journal
from tracker.records.journal import DayAnswers, DayIsStale
from tracker.records.models import Course

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SENDERS = 6


def send(course: Course, barrier: Barrier, mark: int, submission_id: UUID) -> str:
    try:
        barrier.wait(10)
        journal.log_day(
            course,
            day=TODAY,
            answers=DayAnswers(marks={"lips_dry": mark}),
            version=0,
            submission_id=submission_id,
            at=NOW,
            today=TODAY,
        )
    except DayIsStale:
        return "stale"
    finally:
        connection.close()
    return "saved"


def all_at_once(course: Course, submissions: list[UUID]) -> list[str]:
    barrier = Barrier(len(submissions))
    several = len(set(submissions)) > 1
    with ThreadPoolExecutor(len(submissions)) as phones:
        sent = [
            phones.submit(
                send, course, barrier, number % 4 if several else 1, submission
            )
            for number, submission in enumerate(submissions)
        ]
        return [each.result(30) for each in sent]


def test_one_of_many_first_saves_wins_and_the_others_are_told():
    course = CourseFactory()

    answers = all_at_once(course, [uuid4() for _ in range(SENDERS)])

    assert sorted(answers) == ["saved"] + ["stale"] * (SENDERS - 1)
    assert course.entries.get().version == 1


def test_the_same_submission_sent_many_times_at_once_counts_once():
    course = CourseFactory()
    same = uuid4()

    answers = all_at_once(course, [same] * SENDERS)

    assert answers == ["saved"] * SENDERS
    assert course.entries.get().version == 1
    assert course.entries.get().changes.count() == 1
