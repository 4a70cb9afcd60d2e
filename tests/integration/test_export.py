"""Everything out as one file, and back: the same account gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tests import everything
from tests.everything import HOSTILE, NOON, TODAY
from tests.factories import PASSWORD, CourseFactory, UserFactory, log_days
from tracker.accounts.models import User
from tracker.privacy import archive, reading
from tracker.records import exporting
from tracker.records.models import AuditEvent, Course, EarlierAccount, ShareLink
from tracker.summary.render.as_csv import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


@pytest.fixture
def ada() -> User:
    return everything.person()


def written(owner: User) -> bytes:
    fresh = User.objects.get(pk=owner.pk)
    return b"".join(archive.pieces(exporting.account_of(fresh), fresh))


def brought(content: bytes, email: str = "later@courseline.test") -> User:
    """Return a new person who brought a file in."""
    later = UserFactory(email=email, time_zone="Asia/Tokyo")
    reading.bring_in(later, io.BytesIO(content), actor="owner", today=TODAY, at=NOON)
    return later


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def document(content: bytes) -> dict:
    return json.loads(files(content)["courseline.json"])


# The same again


def test_a_person_with_everything_comes_back_byte_for_byte(ada):
    once = written(ada)

    later = brought(once)

    assert files(written(later)) == files(once)
    assert written(later) == once


def test_and_once_more_from_the_account_it_was_brought_into(ada):
    once = written(ada)

    assert written(brought(written(brought(once, "b@courseline.test")))) == once


def test_the_hour_of_the_export_is_not_in_it(ada):
    once = written(ada)

    with time_machine.travel(NOON + timedelta(days=400), tick=False):
        assert written(ada) == once


def test_taking_it_out_is_noted_and_changes_nothing_in_the_next_file(ada):
    once = written(ada)

    exporting.take_out(ada, actor="owner", at=NOON)

    assert AuditEvent.objects.filter(owner=ada, what="data_exported").count() == 2
    assert written(ada) == once


def test_somebody_without_a_course_has_a_file_too():
    ben = UserFactory(email="ben@courseline.test")
    once = written(ben)

    assert set(files(once)) == {"courseline.json", "entries.csv", "labs.csv"}
    assert written(brought(once)) == once


# What is in it


def test_the_file_holds_a_report_of_each_kind_as_it_is_handed_back(ada):
    found = files(written(ada))
    reports = [name for name in found if name.startswith("reports/")]

    assert reports == [
        "reports/2026-10-19-1.jpg",
        "reports/2026-10-19-2.png",
        "reports/2026-10-19-3.webp",
        "reports/2026-10-19-4.pdf",
    ]
    assert found[reports[0]].startswith(b"\xff\xd8\xff")


def test_a_note_stays_as_it_was_written(ada):
    first = document(written(ada))["courses"][1]["entries"][0]

    assert first["kept"]["changes"][0]["after"]["note"] == HOSTILE
    assert [each["kind"] for each in first["kept"]["changes"]] == ["saved", "changed"]


def test_a_course_without_what_is_kept_is_a_history_for_triage(ada):
    from tracker.clinical.history.document import read_history

    course = document(written(ada))["courses"][1]
    del course["kept"]
    for name in ("entries", "labs", "check_ins"):
        course[name] = [
            {key: each[key] for key in each if key != "kept"} for each in course[name]
        ]

    history, on = read_history(course)

    assert on == TODAY
    assert len(history.entries) == 4
    assert history.labs[1].value == 162.5


def test_no_secret_and_no_row_number_is_in_it(ada):
    text = b"".join(files(written(ada)).values()).decode("latin-1")
    links = ShareLink.objects.filter(course__owner=ada)

    assert "secret-endpoint" not in text
    assert ada.password not in text
    assert ada.email not in text
    assert str(ada.reminder_choice.stop_key) not in text
    assert not any(link.token_digest in text for link in links)
    assert not any(link.passcode_hash and link.passcode_hash in text for link in links)
    assert '"id": 1' not in text


def test_what_was_asked_for_is_named_by_its_place(ada):
    Course.objects.filter(owner=ada).first().lab_orders.create(
        tests=["ALT"], due=TODAY, created_at=NOON
    )
    kept = document(written(ada))["courses"][1]["kept"]

    assert len(kept["asked_for"]) == 12
    assert {key.partition(":")[0] for key in kept["tests_set_aside"]} & {
        f"ORD-{place}" for place in range(1, 13)
    }


def test_what_was_shared_is_told_and_not_made_again(ada):
    told = document(written(ada))["told_only"]
    later = brought(written(ada))

    assert [each["label"] for each in told["links"]] == ["For the clinic", HOSTILE, ""]
    assert [each["had_code"] for each in told["links"]] == [False, True, True]
    assert told["links"][2]["visits"][0]["recipient"] == "Dr =cmd()"
    assert told["reminders"][0]["local_date"] == "2026-11-20"
    assert len(told["calendars"]) == len(told["browsers"]) == 1
    assert not ShareLink.objects.filter(course__owner=later).exists()
    assert not hasattr(later, "calendar_feed")
    assert EarlierAccount.objects.get(owner=later).told


def test_events_name_a_link_by_its_place_and_nothing_else_by_number(ada):
    events = document(written(ada))["told_only"]["events"]
    about = {each["subject"] for each in events}

    assert {"share 1", "share 2", "share 3", "attachment"} <= about
    assert not any(each["what"].startswith("data_") for each in events)


def sheet(content: bytes, name: str) -> list[dict[str, str]]:
    text = files(content)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_of_days_leaves_open_what_was_not_answered_and_runs_nothing(ada):
    days = sheet(written(ada), "entries.csv")
    told = {each["day"]: each for each in days}

    assert len(days) == 5
    assert told["2026-10-01"]["joint_pain"] == "2"
    assert told["2026-10-02"]["joint_pain"] == ""
    assert "self_harm" in days[0]


def test_a_note_that_is_a_formula_is_guarded_in_the_table():
    course = CourseFactory(started_on=TODAY)
    everything.log(course, TODAY, note=HOSTILE, medicine="@SUM(A1)")

    row = sheet(written(course.owner), "entries.csv")[0]

    assert row["note"].startswith("'=")
    assert unguarded(row["note"]) == HOSTILE
    assert row["new_medicine"] == "'@SUM(A1)"


def test_a_table_of_results_says_number_unit_and_limit(ada):
    results = sheet(written(ada), "labs.csv")

    assert [each["value"] for each in results] == ["31", "162.5", "1.234", ""]
    assert results[3]["outcome"] == "negative"
    assert results[0]["fasting"] == "yes"


def test_the_summary_in_it_is_of_the_present_course_with_every_part(ada):
    bundle = json.loads(files(written(ada))["summary.fhir.json"])

    assert bundle["resourceType"] == "Bundle"
    assert bundle["timestamp"].startswith("2026-11-20")


def test_a_report_whose_file_was_lost_does_not_stop_the_rest(ada, folder):
    lost = Course.objects.get(owner=ada, last_dose_on=None).attachments.first()
    (folder / lost.file).unlink()

    once = written(ada)
    reports = document(once)["courses"][1]["kept"]["reports"]

    assert [each["file"] is None for each in reports] == [True, False, False, False]
    assert brought(once).courses.count() == 2


def damage(folder, owner: User) -> None:
    row = Course.objects.get(owner=owner, last_dose_on=None).attachments.first()
    content = bytearray((folder / row.file).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / row.file).write_bytes(content)


def test_a_damaged_report_is_told_as_lost_and_the_rest_comes(client_of, ada, folder):
    damage(folder, ada)

    answer = client_of(ada).post("/settings/export/", {"password": PASSWORD})
    content = b"".join(answer.streaming_content)

    reports = document(content)["courses"][1]["kept"]["reports"]
    assert [each["file"] is None for each in reports] == [True, False, False, False]
    names = {name for name in files(content) if name.startswith("reports/")}
    assert names == {each["file"] for each in reports} - {None}
    assert brought(content).courses.count() == 2


def test_a_damaged_report_does_not_stop_the_command_either(ada, folder, capsysbinary):
    damage(folder, ada)

    call_command("export_account", ada.email)

    reports = document(capsysbinary.readouterr().out)["courses"][1]["kept"]["reports"]
    assert [each["file"] is None for each in reports] == [True, False, False, False]


# The page


@pytest.fixture
def client_of(client):
    def signed_in(owner: User) -> Client:
        client.force_login(owner)
        return client

    return signed_in


def test_the_page_says_what_is_in_the_file_and_that_it_is_open(client_of, ada):
    page = client_of(ada).get("/settings/export/").content.decode()

    assert "2 courses, 5 days, 4 results, 2 mood check-ins, 4 reports" in page
    assert "The file is not encrypted." in page


def test_the_password_gets_the_file_under_a_name_that_tells_nothing(client_of, ada):
    once = written(ada)

    answer = client_of(ada).post("/settings/export/", {"password": PASSWORD})

    assert (
        answer["Content-Disposition"]
        == 'attachment; filename="courseline-2026-11-20.zip"'
    )
    assert answer["Cache-Control"] == "no-store, private"
    assert b"".join(answer.streaming_content) == once


@pytest.mark.parametrize("password", ["", "wrong", "x" * 2000])
def test_without_the_password_nothing_leaves(client_of, ada, password):
    answer = client_of(ada).post("/settings/export/", {"password": password})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not AuditEvent.objects.filter(
        owner=ada, actor="owner", what="data_exported"
    ).exists()


def test_guessing_the_password_is_slowed_down(client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "2/m/user"}
    ben = client_of(UserFactory())
    for _try in range(2):
        ben.post("/settings/export/", {"password": "wrong"})

    answer = ben.post("/settings/export/", {"password": PASSWORD})

    assert answer.status_code == 422
    assert "Too many tries" in answer.content.decode()


def test_somebody_without_a_password_needs_none(client_of):
    cleo = UserFactory()
    cleo.set_unusable_password()
    cleo.save()

    assert client_of(cleo).post("/settings/export/", {}).status_code == 200


def test_ben_gets_his_own_file_and_never_adas(client_of, ada):
    ben = UserFactory(email="ben@courseline.test")

    answer = client_of(ben).post("/settings/export/", {"password": PASSWORD})

    assert HOSTILE.encode() not in b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", ["export", "import", "delete", "activity"])
def test_nobody_is_asked_to_sign_in(client, name):
    answer = client.get(f"/settings/{name}/")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("days", [14, 400])
@pytest.mark.parametrize(
    ("path", "queries"), [("export", 8), ("import", 3), ("delete", 8), ("activity", 4)]
)
def test_a_page_takes_few_queries_however_long_the_course(
    client_of, django_assert_num_queries, days, path, queries
):
    course = CourseFactory(started_on=date(2025, 10, 1))
    log_days(course, days, lips_dry=1)
    signed_in = client_of(course.owner)

    with django_assert_num_queries(queries):
        signed_in.get(f"/settings/{path}/")


@pytest.mark.parametrize("days", [14, 400])
def test_a_file_takes_a_fixed_number_of_queries(django_assert_num_queries, days):
    course = CourseFactory(started_on=date(2025, 10, 1))
    log_days(course, days, lips_dry=1)

    with django_assert_num_queries(18):
        exporting.account_of(course.owner)


def test_the_summary_of_a_file_asks_the_database_nothing(
    ada, django_assert_num_queries
):
    account = exporting.account_of(ada)

    with django_assert_num_queries(0):
        archive.texts(account, ada)


def test_a_file_is_handed_out_one_report_at_a_time(ada):
    account = exporting.account_of(ada)

    pieces = [len(piece) for piece in archive.pieces(account, ada)]

    assert len(pieces) == 4 + 4 + 1


def test_the_moment_of_a_summary_is_the_last_thing_written(ada):
    course = Course.objects.get(owner=ada, last_dose_on=None)

    assert exporting.last_moment(course) == datetime(
        2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC
    )
    assert exporting.last_day(course) == TODAY
