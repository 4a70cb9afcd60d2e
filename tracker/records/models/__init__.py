from tracker.records.models.audit import AuditEvent
from tracker.records.models.course import Country, Course, DosePeriod, Question
from tracker.records.models.entry import DayEntry, EntryChange, Submission
from tracker.records.models.finding import ShownFinding
from tracker.records.models.lab import LabResult
from tracker.records.models.reminder import (
    CalendarEvent,
    CalendarFeed,
    PushSubscription,
    Reminder,
    ReminderChoice,
)
from tracker.records.models.sharing import ShareLink, ShareVisit

__all__ = [
    "AuditEvent",
    "CalendarEvent",
    "CalendarFeed",
    "Country",
    "Course",
    "DayEntry",
    "DosePeriod",
    "EntryChange",
    "LabResult",
    "PushSubscription",
    "Question",
    "Reminder",
    "ReminderChoice",
    "ShareLink",
    "ShareVisit",
    "ShownFinding",
    "Submission",
]
