"""Rows to facts: the only bridge between the tables and the clinical core."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.clinical import facts
from tracker.records.models import CheckIn, Course, DayEntry, DosePeriod, LabResult

# The plan of tests that fits a country (clinical.md section 6: US label, UK and EU product
# information, expert consensus elsewhere). Decision 0004.
PLAN_OF_COUNTRY = {
    "us": "us",
    "uk": "uk",
    "ie": "uk",
    "es": "uk",
    "fr": "uk",
    "de": "uk",
    "eu": "uk",
}


def region_of(country: str) -> str:
    """Return the region profile of a country: us, uk or generic."""
    return PLAN_OF_COUNTRY.get(country, "generic")


def profile_of(course: Course) -> facts.Profile:
    return facts.Profile(
        region=region_of(course.country),
        born=course.born,
        can_become_pregnant=course.can_become_pregnant,
        conditions=frozenset(course.conditions),
        medicines=tuple(course.medicines),
    )


def course_of(course: Course, periods: Iterable[DosePeriod]) -> facts.CourseFacts:
    return facts.CourseFacts(
        started_on=course.started_on,
        last_dose_on=course.last_dose_on,
        weight_kg=course.weight_kg,
        planned_weeks=course.planned_weeks,
        target_mg_per_kg=course.target_mg_per_kg,
        doses=tuple(
            facts.DosePeriod(
                starts=period.starts,
                mg_per_day=period.mg_per_day,
                weight_kg=period.weight_kg,
            )
            for period in periods
        ),
    )


def entry_of(entry: DayEntry) -> facts.DayEntry:
    return facts.DayEntry(
        day=entry.day,
        dose_taken=entry.dose_taken or None,
        marks=entry.marks,
        note=entry.note,
        new_medicine=entry.new_medicine,
    )


def result_of(result: LabResult) -> facts.LabResult:
    return facts.LabResult(
        day=result.day,
        test=result.test,
        value=result.value,
        unit=result.unit,
        upper_limit=result.upper_limit,
        outcome=result.outcome,
        fasting=result.fasting,
    )


def check_in_of(check_in: CheckIn) -> facts.CheckIn:
    return facts.CheckIn(
        day=check_in.day, tool=check_in.tool, answers=tuple(check_in.answers)
    )


def history_of(course: Course, *, with_check_ins: bool = True) -> facts.History:
    """Return everything known of a course, in four queries; in three without the questionnaires."""
    check_ins = course.check_ins.all() if with_check_ins else ()
    return facts.History(
        profile=profile_of(course),
        course=course_of(course, course.dose_periods.all()),
        entries=tuple(entry_of(entry) for entry in course.entries.all()),
        labs=tuple(result_of(result) for result in course.lab_results.all()),
        check_ins=tuple(check_in_of(each) for each in check_ins),
    )
