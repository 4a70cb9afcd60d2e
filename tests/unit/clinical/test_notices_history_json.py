"""A whole history through JSON and back, and each refusal word for word: its place, its value, and why."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tracker.clinical.facts import CheckIn, DosePeriod, LabResult
from tracker.clinical.history.check_ins import check_ins_as_json
from tracker.clinical.history.document import BadHistory, history_as_json, read_history
from tracker.clinical.vocabulary import UnknownMark, mark_for

# Everything that can be said once, in the order and with the keys in which it is written out.
WHOLE: dict[str, Any] = {
    "profile": {
        "region": "uk",
        "born": "2004-05-04",
        "can_become_pregnant": True,
        "conditions": ["diabetes", "liver_disease"],
        "medicines": ["zinc"],
    },
    "course": {
        "started_on": "2026-09-21",
        "last_dose_on": "2027-03-20",
        "weight_kg": 62.5,
        "planned_weeks": 24,
        "target_mg_per_kg": 130,
        "doses": [
            {"from": "2026-09-21", "mg_per_day": 20, "weight_kg": 62.5},
            {"from": "2026-11-01", "mg_per_day": 40.5},
        ],
    },
    "entries": [
        {
            "day": "2026-10-01",
            "dose_taken": "some",
            "marks": {"jaundice": True, "mood": 1, "self_harm": 2},
            "note": "A long day.",
            "new_medicine": "doxycycline",
        },
        {"day": "2026-10-02", "marks": {}, "note": ""},
    ],
    "labs": [
        {
            "day": "2026-10-01",
            "test": "TG",
            "value": 2.1,
            "unit": "mmol/L",
            "upper_limit": 1.7,
            "fasting": False,
        },
        {"day": "2026-10-20", "test": "HCG_U", "outcome": "negative"},
    ],
    "check_ins": [{"day": "2026-10-01", "tool": "phq2", "answers": [0, None]}],
    "on": "2026-10-21",
}


def written(data):
    """Return the text that goes out after the data came in."""
    history, on = read_history(data)
    return json.dumps(history_as_json(history, on=on), sort_keys=True)


def test_what_was_read_is_written_as_it_was_said():
    assert written(WHOLE) == json.dumps(WHOLE, sort_keys=True)


def test_every_fact_of_the_course_arrives():
    history, _on = read_history(WHOLE)

    assert history.profile.born == date(2004, 5, 4)
    assert history.course.planned_weeks == 24
    assert history.course.target_mg_per_kg == 130
    assert history.course.doses == (
        DosePeriod(
            starts=date(2026, 9, 21),
            mg_per_day=Decimal(20),
            weight_kg=Decimal("62.5"),
        ),
        DosePeriod(starts=date(2026, 11, 1), mg_per_day=Decimal("40.5")),
    )


def test_every_fact_of_a_day_and_of_a_result_arrives():
    history, _on = read_history(WHOLE)
    entry, result = history.entries[0], history.labs[0]

    assert (entry.note, entry.new_medicine) == ("A long day.", "doxycycline")
    assert entry.marks == {"jaundice": 1, "mood": 1, "self_harm": 2}
    assert result == LabResult(
        day=date(2026, 10, 1),
        test="TG",
        value=Decimal("2.1"),
        unit="mmol/L",
        upper_limit=Decimal("1.7"),
        fasting=False,
    )


def test_what_is_left_out_is_blank_and_nothing_else():
    history, _on = read_history(
        {
            "course": {"started_on": "2026-09-21"},
            "entries": [{"day": "2026-10-01"}],
            "labs": [{"day": "2026-10-01", "test": "HCG_U", "outcome": "unclear"}],
            "on": "2026-10-21",
        }
    )
    entry, result = history.entries[0], history.labs[0]

    assert history.profile.medicines == ()
    assert (entry.note, entry.new_medicine, entry.marks) == ("", "", {})
    assert (result.value, result.unit, result.fasting) == (None, "", None)
    assert read_history(
        {
            "course": {"started_on": "2026-09-21"},
            "labs": [{"day": "2026-10-01", "test": "ALT", "value": 40, "unit": "U/L"}],
            "on": "2026-10-21",
        }
    )[0].labs == (
        LabResult(day=date(2026, 10, 1), test="ALT", value=Decimal(40), unit="U/L"),
    )


def test_a_profile_without_medicines_takes_none():
    history, _on = read_history({**WHOLE, "profile": {"region": "us"}})

    assert history.profile.medicines == ()


def test_everything_is_put_in_order_of_its_day():
    course = {**WHOLE["course"], "doses": WHOLE["course"]["doses"][::-1]}
    upside_down = {**WHOLE, "course": course}
    for rows in ("entries", "labs", "check_ins"):
        upside_down[rows] = WHOLE[rows][::-1]

    assert read_history(upside_down) == read_history(WHOLE)


def test_a_blank_where_a_number_has_no_place_says_nothing():
    history, _on = read_history(
        with_lab(test="HCG_U", unit="", value=None, outcome="negative")
    )

    assert history.labs[0].outcome == "negative"


def test_a_questionnaire_is_written_with_its_blanks():
    asked = CheckIn(day=date(2026, 10, 1), tool="phq2", answers=(0, None))

    assert check_ins_as_json([asked]) == WHOLE["check_ins"]


# ---- refusals


def with_profile(**said):
    return {**WHOLE, "profile": said}


def with_course(**said):
    return {**WHOLE, "course": {**WHOLE["course"], **said}}


def with_entry(**said):
    return {**WHOLE, "entries": [{"day": "2026-10-01", **said}]}


def with_lab(**said):
    return {**WHOLE, "labs": [{"day": "2026-10-01", **said}]}


def with_check_ins(*answered):
    return {
        **WHOLE,
        "check_ins": [
            {"day": "2026-10-01", "tool": "phq2", **said} for said in answered
        ],
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({**WHOLE, "sky": 1, "rain": 2}, "history: has unknown keys: 'rain', 'sky'."),
        (
            {**WHOLE, "on": "20261021"},
            "history.on: '20261021' is not a date written YYYY-MM-DD.",
        ),
        (
            {**WHOLE, "on": list(range(10))},
            "history.on: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] is not a date written YYYY-MM-DD.",
        ),
        (with_profile(region=4), "profile.region: must be text."),
        (
            with_profile(conditions=["lupus", "gout"]),
            "profile.conditions: has unknown conditions: gout, lupus.",
        ),
        (
            with_profile(medicines=["zinc", 1]),
            "profile.medicines: must be a list of texts.",
        ),
        (
            with_profile(can_become_pregnant="yes"),
            "profile.can_become_pregnant: must be true or false.",
        ),
        (
            with_course(last_dose_on="2026-01-01"),
            "course.last_dose_on: is before the start.",
        ),
        (with_course(weight_kg="62"), "course.weight_kg: '62' is not a number."),
        (with_course(weight_kg=-1), "course.weight_kg: -1 is not a possible value."),
        (
            with_course(planned_weeks=2.5),
            "course.planned_weeks: 2.5 is not a whole number.",
        ),
        (
            with_entry(marks={"mood": True}),
            "entries[0].marks.mood: needs a grade, not true or false.",
        ),
        (
            with_entry(marks={"mood": "low"}),
            "entries[0].marks.mood: 'low' is not one of 0, 1, 2, 3.",
        ),
        (with_entry(note=7), "entries[0].note: must be text."),
        (
            with_lab(test="ALT", value=40, unit="U/L", fasting="no"),
            "labs[0].fasting: must be true or false.",
        ),
        (
            with_lab(test="HCG_U", unit="U/L", outcome="negative"),
            "labs[0].unit: does not belong here: HCG_U is reported as an outcome.",
        ),
        (
            with_check_ins({"answers": [0, 1]}, {"answers": [1, 1]}),
            "check_ins[1].day: 2026-10-01 has phq2 twice.",
        ),
        (
            with_check_ins({"answers": [0, 4]}),
            "check_ins[0].answers: 4 is not one of 0 to 3.",
        ),
    ],
)
def test_a_refusal_names_the_place_the_value_and_the_reason(data, message):
    with pytest.raises(BadHistory) as refusal:
        read_history(data)

    assert str(refusal.value) == message


def test_an_answer_the_item_does_not_have_is_named():
    with pytest.raises(UnknownMark, match=r"^mood has no answer 'low'\.$"):
        mark_for("mood", "low")
