"""Choose reminders, stop them from a mail, and who may do so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from tests.factories import (
    CourseFactory,
    UserFactory,
    liver_and_fats,
    log_days,
)
from tracker.records import known, reminders, replan
from tracker.records.models import AuditEvent, Course, Reminder, ReminderChoice
from tracker.records.models.course import LONG_AGO
from tracker.reminders import deliver, mail

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 19, 12, 0, tzinfo=UTC)
CHOICES = {
    "by_mail": "on",
    "kinds": ["test"],
    "days_before": ["0", "3"],
    "hour": "18",
    "diary": "on",
    "diary_hour": "20",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def adas():
    return CourseFactory(owner__email="ada@courseline.test", created_at=LONG_AGO)


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


def choice_of(course) -> ReminderChoice:
    return ReminderChoice.objects.get(owner=course.owner)


def test_the_settings_lead_to_the_reminders(ada):
    assert 'href="/settings/reminders/"' in ada.get("/settings/").content.decode()


def test_what_is_chosen_is_kept_and_shown(ada, adas):
    answer = ada.post("/settings/reminders/", CHOICES, follow=True)

    stored = choice_of(adas)
    assert (stored.by_mail, stored.days_before, stored.hour) == (True, [3, 0], 18)
    assert (stored.when_late, stored.diary, stored.diary_hour) == (False, True, 20)
    assert (stored.plain_words, stored.muted) == (False, ["visit"])
    page = answer.content.decode()
    assert "Saved." in page
    assert '<option value="18" selected>' in page


def test_without_a_choice_the_page_shows_what_happens_anyway(ada):
    page = ada.get("/settings/reminders/")

    assert '<option value="9" selected>' in page.content.decode()
    assert page.context["form"]["by_mail"].value() is True
    assert not ReminderChoice.objects.exists()


def test_a_kind_not_on_the_page_stays_as_it_was(ada, adas):
    adas.can_become_pregnant = True
    adas.save()
    ada.post("/settings/reminders/", {**CHOICES, "kinds": ["test"]})
    assert choice_of(adas).muted == ["monthly", "visit"]
    adas.can_become_pregnant = None
    adas.save()

    ada.post("/settings/reminders/", {**CHOICES, "kinds": []})

    assert choice_of(adas).muted == ["monthly", "test", "visit"]


@pytest.mark.parametrize(("said", "asked"), [(True, True), (None, False)])
def test_the_monthly_test_is_only_named_to_those_who_said_so(ada, adas, said, asked):
    adas.can_become_pregnant = said
    adas.save()

    page = ada.get("/settings/reminders/").content.decode()

    assert ("regnan" in page) is asked


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": "3"},
        {"diary_hour": "21"},
        {"days_before": ["400"]},
        {"kinds": ["everything"]},
        {"hour": ""},
    ],
)
def test_a_strange_answer_is_explained_and_nothing_is_stored(ada, wrong):
    answer = ada.post("/settings/reminders/", {**CHOICES, **wrong})

    assert answer.status_code == 422
    assert "Something needs another look" in answer.content.decode()
    assert not ReminderChoice.objects.exists()


def test_a_choice_has_the_reminders_worked_out_again(ada, adas):
    deliver.tick(lambda: NOW)
    assert Reminder.objects.filter(sent_at=None).exists()

    ada.post("/settings/reminders/", {**CHOICES, "by_mail": ""})
    deliver.tick(lambda: NOW)

    assert not Reminder.objects.filter(sent_at=None, due_at__gt=NOW).exists()


def test_every_change_of_a_date_has_the_reminders_worked_out_again(adas):
    deliver.tick(lambda: NOW)
    assert Course.objects.get().plan_after > NOW

    reminders.change_choices(adas.owner, choices={"hour": 10}, at=NOW)

    assert replan.changed_at(Course.objects.get()) == NOW


def test_an_unknown_choice_is_refused(adas):
    with pytest.raises(reminders.UnknownChoice):
        reminders.change_choices(adas.owner, choices={"colour": 1}, at=NOW)


# Stop


def stop_path(course) -> str:
    return f"/reminders/stop/{mail.stop_token(course.owner)}/"


def test_opening_the_stop_link_changes_nothing_and_the_button_stops(client, adas):
    page = client.get(stop_path(adas)).content.decode()
    assert "Stop the mails" in page
    assert "ada@courseline.test" not in page
    assert known.choice_of(adas.owner).by_mail

    done = client.post(stop_path(adas)).content.decode()

    assert "These mails have stopped" in done
    assert not choice_of(adas).by_mail
    event = AuditEvent.objects.get(what="reminders_stopped")
    assert (event.owner, event.actor) == (adas.owner, "stop link")


def test_stopping_needs_the_form_s_own_token(adas):
    careful = Client(enforce_csrf_checks=True)
    page = careful.get(stop_path(adas))
    token = page.context["csrf_token"]

    assert careful.post(stop_path(adas)).status_code == 403
    sent = careful.post(stop_path(adas), {"csrfmiddlewaretoken": str(token)})
    assert sent.status_code == 200


@pytest.mark.parametrize(
    "token", ["1", "1:forged", "x" * 400, "1:aaaa:bbbb", "\u0661:x", "-1:x"]
)
def test_a_stop_link_nobody_signed_is_not_found(client, token):
    assert client.get(f"/reminders/stop/{token}/").status_code == 404
    assert client.post(f"/reminders/stop/{token}/").status_code == 404


def test_the_stop_link_of_somebody_gone_is_not_found(client, adas):
    path = stop_path(adas)
    adas.owner.delete()

    assert client.get(path).status_code == 404


def test_the_stop_link_does_not_say_whose_it_is(adas):
    key = mail.stop_token(adas.owner).partition(":")[0]

    assert len(key) == 43
    assert key != mail.stop_token(CourseFactory().owner).partition(":")[0]
    assert mail.stop_token(adas.owner).partition(":")[0] == key


def test_a_stop_link_ends_when_mails_are_switched_on_again(client, ada, adas):
    old = stop_path(adas)
    ada.post("/settings/reminders/", CHOICES)
    assert stop_path(adas) == old
    client.post(old)
    assert client.get(old).status_code == 200

    ada.post("/settings/reminders/", CHOICES)

    assert client.post(old).status_code == 404
    assert choice_of(adas).by_mail
    assert client.get(stop_path(adas)).status_code == 200


def test_an_unconfirmed_address_gets_no_mail_and_the_page_says_so(
    ada, adas, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    reminders.change_choices(adas.owner, choices={"days_before": [2, 1]}, at=NOW)
    said = "is not confirmed yet"
    assert said in ada.get("/settings/reminders/").content.decode()
    deliver.tick(lambda: NOW)
    assert mailoutbox == []

    EmailAddress.objects.create(
        user=adas.owner, email="Ada@courseline.test", verified=True
    )
    deliver.tick(lambda: NOW + timedelta(days=1))

    assert [message.to for message in mailoutbox] == [["ada@courseline.test"]]
    assert said not in ada.get("/settings/reminders/").content.decode()


def test_another_confirmed_address_does_not_speak_for_this_one(
    adas, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    user = adas.owner
    EmailAddress.objects.create(user=user, email="x@courseline.test", verified=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=False)

    deliver.tick(lambda: datetime(2026, 10, 20, 12, tzinfo=UTC))

    assert mailoutbox == []
    assert Reminder.objects.filter(why="unconfirmed").exists()


def test_where_nobody_confirms_addresses_mails_go_to_the_one_given(ada, mailoutbox):
    deliver.tick(lambda: datetime(2026, 10, 20, 12, tzinfo=UTC))

    assert len(mailoutbox) == 1
    assert "not confirmed" not in ada.get("/settings/reminders/").content.decode()


def test_stopping_one_person_s_mails_leaves_the_others(client, adas):
    bens = CourseFactory()

    client.post(stop_path(bens))

    assert known.choice_of(adas.owner).by_mail


def test_the_page_takes_as_many_questions_for_a_long_course(
    ada, adas, django_assert_max_num_queries
):
    log_days(adas, 20, lips_dry=1)
    with django_assert_max_num_queries(12):
        ada.get("/settings/reminders/")


def test_somebody_without_a_course_can_choose_too(client):
    client.force_login(UserFactory())

    assert client.get("/settings/reminders/").status_code == 200
    assert client.post("/settings/reminders/", CHOICES).status_code == 302


# Today


def test_today_has_one_quiet_line_about_the_plan(ada, adas):
    adas.owner.asks_check_ins = False
    adas.owner.save()
    page = ada.get("/today/").content.decode()

    # Thirty days after the start, and in its window.
    assert page.count("See which, or add the result") == 1
    assert "Due now: " in page
    assert "21 Oct" in page


def test_before_its_window_nothing_is_said(adas, clock):
    clock.move_to(datetime(2026, 10, 5, 12, tzinfo=UTC))
    liver_and_fats(adas, date(2026, 9, 20))
    client = Client()
    client.force_login(adas.owner)

    page = client.get("/today/").content.decode()

    assert "See which, or add the result" not in page
