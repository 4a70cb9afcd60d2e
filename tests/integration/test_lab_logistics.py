"""What the clinic asked for, what was set aside, talks and visits."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test import Client

from tests.factories import (
    NOON,
    CourseFactory,
    UserFactory,
    ask,
    log_days,
    result,
    visit,
)
from tracker.records import lab_plan, questions, visits
from tracker.records.models import AuditEvent, LabOrder, Visit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
# Day 30 of the course and its window, which closed on day 40.
LATE = "/labs/planned/2026-10-21/"
KEY = "UK-2:1"


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course():
    return CourseFactory()


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


def shown(client: Client, path: str = "/labs/") -> str:
    return client.get(path).content.decode()


# Asked for by the clinic


def test_what_the_clinic_asked_for_is_on_the_list(ada, course):
    answer = ada.post(
        "/labs/asked-for/new/",
        {"tests": ["TG"], "due": "2026-11-18", "note": "A repeat."},
    )

    page = shown(ada)
    assert answer.url == "/labs/"
    assert "Asked for by your clinic" in page
    assert "2 days late" in page
    assert "A repeat." in page
    assert AuditEvent.objects.filter(what="test_asked_for").exists()


def test_what_they_said_is_unreadable_in_the_database(course):
    ask(course, TODAY, note="A repeat.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM records_laborder")
        (stored,) = cursor.fetchone()

    assert "repeat" not in stored
    assert LabOrder.objects.get().note == "A repeat."


def test_a_result_answers_it(ada, course):
    ask(course, TODAY - timedelta(days=2))
    assert "2 days late" in shown(ada)

    result(course, TODAY - timedelta(days=1), "TG", "1.2", unit="mmol/L")

    assert "2 days late" not in shown(ada)


def test_a_repeated_test_comes_again(ada, course):
    ada.post(
        "/labs/asked-for/new/",
        {"tests": ["CK"], "due": "2026-11-25", "every": "7", "until": "2026-12-09"},
    )

    assert "CK (muscle)" in shown(ada)
    for day in ("2026-11-25", "2026-12-02", "2026-12-09"):
        assert ada.get(f"/labs/planned/{day}/").status_code == 200
    assert ada.get("/labs/planned/2026-12-16/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"tests": []}, "tests", "This field is required."),
        ({"tests": ["XYZ"]}, "tests", "Select a valid choice."),
        ({"tests": ["HCG_U"]}, "tests", "Select a valid choice."),
        ({"due": ""}, "due", "This field is required."),
        ({"due": "2026-01-01"}, "due", "This is too long ago."),
        ({"due": "2028-01-01"}, "due", "This is more than a year ahead."),
        ({"every": "0"}, "every", "greater than or equal to 1"),
        ({"every": "9999"}, "every", "less than or equal to 366"),
        ({"every": "often"}, "every", "Enter a whole number."),
        ({"every": "7", "until": "2026-11-01"}, "until", "before the first day"),
        ({"every": "7", "until": "9999-12-31"}, "until", "more than three years"),
        ({"every": "7", "until": "2029-11-28"}, "until", "more than three years"),
        ({"until": "2026-12-01"}, "every", "after how many days"),
        ({"note": "x" * 501}, "note", "at most 500 characters"),
    ],
)
def test_a_wrong_answer_is_explained_and_stays(ada, changed, field, words):
    typed = {"tests": ["TG"], "due": "2026-11-25", "note": "Kept"} | changed

    answer = ada.post("/labs/asked-for/new/", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'id="id_{field}_error"' in page
    assert "Kept" in page or field == "note"
    assert not LabOrder.objects.exists()


def test_it_is_changed_and_taken_back(ada, course):
    order = ask(course, TODAY, note="Once")
    path = f"/labs/asked-for/{order.pk}/"
    assert "Once" in shown(ada, path)

    ada.post(path, {"tests": ["ALT"], "due": "2026-12-01"})
    order.refresh_from_db()
    assert (order.tests, order.due) == (["ALT"], date(2026, 12, 1))

    assert ada.get(f"{path}remove/").status_code == 405
    ada.post(f"{path}remove/")
    assert not LabOrder.objects.exists()


def test_a_day_out_of_reach_is_refused_by_the_operation_too(course):
    far = LabOrder(course=course, tests=["TG"], due=date(2030, 1, 1))

    with pytest.raises(lab_plan.OutOfReach):
        lab_plan.save_order(far, at=NOON, today=TODAY)


def test_an_end_out_of_reach_is_refused_by_the_operation_too(course):
    far = LabOrder(
        course=course, tests=["TG"], due=TODAY, every=7, until=date(9999, 12, 31)
    )

    with pytest.raises(lab_plan.OutOfReach):
        lab_plan.save_order(far, at=NOON, today=TODAY)


def test_a_test_ticked_twice_is_asked_for_once(ada):
    ada.post(
        "/labs/asked-for/new/",
        {"tests": ["TG", "ALT", "TG"], "due": "2026-11-25", "note": ""},
    )

    assert LabOrder.objects.get().tests == ["TG", "ALT"]


def test_the_database_keeps_the_end_after_the_beginning(course):
    with pytest.raises(IntegrityError):
        ask(course, TODAY, until=TODAY - timedelta(days=1))


# One planned date


def test_a_date_says_what_how_and_who_says_so(ada):
    page = shown(ada, LATE)

    assert "Around 21 October 2026" in page
    assert "From 16 October to 31 October 2026" in page
    assert "Do not eat for 12 hours before." in page
    assert "No alcohol for 36 hours before." in page
    assert "Isotretinoin blood tests leaflet" in page
    assert "Acnotin special precautions" in page


@pytest.mark.parametrize(
    "day", ["2026-10-22", "never", "1", "2026-13-01", "20261021", "2026-W43-3"]
)
def test_a_date_without_a_test_is_not_found(ada, day):
    assert ada.get(f"/labs/planned/{day}/").status_code == 404


# Set aside


def move(course, days: int) -> None:
    """Let the course begin so many days later, its first dose with it."""
    by = timedelta(days=days)
    course.dose_periods.filter(starts=course.started_on).update(
        starts=course.started_on + by
    )
    course.started_on += by
    course.save(update_fields=["started_on"])


def set_aside(client: Client, **changed: str):
    typed = {"key": KEY, "day": "2026-10-21", "reason": "They said it can wait."}
    return client.post("/labs/set-aside/", typed | changed)


def test_a_test_is_set_aside_with_a_reason_and_asked_for_again(ada, course):
    assert "Not noted yet: liver, fats." in shown(ada)

    assert set_aside(ada).url == "/labs/"
    page = shown(ada)
    assert "Not noted yet:" not in page
    assert "1 test set aside" in page
    assert "They said it can wait." in page
    assert "They said it can wait." in shown(ada, LATE)

    ada.post("/labs/ask-again/", {"key": KEY})
    assert "Not noted yet: liver, fats." in shown(ada)


def test_setting_it_aside_twice_changes_nothing_the_second_time(ada, course):
    assert [set_aside(ada).status_code for _twice in range(2)] == [302, 302]

    assert AuditEvent.objects.filter(what="test_set_aside").count() == 1
    assert "1 test set aside" in shown(ada)


def test_another_reason_takes_the_place_of_the_first(ada, course):
    set_aside(ada)

    set_aside(ada, reason="They took it in hospital.")

    assert "They took it in hospital." in shown(ada, LATE)
    assert "They said it can wait." not in shown(ada, LATE)


@pytest.mark.parametrize("days", [-3, 2])
def test_it_stays_set_aside_when_the_start_moves(ada, course, days):
    set_aside(ada)
    move(course, days)

    page = shown(ada)

    assert "1 test set aside" in page
    assert "They said it can wait." in page
    assert "Not noted yet:" not in page


def test_no_reason_no_setting_aside(ada, course):
    answer = set_aside(ada, reason="  ")

    assert answer.status_code == 422
    assert (
        "Why will it not be taken?: This field is required." in answer.content.decode()
    )
    course.refresh_from_db()
    assert course.tests_set_aside == ""


@pytest.mark.parametrize("key", ["UK-2:99", "UK-2:2026-10-21", "UK-1:1", "", "x" * 41])
def test_only_what_is_asked_for_is_set_aside(ada, course, key):
    # The test before the start has been overtaken by the one of day 30.
    assert set_aside(ada, key=key).status_code in {404, 422}

    course.refresh_from_db()
    assert course.tests_set_aside == ""


def test_the_reason_is_unreadable_in_the_database(ada, course):
    set_aside(ada)

    with connection.cursor() as cursor:
        cursor.execute("SELECT tests_set_aside FROM records_course")
        (stored,) = cursor.fetchone()

    assert "wait" not in stored


def test_asking_again_twice_changes_nothing(ada, course):
    ada.post("/labs/ask-again/", {"key": KEY})

    assert not AuditEvent.objects.filter(what="test_asked_again").exists()


# Talks


def test_the_next_talk_is_on_the_list_in_the_uk(ada):
    page = shown(ada)

    assert page.count("Follow-up: mood and sexual function") == 1


def test_no_talk_is_planned_elsewhere(client):
    client.force_login(CourseFactory(country="us").owner)

    assert "Follow-up" not in shown(client)


# Visits

TYPED = {
    "day": "2026-12-14",
    "time": "10:40",
    "place": "Northgate Clinic, room 4",
    "note": "Bring the card.",
}


def test_a_visit_is_noted_and_says_what_to_bring(ada, course):
    questions.add(course, text="Can I go back to running?", at=NOON)
    result(course, TODAY, "ALT", "31")

    answer = ada.post("/labs/visits/new/", TYPED)

    page = shown(ada, answer.url)
    assert "Monday 14 December 2026 at 10:40 a.m." in page
    assert "Northgate Clinic, room 4" in page
    assert 'href="/summary/"' in page
    assert "Can I go back to running?" in page
    assert "1 report" in page
    assert "Due by then" in page
    assert "Northgate Clinic, room 4" in shown(ada)


def test_only_results_since_the_last_visit_are_new(ada, course):
    visit(course, date(2026, 11, 1))
    result(course, date(2026, 10, 21), "ALT", "31")
    later = visit(course, date(2026, 12, 14))
    assert "Your results" not in shown(ada, f"/labs/visits/{later.pk}/")

    result(course, date(2026, 11, 10), "ALT", "33")

    assert "1 report since 1 November" in shown(ada, f"/labs/visits/{later.pk}/")


def test_a_visit_is_changed_and_removed(ada, course):
    row = visit(course, date(2026, 12, 14), time=time(10, 40), place="Here")
    path = f"/labs/visits/{row.pk}/"
    assert 'value="10:40"' in shown(ada, f"{path}edit/")

    ada.post(f"{path}edit/", TYPED | {"time": "", "place": "There"})
    row.refresh_from_db()
    assert (row.time, row.place) == (None, "There")

    assert ada.get(f"{path}remove/").status_code == 405
    ada.post(f"{path}remove/")
    assert not Visit.objects.exists()


def test_past_visits_leave_the_list(ada, course):
    visit(course, TODAY - timedelta(days=1), place="Yesterday's room")

    assert "Yesterday" not in shown(ada)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"day": ""}, "day", "This field is required."),
        ({"day": "2030-01-01"}, "day", "Choose a day of the last three years"),
        ({"day": "2020-01-01"}, "day", "Choose a day of the last three years"),
        ({"time": "noon"}, "time", "Write a time, such as 14:30."),
        ({"place": "x" * 201}, "place", "at most 200 characters"),
    ],
)
def test_a_wrong_visit_is_explained(ada, changed, field, words):
    answer = ada.post("/labs/visits/new/", TYPED | changed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'id="id_{field}_error"' in page
    assert "Bring the card." in page
    assert not Visit.objects.exists()


def test_a_visit_out_of_reach_is_refused_by_the_operation_too(course):
    with pytest.raises(visits.OutOfReach):
        visits.save(Visit(course=course, day=date(2031, 1, 1)), at=NOON, today=TODAY)


# However long the course


@pytest.mark.parametrize("days", [14, 400])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/labs/planned/{due}/", 9),
        ("/labs/monthly/", 9),
        ("/labs/visits/{visit}/", 11),
        ("/labs/reports/new/", 3),
        ("/labs/asked-for/new/", 3),
    ],
)
def test_a_page_takes_few_queries(
    client, path, queries, days, django_assert_num_queries
):
    course = CourseFactory(
        started_on=TODAY - timedelta(days=days - 1), can_become_pregnant=True
    )
    log_days(course, days, lips_dry=1)
    for number in range(0, days, 14):
        result(course, course.started_on + timedelta(days=number), "ALT", "31")
        ask(course, TODAY + timedelta(days=number))
    row = visit(course, TODAY)
    client.force_login(course.owner)

    with django_assert_num_queries(queries):
        client.get(path.format(due=TODAY, visit=row.pk))


# What a clinician reads


def test_the_summary_says_who_asked_for_a_late_test(ada, course):
    ask(course, date(2026, 11, 18), note="Because of the last one.")

    page = ada.get("/summary/").content.decode()

    assert "The clinic asked for it on 18 Nov." in page
    assert "Because of the last one." not in page


# Who may


@pytest.fixture
def adas(course):
    return ask(course, TODAY), visit(course, TODAY, place="Ada’s clinic")


def paths(adas) -> list[str]:
    order, row = adas
    return [
        f"/labs/asked-for/{order.pk}/",
        f"/labs/visits/{row.pk}/",
        f"/labs/visits/{row.pk}/edit/",
    ]


def test_ben_finds_nothing_of_adas(ben, adas):
    order, row = adas
    for path in paths(adas):
        assert ben.get(path).status_code == 404
        if not path.endswith(f"visits/{row.pk}/"):
            assert ben.post(path, TYPED).status_code == 404
    assert ben.post(f"/labs/asked-for/{order.pk}/remove/").status_code == 404
    assert ben.post(f"/labs/visits/{row.pk}/remove/").status_code == 404
    assert LabOrder.objects.exists()
    assert Visit.objects.get().place == "Ada’s clinic"


def test_what_ben_sets_aside_is_his_own(ada, ben, course):
    set_aside(ben)

    assert "Not noted yet: liver, fats." in shown(ada)


def test_nobody_is_asked_to_sign_in(client, adas):
    for path in (*paths(adas), LATE, "/labs/monthly/", "/labs/visits/new/"):
        assert client.get(path).url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/labs/asked-for/new/", "/course/new/"),
        ("/labs/visits/new/", "/course/new/"),
        ("/labs/planned/2026-10-21/", 404),
        ("/labs/monthly/", 404),
    ],
)
def test_somebody_without_a_course(client, path, answer):
    client.force_login(UserFactory())

    found = client.get(path)

    assert getattr(found, "url", found.status_code) == answer


# Sent twice

SENT = "3f0c7f9e-5d0c-4f7a-9d56-0a6f3c1f7a11"
OTHER = "3f0c7f9e-5d0c-4f7a-9d56-0a6f3c1f7a12"
SENDINGS: dict[str, dict[str, Any]] = {
    "/labs/asked-for/new/": {"tests": ["ALT"], "due": "2026-12-01"},
    "/labs/visits/new/": {"day": "2026-12-01", "time": "08:30", "place": "Room 4"},
}


@pytest.mark.parametrize("path", SENDINGS)
def test_each_page_has_an_identity_of_its_own(ada, path):
    assert 'name="submission_id" value="' in shown(ada, path)
    assert sent_id(shown(ada, path)) != sent_id(shown(ada, path))


def sent_id(page: str) -> str:
    return page.split('name="submission_id" value="')[1].split('"')[0]


@pytest.mark.parametrize("path", SENDINGS)
@pytest.mark.parametrize(("second", "kept"), [(SENT, 1), (OTHER, 2)])
def test_what_is_sent_twice_is_kept_once(ada, course, path, second, kept):
    for identity in (SENT, second):
        answer = ada.post(path, {**SENDINGS[path], "submission_id": identity})
        assert answer.status_code == 302

    assert course.visits.count() + course.lab_orders.count() == kept


def test_the_second_sending_of_a_visit_leads_to_the_visit(ada, course):
    typed = {**SENDINGS["/labs/visits/new/"], "submission_id": SENT}

    first, second = (ada.post("/labs/visits/new/", typed).url for _twice in range(2))

    assert first == second == f"/labs/visits/{course.visits.get().pk}/"


def test_a_visit_removed_since_is_not_noted_again(ada, course):
    typed = {**SENDINGS["/labs/visits/new/"], "submission_id": SENT}
    ada.post("/labs/visits/new/", typed)
    course.visits.all().delete()

    assert ada.post("/labs/visits/new/", typed).url == "/labs/"
    assert not course.visits.exists()


# No list without an end


def test_so_many_tests_are_enough(ada, course):
    for place in range(lab_plan.MOST_ORDERS):
        ask(course, TODAY + timedelta(days=place))

    answer = ada.post("/labs/asked-for/new/", {"tests": ["TG"], "due": "2026-11-18"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"tests"}
    assert "Remove one before you add another" in answer.content.decode()
    assert course.lab_orders.count() == lab_plan.MOST_ORDERS


def test_one_of_so_many_tests_can_still_be_changed(ada, course):
    rows = [ask(course, TODAY) for _place in range(lab_plan.MOST_ORDERS)]

    answer = ada.post(
        f"/labs/asked-for/{rows[0].pk}/", {"tests": ["ALT"], "due": "2026-11-25"}
    )

    assert answer.url == "/labs/"
    assert course.lab_orders.get(due=date(2026, 11, 25)).tests == ["ALT"]


def test_so_many_visits_are_enough(ada, course):
    for place in range(visits.MOST):
        visit(course, TODAY + timedelta(days=place))

    answer = ada.post("/labs/visits/new/", TYPED)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"day"}
    assert "Bring the card." in answer.content.decode()
    assert course.visits.count() == visits.MOST
