"""The end of a course: corrected, taken back, followed by what counts from it, and by another course."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests.factories import NOON, CourseFactory, UserFactory, log, log_days
from tracker.clinical.labs.findings import MISSED_RULE
from tracker.records import courses, journal, replan
from tracker.records.models import AuditEvent, Course, LabResult, ShownFinding

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LAST = date(2026, 11, 10)
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course() -> Course:
    return CourseFactory(last_dose_on=LAST)


@pytest.fixture
def ada(course) -> Client:
    client = Client()
    client.force_login(course.owner)
    return client


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def end_of(course: Course) -> date | None:
    course.refresh_from_db()
    return course.last_dose_on


def write(course: Course, day: date, **marks: int) -> None:
    """Log a day as a person does: the rules are asked."""
    journal.log_day(
        course,
        day=day,
        answers=journal.DayAnswers(marks=marks),
        version=0,
        submission_id=uuid4(),
        at=NOON,
        today=TODAY,
    )


def done(course: Course) -> list[str]:
    found = AuditEvent.objects.filter(owner=course.owner, what__startswith="course_")
    return list(found.values_list("what", flat=True))


# Another day


def test_the_finished_course_leads_to_its_end(ada):
    assert "Correct the last capsule" in shown(ada, "/course/")
    assert "correct the last capsule" in shown(ada, "/course/details/")
    form = shown(ada, "/course/finish/")
    assert 'value="2026-11-10"' in form
    assert "The course goes on" in form


def test_another_last_capsule_is_stored_and_everything_counts_from_it(ada, course):
    log(course, date(2026, 11, 15), lips_dry=1)
    Course.objects.update(plan_after=datetime(2027, 1, 1, tzinfo=UTC))

    answer = ada.post("/course/finish/", {"last_dose_on": "2026-11-18"}, follow=True)

    assert "Corrected." in answer.content.decode()
    assert end_of(course) == date(2026, 11, 18)
    assert replan.changed_at(course) == NOON
    assert "Avoid until 18 December 2026" in shown(ada, "/course/windows/")
    assert done(course) == ["course_end_corrected"]
    assert course.entries.count() == 1


@pytest.mark.parametrize("day", ["2026-09-20", "2026-11-21", "", "soon"])
def test_it_stays_one_of_the_days_of_the_course(ada, course, day):
    answer = ada.post("/course/finish/", {"last_dose_on": day})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert end_of(course) == LAST


# It goes on


def test_a_course_ended_by_mistake_goes_on(ada, course):
    log(course, date(2026, 11, 9), lips_dry=1)

    answer = ada.post("/course/reopen/", follow=True)

    text = answer.content.decode()
    assert "Your course goes on." in text
    assert "Finish this course" in text
    assert end_of(course) is None
    assert "Today’s dose: 20 mg" in shown(ada, "/today/")
    assert done(course) == ["course_reopened"]


def test_opening_it_twice_changes_nothing(ada, course):
    ada.post("/course/reopen/")

    assert "There is a course that runs already." in (
        ada.post("/course/reopen/", follow=True).content.decode()
    )
    assert done(course) == ["course_reopened"]


def test_it_cannot_go_on_beside_another(course):
    CourseFactory(owner=course.owner, started_on=date(2026, 11, 15))

    with pytest.raises(courses.CourseIsOpen):
        courses.reopen_course(course, at=NOON, today=TODAY)
    with pytest.raises(courses.CourseIsOpen):
        courses.correct_end(course, last_dose_on=TODAY, at=NOON, today=TODAY)
    assert end_of(course) == LAST


def test_nor_into_a_later_one_that_has_ended(course):
    CourseFactory(
        owner=course.owner,
        started_on=date(2026, 11, 14),
        last_dose_on=date(2026, 11, 16),
    )

    with pytest.raises(courses.CoursesOverlap):
        courses.correct_end(
            course, last_dose_on=date(2026, 11, 14), at=NOON, today=TODAY
        )
    courses.correct_end(course, last_dose_on=date(2026, 11, 13), at=NOON, today=TODAY)
    assert end_of(course) == date(2026, 11, 13)


def test_a_course_that_runs_has_no_end_to_correct():
    course = CourseFactory()

    with pytest.raises(courses.CourseIsRunning):
        courses.correct_end(course, last_dose_on=TODAY, at=NOON, today=TODAY)


def test_ben_never_moves_adas_end(course):
    ben = Client()
    ben.force_login(CourseFactory(last_dose_on=date(2026, 11, 1)).owner)

    ben.post("/course/finish/", {"last_dose_on": "2026-11-18"})
    ben.post("/course/reopen/")

    assert end_of(course) == LAST


def test_a_look_reopens_nothing(ada, course):
    assert ada.get("/course/reopen/").status_code == 405
    assert end_of(course) == LAST


# What was told


def test_a_flag_that_spoke_of_no_next_capsule_does_so_when_there_is_one(ada, course):
    write(course, TODAY, vision_loss=1)
    before = course.findings.get(rule="O-IIH-1")
    assert "next capsule" not in before.advice

    ada.post("/course/reopen/")

    flag = course.findings.get(rule="O-IIH-1")
    assert (flag.pk, flag.holds, flag.official_stop_advice) == (before.pk, True, True)
    assert "next capsule" in flag.advice


@pytest.mark.parametrize("to", [None, date(2026, 11, 19)])
def test_no_open_flag_is_closed(course, to):
    course.last_dose_on = date(2026, 10, 1)
    course.save()
    log(course, date(2026, 9, 25), night_vision=1)
    write(course, TODAY, night_vision=2)
    before = set(course.findings.filter(holds=True).values_list("rule", flat=True))
    assert "A-SIGHT-1" in before

    if to is None:
        courses.reopen_course(course, at=NOON, today=TODAY)
    else:
        courses.correct_end(course, last_dose_on=to, at=NOON, today=TODAY)

    after = set(course.findings.filter(holds=True).values_list("rule", flat=True))
    assert before <= after


def test_a_rule_of_the_time_after_speaks_once_the_end_is_said_to_be_earlier(course):
    course.last_dose_on = TODAY
    course.save()
    log(course, date(2026, 9, 25), night_vision=1)
    write(course, TODAY, night_vision=1)
    assert not course.findings.filter(rule="A-SIGHT-1").exists()

    courses.correct_end(
        course, last_dose_on=TODAY - timedelta(days=40), at=NOON, today=TODAY
    )

    assert course.findings.get(rule="A-SIGHT-1").day == TODAY


def test_a_positive_test_speaks_of_the_next_capsule_when_there_is_one(ada, course):
    course.can_become_pregnant = True
    course.save()
    ada.post(
        "/labs/results/new/",
        {"day": "2026-11-20", "test": "HCG_U", "outcome": "positive"},
    )
    assert not course.findings.get(rule="LAB-HCG_U").official_stop_advice

    ada.post("/course/reopen/")

    (flag,) = course.findings.filter(rule="LAB-HCG_U", holds=True)
    assert flag.official_stop_advice
    assert "next capsule" in f"{flag.advice} {flag.ask}"
    assert LabResult.objects.count() == 1


# A monthly test that was missed before the end


def missed_before_the_end() -> tuple[Course, Client]:
    """Return a course whose test of 10 November was missed, and somebody who has looked."""
    course = CourseFactory(started_on=date(2026, 9, 11), can_become_pregnant=True)
    client = Client()
    client.force_login(course.owner)
    shown(client, "/today/")
    assert course.findings.get(rule=MISSED_RULE).day == date(2026, 11, 13)
    return course, client


def ended_without_it() -> tuple[ShownFinding, Client]:
    """Return the flag of a test that was missed, told before the course ended, and its owner's client."""
    course, client = missed_before_the_end()
    client.post("/course/finish/", {"last_dose_on": "2026-11-15"})
    return course.findings.get(rule=MISSED_RULE), client


