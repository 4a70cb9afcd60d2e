"""Two people with believable courses, written through the same operations as the pages use."""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tracker import clock
from tracker.accounts.models import User
from tracker.records import (
    checkins,
    courses,
    journal,
    lab_plan,
    labs,
    questions,
    visits,
)
from tracker.records.journal import DayAnswers
from tracker.records.models import Course, LabOrder, LabResult, Visit

PASSWORD = "courseline-demo"
DEMO, SECOND = "demo@courseline.test", "second@courseline.test"
ZONE = "Europe/London"
SEED = 21
UNLOGGED = {19, 20, 38, 51}
MISSED = {11, 33, 46}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who they are in the demo."""

    email: str
    name: str
    weight_kg: Decimal
    mg: Decimal
    details: dict[str, Any] = field(default_factory=dict)


ROBIN = Person(
    email=DEMO,
    name="Robin Hale",
    weight_kg=Decimal("64.0"),
    mg=Decimal(20),
    details={"conditions": ["contact_lenses"], "born": date(2004, 5, 4)},
)
SAM = Person(
    email=SECOND,
    name="Sam Okoro",
    weight_kg=Decimal("71.5"),
    mg=Decimal(30),
    details={"can_become_pregnant": True, "born": date(2001, 2, 11)},
)


class Command(BaseCommand):
    help = "Create the demo accounts with a realistic course. Running it again changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=61, help="length of the course so far"
        )

    def handle(self, *args: object, days: int, **options: object) -> None:
        if settings.ENVIRONMENT == "production":
            raise CommandError(
                "The demo accounts have a public password: not in production."
            )
        if not 1 <= days <= 730:
            raise CommandError("--days must lie between 1 and 730.")
        today = clock.today(ZONE)
        for person, length in ((ROBIN, days), (SAM, max(1, days // 3))):
            made = build(person, length, today=today)
            self.stdout.write(
                f"{person.email}: {'created' if made else 'already there'}"
            )


@transaction.atomic
def build(person: Person, days: int, *, today: date) -> bool:
    """Create one person with a course of ``days`` days ending today; return False when they exist."""
    if User.objects.filter(email=person.email).exists():
        return False
    user = User.objects.create_user(person.email, PASSWORD, time_zone=ZONE)
    started_on = today - timedelta(days=days - 1)
    course = courses.start_course(
        user,
        started_on=started_on,
        mg_per_day=person.mg,
        country="uk",
        details={
            "planned_weeks": 24,
            "target_mg_per_kg": Decimal(120),
            "weight_kg": person.weight_kg,
            "name_on_summary": person.name,
            "clinic_name": "Northgate Clinic",
            "clinic_phone": "01632 960123",
            "clinic_email": "clinic@example.org",
            **person.details,
        },
        at=instant(started_on, 9),
        today=today,
    )
    if days > 28:
        step = started_on + timedelta(days=28)
        courses.change_dose(
            course,
            starts=step,
            mg_per_day=person.mg * 2,
            weight_kg=None,
            at=instant(step, 9),
            today=today,
        )
    live(course, days)
    tests(course, days)
    check_ins(course, days)
    questions.add(course, text="Can I go back to running?", at=instant(today, 9))
    logistics(course, today)
    return True


def instant(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 30), tzinfo=UTC)


def live(course: Course, days: int) -> None:
    chance = random.Random(SEED)
    # Today is left to whoever tries the demo.
    for number in range(days - 1):
        day = course.started_on + timedelta(days=number)
        marks = marks_of(number, days, chance)
        if number in UNLOGGED:
            continue
        journal.log_day(
            course,
            day=day,
            answers=DayAnswers(
                dose_taken="none" if number in MISSED else "all",
                marks=marks,
                note=NOTES.get(number, ""),
            ),
            version=0,
            submission_id=uuid5(NAMESPACE_URL, f"{course.owner_id}-{day}"),
            at=instant(day, 20),
            today=day,
        )
        follow_up(course, day)


def follow_up(course: Course, day: date) -> None:
    """Contact the clinic about what the rules asked for, the next morning."""
    for finding in course.findings.filter(day=day, level__gte=3, contacted_at=None):
        journal.note_contact(
            finding,
            they_said="Rest it, and come to the next visit as planned.",
            at=instant(day, 9) + timedelta(days=1),
        )


NOTES = {
    11: "Forgot the capsules, went to bed early.",
    47: "Ran 8 km on Saturday, legs and back very sore since.",
    59: "Long day at the screen. Took paracetamol.",
}


def marks_of(number: int, days: int, chance: random.Random) -> dict[str, int]:
    """Return one day of a course: lips first, then skin and eyes, aches after the step in dose."""
    week = number // 7

    def some(odds: float, worst: int) -> int:
        if chance.random() > odds:
            return 0
        return 1 if worst == 1 or chance.random() < 0.6 else 2

    marks = {
        "lips_dry": some(min(0.98, 0.5 + week * 0.12), 2),
        "skin_dry": some(min(0.9, 0.2 + week * 0.12), 2),
        "eyes_dry": some(0.1 + week * 0.06, 1),
        "vision": 0,
        "aches": some(0.1 if number < 28 else 0.4, 1),
        "mood": some(0.08, 1),
        "headache": some(0.1, 1),
    }
    return marks | weekly(number) | spells(number, days)


def weekly(number: int) -> dict[str, int]:
    """Return the benefits, asked once a week: better and better."""
    if number % 7:
        return {}
    week = number // 7
    return {
        "acne_severity": max(1, 4 - (week + 1) // 3),
        "oiliness": max(0, 3 - week // 2),
        "confidence": min(4, 1 + week // 3),
    }


def spells(number: int, days: int) -> dict[str, int]:
    """Return what came and went: two nosebleeds, a long run, a headache yesterday."""
    came = {
        32: {"nosebleed": 2},
        33: {"nosebleed": 2},
        34: {"nosebleed": 0},
        35: {"nosebleed": 0},
        47: {"aches": 3, "joint_pain": 2, "muscle_weakness": 0},
        48: {"aches": 3, "joint_pain": 2, "muscle_weakness": 0},
        49: {"aches": 2, "joint_pain": 0},
        50: {"aches": 2, "joint_pain": 0},
    }
    if days > 40:
        came[days - 2] = {"headache": 2}
    return came.get(number, {})


def check_ins(course: Course, days: int) -> None:
    """Answer the two questions about mood every four weeks."""
    for number, answers in ((0, (1, 0)), (28, (1, 1)), (56, (1, 0))):
        if number < days - 1:
            day = course.started_on + timedelta(days=number)
            checkins.answer(
                course,
                day=day,
                tool="phq2",
                answers=answers,
                version=0,
                submission_id=uuid5(NAMESPACE_URL, f"{course.owner_id}-{day}-phq2"),
                at=instant(day, 21),
                today=day,
            )


def tests(course: Course, days: int) -> None:
    """Add the results before the start and after a month; what is due later stays open."""
    for number, alt, fats, cholesterol in (
        (-7, "18", "1.1", "4.1"),
        (30, "24", "2.4", "4.9"),
    ):
        if number < days:
            report(
                course,
                course.started_on + timedelta(days=number),
                alt,
                fats,
                cholesterol,
            )


def logistics(course: Course, today: date) -> None:
    """Add the repeat the clinic asked for, two days late, and the next visit."""
    order = LabOrder(
        course=course, tests=["TG"], due=today - timedelta(days=2), note="A repeat."
    )
    lab_plan.save_order(order, at=instant(today, 9), today=today)
    visit = Visit(
        course=course,
        day=today + timedelta(days=24),
        time=time(10, 40),
        place="Northgate Clinic, room 4",
    )
    visits.save(visit, at=instant(today, 9), today=today)


def report(course: Course, day: date, alt: str, fats: str, cholesterol: str) -> None:
    lines = (
        ("ALT", alt, "U/L", "41"),
        ("TG", fats, "mmol/L", "1.7"),
        ("CHOL", cholesterol, "mmol/L", "5.0"),
    )
    for test, value, unit, limit in lines:
        labs.add_result(
            course,
            LabResult(
                day=day,
                test=test,
                value=Decimal(value),
                unit=unit,
                upper_limit=Decimal(limit),
                fasting=True,
            ),
            at=instant(day, 17),
            today=day,
        )
