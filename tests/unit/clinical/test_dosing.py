"""Dose arithmetic, drawn as a row of answers: a for all, s for some, n for none, dot for not logged."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.clinical.course.dosing import (
    Weights,
    adherence,
    days_left,
    dose_on,
    least_taken,
    mg_per_kg,
    per_kg_by_day,
    projection,
    taken_by_day,
    taken_mg,
    was_weighed_again,
    weight_on,
)
from tracker.clinical.facts import CourseFacts, DayEntry, DosePeriod

START = date(2026, 9, 21)
ANSWER = {"a": "all", "s": "some", "n": "none", "y": "not_yet", "-": None}


def day(number):
    return START + timedelta(days=number - 1)


def capsules(row):
    """Return the entries of a row of answers; a dot is a day without an entry."""
    return tuple(
        DayEntry(day=day(number), dose_taken=ANSWER[letter])
        for number, letter in enumerate(row, start=1)
        if letter != "."
    )


def course(*doses, **facts):
    """Return a course with doses written as (day, mg) or (day, mg, kg)."""
    periods = tuple(
        DosePeriod(
            starts=day(number),
            mg_per_day=Decimal(mg),
            weight_kg=Decimal(weight[0]) if weight else None,
        )
        for number, mg, *weight in doses
    )
    return CourseFacts(started_on=START, doses=periods, **facts)


SIXTY_FOUR = {"weight_kg": Decimal(64)}


def test_the_dose_of_a_day_is_that_of_the_last_change_before_it():
    steps = course((1, 20), (29, 40))

    assert dose_on(steps, day(28)) == 20
    assert dose_on(steps, day(29)) == 40


def test_no_dose_before_the_start_after_the_last_capsule_or_while_paused():
    paused = course((1, 20), (10, 0), (15, 20), last_dose_on=day(30))

    assert [dose_on(paused, day(n)) for n in (0, 9, 10, 14, 15, 30, 31)] == [
        0, 20, 0, 0, 20, 20, 0,
    ]  # fmt: skip


def test_a_course_without_doses_has_none():
    assert dose_on(course(), day(1)) == 0
    assert adherence(course(), (), on=day(9)).days == 0
    assert adherence(course(), (), on=day(9)).share is None


def test_the_weight_is_the_latest_noted_else_the_one_at_the_start():
    weighed = course((1, 20), (29, 40, 66), **SIXTY_FOUR)

    assert weight_on(weighed, day(28)) == 64
    assert weight_on(weighed, day(29)) == 66


def test_all_is_whole_some_is_half_none_is_nothing_and_a_gap_counts_as_prescribed():
    found = taken_by_day(course((1, 40)), capsules("asn.y-"), on=day(6))

    assert found == (40, 20, 0, 40, 40, 40)


def test_what_was_not_answered_is_counted_apart():
    found = adherence(course((1, 40)), capsules("aasn.y-"), on=day(8))

    assert (found.taken, found.partly, found.missed, found.unknown) == (2, 1, 1, 4)
    assert found.days == 8
    assert found.share == Decimal("0.625")


def test_paused_days_are_nobodys_missed_doses():
    found = adherence(course((1, 40), (3, 0)), capsules("aann"), on=day(4))

    assert (found.taken, found.missed, found.days) == (2, 0, 2)


def test_sixty_one_days_of_the_sample_course():
    steps = course((1, 20), (29, 40), **SIXTY_FOUR)
    missed = ["a"] * 61
    for number in (12, 34, 47):
        missed[number - 1] = "n"

    assert taken_mg(steps, capsules(missed), on=day(61)) == 27 * 20 + 31 * 40
    assert round(mg_per_kg(steps, capsules(missed), on=day(61)), 1) == Decimal("27.8")


def test_no_mg_per_kg_and_no_projection_without_a_weight():
    assert mg_per_kg(course((1, 40)), (), on=day(9)) is None
    assert projection(course((1, 40)), (), on=day(9)) is None


def test_the_projection_is_a_range_for_120_and_150():
    found = projection(course((1, 64), **SIXTY_FOUR), capsules("a" * 20), on=day(20))

    assert (found.first_target, found.last_target) == (120, 150)
    assert found.earliest == day(120)
    assert found.latest == day(150)


def test_the_projection_is_for_the_persons_own_target_when_there_is_one():
    own = course((1, 64), target_mg_per_kg=Decimal(130), **SIXTY_FOUR)

    found = projection(own, capsules("a" * 20), on=day(20))

    assert (found.first_target, found.last_target) == (130, 130)
    assert found.earliest == found.latest == day(130)


def test_half_a_day_is_a_day():
    assert days_left(Decimal(41), Decimal(40)) == 2
    assert days_left(Decimal(40), Decimal(40)) == 1
    assert days_left(Decimal(-1), Decimal(40)) == 0


def test_four_doses_in_five_leave_the_range_as_it_is():
    steady = projection(course((1, 64), **SIXTY_FOUR), capsules("aaaan"), on=day(5))

    assert steady.latest - day(5) == timedelta(days=146)


def test_fewer_than_four_in_five_widen_it():
    found = projection(course((1, 64), **SIXTY_FOUR), capsules("anan"), on=day(4))

    assert found.earliest - day(4) == timedelta(days=118)
    assert found.latest - day(4) == timedelta(days=2 * 148)


@pytest.mark.parametrize(
    "facts",
    [
        course((1, 64), (10, 0), **SIXTY_FOUR),
        course((1, 64), last_dose_on=day(20), **SIXTY_FOUR),
        course((1, 64), target_mg_per_kg=Decimal(10), **SIXTY_FOUR),
        course((1, 1), **SIXTY_FOUR),
    ],
    ids=["paused", "ended", "behind", "too far"],
)
def test_there_is_no_date_to_name(facts):
    assert projection(facts, capsules("a" * 20), on=day(20)) is None


def test_days_without_an_answer_widen_the_range_and_are_counted():
    silent = projection(course((1, 64), **SIXTY_FOUR), (), on=day(100))

    # Taken on each day it would be 100 mg per kg by now; on none of them, nothing.
    assert (silent.earliest, silent.latest) == (day(120), day(250))
    assert (silent.unknown, silent.widened) == (100, False)


def test_a_few_missed_doses_among_many_days_without_an_answer_still_have_a_range():
    found = projection(
        course((1, 64), **SIXTY_FOUR), capsules("nnnnn" + "." * 95), on=day(100)
    )

    assert (found.earliest, found.latest) == (day(125), day(250))
    assert found.unknown == 95


def test_not_yet_and_paused_days_are_told_apart():
    paused = course((1, 64), (3, 0), (5, 64), **SIXTY_FOUR)

    found = projection(paused, capsules("ay..a"), on=day(5))

    assert found.unknown == 1
    assert found.earliest == day(5 + 117)
    assert found.latest == day(5 + 148)


@given(st.text(alphabet="asn.y", max_size=60))
@settings(max_examples=60)
def test_one_more_dose_logged_as_taken_never_moves_the_later_date_on(row):
    facts = course((1, 64), **SIXTY_FOUR)
    on = day(60)

    before = projection(facts, capsules(row), on=on)
    after = projection(facts, capsules(row.replace(".", "a", 1)), on=on)

    assume(before is not None)
    assert after.latest <= before.latest
    assert after.unknown <= before.unknown


def test_a_course_of_which_nothing_was_taken_has_no_date():
    assert projection(course((1, 64), **SIXTY_FOUR), capsules("nnn"), on=day(3)) is None


def test_once_120_is_behind_the_range_begins_today():
    found = projection(course((1, 64), **SIXTY_FOUR), capsules("a" * 130), on=day(130))

    assert (found.earliest, found.latest) == (day(130), day(150))


# Which weight


def test_the_total_can_be_counted_with_the_weight_of_each_period():
    weighed = course((1, 64), (11, 64, 32), **SIXTY_FOUR)

    assert mg_per_kg(weighed, (), on=day(20)) == 20
    assert mg_per_kg(weighed, (), on=day(20), weights=Weights.EACH_PERIOD) == 30
    assert per_kg_by_day(weighed, (), on=day(11), weights=Weights.EACH_PERIOD) == (
        *[1] * 10, 2,
    )  # fmt: skip


def test_the_projection_follows_the_weight_chosen():
    weighed = course((1, 64), (11, 64, 32), **SIXTY_FOUR)

    taken = capsules("a" * 20)
    found = projection(weighed, taken, on=day(20), weights=Weights.EACH_PERIOD)

    # 30 so far, then 2 mg per kg each day.
    assert found.earliest == day(20 + 45)
    assert found.latest == day(20 + 60)


def test_a_weight_noted_later_counts_from_its_day_only():
    late = course((1, 64), (11, 64, 64))

    assert mg_per_kg(late, (), on=day(20)) is None
    assert mg_per_kg(late, (), on=day(20), weights=Weights.EACH_PERIOD) is None
    assert projection(late, (), on=day(20), weights=Weights.EACH_PERIOD) is None


@pytest.mark.parametrize(("weight", "again"), [(None, False), (64, False), (66, True)])
def test_two_ways_differ_only_when_another_weight_was_noted(weight, again):
    period = (29, 40) if weight is None else (29, 40, weight)

    assert was_weighed_again(course((1, 20), period, **SIXTY_FOUR)) is again


def test_a_weight_that_does_not_divide_costs_no_day():
    found = projection(
        course((1, 67), weight_kg=Decimal(67)), capsules("a" * 20), on=day(20)
    )

    assert (found.earliest, found.latest) == (day(120), day(150))


@pytest.mark.parametrize(
    ("taken", "earliest", "latest"),
    [(119, 120, 150), (120, 120, 150), (121, 121, 150), (149, 149, 150)],
)
def test_just_below_at_and_above_120(taken, earliest, latest):
    found = projection(
        course((1, 64), **SIXTY_FOUR), capsules("a" * taken), on=day(taken)
    )

    assert (found.earliest, found.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize("taken", [150, 151])
def test_once_both_are_behind_nothing_is_said(taken):
    steps = course((1, 64), **SIXTY_FOUR)

    assert projection(steps, capsules("a" * taken), on=day(taken)) is None


@pytest.mark.parametrize(
    ("row", "widened"), [("aaaan", False), ("aaaann", True), ("aaan", True)]
)
def test_it_says_when_missed_doses_moved_the_later_date(row, widened):
    found = projection(course((1, 64), **SIXTY_FOUR), capsules(row), on=day(len(row)))

    assert found.widened is widened


ROWS = st.text(alphabet="asny-.", max_size=40)
STEPS = st.lists(
    st.tuples(st.integers(1, 40), st.sampled_from((0, 20, 40, 60))),
    max_size=4,
    unique_by=lambda step: step[0],
)


@given(ROWS, STEPS, st.integers(0, 45))
@settings(max_examples=60)
def test_the_total_never_falls_overnight(row, steps, number):
    facts, entries = course(*steps), capsules(row)

    evening = taken_mg(facts, entries, on=day(number))
    next_evening = taken_mg(facts, entries, on=day(number + 1))

    assert evening <= next_evening <= evening + dose_on(facts, day(number + 1))


@given(ROWS, STEPS)
@settings(max_examples=40)
def test_the_order_of_entries_does_not_matter(row, steps):
    facts, entries = course(*steps), capsules(row)

    assert taken_by_day(facts, entries, on=day(40)) == taken_by_day(
        facts, reversed(entries), on=day(40)
    )


@given(ROWS, STEPS)
@settings(max_examples=40)
def test_every_prescribed_day_is_answered_or_unknown(row, steps):
    facts = course(*steps)

    found = adherence(facts, capsules(row), on=day(40))

    assert found.days == sum(dose_on(facts, day(n)) > 0 for n in range(1, 41))
    assert found.share is None or 0 <= found.share <= 1


@given(ROWS, STEPS)
@settings(max_examples=40)
def test_the_least_is_what_was_answered_and_never_more_than_the_total(row, steps):
    facts, entries = course(*steps), capsules(row)
    known = adherence(facts, entries, on=day(40))

    least = least_taken(facts, entries, on=day(40))

    assert (least is not None) == (known.unknown > 1 and known.unknown * 5 > known.days)
    if least is not None:
        answered = [each for each in entries if each.dose_taken in {"all", "some"}]
        by_day = taken_by_day(facts, entries, on=day(40))
        sure = sum(by_day[(each.day - START).days] for each in answered)
        assert taken_mg(facts, least, on=day(40)) == sure
        assert sure <= taken_mg(facts, entries, on=day(40))


@pytest.mark.parametrize(
    ("row", "is_range"),
    [("a" * 80, False), ("a" * 79, True), ("a" * 2, True), ("", True)],
)
def test_more_than_a_fifth_unknown_makes_a_range(row, is_range):
    found = least_taken(course((1, 40)), capsules(row), on=day(100))

    assert (found is not None) == is_range


def test_of_two_weights_the_later_one_counts_however_they_were_entered():
    weighed = course((57, 40, 66), (1, 20, 64))

    assert [weight_on(weighed, day(number)) for number in (56, 57, 90)] == [64, 66, 66]


def test_a_weight_noted_with_the_first_dose_is_enough():
    weighed = course((1, 32, 64))

    assert mg_per_kg(weighed, (), on=day(10), weights=Weights.EACH_PERIOD) == Decimal(5)
    assert mg_per_kg(weighed, (), on=day(10)) is None


@pytest.mark.parametrize(("kilos", "days"), [("73.2", 1098), ("73.3", None)])
def test_three_years_ahead_is_the_farthest_a_date_is_named(kilos, days):
    # 150 mg for each kilogram, ten a day: 1,098 days for 73.2 kg, two more for 73.3.
    slow = course((1, 10), weight_kg=Decimal(kilos))

    found = projection(slow, (), on=day(1))

    assert (found and (found.latest - day(1)).days) == days
