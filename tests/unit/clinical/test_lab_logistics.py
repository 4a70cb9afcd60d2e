"""Whole courses on each plan, the clinic's own dates, what was set aside, and the test that was missed."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.clinical.test_lab_schedule import (
    at,
    course,
    dues,
    line,
    person,
    planned,
    taken,
)
from tracker.clinical.facts import History, LabResult
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.labs.findings import (
    MISSED_RULE,
    lab_findings_on,
    missed_on,
    missed_test,
)
from tracker.clinical.labs.schedule import Order, Status, reviews
from tracker.clinical.labs.units import converted
from tracker.clinical.vocabulary import Level

# Twenty weeks, a step up on day 28 and another on day 70, a pause of a week in between.
STEPS = course((0, 20), (28, 40), (56, 0), (63, 40), (70, 60), planned_weeks=20)
END = 139
MONTHS = [30, 60, 90, 120]


# ---- each plan over a whole course


@pytest.mark.parametrize(
    ("region", "conditions", "id_", "days"),
    [
        ("us", (), "US-1", [-7]),
        ("us", (), "US-2", [30]),
        ("us", (), "US-3", [60]),
        ("us", (), "US-P1", [-30]),
        ("us", (), "US-P2", [-3]),
        ("us", (), "US-P3", MONTHS),
        ("us", (), "US-P4", [END]),
        ("us", (), "US-P5", [END + 30]),
        ("uk", (), "UK-1", [-7]),
        ("uk", (), "UK-2", [30]),
        ("uk", (), "UK-3", [120]),
        ("uk", (), "UK-4", [120]),
        ("uk", (), "UK-5", [END]),
        ("uk", (), "UK-P1", [-2]),
        ("uk", (), "UK-P2", MONTHS),
        ("uk", (), "UK-P3", [END + 30]),
        ("generic", (), "GE-1", [-7]),
        ("generic", (), "GE-2", [98]),
        # After the last capsule one date is left: a month after it.
        ("generic", (), "GE-P1", [-30, 0, *MONTHS]),
        ("generic", (), "GE-P2", [END + 30]),
        # Added tests move to a planned one within a week, and go where it asks for them already.
        ("uk", ("liver_disease",), "OV-L1", [30, 56, 84, 112]),
        ("uk", ("liver_disease",), "OV-L2", [42]),
        ("uk", ("hyperlipidaemia",), "OV-F1", [56, 84, 112]),
        ("uk", ("hyperlipidaemia",), "OV-F2", [42]),
        ("generic", ("diabetes",), "OV-D1", [28, 56, 84, 112]),
        ("generic", ("diabetes",), "OV-D2", [-7]),
        ("generic", ("liver_disease",), "OV-L2", [42]),
    ],
)
def test_a_plan_over_a_course_with_steps_and_a_pause(region, conditions, id_, days):
    found = planned(STEPS, person(region, *conditions, pregnancy=True), on=0)

    assert dues(found, id_) == days


@pytest.mark.parametrize(
    ("region", "id_", "window"),
    [
        ("us", "US-2", (-5, 10)),
        ("us", "US-3", (-7, 14)),
        ("us", "US-P3", (-5, 2)),
        ("us", "US-P4", (0, 7)),
        ("us", "US-P5", (0, 7)),
        ("uk", "UK-3", (-14, 14)),
        ("uk", "UK-4", (-14, 14)),
        ("uk", "UK-5", (-14, 14)),
        ("uk", "UK-P2", (-5, 2)),
        ("uk", "UK-P3", (0, 10)),
        ("generic", "GE-2", (-7, 14)),
        ("generic", "GE-P2", (0, 10)),
    ],
)
def test_a_window_is_the_one_of_the_evidence(region, id_, window):
    found = planned(STEPS, person(region, pregnancy=True), on=0)
    first = next(each for each in found if each.key.startswith(f"{id_}:"))

    early, late = (timedelta(days=days) for days in window)
    assert (first.opens, first.closes) == (first.due + early, first.due + late)


@pytest.mark.parametrize(
    ("region", "id_", "opens", "closes"),
    [
        ("us", "US-1", -30, 0),
        ("us", "US-P1", -45, -20),
        ("us", "US-P2", -7, 0),
        ("uk", "UK-1", -30, 0),
        ("uk", "UK-P1", -3, 0),
        ("generic", "GE-1", -30, 0),
    ],
)
def test_a_window_before_the_start_ends_before_the_first_capsule(
    region, id_, opens, closes
):
    found = line(id_, STEPS, person(region, pregnancy=True), on=-50)

    assert (found.opens, found.closes) == (at(opens), at(closes))
    assert found.required
    assert found.phase == "before"


@pytest.mark.parametrize(
    ("region", "before", "during", "after"),
    [
        ("us", {"medical"}, {"prescriber_decides"}, {"prescriber_decides"}),
        ("uk", {"supervised"}, {"supervised"}, {"supervised"}),
        ("generic", {""}, {""}, {""}),
    ],
)
def test_where_a_test_is_taken_depends_on_the_phase(region, before, during, after):
    found = planned(STEPS, person(region, pregnancy=True), on=0)

    for phase, settings_ in (("before", before), ("during", during), ("after", after)):
        lines = [each for each in found if each.pregnancy and each.phase == phase]
        assert {each.setting for each in lines} == settings_


def test_what_is_only_optional_is_named_so():
    assert line("UK-5", STEPS, on=0).optional


# ---- the two tests before the start are at least 19 days apart


def two_before(*days, on=0):
    who = person("us", pregnancy=True)
    results = [result for day in days for result in taken(day, "HCG_S")]
    found = planned(STEPS, who, results, on=on)
    return [
        next(each for each in found if each.key.startswith(id_))
        for id_ in ("US-P1:", "US-P2:")
    ]


def test_nineteen_days_later_is_soon_enough():
    first, second = two_before(-22, -3)

    assert (first.done_on, second.done_on) == (at(-22), at(-3))


def test_eighteen_days_later_is_not():
    first, second = two_before(-22, -4, on=-1)

    assert first.done_on == at(-22)
    assert second.status is Status.DUE
    assert second.opens == at(-3)


def test_a_first_test_taken_in_time_moves_nothing():
    _first, second = two_before(-30, on=-8)

    assert (second.opens, second.due, second.closes) == (at(-7), at(-3), at(0))


def test_a_first_test_taken_late_cannot_be_followed_in_time():
    first, second = two_before(-12, -2, on=1)

    assert first.done_on == at(-12)
    assert second.status is Status.OVERDUE


# ---- talks at the clinic


def test_the_uk_plan_has_a_talk_a_month():
    found = reviews(STEPS, person("uk"), on=at(0))

    assert [(each.due - at(0)).days for each in found] == MONTHS
    assert {each.about for each in found} == {("mood", "sexual_function")}
    assert all(each.sources == ("U1", "U3") for each in found)


@pytest.mark.parametrize("region", ["us", "generic"])
def test_other_plans_have_none(region):
    assert reviews(STEPS, person(region), on=at(0)) == ()


# ---- asked for by the clinic


def order(due, *tests, **more):
    if "until" in more:
        more["until"] = at(more["until"])
    return Order(key="ORD-1", tests=tests or ("TG",), due=at(due), **more)


def asked_for(orders, results=(), *, on, who=None, facts=STEPS):
    found = planned(facts, who or person(), results, on=on, orders=orders)
    return [
        ((each.due - at(0)).days, each.status.value) for each in found if each.asked
    ]


@pytest.mark.parametrize(
    ("on", "status"),
    [(57, "upcoming"), (58, "due"), (59, "overdue"), (60, "overdue")],
)
def test_an_asked_for_test_is_late_the_day_after(on, status):
    assert asked_for([order(58)], on=on) == [(58, status)]


@pytest.mark.parametrize(
    ("taken_on", "status"),
    [(50, "overdue"), (51, "done"), (58, "done"), (72, "done"), (73, "passed")],
)
def test_a_result_near_its_date_answers_it(taken_on, status):
    assert asked_for([order(58)], taken(taken_on, "TG"), on=73) == [(58, status)]


def test_one_report_answers_the_plan_and_the_clinic():
    found = planned(STEPS, person(), taken(31), on=31, orders=[order(30)])

    assert {each.status for each in found if each.due == at(30)} == {Status.DONE}


def test_a_repeated_test_is_listed_until_its_end():
    repeats = [order(10, every=14, until=45)]

    assert asked_for(repeats, taken(11, "TG"), on=12) == [
        (10, "done"),
        (24, "upcoming"),
        (38, "upcoming"),
    ]


def test_a_repeated_test_ends_with_the_course():
    ended = course((0, 20), ended=30)

    assert [day for day, _ in asked_for([order(10, every=14)], on=20, facts=ended)] == [
        10,
        24,
    ]


@pytest.mark.parametrize(
    ("taken_on", "states"),
    [(13, ["done", "upcoming"]), (14, ["passed", "done"]), (16, ["passed", "done"])],
)
def test_a_result_between_two_dates_answers_the_nearer(taken_on, states):
    repeats = [order(10, every=7, until=17)]

    found = asked_for(repeats, taken(taken_on, "TG"), on=16)

    assert [state for _day, state in found] == states


def test_blood_and_pregnancy_tests_of_one_order_stand_apart():
    who = person(pregnancy=True)
    found = planned(STEPS, who, on=0, orders=[order(58, "TG", "HCG_S")])

    assert sorted((each.tests, each.pregnancy) for each in found if each.asked) == [
        (("HCG_S",), True),
        (("TG",), False),
    ]


@pytest.mark.parametrize("answer", [None, False])
def test_an_asked_for_pregnancy_test_is_for_people_who_said_so(answer):
    who = person(pregnancy=answer)

    assert asked_for([order(58, "HCG_S")], on=58, who=who) == []


# ---- set aside


def test_a_test_set_aside_is_no_longer_asked_for():
    late = line("UK-2", on=45)
    aside = line("UK-2", on=45, waived={late.key})

    assert (late.status, aside.status) == (Status.OVERDUE, Status.WAIVED)


def test_a_result_answers_a_test_set_aside():
    key = line("UK-2", on=45).key

    assert line("UK-2", results=taken(31), on=45, waived={key}).status is Status.DONE


def test_setting_one_aside_leaves_the_others():
    key = line("UK-2", on=0).key
    found = planned(on=45, waived={key})

    assert [each.key for each in found if each.status is Status.WAIVED] == [key]


# ---- a missed pregnancy test


def told(*, on, results=(), facts=STEPS, pregnancy=True, **more):
    history = History(
        profile=person("uk", pregnancy=pregnancy), course=facts, labs=tuple(results)
    )
    return [
        each
        for each in lab_findings_on(history, on=at(on), **more)
        if each.rule == MISSED_RULE
    ]


BEFORE = taken(-2, "HCG_U")


@pytest.mark.parametrize(("on", "missed"), [(30, False), (32, False), (33, True)])
def test_it_is_missed_the_day_after_its_window(on, missed):
    found = told(on=on, results=BEFORE)

    assert [each.level for each in found] == ([Level.SOON] if missed else [])


def test_it_names_its_day_its_sources_and_no_order_to_stop():
    (found,) = told(on=40, results=BEFORE)

    assert [each.day for each in found.triggered_by] == [at(33)]
    assert [each.id for each in found.sources] == ["K1", "N3", "B1"]
    assert not found.official_stop_advice
    assert "next pack" in found.advice
    assert "pregnan" not in f"{found.title} {found.advice} {found.ask}".lower()


def test_a_late_result_ends_it():
    assert told(on=40, results=[*BEFORE, *taken(36, "HCG_U")]) == []


def test_an_unclear_result_does_not():
    unclear = LabResult(day=at(31), test="HCG_U", outcome="unclear")

    assert len(told(on=40, results=[*BEFORE, unclear])) == 1


@pytest.mark.parametrize("answer", [None, False])
def test_nobody_else_has_missed_anything(answer):
    assert told(on=40, pregnancy=answer) == []


def test_the_month_after_the_end_counts_and_speaks_of_no_next_pack():
    ended = course((0, 20), ended=20)
    (found,) = told(on=61, results=BEFORE, facts=ended)

    assert [each.day for each in found.triggered_by] == [at(61)]
    assert "pack" not in f"{found.advice} {found.ask}"
    assert told(on=60, results=BEFORE, facts=ended) == []


# Ten days after the window of day 30 the course ends; a month after that a test is planned.
ENDED_LATE = course((0, 20), ended=40)


def month_test(region, on, day=30, facts=ENDED_LATE, **more):
    who = person(region, pregnancy=True)
    (found,) = [
        each
        for each in planned(facts, who, BEFORE, on=on, **more)
        if each.pregnancy and each.due == at(day)
    ]
    return found


@pytest.mark.parametrize("region", ["us", "uk", "generic"])
@pytest.mark.parametrize("on", [40, 41, 60, 69, 70, 90])
def test_what_was_missed_in_the_course_rests_once_a_test_after_it_is_planned(
    region, on
):
    assert month_test(region, on).status is Status.PASSED


def test_it_is_asked_for_until_the_course_has_ended():
    assert month_test("uk", 40, facts=course((0, 20))).status is Status.OVERDUE
    assert [each.rule for each in told(on=39, results=BEFORE)] == [MISSED_RULE]
    assert told(on=41, results=BEFORE, facts=ENDED_LATE) == []


def test_it_is_asked_for_again_when_the_test_after_the_end_is_set_aside():
    after = month_test("uk", 45, day=70)

    assert after.status is Status.UPCOMING
    assert month_test("uk", 45, waived={after.key}).status is Status.OVERDUE


def test_a_date_of_the_clinic_is_not_answered_by_the_plan():
    asked = planned(
        ENDED_LATE,
        person("uk", pregnancy=True),
        BEFORE,
        on=45,
        orders=[order(35, "HCG_S")],
    )

    assert [each.status for each in asked if each.asked] == [Status.OVERDUE]


def test_the_one_after_the_end_is_missed_in_its_turn():
    found = told(on=81, results=BEFORE, facts=ENDED_LATE)

    assert [each.day for finding in found for each in finding.triggered_by] == [at(81)]


def test_a_test_set_aside_was_not_missed():
    key = next(
        each.key
        for each in planned(STEPS, person("uk", pregnancy=True), BEFORE, on=40)
        if each.pregnancy and each.due == at(30)
    )

    assert told(on=40, results=BEFORE, waived={key}) == []


def test_only_the_newest_is_told():
    who = person("us", pregnancy=True)

    newest = missed_test(planned(STEPS, who, on=33))

    assert missed_on(newest) == at(33)


def test_triage_says_so(monkeypatch):
    asked = {
        "profile": {"region": "uk", "can_become_pregnant": True},
        "course": {"started_on": "2026-09-21"},
        "labs": [{"day": "2026-09-19", "test": "HCG_U", "outcome": "negative"}],
        "on": "2026-10-24",
    }
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked)))
    out = io.StringIO()

    call_command("triage", "-", stdout=out)

    answer = json.loads(out.getvalue())
    assert answer["level"] == "soon"
    assert [each["rule"] for each in answer["findings"]] == [MISSED_RULE]


# ---- conversions

PRINTED = st.decimals(min_value=Decimal("0.001"), max_value=Decimal(9999), places=3)
TWO_UNITS = [each for each in lab_plans.ALL_TESTS if len(each.units) == 2]


@given(PRINTED, st.sampled_from(TWO_UNITS))
@settings(max_examples=200, deadline=None)
def test_there_and_back_is_the_same_number(value, which):
    own, other = (unit.name for unit in which.units)

    there = converted(which, value, own, to=other)

    assert there == value * which.units[1].factor
    assert converted(which, there, other, to=own) == value


@given(st.lists(st.tuples(st.integers(0, 150), st.integers(0, 60)), max_size=3))
@settings(max_examples=60, deadline=None)
def test_the_clinics_dates_change_nothing_of_the_plan(made):
    orders = [
        Order(key=f"ORD-{place}", tests=("TG",), due=at(due), every=every)
        for place, (due, every) in enumerate(made)
    ]
    results = taken(31)

    with_orders = planned(STEPS, person(), results, on=60, orders=orders)

    assert [each for each in with_orders if not each.asked] == list(
        planned(STEPS, person(), results, on=60)
    )
