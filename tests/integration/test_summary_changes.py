"""What is new since somebody last looked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import NOON, CourseFactory, log, result
from tests.integration.test_summary import told
from tracker.records.models import Course, DosePeriod, LabResult
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, USUAL_PARTS
from tracker.summary.render.as_csv import table
from tracker.summary.render.as_text import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
VISIT = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def made(course: Course, since=VISIT, parts=USUAL_PARTS):
    return summary_of(course, on=TODAY, made_at=NOON, parts=parts, since=since)


def lines(course: Course, since=VISIT, parts=USUAL_PARTS) -> tuple[str, ...]:
    return made(course, since, parts).changes.lines


def test_nobody_who_did_not_look_before_is_told_what_is_new():
    assert made(CourseFactory(), since=None).changes is None


def test_nothing_new_is_said_as_that():
    assert lines(CourseFactory()) == (
        "No new flag.",
        "No new result.",
        "Logged on 0 of 11 days.",
    )


def test_new_flags_results_and_doses_are_named():
    course = CourseFactory()
    log(course, TODAY, joint_pain=3)
    told(course, "S-MSK-1", "joint_pain")
    told(
        course,
        "O-HEAD-1",
        "headache",
        day=TODAY - timedelta(days=20),
        shown_at=VISIT - timedelta(days=12),
    )
    result(course, date(2026, 11, 2), "ALT", "62", upper_limit=Decimal(41))
    LabResult.objects.filter(test="ALT").update(added_at=VISIT + timedelta(hours=1))
    result(course, date(2026, 9, 1), "CHOL", "4.1", unit="mmol/L")
    LabResult.objects.filter(test="CHOL").update(added_at=VISIT - timedelta(days=9))
    DosePeriod.objects.create(
        course=course, starts=date(2026, 11, 12), mg_per_day=Decimal(40)
    )

    assert lines(course) == (
        "New flag: Arthralgia severe (20 Nov).",
        "New result: ALT 62 U/L H (2 Nov).",
        "Dose 40 mg/day from 12 Nov.",
        "Logged on 1 of 11 days.",
    )


def test_many_are_counted():
    course = CourseFactory()
    for rule, item in (
        ("S-MSK-1", "joint_pain"),
        ("O-HEAD-1", "headache"),
        ("S-EYE-1", "eyes_dry"),
        ("O-ALL-1", "breathing"),
    ):
        told(course, rule, item, 1)

    assert lines(course)[0].endswith("; 1 more.")


def test_a_day_means_its_beginning_where_the_person_lives():
    course = CourseFactory()
    told(
        course,
        "S-MSK-1",
        "joint_pain",
        shown_at=datetime(2026, 11, 20, 0, 0, 1, tzinfo=UTC),
    )

    assert lines(course, since=TODAY)[0].startswith("New flag")
    assert made(course, since=TODAY).changes.since == TODAY


@pytest.mark.parametrize(
    ("rule", "item"), [("S-MOOD-2", "mood"), ("S-PREG-1", "pregnancy")]
)
def test_what_was_left_out_is_no_news(rule, item):
    course = CourseFactory()
    told(course, rule, item, 1)
    LabResult.objects.create(
        course=course, day=TODAY, test="HCG_U", outcome="positive", added_at=NOON
    )

    assert lines(course)[:2] == ("No new flag.", "No new result.")
    assert (
        "Pregnancy test, urine positive (20 Nov)"
        in lines(course, parts=frozenset(PARTS))[1]
    )


def test_without_doses_and_results_only_flags_are_news():
    assert lines(CourseFactory(), parts=frozenset({"questions"})) == ("No new flag.",)


def test_the_reader_sees_it_in_every_rendering():
    summary = made(CourseFactory())
    words = text(summary)

    assert ",No new result.\r\n" in table(summary)
    assert (
        "Since 10 Nov 2026, when you last looked\nNo new flag. No new result." in words
    )


def test_asking_costs_one_query(django_assert_max_num_queries):
    course = Course.objects.select_related("owner").get(pk=CourseFactory().pk)

    with django_assert_max_num_queries(7):
        made(course)


def test_a_test_whose_time_ran_out_since_is_news_and_an_older_one_is_not():
    course = CourseFactory()

    def overdue(since):
        return [each for each in lines(course, since=since) if "overdue" in each]

    late = [each for each in made(course).full.attention if each.overdue]

    assert late
    assert overdue(date(2026, 9, 22)) == [
        f"Now overdue: {late[0].what.partition(':')[0]} (21 Oct)."
    ]
    assert overdue(TODAY) == []
