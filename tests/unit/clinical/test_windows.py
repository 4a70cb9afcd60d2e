"""Waiting times: month arithmetic, whom they concern, and where each stands on a day."""

from datetime import date, timedelta

import pytest

from tracker.clinical.course.windows import (
    WINDOWS,
    WINDOWS_BY_ID,
    State,
    end_of,
    months_after,
    one_month_before,
    second_course_from,
    windows_of,
)
from tracker.clinical.facts import CourseFacts, Profile
from tracker.clinical.rules.rule import Status

START, LAST = date(2026, 6, 1), date(2026, 11, 10)
RUNS = CourseFacts(started_on=START, planned_weeks=24)
ENDED = CourseFacts(started_on=START, planned_weeks=24, last_dose_on=LAST)


def lines(course=ENDED, *, on=LAST, **profile):
    if "conditions" in profile:
        profile["conditions"] = frozenset(profile["conditions"])
    return {
        line.window.id: line for line in windows_of(course, Profile(**profile), on=on)
    }


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 10), 12, date(2027, 11, 10)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(day, months, later):
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 6, 1), date(2026, 5, 1)),
        (date(2027, 3, 15), date(2027, 2, 13)),
        (date(2026, 8, 15), date(2026, 7, 15)),
    ],
)
def test_a_month_before_is_the_earlier_of_thirty_days_and_the_same_day(day, before):
    assert one_month_before(day) == before


@pytest.mark.parametrize(
    ("id_", "until"),
    [
        ("pregnancy", date(2026, 12, 10)),
        ("contraception", date(2026, 12, 10)),
        ("st_johns_wort", date(2026, 12, 10)),
        ("blood_donation", date(2026, 12, 10)),
        ("breastfeeding", date(2026, 11, 18)),
        ("lenses", date(2026, 11, 24)),
        ("sun", date(2026, 12, 8)),
        ("procedures", date(2027, 5, 10)),
        ("eye_laser", date(2027, 5, 10)),
        ("vitamin_a", LAST),
        ("tetracyclines", LAST),
        ("exfoliants", LAST),
        ("alcohol", LAST),
        ("night_driving", None),
        ("hard_exercise", None),
        ("sharing", None),
    ],
)
def test_each_ends_when_its_source_says(id_, until):
    assert end_of(WINDOWS_BY_ID[id_], LAST) == until


def test_thirty_days_are_longer_than_february():
    last = date(2027, 1, 31)

    assert end_of(WINDOWS_BY_ID["pregnancy"], last) == date(2027, 3, 2)
    assert end_of(WINDOWS_BY_ID["blood_donation"], last) == date(2027, 3, 2)


def test_every_row_of_the_pack_is_there_once():
    assert len(WINDOWS) == len(WINDOWS_BY_ID) == 16


@pytest.mark.parametrize(
    ("on", "state", "left"),
    [
        (date(2026, 11, 11), State.COUNTING, 29),
        (date(2026, 12, 9), State.COUNTING, 1),
        (date(2026, 12, 10), State.COUNTING, 0),
        (date(2026, 12, 11), State.OVER, None),
    ],
)
def test_it_counts_down_to_its_last_day_and_is_then_over(on, state, left):
    line = lines(on=on)["blood_donation"]

    assert (line.state, line.days_left) == (state, left)


def test_while_the_course_runs_the_end_is_only_planned():
    line = lines(RUNS, on=date(2026, 7, 1))["blood_donation"]

    assert line.state is State.RUNNING
    assert (line.until, line.days_left) == (None, None)
    assert line.planned_until == START + timedelta(days=24 * 7 - 1 + 30)


def test_a_planned_end_that_has_passed_says_nothing():
    ahead = START + timedelta(days=24 * 7 - 1)

    assert lines(RUNS, on=ahead)["vitamin_a"].planned_until == ahead
    assert lines(RUNS, on=ahead + timedelta(days=1))["vitamin_a"].planned_until is None
    assert lines(RUNS, on=ahead + timedelta(days=1))["procedures"].planned_until is None


