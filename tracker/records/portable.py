"""What of a person's tables leaves in an export: by which names, and why the rest stays (docs/export-format.md).

The day itself (course, doses, entries, results, questionnaires) is told in the form that ``triage`` reads; whatever
else a row holds stands beside it under ``kept``. A house test finds every table and field in one of these lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from django.db import models

from tracker.accounts.models import User
from tracker.records.models import (
    Attachment,
    AuditEvent,
    CalendarEvent,
    CalendarFeed,
    CheckIn,
    Course,
    DayEntry,
    DosePeriod,
    EarlierAccount,
    EntryChange,
    FileTicket,
    LabOrder,
    LabResult,
    PushSubscription,
    Question,
    Reminder,
    ReminderChoice,
    SealedFile,
    ShareLink,
    ShareVisit,
    ShownFinding,
    Submission,
    Visit,
)

SCHEMA = "courseline-export-1"
Table = type[models.Model]
Names = tuple[str, ...]

# Told by the history of a course, and made again.
IN_HISTORY: Mapping[Table, Names] = MappingProxyType(
    {
        Course: (
            "started_on",
            "last_dose_on",
            "planned_weeks",
            "target_mg_per_kg",
            "weight_kg",
            "born",
            "can_become_pregnant",
            "conditions",
            "medicines",
        ),
        DosePeriod: ("starts", "mg_per_day", "weight_kg"),
        DayEntry: ("day", "dose_taken", "marks", "note", "new_medicine"),
        LabResult: (
            "day",
            "test",
            "value",
            "unit",
            "upper_limit",
            "outcome",
            "fasting",
        ),
        CheckIn: ("day", "tool", "answers"),
    }
)
# Told beside it, field by field, and made again.
KEPT: Mapping[Table, Names] = MappingProxyType(
    {
        User: (
            "time_zone",
            "language",
            "theme",
            "asks_about_harm",
            "asks_check_ins",
        ),
        ReminderChoice: (
            "by_mail",
            "muted",
            "days_before",
            "when_late",
            "hour",
            "diary",
            "diary_hour",
            "plain_words",
            "plain_titles",
        ),
        Course: (
            "country",
            "name_on_summary",
            "clinic_name",
            "clinic_phone",
            "clinic_email",
            "earlier_course",
            "asks_sexual",
            "check_in_skipped_on",
            "test_settings",
            "created_at",
        ),
        Question: ("text", "rule", "created_at"),
        DayEntry: (
            "version",
            "added_later",
            "first_saved_at",
            "saved_at",
            "time_zone",
        ),
        EntryChange: ("kind", "at", "version"),
        ShownFinding: (
            "day",
            "rule",
            "rule_version",
            "ruleset",
            "level",
            "provenance",
            "official_stop_advice",
            "title",
            "advice",
            "ask",
            "triggered_by",
            "sources",
            "shown_at",
            "holds",
            "contacted_at",
            "contacted_on",
            "they_said",
        ),
        LabResult: ("added_at",),
        LabOrder: (
            "tests",
            "due",
            "every",
            "until",
            "note",
            "created_at",
            "dated_at",
        ),
        Visit: ("day", "time", "place", "note", "created_at", "dated_at"),
        Attachment: ("day", "kind", "added_at"),
        CheckIn: ("wording", "version", "first_saved_at", "saved_at"),
    }
)
# Told in a form of their own, and made again.
RESHAPED: Mapping[str, str] = MappingProxyType(
    {
        "Course.tests_set_aside": "as reasons by test; a test that was asked for is named by its place in the file",
        "EntryChange.before": "as answers",
        "EntryChange.after": "as answers",
        "CheckIn.earlier": "as a list of answers",
        "Attachment.file": "as the name of the report in the ZIP; it is stored under a new one",
        "EarlierAccount.told": "with what this account has to tell of the same",
    }
)
# Told, kept to be read, and told again; none of it works in another account.
ONLY_TOLD: Mapping[Table, Names] = MappingProxyType(
    {
        ShareLink: (
            "kind",
            "label",
            "parts",
            "starts",
            "ends",
            "created_at",
            "expires_at",
            "revoked_at",
            "wrong_codes",
            "openings",
            "openings_allowed",
            "last_wrong_at",
            "last_opened_at",
        ),
        ShareVisit: ("at", "kind", "recipient"),
        Reminder: ("kind", "way", "local_date", "sent_at", "dropped_at", "why"),
        CalendarFeed: ("created_at", "opened_at"),
        PushSubscription: ("created_at",),
        AuditEvent: ("actor", "what", "subject", "at"),
    }
)
# Tables and fields that no file holds, and why.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "Submission": "only tells one sending of a form from the next; what was sent stands in the changes of its day",
        "CalendarEvent": "where an event stood in calendars of an address that ends with the account",
        "SealedFile": "sealed with a key that is kept nowhere",
        "FileTicket": "an address good for one fetch within ten minutes",
        "User.password": "a secret",
        "User.last_login": "belongs to the account, which stays",
        "User.email": "names the account; the same file fits another one",
        "User.is_active": "belongs to the account, which stays",
        "User.date_joined": "belongs to the account, which stays",
        "Course.plan_after": "says when reminders are worked out next: at once after an import, and said from the next moment on",
        "ReminderChoice.stop_key": "a secret",
        "Attachment.size": "is that of the file",
        "ShareLink.token_digest": "a secret",
        "ShareLink.passcode_hash": "a secret; the file says whether there was a code",
        "Reminder.due_at": "follows from the day and the choices",
        "Reminder.lease_until": "belongs to the worker that sends it",
        "Reminder.attempts": "belongs to the worker that sends it",
        "Reminder.message_id": "names this account to mail servers",
        "Reminder.told": "keys of the plan, to find what a mail was about",
        "CalendarFeed.token_digest": "a secret",
        "PushSubscription.endpoint_digest": "a secret",
        "PushSubscription.subscription": "a secret between the server and one browser",
    }
)
TABLES = (
    *{*IN_HISTORY, *KEPT, *ONLY_TOLD},
    EarlierAccount,
    Submission,
    CalendarEvent,
    SealedFile,
    FileTicket,
)

# An export that told of itself could not be the same twice.
UNTOLD_EVENTS = ("data_exported", "data_imported")
ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        Attachment.Kind.JPEG: "jpg",
        Attachment.Kind.PNG: "png",
        Attachment.Kind.WEBP: "webp",
        Attachment.Kind.PDF: "pdf",
    }
)
# An order of the clinic is known by its row, which another account numbers otherwise.
ORDER_KEY = re.compile(r"ORD-(\d+)(.*)", re.DOTALL)


def with_number(key: str, numbers: Mapping[int, int]) -> str | None:
    """Return the key of a planned test with its order numbered otherwise; None when the order is not known."""
    found = ORDER_KEY.fullmatch(key)
    if found is None:
        return key
    number = numbers.get(int(found[1]))
    return None if number is None else f"ORD-{number}{found[2]}"


def told(row: models.Model, names: Names) -> dict[str, object]:
    """Return the named fields of a row as plain JSON values."""
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: object) -> object:
    """Return a value as JSON knows it; an instant in UTC, whatever zone it was written in."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def without(said: object, key: str) -> object:
    """Return an object without one of its names; what is no object stays as it is."""
    if not isinstance(said, dict):
        return said
    return {name: each for name, each in said.items() if name != key}
