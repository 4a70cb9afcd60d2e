"""Starting again after a long gap: which doses follow one, and what the evidence pack says of it (section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clinical.course.dosing import SHARE_TAKEN, dose_on
from tracker.clinical.facts import CourseFacts, DayEntry
from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref
from tracker.clinical.words import gettext_noop as _

# The pack does not say how long a gap is long. These are ours: a pause that was noted, or two weeks without a capsule.
LONG_GAP = timedelta(days=14)
# How long a capsule after unlogged weeks is spoken of; one that begins a dose is for as long as the dose is listed.
RECENT = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """What to know before starting again. ``only_if`` begins the sentence where the profile does not say."""

    id: str
    means: str
    new_test: str
    new_test_if: str
    says: str
    reading: str
    citations: tuple[str, ...]
    version: int = 1
    status: Status = Status.BACKGROUND
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents it rests on."""
        return tuple(ref(citation) for citation in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The days without a capsule before a dose; ``paused`` when a pause was noted for any of them."""

    first: date
    last: date
    paused: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


RESTART = Restart(
    id="restart",
    means=_(
        "Whether and how to start again after a long gap is for your prescriber to say. Ask them, if you have not."
    ),
    new_test=_("A new pregnancy test may be needed. Ask them about that too."),
    new_test_if=_(
        "If you could become pregnant, a new pregnancy test may be needed. Ask them about that too."
    ),
    says="After a long gap: ask the prescriber; for those who can get pregnant a new test may be needed.",
    reading=f"How long is long is not said. Here it is a pause that was noted, of any length, or {LONG_GAP.days} days in a "
    "row without a capsule logged, none or no answer alike, after the first one that was. Shown on the page of the dose: "
    "for the newest dose after such a gap, for one that would be noted today, and for a capsule after one for "
    f"{RECENT.days} days. The test is named unless the person said that they cannot become pregnant.",
    citations=("BG",),
)


def gap_before_a_dose(
    course: CourseFacts, entries: Iterable[DayEntry], *, on: date
) -> Gap | None:
    """Return the newest long gap that a dose follows, or would follow if it was noted ``on``; None after the end."""
    if course.last_dose_on is not None:
        return None
    taken = {entry.day for entry in entries if SHARE_TAKEN.get(entry.dose_taken or "")}
    doses = {period.starts for period in course.doses if period.mg_per_day}
    capsules = {day for day in taken if on - RECENT < day <= on}
    for day in sorted({on, *doses, *capsules}, reverse=True):
        gap = gap_before(course, taken, day, on=on)
        if gap and (gap.paused or gap.days >= LONG_GAP.days):
            return gap
    return None


def gap_before(
    course: CourseFacts, taken: Set[date], day: date, *, on: date
) -> Gap | None:
    """Return the days without a capsule just before ``day``, or None; nothing is known before the first one logged."""
    known_from = min(taken, default=on)
    first, paused = day, False
    while first > course.started_on:
        before = first - timedelta(days=1)
        pause = not dose_on(course, before)
        if not pause and (before in taken or not known_from < before < on):
            break
        first, paused = before, paused or pause
    return (
        Gap(first=first, last=day - timedelta(days=1), paused=paused)
        if first < day
        else None
    )
