"""Dates of tests at their edges: the clinic's own, those that move together, and which result answers which."""

from datetime import timedelta

import pytest

from tests.unit.clinical.test_lab_schedule import (
    at,
    course,
    dues,
    line,
    person,
    planned,
    taken,
)
from tracker.clinical.labs.schedule import Order, Status, reviews

SIX_MONTHS = course((0, 20), planned_weeks=24)
CAN = person("uk", pregnancy=True)


def order(due, *tests, **more):
    if "until" in more:
        more["until"] = at(more["until"])
    return Order(key="ORD-1", tests=tests or ("TG",), due=at(due), **more)


def asked_for(orders, results=(), *, on, facts=SIX_MONTHS, who=CAN):
    found = planned(facts, who, results, on=on, orders=orders)
    return [each for each in found if each.asked]


def states(orders, results=(), **more):
    return [
        ((each.due - at(0)).days, each.status.value)
        for each in asked_for(orders, results, **more)
    ]


# ---- asked for by the clinic


def test_a_date_of_the_clinic_bears_its_note_and_claims_nothing_of_the_plan():
    (found,) = asked_for([order(58, note="Come fasting.")], on=0)

    assert found.note == "Come fasting."
    assert (found.sources, found.setting, found.plan_status) == ((), "", "verified")
    assert found.required is False
    assert found.optional is False
    assert (found.opens, found.due, found.closes) == (at(58), at(58), at(58))


def test_what_was_set_aside_is_known_again_by_its_kind_and_its_day():
    found = asked_for([order(58, "TG", "HCG_S")], on=0)

    # These are stored with what the person set aside: they must read the same tomorrow.
    assert [each.key for each in found] == ["ORD-1:2026-11-18", "ORD-1P:2026-11-18"]


def test_either_pregnancy_test_answers_the_clinic_too():
    either = [order(58, "HCG_U", "HCG_S")]

    assert states(either, taken(58, "HCG_S"), on=60) == [(58, "done")]


@pytest.mark.parametrize(
    ("due", "phase"), [(99, "during"), (100, "during"), (101, "after")]
)
def test_a_date_lies_in_the_course_up_to_its_last_day(due, phase):
    (found,) = asked_for([order(due)], on=90, facts=course((0, 20), ended=100))

    assert found.phase == phase


def test_without_an_end_every_date_lies_in_the_course():
    (found,) = asked_for([order(300)], on=90)

    assert found.phase == "during"


def test_a_second_test_the_next_day_is_not_next_weeks():
    weekly = [order(10, every=7, until=17)]

    found = states(weekly, taken(11, "TG") + taken(12, "TG"), on=12)

    assert found == [(10, "done"), (17, "upcoming")]


@pytest.mark.parametrize(("taken_on", "status"), [(11, "done"), (12, "passed")])
def test_a_test_every_three_days_is_answered_on_the_day_or_the_one_beside_it(
    taken_on, status
):
    often = [order(10, every=3, until=11)]

    assert states(often, taken(taken_on, "TG"), on=12) == [(10, status)]


@pytest.mark.parametrize(("on", "status"), [(50, "overdue"), (51, "passed")])
def test_a_date_on_the_last_day_is_let_go_a_month_later_as_well(on, status):
    ended = course((0, 20), ended=20)

    assert states([order(20)], on=on, facts=ended) == [(20, status)]


# ---- the names and notes of the lines


def keys(id_, *args, **more):
    return [each.key for each in planned(*args, **more) if each.key.startswith(id_)]


def test_the_names_of_a_plan_stay_when_the_course_is_moved():
    moved = course((3, 20), planned_weeks=24)
    first, later = (planned(facts, person("us"), on=0) for facts in (SIX_MONTHS, moved))

    assert {each.key for each in later} == {each.key for each in first}
    assert keys("UK-3", on=0) == ["UK-3:1"]
    assert keys("UK-5", on=0) == ["UK-5:1"]
    assert keys("US-P3", SIX_MONTHS, person("us", pregnancy=True), on=0) == [
        f"US-P3:{number}" for number in range(1, 6)
    ]


def test_what_follows_another_flag_has_another_name():
    flags = [("S-MSK-1", at(20)), ("S-MSK-1", at(60))]

    assert keys("OV-M1", on=60, flagged=flags) == [
        "OV-M1:2026-10-11:1",
        "OV-M1:2026-11-20:1",
    ]


def test_setting_aside_the_test_of_one_flag_leaves_that_of_the_next():
    flags = [("S-MSK-1", at(20)), ("S-MSK-1", at(60))]
    aside = {"OV-M1:2026-10-11:1"}

    first = line("OV-M1", on=20, flagged=flags, waived=aside)
    second = planned(on=60, flagged=flags, waived=aside)

    assert first.status is Status.WAIVED
    assert [each.status for each in second if each.due == at(60)] == [Status.DUE]


@pytest.mark.parametrize(
    ("doses", "key"),
    [
        ([(0, 40)], "GE-2:1"),
        ([(0, 20), (60, 40)], "GE-2:2026-11-20:1"),
    ],
)
def test_what_follows_a_new_dose_bears_its_day_unless_it_is_the_first(doses, key):
    assert keys("GE-2", course(*doses), person("generic"), on=0) == [key]


@pytest.mark.parametrize(
    ("id_", "who", "words", "status"),
    [
        ("US-P1", person("us", pregnancy=True), "The first of two.", "verified"),
        ("US-P4", person("us", pregnancy=True), "", "UNVERIFIED"),
        ("UK-2", person("uk"), "", "verified"),
        ("OV-D2", person("uk", "diabetes"), "", "BG"),
    ],
)
def test_a_line_bears_its_note_and_how_sure_its_source_is(id_, who, words, status):
    found = line(id_, SIX_MONTHS, who, on=0)

    assert found.note.startswith(words)
    assert bool(found.note) is bool(words)
    assert found.plan_status == status


