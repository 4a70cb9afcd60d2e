"""When tests are asked for. Days are those of the course: day 0 is the first capsule, as in the plans."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.clinical.facts import CourseFacts, DosePeriod, LabResult, Profile
from tracker.clinical.labs.plans import PREGNANCY_TESTS
from tracker.clinical.labs.schedule import Status, plan, still_open

START = date(2026, 9, 21)
LIVER_AND_FATS = ("ALT", "AST", "TG", "CHOL")


def at(offset):
    return START + timedelta(days=offset)


def course(*doses, **facts):
    """Return a course with doses written as (day, mg); ``ended`` is the day of the last capsule."""
    if "ended" in facts:
        facts["last_dose_on"] = at(facts.pop("ended"))
    periods = tuple(
        DosePeriod(starts=at(offset), mg_per_day=Decimal(mg)) for offset, mg in doses
    )
    return CourseFacts(started_on=START, doses=periods, **facts)


def person(region="uk", *conditions, pregnancy=None):
    return Profile(
        region=region, conditions=frozenset(conditions), can_become_pregnant=pregnancy
    )


def taken(offset, *tests):
    """Return results of one visit."""
    return [LabResult(day=at(offset), test=code) for code in tests or LIVER_AND_FATS]


SIX_MONTHS = course((0, 20), planned_weeks=24)


def planned(facts=SIX_MONTHS, who=None, results=(), *, on, **more):
    return plan(facts, who or person(), results, on=at(on), **more)


def line(id_, *args, on, **more):
    """Return the only planned test of a line."""
    (found,) = [p for p in planned(*args, on=on, **more) if p.key.startswith(f"{id_}:")]
    return found


def dues(found, id_):
    """Return the days of a line."""
    return [(each.due - START).days for each in found if each.key.startswith(f"{id_}:")]


def asked(found):
    """Return what is asked for, as (day, status, tests missing)."""
    return [
        ((each.due - START).days, each.status.value, each.missing)
        for each in still_open(found)
    ]


# ---- the plans


def test_the_uk_plan_of_six_months():
    found = planned(on=0)

    assert dues(found, "UK-1") == [-7]
    assert dues(found, "UK-2") == [30]
    assert dues(found, "UK-3") == dues(found, "UK-4") == [120]
    assert dues(found, "UK-5") == [167]


def test_the_us_plan_of_somebody_who_can_become_pregnant():
    found = planned(who=person("us", pregnancy=True), on=0)

    assert dues(found, "US-P1") == [-30]
    assert dues(found, "US-P2") == [-3]
    assert dues(found, "US-P3") == [30, 60, 90, 120, 150]
    assert dues(found, "US-P4") == [167]
    assert dues(found, "US-P5") == [197]


def test_the_general_plan_asks_at_the_start_and_at_the_highest_dose():
    steps = course((0, 20), (28, 40), (60, 60), (90, 40), planned_weeks=24)

    found = planned(steps, person("generic"), on=0)

    assert dues(found, "GE-1") == [-7]
    assert dues(found, "GE-2") == [88]


def test_the_first_dose_may_be_the_highest():
    assert dues(planned(course((0, 40)), person("generic"), on=0), "GE-2") == [28]


def test_without_doses_there_is_no_highest():
    assert dues(planned(course(), person("generic"), on=0), "GE-2") == []


def test_the_general_plan_asks_each_month_and_once_a_month_after_the_end():
    ended = course((0, 20), ended=100)

    found = planned(ended, person("generic", pregnancy=True), on=0)

    assert dues(found, "GE-P1") == [-30, 0, 30, 60, 90]
    assert dues(found, "GE-P2") == [130]


def test_the_last_test_on_its_day_is_the_last_one_asked_for():
    # The monthly count would have a test on day 150; a month after the end is day 151.
    ended = course((0, 20), ended=121)
    tests = [*months_of(121), *taken(150, "HCG_U")]

    found = planned(ended, person("generic", pregnancy=True), tests, on=165)

    assert pregnancy_tests(still_open(found)) == []


def months_of(ended):
    """Return a pregnancy test on each day of the general plan up to the end."""
    return [test for day in range(-30, ended + 1, 30) for test in taken(day, "HCG_U")]


def pregnancy_tests(found):
    return [each for each in found if each.pregnancy]


@given(ended=st.integers(100, 170), late=st.integers(-2, 10), since=st.integers(0, 90))
@settings(max_examples=100, deadline=None)
def test_after_the_end_one_test_is_asked_for_and_late_only_when_it_was_not_taken(
    ended, late, since
):
    facts, who = course((0, 20), ended=ended), person("generic", pregnancy=True)
    last = ended + 30 + late
    tests = [*months_of(ended), *taken(last, "HCG_U")]

    open_ones = pregnancy_tests(
        still_open(planned(facts, who, tests, on=ended + since))
    )

    assert len(open_ones) == (ended + since < last)
    assert not [each for each in open_ones if each.status is Status.OVERDUE]


@given(ended=st.integers(100, 170), last=st.integers(1, 60), since=st.integers(0, 90))
@settings(max_examples=100, deadline=None)
def test_after_the_end_never_are_two_asked_for_whenever_one_was_taken(
    ended, last, since
):
    facts, who = course((0, 20), ended=ended), person("generic", pregnancy=True)
    tests = [*months_of(ended), *taken(ended + last, "HCG_U")]

    found = still_open(planned(facts, who, tests, on=ended + since))

    assert len(pregnancy_tests(found)) <= 1


def test_windows_before_the_start_are_counted_from_the_start():
    first = line("UK-1", on=0)
    of_two = line("US-P1", who=person("us", pregnancy=True), on=0)

    assert (first.opens, first.closes) == (at(-30), at(0))
    assert (of_two.opens, of_two.closes) == (at(-45), at(-20))


def test_windows_after_it_are_counted_from_the_day_itself():
    second = line("UK-2", on=0)

    assert (second.opens, second.closes) == (at(25), at(40))


def test_fats_are_taken_fasting_and_liver_tests_are_not():
    assert line("UK-2", on=0).fasting_hours == 12
    assert line("UK-2", on=0).no_alcohol_hours == 36
    assert line("UK-3", on=0).fasting_hours == 0


def test_keys_stay_the_same_from_day_to_day():
    keys = [{each.key for each in planned(on=day)} for day in (0, 50, 160)]

    assert keys[0] == keys[1] == keys[2]


# ---- where a test stands


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (24, Status.UPCOMING),
        (25, Status.DUE),
        (30, Status.DUE),
        (40, Status.DUE),
        (41, Status.OVERDUE),
    ],
)
def test_upcoming_then_due_then_overdue(on, status):
    assert line("UK-2", on=on).status is status


def test_a_result_answers_the_line():
    found = line("UK-2", results=taken(33), on=33)

    assert found.status is Status.DONE
    assert found.done_on == at(33)
    assert found.missing == ()


def test_part_of_the_tests_leaves_the_rest_missing():
    found = line("UK-2", results=taken(33, "ALT", "AST"), on=41)

    assert found.status is Status.OVERDUE
    assert found.missing == ("TG", "CHOL")


def test_a_result_not_yet_there_answers_nothing():
    assert line("UK-2", results=taken(33), on=32).status is Status.DUE


@pytest.mark.parametrize(
    ("taken_on", "status"),
    [
        (17, Status.OVERDUE),
        (18, Status.DONE),
        (54, Status.DONE),
        (55, Status.PASSED),
    ],
)
def test_a_result_a_little_outside_the_window_still_counts(taken_on, status):
    assert line("UK-2", results=taken(taken_on), on=60).status is status


def test_one_result_answers_one_line_and_the_nearest():
    us = person("us")

    assert line("US-3", who=us, results=taken(47), on=60).status is Status.DONE
    assert line("US-2", who=us, results=taken(47), on=60).done_on is None


def test_the_second_result_goes_to_the_next_line():
    us, results = person("us"), taken(31) + taken(47)

    assert line("US-2", who=us, results=results, on=60).done_on == at(31)
    assert line("US-3", who=us, results=results, on=60).done_on == at(47)


def test_either_pregnancy_test_will_do():
    who = person("uk", pregnancy=True)

    found = line("UK-P1", who=who, results=taken(-2, "HCG_S"), on=0)

    assert found.status is Status.DONE
    assert found.missing == ()


def test_a_second_pregnancy_test_of_the_same_day_is_not_next_months():
    who = person("uk", pregnancy=True)

    found = planned(who=who, results=taken(30, "HCG_S", "HCG_U"), on=58)

    assert [each.status for each in found if each.due == at(60)] == [Status.DUE]


@pytest.mark.parametrize("taken_on", [-10, -8, -5])
def test_urine_and_blood_of_one_day_are_not_both_tests_before_the_start(taken_on):
    who = person("us", pregnancy=True)

    found = planned(who=who, results=taken(taken_on, "HCG_S", "HCG_U"), on=0)

    before = [each for each in found if each.pregnancy and each.due < START]
    assert [each.status for each in before].count(Status.DONE) == 1


def test_a_repeat_in_the_same_window_answers_no_other_line():
    who = person("us", pregnancy=True)
    results = taken(-7, "HCG_S") + taken(-3, "HCG_S")

    first, second = (
        line(id_, who=who, results=results, on=0) for id_ in ("US-P1", "US-P2")
    )

    assert first.done_on is None
    assert second.done_on == at(-7)


def test_a_pregnancy_test_two_weeks_early_is_not_this_months():
    who = person("uk", pregnancy=True)
    ended = course((0, 20), ended=100)

    found = line("UK-P3", ended, who, taken(116, "HCG_U"), on=131)

    assert found.status is Status.DUE


def test_a_late_pregnancy_test_answers_its_month():
    who = person("us", pregnancy=True)

    found = planned(who=who, results=taken(40, "HCG_U"), on=54)

    assert [each.status for each in found if each.due == at(30) and each.any_of] == [
        Status.DONE
    ]


def test_a_test_after_the_first_capsule_is_not_the_one_before_it():
    who = person("us", pregnancy=True)

    found = line("US-P2", who=who, results=taken(2, "HCG_U"), on=3)

    assert found.status is Status.PASSED


def test_a_missed_test_is_no_longer_asked_for_once_the_next_is_due():
    who = person("us", pregnancy=True)

    before, after = planned(who=who, on=54), planned(who=who, on=55)

    assert (30, "overdue", PREGNANCY_TESTS) in asked(before)
    assert (30, "overdue", PREGNANCY_TESTS) not in asked(after)
    assert (60, "due", PREGNANCY_TESTS) in asked(after)


def test_a_missed_test_is_no_longer_asked_for_once_a_later_one_is_done():
    found = planned(results=taken(30), on=50)

    assert asked(found)[0][0] == 120


def test_only_what_no_later_line_asks_for_is_still_missing():
    low = course((0, 20), (20, 40), planned_weeks=24)
    fats = person("uk", "hyperlipidaemia")

    found = planned(low, fats, on=50)

    assert (30, "overdue", ("ALT", "AST", "TG", "CHOL")) in asked(planned(low, on=50))
    assert (30, "overdue", ("ALT", "AST")) in asked(found)


def test_an_optional_test_is_never_overdue():
    ended = course((0, 20), ended=100)

    assert line("UK-5", ended, on=114).status is Status.DUE
    assert line("UK-5", ended, on=115).status is Status.PASSED


# ---- the end


def test_repeated_tests_stop_with_the_course():
    ended = course((0, 20), planned_weeks=24, ended=100)
    who = person("us", pregnancy=True)

    found = planned(ended, who, on=110)

    assert dues(found, "US-P3") == [30, 60, 90]
    assert dues(found, "US-P4") == [100]
    assert dues(found, "US-P5") == [130]


def test_a_course_that_ended_early_is_not_asked_for_what_came_later():
    ended = course((0, 20), (35, 40), ended=40)

    found = planned(ended, person("us", "liver_disease"), on=45)

    assert dues(found, "US-3") == []
    assert dues(found, "OV-L2") == []


def test_what_was_missed_is_let_go_a_month_after_the_end():
    ended = course((0, 20), ended=100)

    assert line("UK-2", ended, on=130).status is Status.OVERDUE
    assert line("UK-2", ended, on=131).status is Status.PASSED


def test_the_pregnancy_test_after_the_end_is_not_let_go():
    ended = course((0, 20), ended=100)

    found = line("UK-P3", ended, person("uk", pregnancy=True), on=300)

    assert found.status is Status.OVERDUE


def test_without_a_planned_end_tests_are_listed_two_months_ahead():
    found = planned(course((0, 20)), person("us", pregnancy=True), on=10)

    assert dues(found, "US-P3") == [30, 60]
    assert dues(found, "US-P5") == []


def test_a_course_that_ran_past_its_plan_goes_on_being_tested():
    found = planned(who=person("us", pregnancy=True), on=200)

    assert dues(found, "US-P3")[-3:] == [180, 210, 240]
    assert dues(found, "US-P4") == []


# ---- what is added


def test_an_added_test_near_a_planned_one_is_taken_with_it():
    found = planned(who=person("uk", "liver_disease"), on=0)

    assert dues(found, "OV-L1") == [30, 56, 84, 112, 140]
    first = line_of(found, "OV-L1", 30)
    assert first.tests == ("BILI",)
    assert first.key == "OV-L1:1"


def line_of(found, id_, offset):
    (only,) = [p for p in found if p.key.startswith(f"{id_}:") and p.due == at(offset)]
    return only


def test_a_result_of_one_visit_answers_both():
    results = taken(31, *LIVER_AND_FATS, "BILI")

    found = planned(who=person("uk", "liver_disease"), results=results, on=45)

    assert [p.status for p in found if p.due == at(30)] == [Status.DONE, Status.DONE]


def test_each_new_dose_is_followed_by_a_test_in_two_weeks():
    steps = course((0, 20), (50, 40), (80, 60), planned_weeks=24)

    found = planned(steps, person("uk", "hyperlipidaemia"), on=0)

    assert dues(found, "OV-F2") == [64, 94]


def test_added_tests_near_each_other_are_one():
    steps = course((0, 20), (40, 40), planned_weeks=24)

    found = planned(steps, person("uk", "hyperlipidaemia"), on=0)

    assert dues(found, "OV-F1")[0] == 56
    assert dues(found, "OV-F2") == []


def test_a_pause_or_a_new_weight_is_no_new_dose_but_beginning_again_is():
    steps = course((0, 20), (40, 20), (60, 0), (80, 20), planned_weeks=24)

    found = planned(steps, person("generic", "hyperlipidaemia"), on=0)

    assert dues(found, "OV-F2") == [94]


def test_a_flag_about_muscles_asks_for_ck_once_an_episode():
    flags = [
        ("S-MSK-1", at(20)),
        ("O-MUS-2", at(30)),
        ("S-MSK-1", at(60)),
        ("S-DRY-1", at(1)),
    ]

    found = planned(on=60, flagged=flags)

    assert dues(found, "OV-M1") == [20, 60]


def test_a_flag_still_to_come_asks_for_nothing():
    assert dues(planned(on=19, flagged=[("S-MSK-1", at(20))]), "OV-M1") == []


# ---- laws

COURSES = st.builds(
    lambda weeks, ended, steps: course(
        (0, 20),
        *steps,
        planned_weeks=weeks,
        **({} if ended is None else {"ended": ended}),
    ),
    st.one_of(st.none(), st.integers(1, 40)),
    st.one_of(st.none(), st.integers(0, 200)),
    st.lists(st.tuples(st.integers(1, 150), st.sampled_from((0, 20, 40))), max_size=3),
)
PEOPLE = st.builds(
    lambda region, conditions, pregnancy: person(
        region, *conditions, pregnancy=pregnancy
    ),
    st.sampled_from(("us", "uk", "generic")),
    st.lists(
        st.sampled_from(("liver_disease", "hyperlipidaemia", "diabetes")), unique=True
    ),
    st.sampled_from((None, True, False)),
)
RESULTS = st.lists(
    st.builds(
        lambda offset, code: LabResult(day=at(offset), test=code),
        st.integers(-50, 250),
        st.sampled_from((*LIVER_AND_FATS, "HCG_U", "HCG_S", "BILI", "HDL")),
    ),
    max_size=12,
)
DAYS = st.integers(-60, 300)


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=80, deadline=None)
def test_a_plan_never_asks_twice_for_a_test_on_one_day(facts, who, results, on):
    found = planned(facts, who, results, on=on)

    requests = [(each.due, code) for each in found for code in each.tests]

    assert len(requests) == len(set(requests))
    assert len({each.key for each in found}) == len(found)


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=80, deadline=None)
def test_a_plan_is_in_order_and_its_states_hold_together(facts, who, results, on):
    for each in planned(facts, who, results, on=on):
        assert each.counts_from <= each.opens <= each.closes <= each.counts_until
        assert (each.status is Status.DONE) == (each.missing == ())
        assert (each.done_on is not None) == (each.status is Status.DONE)
        assert each.status is not Status.UPCOMING or at(on) < each.opens
        assert each.status is not Status.OVERDUE or at(on) > each.closes


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=60, deadline=None)
def test_no_result_answers_two_lines(facts, who, results, on):
    done = [each for each in planned(facts, who, results, on=on) if each.done_on]

    for codes in (*((code,) for code in LIVER_AND_FATS), PREGNANCY_TESTS):
        answered = sum(bool(set(codes) & set(each.tests)) for each in done)
        assert answered <= sum(result.test in codes for result in results)


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=60, deadline=None)
def test_pregnancy_tests_are_for_people_who_said_so(facts, who, results, on):
    found = planned(facts, who, results, on=on)

    asks = any(set(each.tests) & set(PREGNANCY_TESTS) for each in found)

    assert who.can_become_pregnant is True or not asks


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_results_does_not_matter(facts, who, results, on):
    assert planned(facts, who, results, on=on) == planned(
        facts, who, results[::-1], on=on
    )


@given(COURSES, PEOPLE, RESULTS, DAYS)
@settings(max_examples=40, deadline=None)
def test_nothing_after_the_day_matters(facts, who, results, on):
    known = [result for result in results if result.day <= at(on)]

    assert planned(facts, who, results, on=on) == planned(facts, who, known, on=on)


# ---- what does not answer


def unclear(offset, code="HCG_U"):
    return LabResult(day=at(offset), test=code, outcome="unclear")


@pytest.mark.parametrize("code", PREGNANCY_TESTS)
def test_an_unclear_pregnancy_test_leaves_the_test_due(code):
    who = person("uk", pregnancy=True)
    ended = course((0, 20), ended=100)
    missed = line("UK-P3", ended, who, on=135)

    assert missed.status is Status.DUE
    assert line("UK-P3", ended, who, [unclear(135, code)], on=135) == missed


def test_the_repeat_of_an_unclear_test_answers_the_line():
    who = person("uk", pregnancy=True)
    ended = course((0, 20), ended=100)
    results = [unclear(135), LabResult(day=at(137), test="HCG_U", outcome="negative")]

    found = line("UK-P3", ended, who, results, on=137)

    assert (found.status, found.done_on) == (Status.DONE, at(137))


OUTCOMES = st.sampled_from(("negative", "positive", "unclear"))
ENTERED = st.builds(
    lambda offset, code, outcome: LabResult(
        day=at(offset), test=code, outcome=outcome if code in PREGNANCY_TESTS else ""
    ),
    st.integers(-50, 250),
    st.sampled_from((*LIVER_AND_FATS, "HCG_U", "HCG_S", "BILI", "CK")),
    OUTCOMES,
)


@given(COURSES, PEOPLE, st.lists(ENTERED, max_size=12), ENTERED, DAYS)
@settings(max_examples=150, deadline=None)
def test_entering_a_test_makes_nothing_overdue_that_was_not(
    facts, who, results, entered, on
):
    before = {each.key: each for each in planned(facts, who, results, on=on)}

    for each in planned(facts, who, [*results, entered], on=on):
        if each.status is Status.OVERDUE:
            assert before[each.key].status is Status.OVERDUE
            assert set(each.missing) <= set(before[each.key].missing)
