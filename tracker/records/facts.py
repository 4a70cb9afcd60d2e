"""Rows to facts: the only bridge between the tables and the clinical core."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q

from tracker.clinical import facts
from tracker.clinical.labs.answers import BEFORE_START
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


KEPT = "_kept_results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The results of a course in order of day, and those from between an earlier one and its start."""

    own: list[LabResult] = field(default_factory=list)
    before: list[LabResult] = field(default_factory=list)

    @property
    def labs(self) -> tuple[facts.LabResult, ...]:
        return tuple(result_of(each) for each in self.own)

    @property
    def labs_before(self) -> tuple[facts.LabResult, ...]:
        return tuple(result_of(each) for each in self.before)


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


def results_of(course: Course) -> Results:
    """Return the results of a course in one query, in none when they are kept with it."""
    kept: Results | None = vars(course).get(KEPT)
    return kept or results_by_course([course])[course.pk]


def keep_results(courses: Collection[Course]) -> None:
    """Keep with each course of one person the results that were read with it, so that nobody asks for them again."""
    after = [
        row
        for course in courses
        for row in course.lab_results.all()
        if course.last_dose_on is not None and row.day > course.last_dose_on
    ]
    for course in courses:
        before = sorted(
            (row for row in after if comes_before(course, row)),
            key=lambda row: (row.day, row.pk),
        )
        own = list(course.lab_results.all())
        vars(course)[KEPT] = Results(own=own, before=before)


def comes_before(course: Course, row: LabResult) -> bool:
    """Hold for a result of the weeks before the start: those in which the first tests of a plan are taken."""
    return course.started_on - BEFORE_START <= row.day < course.started_on


def results_by_course(courses: Collection[Course]) -> dict[int, Results]:
    """Return the results of each course, at most one of a person, in one query.

    A test taken after the last capsule of an earlier course stays with it, and counts before the start of the next.
    """
    found = {course.pk: Results() for course in courses}
    next_of = {course.owner_id: course for course in courses}
    rows = (
        LabResult.objects.filter(course__owner__in=next_of)
        .filter(Q(course__in=found) | Q(course__last_dose_on__lt=F("day")))
        .annotate(owner=F("course__owner_id"))
    )
    for row in rows:
        course = next_of[row.owner]
        if row.course_id == course.pk:
            found[course.pk].own.append(row)
        elif comes_before(course, row):
            found[course.pk].before.append(row)
    return found


def check_in_of(check_in: CheckIn) -> facts.CheckIn:
    return facts.CheckIn(
        day=check_in.day, tool=check_in.tool, answers=tuple(check_in.answers)
    )


def history_of(
    course: Course, *, with_check_ins: bool = True, results: Results | None = None
) -> facts.History:
    """Return everything known of a course, in four queries; one less without the questionnaires, or with ``results``."""
    results = results_of(course) if results is None else results
    check_ins = course.check_ins.all() if with_check_ins else ()
    return facts.History(
        profile=profile_of(course),
        course=course_of(course, course.dose_periods.all()),
        entries=tuple(entry_of(entry) for entry in course.entries.all()),
        labs=results.labs,
        labs_before=results.labs_before,
        check_ins=tuple(check_in_of(each) for each in check_ins),
    )
