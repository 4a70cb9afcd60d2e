"""What the core is told: frozen values, no framework, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the person said about themselves; None and absent mean not said."""

    region: str = "generic"
    born: date | None = None
    can_become_pregnant: bool | None = None
    conditions: frozenset[str] = frozenset()
    medicines: tuple[str, ...] = ()

    def age_on(self, day: date) -> int | None:
        """Return whole years of age on ``day``, or None when the birth date is unknown."""
        if self.born is None:
            return None
        before_birthday = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - before_birthday


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePeriod:
    """The prescribed milligrams a day from ``starts`` until the next period; 0 is a pause."""

    starts: date
    mg_per_day: Decimal
    weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """One course. ``last_dose_on`` is None while the course is running."""

    started_on: date
    last_dose_on: date | None = None
    weight_kg: Decimal | None = None
    planned_weeks: int | None = None
    target_mg_per_kg: Decimal | None = None
    doses: tuple[DosePeriod, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """One logged day. An item absent from ``marks`` is unknown, never none.

    ``marks`` holds integers: graded items 0-3 (``acne_severity`` and ``confidence`` 0-4), yes/no items
    0 or 1, ``mood`` 0 good to 3 very low, ``vision`` 0-2, ``self_harm`` 0 no, 1 yes, 2 talk.
    ``dose_taken`` is "all", "some", "none", "not_yet" or None.
    """

    day: date
    dose_taken: str | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    new_medicine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One result: a number with its unit, or an outcome (negative, positive, unclear)."""

    day: date
    test: str
    value: Decimal | None = None
    unit: str = ""
    upper_limit: Decimal | None = None
    outcome: str = ""
    fasting: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One questionnaire as answered on a day; None is a question left blank.

    ``tool`` is "phq2" or "phq9"; each answer is 0 to 3.
    """

    day: date
    tool: str
    answers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything the rules may know about one course. Entries are in order of day, one a day.

    ``labs_before`` were taken after an earlier course and before this one: they answer what belongs before the start.
    """

    profile: Profile
    course: CourseFacts
    entries: tuple[DayEntry, ...] = ()
    labs: tuple[LabResult, ...] = ()
    labs_before: tuple[LabResult, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()

    def until(self, day: date) -> History:
        """Return the same history without what happened after ``day``."""
        return History(
            profile=self.profile,
            course=self.course,
            entries=tuple(entry for entry in self.entries if entry.day <= day),
            labs=tuple(lab for lab in self.labs if lab.day <= day),
            labs_before=tuple(lab for lab in self.labs_before if lab.day <= day),
            check_ins=tuple(each for each in self.check_ins if each.day <= day),
        )
