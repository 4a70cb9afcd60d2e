"""Monthly tests: for people who said so, told when missed, and never seen by a reader who was not shown them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import NOON, CourseFactory, ask, log_days, result
from tracker.clinical.labs.findings import MISSED_RULE
from tracker.clinical.vocabulary import Level
from tracker.records import told, told_labs
from tracker.records.facts import history_of
from tracker.records.lab_plan import plan_of
from tracker.records.models import Course, LabResult
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS, USUAL_PARTS
from tracker.summary.render.as_html import sheet_of

pytestmark = pytest.mark.django_db
# Day 60 is 20 November; its window closes on the 22nd.
MISSED = date(2026, 11, 23)
PREGNANCY = frozenset({"pregnancy"})


@pytest.fixture
def course():
    return CourseFactory(can_become_pregnant=True)


@pytest.fixture
def ada(course) -> Client:
    client = Client()
    client.force_login(course.owner)
    return client


@pytest.fixture(autouse=True)
def on_the_23rd():
    with time_machine.travel("2026-11-23 12:00:00+00:00", tick=False) as now:
        yield now


def shown(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def negative(course, day: date) -> LabResult:
    return LabResult.objects.create(
        course=course, day=day, test="HCG_U", outcome="negative", added_at=NOON
    )


def flags(course) -> list[tuple[date, int, bool]]:
    rows = course.findings.filter(rule=MISSED_RULE).order_by("day")
    return [(row.day, row.level, row.holds) for row in rows]


def begun_on(course, day: date) -> None:
    Course.objects.filter(pk=course.pk).update(
        created_at=datetime.combine(day, time(9), UTC)
    )


# Missed


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/today/", "Not noted yet: monthly test (20 Nov)."),
        ("/labs/", "Not noted yet: liver, fats, monthly test."),
    ],
)
def test_a_test_from_before_the_diary_is_asked_for_and_not_called_missed(
    ada, course, path, asked
):
    begun_on(course, MISSED)

    page = shown(ada, path)

    assert flags(course) == []
    assert asked in re.sub(r"\s+", " ", re.sub(r"<.*?>", "", page))
    assert "days late" not in page
    assert "is late" not in page


def test_a_test_whose_window_was_open_when_the_diary_began_can_be_missed(ada, course):
    begun_on(course, MISSED - timedelta(days=1))

    shown(ada, "/today/")

    assert flags(course) == [(MISSED, int(Level.SOON), True)]


@pytest.mark.parametrize("path", ["/today/", "/labs/"])
def test_a_missed_test_is_kept_as_told_the_day_after_its_window(ada, course, path):
    shown(ada, path)

    assert flags(course) == [(MISSED, int(Level.SOON), True)]


@pytest.mark.parametrize("path", ["/today/", "/labs/"])
def test_not_a_day_before(ada, course, on_the_23rd, path):
    on_the_23rd.shift(timedelta(days=-1))

    shown(ada, path)

    assert flags(course) == []


def test_looking_again_tells_nothing_new(ada, course):
    for path in ("/today/", "/labs/", "/today/"):
        shown(ada, path)

    assert len(flags(course)) == 1


def test_two_pages_at_once_tell_it_once(course):
    first, second = (told.told_in(course) for _ in range(2))
    planned = plan(course)

    for told_before in (first, second):
        told_labs.tell_missed(course, planned, told_before, at=NOON)

    assert len(flags(course)) == 1


def plan(course):
    return plan_of(course, history_of(course), on=MISSED)


def test_today_leads_to_its_card(ada, course):
    page = shown(ada, "/today/")

    flag = course.findings.get()
    assert "Your monthly test is late" in page
    assert f"/findings/{flag.pk}/" in page
    card = shown(ada, f"/findings/{flag.pk}/")
    assert "Contact your clinic this week about your monthly test" in card
    assert "the next pack can depend on it" in card


def test_labs_leads_to_its_card_too_with_the_same_level(ada, course):
    page = shown(ada, "/labs/")

    flag = course.findings.get()
    assert "<b>Contact this week:</b> Your monthly test is late." in page
    assert f'href="/findings/{flag.pk}/"' in page
    assert "<b>Contact this week:</b> Your monthly test is late" in shown(
        ada, "/today/"
    )


def test_the_quiet_box_of_labs_speaks_of_the_other_tests_alone(ada, course):
    ask(course, date(2026, 11, 18), "CK")

    page = shown(ada, "/labs/")

    [box] = re.findall(r"Not noted yet: [^.]*", page)
    assert "CK" in box
    assert "onthly" not in box


def test_after_a_call_it_rests_on_labs(ada, course):
    shown(ada, "/labs/")
    flag = course.findings.get()

    ada.post(f"/findings/{flag.pk}/contacted/", {"they_said": "Come on Monday."})

    page = shown(ada, "/labs/")
    assert "Contact this week" not in page
    assert re.search(r"Not noted yet: [^.]*onthly", page)


def test_a_late_test_does_not_make_the_others_of_its_date_late(ada, on_the_23rd):
    # Day 30: the monthly test was to be taken until the 23rd, liver and fats until the 31st.
    on_the_23rd.move_to("2026-10-24 12:00:00+00:00")
    ada.force_login(Course.objects.get().owner)

    rows = re.findall(
        r'<li><span class="date">21<small>&nbsp;Oct.*?</li>', shown(ada, "/labs/")
    )

    told = [re.sub(r"<.*?>", "|", row) for row in rows]
    assert [
        (name.group(), stands.group())
        for row in told
        if (name := re.search(r"Monthly test|Liver, fats", row))
        and (stands := re.search(r"3 days late|Due now", row))
    ] == [("Monthly test", "3 days late"), ("Liver, fats", "Due now")]


# Taken again


def noted(client: Client, outcome: str, path: str = "/labs/results/new/"):
    return client.post(
        path, {"day": "2026-11-23", "test": "HCG_U", "outcome": outcome}, follow=True
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("negative", [("unclear", False)]),
        ("positive", [("unclear", False), ("positive", True)]),
    ],
)
def test_the_repeat_of_an_unclear_test_takes_its_place_and_what_was_told_is_kept(
    ada, course, said, kept
):
    noted(ada, "unclear")
    there = course.lab_results.get()

    refused = noted(ada, "negative")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "It is noted as unclear. If you took the test again" in page
    assert f'href="/labs/results/{there.pk}/"' in page

    noted(ada, said, f"/labs/results/{there.pk}/")

    told_of = course.findings.filter(rule="LAB-HCG_U").order_by("level")
    assert [
        (row.triggered_by[0]["value"].lower(), row.holds) for row in told_of
    ] == kept
    assert "Unclear" in shown(ada, f"/findings/{told_of[0].pk}/")
    # The history leads to the most pressing flag of a day that still holds, else to what was told before.
    assert f'href="/findings/{told_of.last().pk}/' in shown(ada, "/history/")


def test_no_repeat_is_offered_in_the_place_of_a_clear_test(ada, course):
    noted(ada, "negative")

    page = noted(ada, "negative").content.decode()

    assert "Change it if it was copied wrongly." in page
    assert "has a result of its own" in page


def test_after_a_call_it_rests_on_today_and_stays_in_the_history(ada, course):
    shown(ada, "/today/")
    flag = course.findings.get()

    ada.post(f"/findings/{flag.pk}/contacted/", {"they_said": "Come on Monday."})

    assert "Your monthly test is late" not in shown(ada, "/today/")
    assert flags(course) == [(MISSED, int(Level.SOON), True)]


def test_a_late_result_ends_it(ada, course):
    shown(ada, "/today/")

    ada.post(
        "/labs/results/new/",
        {"day": "2026-11-23", "test": "HCG_U", "outcome": "negative"},
        follow=True,
    )

    assert flags(course) == [(MISSED, int(Level.SOON), False)]
    assert "Your monthly test is late" not in shown(ada, "/today/")


def test_a_test_never_taken_stays_missed_when_the_next_is_due(ada, course, on_the_23rd):
    shown(ada, "/today/")
    on_the_23rd.shift(timedelta(days=30))
    # A month later one signs in anew.
    ada.force_login(course.owner)

    shown(ada, "/today/")

    assert flags(course) == [
        (MISSED, int(Level.SOON), True),
        (MISSED + timedelta(days=30), int(Level.SOON), True),
    ]


def test_a_test_set_aside_is_not_missed(ada, course):
    shown(ada, "/today/")

    ada.post(
        "/labs/set-aside/",
        {"key": "UK-P2:2", "day": "2026-11-20", "reason": "Not needed."},
        follow=True,
    )

    assert flags(course) == [(MISSED, int(Level.SOON), False)]


@pytest.mark.parametrize(("asked", "missed"), [("HCG_U", False), ("HCG_S", True)])
def test_a_test_the_clinic_asked_for_can_be_missed_too(ada, course, asked, missed):
    negative(course, date(2026, 11, 20))
    ask(course, date(2026, 11, 21), asked)

    shown(ada, "/labs/")

    assert bool(flags(course)) is missed


@pytest.mark.parametrize("answer", [None, False])
def test_nobody_else_is_told(client, answer):
    course = CourseFactory(can_become_pregnant=answer)
    client.force_login(course.owner)

    for path in ("/today/", "/labs/"):
        assert "onthly test" not in shown(client, path)

    assert flags(course) == []


def test_a_busy_database_keeps_no_page_from_being_read(ada, course, monkeypatch):
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(told_labs, "tell_missed", busy)

    assert ada.get("/today/").status_code == 200
    assert ada.get("/labs/").status_code == 200


@pytest.mark.parametrize("days", [14, 400])
def test_today_takes_few_queries_however_long_the_course(
    client, days, django_assert_max_num_queries
):
    today = date(2026, 11, 23)
    course = CourseFactory(
        started_on=today - timedelta(days=days - 1), can_become_pregnant=True
    )
    log_days(course, days, lips_dry=1)
    client.force_login(course.owner)
    client.get("/today/")

    with django_assert_max_num_queries(12):
        client.get("/today/")


# The page


def test_the_page_says_until_when_where_and_what_counts(ada):
    page = shown(ada, "/labs/monthly/")

    assert "From 21 August 2026 until 7 April 2027" in page
    assert "One method that is highly reliable, or two different ones." in page
    assert "It goes on while the capsules are paused." in page
    assert "Supervised by the clinic" in page
    assert "Isotretinoin" in page


def test_the_labs_page_says_it_in_a_line(ada):
    assert "Contraception: until 7 April 2027, if the course ends as planned." in shown(
        ada, "/labs/"
    )


def test_where_a_test_is_taken_can_be_noted_for_each_phase(ada, course):
    answer = ada.post("/labs/monthly/", {"during": "home", "after": ""})

    course.refresh_from_db()
    page = shown(ada, "/labs/monthly/")
    assert answer.url == "/labs/monthly/"
    assert course.test_settings == {"during": "home"}
    assert "At home, as the prescriber allowed" in page
    assert "At home, as the prescriber allowed" in shown(
        ada, "/labs/planned/2026-11-20/"
    )


def test_a_strange_place_is_refused(ada, course):
    assert ada.post("/labs/monthly/", {"during": "moon"}).status_code == 422

    course.refresh_from_db()
    assert course.test_settings == {}


@pytest.mark.parametrize("answer", [None, False])
def test_the_page_is_for_people_who_said_so(client, answer):
    client.force_login(CourseFactory(can_become_pregnant=answer).owner)

    assert client.get("/labs/monthly/").status_code == 404
    assert client.post("/labs/monthly/", {"during": "home"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/labs/", "/labs/monthly/", "/labs/planned/2026-11-20/", "/labs/visits/new/"],
)
def test_the_title_of_a_page_gives_nothing_away(ada, path):
    title = shown(ada, path).split("<title>")[1].split("</title>")[0].lower()

    assert not any(
        word in title for word in ("pregnan", "contracep", "isotretinoin", "hcg")
    )


# What a reader sees


def summary(course, parts, *, on: date = MISSED) -> str:
    made = summary_of(
        course,
        on=on,
        made_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        parts=frozenset(parts),
    )
    return render_to_string("summary/_body.html", {"sheet": sheet_of(made)})


def both() -> tuple:
    """Return two courses alike, one of them with everything about monthly tests."""
    plain, private = (CourseFactory(can_become_pregnant=each) for each in (None, True))
    for each in (plain, private):
        result(each, date(2026, 10, 21), "ALT", "31")
    return plain, private


@pytest.mark.parametrize("parts", [USUAL_PARTS, frozenset(PARTS) - PREGNANCY, {"labs"}])
def test_without_the_part_a_reader_sees_not_a_letter_of_it(client, parts):
    plain, private = both()
    negative(private, date(2026, 10, 25))
    ask(private, date(2026, 11, 21), "HCG_S", note="The clinic wants one more.")
    private.test_settings = {"during": "home"}
    private.save()
    client.force_login(private.owner)
    shown(client, "/labs/")
    assert flags(private) == [(MISSED, int(Level.SOON), True)]

    assert summary(private, parts) == summary(plain, parts)


def test_the_day_of_a_test_after_the_end_does_not_lengthen_the_page():
    plain, private = both()
    for each in (plain, private):
        each.last_dose_on = date(2026, 10, 25)
        each.save()
    negative(private, date(2026, 11, 22))

    assert summary(private, USUAL_PARTS) == summary(plain, USUAL_PARTS)


def test_with_the_part_a_missed_test_is_there_once(ada, course):
    shown(ada, "/today/")

    page = summary(course, USUAL_PARTS | PREGNANCY)

    assert page.count("Pregnancy test, urine") == 1
    assert "no result noted" in page


def test_a_reader_sees_it_also_when_nobody_looked_yet(course):
    assert "Pregnancy test, urine" in summary(course, USUAL_PARTS | PREGNANCY)
