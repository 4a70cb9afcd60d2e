"""Check-ins after the course: when each is due, what it asks, and when it has been done (evidence pack, section 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from types import MappingProxyType

from tracker.clinical.course.windows import months_after, one_month_after
from tracker.clinical.facts import CourseFacts, DayEntry, Profile
from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref
from tracker.clinical.words import gettext_noop as _

# A check-in waits this long to be answered, and is then let go: it must not nag.
OPEN_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One check after the course. ``items`` are asked in the diary; ``rules`` answer what is logged."""

    id: str
    title: str
    means: str
    says: str
    reading: str
    citations: tuple[str, ...]
    weeks: int = 0
    months: int = 0
    days: int = 0
    items: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    only_pregnancy: bool = False
    version: int = 1
    status: Status = Status.SOURCED
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents it rests on."""
        return tuple(ref(citation) for citation in self.citations)

    def due(self, last: date) -> date:
        """Return the day it is due when ``last`` is the day of the last capsule."""
        if self.months == 1:
            return one_month_after(last)
        later = timedelta(days=self.days, weeks=self.weeks)
        return months_after(last, self.months) + later


class Progress(IntEnum):
    """Where a check-in stands."""

    DUE = 1
    AHEAD = 2
    DONE = 3
    PASSED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check-in of a person: its day, where it stands, and which items are still to be answered."""

    follow_up: FollowUp
    due: date
    progress: Progress
    unanswered: tuple[str, ...]


_SENSES = ("vision", "night_vision", "hearing")
_SKIN_AND_JOINTS = ("skin_dry", "eyes_dry", "lens_trouble", "aches", "joint_pain")

FOLLOW_UPS: tuple[FollowUp, ...] = (
    FollowUp(
        id="end",
        title=_("At the end of the course"),
        means=_("Log the last dose. The waiting times begin to count down."),
        says="The course ends with the last capsule; the US programme asks for a pregnancy test then.",
        reading="On the day itself. The test is part of the lab plan, for those it concerns.",
        citations=("R1", "M1"),
    ),
    FollowUp(
        id="test_after_30_days",
        title=_("Monthly test, 30 days after"),
        means=_("The last test of the plan. Its day stands under Labs."),
        days=30,
        only_pregnancy=True,
        says="A pregnancy test one month after the last capsule.",
        reading="30 days. The lab plan holds the test, its window, and what a missed one means.",
        citations=("L1", "N3", "M1"),
    ),
    FollowUp(
        id="month_1",
        title=_("1 month after"),
        means=_("How are your mood, sight, hearing, joints and skin?"),
        months=1,
        items=("mood", "sexual", *_SENSES, *_SKIN_AND_JOINTS),
        rules=("S-MOOD-1", "S-MOOD-2", "A-MOOD-1", "O-SEX-1", "A-SEX-1", "A-SIGHT-1"),
        says="Mood and sexual function are to be watched; some effects may go on after the course.",
        reading="One month is the later of 30 days and the same day next month.",
        citations=("U1", "M1", "SA41"),
    ),
    FollowUp(
        id="month_2",
        title=_("2 months after"),
        means=_("Is dryness or joint pain still there?"),
        months=2,
        items=(*_SKIN_AND_JOINTS, *_SENSES),
        rules=("A-LAST-1", "A-SIGHT-1"),
        says="Dry skin, dry eyes and joint pain may last in some people.",
        reading="What is still moderate is a call this week; what is mild goes on the visit list.",
        citations=("SB29", "SB33", "SB35", "M1", "BG"),
        status=Status.BACKGROUND,
    ),
    FollowUp(
        id="second_course",
        title=_("8 weeks after"),
        means=_("From here on a second course may be talked about, if it is needed."),
        weeks=8,
        says="A second course not before 8 weeks after the first: skin may go on improving.",
        reading="The earliest day to talk about it. Nothing is asked.",
        citations=("L3", "M1"),
    ),
    FollowUp(
        id="month_3",
        title=_("3 months after"),
        means=_("How are your mood, sight, hearing, joints and skin?"),
        months=3,
        items=("mood", "sexual", *_SENSES, *_SKIN_AND_JOINTS),
        rules=("S-MOOD-1", "A-MOOD-1", "A-SEX-1", "A-SIGHT-1", "A-LAST-1"),
        says="Mood and sexual function are to be watched; some effects may go on after the course.",
        reading="As after one month.",
        citations=("U1", "M1", "SA41"),
    ),
    FollowUp(
        id="month_6",
        title=_("6 months after"),
        means=_(
            "How are your spots and the oil of your skin? The wait for waxing and laser ends."
        ),
        months=6,
        items=("acne_severity", "oiliness", "confidence"),
        rules=("A-ACNE-1",),
        says="Improvement lasts for many; acne and oil may come back.",
        reading="Worse than at the end of the course goes on the visit list. Scars are for the visit itself.",
        citations=("SB11", "SB15", "SB19", "X1", "N1"),
        status=Status.BACKGROUND,
    ),
    FollowUp(
        id="month_12",
        title=_("12 months after"),
        means=_("How are your spots, and how do you feel about your skin?"),
        months=12,
        items=("acne_severity", "oiliness", "confidence"),
        rules=("A-ACNE-1", "A-ACNE-2"),
        says="In one series one in four had acne again within a year.",
        reading="Moderate or severe spots, or worse than at the end, go on the visit list.",
        citations=("SB11", "X1", "X7"),
        status=Status.BACKGROUND,
    ),
)
FOLLOW_UPS_BY_ID: Mapping[str, FollowUp] = MappingProxyType(
    {each.id: each for each in FOLLOW_UPS}
)


