"""A positive pregnancy test stands beside a second one, and is taken back only when it was typed wrong."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.factories import NOON, CourseFactory
from tracker.records import labs
from tracker.records.models import LabResult

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NEW, REPORT = "/labs/results/new/", "/labs/reports/new/"
STANDS = "A positive test is noted on that day. It stands, also when a second one is negative."
TICK = "Tick this only if it was typed wrong."


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def course():
    return CourseFactory(can_become_pregnant=True)


@pytest.fixture
def ada(course) -> Client:
    client = Client()
    client.force_login(course.owner)
    return client


def note(client: Client, outcome: str, path: str = NEW, **more: str):
    return client.post(
        path, {"day": str(TODAY), "test": "HCG_U", "outcome": outcome, **more}
    )


def noted(client: Client, course, outcome: str) -> str:
    """Store a test of today and return its address."""
    note(client, outcome)
    return f"/labs/results/{course.lab_results.get().pk}/"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def told(course) -> list[bool]:
    rows = course.findings.filter(rule="LAB-HCG_U").order_by("pk")
    return [row.holds for row in rows]


# A second test on the same day


@pytest.mark.parametrize("second", ["negative", "unclear", "positive"])
def test_a_second_test_does_not_take_the_place_of_a_positive_one(ada, course, second):
    there = noted(ada, course, "positive")

    answer = note(ada, second)

    assert answer.status_code == 422
    assert STANDS in words(answer)
    assert "Contact your clinic about both tests." in words(answer)
    assert "Change that one instead" not in words(answer)
    assert f'href="{there}"' in answer.content.decode()
    assert course.lab_results.get().outcome == "positive"
    assert told(course) == [True]


def test_nor_does_one_on_a_whole_report(ada, course):
    noted(ada, course, "positive")

    answer = ada.post(REPORT, {"day": str(TODAY), "HCG_U-outcome": "negative"})

    assert answer.status_code == 422
    assert "a positive test is noted on that day. It stands" in words(answer)
    assert "Contact your clinic about both tests." in words(answer)
    assert told(course) == [True]


@pytest.mark.parametrize("first", ["negative", "unclear"])
@pytest.mark.parametrize(
    ("path", "typed"), [(NEW, {}), (REPORT, {"HCG_U-outcome": "positive"})]
)
def test_a_second_one_that_is_positive_is_put_in_the_place_of_the_first(
    ada, course, first, path, typed
):
    there = noted(ada, course, first)

    answer = note(ada, "positive", path, **typed)

    assert answer.status_code == 422
    assert "Change the first one to positive." in words(answer)
    assert f'href="{there}"' in answer.content.decode()

    note(ada, "positive", there)

    assert course.lab_results.get().outcome == "positive"
    assert told(course)[-1] is True


# Taken back


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome": "negative"},
        {"outcome": "unclear"},
        {"outcome": "", "test": "ALT", "value": "31", "unit": "U/L"},
    ],
)
def test_a_positive_one_becomes_another_only_with_the_tick(ada, course, typed):
    there = noted(ada, course, "positive")
    said = {"day": str(TODAY), "test": "HCG_U", **typed}

    answer = ada.post(there, said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_typed_wrong_error">{TICK}' in page
    assert (
        f'<option value="{typed["outcome"] or "ALT"}" selected>' in page
    )  # what was typed stays
    assert course.lab_results.get().outcome == "positive"
    assert told(course) == [True]

    assert ada.post(there, {**said, "typed_wrong": "on"}).status_code == 302
    assert course.lab_results.get().outcome == typed["outcome"]
    assert told(course)[0] is False


def test_its_day_is_corrected_without_the_tick(ada, course):
    there = noted(ada, course, "positive")

    answer = note(ada, "positive", there, day="2026-11-19")

    assert answer.status_code == 302
    assert course.lab_results.get().day == date(2026, 11, 19)
    assert told(course) == [False, True]


def test_a_positive_one_is_removed_only_with_the_tick(ada, course):
    there = noted(ada, course, "positive")

    answer = ada.post(f"{there}remove/")

    assert answer.status_code == 422
    assert f'id="id_removal-typed_wrong_error">{TICK}' in answer.content.decode()
    assert course.lab_results.exists()
    assert told(course) == [True]

    assert ada.post(f"{there}remove/", {"removal-typed_wrong": "on"}).url == "/labs/"
    assert not course.lab_results.exists()
    assert told(course) == [False]


@pytest.mark.parametrize("outcome", ["negative", "unclear"])
def test_the_others_are_changed_and_removed_without_a_question(ada, course, outcome):
    there = noted(ada, course, outcome)

    assert "typed_wrong" not in ada.get(there).content.decode()
    assert note(ada, "positive", there).status_code == 302
    course.lab_results.update(outcome=outcome)
    assert ada.post(f"{there}remove/").status_code == 302


def test_one_that_became_positive_meanwhile_is_asked_about_too(course):
    """Two windows: in the other one the result was changed to positive."""
    row = LabResult.objects.create(
        course=course, day=TODAY, test="HCG_U", outcome="negative", added_at=NOON
    )
    LabResult.objects.filter(pk=row.pk).update(outcome="positive")

    with pytest.raises(labs.PositiveStands):
        labs.change_result(row, before=TODAY, told_as="HCG_U", at=NOON, today=TODAY)
    with pytest.raises(labs.PositiveStands):
        labs.remove_result(row, at=NOON)

    assert LabResult.objects.get().outcome == "positive"
