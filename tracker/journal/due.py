"""What is due, in one quiet line: on Today and after a save, never more than one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.records import checkins
from tracker.records.models import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing to do when it suits; ``later`` is where “not now” is sent."""

    text: str
    link: str
    address: str
    later: str


def due_line(owner: User, course: Course, *, today: date) -> DueLine | None:
    """Return the one line, or None when nothing is due."""
    if checkins.due(course, owner, on=today) is None:
        return None
    return DueLine(
        text=_("Two short questions about the last two weeks, if you like."),
        link=_("Answer them"),
        address=reverse("check_in"),
        later=reverse("check_in_not_now"),
    )
