"""How much of the diary a condition reads, so that nobody asks it in vain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

ANY = "*"
CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The parts of an entry a condition reads, how far back, and what it cannot hold without."""

    # Items, "note", "new_medicine" or CHECK_IN; ANY for all of them.
    parts: frozenset[str]
    # How many days, the day itself included; None for the whole diary.
    days: int | None
    # One of these was logged on the day itself (an item above zero, or a note) whenever it holds;
    # empty when that cannot be said.
    needs: frozenset[str] = frozenset()
    # It cannot hold on a day of the course.
    after_course: bool = False

    def reads(self, parts: Collection[str]) -> bool:
        """Hold when it reads one of these parts of an entry."""
        return ANY in self.parts or not self.parts.isdisjoint(parts)


EVERYTHING = Reach(parts=frozenset({ANY}), days=None)


@runtime_checkable
class _Bounded(Protocol):
    def reach(self) -> Reach:
        """Return how much of the diary it reads."""


def reach_of(condition: object) -> Reach:
    """Return how much of the diary ``condition`` reads: all of it, unless it says less."""
    return condition.reach() if isinstance(condition, _Bounded) else EVERYTHING
