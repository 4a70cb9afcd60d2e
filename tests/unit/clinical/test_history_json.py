"""Histories as JSON: read back the same, and refused with a clear message when not understood."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.diaries import day
from tracker.clinical.engine.findings import findings_on
from tracker.clinical.facts import (
    CheckIn,
    CourseFacts,
    DayEntry,
    DosePeriod,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.history.document import (
    BadHistory,
    answer_as_json,
    history_as_json,
    read_history,
)
from tracker.clinical.vocabulary import CONDITIONS, ITEMS, Scale

EXAMPLE = {
    "profile": {
        "region": "uk",
        "born": "2004-05-04",
        "can_become_pregnant": True,
        "conditions": ["liver_disease", "diabetes"],
        "medicines": ["doxycycline"],
    },
    "course": {
        "started_on": "2026-09-21",
        "last_dose_on": None,
        "weight_kg": 64.0,
        "doses": [{"from": "2026-09-21", "mg_per_day": 20}],
    },
    "entries": [
        {
            "day": "2026-10-01",
            "dose_taken": "all",
            "marks": {"joint_pain": 3, "jaundice": True, "mood": 1},
            "note": "",
        }
    ],
    "labs": [
        {
            "day": "2026-10-20",
            "test": "ALT",
            "value": 62,
            "unit": "U/L",
            "upper_limit": 41,
        }
    ],
    "on": "2026-10-21",
}


def test_the_published_example_is_answered_as_published():
    history, on = read_history(EXAMPLE)

    answer: Any = answer_as_json(findings_on(history, on=on))
    joint = next(
        finding for finding in answer["findings"] if finding["rule"] == "S-MSK-1"
    )

    assert answer["ruleset"] == "2026.5"
    assert answer["level"] == "urgent"
    assert list(joint) == [
        "rule", "level", "provenance", "official_stop_advice", "triggered_by", "title", "advice", "sources",
    ]  # fmt: skip
    assert joint["triggered_by"] == [
        {"day": "2026-10-01", "item": "joint_pain", "value": 3}
    ]
    assert joint["provenance"] == "seed_explicit"
    assert joint["sources"][0] == {
        "id": "SA49",
        "title": "What does Accutane do to your body?",
        "section": "Effects on muscles and joints, line 49",
    }
    json.dumps(answer)


def test_facts_arrive_as_values():
    history, on = read_history(EXAMPLE)

    assert on == date(2026, 10, 21)
    assert history.profile.conditions == {"liver_disease", "diabetes"}
    assert history.course.weight_kg == Decimal("64.0")
    assert history.course.doses[0].mg_per_day == 20
    assert history.entries[0].marks == {"joint_pain": 3, "jaundice": 1, "mood": 1}
    assert history.labs[0].upper_limit == 41


def test_little_is_needed():
    history, on = read_history(
        {"course": {"started_on": "2026-09-21"}, "on": "2026-10-21"}
    )

    assert findings_on(history, on=on) == ()
    assert answer_as_json(())["level"] == "none"


def test_words_of_the_form_are_understood_and_null_is_not_asked():
    marks = {
        "self_harm": "talk",
        "jaundice": "no",
        "mood": "2",
        "rash": None,
        "new_medicine": "zinc",
    }
    history, _on = read_history(with_entry(marks=marks))

    assert history.entries[0].marks == {"self_harm": 2, "jaundice": 0, "mood": 2}
    assert history.entries[0].new_medicine == "zinc"


def with_lab(**lab):
    return changed("labs", [{"day": "2026-10-01", **lab}])


def with_entry(**changes):
    return changed("entries", [{"day": "2026-10-01", **changes}])


def changed(*path_and_value):
    *path, last, value = path_and_value
    data: Any = deepcopy(EXAMPLE)
    target = data
    for key in path:
        target = target[key]
    target[last] = value
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "history: must be an object"),
        ({"on": "2026-10-21"}, "history.course: is missing"),
        (changed("on", None), "history.on: is missing"),
        (changed("on", "21.10.2026"), "history.on: '21.10.2026' is not a date"),
        (changed("on", "2026-13-21"), "is not a date"),
        (changed("weather", 1), "unknown keys: 'weather'"),
        (
            changed("profile", "region", "mars"),
            "profile.region: 'mars' is not one of us, uk, generic",
        ),
        (changed("profile", "conditions", ["gout"]), "unknown conditions: gout"),
        (changed("profile", "conditions", "gout"), "must be a list"),
        (changed("profile", "medicines", [1]), "must be a list of texts"),
        (changed("profile", "can_become_pregnant", "yes"), "must be true or false"),
        (changed("profile", "region", 4), "must be text"),
        (changed("course", "weight_kg", -1), "is not a possible value"),
        (changed("course", "weight_kg", float("nan")), "is not a possible value"),
        (changed("course", "weight_kg", True), "is not a number"),
        (changed("course", "planned_weeks", 2.5), "is not a whole number"),
        (changed("course", "last_dose_on", "2026-01-01"), "is before the start"),
        (
            changed("course", "doses", [{"from": "2026-09-21"}]),
            "course.doses[0].mg_per_day: is missing",
        ),
        (with_entry(marks={"elbow": 1}), "entries[0].marks: has unknown keys: 'elbow'"),
        (with_entry(marks={"dose_taken": 1}), "unknown keys: 'dose_taken'"),
        (
            with_entry(marks={"mood": 4}),
            "entries[0].marks.mood: 4 is not one of 0, 1, 2, 3",
        ),
        (with_entry(marks={"mood": 1.5}), "1.5 is not one of"),
        (with_entry(marks={"mood": True}), "needs a grade"),
        (with_entry(marks={"mood": "low"}), "'low' is not one of 0, 1, 2, 3"),
        (with_entry(marks=[1]), "must be an object"),
        (
            with_entry(dose_taken="twice"),
            "'twice' is not one of all, some, none, not_yet",
        ),
        (
            changed("entries", [{"day": "2026-10-01"}, {"day": "2026-10-01"}]),
            "entries[1].day: 2026-10-01 is there",
        ),
        (
            changed("labs", [{"day": "2026-10-01", "test": "XYZ", "value": 1}]),
            "'XYZ' is not one of",
        ),
        (
            changed("labs", [{"day": "2026-10-01", "test": "ALT"}]),
            "labs[0].value: is missing",
        ),
        (
            with_lab(test="TG", value=1, unit="U/L"),
            "unit: 'U/L' is not one of mg/dL, mmol/L",
        ),
        (with_lab(test="TG", value=1), "labs[0].unit: is missing"),
        (with_lab(test="TG", value=1, unit=""), "unit: '' is not one of"),
        (with_lab(test="TG", value="1", unit="mg/dL"), "'1' is not a number"),
        (
            with_lab(test="TG", value=1, unit="mg/dL", outcome="positive"),
            "labs[0].outcome: does not belong here: TG is reported as a number.",
        ),
        (
            with_lab(test="TG", outcome="positive"),
            "labs[0].outcome: does not belong here",
        ),
        (
            with_lab(test="HCG_U", value=0, outcome="negative"),
            "labs[0].value: does not belong here: HCG_U is reported as an outcome.",
        ),
        (
            with_lab(test="HCG_S", unit="U/L", outcome="negative"),
            "labs[0].unit: does not belong",
        ),
        (
            with_lab(test="HCG_S", upper_limit=5, outcome="negative"),
            "labs[0].upper_limit: does",
        ),
        (with_lab(test="HCG_S"), "labs[0].outcome: is missing"),
        (
            with_lab(test="TG", value=7, unit="mg/dL"),
            "labs[0].value: 7 mg/dL is far outside what a lab can report.",
        ),
        (
            with_lab(test="GLU", value=15, unit="mg/dL"),
            "labs[0].value: 15 mg/dL is far outside",
        ),
        (
            with_lab(test="ALT", value=40, unit="U/L", upper_limit=0),
            "labs[0].upper_limit: 0 U/L is far outside",
        ),
        (
            with_lab(test="HCG_S", outcome="maybe"),
            "'maybe' is not one of negative, positive",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(data, message):
    with pytest.raises(BadHistory) as refusal:
        read_history(data)

    assert message in str(refusal.value)


dates = st.dates(date(2026, 1, 1), date(2027, 1, 1))


def decimals(least, most):
    """Return numbers a report can print."""
    return st.decimals(least, most, places=1)


numbers = decimals(1, 900)
marks = st.fixed_dictionaries(
    {},
    optional={
        each.code: st.sampled_from(each.marks)
        for each in ITEMS
        if each.scale not in (Scale.TEXT, Scale.DOSE)
    },
)
entries = st.builds(
    DayEntry,
    day=dates,
    dose_taken=st.sampled_from([None, "all", "some", "none", "not_yet"]),
    marks=marks,
    note=st.text(max_size=20),
    new_medicine=st.sampled_from(["", "zinc"]),
)
labs = st.one_of(
    *(
        st.builds(
            LabResult,
            day=dates,
            test=st.just(test),
            value=reported,
            unit=st.just(unit),
            upper_limit=st.none() | reported,
        )
        for test, unit, reported in (
            ("ALT", "U/L", decimals(2, 20000)),
            ("TG", "mg/dL", decimals(15, 9000)),
            ("TG", "mmol/L", decimals("0.1", 40)),
        )
    ),
    st.builds(
        LabResult,
        day=dates,
        test=st.sampled_from(["HCG_U", "HCG_S"]),
        outcome=st.sampled_from(["negative", "positive", "unclear"]),
    ),
)
doses = st.builds(
    DosePeriod, starts=dates, mg_per_day=numbers, weight_kg=st.none() | numbers
)
answers = st.none() | st.integers(0, 3)
check_ins = st.one_of(
    st.builds(
        CheckIn, day=dates, tool=st.just("phq2"), answers=st.tuples(*[answers] * 2)
    ),
    st.builds(
        CheckIn, day=dates, tool=st.just("phq9"), answers=st.tuples(*[answers] * 9)
    ),
)
histories = st.builds(
    History,
    profile=st.builds(
        Profile,
        region=st.sampled_from(["us", "uk", "generic"]),
        born=st.none() | dates,
        can_become_pregnant=st.sampled_from([None, True, False]),
        conditions=st.frozensets(st.sampled_from(sorted(CONDITIONS))),
        medicines=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    ),
    course=st.builds(
        CourseFacts,
        started_on=st.just(day(1)),
        last_dose_on=st.sampled_from([None, day(90)]),
        weight_kg=st.none() | numbers,
        planned_weeks=st.none() | st.integers(1, 40),
        target_mg_per_kg=st.none() | numbers,
        doses=st.lists(doses, max_size=2, unique_by=lambda each: each.starts).map(
            lambda each: tuple(sorted(each, key=lambda period: period.starts))
        ),
    ),
    entries=st.lists(entries, max_size=3, unique_by=lambda each: each.day).map(
        lambda each: tuple(sorted(each, key=lambda entry: entry.day))
    ),
    labs=st.lists(labs, max_size=2).map(
        lambda each: tuple(sorted(each, key=lambda lab: lab.day))
    ),
    check_ins=st.lists(
        check_ins, max_size=3, unique_by=lambda each: (each.day, each.tool)
    ).map(
        lambda each: tuple(
            sorted(each, key=lambda answered: (answered.day, answered.tool))
        )
    ),
)


def test_a_questionnaire_is_judged_like_the_diary():
    data = deepcopy(EXAMPLE)
    data["entries"] = []
    data["check_ins"] = [{"day": "2026-10-21", "tool": "phq2", "answers": [3, None]}]

    history, on = read_history(data)

    assert history.check_ins == (
        CheckIn(day=date(2026, 10, 21), tool="phq2", answers=(3, None)),
    )
    assert "S-MOOD-3" in [each.rule for each in findings_on(history, on=on)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"tool": "gad7"}, r"check_ins\[0\].tool: 'gad7' is not one of phq2, phq9"),
        ({"tool": None}, r"check_ins\[0\].tool: is missing"),
        ({"day": "soon"}, r"check_ins\[0\].day: 'soon' is not a date"),
        ({"answers": [1]}, r"check_ins\[0\].answers: phq2 has 2 questions, not 1"),
        ({"answers": "12"}, r"check_ins\[0\].answers: must be a list"),
        ({"answers": [1, 4]}, r"check_ins\[0\].answers: 4 is not one of 0 to 3"),
        ({"answers": [-1, 1]}, r"check_ins\[0\].answers: -1 is not one of 0 to 3"),
        ({"answers": [1, True]}, r"check_ins\[0\].answers: True is not a whole number"),
        ({"answers": [1, 1.5]}, r"check_ins\[0\].answers: 1.5 is not a whole number"),
        ({"total": 3}, r"check_ins\[0\]: has unknown keys: 'total'"),
    ],
)
def test_a_questionnaire_that_is_not_understood_is_refused(row, message):
    data = deepcopy(EXAMPLE)
    asked = {"day": "2026-10-21", "tool": "phq2", "answers": [1, 2]}
    data["check_ins"] = [{**asked, **row}]

    with pytest.raises(BadHistory, match=message):
        read_history(data)


def test_the_same_questionnaire_twice_on_a_day_is_refused():
    data = deepcopy(EXAMPLE)
    row = {"day": "2026-10-21", "tool": "phq2", "answers": [1, 2]}
    data["check_ins"] = [row, row]

    with pytest.raises(BadHistory, match="2026-10-21 has phq2 twice"):
        read_history(data)


@settings(max_examples=30, deadline=None)
@given(histories, dates)
def test_a_history_written_out_reads_back_the_same(history, on):
    written = json.loads(json.dumps(history_as_json(history, on=on)))

    assert read_history(written) == (history, on)
