"""What a summary says about itself and the plan, as FHIR resources: news, parts left out, the course."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tracker.summary.document import Changes, Course
from tracker.summary.render.fhir import Making, Resource, measure, quantity, words
from tracker.summary.render.fhir_records import counted, observation, part
from tracker.summary.render.wording import PART_NAMES, day_of


def plan(making: Making, course: Course) -> Resource:
    """Return the day of the course, and what it is meant to come to."""
    parts = [
        counted("day", _("Day"), course.day),
        counted("week", _("Week"), course.week),
    ]
    if course.length_is_planned:
        parts.append(counted("planned-days", _("Planned days"), course.total_days))
    if course.target_mg_per_kg is not None:
        target = quantity(course.target_mg_per_kg, "mg/kg")
        parts.append(part("target-dose-per-weight", _("Target per weight"), target))
    said = [f"{each['code']['text']}: {value_of(each)}" for each in parts]
    return observation(
        making, "plan", said, measure("course", _("Course")), component=parts
    )


def value_of(part: dict[str, Any]) -> str:
    held = part.get("valueQuantity")
    return f"{held['value']} {held['unit']}" if held else str(part["valueInteger"])


def left_out(making: Making) -> Resource:
    """Return which parts the person left out, whether or not there is anything in them."""
    named = ", ".join(str(PART_NAMES[part]) for part in making.summary.not_included)
    said = _("Not included by patient: %(parts)s.") % {"parts": named}
    return observation(
        making,
        "not included",
        [said],
        measure("not-included", _("Not included by patient")),
        valueString=said,
    )


def news(making: Making, found: Changes) -> Resource:
    """Return what is new since the reader last looked."""
    since = _("Since %(day)s") % {"day": day_of(found.since)}
    said = f"{since}: {' '.join(found.lines)}"
    return observation(
        making,
        "new since",
        [said],
        measure("new-since", _("New since the last look")),
        valueString=words(said),
    )
