"""After a day was edited: the days on which something else may now begin, and so be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.conditions.reach import Reach, reach_of
from tracker.clinical.facts import DayEntry, History
from tracker.clinical.rules.ruleset import RULES

_REACHES = tuple(reach_of(case.when) for rule in RULES for case in rule.cases)
# A medicine started in the diary is on the list from then on, and raises rules.
_FOR_GOOD = frozenset({"new_medicine"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days from ``first`` to ``last``; without ``last`` they have no end."""

    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        """Hold when ``day`` is one of them."""
        return self.first <= day and (self.last is None or day <= self.last)


def days_that_can_change(
    history: History, day: date, *, before: DayEntry | None
) -> Stretch:
    """Return the days on which an edit of ``day`` can change what begins there.

    ``history`` is what stands now, ``before`` the entry that stood there, or None when there was none. What goes
    on from an earlier day was told on that day, so it does not count here.
    """
    now = next((entry for entry in history.entries if entry.day == day), None)
    ended = history.course.last_dose_on is not None
    longest = _reach(_touched(before, now), ended=ended)
    last = None if longest is None else day + timedelta(days=longest - 1)
    return Stretch(first=day, last=last)


def _reach(touched: frozenset[str], *, ended: bool) -> int | None:
    """Return how many days back a rule looks for any of these parts; None when there is no limit."""
    if touched & _FOR_GOOD:
        return None
    days = [each.days for each in _REACHES if _looks(each, touched, ended=ended)]
    known = [count for count in days if count is not None]
    return max(known, default=1) if len(known) == len(days) else None


def _looks(reach: Reach, touched: frozenset[str], *, ended: bool) -> bool:
    return reach.reads(touched) and (ended or not reach.after_course)


def _touched(before: DayEntry | None, after: DayEntry | None) -> frozenset[str]:
    old, new = _parts(before), _parts(after)
    return frozenset(part for part in {*old, *new} if old.get(part) != new.get(part))


def _parts(entry: DayEntry | None) -> dict[str, int | str | None]:
    if entry is None:
        return {}
    return {
        **entry.marks,
        "note": entry.note or None,
        "new_medicine": entry.new_medicine or None,
        "dose_taken": entry.dose_taken,
    }
