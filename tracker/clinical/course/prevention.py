"""Preventing pregnancy around a course: from when, until when, and which methods the sources count.

For people who said they could become pregnant, and for nobody else (clinical evidence, sections 2, 6 and 8).
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from tracker.clinical.course.windows import one_month_after
from tracker.clinical.facts import CourseFacts
from tracker.clinical.timeline import planned_end
from tracker.clinical.words import gettext_noop as _

# Where a monthly test is taken. What the plan leaves open, the prescriber decides.
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "medical": _("At a clinic or a laboratory"),
        "supervised": _("Supervised by the clinic, on site or at a distance"),
        "home": _("At home, as the prescriber allowed"),
        "prescriber_decides": _("Where your prescriber says"),
    }
)
# What a person may note: their prescriber told them so.
CHOICES = ("medical", "supervised", "home")
PHASES: Mapping[str, str] = MappingProxyType(
    {
        "during": _("During the course"),
        "after": _("After the last capsule"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the sources say, in our words, and who says so."""

    text: str
    sources: tuple[str, ...]
    status: str = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days that contraception is needed; ``until`` is None while nobody knows the last capsule."""

    first: date
    until: date | None
    certain: bool


METHODS: Mapping[str, Advice] = MappingProxyType(
    {
        "us": Advice(text=_("Two methods at the same time."), sources=("M1",)),
        "uk": Advice(
            text=_(
                "One method that is highly reliable, or two different ones. A barrier alone does not count."
            ),
            sources=("N3",),
        ),
        "generic": Advice(
            text=_("Ask your prescriber which methods count where you live."),
            sources=("L1", "N3"),
        ),
    }
)
ALWAYS = (
    Advice(
        text=_("It goes on while the capsules are paused."), sources=("M1", "N3", "B1")
    ),
    Advice(
        text=_("A pill with progestogen alone is not counted as reliable."),
        sources=("B1",),
    ),
    Advice(
        text=_(
            "St John’s wort can make hormonal methods fail: leave it out until a month after the last capsule."
        ),
        sources=("M1",),
    ),
)


def span_of(course: CourseFacts, *, on: date) -> Span:
    """Return from a month before the start until a month after the last capsule, planned or taken."""
    end = planned_end(course)
    taken = course.last_dose_on is not None
    known = end is not None and (taken or end >= on)
    return Span(
        first=one_month_before(course.started_on),
        until=one_month_after(end) if known and end else None,
        certain=taken,
    )


def one_month_before(day: date) -> date:
    """Return the earlier of 30 days back and the same day of the month before."""
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    same = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return min(day - timedelta(days=30), same)


def advice_for(region: str) -> tuple[Advice, ...]:
    """Return what the sources say for a region, what differs between them first."""
    return (METHODS[region], *ALWAYS)
