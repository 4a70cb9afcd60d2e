"""When a mood check-in is due, and why: a calm rhythm that never asks twice for the same reason.

At the start, every four weeks while the course runs, when a mood rule spoke, at the last capsule, and one and
three months after it. Answering or putting off settles what was due by then. Mood rules that speak day after day
are one reason: putting it off lasts as long as they do, an answer for the two weeks it looks back over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tracker.clinical.course.windows import months_after, one_month_after
from tracker.clinical.facts import CheckIn, CourseFacts, History

INTERVAL = timedelta(weeks=4)
# Ours, not the sources': a check-in just before a dated one answers it, and a dated one is asked for four weeks.
NEAR = timedelta(days=7)
ASKED_FOR = timedelta(weeks=4)
# What the questions look back over. Flags closer together than that are one low spell.
LOOK_BACK = timedelta(weeks=2)
# S-MOOD-3 gives way to S-MOOD-2 for the same answers, so either of them asks.
ASKING_RULES = ("S-MOOD-2", "S-MOOD-3")


class Reason(Enum):
    """Why it is due."""

    START = "start"
    FIRST = "first"
    FOUR_WEEKS = "four_weeks"
    MOOD = "mood"
    END = "end"
    ONE_MONTH = "one_month"
    THREE_MONTHS = "three_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCheckIn:
    """A check-in that waits to be answered, since when and why."""

    reason: Reason
    since: date


def due_check_in(
    history: History,
    on: date,
    *,
    flagged: Iterable[date] = (),
    skipped_on: date | None = None,
) -> DueCheckIn | None:
    """Return the check-in due on ``on``, or None.

    ``flagged`` are the days on which a mood rule spoke; ``skipped_on`` is when the last one was put off.
    """
    if on < history.course.started_on:
        return None
    answered = _latest(_days(history.check_ins), on)
    skipped = _latest([skipped_on], on)
    settled = _latest([answered, skipped], on)
    flags = sorted(day for day in flagged if on - INTERVAL < day <= on)
    if flags and not _spell_is_settled(flags, answered, skipped):
        return DueCheckIn(reason=Reason.MOOD, since=flags[-1])
    end = history.course.last_dose_on
    if end is None or on < end:
        return _while_it_runs(history.course, settled, on)
    return _afterwards(end, answered, settled, on)


def _days(check_ins: Iterable[CheckIn]) -> list[date]:
    return [each.day for each in check_ins]


def _latest(days: Iterable[date | None], on: date) -> date | None:
    return max((day for day in days if day is not None and day <= on), default=None)


def _spell_is_settled(
    flags: list[date], answered: date | None, skipped: date | None
) -> bool:
    """Hold when the low spell of the last of ``flags`` was put off, or answered lately."""
    began = flags[-1]
    for day in reversed(flags):
        if began - day >= LOOK_BACK:
            break
        began = day
    if skipped is not None and skipped >= began:
        return True
    return (
        answered is not None and answered >= began and flags[-1] - answered < LOOK_BACK
    )


def _while_it_runs(
    course: CourseFacts, settled: date | None, on: date
) -> DueCheckIn | None:
    if settled is None:
        early = on < course.started_on + INTERVAL
        reason = Reason.START if early else Reason.FIRST
        return DueCheckIn(reason=reason, since=course.started_on)
    since = settled + INTERVAL
    return DueCheckIn(reason=Reason.FOUR_WEEKS, since=since) if since <= on else None


def _afterwards(
    end: date, answered: date | None, settled: date | None, on: date
) -> DueCheckIn | None:
    dated = (
        (Reason.END, end),
        (Reason.ONE_MONTH, one_month_after(end)),
        (Reason.THREE_MONTHS, months_after(end, 3)),
    )
    reason, since = max(
        (each for each in dated if each[1] <= on), key=lambda each: each[1]
    )
    answers_it = answered is not None and answered >= since - NEAR
    puts_it_off = settled is not None and settled >= since
    if answers_it or puts_it_off or on >= since + ASKED_FOR:
        return None
    return DueCheckIn(reason=reason, since=since)
