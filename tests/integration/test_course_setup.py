"""A course begins with three answers, and can be corrected, changed and ended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log
from tracker.clinical.vocabulary import CONDITIONS
from tracker.course.forms import CONDITIONS as ASKED
from tracker.records import courses
from tracker.records.models import AuditEvent, Course

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NEEDED = {"started_on": "2026-09-21", "mg_per_day": "20", "country": "uk"}


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def ada():
    return UserFactory()


@pytest.fixture
def page(ada, client: Client) -> Client:
    client.force_login(ada)
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_three_answers_are_enough(page, ada):
    answer = page.post("/course/new/", NEEDED)

    assert (answer.status_code, answer.url) == (302, "/today/")
    course = Course.objects.get(owner=ada)
    assert (course.started_on, course.country) == (date(2026, 9, 21), "uk")
    assert course.dose_periods.get().mg_per_day == 20
    assert (course.weight_kg, course.can_become_pregnant, course.conditions) == (
        None,
        None,
        [],
    )
    assert AuditEvent.objects.get(owner=ada).what == "course_started"


def test_everything_else_is_kept(page, ada):
    page.post(
        "/course/new/",
        NEEDED
        | {
            "planned_weeks": "24",
            "weight": "10 st 4",
            "weight_unit": "st",
            "target_mg_per_kg": "120",
            "clinic_name": "Northgate Clinic",
            "clinic_phone": "01632 960123",
            "clinic_email": "clinic@example.org",
            "can_become_pregnant": "yes",
            "conditions": ["diabetes", "contact_lenses"],
            "medicines": "Doxycycline, vitamin A\nSt John’s wort",
            "earlier_course": "no",
            "born": "2004-05-04",
            "name_on_summary": "Ada",
            "asks_sexual": "on",
            "time_zone": "Europe/Madrid",
        },
    )

    course = Course.objects.get(owner=ada)
    assert (course.weight_kg, course.planned_weeks) == (Decimal("65.3"), 24)
    assert course.target_mg_per_kg == 120
    assert (course.can_become_pregnant, course.earlier_course, course.asks_sexual) == (
        True,
        False,
        True,
    )
    assert course.conditions == ["diabetes", "contact_lenses"]
    assert course.medicines == ["doxycycline", "vitamin a", "st john’s wort"]
    assert course.born == date(2004, 5, 4)
    ada.refresh_from_db()
    assert ada.time_zone == "Europe/Madrid"


def test_nothing_is_answered_beforehand(page):
    form = text(page.get("/course/new/"))

    assert "checked" not in form
    assert 'value="skip"' in form


def test_skip_is_no_answer(page, ada):
    page.post("/course/new/", NEEDED | {"can_become_pregnant": "skip"})

    assert Course.objects.get(owner=ada).can_become_pregnant is None


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("started_on", "", "Give the day of your first capsule."),
        ("started_on", "2023-10-01", "more than three years ago"),
        ("started_on", "2027-01-20", "more than 60 days ahead"),
        ("started_on", "soon", "Write a day"),
        ("mg_per_day", "", "Give the dose of one day in mg."),
        ("mg_per_day", "0", "Write 1 to 200 mg."),
        ("mg_per_day", "201", "Write 1 to 200 mg."),
        ("mg_per_day", "NaN", "Write a number"),
        ("mg_per_day", "1e2", "Write a number"),
        ("country", "", "Choose where you live."),
        ("weight", "12", "That is 12.0 kg."),
        ("weight", "heavy", "Write a weight"),
        ("clinic_phone", "call me", "Write a number to dial"),
        ("planned_weeks", "0", "Write 1 to 156 weeks."),
        ("born", "2026-11-21", "Check the year of birth."),
        ("clinic_name", "a\x00b", "Null characters"),
    ],
)
def test_a_wrong_answer_is_explained_at_its_field_and_nothing_is_stored(
    page, field, typed, said
):
    answer = page.post(
        "/course/new/", NEEDED | {"clinic_name": "Northgate", field: typed}
    )

    form = text(answer)
    assert answer.status_code == 422
    assert said in form
    assert f'href="#id_{field}"' in form
    assert 'aria-invalid="true"' in form
    assert f'id="id_{field}_error"' in form
    assert field == "clinic_name" or "Northgate" in form
    assert not Course.objects.exists()


@pytest.mark.parametrize(
    ("typed", "unit", "kg"),
    [
        ("64", "kg", "64.0"),
        ("64,5", "kg", "64.5"),
        ("64.5 kg", "kg", "64.5"),
        ("143", "lb", "64.9"),
        ("10", "st", "63.5"),
        ("10 4", "st", "65.3"),
        ("10 st 4 lb", "st", "65.3"),
        ("10st4", "st", "65.3"),
        ("10.5", "st", "66.7"),
    ],
)
def test_a_weight_is_kept_in_kilograms(page, ada, typed, unit, kg):
    page.post("/course/new/", NEEDED | {"weight": typed, "weight_unit": unit})

    assert Course.objects.get(owner=ada).weight_kg == Decimal(kg)


@pytest.mark.parametrize("typed", ["104", "10 14", "10 st 4 lb 3", "4 lb"])
def test_stones_and_pounds_are_not_guessed(page, typed):
    answer = page.post("/course/new/", NEEDED | {"weight": typed, "weight_unit": "st"})

    assert "Write a weight" in text(answer)


def test_a_second_open_course_is_refused(page, ada):
    CourseFactory(owner=ada)

    assert "You have a course already" in text(page.get("/course/new/"))
    assert page.post("/course/new/", NEEDED).status_code == 409
    assert Course.objects.filter(owner=ada).count() == 1


def test_the_database_refuses_a_second_open_course_too(ada):
    CourseFactory(owner=ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseFactory(owner=ada)


def test_a_new_course_may_not_begin_inside_an_earlier_one(page, ada):
    CourseFactory(
        owner=ada, started_on=date(2026, 3, 1), last_dose_on=date(2026, 9, 30)
    )

    answer = page.post("/course/new/", NEEDED)

    assert "Your earlier course ran until 30 September 2026" in text(answer)
    assert Course.objects.filter(owner=ada).count() == 1


def test_finish_and_start_another(page, ada):
    first = CourseFactory(owner=ada)

    assert (
        page.post("/course/finish/", {"last_dose_on": "2026-11-10"}).status_code == 302
    )
    assert (
        page.post("/course/new/", NEEDED | {"started_on": "2026-11-15"}).status_code
        == 302
    )

    first.refresh_from_db()
    assert first.last_dose_on == date(2026, 11, 10)
    assert Course.objects.get(owner=ada, last_dose_on=None).started_on == date(
        2026, 11, 15
    )


@pytest.mark.parametrize("day", ["2026-09-20", "2026-11-21", ""])
def test_a_course_ends_on_one_of_its_days(page, ada, day):
    course = CourseFactory(owner=ada)

    assert page.post("/course/finish/", {"last_dose_on": day}).status_code == 422

    course.refresh_from_db()
    assert course.last_dose_on is None


def test_a_dose_changes_from_a_day_on_and_is_taken_back(page, ada):
    course = CourseFactory(owner=ada)

    page.post(
        "/course/dose/", {"starts": "2026-10-19", "mg_per_day": "40", "weight": "66"}
    )
    assert "40 mg a day" in text(page.get("/course/dose/"))
    assert list(course.dose_periods.values_list("mg_per_day", "weight_kg")) == [
        (20, None),
        (40, 66),
    ]

    page.post("/course/dose/", {"remove": "2026-10-19"})
    assert course.dose_periods.get().mg_per_day == 20


def test_nothing_is_a_pause(page, ada):
    course = CourseFactory(owner=ada)

    page.post("/course/dose/", {"starts": "2026-11-20", "mg_per_day": "0"})

    assert course.dose_periods.last().mg_per_day == 0
    assert "Pause" in text(page.get("/course/dose/"))


def test_the_first_dose_cannot_be_taken_back(page, ada):
    course = CourseFactory(owner=ada)

    assert page.post("/course/dose/", {"remove": "2026-09-21"}).status_code == 404
    assert page.post("/course/dose/", {"remove": "whenever"}).status_code == 404
    assert course.dose_periods.count() == 1


@pytest.mark.parametrize("day", ["2026-09-20", "2027-01-20"])
def test_a_dose_begins_within_reach(page, ada, day):
    course = CourseFactory(owner=ada)

    assert (
        page.post("/course/dose/", {"starts": day, "mg_per_day": "40"}).status_code
        == 422
    )
    assert course.dose_periods.count() == 1


def test_the_doses_of_a_finished_course_stay(page, ada):
    course = CourseFactory(owner=ada, last_dose_on=date(2026, 11, 1))

    assert (
        page.post(
            "/course/dose/", {"starts": "2026-10-19", "mg_per_day": "40"}
        ).status_code
        == 422
    )
    assert course.dose_periods.count() == 1
    with pytest.raises(courses.CourseIsFinished):
        courses.finish_course(course, last_dose_on=TODAY, at=NOON, today=TODAY)


def test_details_show_what_is_kept_and_keep_what_is_shown(page, ada):
    course = CourseFactory(
        owner=ada, can_become_pregnant=False, medicines=["doxycycline", "zinc"]
    )

    form = text(page.get("/course/details/"))
    assert 'value="64.0"' in form
    assert "doxycycline, zinc" in form
    assert 'value="no" id="id_can_become_pregnant_1" checked' in form

    kept = NEEDED | {
        "weight": "64.0",
        "clinic_phone": "020 7946 0000",
        "medicines": "zinc",
    }
    assert page.post("/course/details/", kept).url == "/settings/"
    course.refresh_from_db()
    assert (course.clinic_phone, course.medicines, course.weight_kg) == (
        "020 7946 0000",
        ["zinc"],
        64,
    )


def test_the_start_moves_with_its_dose(page, ada):
    course = CourseFactory(owner=ada)

    page.post("/course/details/", NEEDED | {"started_on": "2026-09-14"})

    course.refresh_from_db()
    assert course.started_on == date(2026, 9, 14)
    assert course.dose_periods.get().starts == date(2026, 9, 14)


def test_a_later_start_takes_the_dose_valid_then(ada):
    course = CourseFactory(owner=ada)
    for day, mg in ((date(2026, 9, 28), 30), (date(2026, 10, 19), 40)):
        courses.change_dose(
            course,
            starts=day,
            mg_per_day=Decimal(mg),
            weight_kg=None,
            at=NOON,
            today=TODAY,
        )

    courses.move_start(course, date(2026, 10, 5), today=TODAY)

    assert list(course.dose_periods.values_list("starts", "mg_per_day")) == [
        (date(2026, 10, 5), 30),
        (date(2026, 10, 19), 40),
    ]


def test_the_start_cannot_pass_a_logged_day(page, ada):
    course = CourseFactory(owner=ada)
    log(course, date(2026, 9, 25), lips_dry=1)

    answer = page.post("/course/details/", NEEDED | {"started_on": "2026-10-01"})

    assert "You have logged 25 September 2026 already" in text(answer)
    course.refresh_from_db()
    assert course.started_on == date(2026, 9, 21)


def test_a_detail_nobody_keeps_is_refused(ada):
    with pytest.raises(courses.UnknownDetail):
        courses.start_course(
            ada,
            started_on=TODAY,
            mg_per_day=Decimal(20),
            country="uk",
            details={"shoe_size": 41},
            at=NOON,
            today=TODAY,
        )


def test_the_form_asks_for_every_condition_the_rules_know():
    assert set(ASKED) == set(CONDITIONS)


@pytest.mark.parametrize(
    "path", ["/course/details/", "/course/dose/", "/course/finish/"]
)
def test_without_a_course_there_is_one_to_start(page, path):
    assert page.get(path).url == "/course/new/"


@pytest.mark.parametrize(
    "path", ["/course/new/", "/course/details/", "/course/dose/", "/course/finish/"]
)
def test_ben_never_changes_adas_course(path, client):
    course = CourseFactory()
    client.force_login(CourseFactory(clinic_name="Ben’s").owner)

    client.post(
        path,
        NEEDED
        | {"starts": "2026-10-19", "last_dose_on": "2026-11-19", "clinic_name": "x"},
    )

    course.refresh_from_db()
    assert (course.clinic_name, course.last_dose_on) == ("Northgate Clinic", None)
    assert course.dose_periods.count() == 1
