"""The shape of what a person can read up: a topic, a tip, and what to expect in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref


class Part(Enum):
    """Where a topic sits on the page."""

    MEDICINE = "medicine"
    EXPECT = "expect"
    WATCH = "watch"
    LATER = "later"


class Shown(Enum):
    """When a topic is put forward; every topic can always be read."""

    ALWAYS = "always"
    WEEKS = "weeks"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What all of them carry: a text of ours, what it rests on, and how well that was checked."""

    id: str
    title: str
    # One paragraph each.
    text: tuple[str, ...]
    citations: tuple[str, ...]
    version: int = 1
    status: Status = Status.SOURCED
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents it rests on."""
        return tuple(ref(citation) for citation in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Told):
    """One subject. ``weeks`` are the first and last week it is put forward in, counted from the start."""

    part: Part
    shown: Shown = Shown.ALWAYS
    weeks: tuple[int, int] | None = None
    # Where sources differ: what each says and which one we follow.
    differ: tuple[str, ...] = ()
    only_pregnancy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip(Told):
    """One thing a person can do for themselves. ``items`` are the symptoms it is about."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(Told):
    """What to expect in some weeks: of the course, or after it when ``after``. ``last_week`` None is for good."""

    first_week: int
    last_week: int | None
    topics: tuple[str, ...]
    after: bool = False

    def holds_in(self, week: int) -> bool:
        """Hold when ``week`` is one of its weeks."""
        return self.first_week <= week and (
            self.last_week is None or week <= self.last_week
        )
