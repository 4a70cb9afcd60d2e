"""What a questionnaire calls for: the conditions behind its two cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.clinical.check_ins.questionnaires import (
    FIRST_TWO,
    PHQ2,
    QUESTION_NINE,
    first_two,
    question_nine,
)
from tracker.clinical.conditions.reach import CHECK_IN, Reach
from tracker.clinical.conditions.symptoms import Condition, Known, Said, Trigger, View
from tracker.clinical.facts import CheckIn

_CHECK_IN = frozenset({CHECK_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    item: str
    at_least: int
    score: Callable[[CheckIn], int]
    said: str

    def met(self, view: View) -> tuple[Trigger, ...]:
        score = max(map(self.score, view.check_ins), default=0)
        if score < self.at_least:
            return ()
        return (Trigger(day=view.day, item=self.item, value=score),)

    def stands(self, known: Known, _said: Said) -> bool:
        return max(map(self.score, known.check_ins), default=0) >= self.at_least

    def reach(self) -> Reach:
        return Reach(parts=_CHECK_IN, days=1, needs=_CHECK_IN)

    def words(self) -> str:
        return self.said


def first_two_positive() -> Condition:
    """Hold when the first two questions of a check-in reach the cut-off, blanks adding nothing."""
    return _Scored(
        item=FIRST_TWO,
        at_least=PHQ2.cut_off,
        score=first_two,
        said=f"once, after the course too: the first two questions of a mood check-in add up to {PHQ2.cut_off} or more",
    )


def question_nine_above_zero() -> Condition:
    """Hold when question 9 was answered with anything but not at all, whatever the total."""
    return _Scored(
        item=QUESTION_NINE,
        at_least=1,
        score=question_nine,
        said="once: question 9 of the PHQ-9 above 0, whatever the total",
    )
