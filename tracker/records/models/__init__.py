from tracker.records.models.audit import AuditEvent
from tracker.records.models.check_in import CheckIn
from tracker.records.models.course import Country, Course, DosePeriod, Question
from tracker.records.models.earlier import EarlierAccount
from tracker.records.models.entry import DayEntry, EntryChange, Submission
from tracker.records.models.finding import ShownFinding
from tracker.records.models.lab import (
    Attachment,
    LabOrder,
    LabResult,
    Visit,
)
from tracker.records.models.reminder import (
    CalendarEvent,
    CalendarFeed,
    PushSubscription,
    Reminder,
    ReminderChoice,
)
from tracker.records.models.sharing import (
    FileTicket,
    LinkKind,
    SealedFile,
    ShareLink,
    ShareVisit,
    VisitKind,
)

__all__ = [
    "Attachment",
    "AuditEvent",
    "CalendarEvent",
    "CalendarFeed",
    "CheckIn",
    "Country",
    "Course",
    "DayEntry",
    "DosePeriod",
    "EarlierAccount",
    "EntryChange",
    "FileTicket",
    "LabOrder",
    "LabResult",
    "LinkKind",
    "PushSubscription",
    "Question",
    "Reminder",
    "ReminderChoice",
    "SealedFile",
    "ShareLink",
    "ShareVisit",
    "ShownFinding",
    "Submission",
    "Visit",
    "VisitKind",
]