def test_a_talk_at_the_clinic_says_what_it_is_about():
    notes = {each.note for each in reviews(SIX_MONTHS, person("uk"), on=at(0))}

    assert notes == {"Your clinic asks about mood and sexual function at follow-up."}


# ---- before, during and after


@pytest.mark.parametrize(
    ("ended", "phases"),
    [
        (100, {-30: "before", 0: "during", 90: "during", 130: "after"}),
        (90, {60: "during", 90: "during", 120: "after"}),
        (89, {60: "during", 119: "after"}),
    ],
)
def test_a_repeated_test_lies_before_in_or_after_the_course(ended, phases):
    who = person("generic", pregnancy=True)
    found = planned(course((0, 20), ended=ended), who, on=0)
    by_day = {
        (each.due - at(0)).days: each.phase
        for each in found
        if each.key.startswith("GE-P")
    }

    assert phases.items() <= by_day.items()
    assert list(by_day.values()).count("after") == 1


def test_a_repeated_test_is_asked_for_on_the_last_day_itself():
    ended = course((0, 20), ended=90)

    assert dues(planned(ended, person("us", pregnancy=True), on=90), "US-P3") == [
        30,
        60,
        90,
    ]


@pytest.mark.parametrize(("on", "last"), [(167, 150), (168, 210)])
def test_on_the_last_planned_day_the_course_still_runs_by_its_plan(on, last):
    who = person("us", pregnancy=True)

    assert dues(planned(who=who, on=on), "US-P3")[-1] == last


# ---- what is added


def test_an_added_test_has_the_window_of_the_visit_it_joins():
    found = planned(who=person("uk", "liver_disease"), on=0)
    visit = line("UK-2", on=0)
    (joined,) = [each for each in found if each.key == "OV-L1:1"]

    assert (joined.opens, joined.closes) == (visit.opens, visit.closes)
    assert (joined.counts_from, joined.counts_until) == (
        visit.counts_from,
        visit.counts_until,
    )


def test_a_muscle_test_waits_for_no_planned_visit():
    assert dues(planned(on=26, flagged=[("S-MSK-1", at(26))]), "OV-M1") == [26]


@pytest.mark.parametrize(("second", "days"), [(47, [20]), (48, [20]), (49, [20, 49])])
def test_flags_within_four_weeks_are_one_episode(second, days):
    flags = [("S-MSK-1", at(20)), ("S-MSK-1", at(second))]

    assert dues(planned(on=60, flagged=flags), "OV-M1") == days


def test_a_flag_after_the_last_capsule_asks_as_well():
    ended = course((0, 20), ended=100)

    found = planned(ended, on=110, flagged=[("S-MSK-1", at(110))])

    assert dues(found, "OV-M1") == [110]


# ---- which result answers which line


def test_a_repeat_in_the_same_window_leaves_the_first_answer():
    found = line("UK-2", results=taken(28) + taken(35), on=36)

    assert found.done_on == at(28)


def test_a_result_on_the_first_day_of_a_window_answers_that_one():
    # Day 42 is the first day of the window at the end, and nearer to the one of day 30, which closed on day 40.
    ended = course((0, 20), ended=56)

    assert line("UK-5", ended, results=taken(42), on=60).done_on == at(42)
    assert line("UK-2", ended, results=taken(42), on=60).done_on is None


def test_a_result_on_the_last_day_of_a_window_answers_that_one():
    # Day 74 is the last day for the test at the highest dose, and nearer to the one of day 84, not open yet.
    steps = course((0, 20), (32, 40), planned_weeks=24)
    who = person("generic", "hyperlipidaemia")

    found = planned(steps, who, taken(74, "TG"), on=74)

    answered = [(each.due - at(0)).days for each in found if "TG" not in each.missing]
    assert 60 in answered
    assert 84 not in answered


def test_nineteen_days_after_the_first_may_fall_on_the_day_of_the_start():
    who = person("us", pregnancy=True)

    found = line("US-P2", SIX_MONTHS, who, taken(-19, "HCG_S"), on=-10)

    assert (found.opens, found.due, found.closes) == (at(0), at(0), at(0))


def test_a_test_on_the_last_day_taken_too_soon_does_not_excuse_the_second():
    who = person("us", pregnancy=True)
    results = taken(-12, "HCG_S") + taken(0, "HCG_S")

    assert line("US-P2", SIX_MONTHS, who, results, on=1).status is Status.OVERDUE


# ---- what rests once the course has ended


def test_blood_tests_do_not_rest_because_a_monthly_test_is_to_come():
    ended = course((0, 20), ended=40)
    who = person("us", pregnancy=True)

    assert line("US-P5", ended, who, on=45).status is Status.UPCOMING
    assert line("US-2", ended, who, on=45).status is Status.OVERDUE


def test_the_monthly_test_of_the_last_day_rests_when_one_is_to_come():
    ended = course((0, 20), ended=100)
    who = person("us", pregnancy=True)

    found = line("US-P4", ended, who, on=110)

    assert found.closes < at(110)
    assert found.status is Status.PASSED


def test_one_of_the_last_day_is_not_one_after_it():
    ended = course((0, 20), ended=40)
    who = person("us", pregnancy=True)
    after = line("US-P5", ended, who, on=35).key

    (missed,) = [
        each
        for each in planned(ended, who, on=35, waived={after})
        if each.key.startswith("US-P3")
    ]

    assert missed.closes + timedelta(days=3) == at(35)
    assert missed.status is Status.OVERDUE