def test_it_is_still_said_once_the_course_has_ended():
    flag, client = ended_without_it()

    assert flag.holds
    assert "Your monthly test is late" in shown(client, "/today/")
    assert "about your monthly test" in shown(client, f"/findings/{flag.pk}/")


def test_it_rests_once_somebody_was_contacted():
    flag, client = ended_without_it()

    client.post(f"/findings/{flag.pk}/contacted/", {"contacted_on": "2026-11-20"})

    flag.refresh_from_db()
    assert flag.contacted_at
    assert "Your monthly test is late" not in shown(client, "/today/")


@pytest.mark.parametrize(("outcome", "rests"), [("negative", True), ("unclear", False)])
def test_a_later_test_answers_it(outcome, rests):
    flag, client = ended_without_it()

    LabResult.objects.create(
        course=flag.course,
        day=date(2026, 11, 18),
        test="HCG_U",
        outcome=outcome,
        added_at=flag.shown_at,
    )

    assert ("Your monthly test is late" not in shown(client, "/today/")) is rests


def test_it_gives_way_to_the_test_after_the_end():
    flag, client = ended_without_it()
    after = date(2026, 12, 15)

    with time_machine.travel(datetime.combine(after, time(12), UTC), tick=False):
        page = shown(client, "/today/")

    assert "Your monthly test is late" not in page
    assert "Due now: monthly test" in page
    assert flag.holds


