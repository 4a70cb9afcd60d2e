"""The owner's summary as files: the same choice as on the page, for nobody else, under a name that tells nothing."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories import CourseFactory, UserFactory, log, log_days
from tests.summaries import text_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
USUAL = {"parts": ["summary", "labs", "questions"]}
TYPES = {
    "/summary.pdf": "application/pdf",
    "/summary.fhir.json": "application/fhir+json",
    "/summary.csv": "text/csv; charset=utf-8",
    "/summary.txt": "text/plain; charset=utf-8",
}
MEANT = re.compile(r"isotretinoin|accutane|summary|symptom|ada", re.IGNORECASE)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 20, 12, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def adas():
    course = CourseFactory(name_on_summary="Ada Byron")
    log(course, TODAY, note="Ada’s own words", joint_pain=3)
    return course


@pytest.fixture
def ada(adas) -> Client:
    client = Client()
    client.force_login(adas.owner)
    return client


def words(answer, folder) -> str:
    """Return what a file says, whatever its kind."""
    if answer["Content-Type"] == "application/pdf":
        return text_of(answer.content, folder)
    return answer.content.decode()


@pytest.mark.parametrize(("name", "boxed"), [("李 Ada", True), ("Ada Byron", False)])
def test_the_page_says_which_letters_the_pdf_lacks(ada, adas, name, boxed):
    adas.name_on_summary = name
    adas.save()

    page = ada.get("/summary/").content.decode()

    assert (f"{name} <small" in page) == boxed
    assert ("□ for some letters in the PDF" in page) == boxed
    assert ("the file “Text” show all of it" in page) == boxed
    assert name in ada.get("/summary.txt").content.decode()


def test_a_note_the_pdf_lacks_letters_for_is_noticed_only_when_it_is_shared(ada, adas):
    log(adas, date(2026, 11, 19), note="漢字")

    without = ada.get("/summary/").content.decode()
    with_it = ada.post("/summary/", {"parts": ["summary", "notes"]}).content.decode()

    assert "draws □ for them" not in without
    assert "draws □ for them" in with_it


@pytest.mark.parametrize(("path", "kind"), TYPES.items())
def test_ada_gets_her_file(ada, tmp_path, path, kind):
    answer = ada.get(path)

    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert "no-store" in answer["Cache-Control"]
    assert "Ada Byron" in words(answer, tmp_path)


@pytest.mark.parametrize("path", TYPES)
def test_ben_gets_his_own(tmp_path, adas, path):
    ben = Client()
    ben.force_login(CourseFactory(name_on_summary="Ben").owner)

    assert "Ada Byron" not in words(ben.get(path), tmp_path)


@pytest.mark.parametrize("path", TYPES)
def test_nobody_is_asked_to_sign_in(client, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", TYPES)
def test_somebody_without_a_course_starts_one(client, path):
    client.force_login(UserFactory())

    assert client.get(path)["Location"] == "/course/new/"


@pytest.mark.parametrize("path", TYPES)
def test_the_name_of_the_file_tells_nothing(ada, path):
    disposition = ada.get(path)["Content-Disposition"]

    assert disposition.startswith('attachment; filename="courseline-2026-11-20.')
    assert not MEANT.search(disposition)


@pytest.mark.parametrize("path", TYPES)
def test_a_part_is_in_the_file_only_when_it_was_chosen(ada, tmp_path, path):
    usual = ada.post(path, USUAL)
    with_notes = ada.post(path, {"parts": ["summary", "notes"]})

    assert "own words" not in words(usual, tmp_path)
    assert "own words" in words(with_notes, tmp_path)


@pytest.mark.parametrize("path", ["/summary/", *TYPES])
def test_what_cannot_be_read_is_asked_again(ada, path):
    answer = ada.post(path, {**USUAL, "starts": "2026-11-02", "ends": "2026-11-01"})

    assert answer.status_code == 422
    assert "The last day is before the first one" in answer.content.decode()


@pytest.mark.parametrize("path", ["/summary/", *TYPES])
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"starts": "2026-09-01"}, "The course began on 21 Sep 2026."),
        ({"ends": "2026-09-01"}, "The course began on 21 Sep 2026."),
        ({"ends": "2026-11-30"}, "There is nothing after 20 Nov 2026."),
        ({"starts": "2026-11-30"}, "There is nothing after 20 Nov 2026."),
        ({"since": "2026-11-21"}, "This day is still to come."),
    ],
)
def test_a_day_outside_the_course_is_said_beside_its_field_and_never_moved(
    ada, path, days, said
):
    answer = ada.post(path, {**USUAL, **days})

    (field,) = days
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{days[field]}"' in answer.content.decode()


def test_the_days_chosen_are_those_of_the_file(ada):
    table = ada.post("/summary.csv", {**USUAL, "starts": "2026-11-01"}).content.decode()

    assert "\r\nsummary,2026-11-01,2026-11-20," in table
    assert table.startswith("\ufeffkind,")


def test_what_is_new_since_the_last_visit_is_on_the_page(ada):
    page = ada.post("/summary/", {**USUAL, "since": "2026-11-10"}).content.decode()

    assert "Since 10 Nov 2026, when you last looked" in page


def test_an_appendix_comes_when_it_is_asked_for(ada, tmp_path):
    with_it = ada.post("/summary.pdf", {**USUAL, "appendix": "on"})

    assert "Day by day" in words(with_it, tmp_path)
    assert "Day by day" not in words(ada.post("/summary.pdf", USUAL), tmp_path)


@pytest.mark.parametrize(
    ("query", "kind"), [("", "collection"), ("?kind=document", "document")]
)
def test_a_bundle_holds_the_page(ada, query, kind):
    bundle = json.loads(ada.get(f"/summary.fhir.json{query}").content)

    papers = [
        each["resource"]["content"][0]["attachment"]
        for each in bundle["entry"]
        if each["resource"]["resourceType"] == "DocumentReference"
    ]
    assert bundle["type"] == kind
    assert b64decode(papers[0]["data"]).startswith(b"%PDF-1.7")


def test_the_page_leads_to_every_file(ada):
    page = ada.get("/summary/").content.decode()

    assert [path for path in TYPES if f'formaction="{path}' not in page] == []


@pytest.mark.parametrize("length", [14, 400])
@pytest.mark.parametrize("path", ["/summary/", *TYPES])
def test_the_number_of_queries_does_not_grow(
    client, django_assert_num_queries, path, length
):
    course = CourseFactory(started_on=date(2025, 10, 1))
    log_days(course, length, lips_dry=1, headache=2)
    client.force_login(course.owner)

    with django_assert_num_queries(9):
        client.get(path)
