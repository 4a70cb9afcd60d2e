"""One dated reminder to ask for a test, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from tracker.clinical.labs.tests import test

# Without a planned end, repeated tests are listed this far ahead.
AHEAD = timedelta(days=60)


class Status(Enum):
    """Where a planned test stands. ``PASSED``: nobody asks for it any more; ``WAIVED``: the person set it aside."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    PASSED = "passed"
    WAIVED = "waived"


ASKED_FOR = {Status.OVERDUE, Status.DUE, Status.UPCOMING}
OPENED = {Status.OVERDUE, Status.DUE, Status.DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """One dated reminder to ask for a test. ``key`` stays the same from day to day, and when the start moves.

    A result from ``counts_from`` to ``counts_until`` answers it, though none before ``not_before``.
    ``asked`` holds for a test the clinic asked for on a date; ``phase`` is before, during or after the course.
    """

    key: str
    tests: tuple[str, ...]
    any_of: bool
    due: date
    opens: date
    closes: date
    counts_from: date
    counts_until: date
    status: Status
    done_on: date | None
    missing: tuple[str, ...]
    pregnancy: bool
    required: bool
    optional: bool
    setting: str
    note: str
    sources: tuple[str, ...]
    plan_status: str
    not_before: date | None = None
    asked: bool = False
    phase: str = "during"

    @property
    def fasting_hours(self) -> int:
        return max((test(code).fasting_hours for code in self.tests), default=0)

    @property
    def no_alcohol_hours(self) -> int:
        return max((test(code).no_alcohol_hours for code in self.tests), default=0)
