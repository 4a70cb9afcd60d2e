"""Today on a phone: the log first, one flag and one quiet line at most, an emergency alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, log, log_days
from tracker.journal import care
from tracker.records.models import Course

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory()


@pytest.fixture
def ada(course: Course, client: Client) -> Client:
    client.force_login(course.owner)
    return client


def send(client: Client, day: date = TODAY, **answers: str):
    more = {"version": "0", "submission_id": str(uuid4()), "rest": "blank"}
    return client.post(f"/days/{day}/", {**more, **answers})


def shown(client: Client, path: str = "/today/") -> str:
    return client.get(path).content.decode()


def before_the_log(client: Client) -> str:
    return shown(client).partition('name="submission_id"')[0]


def saved(client: Client) -> str:
    return shown(client, f"/days/{TODAY}/saved/")


# Above the log


def test_with_nothing_due_the_log_comes_first_and_what_to_expect_after_it(ada):
    ada.post("/check-in/not-now/")
    page = shown(ada)

    assert 'class="care' not in before_the_log(ada)
    assert page.index("What to expect in week 9") > page.index("</form>")


def test_the_time_of_the_phone_is_offered_by_a_script_and_hidden_without(ada):
    found = re.search(r"<form[^>]*data-zone=.*?</form>", shown(ada), re.DOTALL)

    assert found
    opening = found[0].partition(">")[0]
    assert 'data-zone="Europe/London"' in opening
    assert opening.endswith(" hidden")
    assert "csrfmiddlewaretoken" in found[0]
    assert "data-zone" not in shown(ada, f"/days/{YESTERDAY}/")


def test_beside_an_emergency_no_time_is_offered(ada):
    send(ada, jaundice="yes", stroke_signs="yes")

    assert "data-zone" not in shown(ada)


def test_before_the_first_day_the_time_is_offered_too(client):
    course = CourseFactory(started_on=TODAY + timedelta(days=2))
    client.force_login(course.owner)

    page = shown(client)

    assert "data-zone" in page
    assert "js/time-zone" in page


def test_of_several_flags_the_most_urgent_is_shown_and_the_rest_counted(ada):
    send(ada, YESTERDAY, joint_pain="3", jaundice="yes")
    send(ada, TODAY - timedelta(days=3), hair_thinning="3")
    top = before_the_log(ada)

    assert top.count("note that you called") == 1
    assert "Contact today:" in top
    more = re.search(r'href="(/findings/\d+/)#others">and (\d+) more<', top)
    assert more
    others = shown(ada, more[1]).partition('id="others"')[2]
    assert others.count('href="/findings/') == int(more[2])


def test_beside_a_flag_there_is_one_quiet_line_at_most(ada):
    send(ada, YESTERDAY, joint_pain="3")

    assert len(re.findall('class="say"', before_the_log(ada))) == 2


def test_an_emergency_looks_like_one_and_stands_alone(ada):
    send(ada, YESTERDAY, seizure="yes", joint_pain="3")
    page = shown(ada)
    top = before_the_log(ada)

    assert '<article class="care now">' in top
    assert 'class="btn stop" href="tel:999"' in top
    assert "Get help now" in top
    assert 'class="say"' not in top
    assert "What to expect" not in page
    assert "and 1 more" in top


def test_an_emergency_somebody_was_called_about_is_over_on_today(ada, course):
    send(ada, YESTERDAY, seizure="yes")
    flag = course.findings.get(rule="O-NEU-1")
    ada.post(f"/findings/{flag.pk}/contacted/", {})

    assert "care now" not in before_the_log(ada)


# Whom to call


@pytest.mark.parametrize(
    ("born", "childline"), [(date(2010, 1, 1), True), (date(1990, 1, 1), False)]
)
def test_a_flag_about_self_harm_lists_the_numbers_of_the_place_and_the_age(
    client, born, childline
):
    course = CourseFactory(born=born)
    client.force_login(course.owner)
    send(client, YESTERDAY, self_harm="yes")
    page = shown(client, f"/findings/{course.findings.get(rule='S-MOOD-1').pk}/")

    for address in ("tel:999", "tel:116123", "sms:85258", "/support/"):
        assert f'href="{address}"' in page
    assert ("Childline" in page) is childline
    assert 'href="/support/"' in before_the_log(client).partition("care now")[2]


def test_another_emergency_lists_no_helplines(ada, course):
    send(ada, YESTERDAY, seizure="yes")
    page = shown(ada, f"/findings/{course.findings.get(rule='O-NEU-1').pk}/")

    assert "tel:999" in page
    assert "tel:116123" not in page


def test_a_thought_of_harm_on_a_stale_day_is_saved_before_a_version_is_chosen(
    ada, course
):
    log(course, TODAY, lips_dry=1)

    answer = send(ada, TODAY, self_harm="yes", lips_dry="3")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert course.entries.get(day=TODAY).marks == {"lips_dry": 1, "self_harm": 1}
    assert course.findings.filter(rule="S-MOOD-1", holds=True).exists()
    assert 'class="btn stop" href="/support/"' in page
    assert 'name="version" value="2"' in page


def test_a_stale_day_without_such_an_answer_changes_nothing(ada, course):
    log(course, TODAY, lips_dry=1)

    assert send(ada, TODAY, self_harm="no", lips_dry="3").status_code == 409
    assert course.entries.get(day=TODAY).marks == {"lips_dry": 1}


# After a save


def titles(page: str) -> list[str]:
    return re.findall(r"</small> ([^<]+)</span></h2>", page)


def test_equals_stand_in_the_order_of_the_rules_and_are_counted(ada):
    send(ada, TODAY, joint_pain="3", mood="3", crying="3")
    page = saved(ada)

    assert titles(page)[0] == "Call your clinic today about your mood"
    assert "2 things to do today" in page
    assert '<span class="tag today">' not in page


def test_no_call_of_today_is_pushed_below_what_can_wait_a_week(ada, course):
    send(
        ada,
        TODAY,
        mood="3",
        crying="3",
        pregnancy="yes",
        jaundice="yes",
        headache="3",
        glands="3",
    )
    page = saved(ada)
    told = course.findings.filter(day=TODAY, holds=True)
    urgent = told.filter(level=4)
    in_sight = [int(pk) for pk in re.findall(r'id="flag-(\d+)"', page)]
    stops = [told.get(pk=pk).official_stop_advice for pk in in_sight]

    assert len(urgent) >= 4
    assert set(in_sight) == {row.pk for row in urgent}
    assert stops == sorted(stops, reverse=True)
    assert set(stops) == {True, False}
    assert 'class="care soon"' not in page
    assert '<span class="tag soon">' in page
    assert '<span class="tag today">' not in page


def test_what_somebody_was_contacted_about_comes_last(ada, course):
    send(ada, TODAY, jaundice="yes", mood="3", crying="3")
    called = care.in_order(course.findings.filter(holds=True, level=4))[0]
    first = titles(saved(ada))

    ada.post(f"/findings/{called.pk}/contacted/", {})
    page = saved(ada)

    assert titles(page)[0] == first[1]
    assert titles(page).index(first[0]) > 0
    assert "One thing to do today" in page


def test_beside_an_emergency_what_can_wait_is_only_listed(ada):
    send(ada, TODAY, seizure="yes", jaundice="yes", glands="3")
    page = saved(ada)

    assert page.index('class="care now"') < page.index('class="care today"')
    assert "Get help now" in page
    assert 'class="care soon"' not in page
    assert '<span class="tag soon">' in page


def test_a_quiet_day_does_not_hide_what_still_waits(ada, course):
    send(ada, YESTERDAY, joint_pain="3")
    flag = course.findings.get(rule="S-MSK-1")

    send(ada, TODAY, rest="same", lips_dry="1")
    page = saved(ada)

    assert "One urgent thing still waits" in page
    assert "today done" not in page
    assert page.index(f'href="/findings/{flag.pk}/"') < page.index("What we saved")

    ada.post(f"/findings/{flag.pk}/contacted/", {})
    assert "today done" in saved(ada)


def test_an_emergency_of_yesterday_is_said_before_a_call_of_today(ada):
    send(ada, YESTERDAY, seizure="yes")
    send(ada, TODAY, jaundice="yes", seizure="no")
    page = saved(ada)

    assert "One urgent thing still waits" in page
    assert page.index('href="tel:999"') < page.index('class="care today"')


def test_a_call_of_yesterday_is_said_below_those_of_today(ada, course):
    send(ada, YESTERDAY, jaundice="yes")
    send(ada, TODAY, mood="3", jaundice="no")
    flag = course.findings.get(rule="S-LIV-1", day=YESTERDAY)
    page = saved(ada)

    assert "One thing to do today" in page
    assert page.index('class="care today"') < page.index(f'"/findings/{flag.pk}/"')


@pytest.mark.parametrize(("country", "number"), [("uk", "999"), ("us", "911")])
def test_past_the_month_after_the_course_silence_is_not_called_done(
    client, country, number
):
    course = CourseFactory(
        started_on=date(2026, 2, 1), last_dose_on=date(2026, 8, 1), country=country
    )
    client.force_login(course.owner)
    send(client, TODAY, jaundice="yes")
    page = saved(client)

    assert "today done" not in page
    assert "cover the course and the month after it" in page
    assert "no judgement about it" in page
    assert f'href="tel:{number}"' in page


def test_in_the_course_the_rules_speak_for_themselves(ada):
    send(ada, TODAY, jaundice="yes")

    assert "What the rules do not speak of" not in saved(ada)


def test_past_the_month_a_quiet_day_is_done(client):
    course = CourseFactory(started_on=date(2026, 2, 1), last_dose_on=date(2026, 8, 1))
    client.force_login(course.owner)
    send(client, TODAY, lips_dry="1")

    assert "today done" in saved(client)


@pytest.mark.parametrize("length", [14, 400])
def test_the_queries_past_the_course_do_not_grow(
    client, django_assert_max_num_queries, length
):
    end = TODAY - timedelta(days=60)
    course = CourseFactory(
        started_on=end - timedelta(days=length - 1), last_dose_on=end
    )
    log_days(course, length, lips_dry=1)
    client.force_login(course.owner)
    send(client, YESTERDAY, seizure="yes")
    send(client, TODAY, jaundice="yes", seizure="no")

    with django_assert_max_num_queries(12):
        assert "no judgement about it" in saved(client)


def test_one_thing_to_do_is_called_one(ada):
    send(ada, TODAY, jaundice="yes")

    assert "One thing to do today" in saved(ada)


def test_what_else_was_found_leads_to_its_own_page(ada, course):
    send(ada, TODAY, seizure="yes", glands="3")
    flag = course.findings.filter(holds=True, level__lte=3).first()

    assert f'href="/findings/{flag.pk}/"' in saved(ada)


# The buttons


def test_on_the_first_day_no_two_buttons_do_the_same(ada):
    page = shown(ada)

    assert "Save what I tapped" in page
    assert "Save only what I tapped" not in page
    assert "Nothing changed?" not in page
    assert len(re.findall(r'(?<!vh" )name="rest" value="blank"', page)) == 1


def test_after_a_logged_day_what_was_tapped_can_still_be_saved_alone(ada, course):
    log(course, YESTERDAY, lips_dry=1)
    page = shown(ada)

    assert "Same as yesterday" in page
    assert "Save only what I tapped" in page
    assert "Nothing changed?" in page


@pytest.mark.parametrize("length", [14, 400])
def test_the_queries_do_not_grow_with_the_flags_or_the_course(
    client, django_assert_max_num_queries, length
):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length - 2, lips_dry=1)
    client.force_login(course.owner)
    send(client, YESTERDAY, joint_pain="3", jaundice="yes", seizure="yes")
    flag = course.findings.get(rule="O-NEU-1")

    for path in ("/today/", f"/findings/{flag.pk}/", f"/days/{YESTERDAY}/saved/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
