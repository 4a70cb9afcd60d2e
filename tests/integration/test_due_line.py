"""The one quiet line on Today: whatever Labs, mails and the calendar know, most pressing first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories import (
    NOON,
    CourseFactory,
    answered,
    ask,
    liver_and_fats,
    log_days,
    visit,
)
from tracker.clinical.labs.schedule import still_open
from tracker.clinical.vocabulary import Level
from tracker.records import facts, known, lab_plan, told, told_labs
from tracker.records.models import Course, LabResult
from tracker.reminders import plan

pytestmark = pytest.mark.django_db

# Day 61 of the course: nothing of the plan is due, the next tests come in January.
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
MOOD = "Two short questions about the last two weeks"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as now:
        yield now


@pytest.fixture
def course() -> Course:
    course = CourseFactory()
    liver_and_fats(course, course.started_on - DAY)
    liver_and_fats(course, course.started_on + 30 * DAY)
    return course


@pytest.fixture
def ada(course: Course, client: Client) -> Client:
    client.force_login(course.owner)
    return client


def quiet(course: Course) -> None:
    """Leave the mood check-in out: it was answered yesterday."""
    answered(course, TODAY - DAY, "00")


def above_the_log(client: Client) -> str:
    page = client.get("/today/").content.decode()
    return page.partition('name="submission_id"')[0]


def lines(client: Client) -> int:
    return above_the_log(client).count('class="say"')


def flag(course: Course, day: date, rule: str) -> None:
    course.findings.create(
        day=day,
        rule=rule,
        rule_version=1,
        ruleset="2026.1",
        level=int(Level.SOON),
        provenance="seed_explicit",
        title="Contact your clinic this week",
        advice="",
        ask="",
        triggered_by=[],
        sources=[],
        shown_at=NOON,
        contacted_at=NOON,
        contacted_on=day,
    )


# The same things as everywhere else


def test_a_visit_of_the_week_is_coming_up(ada, course):
    quiet(course)
    row = visit(course, TODAY + 3 * DAY, time=time(14, 30))

    page = above_the_log(ada)

    assert "Coming up: visit at 2:30 p.m. (23 Nov)" in page
    assert f'href="/labs/visits/{row.pk}/"' in page
    assert lines(ada) == 1


def test_a_visit_further_off_is_not(ada, course):
    quiet(course)
    visit(course, TODAY + 8 * DAY)

    assert lines(ada) == 0


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (None, "Your visit is today (20 Nov)"),
        (time(12, 1), "Your visit is today, at 12:01 p.m. (20 Nov)"),
        (time(12), ""),
        (time(9), ""),
    ],
)
def test_a_visit_of_today_is_said_until_its_hour(ada, course, starts, said):
    quiet(course)
    visit(course, TODAY, time=starts)

    assert said in above_the_log(ada)
    assert lines(ada) == bool(said)


def test_the_hour_of_a_visit_is_the_hour_where_the_person_is(ada, course):
    quiet(course)
    course.owner.time_zone = "America/New_York"
    course.owner.save()
    visit(course, TODAY, time=time(10))

    # Noon in London is seven there.
    assert "Your visit is today, at 10 a.m." in above_the_log(ada)


def test_the_nearest_of_tests_and_visits_is_said(ada, course):
    quiet(course)
    visit(course, TODAY + 5 * DAY)
    ask(course, TODAY + 2 * DAY, "TG")

    assert "Coming up: Triglycerides (fasting) (22 Nov)" in above_the_log(ada)


def test_a_test_that_a_flag_asks_for_is_due_here_too(ada, course):
    quiet(course)
    flag(course, TODAY - 2 * DAY, "S-MSK-1")

    assert "CK" in ada.get("/labs/").content.decode()
    assert "Due now: CK" in above_the_log(ada)


def test_tests_of_one_day_are_named_together(ada, course, clock):
    quiet(course)
    # Four months after the start two lines of the plan ask for liver and for fats.
    clock.move_to(datetime.combine(course.started_on + 120 * DAY, time(12), UTC))
    ada.force_login(course.owner)
    answered(course, course.started_on + 119 * DAY, "00")

    assert "Due now: liver, fats (19 Jan)" in above_the_log(ada)


@pytest.mark.parametrize("country", ["us", "uk", "other"])
def test_whatever_mails_know_for_this_week_today_knows(client, country):
    """Each thing by itself: with the others done, it is the one Today speaks of."""
    course = CourseFactory(country=country, can_become_pregnant=True)
    quiet(course)
    client.force_login(course.owner)
    visit(course, TODAY + DAY)
    flag(course, TODAY - 2 * DAY, "O-MUS-2")
    ask(course, TODAY + 4 * DAY, "CBC")

    while dues := week_of(course):
        assert lines(client) == 1, dues
        do_first(course)
    assert lines(client) == 0


def week_of(course: Course):
    found = known.known_of([course.owner_id], since=TODAY)[course.owner_id]
    dues = plan.open_dues(found, on=TODAY)
    return [due for due in dues if due.opens <= TODAY or due.day <= TODAY + 7 * DAY]


def do_first(course: Course) -> None:
    """Take away the first thing that waits, the way a person would."""
    waiting = week_of(course)[0]
    if waiting.key.startswith("visit."):
        course.visits.all().delete()
        return
    planned = lab_plan.plan_of(
        course,
        facts.history_of(course),
        on=TODAY,
        flagged=told.flags_of(told.told_in(course)),
    )
    line = waiting.key.partition(".")[0]
    first = next(
        each
        for each in planned
        if each.key.startswith(f"{line}:")
        and each.due == waiting.day
        and each in still_open(planned)
    )
    lab_plan.set_aside(course, first.key, reason="Done.", planned=planned, at=NOON)
    course.refresh_from_db()
    told_labs.tell_missed(course, (), told.told_in(course), at=NOON)


def test_before_the_first_day_too(client):
    course = CourseFactory(
        started_on=TODAY + 3 * DAY, can_become_pregnant=True, country="uk"
    )
    client.force_login(course.owner)
    row = visit(course, TODAY + 2 * DAY)

    # The supervised test is due the day after, the usual ones now.
    page = client.get("/today/").content.decode()
    assert "Due now: " in page
    assert page.count('class="say"') == 1
    assert MOOD not in page

    course.tests_set_aside = '{"UK-1:1": "Done.", "UK-P1:1": "Done."}'
    course.save()
    page = client.get("/today/").content.decode()
    assert "Coming up: visit (22 Nov)" in page
    assert f'href="/labs/visits/{row.pk}/"' in page


# Which comes first


@pytest.fixture
def monthly(client: Client) -> Course:
    """Somebody who takes a test each month: that of day 60 is due, that of day 30 was noted."""
    course = CourseFactory(can_become_pregnant=True)
    liver_and_fats(course, course.started_on - DAY)
    liver_and_fats(course, course.started_on + 30 * DAY)
    for day in (-1, 30):
        LabResult.objects.create(
            course=course,
            day=course.started_on + day * DAY,
            test="HCG_U",
            outcome="negative",
            added_at=NOON,
        )
    client.force_login(course.owner)
    return course


def test_a_monthly_test_that_is_due_comes_before_the_mood_questions(client, monthly):
    page = above_the_log(client)

    assert "Due now: monthly test (20 Nov)" in page
    assert MOOD not in page


def test_a_monthly_test_not_yet_open_leaves_the_line_to_the_questions(
    client, monthly, clock
):
    clock.move_to(NOON - 6 * DAY)
    client.force_login(monthly.owner)

    assert MOOD in above_the_log(client)


def test_a_late_test_of_the_plan_comes_before_the_mood_questions(ada, course):
    LabResult.objects.filter(day__gt=course.started_on).delete()

    page = above_the_log(ada)

    assert "Not noted yet: " in page
    assert "(21 Oct)" in page
    assert MOOD not in page


def test_a_test_of_the_plan_that_can_still_wait_does_not(ada, course, clock):
    LabResult.objects.filter(day__gt=course.started_on).delete()
    clock.move_to(NOON - 31 * DAY)
    ada.force_login(course.owner)

    assert MOOD in above_the_log(ada)


def test_what_was_to_be_done_before_the_first_capsule_does_not(client):
    course = CourseFactory(started_on=TODAY - 5 * DAY)
    client.force_login(course.owner)

    assert MOOD in above_the_log(client)
    answered(course, TODAY, "00")
    assert "Not noted yet: " in above_the_log(client)


def test_a_test_the_clinic_asked_for_today_comes_first(ada, course):
    ask(course, TODAY, "TG")

    assert "Due now: Triglycerides (fasting) (20 Nov)" in above_the_log(ada)


def test_a_test_a_clinic_may_leave_out_does_not(ada, course):
    flag(course, TODAY - 2 * DAY, "S-MSK-1")

    assert MOOD in above_the_log(ada)


def test_a_visit_of_today_comes_before_the_questions_and_one_of_tomorrow_after(
    ada, course
):
    row = visit(course, TODAY + DAY)
    assert MOOD in above_the_log(ada)

    row.day = TODAY
    row.save()
    assert "Your visit is today" in above_the_log(ada)


def test_several_pressing_things_are_one_line_that_counts_them(client, monthly):
    visit(monthly, TODAY)
    ask(monthly, TODAY - DAY, "TG")

    page = above_the_log(client)

    assert "Due now: monthly test (20 Nov)" in page
    assert 'href="/labs/">2 more things are due</a>' in page
    assert lines(client) == 1


def test_a_missed_monthly_test_is_still_the_very_first(client, monthly, clock):
    clock.move_to(NOON + 4 * DAY)
    client.force_login(monthly.owner)
    visit(monthly, TODAY + 4 * DAY)

    page = above_the_log(client)

    assert "Your monthly test is late" in page
    assert ">1 more thing is due</a>" in page
    assert lines(client) == 1


# After the course


@pytest.fixture
def ended(client: Client) -> Course:
    """Somebody whose last capsule was a month ago: the check-in of one month waits."""
    course = CourseFactory(last_dose_on=TODAY - 31 * DAY)
    liver_and_fats(course, course.started_on - DAY)
    answered(course, TODAY - DAY, "00")
    client.force_login(course.owner)
    return course


def test_with_nothing_else_due_the_check_in_after_the_course_is_asked(client, ended):
    assert "Check-in: 1 month after" in above_the_log(client)


def test_the_monthly_test_after_the_last_capsule_comes_before_the_check_in(
    client, ended
):
    ended.can_become_pregnant = True
    ended.save()

    page = above_the_log(client)

    assert "Due now: monthly test" in page
    assert "Check-in: " not in page


def test_the_check_in_it_put_off_is_asked_after_the_save(client, ended):
    ended.can_become_pregnant = True
    ended.save()
    client.post(
        "/today/",
        {
            "mood": "0",
            "rest": "blank",
            "version": "0",
            "submission_id": "6f1e3f0e-4f0c-4c1a-9a47-0d9b9a1f5a11",
        },
    )

    page = client.get(f"/days/{TODAY}/saved/").content.decode()

    assert "Check-in: 1 month after" in page
    assert 'href="/today/?check=1"' in page


# Few questions


@pytest.mark.parametrize("days", [14, 400])
def test_today_takes_few_queries_with_visits_flags_and_dates(
    client, days, django_assert_max_num_queries
):
    course = CourseFactory(
        started_on=TODAY - timedelta(days=days - 1), can_become_pregnant=True
    )
    log_days(course, days - 1, lips_dry=1)
    for ahead in range(days // 4):
        visit(course, TODAY + ahead * DAY)
        ask(course, TODAY + ahead * DAY, "TG")
        flag(course, TODAY - ahead * DAY, "S-MSK-1")
    client.force_login(course.owner)
    client.get("/today/")

    with django_assert_max_num_queries(12):
        client.get("/today/")
