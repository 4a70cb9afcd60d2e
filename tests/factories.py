"""Small makers of people, courses and days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory

from tracker.accounts.models import User
from tracker.records.models import (
    CheckIn,
    Course,
    DayEntry,
    DosePeriod,
    LabOrder,
    LabResult,
    Visit,
)

PASSWORD = "courseline-test"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@courseline.test")
    time_zone = "Europe/London"

    @factory.post_generation
    def password(self, create: bool, extracted: str | None, **_: object) -> None:
        self.set_password(extracted or PASSWORD)
        if create:
            self.save()


class CourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Course
        skip_postgeneration_save = True

    owner = factory.SubFactory(UserFactory)
    started_on = date(2026, 9, 21)
    planned_weeks = 24
    weight_kg = Decimal("64.0")
    target_mg_per_kg = Decimal(120)
    country = "uk"
    clinic_name = "Northgate Clinic"
    clinic_phone = "01632 960123"
    # The diary begins with the course, unless a test says otherwise.
    created_at = factory.LazyAttribute(
        lambda course: min(NOON, NOON.combine(course.started_on, NOON.timetz()))
    )

    @factory.post_generation
    def mg(self, create: bool, extracted: int | None, **_: object) -> None:
        if create:
            DosePeriod.objects.create(
                course=self, starts=self.started_on, mg_per_day=Decimal(extracted or 20)
            )


def log(
    course: Course, day: date, *, dose: str = "all", note: str = "", **marks: int
) -> DayEntry:
    """Store one day as it stands, without asking the rules."""
    return DayEntry.objects.create(
        course=course,
        day=day,
        dose_taken=dose,
        marks=marks,
        note=note,
        first_saved_at=NOON,
        saved_at=NOON,
        time_zone="Europe/London",
    )


def log_days(course: Course, count: int, **marks: int) -> None:
    """Store the first ``count`` days of the course, all alike."""
    DayEntry.objects.bulk_create(
        DayEntry(
            course=course,
            day=course.started_on + timedelta(days=number),
            dose_taken="all",
            marks=marks,
            first_saved_at=NOON,
            saved_at=NOON,
            time_zone="Europe/London",
        )
        for number in range(count)
    )


def result(
    course: Course, day: date, test: str = "ALT", value: str = "31", **more: object
) -> LabResult:
    return LabResult.objects.create(
        course=course,
        day=day,
        test=test,
        value=Decimal(value),
        unit=more.pop("unit", "U/L"),
        added_at=NOON,
        **more,
    )


def answered(course: Course, day: date, answers: str, **more: object) -> CheckIn:
    """Store a questionnaire as it stands: one character a question, a dot for one left blank."""
    return CheckIn.objects.create(
        course=course,
        day=day,
        tool=f"phq{len(answers)}",
        answers=[None if each == "." else int(each) for each in answers],
        first_saved_at=NOON,
        saved_at=NOON,
        **more,
    )


def ask(course: Course, due: date, *tests: str, **more: object) -> LabOrder:
    """Store that the clinic asked for tests on a day."""
    return LabOrder.objects.create(
        course=course, due=due, tests=list(tests or ("TG",)), created_at=NOON, **more
    )


def visit(course: Course, day: date, **more: object) -> Visit:
    return Visit.objects.create(course=course, day=day, created_at=NOON, **more)


def liver_and_fats(course: Course, day: date) -> None:
    """Store the four usual results of one day."""
    for test in ("ALT", "AST"):
        result(course, day, test)
    for test in ("TG", "CHOL"):
        result(course, day, test, "1.2", unit="mmol/L")
