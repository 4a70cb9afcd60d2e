from tracker.records.models.audit import AuditEvent
from tracker.records.models.check_in import CheckIn
from tracker.records.models.course import Country, Course, DosePeriod, Question
from tracker.records.models.entry import DayEntry, EntryChange, Submission
from tracker.records.models.finding import ShownFinding
from tracker.records.models.lab import LabResult
from tracker.records.models.sharing import ShareLink, ShareVisit

__all__ = [
    "AuditEvent",
    "CheckIn",
    "Country",
    "Course",
    "DayEntry",
    "DosePeriod",
    "EntryChange",
    "LabResult",
    "Question",
    "ShareLink",
    "ShareVisit",
    "ShownFinding",
    "Submission",
]
