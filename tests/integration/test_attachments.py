"""Photos and PDFs of reports: kept encrypted, handed back to their owner alone, gone when removed."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from tests import papers
from tests.factories import NOON, CourseFactory, result
from tracker import clock
from tracker.records import attachments, audit, cleaning
from tracker.records.fields import cipher
from tracker.records.models import Attachment, AuditEvent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
PHOTO = papers.photo_that_tells()


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel("2026-11-20 12:00:00+00:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


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


def upload(content: bytes = PHOTO, name: str = "My scan.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def send(client: Client, **typed: object):
    return client.post("/labs/reports/new/", {"day": "2026-11-18", **typed})


def kept(course) -> Attachment:
    return course.attachments.get()


def path_of(row: Attachment) -> str:
    return f"/labs/reports/{row.pk}/"


# Keeping


def test_several_tests_and_a_photo_of_one_report_are_kept_together(ada, course):
    answer = send(
        ada,
        paper=upload(),
        fasting="on",
        **{"ALT-value": "31", "ALT-unit": "U/L", "ALT-upper_limit": "41"},
        **{"TG-value": "1,2", "TG-unit": "mmol/L"},
        **{"CHOL-value": "", "CHOL-unit": "mmol/L"},
    )

    assert answer.url == "/labs/"
    assert [(each.test, each.day) for each in course.lab_results.all()] == [
        ("ALT", date(2026, 11, 18)),
        ("TG", date(2026, 11, 18)),
    ]
    assert kept(course).day == date(2026, 11, 18)
    assert kept(course).kind == "image/jpeg"
    assert AuditEvent.objects.filter(what="attachment_added").exists()


SENT = "3f0c7f9e-5d0c-4f7a-9d56-0a6f3c1f7a11"


def test_a_report_sent_twice_is_kept_once(ada, course):
    typed = {"ALT-value": "31", "ALT-unit": "U/L", "submission_id": SENT}

    answers = [send(ada, paper=upload(), **typed).status_code for _twice in range(2)]

    assert answers == [302, 302]
    assert course.lab_results.count() == course.attachments.count() == 1
    assert AuditEvent.objects.filter(what="result_added").count() == 1


def test_another_report_from_the_same_page_is_another_report(ada, course):
    for number in ("31", "33"):
        send(
            ada,
            day=f"2026-11-{number[1]}",
            submission_id=SENT,
            **{"ALT-value": number, "ALT-unit": "U/L"},
        )

    assert course.lab_results.count() == 2


def test_a_report_that_was_refused_can_be_sent_again(ada, course):
    existing = result(course, date(2026, 11, 18), "ALT", "31")
    typed = {"ALT-value": "33", "ALT-unit": "U/L", "submission_id": SENT}
    assert send(ada, **typed).status_code == 422
    existing.delete()

    assert send(ada, **typed).status_code == 302
    assert course.lab_results.count() == 1


def test_a_photo_needs_no_number(ada, course):
    assert send(ada, paper=upload()).url == "/labs/"

    assert not course.lab_results.exists()
    assert "18 November 2026" in ada.get("/labs/").content.decode()


def test_on_disk_it_is_unreadable_and_has_no_name(ada, course, folder):
    send(ada, paper=upload())

    (file,) = folder.iterdir()
    assert file.name == kept(course).file
    assert len(file.name) == 32
    assert "scan" not in file.name
    assert not file.read_bytes().startswith(b"\xff\xd8")
    assert cipher().decrypt(file.read_bytes()).startswith(b"\xff\xd8")
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_it_told_in_passing_is_gone(ada, course):
    send(ada, paper=upload())

    content = ada.get(path_of(kept(course))).content
    assert papers.SECRET in PHOTO
    assert papers.SECRET not in content


def test_a_wrong_ending_changes_nothing(ada, course):
    send(ada, paper=upload(papers.pdf(hostile=True), "holiday.png"))

    assert kept(course).kind == "application/pdf"


def test_a_result_leads_to_the_report_of_its_day(ada, course):
    send(ada, paper=upload(), **{"ALT-value": "31", "ALT-unit": "U/L"})
    other = result(course, date(2026, 11, 1), "ALT", "31")

    same_day = course.lab_results.get(day=date(2026, 11, 18))
    link = f'href="{path_of(kept(course))}"'
    assert link in ada.get(f"/labs/results/{same_day.pk}/").content.decode()
    assert link not in ada.get(f"/labs/results/{other.pk}/").content.decode()


# Refusing


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (papers.heic(), "HEIC format"),
        (b"<script>alert(1)</script>", "not a photo or a PDF that we can read"),
        (b"GIF89a", "not a photo or a PDF that we can read"),
        (papers.photo()[:100], "damaged or incomplete"),
        (papers.huge_png(), "more points than we can open"),
        (papers.pdf(password="x"), "locked with a password"),
        (papers.pdf(pages=41), "more than 40 pages"),
        (b"", "The submitted file is empty."),
    ],
)
def test_what_cannot_be_kept_is_said_plainly_and_nothing_is_stored(
    ada, course, folder, content, words
):
    answer = send(
        ada, paper=upload(content), **{"ALT-value": "31"}, **{"ALT-unit": "U/L"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'id="id_paper_error"' in page
    assert 'value="31"' in page
    assert not course.lab_results.exists()
    assert not course.attachments.exists()
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused(ada, course, settings):
    settings.ATTACHMENT_MAX_BYTES = 1024 * 1024

    answer = send(ada, paper=upload(b"\xff\xd8\xff" + b"0" * 1024 * 1024))

    assert "This file is larger than 1 MB." in answer.content.decode()
    assert not course.attachments.exists()


def test_a_file_far_too_large_is_not_even_read(ada, course, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = send(ada, paper=upload(papers.photo(size=(900, 900), quality=100)))

    assert answer.status_code == 422
    assert "This file is larger than 10 MB." in answer.content.decode()


def test_the_size_is_said_as_it_is(ada, settings):
    settings.ATTACHMENT_MAX_BYTES = 2_000_000

    assert "up to 1.9 MB" in ada.get("/labs/reports/new/").content.decode()


def test_nobody_fills_the_disk(ada, course, settings, folder):
    send(ada, paper=upload())
    settings.ATTACHMENTS_MAX_BYTES = kept(course).size + 100

    answer = send(ada, paper=upload())

    assert answer.status_code == 422
    assert "it is full. Remove one first" in answer.content.decode()
    assert len(list(folder.iterdir())) == 1


def test_so_many_reports_are_enough(ada, course, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_REPORTS", 1)
    send(ada, paper=upload())

    answer = send(ada, paper=upload())

    assert answer.status_code == 422
    assert "There is room for 1 reports" in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_another_persons_files_take_none_of_the_room(ada, ben, course, settings):
    send(ben, paper=upload())
    settings.ATTACHMENTS_MAX_BYTES = Attachment.objects.get().size

    assert send(ada, paper=upload()).status_code == 302


def test_a_wrong_number_asks_for_the_file_again(ada, course):
    answer = send(ada, paper=upload(), **{"TG-value": "212", "TG-unit": "mmol/L"})

    page = answer.content.decode()
    assert "Did you mean mg/dL? That is 2.4 mmol/L." in page
    assert "Choose this file again" in page
    assert not course.attachments.exists()


def test_when_a_result_exists_nothing_of_the_report_is_kept(ada, course, folder):
    there = result(course, date(2026, 11, 18), "TG", "1.2", unit="mmol/L")

    answer = send(
        ada,
        paper=upload(),
        **{"ALT-value": "31", "ALT-unit": "U/L"},
        **{"TG-value": "1.4", "TG-unit": "mmol/L"},
    )

    page = answer.content.decode()
    assert "Triglycerides already has a result on that day." in page
    assert f'href="/labs/results/{there.pk}/"' in page
    assert course.lab_results.count() == 1
    assert not course.attachments.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ALT-value": "1,234", "ALT-unit": "U/L"}, "Write 1234 or 1.234."),
        ({"ALT-value": "1.234", "ALT-unit": "U/L"}, "Write 1234 or 1.23."),
        ({"BILI-value": "17", "BILI-unit": "mg/dL"}, "Bilirubin: Save with umol/L"),
        ({"TG-value": "212", "TG-unit": "mmol/L"}, 'name="TG-unit" value="mg/dL"'),
    ],
)
def test_a_doubtful_number_of_a_report_is_asked_about(ada, course, typed, words):
    answer = send(ada, **typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not course.lab_results.exists()


def test_a_full_disk_leaves_what_was_typed_on_the_page(ada, course, monkeypatch):
    def full(_content: bytes) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(attachments, "write", full)

    answer = send(ada, paper=upload(), **{"ALT-value": "31", "ALT-unit": "U/L"})

    page = answer.content.decode()
    assert "We could not save this yet." in page
    assert 'value="31"' in page
    assert not course.lab_results.exists()


# The form


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "", "Write at least one result, or add a photo or PDF of the report."),
        ({"day": "2026-11-21", "ALT-value": "31"}, "day", "This day has not come yet."),
        ({"day": "2020-11-21", "ALT-value": "31"}, "day", "more than three years ago"),
        ({"ALT-upper_limit": "41"}, "ALT-value", "Write the number on your report."),
        ({"ALT-value": "high"}, "ALT-value", "Write a number, such as 62.5."),
        (
            {"ALT-value": "31", "ALT-unit": "mg/dL"},
            "ALT-unit",
            "Select a valid choice.",
        ),
        (
            {"ALT-value": "31", "ALT-unit": ""},
            "ALT-unit",
            "Choose the unit on your report: U/L.",
        ),
        (
            {"BILI-value": "900", "BILI-unit": "mg/dL"},
            "BILI-value",
            "Did you mean umol/L?",
        ),
    ],
)
def test_a_wrong_answer_is_explained_at_its_field(ada, course, typed, field, words):
    answer = send(ada, **{"ALT-unit": "U/L", **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert not field or f'id="id_{field}_error"' in page
    assert not course.lab_results.exists()


@pytest.mark.parametrize(
    ("country", "unit"), [("us", "mg/dL"), ("uk", "mmol/L"), ("au", "mmol/L")]
)
def test_the_unit_is_the_one_most_reports_use(client, country, unit):
    client.force_login(CourseFactory(country=country).owner)

    page = client.get("/labs/reports/new/").content.decode()

    assert f'<option value="{unit}" selected>' in page


@pytest.mark.parametrize(
    ("answer", "offered"), [(True, True), (False, False), (None, False)]
)
def test_pregnancy_tests_are_offered_to_people_who_said_so(client, answer, offered):
    client.force_login(CourseFactory(can_become_pregnant=answer).owner)

    page = client.get("/labs/reports/new/").content.decode()

    assert ("HCG_U-outcome" in page) is offered


def test_the_most_urgent_card_of_a_report_follows(ada, course):
    answer = send(
        ada,
        **{"ALT-value": "90", "ALT-unit": "U/L", "ALT-upper_limit": "41"},
        **{"TG-value": "9.5", "TG-unit": "mmol/L"},
    )

    flag = course.findings.order_by("-level").first()
    assert flag.rule == "LAB-TG"
    assert answer.url == f"/findings/{flag.pk}/"


def test_somebody_without_a_course_starts_one(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("a@courseline.test"))

    assert client.get("/labs/reports/new/").url == "/course/new/"


# Handing back


def test_it_is_handed_back_as_a_file_that_acts_on_nothing(ada, course):
    send(ada, paper=upload(papers.pdf(hostile=True), "scan.pdf"))

    answer = ada.get(path_of(kept(course)))

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"] == 'attachment; filename="report-2026-11-18.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_file_that_is_gone_or_unreadable_is_not_found(ada, course, folder):
    send(ada, paper=upload())
    row = kept(course)
    (folder / row.file).write_bytes(Fernet(Fernet.generate_key()).encrypt(b"x"))
    assert ada.get(path_of(row)).status_code == 404

    (folder / row.file).unlink()
    assert ada.get(path_of(row)).status_code == 404


def test_ben_and_nobody_get_nothing(ada, ben, client, course, folder):
    send(ada, paper=upload())
    row = kept(course)

    assert ben.get(path_of(row)).status_code == 404
    assert ben.post(f"{path_of(row)}remove/").status_code == 404
    assert client.get(path_of(row)).url.startswith("/accounts/login/")
    assert client.post(f"{path_of(row)}remove/").url.startswith("/accounts/login/")
    assert len(list(folder.iterdir())) == 1


# Removing


def test_removing_it_removes_the_file(
    ada, course, folder, django_capture_on_commit_callbacks
):
    send(ada, paper=upload())
    row = kept(course)

    assert ada.get(f"{path_of(row)}remove/").status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        ada.post(f"{path_of(row)}remove/")

    assert not course.attachments.exists()
    assert list(folder.iterdir()) == []


def test_the_end_of_an_account_takes_its_files_along(
    ada, ben, course, folder, django_capture_on_commit_callbacks
):
    send(ada, paper=upload())
    send(ada, paper=upload())
    send(ben, paper=upload())

    with django_capture_on_commit_callbacks(execute=True):
        attachments.erase_all(course.owner)

    assert [each.name for each in folder.iterdir()] == [Attachment.objects.get().file]


def test_everything_of_a_person_can_be_taken_along(course):
    earlier = CourseFactory(
        owner=course.owner,
        started_on=date(2025, 1, 1),
        last_dose_on=date(2025, 5, 1),
    )
    report = attachments.read(papers.photo())
    for each, day in ((course, TODAY), (earlier, date(2025, 2, 1))):
        attachments.add(each, report, day=day, at=NOON)

    found = attachments.attachments_of(course.owner)

    assert [row.day for row in found] == [date(2025, 2, 1), TODAY]
    assert attachments.content_of(found[0]) == report.content


def test_a_row_that_cannot_be_written_leaves_no_file(course, folder, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(audit, "note", full)
    report = cleaning.Report(kind="image/jpeg", content=b"x")

    with pytest.raises(OSError, match="No space"):
        attachments.add(course, report, day=TODAY, at=NOON)

    assert list(folder.iterdir()) == []


# What a process that was cut off leaves


def aged(folder: Path, name: str, days: float) -> None:
    moment = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(folder / name, (moment, moment))


def test_a_file_that_no_row_names_goes_after_a_day(ada, folder):
    send(ada, paper=upload())
    kept = Attachment.objects.get().file
    old, young = attachments.write(b"old"), attachments.write(b"young")
    (folder / "notes.txt").write_text("of somebody else")
    for name, days in ((kept, 9.0), (old, 1.1), (young, 0.9), ("notes.txt", 9.0)):
        aged(folder, name, days)

    call_command("tick")

    there = {each.name for each in folder.iterdir()} - {attachments.SWEPT}
    assert there == {kept, young, "notes.txt"}


def test_files_are_looked_through_once_a_day(course, folder):
    aged(folder, attachments.write(b"first"), 0)
    attachments.sweep(at=clock.now())
    aged(folder, attachments.write(b"left"), 2)

    assert attachments.sweep(at=clock.now() + timedelta(hours=23)) == 0
    assert attachments.sweep(at=clock.now() + timedelta(hours=25)) == 2


def test_a_database_without_people_takes_no_file(folder):
    aged(folder, attachments.write(b"of another database"), 9)

    assert attachments.sweep(at=clock.now()) == 0


def test_without_a_folder_there_is_nothing_to_look_through(course, folder):
    assert attachments.sweep(at=clock.now()) == 0
    assert not folder.exists()