def test_a_second_course_is_not_spoken_of_before_eight_weeks():
    assert second_course_from(LAST) == date(2027, 1, 5)


def test_without_a_planned_length_no_date_is_guessed():
    line = lines(CourseFacts(started_on=START), on=START)["procedures"]

    assert line.planned_until is None


@pytest.mark.parametrize(
    ("on", "pregnancy", "blood"),
    [
        (date(2026, 4, 30), State.STARTS, State.STARTS),
        (date(2026, 5, 1), State.RUNNING, State.STARTS),
        (date(2026, 5, 31), State.RUNNING, State.STARTS),
        (START, State.RUNNING, State.RUNNING),
    ],
)
def test_some_begin_a_month_before_the_first_capsule(on, pregnancy, blood):
    found = lines(RUNS, on=on, can_become_pregnant=True)

    assert found["pregnancy"].state is pregnancy
    assert found["blood_donation"].state is blood


@pytest.mark.parametrize(
    ("said", "shown", "maybe"),
    [(True, True, False), (None, True, True), (False, False, None)],
)
def test_pregnancy_concerns_who_said_so_and_perhaps_who_did_not_say(said, shown, maybe):
    found = lines(can_become_pregnant=said)

    assert ("pregnancy" in found) is shown
    assert ("contraception" in found) is shown
    if shown:
        assert found["pregnancy"].maybe is maybe


def test_what_the_profile_does_not_tell_is_shown_with_an_if():
    found = lines()

    assert found["lenses"].maybe
    assert found["breastfeeding"].maybe
    assert found["st_johns_wort"].maybe
    assert found["eye_laser"].maybe
    assert not found["blood_donation"].maybe
    assert not lines(conditions=["contact_lenses"])["lenses"].maybe


def test_who_breastfeeds_is_told_whatever_else_they_said():
    found = lines(can_become_pregnant=False, conditions=["breastfeeding"])

    assert not found["breastfeeding"].maybe
    assert "breastfeeding" not in lines(can_become_pregnant=False)
    assert "st_johns_wort" not in found


def test_what_only_happens_to_some_waits_for_it_and_lenses_end_with_their_fortnight():
    assert lines(RUNS, on=START)["lenses"].state is State.WHEN
    assert lines(on=LAST + timedelta(days=14))["lenses"].state is State.WHEN
    assert lines(on=LAST + timedelta(days=15))["lenses"].state is State.OVER
    assert lines(on=LAST + timedelta(days=400))["night_driving"].state is State.WHEN
    assert lines(on=LAST + timedelta(days=400))["sharing"].state is State.ALWAYS


def test_the_nearest_end_comes_first_and_what_is_over_last():
    found = windows_of(ENDED, Profile(), on=LAST + timedelta(days=1))
    counting = [line.days_left or 0 for line in found if line.state is State.COUNTING]

    assert counting == sorted(counting)
    assert found[-1].state is State.OVER


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.id)
def test_a_waiting_time_names_its_source_and_waits_for_a_reviewer(window):
    assert window.sources
    assert window.says.endswith(".")
    assert window.reading.endswith(".")
    assert window.reviewer == ""
    assert ("BG" in window.citations) is (window.status is not Status.SOURCED)


def test_what_ends_today_comes_before_what_ends_tomorrow():
    ended = CourseFacts(started_on=START, last_dose_on=date(2026, 10, 1))
    who = Profile(can_become_pregnant=True)

    found = windows_of(ended, who, on=date(2026, 10, 31))

    assert [(line.window.id, line.days_left) for line in found[:3]] == [
        ("blood_donation", 0),
        ("pregnancy", 1),
        ("contraception", 1),
    ]


def test_a_line_bears_its_first_and_its_last_day():
    blood = lines()["blood_donation"]

    assert (blood.starts, blood.until) == (START, LAST + timedelta(days=30))


@pytest.mark.parametrize("id_", ["sharing", "lenses", "night_driving"])
def test_what_begins_with_something_that_may_happen_has_no_first_day(id_):
    assert lines(conditions=["contact_lenses"])[id_].starts is None
