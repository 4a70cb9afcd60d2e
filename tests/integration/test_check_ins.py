"""Mood check-ins: asked quietly, saved once, judged like a day of the diary, and nobody else's business."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from tests.factories import (
    NOON,
    CourseFactory,
    UserFactory,
    answered,
    liver_and_fats,
    log,
    log_days,
)
from tracker.clinical.vocabulary import Level
from tracker.records import checkins, told
from tracker.records.models import AuditEvent, CheckIn, Submission

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
ASKED = "Two short questions about the last two weeks"


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course():
    course = CourseFactory()
    # Nothing of the plan is late: a test that was missed would be said first.
    liver_and_fats(course, date(2026, 10, 21))
    return course


@pytest.fixture
def ada(course) -> Client:
    client = Client()
    client.force_login(course.owner)
    return client


@pytest.fixture
def ben() -> Client:
    client = Client()
    client.force_login(CourseFactory().owner)
    return client


def shown(client: Client, path: str = "/check-in/") -> str:
    return client.get(path).content.decode()


def typed(answers: str, **more: object) -> dict[str, object]:
    said = {f"q{number}": each for number, each in enumerate(answers, 1) if each != "."}
    return {**said, "version": 0, "submission_id": str(uuid4()), **more}


def send(client: Client, answers: str, **more: object):
    path = "/check-in/" if len(answers) == 2 else "/check-in/longer/"
    return client.post(path, typed(answers, **more))


def rules(course, day: date = TODAY) -> set[str]:
    told_that_day = course.findings.filter(day=day, holds=True)
    return set(told_that_day.values_list("rule", flat=True))


# Answering


def test_somebody_without_a_course_starts_one(client):
    client.force_login(UserFactory())

    assert client.get("/check-in/").url == "/course/new/"
    assert client.post("/check-in/not-now/").url == "/course/new/"


def test_before_the_first_capsule_there_is_nothing_to_answer(client):
    client.force_login(CourseFactory(started_on=TODAY + timedelta(days=3)).owner)

    assert client.get("/check-in/").url == "/today/"


def test_the_page_says_who_reads_it_and_whom_to_call(ada):
    page = shown(ada)

    assert "Little interest or pleasure in doing things" in page
    assert "Nobody monitors this." in page
    assert 'href="/support/"' in page
    assert "<title>Check-in – Courseline</title>" in page


def test_answers_are_kept_as_given(ada, course):
    answer = send(ada, "01")

    row = CheckIn.objects.get(course=course)
    assert answer.url == f"/check-in/{row.pk}/saved/"
    assert (row.day, row.tool, row.answers, row.version) == (TODAY, "phq2", [0, 1], 1)
    assert AuditEvent.objects.get(what="check_in_saved").subject == "phq2"
    page = shown(ada, answer.url)
    assert "Total 1 of 6" in page
    assert "Several days" in page


def test_a_question_left_blank_is_unknown_and_there_is_no_total(ada, course):
    answer = ada.post("/check-in/", typed("1.", q2="blank"))

    assert CheckIn.objects.get().answers == [1, None]
    page = shown(ada, answer.url)
    assert "No total: 1 question left blank" in page
    assert "not answered" in page


def test_nothing_answered_is_nothing_saved(ada):
    answer = send(ada, "..")

    assert answer.status_code == 422
    assert "Answer at least one question" in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_an_answer_that_is_none_is_refused_and_the_other_stays(ada):
    answer = ada.post("/check-in/", typed("1.", q2="7"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This answer is not one of the choices." in page
    assert re.findall(r'name="(q\d)" value="(\d)"[^>]*checked', page) == [("q1", "1")]
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("answers", "speaks"), [("11", False), ("12", True), ("22", True), ("3.", True)]
)
def test_a_positive_score_is_told_and_the_longer_one_offered(
    ada, course, answers, speaks
):
    page = shown(ada, send(ada, answers).url)

    assert ("S-MOOD-3" in rules(course)) is speaks
    assert ("Contact your clinic this week about your mood" in page) is speaks
    assert ('href="/check-in/longer/"' in page) is speaks


def test_no_page_names_a_band_or_says_that_all_is_well(ada):
    page = shown(ada, send(ada, "333333330").url).lower()

    for word in ("moderate", "severe", "depressive", "positive", "fine", "normal"):
        assert word not in page.split("<main")[1]


def test_the_longer_one_opens_with_the_two_answers_just_given(ada, course):
    answered(course, TODAY, "31")

    page = shown(ada, "/check-in/longer/")

    assert re.findall(r'name="(q\d)" value="(\d)"[^>]*checked', page) == [
        ("q1", "3"),
        ("q2", "1"),
    ]
    assert "The first two are filled in with what you just answered." in page


def test_the_longer_one_is_not_offered_twice(ada, course):
    short = answered(course, TODAY, "31")
    answered(course, TODAY, "310000000")

    assert "/check-in/longer/" not in shown(ada, f"/check-in/{short.pk}/saved/")


# Question nine


@pytest.mark.parametrize("mark", ["1", "2", "3"])
def test_a_thought_of_harm_opens_support_whatever_the_total(ada, course, mark):
    answer = send(ada, f"00000000{mark}")

    assert answer.url == "/support/"
    assert CheckIn.objects.get(course=course).answers[8] == int(mark)
    flag = course.findings.get(rule="S-MOOD-1")
    assert flag.level == Level.EMERGENCY
    assert flag.official_stop_advice


def test_support_opens_again_when_the_same_answers_are_sent_twice(ada):
    same = typed("........1")

    assert ada.post("/check-in/longer/", same).url == "/support/"
    assert ada.post("/check-in/longer/", same).url == "/support/"


def test_no_thought_of_harm_opens_no_support(ada):
    assert send(ada, "333333330").url.endswith("/saved/")


def test_the_flag_gives_the_question_and_not_the_answer(ada, course):
    send(ada, "000000002")

    page = shown(ada, f"/findings/{course.findings.get(rule='S-MOOD-1').pk}/")

    assert "Mood check-in, the last question" in page
    assert "More than half the days" not in page


def test_help_does_not_wait_for_a_form_that_could_not_be_saved(ada):
    wrong = ada.post("/check-in/longer/", typed("........2", q1="9"))

    assert wrong.status_code == 422
    assert "Talk to someone now" in wrong.content.decode()


def test_help_does_not_wait_for_a_busy_database(ada, monkeypatch):
    def busy(*_args, **_more):
        raise OperationalError("locked")

    monkeypatch.setattr(checkins, "answer", busy)
    answer = send(ada, "000000002")

    page = answer.content.decode()
    assert answer.status_code == 503
    assert "We could not save this yet." in page
    assert "Talk to someone now" in page


def test_the_saved_page_of_such_a_day_leads_to_help(ada, course):
    send(ada, "000000002")

    page = shown(ada, f"/check-in/{CheckIn.objects.get().pk}/saved/")

    assert "Get help now" in page
    assert 'class="btn stop" href="/support/"' in page


def test_beside_an_emergency_nothing_else_is_shown_in_full(ada):
    send(ada, "330000002")

    page = shown(ada, f"/check-in/{CheckIn.objects.get().pk}/saved/")

    assert re.findall('class="care ([a-z]+)"', page) == ["now"]
    assert "Also noted" in page
    assert re.search(r'href="/findings/\d+/">Contact your clinic this week', page)


def test_a_thought_of_harm_on_a_page_left_open_is_saved_before_support_opens(
    ada, course
):
    row = answered(course, TODAY, "11111111.", version=2)

    answer = send(ada, "0.......2", version=1)

    row.refresh_from_db()
    assert answer.url == "/support/"
    assert (row.answers, row.version) == ([0, *[1] * 7, 2], 3)
    assert checkins.earlier_answers(row)[0].answers == (*[1] * 8, None)
    assert "S-MOOD-1" in rules(course)


def test_such_a_page_sent_twice_counts_once(ada, course):
    row = answered(course, TODAY, "111111110", version=2)
    same = typed("........1", version=1)

    for _again in range(2):
        assert ada.post("/check-in/longer/", same).url == "/support/"

    row.refresh_from_db()
    assert row.version == 3


def test_the_same_sending_with_another_answer_of_harm_is_saved_too(ada):
    same = typed("........1")
    ada.post("/check-in/longer/", same)

    assert ada.post("/check-in/longer/", {**same, "q9": "3"}).url == "/support/"

    assert CheckIn.objects.get().answers[8] == 3


def test_a_thought_of_harm_on_a_page_whose_answers_were_removed_is_saved(ada, course):
    assert send(ada, "000000001", version=1).url == "/support/"

    assert CheckIn.objects.get(course=course).answers[8] == 1


def test_support_thanks_whoever_just_told_and_nobody_else(ada):
    send(ada, "000000002")

    assert "Thank you for telling us. Your answers are saved." in shown(
        ada, "/support/"
    )
    assert "Thank you for telling us" not in shown(ada, "/support/")


# Once, and never over a newer answer


def test_the_same_sending_counts_once(ada, course):
    same = typed("31")

    assert ada.post("/check-in/", same).url == ada.post("/check-in/", same).url

    assert CheckIn.objects.get().version == 1
    assert Submission.objects.filter(owner=course.owner).count() == 1
    assert course.findings.filter(rule="S-MOOD-3").count() == 1


def test_the_same_sending_after_a_removal_brings_nothing_back(ada):
    same = typed("31")
    ada.post("/check-in/", same)
    ada.post(f"/check-in/{CheckIn.objects.get().pk}/remove/")

    assert ada.post("/check-in/", same).url == "/check-in/"
    assert not CheckIn.objects.exists()


def test_help_opens_again_even_when_the_answers_were_removed(ada):
    same = typed("........1")
    ada.post("/check-in/longer/", same)
    ada.post(f"/check-in/{CheckIn.objects.get().pk}/remove/")

    assert ada.post("/check-in/longer/", same).url == "/support/"
    assert not CheckIn.objects.exists()


def test_the_same_identity_with_other_answers_is_not_the_same_sending(ada):
    same = typed("31")
    ada.post("/check-in/", same)

    answer = ada.post("/check-in/", {**same, "q1": "0"})

    assert answer.status_code == 409
    assert CheckIn.objects.get().answers == [3, 1]


def test_a_page_left_open_shows_both_and_overwrites_nothing(ada, course):
    answered(course, TODAY, "31", version=2)

    answer = send(ada, "00", version=1)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "These answers were changed somewhere else" in page
    assert "Nearly every day" in page
    assert 'name="version" value="2"' in page
    assert CheckIn.objects.get().answers == [3, 1]


def test_answering_again_the_same_day_changes_the_answers_and_keeps_the_old(
    ada, course
):
    send(ada, "31")

    page = shown(ada)
    assert "You are changing saved answers." in page
    answer = send(ada, "10", version=1)

    row = CheckIn.objects.get()
    assert (row.answers, row.version) == ([1, 0], 2)
    assert checkins.earlier_answers(row)[0].answers == (3, 1)
    assert "S-MOOD-3" not in rules(course)
    assert course.findings.filter(rule="S-MOOD-3", holds=False).exists()
    assert "What it said before is kept." in shown(ada, answer.url)


def test_the_database_refuses_a_second_one_of_a_day(course):
    answered(course, TODAY, "00")

    with pytest.raises(IntegrityError), transaction.atomic():
        answered(course, TODAY, "11")


def test_the_database_refuses_another_questionnaire(course):
    with pytest.raises(IntegrityError), transaction.atomic():
        answered(course, TODAY, "0000000")


@pytest.mark.parametrize("answers", [(1,), (1, 4), (-1, 0), (None, None), (0, 0, 0)])
def test_answers_that_do_not_fit_are_refused(course, answers):
    with pytest.raises(checkins.NotTheseQuestions):
        save(course, answers)


@pytest.mark.parametrize("day", [date(2026, 9, 20), date(2026, 11, 21)])
def test_a_day_outside_the_course_is_refused(course, day):
    with pytest.raises(checkins.OutsideTheCourse):
        save(course, (0, 0), day=day)


def save(course, answers, *, day=TODAY):
    return checkins.answer(
        course,
        day=day,
        tool="phq2",
        answers=answers,
        version=0,
        submission_id=uuid4(),
        at=NOON,
        today=TODAY,
    )


# Correcting and removing


def test_an_older_one_can_be_corrected(ada, course):
    row = answered(course, date(2026, 10, 20), "31")
    path = f"/check-in/{row.pk}/"

    assert "Your answers of 20 October (PHQ-2)." in shown(ada, path)
    assert ada.post(path, typed("11", version=1)).url == f"{path}saved/"

    row.refresh_from_db()
    assert (row.answers, row.day) == ([1, 1], date(2026, 10, 20))


def test_a_corrected_older_one_is_judged_for_its_own_day(ada, course):
    row = answered(course, date(2026, 10, 20), "00")

    ada.post(f"/check-in/{row.pk}/", typed("33", version=1))

    assert "S-MOOD-3" in rules(course, date(2026, 10, 20))


def test_removing_takes_the_answers_and_keeps_what_was_told(ada, course):
    send(ada, "33")
    row = CheckIn.objects.get()

    assert ada.post(f"/check-in/{row.pk}/remove/").url == "/check-in/"

    assert not CheckIn.objects.exists()
    assert course.findings.get(rule="S-MOOD-3").holds is False
    assert AuditEvent.objects.filter(what="check_in_removed").exists()


def test_a_diary_saved_later_the_same_day_keeps_the_flag(ada, course):
    send(ada, "33")
    log(course, TODAY, mood=0)
    told.tell_from(course, TODAY, at=NOON, today=TODAY)

    assert "S-MOOD-3" in rules(course)


def test_a_diary_of_the_same_day_judges_the_check_in_again(ada, course):
    answered(course, TODAY, "33")

    told.tell_from(course, TODAY, at=NOON, today=TODAY)

    assert "S-MOOD-3" in rules(course)


# Nobody else's


@pytest.mark.parametrize("end", ["", "saved/"])
def test_ben_sees_none_of_adas(ben, course, end):
    row = answered(course, TODAY, "31")

    assert ben.get(f"/check-in/{row.pk}/{end}").status_code == 404
    assert "Answered before" not in shown(ben)


@pytest.mark.parametrize("end", ["", "remove/"])
def test_ben_changes_none_of_adas(ben, course, end):
    row = answered(course, TODAY, "31")

    assert ben.post(f"/check-in/{row.pk}/{end}", typed("00")).status_code == 404

    row.refresh_from_db()
    assert row.answers == [3, 1]


@pytest.mark.parametrize(
    "path", ["", "longer/", "not-now/", "1/", "1/saved/", "1/remove/"]
)
def test_somebody_signed_out_is_asked_to_sign_in(client, path):
    answer = client.post(f"/check-in/{path}")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["", "longer/", "{pk}/", "{pk}/saved/"])
def test_no_page_is_kept_by_a_browser(ada, course, path):
    row = answered(course, TODAY, "31")

    answer = ada.get("/check-in/" + path.format(pk=row.pk))

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["not-now/", "{pk}/remove/"])
def test_a_link_changes_nothing(ada, course, path):
    row = answered(course, TODAY, "31")

    assert ada.get("/check-in/" + path.format(pk=row.pk)).status_code == 405


# The quiet line


def test_one_line_asks_on_today_until_it_is_answered(ada):
    assert shown(ada, "/today/").count(ASKED) == 1

    send(ada, "00")

    assert ASKED not in shown(ada, "/today/")


def test_the_page_after_a_save_asks_too(ada, course):
    log(course, TODAY, mood=0)

    assert shown(ada, "/days/2026-11-20/saved/").count(ASKED) == 1


def test_an_earlier_days_form_does_not_ask(ada):
    assert ASKED not in shown(ada, "/days/2026-11-19/")


def test_not_now_hides_it_until_the_next_is_due(ada, course):
    assert ada.post("/check-in/not-now/").url == "/today/"

    assert ASKED not in shown(ada, "/today/")
    with time_machine.travel("2026-12-18 12:00:00+00:00", tick=False):
        assert ASKED in shown(ada, "/today/")


def test_low_mood_asks_before_four_weeks_are_over(ada, course):
    answered(course, TODAY - timedelta(days=3), "00")
    assert ASKED not in shown(ada, "/today/")

    log(course, TODAY, mood=2)
    told.tell_from(course, TODAY, at=NOON, today=TODAY)

    assert ASKED in shown(ada, "/today/")
    assert "because of what you logged about mood" in shown(ada)


def test_one_month_after_the_last_capsule_asks_again(client):
    course = CourseFactory(last_dose_on=date(2026, 10, 20))
    answered(course, date(2026, 10, 20), "00")
    client.force_login(course.owner)

    assert "Asked one month after the last capsule." in shown(client)
    assert ASKED in shown(client, "/today/")


# Switched off


def test_somebody_who_switched_them_off_is_never_asked(ada, course):
    row = answered(course, date(2026, 10, 20), "31")
    course.owner.asks_check_ins = False
    course.owner.save()

    assert ASKED not in shown(ada, "/today/")
    assert send(ada, "00").status_code == 404
    assert ada.get("/check-in/longer/").status_code == 404
    page = shown(ada)
    assert "Mood check-ins are switched off." in page
    assert "Little interest" not in page
    assert "Total 4 of 6" in page
    assert "Little interest" in shown(ada, f"/check-in/{row.pk}/saved/")


def test_an_installation_without_questionnaires_shows_no_question(
    ada, course, settings
):
    row = answered(course, date(2026, 10, 20), "31")
    settings.QUESTIONNAIRES = False

    assert ASKED not in shown(ada, "/today/")
    assert "asks_check_ins" not in shown(ada, "/settings/")
    assert ada.get("/check-in/longer/").status_code == 404
    assert ada.get(f"/check-in/{row.pk}/").status_code == 404
    for path in ("/check-in/", f"/check-in/{row.pk}/saved/"):
        page = shown(ada, path)
        assert "Little interest" not in page
        assert "Total 4 of 6" in page
    assert "are not offered here" in shown(ada)
    assert 'value="check_ins"' not in shown(ada, "/share/")
    assert ada.post(f"/check-in/{row.pk}/remove/").status_code == 302


def test_saving_the_settings_there_changes_nothing_about_them(ada, course, settings):
    settings.QUESTIONNAIRES = False
    choices = {"language": "en-gb", "time_zone": "Europe/London", "theme": ""}

    assert ada.post("/settings/", choices).status_code == 302

    course.owner.refresh_from_db()
    assert course.owner.asks_check_ins is True


def test_the_switch_is_a_setting(ada, course):
    choices = {"language": "en-gb", "time_zone": "Europe/London", "theme": ""}
    assert "Mood check-ins" in shown(ada, "/settings/")

    ada.post("/settings/", choices)
    course.owner.refresh_from_db()
    assert course.owner.asks_check_ins is False

    ada.post("/settings/", {**choices, "asks_check_ins": "on"})
    course.owner.refresh_from_db()
    assert course.owner.asks_check_ins is True


# Sharing


def test_the_part_is_off_unless_it_is_ticked(ada):
    page = shown(ada, "/share/")
    box = page.split('value="check_ins"')[1].split(">")[0]

    assert "checked" not in box
    assert "Mood questionnaires" in page


def test_the_owner_sees_the_scores_only_when_chosen(ada, course):
    answered(course, date(2026, 10, 20), "31")

    plain = shown(ada, "/summary/")
    chosen = ada.post("/summary/", {"parts": ["summary", "check_ins"]}).content.decode()

    assert "PHQ-2 of 6" not in plain
    assert "PHQ-2 of 6, cut-off 3: 20 Oct 4." in chosen


# Queries


@pytest.mark.parametrize("length", [14, 400])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, length):
    course = CourseFactory(started_on=TODAY - timedelta(days=length - 1))
    log_days(course, length - 1, lips_dry=1, mood=1)
    for number in range(0, length - 1, 5):
        row = answered(course, course.started_on + timedelta(days=number), "31")
    client.force_login(course.owner)

    for path, count in (
        ("/check-in/", 6),
        ("/check-in/longer/", 6),
        (f"/check-in/{row.pk}/", 5),
        (f"/check-in/{row.pk}/saved/", 5),
    ):
        with django_assert_num_queries(count):
            assert client.get(path).status_code == 200
