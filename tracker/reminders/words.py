"""What a reminder says outside the app. Unless the person chose plain words it names nothing but a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.reminders.due import DAY, Due

NOTICE_TITLE = "Courseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The subject and the lines of one mail."""

    subject: str
    lines: tuple[str, ...]


def usual_subject() -> str:
    return settings.REMINDER_SUBJECT or _("A reminder from Courseline")


def letter(dues: Sequence[Due], *, today: date, plain: bool) -> Letter:
    """Return the mail about what is due; ``plain`` when the person wants to read what it is."""
    if plain:
        lines = tuple(f"{due.plain}: {when(due, today=today)}." for due in dues)
        return Letter(subject=lines[0].rstrip("."), lines=lines)
    lines = tuple(dict.fromkeys(discreet(due, today=today) for due in dues))
    return Letter(subject=usual_subject(), lines=lines)


def discreet(due: Due, *, today: date) -> str:
    if due.day < today:
        return _("Something on your list is still open.")
    return _("You have something on your list: %(when)s.") % {
        "when": when(due, today=today)
    }


def when(due: Due, *, today: date) -> str:
    if due.day == today:
        return _("today")
    if due.day == today + DAY:
        return _("tomorrow")
    day = date_format(due.day, "l j F")
    return _("since %(day)s") % {"day": day} if due.day < today else day


def diary_letter() -> Letter:
    return Letter(
        subject=usual_subject(),
        lines=(_("Today’s page is open, whenever you like."),),
    )


def notice() -> str:
    """Return what a notification says; a lock screen is never told more."""
    return _("You have something to look at.")
