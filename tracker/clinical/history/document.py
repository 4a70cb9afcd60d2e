"""One history as JSON, in and out. What is not understood is refused with a clear message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tracker.clinical.engine.findings import RULESET_VERSION, Finding, highest
from tracker.clinical.facts import (
    CourseFacts,
    DayEntry,
    DosePeriod,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.history.check_ins import check_ins_as_json, read_check_ins
from tracker.clinical.history.parts import (
    BadHistory,
    Part,
    a_count,
    a_day,
    a_list,
    a_number,
    a_text,
    a_truth,
    one_of,
    part,
    texts,
)
from tracker.clinical.labs.plans import OUTCOMES, TESTS, Test, test
from tracker.clinical.labs.units import implausible
from tracker.clinical.vocabulary import (
    CATALOGUE,
    CONDITIONS,
    REGIONS,
    Item,
    Scale,
    UnknownMark,
    mark_for,
)

__all__ = [
    "LAB_TESTS",
    "BadHistory",
    "answer_as_json",
    "finding_as_json",
    "history_as_json",
    "read_history",
]

LAB_TESTS = tuple(TESTS)
LAB_OUTCOMES = tuple(OUTCOMES)

_TOP = frozenset({"profile", "course", "entries", "labs", "check_ins", "on"})
_PROFILE = frozenset(
    {"region", "born", "can_become_pregnant", "conditions", "medicines"}
)
_COURSE = frozenset(
    {
        "started_on",
        "last_dose_on",
        "weight_kg",
        "planned_weeks",
        "target_mg_per_kg",
        "doses",
    }
)
_DOSE = frozenset({"from", "mg_per_day", "weight_kg"})
_ENTRY = frozenset({"day", "dose_taken", "marks", "note", "new_medicine"})
_LAB = frozenset({"day", "test", "value", "unit", "upper_limit", "outcome", "fasting"})


def read_history(data: object) -> tuple[History, date]:
    """Return the history and the day it is asked about; raise BadHistory."""
    top = part("history", data, _TOP)
    history = History(
        profile=_profile(part("profile", top.values.get("profile") or {}, _PROFILE)),
        course=_course(
            part(
                "course",
                top.need("course", lambda each, key: each.values[key]),
                _COURSE,
            )
        ),
        entries=_entries(top.maybe("entries", a_list, ())),
        labs=_labs(top.maybe("labs", a_list, ())),
        check_ins=read_check_ins(top.maybe("check_ins", a_list, ())),
    )
    return history, top.need("on", a_day)


def _profile(said: Part) -> Profile:
    return Profile(
        region=said.maybe("region", one_of(*REGIONS), "generic"),
        born=said.maybe("born", _maybe_day, None),
        can_become_pregnant=said.maybe("can_become_pregnant", _maybe_truth, None),
        conditions=said.maybe("conditions", _conditions, frozenset()),
        medicines=said.maybe("medicines", texts, ()),
    )


def _conditions(said: Part, key: str) -> frozenset[str]:
    named = frozenset(texts(said, key))
    unknown = sorted(named - CONDITIONS.keys())
    if unknown:
        said.refuse(key, f"has unknown conditions: {', '.join(unknown)}.")
    return named


def _course(said: Part) -> CourseFacts:
    started, last = (
        said.need("started_on", a_day),
        said.maybe("last_dose_on", _maybe_day, None),
    )
    if last is not None and last < started:
        said.refuse("last_dose_on", "is before the start.")
    return CourseFacts(
        started_on=started,
        last_dose_on=last,
        weight_kg=said.maybe("weight_kg", _maybe_number, None),
        planned_weeks=said.maybe("planned_weeks", _maybe_count, None),
        target_mg_per_kg=said.maybe("target_mg_per_kg", _maybe_number, None),
        doses=_doses(said.maybe("doses", a_list, ())),
    )


def _doses(rows: Sequence[object]) -> tuple[DosePeriod, ...]:
    parts = (
        part(f"course.doses[{place}]", row, _DOSE) for place, row in enumerate(rows)
    )
    periods = [
        DosePeriod(
            starts=each.need("from", a_day),
            mg_per_day=each.need("mg_per_day", a_number),
            weight_kg=each.maybe("weight_kg", _maybe_number, None),
        )
        for each in parts
    ]
    return tuple(sorted(periods, key=lambda period: period.starts))


def _entries(rows: Sequence[object]) -> tuple[DayEntry, ...]:
    entries: dict[date, DayEntry] = {}
    for place, row in enumerate(rows):
        said = part(f"entries[{place}]", row, _ENTRY)
        entry = _entry(said)
        if entry.day in entries:
            said.refuse("day", f"{entry.day} is there twice.")
        entries[entry.day] = entry
    return tuple(entries[day] for day in sorted(entries))


def _entry(said: Part) -> DayEntry:
    marks = said.maybe("marks", _marks_part, Part(f"{said.place}.marks", {}))
    started = marks.maybe("new_medicine", a_text, "")
    return DayEntry(
        day=said.need("day", a_day),
        dose_taken=said.maybe("dose_taken", _dose_taken, None),
        marks={
            code: _mark(marks, code) for code in marks.values if _is_marked(marks, code)
        },
        note=said.maybe("note", a_text, ""),
        new_medicine=said.maybe("new_medicine", a_text, started),
    )


def _marks_part(said: Part, key: str) -> Part:
    codes = frozenset(
        code for code, each in CATALOGUE.items() if each.scale is not Scale.DOSE
    )
    return part(f"{said.place}.{key}", said.values[key], codes)


def _is_marked(marks: Part, code: str) -> bool:
    # Null is the same as absent: not asked.
    return code != "new_medicine" and marks.values[code] is not None


def _mark(marks: Part, code: str) -> int:
    value, known = marks.values[code], CATALOGUE[code]
    if isinstance(value, str):
        return _named_mark(marks, known, value)
    if isinstance(value, bool) and known.scale not in (Scale.YES_NO, Scale.SELF_HARM):
        marks.refuse(code, "needs a grade, not true or false.")
    if not isinstance(value, int) or value not in known.marks:
        marks.refuse(
            code, f"{value!r} is not one of {', '.join(map(str, known.marks))}."
        )
    return int(value)


def _named_mark(marks: Part, known: Item, value: str) -> int:
    try:
        return mark_for(known.code, value)
    except UnknownMark:
        allowed = ", ".join(choice.value for choice in known.choices)
        marks.refuse(known.code, f"{value!r} is not one of {allowed}.")


def _dose_taken(said: Part, key: str) -> str | None:
    return one_of(*(choice.value for choice in CATALOGUE["dose_taken"].choices))(
        said, key
    )


def _labs(rows: Sequence[object]) -> tuple[LabResult, ...]:
    labs = [_lab(part(f"labs[{place}]", row, _LAB)) for place, row in enumerate(rows)]
    return tuple(sorted(labs, key=lambda lab: lab.day))


def _lab(said: Part) -> LabResult:
    which = test(said.need("test", one_of(*LAB_TESTS)))
    (_check_outcome if which.outcomes else _check_number)(said, which)
    return LabResult(
        day=said.need("day", a_day),
        test=which.code,
        value=said.maybe("value", _maybe_number, None),
        unit=said.maybe("unit", a_text, ""),
        upper_limit=said.maybe("upper_limit", _maybe_number, None),
        outcome=said.maybe("outcome", one_of(*LAB_OUTCOMES), ""),
        fasting=said.maybe("fasting", _maybe_truth, None),
    )


def _check_number(said: Part, which: Test) -> None:
    said.must_lack("outcome", f"{which.code} is reported as a number.")
    said.need("value", a_number)
    unit = said.need("unit", one_of(*(unit.name for unit in which.units)))
    for key in ("value", "upper_limit"):
        number = said.maybe(key, _maybe_number, None)
        if number is not None and implausible(which, number, unit) is not None:
            said.refuse(key, f"{number} {unit} is far outside what a lab can report.")


def _check_outcome(said: Part, which: Test) -> None:
    for key in ("value", "unit", "upper_limit"):
        said.must_lack(key, f"{which.code} is reported as an outcome.")
    said.need("outcome", one_of(*LAB_OUTCOMES))


# The same readers, typed for values that may be left out.


def _maybe_day(said: Part, key: str) -> date | None:
    return a_day(said, key)


def _maybe_number(said: Part, key: str) -> Decimal | None:
    return a_number(said, key)


def _maybe_count(said: Part, key: str) -> int | None:
    return a_count(said, key)


def _maybe_truth(said: Part, key: str) -> bool | None:
    return a_truth(said, key)


# Out


def history_as_json(history: History, *, on: date) -> dict[str, object]:
    """Return the history as plain JSON values, which ``read_history`` reads back as the same history."""
    return {
        "profile": _profile_as_json(history.profile),
        "course": _course_as_json(history.course),
        "entries": [_entry_as_json(entry) for entry in history.entries],
        "labs": [_lab_as_json(lab) for lab in history.labs],
        "check_ins": check_ins_as_json(history.check_ins),
        "on": on.isoformat(),
    }


def _profile_as_json(profile: Profile) -> dict[str, object]:
    return {
        "region": profile.region,
        "born": _day_as_json(profile.born),
        "can_become_pregnant": profile.can_become_pregnant,
        "conditions": sorted(profile.conditions),
        "medicines": list(profile.medicines),
    }


def _course_as_json(course: CourseFacts) -> dict[str, object]:
    return {
        "started_on": course.started_on.isoformat(),
        "last_dose_on": _day_as_json(course.last_dose_on),
        "weight_kg": _number_as_json(course.weight_kg),
        "planned_weeks": course.planned_weeks,
        "target_mg_per_kg": _number_as_json(course.target_mg_per_kg),
        "doses": [
            _without_blanks(
                {
                    "from": period.starts.isoformat(),
                    "mg_per_day": _number_as_json(period.mg_per_day),
                    "weight_kg": _number_as_json(period.weight_kg),
                }
            )
            for period in course.doses
        ],
    }


def _entry_as_json(entry: DayEntry) -> dict[str, object]:
    marks = {
        code: _mark_as_json(code, entry.marks[code]) for code in sorted(entry.marks)
    }
    return _without_blanks(
        {
            "day": entry.day.isoformat(),
            "dose_taken": entry.dose_taken,
            "marks": marks,
            "note": entry.note,
            "new_medicine": entry.new_medicine or None,
        }
    )


def _mark_as_json(code: str, mark: int) -> int | bool:
    return bool(mark) if CATALOGUE[code].scale is Scale.YES_NO else mark


def _lab_as_json(lab: LabResult) -> dict[str, object]:
    return _without_blanks(
        {
            "day": lab.day.isoformat(),
            "test": lab.test,
            "value": _number_as_json(lab.value),
            "unit": lab.unit or None,
            "upper_limit": _number_as_json(lab.upper_limit),
            "outcome": lab.outcome or None,
            "fasting": lab.fasting,
        }
    )


def answer_as_json(findings: Iterable[Finding]) -> dict[str, object]:
    """Return the answer of ``manage.py triage``."""
    told = tuple(findings)
    return {
        "ruleset": RULESET_VERSION,
        "level": highest(told).code,
        "findings": [finding_as_json(finding) for finding in told],
    }


def finding_as_json(finding: Finding) -> dict[str, object]:
    """Return one finding as plain JSON values."""
    return {
        "rule": finding.rule,
        "level": finding.level.code,
        "provenance": finding.provenance,
        "official_stop_advice": finding.official_stop_advice,
        "triggered_by": [
            {
                "day": trigger.day.isoformat(),
                "item": trigger.item,
                "value": trigger.value,
            }
            for trigger in finding.triggered_by
        ],
        "title": finding.title,
        "advice": finding.advice,
        "sources": [
            {"id": ref.id, "title": ref.title, "section": ref.section}
            for ref in finding.sources
        ],
    }


def _without_blanks(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _day_as_json(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number_as_json(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
