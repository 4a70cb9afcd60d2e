"""What lies ahead, for the pages that show it: what to expect this week, and what still counts down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.course.windows import Line, State, windows_of
from tracker.clinical.education.weeks import (
    TOPICS,
    Expectation,
    expected_on,
    week_after,
)
from tracker.clinical.facts import CourseFacts, Profile
from tracker.clinical.sources import SourceRef, Status
from tracker.clinical.timeline import week_of

MOST_COUNTING = 4
# A clinician reads "BG"; a patient reads what it means.
UNSURE = {
    Status.BACKGROUND: "In part background knowledge, not yet tied to a document.",
    Status.UNVERIFIED: "Still to be checked against the document itself.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A topic to read on: its place on the page, and its title."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """One waiting time that counts down after the course."""

    what: str
    condition: str
    left: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The one quiet card: ``summary`` folds the rest."""

    summary: str
    title: str
    text: tuple[str, ...]
    links: tuple[Link, ...]
    sources: tuple[str, ...]
    unsure: str
    counting: tuple[Counting, ...]


def outlook(course: CourseFacts, profile: Profile, *, on: date) -> Outlook | None:
    """Return the card of ``on``, or None when there is nothing to say."""
    expected = expected_on(course, on)
    counting = counting_down(course, profile, on=on)
    if expected is None and not counting:
        return None
    return Outlook(
        summary=summary_of(course, on),
        title=_(expected.title) if expected else "",
        text=tuple(_(each) for each in expected.text) if expected else (),
        links=links_of(expected),
        sources=sources_shown(expected.sources) if expected else (),
        unsure=unsure(expected.status) if expected else "",
        counting=counting[:MOST_COUNTING],
    )


def is_after(course: CourseFacts, day: date) -> bool:
    """Hold once the last capsule lies behind."""
    return course.last_dose_on is not None and day > course.last_dose_on


def has_ended(course: CourseFacts, day: date) -> bool:
    """Hold from the day of the last capsule on, which is when waiting times begin to count."""
    return course.last_dose_on is not None and day >= course.last_dose_on


def summary_of(course: CourseFacts, on: date) -> str:
    if course.last_dose_on == on:
        return _("Your last capsule: what counts from today")
    if course.last_dose_on is not None and on > course.last_dose_on:
        return _("After the course: week %(week)s") % {
            "week": week_after(course.last_dose_on, on)
        }
    return _("What to expect in week %(week)s") % {"week": week_of(course, on)}


def links_of(expected: Expectation | None) -> tuple[Link, ...]:
    topics = expected.topics if expected else ()
    return tuple(Link(anchor=id_, title=_(TOPICS[id_].title)) for id_ in topics)


def counting_down(
    course: CourseFacts, profile: Profile, *, on: date
) -> tuple[Counting, ...]:
    """Return what still counts down once the course has ended: what surely concerns the person first."""
    if not has_ended(course, on):
        return ()
    lines = [
        line
        for line in windows_of(course, profile, on=on)
        # What ends with the last capsule would fill the card on its own day.
        if line.state is State.COUNTING and line.until != course.last_dose_on
    ]
    return tuple(counted(line) for line in sorted(lines, key=lambda line: line.maybe))


def counted(line: Line) -> Counting:
    return Counting(
        what=_(line.window.what),
        condition=_(line.window.only_if) if line.maybe else "",
        left=days_left(line.days_left or 0),
        until=date_format(line.until, "j F Y") if line.until else "",
    )


def lower(text: str) -> str:
    """Return a sentence's beginning as it stands inside another."""
    return text[:1].lower() + text[1:]


def days_left(days: int) -> str:
    if days == 0:
        return _("last day to avoid it")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def cited(source: SourceRef) -> str:
    return ", ".join(part for part in (source.title, source.section) if part)


def sources_shown(sources: Iterable[SourceRef]) -> tuple[str, ...]:
    """Return each source once. Background knowledge is no document: ``unsure`` speaks of it."""
    return tuple(dict.fromkeys(cited(each) for each in sources if each.id != "BG"))


def unsure(status: Status) -> str:
    """Return what a person should know about how well a text was checked, or nothing."""
    return _(UNSURE[status]) if status in UNSURE else ""
