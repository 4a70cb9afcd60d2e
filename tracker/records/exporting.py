"""Everything a person has here, as one plain value that depends on nothing but what was written."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from tracker.accounts.models import User
from tracker.clinical import facts
from tracker.clinical.history.document import history_as_json
from tracker.records import attachments, audit
from tracker.records.facts import history_of, keep_results
from tracker.records.journal import answers_in
from tracker.records.lab_plan import reasons_of
from tracker.records.models import (
    Attachment,
    AuditEvent,
    CalendarFeed,
    CheckIn,
    Course,
    DayEntry,
    EarlierAccount,
    EntryChange,
    LabOrder,
    PushSubscription,
    Question,
    Reminder,
    ReminderChoice,
    ShareLink,
    ShareVisit,
    ShownFinding,
    Visit,
)
from tracker.records.portable import (
    ENDINGS,
    KEPT,
    ONLY_TOLD,
    SCHEMA,
    UNTOLD_EVENTS,
    told,
    with_number,
    without,
)

Json = dict[str, object]
RELATED = (
    "dose_periods",
    "questions",
    "entries__changes",
    "findings",
    "lab_results",
    "lab_orders",
    "visits",
    "attachments",
    "check_ins",
    "share_links__visits",
)
# What an event was about, where it is named by the number of its row.
ROW = re.compile(r"(share|attachment) (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A report and its name in the export."""

    name: str
    row: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What goes into an export: the document, the courses as they were read, the reports."""

    document: Json
    courses: tuple[Course, ...]
    papers: tuple[Paper, ...]

    @property
    def current(self) -> Course | None:
        """Return the open course, else the one that ended last."""
        return max(
            self.courses,
            key=lambda each: (each.last_dose_on or date.max, each.started_on),
            default=None,
        )


def take_out(owner: User, *, actor: str, at: datetime) -> Account:
    """Return everything of a person as it stands in one moment, and note that it was taken out."""
    # Reports are read before anybody has to wait; the file says of each whether it comes.
    return taken_out(owner, attachments.whole_files(owner), actor=actor, at=at)


@transaction.atomic
def taken_out(
    owner: User, whole: Collection[str], *, actor: str, at: datetime
) -> Account:
    # Whoever saves a day meanwhile waits, so that the parts fit together.
    list(Course.objects.select_for_update().filter(owner=owner).values_list("pk"))
    found = account_of(owner, whole=whole)
    audit.note(owner, actor=actor, what="data_exported", at=at)
    return found


def account_of(owner: User, *, whole: Collection[str] = ()) -> Account:
    """Return everything of a person, in a fixed number of queries; ``whole`` are files that were read already."""
    rows = list(
        Course.objects.filter(owner=owner)
        .order_by("started_on", "created_at", "pk")
        .prefetch_related(*RELATED)
    )
    for row in rows:
        stand_alone(row, owner)
    keep_results(rows)
    found = (each for row in rows for each in row.attachments.all())
    papers = tuple(named(each for each in found if can_come(each, whole)))
    names = {each.row.pk: each.name for each in papers}
    choice = ReminderChoice.objects.filter(owner=owner).first()
    document: Json = {
        "schema": SCHEMA,
        "person": told(owner, KEPT[User]),
        "reminders": told(choice, KEPT[ReminderChoice]) if choice else None,
        "courses": [course_as_json(row, names) for row in rows],
        "told_only": told_of(owner, rows),
    }
    return Account(document=document, courses=tuple(rows), papers=papers)


def can_come(row: Attachment, whole: Collection[str]) -> bool:
    """Hold when a report can be handed out: the document names no file that the ZIP would lack."""
    if row.file in whole:
        return attachments.is_there(row)
    return attachments.is_whole(row)


def stand_alone(course: Course, owner: User) -> None:
    """Put what was read of a course into numbers and an order that another account would give it too."""
    course.owner = owner
    orders = list(course.lab_orders.all())
    places = {order.pk: place for place, order in enumerate(orders, start=1)}
    aside = {
        key: reason
        for old, reason in reasons_of(course).items()
        if (key := with_number(old, places)) is not None
    }
    course.tests_set_aside = json.dumps(aside, sort_keys=True) if aside else ""
    for order in orders:
        order.pk = places[order.pk]
    course.conditions = sorted(course.conditions)
    for entry in course.entries.all():
        entry.marks = dict(sorted(entry.marks.items()))


def named(rows: Iterable[Attachment]) -> Iterator[Paper]:
    """Name each report by its day and its place among those of the day."""
    counted: Counter[date] = Counter()
    for row in rows:
        counted[row.day] += 1
        name = f"reports/{row.day.isoformat()}-{counted[row.day]}.{ENDINGS[row.kind]}"
        yield Paper(name=name, row=row)


# A course


def course_as_json(course: Course, names: Mapping[int, str]) -> Json:
    """Return a course as a history that ``triage`` reads, with ``kept`` beside each of its parts."""
    said = history_as_json(history_of(course), on=last_day(course))
    results = rows_as_json(course.lab_results.all(), ("added_at",))
    return {
        **said,
        "entries": beside(said["entries"], map(entry_kept, course.entries.all())),
        "labs": beside(said["labs"], results),
        "check_ins": beside(
            said["check_ins"], map(check_in_kept, course.check_ins.all())
        ),
        "kept": {
            **told(course, KEPT[Course]),
            "tests_set_aside": reasons_of(course),
            "questions": rows_as_json(course.questions.all(), KEPT[Question]),
            "flags": rows_as_json(course.findings.all(), KEPT[ShownFinding]),
            "asked_for": rows_as_json(course.lab_orders.all(), KEPT[LabOrder]),
            "visits": rows_as_json(course.visits.all(), KEPT[Visit]),
            "reports": [
                {**told(row, KEPT[Attachment]), "file": names.get(row.pk)}
                for row in course.attachments.all()
            ],
        },
    }


def last_day(course: Course) -> date:
    """Return the last day that anything is known of."""
    days = [course.started_on, course.last_dose_on]
    days += [entry.day for entry in course.entries.all()]
    days += [result.day for result in course.lab_results.all()]
    days += [check_in.day for check_in in course.check_ins.all()]
    return max(day for day in days if day is not None)


def last_moment(course: Course) -> datetime:
    """Return when something was last written down, so that what is made of a course can carry that date."""
    moments = [course.created_at]
    moments += [entry.saved_at for entry in course.entries.all()]
    moments += [result.added_at for result in course.lab_results.all()]
    moments += [check_in.saved_at for check_in in course.check_ins.all()]
    moments += [flag.contacted_at or flag.shown_at for flag in course.findings.all()]
    return max(moments)


def rows_as_json(rows: Iterable[models.Model], names: tuple[str, ...]) -> list[Json]:
    return [told(row, names) for row in rows]


def beside(said: object, kept: Iterable[Json]) -> list[Json]:
    """Return each part of a history with what is kept about it; both stand in the order of the rows."""
    parts = said if isinstance(said, list) else []
    return [{**part, "kept": each} for part, each in zip(parts, kept, strict=True)]


def entry_kept(entry: DayEntry) -> Json:
    changes = sorted(entry.changes.all(), key=lambda each: each.version)
    return {
        **told(entry, KEPT[DayEntry]),
        "changes": [change_as_json(each, entry.day) for each in changes],
    }


def change_as_json(change: EntryChange, day: date) -> Json:
    return {
        **told(change, KEPT[EntryChange]),
        "before": answers_as_json(change.before, day),
        "after": answers_as_json(change.after, day),
    }


def answers_as_json(text: str, day: date) -> object:
    """Return the answers of one save as an entry of a history, None where there were none."""
    answers = answers_in(text)
    if answers is None:
        return None
    entry = facts.DayEntry(
        day=day,
        dose_taken=answers.dose_taken or None,
        marks=answers.marks,
        note=answers.note,
        new_medicine=answers.new_medicine,
    )
    alone = facts.History(
        profile=facts.Profile(),
        course=facts.CourseFacts(started_on=day),
        entries=(entry,),
    )
    said = history_as_json(alone, on=day)["entries"]
    return without(said[0], "day") if isinstance(said, list) else None


def check_in_kept(row: CheckIn) -> Json:
    earlier = json.loads(row.earlier) if row.earlier else []
    return {**told(row, KEPT[CheckIn]), "earlier": earlier}


# What works nowhere else


def told_of(owner: User, courses: Iterable[Course]) -> Json:
    """Return what is only told: links, reminders sent, calendars, browsers, and what happened.

    What an imported file told of an account before this one comes first.
    """
    earlier = told_before(owner)
    links = [link for course in courses for link in course.share_links.all()]
    links.sort(key=lambda link: (link.created_at, link.pk))
    before = len(earlier.get("links", ()))
    places = {link.pk: place for place, link in enumerate(links, start=before + 1)}
    own = {
        "links": [link_as_json(link) for link in links],
        "reminders": rows_as_json(done_reminders(owner), ONLY_TOLD[Reminder]),
        "calendars": rows_as_json(
            CalendarFeed.objects.filter(owner=owner), ONLY_TOLD[CalendarFeed]
        ),
        "browsers": rows_as_json(
            PushSubscription.objects.filter(owner=owner), ONLY_TOLD[PushSubscription]
        ),
        "events": [event_as_json(each, places) for each in events_of(owner)],
    }
    return {name: [*earlier.get(name, ()), *rows] for name, rows in own.items()}


def told_before(owner: User) -> dict[str, list[Json]]:
    """Return what an imported file told of the account before this one."""
    row = EarlierAccount.objects.filter(owner=owner).first()
    found: dict[str, list[Json]] = json.loads(row.told) if row else {}
    return found


def link_as_json(link: ShareLink) -> Json:
    visits = sorted(link.visits.all(), key=lambda each: (each.at, each.pk))
    return {
        **told(link, ONLY_TOLD[ShareLink]),
        "had_code": bool(link.passcode_hash),
        "visits": rows_as_json(visits, ONLY_TOLD[ShareVisit]),
    }


def done_reminders(owner: User) -> Iterable[Reminder]:
    """Return the reminders that were sent or dropped; those to come are worked out anew."""
    rows = Reminder.objects.filter(owner=owner).exclude(sent_at=None, dropped_at=None)
    return rows.order_by("local_date", "kind", "way")


def events_of(owner: User) -> Iterable[AuditEvent]:
    rows = AuditEvent.objects.filter(owner=owner).exclude(what__in=UNTOLD_EVENTS)
    return rows.order_by("at", "pk")


def event_as_json(event: AuditEvent, links: Mapping[int, int]) -> Json:
    said = told(event, ONLY_TOLD[AuditEvent])
    return {**said, "subject": without_row(event.subject, links)}


def without_row(subject: str, links: Mapping[int, int]) -> str:
    """Return what an event was about without the number of a row; a link is named by its place in the file."""
    if found := ROW.fullmatch(subject):
        place = links.get(int(found[2])) if found[1] == "share" else None
        return f"{found[1]} {place}" if place else found[1]
    # The order may be gone: its number would name another one.
    return with_number(subject, {}) or ""
