"""A person who used all there is: two courses, every kind of row, written through the operations of the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from tests import papers
from tests.factories import UserFactory
from tracker.accounts.models import User
from tracker.records import (
    attachments,
    audit,
    checkins,
    courses,
    journal,
    lab_plan,
    labs,
    people,
    questions,
    reminders,
    sharing,
    visits,
)
from tracker.records.facts import history_of
from tracker.records.journal import DayAnswers
from tracker.records.models import (
    Course,
    LabOrder,
    LabResult,
    LinkKind,
    Reminder,
    ShownFinding,
    Visit,
)

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOSTILE = "=HYPERLINK(\"http://x\")\n<script>alert('1')</script> \u202eback ’ 😀"
REPORTS = (
    papers.photo_that_tells(),
    papers.photo("PNG"),
    papers.photo("WEBP"),
    papers.pdf(pages=2),
)


def person(email: str = "ada@courseline.test") -> User:
    """Return somebody with everything, as of noon on 20 November 2026."""
    ada = UserFactory(email=email)
    finished_course(ada)
    course = open_course(ada)
    days(course)
    tests(course)
    logistics(course)
    shares(course)
    choices(ada)
    return ada


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12, 0, 0, 123456), tzinfo=UTC)


def finished_course(ada: User) -> None:
    began = date(2025, 1, 6)
    course = begin(ada, began, clinic_name="The old clinic", earlier_course=False)
    log(course, began + timedelta(days=3), note="The first one.", lips_dry=1)
    courses.finish_course(
        course, last_dose_on=date(2025, 6, 30), at=noon(date(2025, 6, 30)), today=date(2025, 6, 30)
    )  # fmt: skip


def open_course(ada: User) -> Course:
    course = begin(
        ada,
        date(2026, 9, 21),
        planned_weeks=24,
        target_mg_per_kg=Decimal("120.5"),
        weight_kg=Decimal("64.5"),
        name_on_summary="Ada “Byron”",
        born=date(2001, 2, 11),
        clinic_name=HOSTILE.splitlines()[0],
        clinic_phone="01632 960123",
        clinic_email="clinic@example.org",
        can_become_pregnant=True,
        conditions=["diabetes", "contact_lenses"],
        medicines=["Zinc", "doxycycline"],
        earlier_course=True,
        asks_sexual=True,
    )
    for starts, mg in ((date(2026, 10, 19), "40"), (date(2026, 11, 9), "0")):
        courses.change_dose(
            course, starts=starts, mg_per_day=Decimal(mg), weight_kg=Decimal("63.2"), at=noon(starts), today=starts
        )  # fmt: skip
    return course


def begin(ada: User, day: date, **details: object) -> Course:
    return courses.start_course(
        ada,
        started_on=day,
        mg_per_day=Decimal("20.5"),
        country="uk",
        details=details,
        at=noon(day),
        today=day,
    )


def log(
    course: Course,
    day: date,
    *,
    version: int = 0,
    note: str = "",
    medicine: str = "",
    **marks: int,
) -> None:
    journal.log_day(
        course,
        day=day,
        answers=DayAnswers(
            dose_taken="some" if version else "all", marks=marks, note=note, new_medicine=medicine
        ),
        version=version,
        submission_id=uuid4(),
        at=noon(day),
        today=day,
    )  # fmt: skip


def days(course: Course) -> None:
    """Log days with a red flag that was answered, an edit, something taken back, and a medicine."""
    log(course, date(2026, 10, 1), note=HOSTILE, joint_pain=3, lips_dry=2, jaundice=0)
    log(course, date(2026, 10, 1), version=1, joint_pain=2, lips_dry=2)
    log(
        course,
        date(2026, 10, 2),
        medicine="Doxycycline 100 mg",
        headache=2,
        mood=2,
        self_harm=2,
    )
    log(course, date(2026, 10, 5), lips_dry=1)
    log(course, date(2026, 10, 5), version=1, lips_dry=3)
    journal.undo(course, day=date(2026, 10, 5), version=2, at=NOON, today=TODAY)
    log(course, TODAY, sexual=1, nosebleed=2)
    flag = (
        ShownFinding.objects.filter(course=course, level__gte=3).order_by("day").first()
    )
    assert flag is not None
    journal.note_contact(flag, they_said="Rest.\n=1+1", at=NOON)
    for answers, version in (((1, 0), 0), ((2, None), 1)):
        checkins.answer(
            course, day=date(2026, 10, 19), tool="phq2", answers=answers, version=version,
            submission_id=uuid4(), at=noon(date(2026, 10, 19)), today=TODAY,
        )  # fmt: skip
    checkins.answer(
        course, day=TODAY, tool="phq9", answers=(0, 1, 2, 3, None, 0, 0, 0, 1), version=0,
        submission_id=uuid4(), at=NOON, today=TODAY,
    )  # fmt: skip
    checkins.put_off(course, on=TODAY, at=NOON)
    questions.add(course, text="May I run?", at=NOON)
    questions.add(course, text=HOSTILE, at=NOON)


def tests(course: Course) -> None:
    """Add results in numbers and outcomes, one far above its limit, and a report of every kind of file."""
    for day, test, value, unit, limit in (
        (date(2026, 9, 14), "ALT", "31", "U/L", "41"),
        (date(2026, 10, 19), "ALT", "162.5", "U/L", "41"),
        (date(2026, 10, 19), "TG", "1.234", "mmol/L", "1.7"),
    ):
        row = LabResult(
            day=day,
            test=test,
            value=Decimal(value),
            unit=unit,
            upper_limit=Decimal(limit),
            fasting=True,
        )
        labs.add_result(course, row, at=noon(day), today=TODAY)
    outcome = LabResult(day=date(2026, 10, 20), test="HCG_U", outcome="negative")
    labs.add_result(course, outcome, at=NOON, today=TODAY)
    for content in REPORTS:
        attachments.add(
            course, attachments.read(content), day=date(2026, 10, 19), at=NOON
        )


def logistics(course: Course) -> None:
    """Ask for a dozen tests, so that their numbers have one and two figures, and set some aside."""
    for number in range(12):
        order = LabOrder(
            course=course, tests=["TG", "CK"] if number % 2 else ["ALT"], due=TODAY + timedelta(days=7),
            every=number, until=TODAY + timedelta(days=90) if number else None, note=f"Note {number}",
        )  # fmt: skip
        lab_plan.save_order(order, at=NOON, today=TODAY)
    order.due += timedelta(days=1)
    lab_plan.save_order(order, at=NOON, today=TODAY)
    planned = lab_plan.plan_of(course, history_of(course), on=TODAY)
    for each in (
        planned[-1].key,
        next(each.key for each in planned if each.key.startswith("ORD-")),
    ):
        lab_plan.set_aside(
            course, each, reason=f"Not needed: {HOSTILE}", planned=planned, at=NOON
        )
        course.refresh_from_db()
    lab_plan.choose_settings(course, {"during": "home"}, at=NOON)
    for hour in (None, time(9, 30)):
        visit = Visit(
            course=course,
            day=TODAY + timedelta(days=24),
            time=hour,
            place="Room 4",
            note=HOSTILE,
        )
        visits.save(visit, at=NOON, today=TODAY)


def shares(course: Course) -> None:
    """Make a link that was opened and turned off, one with a code, and a health link."""
    wanted = {
        "parts": ["summary", "labs"],
        "starts": None,
        "ends": None,
        "lasts": timedelta(days=7),
        "at": NOON,
    }
    link, token = sharing.create(course, label="For the clinic", **wanted)
    sharing.open_by_token(token, NOON)
    sharing.revoke(link, at=NOON)
    sharing.create(course, label=HOSTILE, code="123456", openings_allowed=3, **wanted)
    sealed = sharing.Sealed(content_type="application/fhir+json", text="sealed")
    link, _token = sharing.create(
        course, label="", kind=LinkKind.HEALTH_LINK, code="1", sealed=sealed, **wanted
    )
    sharing.note_visit(link, at=NOON, recipient="Dr =cmd()")


def choices(ada: User) -> None:
    """Choose how the app looks and reminds, and have been reminded once."""
    people.change_preferences(
        ada, time_zone="Europe/Madrid", language="en-gb", theme="dark", asks_about_harm=False, asks_check_ins=True, at=NOON
    )  # fmt: skip
    reminders.change_choices(
        ada, choices={"muted": ["visit"], "days_before": [3, 0], "hour": 10, "diary": True}, at=NOON
    )  # fmt: skip
    reminders.stop_key_of(ada)
    reminders.make_feed(ada, at=NOON)
    reminders.add_browser(
        ada, subscription={"endpoint": "https://push.example/secret-endpoint"}, at=NOON
    )
    reminders.revisions(ada, {"day-1": (TODAY, "A title")}, at=NOON)
    for sent in (NOON, None):
        day = TODAY if sent else TODAY + timedelta(days=1)
        Reminder.objects.create(
            owner=ada, kind="dated", way="mail", local_date=day, due_at=noon(day), sent_at=sent, message_id=f"<{day}@x>"
        )  # fmt: skip
    audit.note(ada, actor="operator", what="data_exported", at=NOON)
