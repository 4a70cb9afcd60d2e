"""The words of the sheet, from plain values: no database, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tracker.clinical.facts import LabResult
from tracker.summary.document import (
    Coming,
    Course,
    DoseStep,
    LabLine,
    Laboratory,
    Reading,
)
from tracker.summary.laboratory import reading
from tracker.summary.render.as_html import cumulative, dose_now
from tracker.summary.render.pictures import labelled
from tracker.summary.render.rows import lab_table, left_out_flags, left_out_terms
from tracker.summary.render.wording import days, plain, span

DAY = date(2026, 11, 16)
RUNNING = Course(
    started_on=date(2026, 9, 21),
    last_dose_on=None,
    day=61,
    week=9,
    total_days=168,
    length_is_planned=True,
    dose_mg=Decimal(40),
    dose_mg_per_kg=Decimal("0.625"),
    taken_mg=Decimal(1780),
    taken_mg_per_kg=Decimal("27.8125"),
    target_mg_per_kg=Decimal(120),
    doses_taken=58,
    doses_answered=61,
    share_taken=Decimal("0.95"),
    days_logged=57,
    days=61,
    steps=(DoseStep(start=0, mg=Decimal(20)), DoseStep(start=28, mg=Decimal(40))),
    by_day=(Decimal(20),) * 61,
    weight_kg=Decimal(64),
    missed=(),
)


def labs(**more) -> Laboratory:
    wanted = {
        "days": (DAY,),
        "lines": (),
        "left_out": 0,
    }
    return Laboratory(**{**wanted, **more})


def coming(*names: str, days: int = 0) -> Coming:
    closes = DAY + timedelta(days=days)
    return Coming(names=names, day=DAY, week=9, opens=DAY, closes=closes)


def alt(value: str, limit: str | None, *, own: bool = True) -> LabLine:
    return LabLine(
        test="ALT",
        name="ALT",
        unit="U/L",
        readings=(
            Reading(
                day=DAY,
                value=Decimal(value),
                high=limit is not None and Decimal(value) > Decimal(limit),
            ),
        ),
        limit=None if limit is None else Decimal(limit),
        own_limit=own,
    )


def test_the_dose_is_given_a_day_and_by_weight():
    fact = dose_now(RUNNING)

    assert (fact.value, fact.more) == ("40 mg", "/day · 0.63 mg/kg")


@pytest.mark.parametrize(
    ("last_dose_on", "said"), [(None, "paused"), (DAY, "course ended")]
)
def test_no_dose_says_why(last_dose_on, said):
    stopped = replace(RUNNING, dose_mg=Decimal(0), last_dose_on=last_dose_on)

    assert dose_now(stopped).more == said


@pytest.mark.parametrize(
    ("per_kg", "target", "value", "more"),
    [
        ("27.8125", "120", "27.8", "mg/kg · 23% of 120"),
        ("27.8125", None, "27.8", "mg/kg"),
        (None, "120", "1780", "mg · no weight given"),
    ],
)
def test_the_total_is_measured_against_the_target(per_kg, target, value, more):
    fact = cumulative(
        replace(
            RUNNING,
            taken_mg_per_kg=per_kg and Decimal(per_kg),
            target_mg_per_kg=target and Decimal(target),
        )
    )

    assert (fact.value, fact.more) == (value, more)


def test_a_step_close_to_the_one_before_is_drawn_without_words():
    near = DoseStep(start=30, mg=Decimal(50))
    far = DoseStep(start=84, mg=Decimal(60))

    shown = labelled(replace(RUNNING, steps=(*RUNNING.steps, near, far)))

    assert [step.start for step in shown] == [0, 28, 84]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ((), ""),
        (("Pruritus",), "1 row left out for space: Pruritus."),
        (
            ("A", "B", "C", "D", "E", "F"),
            "6 rows left out for space: A, B, C, D, E, F.",
        ),
        (
            ("A", "B", "C", "D", "E", "F", "G"),
            "7 rows left out for space: A, B, C, D, E, F and 1 more.",
        ),
    ],
)
def test_rows_without_room_are_counted_and_named(terms, said):
    assert left_out_terms(terms) == said


def test_flags_without_room_on_paper_are_counted_and_named_as_short_as_rows():
    assert left_out_flags(()) == ""
    assert left_out_flags(("Arthralgia severe",)) == (
        "1 flag left out on paper for space: Arthralgia severe."
    )
    named = left_out_flags(("x" * 80, *"abcdef"))
    assert named == (
        f"7 flags left out on paper for space: {'x' * 39}…; a; b; c; d; e and 1 more."
    )


@pytest.mark.parametrize(
    ("line", "cell", "limit"),
    [
        (alt("62", "41"), "62 H", "41"),
        (alt("41.0", "41"), "41", "41"),
        (alt("60", "55", own=False), "60 H", "55*"),
        (alt("31", None), "31", "–"),
    ],
)
def test_a_result_is_marked_only_above_its_limit(line, cell, limit):
    row = lab_table(labs(lines=(line,))).rows[0]

    assert (row.cells[0].text, row.limit) == (cell, limit)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ""),
        ({"coming": coming("ALT", "AST")}, "Next: ALT, AST 16 Nov (week 9)."),
        (
            {"due": (coming("CK", days=7),), "coming": coming("ALT")},
            "Due now: CK (16–23 Nov). Next: ALT 16 Nov (week 9).",
        ),
        (
            {"due": (coming("CK"), coming("TG"), coming("ALT"), coming("AST"))},
            "Due now: CK (16 Nov); TG (16 Nov) and 2 more.",
        ),
    ],
)
def test_the_tests_that_are_due_and_those_that_come_next_are_named(more, said):
    assert lab_table(labs(**more)).coming == said


def test_an_outcome_is_no_number():
    result = LabResult(day=DAY, test="HCG_S", outcome="negative")

    assert reading(result, ()) is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 8), date(2026, 11, 8), "8 Nov"),
        (date(2026, 11, 7), date(2026, 11, 8), "7–8 Nov"),
        (date(2026, 10, 30), date(2026, 11, 2), "30 Oct–2 Nov"),
    ],
)
def test_days_are_written_as_short_as_they_can_be_read(first, last, said):
    assert days(first, last) == said


def test_a_span_over_new_year_names_both_years():
    assert span(date(2025, 12, 1), DAY) == "1 Dec 2025 to 16 Nov 2026"
    assert span(date(2026, 9, 21), DAY) == "21 Sep to 16 Nov 2026"


def test_numbers_lose_only_what_says_nothing():
    assert [plain(Decimal(text)) for text in ("40.00", "27.85", "100")] == [
        "40",
        "27.9",
        "100",
    ]
