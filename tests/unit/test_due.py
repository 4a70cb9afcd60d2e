"""What is due, and on which days to say so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from tracker.clinical.facts import CourseFacts, DosePeriod, LabResult, Profile
from tracker.clinical.labs.schedule import plan
from tracker.reminders.due import (
    Due,
    DueKind,
    Wishes,
    diary_days,
    dues_of,
    instant,
    moments,
    next_waking,
    on_days,
    visit_due,
)

STARTED = date(2026, 9, 21)


def wishes(**more) -> Wishes:
    usual = {
        "muted": frozenset(),
        "days_before": (7, 1, 0),
        "hour": 9,
        "when_late": True,
        "diary": False,
    }
    return Wishes(**{**usual, **more})


USUAL = wishes()


def course(**more) -> CourseFacts:
    usual = {
        "started_on": STARTED,
        "planned_weeks": 24,
        "doses": (DosePeriod(starts=STARTED, mg_per_day=Decimal(20)),),
    }
    return CourseFacts(**{**usual, **more})


def dues(*results, on, can_become_pregnant=None, **more) -> tuple[Due, ...]:
    profile = Profile(region="uk", can_become_pregnant=can_become_pregnant)
    return dues_of(plan(course(**more), profile, results, on=on))


def liver_and_fats(day) -> list[LabResult]:
    return [
        LabResult(day=day, test=test, value=Decimal(1), unit="U/L")
        for test in ("ALT", "AST", "TG", "CHOL")
    ]


def due(day, *, kind=DueKind.TEST, closes=None) -> Due:
    return Due(
        kind=kind,
        key="UK-2.1",
        day=day,
        opens=day,
        closes=closes or day + timedelta(days=10),
        plain="Liver, fats",
    )


def test_a_test_of_the_plan_is_due_until_its_result_is_there():
    before = dues(on=date(2026, 10, 15))
    after = dues(*liver_and_fats(date(2026, 10, 20)), on=date(2026, 10, 21))

    assert "UK-2.1" in {each.key for each in before}
    assert "UK-2.1" not in {each.key for each in after}


def test_the_name_of_a_due_thing_stays_when_its_date_moves():
    here = {each.key: each.day for each in dues(on=date(2026, 10, 1))}
    moved = dues(on=date(2026, 10, 1), started_on=STARTED + timedelta(days=3))

    assert {each.key: each.day - timedelta(days=3) for each in moved} == here


def test_pregnancy_tests_are_only_due_for_those_who_said_so():
    asked = [dues(on=STARTED, can_become_pregnant=said) for said in (True, False, None)]

    kinds = [{each.kind for each in found} for found in asked]
    assert kinds == [{DueKind.TEST, DueKind.MONTHLY}, {DueKind.TEST}, {DueKind.TEST}]


def test_the_test_after_the_last_capsule_is_due_too():
    ended = date(2026, 11, 10)
    found = dues(on=ended, can_become_pregnant=True, last_dose_on=ended)

    assert ended + timedelta(days=30) in {
        each.day for each in found if each.kind is DueKind.MONTHLY
    }


def test_a_reminder_comes_a_week_and_a_day_before_on_the_day_and_once_when_late():
    found = moments(due(date(2026, 11, 20), closes=date(2026, 11, 25)), USUAL)

    assert sorted(found) == [
        date(2026, 11, 13),
        date(2026, 11, 19),
        date(2026, 11, 20),
        date(2026, 11, 26),
    ]


@pytest.mark.parametrize(
    ("starts", "hour", "told"),
    [
        (time(14), 20, date(2026, 11, 19)),
        (time(8, 30), 9, date(2026, 11, 19)),
        (time(9), 9, date(2026, 11, 19)),
        (time(9, 1), 9, date(2026, 11, 20)),
        (None, 20, date(2026, 11, 20)),
    ],
)
def test_a_visit_before_the_hour_of_reminders_is_spoken_of_the_day_before(
    starts, hour, told
):
    appointment = visit_due(1, date(2026, 11, 20), starts=starts)

    assert moments(appointment, wishes(days_before=(0,), hour=hour)) == {told}


def test_a_visit_before_the_hour_is_not_spoken_of_twice_the_day_before():
    appointment = visit_due(1, date(2026, 11, 20), starts=time(8))

    assert moments(appointment, USUAL) == {date(2026, 11, 13), date(2026, 11, 19)}


def test_what_is_switched_off_is_not_reminded_of():
    quiet = wishes(muted=frozenset({"monthly"}), days_before=(0,), when_late=False)
    day = date(2026, 11, 20)

    found = on_days(
        (due(day, kind=DueKind.MONTHLY), due(day + timedelta(days=1))),
        quiet,
        first=day,
        last=day + timedelta(days=9),
    )

    assert list(found) == [day + timedelta(days=1)]


def test_several_things_of_one_day_make_one_reminder():
    day = date(2026, 11, 20)
    both = (due(day), due(day, kind=DueKind.MONTHLY))

    found = on_days(both, USUAL, first=day, last=day)

    assert found == {day: both}


def test_the_diary_asks_on_days_not_logged_until_the_last_capsule():
    asked = wishes(days_before=(), when_late=False, diary=True)
    days = diary_days(
        course(last_dose_on=date(2026, 11, 22)),
        {date(2026, 11, 21)},
        asked,
        first=date(2026, 11, 20),
        last=date(2026, 11, 30),
    )

    assert days == (date(2026, 11, 20), date(2026, 11, 22))


def test_nobody_who_did_not_ask_hears_of_the_diary():
    day = date(2026, 11, 20)

    assert diary_days(course(), (), USUAL, first=day, last=day) == ()


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Pacific/Pago_Pago", date(2026, 11, 20), "2026-11-20 20:00"),
        ("Pacific/Kiritimati", date(2026, 11, 20), "2026-11-19 19:00"),
        ("Asia/Kathmandu", date(2026, 11, 20), "2026-11-20 03:15"),
        ("Europe/London", date(2026, 3, 28), "2026-03-28 09:00"),
        ("Europe/London", date(2026, 3, 29), "2026-03-29 08:00"),
        ("America/New_York", date(2026, 10, 31), "2026-10-31 13:00"),
        ("America/New_York", date(2026, 11, 1), "2026-11-01 14:00"),
    ],
)
def test_nine_in_the_morning_is_nine_where_the_person_is(zone, day, expected):
    assert instant(day, 9, zone) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_there_is_one_morning_for_each_day_of_a_year_of_clock_changes():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]
    mornings = [instant(day, 9, "Australia/Lord_Howe") for day in days]

    gaps = {later - earlier for earlier, later in pairwise(mornings)}
    assert {round(gap.total_seconds() / 3600, 1) for gap in gaps} == {23.5, 24.0, 24.5}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-20 12:00", "2026-11-20 12:00"),
        ("2026-11-20 20:59", "2026-11-20 20:59"),
        ("2026-11-20 21:00", "2026-11-21 08:00"),
        ("2026-11-20 03:30", "2026-11-20 08:00"),
    ],
)
def test_nobody_is_woken(at, expected):
    found = next_waking(datetime.fromisoformat(at).replace(tzinfo=UTC), "Europe/London")

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
