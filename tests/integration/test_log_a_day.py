"""Logging: what is stored, what is not invented, and what is never lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log, log_days
from tracker.records import journal
from tracker.records.models import Course, DayEntry, EntryChange, Submission

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


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


def send(client: Client, path: str = "/today/", **answers: str):
    return client.post(
        path,
        {"version": "0", "submission_id": str(uuid4()), "rest": "blank", **answers},
    )


def stored(course: Course, day: date = TODAY) -> DayEntry:
    return course.entries.get(day=day)


def test_what_was_tapped_is_stored_and_nothing_else(ada, course):
    answer = send(ada, dose_taken="all", lips_dry="2", mood="0")

    assert answer.status_code == 302
    assert stored(course).marks == {"lips_dry": 2, "mood": 0}
    assert stored(course).dose_taken == "all"


def test_an_item_nobody_answered_is_unknown_and_never_none(ada, course):
    send(ada, lips_dry="0")

    assert "skin_dry" not in stored(course).marks
    assert stored(course).dose_taken == ""


def test_same_as_yesterday_copies_all_but_mood_vision_and_dose(ada, course):
    log(course, TODAY - timedelta(days=1), lips_dry=2, aches=1, mood=0, vision=0)

    send(ada, rest="same")

    assert stored(course).marks == {"lips_dry": 2, "aches": 1}
    assert stored(course).dose_taken == ""


def test_the_contract_name_for_same_as_yesterday_works_too(ada, course):
    log(course, TODAY - timedelta(days=1), skin_dry=1)

    send(ada, rest="", same_as_yesterday="1")

    assert stored(course).marks == {"skin_dry": 1}


def test_same_as_yesterday_never_copies_a_red_flag(ada, course):
    log(course, TODAY - timedelta(days=1), lips_dry=1, jaundice=1, night_vision=1)

    send(ada, rest="same")

    assert stored(course).marks == {"lips_dry": 1}


def test_same_as_yesterday_leaves_open_what_set_off_an_urgent_flag(ada, course):
    send(ada, "/days/2026-11-19/", headache="3", lips_dry="1")

    send(ada, rest="same")
    page = ada.get("/days/2026-11-20/saved/").content.decode()

    assert "headache" not in stored(course).marks
    assert stored(course).marks["lips_dry"] == 1
    assert 'name="headache"' in page


def test_all_fine_fills_graded_items_and_leaves_mood_and_vision_open(ada, course):
    send(ada, rest="none", dose_taken="all")

    assert stored(course).marks == {
        "lips_dry": 0,
        "skin_dry": 0,
        "eyes_dry": 0,
        "aches": 0,
        "headache": 0,
    }


def test_a_bulk_fill_never_changes_what_was_tapped(ada, course):
    send(ada, rest="none", lips_dry="3")

    assert stored(course).marks["lips_dry"] == 3


def test_the_saved_page_asks_for_mood_and_vision_and_adds_them(ada, course):
    send(ada, rest="none", dose_taken="all")
    page = ada.get("/days/2026-11-20/saved/").content.decode()

    send(ada, version="1", partial="1", mood="1", vision="0")

    assert "Still to answer" in page
    assert stored(course).marks["mood"] == 1
    assert stored(course).marks["lips_dry"] == 0
    assert stored(course).dose_taken == "all"


def test_sending_the_same_form_twice_changes_nothing(ada, course):
    same = str(uuid4())

    send(ada, submission_id=same, lips_dry="1")
    answer = send(ada, submission_id=same, lips_dry="1")

    assert answer.status_code == 302
    assert stored(course).marks == {"lips_dry": 1}
    assert stored(course).version == 1


def test_a_submission_of_one_person_never_meets_that_of_another(ada, course):
    same = str(uuid4())
    other = CourseFactory()
    Submission.objects.create(
        owner=other.owner,
        submission_id=UUID(same),
        day=TODAY,
        digest="",
        at="2026-11-20T10:00Z",
    )

    send(ada, submission_id=same, lips_dry="1")

    assert stored(course).marks == {"lips_dry": 1}


def test_a_stale_page_is_refused_with_both_texts(ada, course):
    log(course, TODAY, note="from the other phone", lips_dry=1)

    answer = send(ada, version="0", lips_dry="3", note="from this phone")
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "from the other phone" in page
    assert "from this phone" in page
    assert stored(course).marks == {"lips_dry": 1}


def test_an_edit_keeps_the_old_value_and_shows_both(ada, course):
    send(ada, lips_dry="1", note="before")

    send(ada, version="1", lips_dry="2", note="after")
    page = ada.get("/days/2026-11-20/").content.decode()

    assert "dry lips: mild → moderate" in page
    assert "before" in page
    assert EntryChange.objects.count() == 2


def test_undo_takes_back_a_change(ada, course):
    send(ada, lips_dry="1")
    send(ada, version="1", lips_dry="3")

    ada.post("/days/2026-11-20/undo/", {"version": "2"})

    assert stored(course).marks == {"lips_dry": 1}


def test_undo_of_the_first_save_leaves_the_day_not_logged(ada, course):
    send(ada, lips_dry="1")

    ada.post("/days/2026-11-20/undo/", {"version": "1"})

    assert not course.entries.exists()


def test_undo_of_a_page_that_is_no_longer_current_does_nothing(ada, course):
    send(ada, lips_dry="1")
    send(ada, version="1", lips_dry="2")

    ada.post("/days/2026-11-20/undo/", {"version": "1"})

    assert stored(course).marks == {"lips_dry": 2}


def test_an_earlier_day_can_be_filled_in_and_is_marked_so(ada, course):
    answer = send(ada, "/days/2026-10-01/", lips_dry="2")

    assert answer.status_code == 302
    assert stored(course, date(2026, 10, 1)).added_later
    assert "added later" in ada.get("/days/2026-10-01/").content.decode()


@pytest.mark.parametrize(
    "day", ["2026-11-21", "2026-09-20", "1000-01-01", "2026-02-30"]
)
def test_a_day_outside_the_course_is_not_found(ada, day):
    assert ada.get(f"/days/{day}/").status_code == 404
    assert send(ada, f"/days/{day}/", lips_dry="1").status_code == 404


def test_a_chip_opens_an_item_and_keeps_what_was_typed(ada):
    answer = send(ada, add="fatigue", lips_dry="2", note="half a sentence")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'name="fatigue" value="3"' in page
    assert 'name="lips_dry" value="2" checked' in page
    assert "half a sentence" in page
    assert not DayEntry.objects.exists()


def test_an_answer_that_does_not_exist_is_refused_beside_its_field(ada):
    answer = send(ada, lips_dry="7", note="kept")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "not one of the choices" in page
    assert 'aria-invalid="true"' in page
    assert "kept" in page
    assert not DayEntry.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"note": "x" * 4001},
        {"version": "999999999999999999999"},
        {"version": "-1"},
        {"submission_id": "not-a-uuid"},
        {"mood": "²"},
        {"note": "a\x00b"},
        {"dose_taken": "ALL"},
    ],
)
def test_hostile_input_ends_as_a_refusal_and_stores_nothing(ada, hostile):
    answer = send(ada, **hostile)

    assert 400 <= answer.status_code < 500
    assert not DayEntry.objects.exists()


def test_when_the_database_is_busy_the_text_stays_on_the_page(ada, monkeypatch):
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(journal, "log_day", busy)

    answer = send(ada, note="not to be lost", lips_dry="2")

    assert answer.status_code == 503
    assert "not to be lost" in answer.content.decode()
    assert 'name="lips_dry" value="2" checked' in answer.content.decode()


def test_a_note_is_unreadable_in_the_table(ada, course):
    send(ada, note="a private line")

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM records_dayentry")
        (raw,) = cursor.fetchone()
    assert "private" not in raw
    assert stored(course).note == "a private line"


def test_yes_to_self_harm_goes_straight_to_support(ada, course):
    answer = send(ada, self_harm="yes", mood="3")

    assert answer.url == "/support/"
    assert stored(course).marks["self_harm"] == 1


def test_wanting_to_talk_goes_straight_to_support(ada):
    assert send(ada, self_harm="talk").url == "/support/"


def test_a_note_that_speaks_of_self_harm_shows_who_to_call(ada):
    send(ada, note="I want to hurt myself")

    assert "Who to call" in ada.get("/days/2026-11-20/saved/").content.decode()


def test_severe_joint_pain_asks_for_a_call_today_and_cites_the_seed(ada, course):
    send(ada, joint_pain="3")
    page = ada.get("/days/2026-11-20/saved/").content.decode()

    assert "Contact today" in page
    assert "What does Accutane do to your body?" in page
    assert course.findings.get(rule="S-MSK-1").level == 4


def test_what_was_told_is_kept_after_the_answer_is_taken_back(ada, course):
    send(ada, joint_pain="3")

    send(ada, version="1", joint_pain="0")

    kept = course.findings.get(rule="S-MSK-1")
    assert not kept.holds
    assert "We keep what you were told" in ada.get("/days/2026-11-20/").content.decode()


def test_i_have_contacted_them_is_noted_with_what_they_said(ada, course):
    send(ada, joint_pain="3")
    flag = course.findings.get(rule="S-MSK-1")

    ada.post(f"/findings/{flag.pk}/contacted/", {"they_said": "Rest for a week."})

    page = ada.get("/days/2026-11-20/").content.decode()
    assert "You contacted them" in page
    assert "Rest for a week." in page


def test_a_flag_somebody_called_about_stays_quiet_for_three_days(ada, course):
    for day, quiet in ((17, False), (18, True), (19, True), (20, False)):
        send(ada, f"/days/2026-11-{day}/", headache="3")
        assert (
            course.findings.filter(day=date(2026, 11, day), rule="O-HEAD-1").exists()
            is not quiet
        )
        if day == 17:
            flag = course.findings.get(rule="O-HEAD-1")
            with time_machine.travel("2026-11-17 12:00:00+00:00"):
                ada.post(f"/findings/{flag.pk}/contacted/", {})


def test_a_backdated_day_runs_the_rules_again_up_to_today(ada, course):
    for day in (18, 20):
        send(ada, f"/days/2026-11-{day}/", aches="2")
    assert not course.findings.filter(rule="S-MSK-2").exists()

    send(ada, "/days/2026-11-19/", aches="2")

    assert course.findings.filter(rule="S-MSK-2", day=TODAY).exists()


def test_the_form_asks_again_what_was_logged_until_none_twice(ada, course):
    def asks() -> bool:
        return 'name="fatigue"' in ada.get("/today/").content.decode()

    assert not asks()
    log(course, TODAY - timedelta(days=2), fatigue=2)
    assert asks()
    log(course, TODAY - timedelta(days=1), fatigue=0)
    assert asks()
    course.entries.filter(day=TODAY - timedelta(days=2)).update(marks={"fatigue": 0})
    assert not asks()


def test_weekly_items_come_on_the_persons_own_day(ada, course):
    log(course, date(2026, 11, 16), acne_severity=2, oiliness=1, confidence=2)

    assert 'name="acne_severity"' not in ada.get("/today/").content.decode()
    with time_machine.travel("2026-11-23 12:00:00+00:00"):
        assert 'name="acne_severity"' in ada.get("/today/").content.decode()


def test_items_of_the_profile_appear_only_when_it_calls_for_them(ada, course):
    assert 'name="period_late"' not in ada.get("/today/").content.decode()

    course.can_become_pregnant = True
    course.save()

    assert 'name="period_late"' in ada.get("/today/").content.decode()


def test_the_day_is_the_persons_own_day(client):
    far = CourseFactory(owner=UserFactory(time_zone="Pacific/Kiritimati"))
    client.force_login(far.owner)

    # Noon in London is two in the morning of the next day on Kiritimati.
    send(client, lips_dry="1")

    assert far.entries.get().day == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-10-25 00:30:00+00:00", date(2026, 10, 25)),
        ("2026-10-25 01:30:00+00:00", date(2026, 10, 25)),
        ("2026-10-24 23:30:00+00:00", date(2026, 10, 25)),
        ("2026-10-25 23:59:00+00:00", date(2026, 10, 25)),
    ],
)
def test_the_hour_that_comes_twice_belongs_to_one_day(ada, course, moment, day):
    with time_machine.travel(moment):
        send(ada, lips_dry="1")

    assert course.entries.get().day == day


def test_the_database_refuses_a_second_entry_for_a_day(course):
    log(course, TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        log(course, TODAY)


@pytest.mark.parametrize("length", [14, 400])
def test_the_number_of_queries_does_not_grow_with_the_course(
    client, django_assert_max_num_queries, length
):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length - 1, lips_dry=1, fatigue=2)
    client.force_login(course.owner)

    for path in (
        "/today/",
        "/days/2026-11-19/",
        "/days/2026-11-19/edit/",
        "/days/2026-11-19/saved/",
    ):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_a_flag_nobody_called_about_waits_on_todays_page(ada, course):
    send(ada, "/days/2026-11-19/", joint_pain="3")

    assert "note that you called" in ada.get("/today/").content.decode()

    flag = course.findings.get(rule="S-MSK-1")
    ada.post(f"/findings/{flag.pk}/contacted/", {})
    assert "note that you called" not in ada.get("/today/").content.decode()


def test_very_low_mood_asks_the_question_once_more_and_the_settings_can_stop_it(
    ada, course
):
    send(ada, mood="3")

    assert 'name="self_harm"' in ada.get("/days/2026-11-20/saved/").content.decode()

    course.owner.asks_about_harm = False
    course.owner.save()
    assert 'name="self_harm"' not in ada.get("/days/2026-11-20/saved/").content.decode()


def test_the_same_identity_with_other_answers_is_refused_and_both_are_shown(
    ada, course
):
    same = str(uuid4())
    send(ada, submission_id=same, joint_pain="0")

    answer = send(ada, submission_id=same, version="1", joint_pain="3")

    assert answer.status_code == 409
    assert stored(course).marks == {"joint_pain": 0}


def test_an_emergency_the_day_after_a_call_is_shown(ada, course):
    send(ada, "/days/2026-11-19/", seizure="yes")
    flag = course.findings.get(rule="O-NEU-1")
    ada.post(f"/findings/{flag.pk}/contacted/", {})

    send(ada, stroke_signs="yes")

    assert course.findings.filter(rule="O-NEU-1", day=TODAY).exists()


def test_a_day_logged_further_east_stays_readable_further_west(client):
    person = CourseFactory(owner=UserFactory(time_zone="Pacific/Kiritimati"))
    client.force_login(person.owner)
    send(client, lips_dry="1", joint_pain="3")
    person.owner.time_zone = "Pacific/Midway"
    person.owner.save()

    assert client.get("/days/2026-11-21/").status_code == 200
    assert "note that you called" in client.get("/today/").content.decode()


def test_a_second_call_adds_to_what_was_said(ada, course):
    send(ada, joint_pain="3")
    flag = course.findings.get(rule="S-MSK-1")

    for words in ("Rest.", "Come in."):
        ada.post(f"/findings/{flag.pk}/contacted/", {"they_said": words})

    flag.refresh_from_db()
    assert flag.they_said == "Rest.\nCome in."


def test_a_late_answer_gets_days_to_act_from_when_it_was_told(ada):
    send(ada, "/days/2026-11-13/", mood="2")

    assert "Monday 23 November" in ada.get("/days/2026-11-13/saved/").content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_an_unknown_method_is_refused(ada, method):
    assert getattr(ada, method)("/today/").status_code == 405


def test_a_body_in_a_strange_character_set_is_refused(ada):
    answer = ada.post(
        "/today/",
        "lips_dry=1",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
    )

    assert answer.status_code == 400


def test_a_medicine_added_in_the_settings_does_not_wait_for_the_diary(course):
    from datetime import UTC, datetime

    from tracker.records import courses

    courses.update_details(
        course,
        started_on=course.started_on,
        country="uk",
        details={"medicines": ["doxycycline"]},
        at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        today=TODAY,
    )

    assert course.findings.filter(rule="O-IIH-3", day=TODAY, holds=True).exists()


@pytest.mark.parametrize(("day", "late"), [("22", False), ("23", True)])
def test_a_monthly_test_is_late_the_day_after_its_window(ada, course, day, late):
    course.can_become_pregnant = True
    course.save()

    # Due on day 60, 20 November, with two days of grace.
    with time_machine.travel(f"2026-11-{day} 12:00:00+00:00"):
        page = ada.get("/today/").content.decode()

    assert ("Your monthly test is late" in page) is late


def test_nobody_else_is_reminded_of_a_monthly_test(ada):
    with time_machine.travel("2026-11-23 12:00:00+00:00"):
        assert "Your monthly test is late" not in ada.get("/today/").content.decode()


def test_a_sign_logged_later_raises_a_result_of_the_same_week(ada, course):
    from tests.factories import result

    result(course, TODAY - timedelta(days=2), "ALT", "60", upper_limit="41")

    send(ada, jaundice="yes")

    assert course.findings.filter(rule="LAB-ALT", level=4).exists()


def test_a_result_raised_by_todays_answer_is_on_the_page_that_follows(ada, course):
    from tests.factories import result

    result(
        course, TODAY - timedelta(days=3), "TG", "600", unit="mg/dL", upper_limit="150"
    )

    send(ada, tummy_pain="3")
    page = ada.get("/days/2026-11-20/saved/").content.decode()

    assert 'class="care now"' in page
    assert "triglycerides" in page
