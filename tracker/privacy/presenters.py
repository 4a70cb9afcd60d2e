"""What a file holds, and what happened here, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tracker.records.holdings import Holdings
from tracker.records.models import AuditEvent

WHAT: Mapping[str, str] = MappingProxyType(
    {
        "attachment_added": gettext_noop("A report was added"),
        "attachment_removed": gettext_noop("A report was removed"),
        "browser_added": gettext_noop("Notifications were switched on in a browser"),
        "browser_removed": gettext_noop("Notifications were switched off in a browser"),
        "calendar_ended": gettext_noop("The calendar’s address was turned off"),
        "calendar_made": gettext_noop("The calendar got a new address"),
        "check_in_changed": gettext_noop("A mood check-in was changed"),
        "check_in_put_off": gettext_noop("A mood check-in was put off"),
        "check_in_removed": gettext_noop("A mood check-in was removed"),
        "check_in_saved": gettext_noop("A mood check-in was saved"),
        "contact_noted": gettext_noop("You noted that you contacted somebody"),
        "course_corrected": gettext_noop("The course was corrected"),
        "course_end_corrected": gettext_noop("The last day of a course was corrected"),
        "course_finished": gettext_noop("A course was finished"),
        "course_reopened": gettext_noop("A course went on"),
        "course_started": gettext_noop("A course was started"),
        "data_exported": gettext_noop("Everything was downloaded as a file"),
        "data_imported": gettext_noop("A file was brought in"),
        "day_undone": gettext_noop("A day was taken back"),
        "dose_change_removed": gettext_noop("A change of dose was taken back"),
        "dose_changed": gettext_noop("The dose was changed"),
        "preferences_changed": gettext_noop("Settings were changed"),
        "reminders_changed": gettext_noop("Reminders were changed"),
        "reminders_stopped": gettext_noop("Reminders by e-mail were stopped"),
        "result_added": gettext_noop("A result was added"),
        "result_changed": gettext_noop("A result was changed"),
        "result_removed": gettext_noop("A result was removed"),
        "share_code_wrong": gettext_noop("A wrong code was tried on a link"),
        "share_ended": gettext_noop("A link was turned off"),
        "share_made": gettext_noop("A link was made"),
        "share_opened": gettext_noop("A link was opened or loaded"),
        "test_asked_again": gettext_noop("A test is asked for again"),
        "test_asked_for": gettext_noop("A test your clinic asked for was noted"),
        "test_asked_for_changed": gettext_noop("A test asked for was changed"),
        "test_asked_for_removed": gettext_noop("A test asked for was removed"),
        "test_set_aside": gettext_noop("A test was set aside"),
        "test_settings_changed": gettext_noop("Where tests are taken was changed"),
        "visit_added": gettext_noop("A visit was added"),
        "visit_changed": gettext_noop("A visit was changed"),
        "visit_removed": gettext_noop("A visit was removed"),
    }
)
WHO: Mapping[str, str] = MappingProxyType(
    {
        "owner": gettext_noop("You"),
        "share link": gettext_noop("Somebody with the link"),
        "stop link": gettext_noop("The link in an e-mail"),
        "operator": gettext_noop("The people who run this site"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One thing that happened: when, what, and who did it."""

    when: str
    what: str
    who: str


def contents(held: Holdings) -> list[str]:
    """Return what is in the file, a line for each kind that there is any of."""
    return [line for line in counted(held) if line]


def counted(held: Holdings) -> Iterator[str]:
    yield many(held.courses, ngettext("%(n)s course", "%(n)s courses", held.courses))
    yield many(held.days, ngettext("%(n)s day", "%(n)s days", held.days))
    yield many(held.results, ngettext("%(n)s result", "%(n)s results", held.results))
    checks = ngettext("%(n)s mood check-in", "%(n)s mood check-ins", held.check_ins)
    yield many(held.check_ins, checks)
    reports = ngettext("%(n)s report", "%(n)s reports", held.reports)
    size = filesizeformat(held.report_bytes)
    yield many(held.reports, f"{reports} ({size})")


def many(count: int, words: str) -> str:
    return words % {"n": count} if count else ""


def event_lines(events: Iterable[AuditEvent]) -> list[EventLine]:
    return [line(each.at, each.what, each.actor) for each in events]


def earlier_lines(events: Iterable[Mapping[str, str]]) -> list[EventLine]:
    """Return what a file told of the account before this one."""
    return [
        line(datetime.fromisoformat(each["at"]), each["what"], each["actor"])
        for each in events
    ]


def line(at: datetime, what: str, who: str) -> EventLine:
    """Return an event in words; one that has none yet is shown as it is named."""
    local = at.astimezone(timezone.get_current_timezone())
    return EventLine(
        when=date_format(local, "j M Y, H:i"),
        what=_(WHAT[what]) if what in WHAT else what,
        who=_(WHO[who]) if who in WHO else who,
    )
