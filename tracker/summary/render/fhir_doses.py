"""What was taken as FHIR: the total, and how the days were answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tracker.summary.document import Course
from tracker.summary.render.as_html import dose_formula
from tracker.summary.render.fhir import Making, Resource, measure, quantity
from tracker.summary.render.fhir_records import counted, observation, part

TENTH = Decimal("0.1")


def dose_total(making: Making, course: Course) -> Resource:
    """Return the cumulative dose with the numbers that went in."""
    parts = []
    if course.taken_mg_per_kg is not None and course.weight_kg is not None:
        parts = [
            part(
                "cumulative-dose-per-weight",
                _("Cumulative dose per weight at the start"),
                most(course, course.taken_mg_per_kg, "mg/kg"),
            ),
            part(
                "weight-at-start",
                _("Weight at the start"),
                quantity(course.weight_kg, "kg"),
            ),
        ]
    parts += least_parts(course)
    return observation(
        making,
        "cumulative dose",
        [dose_formula(course)],
        measure("cumulative-dose", _("Cumulative dose")),
        valueQuantity=most(course, course.taken_mg, "mg"),
        note=[{"text": dose_formula(course)}],
        **({"component": parts} if parts else {}),
    )


def most(course: Course, value: Decimal, unit: str) -> dict[str, Any]:
    """Return a total; where many days are unknown it is the most that was taken, and says so."""
    said = quantity(value.quantize(TENTH), unit)
    return said if course.least_mg is None else {"comparator": "<=", **said}


def least_parts(course: Course) -> list[dict[str, Any]]:
    """Return the lower end of a total that is a range."""
    ends = [
        (
            "cumulative-dose-least",
            _("Cumulative dose, at least"),
            course.least_mg,
            "mg",
        ),
        (
            "cumulative-dose-per-weight-least",
            _("Cumulative dose per weight at the start, at least"),
            course.least_mg_per_kg,
            "mg/kg",
        ),
    ]
    return [
        part(code, text, quantity(value.quantize(TENTH), unit))
        for code, text, value, unit in ends
        if value is not None
    ]


def adherence(making: Making, course: Course) -> Resource:
    return observation(
        making,
        "adherence",
        [
            _(
                "All capsules taken on %(taken)s of %(answered)s days answered, %(unknown)s days unknown."
            )
            % {
                "taken": course.doses_taken,
                "answered": course.doses_answered,
                "unknown": course.doses_unknown,
            },
            _("Logged on %(count)s of %(days)s days.")
            % {"count": course.days_logged, "days": course.days},
        ],
        measure("adherence", _("Doses taken and days logged")),
        component=[
            counted("doses-taken", _("Doses taken"), course.doses_taken),
            counted("doses-answered", _("Days answered"), course.doses_answered),
            counted("doses-unknown", _("Days unknown"), course.doses_unknown),
            counted("days-logged", _("Days logged"), course.days_logged),
            counted("days", _("Days of the summary"), course.days),
            counted("days-assumed", _("Days assumed taken"), course.days_assumed),
        ],
    )
