"""A file brought in: all of it or nothing, whatever somebody sends."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests import everything, papers, zips
from tests.everything import HOSTILE, NOON, TODAY
from tests.factories import CourseFactory, UserFactory
from tests.histories import LENGTH, logged_histories
from tests.patients import words
from tests.zips import changed, one_of_each
from tracker.accounts.models import User
from tracker.clinical.facts import History
from tracker.clinical.history.document import history_as_json
from tracker.privacy import archive, reading
from tracker.records import (
    exporting,
    importing,
    journal,
    ledger,
    reminders,
    replan,
)
from tracker.records.models import (
    Attachment,
    AuditEvent,
    Course,
    DayEntry,
    EarlierAccount,
    ShownFinding,
)
from tracker.reminders import deliver

pytestmark = pytest.mark.django_db
PHOTO = papers.photo("JPEG")
REPORT = "reports/2026-10-19-1.jpg"


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


@pytest.fixture
def ben() -> User:
    return UserFactory(email="ben@courseline.test")


@pytest.fixture
def bens(ben) -> Client:
    client = Client()
    client.force_login(ben)
    return client


def written(owner: User) -> bytes:
    fresh = User.objects.get(pk=owner.pk)
    return b"".join(archive.pieces(exporting.account_of(fresh), fresh))


def ours(document: object | None = None, **more: bytes) -> bytes:
    """Return a ZIP with one of each, or with another document."""
    return zips.of(
        one_of_each() if document is None else document, **{REPORT: PHOTO, **more}
    )


def send(client: Client, content: bytes, name: str = "courseline.zip"):
    return client.post("/settings/import/", {"file": SimpleUploadedFile(name, content)})


def nothing_of(owner: User, folder: Path) -> bool:
    """Hold when neither a row nor a file nor a setting came of it."""
    owner.refresh_from_db()
    files = list(folder.iterdir()) if folder.exists() else []
    rows = [
        Course.objects.filter(owner=owner),
        EarlierAccount.objects.filter(owner=owner),
        AuditEvent.objects.filter(owner=owner),
    ]
    return (
        not files
        and not any(each.exists() for each in rows)
        and owner.time_zone == "Europe/London"
    )


# What comes back


def test_a_file_is_brought_in_by_hand(bens, ben):
    answer = send(bens, written(everything.person()))

    assert answer.url == "/today/"
    assert ben.courses.count() == 2
    assert (
        "Everything in the file is here now." in bens.get("/course/").content.decode()
    )
    assert AuditEvent.objects.get(owner=ben).what == "data_imported"


def test_every_page_of_the_new_account_shows_it(bens):
    send(bens, written(everything.person()))

    for path in (
        "/today/",
        "/history/",
        "/course/",
        "/labs/",
        "/share/",
        "/summary/",
        "/settings/",
        "/settings/reminders/",
        "/check-in/",
        "/days/2026-10-01/",
        "/settings/activity/",
    ):
        assert bens.get(path).status_code == 200, path


def test_what_was_told_stays_told_and_no_rule_is_asked_again(bens, ben):
    ada = everything.person()
    send(bens, written(ada))

    told = ShownFinding.objects.filter(course__owner=ben)
    assert sorted(
        told.values_list("day", "rule", "level", "shown_at", "they_said")
    ) == sorted(
        ShownFinding.objects.filter(course__owner=ada).values_list(
            "day", "rule", "level", "shown_at", "they_said"
        )
    )


def test_the_saves_of_a_day_can_still_be_taken_back(bens, ben):
    send(bens, written(everything.person()))
    course = ben.courses.get(last_dose_on=None)

    journal.undo(course, day=date(2026, 10, 1), version=2, at=NOON, today=TODAY)

    assert course.entries.get(day=date(2026, 10, 1)).note == HOSTILE


def test_reminders_are_worked_out_anew(bens, ben):
    ada = everything.person()
    Course.objects.update(plan_after=NOON + timedelta(days=7))

    send(bens, written(ada))

    assert {replan.changed_at(course) for course in ben.courses.all()} == {NOON}
    assert ledger.is_planning_due(NOON)
    assert not ben.reminders.exists()


def with_visit_tomorrow() -> dict:
    """Return one of each, with nothing due but a visit on the day after the import."""
    document = {**one_of_each(), "reminders": None}
    visit = {**document["courses"][0]["kept"]["visits"][0], "day": "2026-11-21"}
    return changed(document, "courses.0.kept.visits", [visit])


def test_what_was_due_this_morning_is_said_at_the_next_moment(bens, ben):
    """It is noon. The hour of today was nine, and the old account may have had that mail."""
    send(bens, ours(with_visit_tomorrow()))

    at_once = deliver.tick(lambda: NOON)
    rows = ben.reminders.filter(kind="dated").order_by("due_at")

    assert (at_once.planned, at_once.sent) == (1, 0)
    assert rows[0].due_at > NOON
    assert rows[0].due_at <= NOON + timedelta(days=1)


CHOICES = {
    "muted": ["visit"], "days_before": [1], "when_late": True, "hour": 9, "diary": True, "diary_hour": 19,
}  # fmt: skip
ON = {"by_mail": True, "plain_words": True, "plain_titles": True}
OFF = {"by_mail": False, "plain_words": False, "plain_titles": False}


@pytest.mark.parametrize("said", [None, {**CHOICES, **ON}, {**CHOICES, **OFF}])
def test_a_file_does_not_undo_a_stop(bens, ben, said):
    key = reminders.stop_key_of(ben)
    reminders.stop_mails(ben, at=NOON)

    send(bens, ours(changed(one_of_each(), "reminders", said)))
    ben.reminder_choice.refresh_from_db()

    assert ben.courses.exists()
    assert {name: getattr(ben.reminder_choice, name) for name in OFF} == OFF
    assert ben.reminder_choice.stop_key == key


def test_choices_come_back_where_nothing_was_chosen(bens, ben):
    send(bens, ours(changed(one_of_each(), "reminders", {**CHOICES, **ON})))

    choice = ben.reminder_choice
    assert {name: getattr(choice, name) for name in ON} == ON
    assert choice.muted == ["visit"]


def test_the_page_says_that_a_file_undoes_no_stop(bens):
    assert (
        "does not switch them on again"
        in bens.get("/settings/import/").content.decode()
    )


def test_a_second_file_does_not_take_the_place_of_what_the_first_one_told(bens, ben):
    send(bens, zips.of({**one_of_each(), "courses": []}))
    told = EarlierAccount.objects.get(owner=ben).told

    answer = send(bens, ours())

    assert answer.status_code == 409
    assert "a file was brought in before" in answer.content.decode()
    assert EarlierAccount.objects.get(owner=ben).told == told
    assert not ben.courses.exists()


def test_a_test_set_aside_is_that_of_the_new_account(bens, ben):
    send(bens, written(everything.person()))
    course = ben.courses.get(last_dose_on=None)
    numbers = set(course.lab_orders.values_list("pk", flat=True))

    aside = [
        key for key in json.loads(course.tests_set_aside) if key.startswith("ORD-")
    ]

    assert {int(key[4:].partition(":")[0]) for key in aside} <= numbers
    assert aside


def test_settings_become_those_of_the_file_and_the_address_stays(bens, ben):
    send(bens, written(everything.person()))
    ben.refresh_from_db()

    assert (ben.time_zone, ben.theme, ben.email) == (
        "Europe/Madrid",
        "dark",
        "ben@courseline.test",
    )
    assert ben.reminder_choice.muted == ["visit"]


def test_a_report_that_was_not_cleaned_here_is_cleaned(bens, ben):
    send(bens, ours(**{REPORT: papers.photo_that_tells()}))

    from tracker.records import attachments

    row = Attachment.objects.get(course__owner=ben)
    assert papers.SECRET not in attachments.content_of(row)
    assert row.size == len(attachments.content_of(row))


def test_a_file_made_by_hand_is_taken_with_what_is_in_it(bens, ben):
    assert send(bens, ours()).url == "/today/"

    course = ben.courses.get()
    assert course.entries.get().marks == {"lips_dry": 2, "jaundice": 0}
    assert course.findings.get().rule == "S-MSK-1"
    assert bens.get("/days/2026-10-01/").status_code == 200


# What does not


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty"),
        (b"not a zip at all, but some words", "not a ZIP file that we made"),
        (zips.broken(), "damaged or incomplete"),
        (zips.locked(), "locked with a password"),
        (zips.with_name("../../etc/passwd"), "not ours: ../../etc/passwd"),
        (zips.with_name("<script>"), "not ours: &lt;script&gt;"),
        (zips.bomb(), "larger than what we can take"),
        (zips.twice(), "damaged or incomplete"),
        (zips.zipped({"courseline.json": b"{"}), "we do not understand"),
        (zips.of({"schema": "courseline-export-9"}), "does not know"),
        (zips.of(one_of_each()), "lacks something: reports/2026-10-19-1.jpg"),
        (ours(**{REPORT: b"<svg onload=alert(1)>"}), "not a photo or PDF"),
        (ours(**{REPORT: papers.pdf()}), "not a photo or PDF"),
        (ours(changed(one_of_each(), "courses.0.course.started_on", "0001-01-01")), "not between 1900"),
        (ours(changed(one_of_each(), "courses.0.entries.0.marks.levitation", 1)), "levitation"),
        (ours(changed(one_of_each(), "courses.0.kept.owner", 1)), "unknown keys: &#x27;owner&#x27;"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_refused_whole(bens, ben, folder, content, said):
    answer = send(bens, content)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert said in page
    assert 'id="id_file_error"' in page
    assert nothing_of(ben, folder)


def test_no_file_is_a_mistake_beside_the_field(bens):
    answer = bens.post("/settings/import/", {})

    assert answer.status_code == 422
    assert "Choose the ZIP file you downloaded." in answer.content.decode()


def test_reports_that_take_too_much_room_are_refused(bens, ben, folder, settings):
    settings.ATTACHMENTS_MAX_BYTES = 100

    assert "take more than 0 MB" in send(bens, ours()).content.decode()
    assert nothing_of(ben, folder)


def test_reports_that_take_too_long_to_open_are_refused(bens, ben, folder, monkeypatch):
    monkeypatch.setattr(importing, "MOST_WORK", 1)

    answer = send(bens, ours())

    assert answer.status_code == 422
    assert "takes too long" in answer.content.decode()
    assert nothing_of(ben, folder)


def test_one_person_cannot_send_file_after_file(bens, ben, folder, settings):
    settings.ACCOUNT_RATE_LIMITS = {"import": "2/h/user"}
    for _try in range(2):
        send(bens, zips.cut())

    answer = send(bens, ours())

    assert answer.status_code == 422
    assert "Too many files in a short time" in answer.content.decode()
    assert nothing_of(ben, folder)


def test_a_report_that_is_too_large_is_refused(bens, ben, folder, settings):
    settings.ATTACHMENT_MAX_BYTES = len(PHOTO) - 1

    assert send(bens, ours()).status_code == 422
    assert nothing_of(ben, folder)


@pytest.mark.parametrize(
    "problem", [OperationalError("locked"), IntegrityError("twice"), OSError("full")]
)
def test_what_breaks_half_way_leaves_nothing(bens, ben, folder, monkeypatch, problem):
    def breaks(*_args: object) -> None:
        raise problem

    monkeypatch.setattr(importing, "set_aside", breaks)

    answer = send(bens, ours())

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert nothing_of(ben, folder)


def test_nothing_is_laid_over_a_course(folder):
    course = CourseFactory()
    client = Client()
    client.force_login(course.owner)

    answer = send(client, ours())

    assert answer.status_code == 409
    assert "only be brought into an empty account" in answer.content.decode()
    assert course.owner.courses.get() == course
    assert not folder.exists()


def test_of_two_imports_at_once_one_finds_a_course(ben, folder, monkeypatch):
    """The second one looked before the first one was done."""
    content = ours()
    reading.bring_in(ben, io.BytesIO(content), actor="owner", today=TODAY, at=NOON)
    files = len(list(folder.iterdir()))
    asked = iter([True, False])
    monkeypatch.setattr(importing, "is_empty", lambda _owner: next(asked))

    with pytest.raises(importing.AccountIsNotEmpty):
        reading.bring_in(ben, io.BytesIO(content), actor="owner", today=TODAY, at=NOON)

    assert len(list(folder.iterdir())) == files


def test_ben_cannot_bring_in_rows_of_ada(bens, ben):
    ada = everything.person()
    before = written(ada)

    send(bens, ours())

    assert written(ada) == before
    assert {
        each.course.owner for each in DayEntry.objects.filter(course__owner=ben)
    } == {ben}


def test_nobody_cannot_send_a_file(client):
    answer = send(client, ours())

    assert answer.status_code == 302
    assert not Course.objects.exists()


# Large files


def test_a_file_too_large_for_memory_waits_unreadable_on_disk(bens, ben, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert send(bens, written(everything.person())).url == "/today/"
    assert ben.courses.count() == 2


def test_a_file_larger_than_all_we_take_is_not_read(bens, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = settings.IMPORT_MAX_BYTES = 1000

    answer = send(bens, ours(**{"entries.csv": b"x" * 5000}))

    assert answer.status_code == 422
    assert "This file is larger than" in answer.content.decode()


@pytest.mark.parametrize("path", ["/labs/reports/new/", "/settings/export/"])
def test_elsewhere_a_large_file_is_dropped_as_before(settings, path, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client()
    client.force_login(CourseFactory().owner)
    monkeypatch.setattr("tracker.privacy.uploads.HiddenFile.append", None)

    assert (
        client.post(path, {"file": SimpleUploadedFile("x", b"x" * 5000)}).status_code
        == 422
    )


def test_a_stranger_cannot_fill_the_disk(client, settings, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr("tracker.privacy.uploads.HiddenFile.append", None)

    assert send(client, b"x" * 5000).status_code == 302


# Any history


def as_export(history: History, notes: list[str]) -> dict:
    """Return a drawn history as an export, every day saved once, with other notes."""
    at = NOON.isoformat()
    said: dict[str, Any] = dict(history_as_json(history, on=history.entries[-1].day))
    course = {**zips.a_course(), **said}
    started = said["course"]["started_on"]
    course["course"] = {
        **said["course"],
        "doses": [{"from": started, "mg_per_day": 20}],
    }
    course["kept"] = {**course["kept"], "reports": []}
    for number, each in enumerate(course["entries"]):
        each["note"] = notes[number % len(notes)]
        answers = {key: each[key] for key in each if key != "day"}
        saved = {
            "kind": "saved",
            "at": at,
            "version": 1,
            "before": None,
            "after": answers,
        }
        each["kept"] = {
            "version": 1, "added_later": True, "first_saved_at": at, "saved_at": at, "time_zone": "Asia/Tokyo", "changes": [saved],
        }  # fmt: skip
    for each in course["labs"]:
        each["kept"] = {"added_at": at}
    for each in course.get("check_ins", ()):
        each["kept"] = {
            "wording": 1, "version": 1, "first_saved_at": at, "saved_at": at, "earlier": [],
        }  # fmt: skip
    return {**zips.NOTHING, "courses": [course]}


def all_at_once(history: History) -> bool:
    """Hold for a history that a person could have: no day before the start, no result twice."""
    started, ends = history.course.started_on, history.course.last_dose_on
    twice = len({each.day for each in history.labs}) != len(history.labs)
    ends_well = ends is None or ends >= started
    return (
        not twice and ends_well and all(each.day >= started for each in history.entries)
    )


@given(
    history=logged_histories.filter(all_at_once),
    notes=st.lists(words(200), min_size=1, max_size=5),
)
@effort(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_history_comes_back_byte_for_byte(history, notes):
    one, other = (UserFactory() for _twice in range(2))
    with time_machine.travel(NOON.astimezone(ZoneInfo("UTC")), tick=False):
        document = zips.of(as_export(history, notes))
        reading.bring_in(one, io.BytesIO(document), actor="owner", today=TODAY, at=NOON)
        once = written(one)

        reading.bring_in(other, io.BytesIO(once), actor="owner", today=TODAY, at=NOON)

        assert written(other) == once
        assert [
            each["note"] for each in zips.document_in(once)["courses"][0]["entries"]
        ] == [notes[number % len(notes)] for number in range(len(history.entries))]


def test_the_drawn_days_lie_before_today():
    from tests.diaries import day

    assert day(LENGTH) <= TODAY
