"""One course of an export: its history as ``triage`` reads it, and what is kept beside each part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models

from tracker.clinical import facts
from tracker.clinical.check_ins.questionnaires import HIGHEST, questionnaire
from tracker.clinical.history.document import LAB_TESTS, read_history
from tracker.clinical.history.parts import BadHistory, Part, a_list, a_text, part
from tracker.clinical.labs.findings import MISSED_RULE
from tracker.clinical.rules.retired import RETIRED
from tracker.clinical.rules.rule import Provenance
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.records.journal import DayAnswers
from tracker.records.models import (
    Attachment,
    CheckIn,
    Course,
    DayEntry,
    DosePeriod,
    EntryChange,
    LabOrder,
    LabResult,
    Question,
    ShownFinding,
    Visit,
)
from tracker.records.portable import KEPT, Names, with_number, without
from tracker.records.reading_rows import Now, a_moment, fitting, in_length, row_of
from tracker.records.reading_shapes import a_few

Row = TypeVar("Row", bound=models.Model)

RULES = frozenset(
    {*RULES_BY_ID, *RETIRED, MISSED_RULE, *(f"LAB-{test}" for test in LAB_TESTS)}
)
PROVENANCES = frozenset(each.value for each in Provenance)
LONGEST_KEY, LONGEST_REASON = 60, 500
# With what a form adds between the names.
MOST_MEDICINES, LONGEST_MEDICINES = 30, 1100
HISTORY = frozenset({"profile", "course", "entries", "labs", "check_ins", "on"})
LISTS = ("entries", "labs", "check_ins")
BESIDE = ("tests_set_aside", "questions", "flags", "asked_for", "visits", "reports")
ANSWERS = frozenset({"dose_taken", "marks", "note", "new_medicine"})
PAPER = re.compile(r"reports/[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,4}\.(jpg|png|webp|pdf)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingPaper:
    """A report, which lies in the ZIP under ``name``."""

    row: Attachment
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingEntry:
    """One day and every save of it."""

    row: DayEntry
    changes: tuple[EntryChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivingCourse:
    """One course and all that hangs on it, as rows without numbers."""

    course: Course
    doses: tuple[DosePeriod, ...]
    entries: tuple[ArrivingEntry, ...]
    results: tuple[LabResult, ...]
    check_ins: tuple[CheckIn, ...]
    questions: tuple[Question, ...]
    flags: tuple[ShownFinding, ...]
    orders: tuple[LabOrder, ...]
    visits: tuple[Visit, ...]
    papers: tuple[ArrivingPaper, ...]
    # Reasons by test; an order is named by its place among ``orders``, from 1.
    set_aside: dict[str, str]


def a_course(place: str, said: object, now: Now) -> ArrivingCourse:
    """Return one course; raise BadHistory naming the place."""
    whole = part(place, said, HISTORY | {"kept"})
    history = history_in(whole)
    kept = part(
        f"{place}.kept", whole.values.get("kept"), frozenset({*KEPT[Course], *BESIDE})
    )
    orders = rows_in(kept, "asked_for", LabOrder, now)
    return ArrivingCourse(
        course=course_row(history, kept, now),
        doses=dose_rows(whole, history, now),
        entries=tuple(entries_in(whole, history, now)),
        results=tuple(results_in(whole, history, now)),
        check_ins=tuple(check_ins_in(whole, history, now)),
        questions=rows_in(kept, "questions", Question, now),
        flags=flags_in(kept, now),
        orders=orders,
        visits=rows_in(kept, "visits", Visit, now),
        papers=tuple(papers_in(kept, now)),
        set_aside=reasons_in(kept, len(orders)),
    )


def history_in(whole: Part) -> facts.History:
    """Return the course as facts, every answer held against the catalogue."""
    bare = {name: whole.values[name] for name in HISTORY & whole.values.keys()}
    for name in LISTS:
        bare[name] = [without(each, "kept") for each in listed(whole, name)]
    try:
        return read_history(bare)[0]
    except BadHistory as problem:
        raise BadHistory(f"{whole.place}.{problem}") from None


def listed(whole: Part, name: str) -> tuple[object, ...]:
    return () if whole.values.get(name) is None else a_list(whole, name)


def kept_in(whole: Part, name: str, *by: str, keys: Names) -> Iterator[Part]:
    """Return what is kept beside each part of a list, in the order in which facts stand."""
    rows = enumerate(listed(whole, name))
    objects = [(place, each) for place, each in rows if isinstance(each, dict)]
    objects.sort(key=lambda each: [each[1][key] for key in by])
    for place, each in objects:
        here = f"{whole.place}.{name}[{place}].kept"
        yield part(here, each.get("kept"), frozenset(keys))


def rows_in(kept: Part, key: str, model: type[Row], now: Now) -> tuple[Row, ...]:
    names = KEPT[model]
    rows = enumerate(kept.need(key, a_few))
    return tuple(
        row_of(
            model,
            part(f"{kept.place}.{key}[{place}]", each, frozenset(names)),
            names,
            now,
        )
        for place, each in rows
    )


def refuse_doubles(said: Part, key: str, names: Iterable[object]) -> None:
    seen: set[object] = set()
    for name in names:
        if name in seen:
            said.refuse(key, f"{name} is there twice.")
        seen.add(name)


def course_row(history: facts.History, kept: Part, now: Now) -> Course:
    course, profile = history.course, history.profile
    told = (
        "started_on",
        "last_dose_on",
        "planned_weeks",
        "target_mg_per_kg",
        "weight_kg",
        "born",
    )
    row = row_of(
        Course,
        kept,
        KEPT[Course],
        now,
        started_on=course.started_on,
        last_dose_on=course.last_dose_on,
        planned_weeks=course.planned_weeks,
        target_mg_per_kg=course.target_mg_per_kg,
        weight_kg=course.weight_kg,
        born=profile.born,
        can_become_pregnant=profile.can_become_pregnant,
        conditions=sorted(profile.conditions),
        medicines=list(profile.medicines),
    )
    fitting(row, told, kept, now)
    if len(row.medicines) > MOST_MEDICINES:
        kept.refuse("medicines", f"are more than {MOST_MEDICINES}.")
    if len(", ".join(row.medicines)) > LONGEST_MEDICINES:
        kept.refuse("medicines", "are too long.")
    return row


def dose_rows(whole: Part, history: facts.History, now: Now) -> tuple[DosePeriod, ...]:
    said, doses = Part(f"{whole.place}.course", {}), history.course.doses
    rows = tuple(
        DosePeriod(
            starts=each.starts, mg_per_day=each.mg_per_day, weight_kg=each.weight_kg
        )
        for each in doses
    )
    if not rows or rows[0].starts != history.course.started_on:
        said.refuse("doses", "the first one must begin with the course.")
    refuse_doubles(said, "doses", [row.starts for row in rows])
    for row in rows:
        fitting(row, ("starts", "mg_per_day", "weight_kg"), said, now)
    return rows


# Days


def entries_in(
    whole: Part, history: facts.History, now: Now
) -> Iterator[ArrivingEntry]:
    names = KEPT[DayEntry]
    beside = kept_in(whole, "entries", "day", keys=(*names, "changes"))
    for each, kept in zip(history.entries, beside, strict=True):
        if each.day < history.course.started_on:
            kept.refuse("day", f"{each.day} is before the course.")
        row = row_of(
            DayEntry,
            kept,
            names,
            now,
            day=each.day,
            dose_taken=each.dose_taken or "",
            marks=dict(each.marks),
            note=each.note,
            new_medicine=each.new_medicine,
        )
        fitting(row, ("day", "note", "new_medicine"), kept, now)
        yield ArrivingEntry(row=row, changes=changes_in(kept, row, now))


def changes_in(kept: Part, entry: DayEntry, now: Now) -> tuple[EntryChange, ...]:
    """Return every save of a day; the last one is the day as it stands."""
    names = KEPT[EntryChange]
    found = []
    for place, each in enumerate(kept.need("changes", a_list)):
        said = part(
            f"{kept.place}.changes[{place}]",
            each,
            frozenset({*names, "before", "after"}),
        )
        found.append(
            row_of(
                EntryChange,
                said,
                names,
                now,
                before=answers_in(said, "before", entry.day),
                after=answers_in(said, "after", entry.day),
            )
        )
    versions = [each.version for each in found]
    refuse_doubles(kept, "changes", versions)
    if max(versions, default=0) != entry.version:
        kept.refuse("changes", "do not lead to the version of the day.")
    return tuple(found)


def answers_in(said: Part, key: str, day: date) -> str:
    """Return the answers of one save as they are stored; the empty text where there were none."""
    if said.values.get(key) is None:
        return ""
    here = f"{said.place}.{key}"
    entry = part(here, said.values[key], ANSWERS)
    alone = {
        "course": {"started_on": day.isoformat()},
        "entries": [{**entry.values, "day": day.isoformat()}],
        "on": day.isoformat(),
    }
    try:
        found = read_history(alone)[0].entries[0]
    except BadHistory as problem:
        raise BadHistory(f"{here}: {problem}") from None
    in_length("DayEntry.note", found.note, entry)
    in_length("DayEntry.new_medicine", found.new_medicine, entry)
    return DayAnswers(
        dose_taken=found.dose_taken or "",
        marks=found.marks,
        note=found.note,
        new_medicine=found.new_medicine,
    ).as_text()


def check_ins_in(whole: Part, history: facts.History, now: Now) -> Iterator[CheckIn]:
    names = KEPT[CheckIn]
    beside = kept_in(whole, "check_ins", "day", "tool", keys=(*names, "earlier"))
    for each, kept in zip(history.check_ins, beside, strict=True):
        earlier = [
            earlier_answers(
                kept, place, said, asked=len(questionnaire(each.tool).questions)
            )
            for place, said in enumerate(kept.need("earlier", a_list))
        ]
        row = row_of(
            CheckIn,
            kept,
            names,
            now,
            day=each.day,
            tool=each.tool,
            answers=list(each.answers),
            earlier=json.dumps(earlier) if earlier else "",
        )
        fitting(row, ("day",), kept, now)
        yield row


def earlier_answers(
    kept: Part, place: int, said: object, *, asked: int
) -> dict[str, object]:
    here = part(f"{kept.place}.earlier[{place}]", said, frozenset({"until", "answers"}))
    answers = list(here.need("answers", a_list))
    if len(answers) != asked or not all(map(is_answer, answers)):
        here.refuse("answers", f"must be {asked} numbers from 0 to {HIGHEST}, or null.")
    return {"until": here.need("until", a_moment).isoformat(), "answers": answers}


def is_answer(each: object) -> bool:
    if each is None:
        return True
    return isinstance(each, int) and not isinstance(each, bool) and 0 <= each <= HIGHEST


# Tests


def results_in(whole: Part, history: facts.History, now: Now) -> Iterator[LabResult]:
    names = KEPT[LabResult]
    beside = kept_in(whole, "labs", "day", keys=names)
    seen: set[tuple[date, str]] = set()
    for each, kept in zip(history.labs, beside, strict=True):
        row = row_of(
            LabResult,
            kept,
            names,
            now,
            day=each.day,
            test=each.test,
            value=each.value,
            unit=each.unit,
            upper_limit=each.upper_limit,
            outcome=each.outcome,
            fasting=each.fasting,
        )
        fitting(row, ("day", "value", "unit", "upper_limit"), kept, now)
        if (row.day, row.test) in seen:
            kept.refuse("test", f"{row.test} of {row.day} is there twice.")
        seen.add((row.day, row.test))
        yield row


def flags_in(kept: Part, now: Now) -> tuple[ShownFinding, ...]:
    """Return what was told; a rule that nobody knows here is refused, since nobody could explain it."""
    rows = rows_in(kept, "flags", ShownFinding, now)
    for place, row in enumerate(rows):
        said = Part(f"{kept.place}.flags[{place}]", {})
        if row.rule not in RULES:
            said.refuse("rule", f"{row.rule!r} is not a rule that is known here.")
        if row.provenance not in PROVENANCES:
            said.refuse("provenance", f"{row.provenance!r} does not exist.")
    refuse_doubles(kept, "flags", [(row.day, row.rule, row.level) for row in rows])
    return rows


def papers_in(kept: Part, now: Now) -> Iterator[ArrivingPaper]:
    """Return the reports that have a file; one whose file was lost before the export is left out."""
    names = KEPT[Attachment]
    for place, each in enumerate(kept.need("reports", a_few)):
        said = part(f"{kept.place}.reports[{place}]", each, frozenset({*names, "file"}))
        if said.values.get("file") is None:
            continue
        name = a_text(said, "file")
        if not PAPER.fullmatch(name):
            said.refuse("file", f"{name[:40]!r} is not the name of a report.")
        yield ArrivingPaper(row=row_of(Attachment, said, names, now), name=name)


def reasons_in(kept: Part, orders: int) -> dict[str, str]:
    """Return why tests were set aside; an order that is named must be among those asked for."""
    said = kept.need("tests_set_aside", lambda each, key: each.values[key])
    if not isinstance(said, dict):
        kept.refuse("tests_set_aside", "must be an object.")
    places = {place: place for place in range(1, orders + 1)}
    inner = Part(f"{kept.place}.tests_set_aside", said)
    for key in said:
        if len(key) > LONGEST_KEY or with_number(key, places) is None:
            inner.refuse(key[:LONGEST_KEY], "is not a test of this course.")
        if len(a_text(inner, key)) > LONGEST_REASON:
            inner.refuse(key, "the reason is too long.")
    return {key: str(reason) for key, reason in said.items()}