def checks_of(
    course: CourseFacts,
    profile: Profile,
    entries: Iterable[DayEntry],
    *,
    on: date,
    left_out: frozenset[str] = frozenset(),
) -> tuple[Check, ...]:
    """Return the check-ins of a course that has ended, in order of day; ``left_out`` are items not asked."""
    last = course.last_dose_on
    if last is None:
        return ()
    days = tuple(entries)
    checks = (
        _check(each, each.due(last), days, on=on, left_out=left_out)
        for each in FOLLOW_UPS
        if not each.only_pregnancy or profile.can_become_pregnant is not False
    )
    return tuple(sorted(checks, key=lambda check: check.due))


def not_asked(profile: Profile, *, asks_sexual: bool) -> frozenset[str]:
    """Return the items of a check-in that are not asked of this person."""
    asked = {
        "sexual": asks_sexual,
        "lens_trouble": "contact_lenses" in profile.conditions,
    }
    return frozenset(code for code, wanted in asked.items() if not wanted)


def due_check(checks: Iterable[Check]) -> Check | None:
    """Return the check-in that waits to be answered, the newest of several, or None."""
    waiting = [each for each in checks if each.progress is Progress.DUE]
    return waiting[-1] if waiting else None


def _check(
    follow_up: FollowUp,
    due: date,
    entries: Iterable[DayEntry],
    *,
    on: date,
    left_out: frozenset[str],
) -> Check:
    answered = {
        code
        for entry in entries
        if due <= entry.day <= min(on, due + OPEN_FOR)
        for code in entry.marks
    }
    asked = [code for code in follow_up.items if code not in left_out]
    unanswered = tuple(code for code in asked if code not in answered)
    return Check(
        follow_up=follow_up,
        due=due,
        progress=_progress(due, bool(asked), unanswered, on),
        unanswered=unanswered,
    )


def _progress(due: date, asks: bool, unanswered: tuple[str, ...], on: date) -> Progress:
    if on < due:
        return Progress.AHEAD
    if not asks:
        return Progress.PASSED
    if not unanswered:
        return Progress.DONE
    return Progress.DUE if on <= due + OPEN_FOR else Progress.PASSED
