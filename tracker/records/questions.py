"""What the person wants to ask at the next visit."""

from __future__ import annotations

from datetime import datetime

from tracker.records.models import Course, Question


def add(course: Course, *, text: str, at: datetime, rule: str = "") -> Question:
    return Question.objects.create(course=course, text=text, rule=rule, created_at=at)


def remove(question: Question) -> None:
    question.delete()


def of(course: Course) -> list[Question]:
    """Return the questions in the order they were written."""
    return list(course.questions.all())
