"""After a day was edited: the days on which something else may now be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.facts import DayEntry, History
from tracker.clinical.reach import reach_of
from tracker.clinical.reading import BLANK_ENTRIES
from tracker.clinical.rules import RULES

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
    """Return the days whose findings an edit of ``day`` can change.

    ``history`` is what stands now, ``before`` the entry that stood there, or None when there was none.
    """
    entries = {entry.day: entry for entry in history.entries}
    longest = _reach(_touched(before, entries.get(day)))
    if longest is None:
        return Stretch(first=day, last=None)
    horizon = day + timedelta(days=longest - 1)
    later = sorted(each for each in entries if each > horizon)
    # A flag is held open over so many entries; with the next one the last trace is gone.
    if len(later) <= BLANK_ENTRIES:
        return Stretch(first=day, last=None)
    return Stretch(first=day, last=later[BLANK_ENTRIES] - timedelta(days=1))


def _reach(touched: frozenset[str]) -> int | None:
    """Return how many days back a rule looks for any of these parts; None when there is no limit."""
    if touched & _FOR_GOOD:
        return None
    longest = 1
    for reach in _REACHES:
        if reach.reads(touched):
            if reach.days is None:
                return None
            longest = max(longest, reach.days)
    return longest


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