def test_it_is_asked_for_again_when_the_course_goes_on():
    _course, client = missed_before_the_end()
    client.post("/course/finish/", {"last_dose_on": "2026-11-15"})

    client.post("/course/reopen/")

    assert "Your monthly test is late" in shown(client, "/today/")
    assert "about your monthly test" in shown(client, "/course/")


def test_its_card_leads_to_the_result_and_to_setting_it_aside():
    course, client = missed_before_the_end()
    flag = course.findings.get(rule=MISSED_RULE)

    card = shown(client, f"/findings/{flag.pk}/")

    assert 'href="/labs/planned/2026-11-10/"' in card
    assert "It will not be taken" in shown(client, "/labs/planned/2026-11-10/")
    client.post("/course/finish/", {"last_dose_on": "2026-11-15"})
    assert "/labs/planned/" not in shown(client, f"/findings/{flag.pk}/")


def test_no_other_card_has_that_link(ada, course):
    write(course, TODAY, vision_loss=1)
    flag = course.findings.get(rule="O-IIH-1")

    assert "/labs/planned/" not in shown(ada, f"/findings/{flag.pk}/")


@pytest.mark.parametrize("days", [14, 400])
def test_the_card_takes_few_queries(days, django_assert_max_num_queries):
    course = CourseFactory(
        started_on=TODAY - timedelta(days=days + 33), can_become_pregnant=True
    )
    log_days(course, days, lips_dry=1)
    client = Client()
    client.force_login(course.owner)
    shown(client, "/labs/")
    flag = course.findings.filter(rule=MISSED_RULE).first()

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/findings/{flag.pk}/")


# Another course


def test_another_course_begins_with_what_was_said(ada, course):
    course.born = date(2004, 5, 4)
    course.can_become_pregnant = True
    course.conditions = ["diabetes"]
    course.medicines = ["zinc"]
    course.clinic_email = "clinic@example.org"
    course.save()

    form = shown(ada, "/course/new/")

    for kept in (
        'value="2004-05-04"',
        'value="64.0"',
        'value="Northgate Clinic"',
        'value="01632 960123"',
        'value="clinic@example.org"',
        'value="uk" selected',
        'value="yes" id="id_can_become_pregnant_0" checked',
        'value="yes" id="id_earlier_course_0" checked',
        'value="diabetes"',
        "zinc",
        "Filled in from your last course",
    ):
        assert kept in form
    # What belongs to that course alone is asked anew.
    for own in ('value="2026-09-21"', 'value="24"', 'value="120', 'value="20.0"'):
        assert own not in form


def test_what_was_kept_is_stored_as_it_is_sent(ada, course):
    sent = {
        "started_on": "2026-11-20",
        "mg_per_day": "20",
        "country": "uk",
        "can_become_pregnant": "yes",
        "weight": "64.0",
    }

    assert ada.post("/course/new/", sent).url == "/today/"

    new = Course.objects.get(owner=course.owner, last_dose_on=None)
    assert (new.can_become_pregnant, new.weight_kg) == (True, Decimal("64.0"))


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (LAST, "for you from 5 January 2027"),
        (date(2026, 9, 25), "For you that was 20 November 2026."),
    ],
)
def test_it_says_what_sources_say_about_eight_weeks_and_stops_nobody(
    ada, course, last, said
):
    course.last_dose_on = last
    course.save()

    form = shown(ada, "/course/new/")

    assert said in form
    assert "Your prescriber decides." in form
    assert 'href="/learn/#second_course"' in form


def test_a_first_course_begins_with_nothing(client):
    client.force_login(UserFactory())

    form = shown(client, "/course/new/")

    assert "Filled in from your last course" not in form
    assert "second course" not in form
    assert "checked" not in form
