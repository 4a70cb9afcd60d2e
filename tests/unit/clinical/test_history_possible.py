"""A question to `manage.py triage` that cannot be is refused: its place, its value, and why."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from tracker.clinical.history.document import read_history
from tracker.clinical.history.parts import BadHistory
from tracker.clinical.history.possible import BOUNDS, read_question
from tracker.course.forms import (
    HEAVIEST,
    LIGHTEST,
    CourseFields,
    DoseForm,
    StartForm,
)

HALF = "\ud83d"


def question(**said):
    course = {"started_on": "2026-09-21", **said.pop("course", {})}
    return {"course": course, "on": "2026-10-21", **said}


def dose(starts="2026-09-21", mg=20, **said):
    return question(course={"doses": [{"from": starts, "mg_per_day": mg, **said}]})


def result(limit, *, test="ALT", unit="U/L", value=40):
    said = {"day": "2026-10-01", "test": test, "value": value, "unit": unit}
    return question(labs=[{**said, "upper_limit": limit}])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            question(course={"weight_kg": 0}),
            "course.weight_kg: 0 is not between 20 and 400 kg.",
        ),
        (
            question(course={"weight_kg": 1e9}),
            "course.weight_kg: 1000000000.0 is not between 20 and 400 kg.",
        ),
        (
            question(course={"planned_weeks": 0}),
            "course.planned_weeks: 0 is not between 1 and 156 weeks.",
        ),
        (
            question(course={"target_mg_per_kg": 4000}),
            "course.target_mg_per_kg: 4000 is not between 10 and 400 mg per kg.",
        ),
        (
            dose(mg=99999),
            "course.doses[0].mg_per_day: 99999 is not between 0 and 200 mg.",
        ),
        (
            dose(weight_kg=2),
            "course.doses[0].weight_kg: 2 is not between 20 and 400 kg.",
        ),
        (
            dose("2019-09-21"),
            "course.doses[0].from: 2019-09-21 is before the first capsule, 2026-09-21.",
        ),
        (
            question(profile={"born": "2031-01-01"}),
            "profile.born: 2031-01-01 is not before the day asked about, 2026-10-21.",
        ),
        (
            question(profile={"born": "2026-10-01"}),
            "profile.born: 2026-10-01 is not before the first capsule, 2026-09-21.",
        ),
        (
            result(19999),
            "labs[0].upper_limit: 19999 U/L is no limit a report prints.",
        ),
        (
            result(3),
            "labs[0].upper_limit: 3 U/L is no limit a report prints.",
        ),
        (
            result(30, test="TG", unit="mmol/L", value=2),
            "labs[0].upper_limit: 30 mmol/L is no limit a report prints.",
        ),
        (
            result(0),
            "labs[0].upper_limit: 0 U/L is far outside what a lab can report.",
        ),
        (
            question(entries=[{"day": "2026-10-01", "note": f"sad {HALF}"}]),
            "entries[0].note: 'sad \\ud83d' has half a character in it.",
        ),
        (
            question(profile={"medicines": ["zinc", HALF]}),
            "profile.medicines: '\\ud83d' has half a character in it.",
        ),
        (
            question(entries=[{"day": "2026-10-01", "new_medicine": HALF}]),
            "entries[0].new_medicine: '\\ud83d' has half a character in it.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_its_value_and_the_reason(
    data, message
):
    assert refused(data) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            question(entries=[{"day": f"2026-10-{each}"} for each in (30, 20, 22)]),
            "entries[2].day: 2026-10-22 is after the day asked about, 2026-10-21.",
        ),
        (
            question(labs=[{"day": "2026-10-22", "test": "HCG_U", "outcome": "positive"}]),
            "labs[0].day: 2026-10-22 is after the day asked about, 2026-10-21.",
        ),
        (
            question(check_ins=[{"day": "2027-01-01", "tool": "phq2", "answers": [3, 3]}]),
            "check_ins[0].day: 2027-01-01 is after the day asked about, 2026-10-21.",
        ),
    ],
)  # fmt: skip
def test_what_is_logged_after_the_day_asked_about_is_not_dropped_without_a_word(
    data, message
):
    assert refused(data) == message
    # An export is read whole: its last day is the day it was made on, where the person was.
    assert read_history(data)


@pytest.mark.parametrize(
    "data",
    [
        question(course={"weight_kg": 20}),
        question(course={"weight_kg": 400, "planned_weeks": 156}),
        question(course={"target_mg_per_kg": 10, "planned_weeks": 1}),
        question(course={"last_dose_on": "2026-12-01"}),
        question(profile={"born": "2026-09-20"}),
        dose(mg=0),
        dose("2026-12-01", mg=200),
        result(550),
        result(Decimal("1.7"), test="TG", unit="mmol/L", value=2),
        result(130, test="LDL", unit="mg/dL", value=100),
        question(entries=[{"day": "2026-10-21", "note": "\U0001f642"}]),
        question(labs=[{"day": "2026-10-21", "test": "HCG_U", "outcome": "positive"}]),
    ],
)
def test_what_can_be_is_read_as_it_was(data):
    assert read_question(data) == read_history(data)


def test_the_command_ends_with_2(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(dose(mg=99999))))

    with pytest.raises(CommandError, match="99999 is not between 0 and 200") as refusal:
        call_command("triage", "-")

    assert refusal.value.returncode == 2


def test_the_bounds_are_those_of_the_forms():
    def of(form, name):
        field = form.base_fields[name]
        return field.min_value, field.max_value

    assert BOUNDS["weight_kg"][:2] == (LIGHTEST, HEAVIEST)
    assert BOUNDS["mg_per_day"][:2] == of(DoseForm, "mg_per_day")
    assert BOUNDS["mg_per_day"][1] == of(StartForm, "mg_per_day")[1]
    assert BOUNDS["planned_weeks"][:2] == of(CourseFields, "planned_weeks")
    assert BOUNDS["target_mg_per_kg"][:2] == of(CourseFields, "target_mg_per_kg")


def refused(data):
    with pytest.raises(BadHistory) as refusal:
        read_question(data)
    return str(refusal.value)
