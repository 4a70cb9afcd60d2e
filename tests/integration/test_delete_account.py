"""The end of an account: nothing of the person is left, in no table, no file, no open window."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client

from tests import everything
from tests.everything import NOON, TODAY
from tests.factories import PASSWORD, CourseFactory, UserFactory, log
from tracker.accounts.models import User
from tracker.privacy import archive
from tracker.records import erasing, exporting, ledger, reminders, sharing
from tracker.records.models import (
    Attachment,
    Course,
    DayEntry,
    LinkKind,
    PushSubscription,
    Reminder,
    SealedFile,
    ShareLink,
)

pytestmark = pytest.mark.django_db(transaction=True)
PLANTED = "Ada-planted-these-words-"


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


@pytest.fixture
def ada() -> User:
    return everything.person()


@pytest.fixture
def adas(ada) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    return client


def end(client: Client):
    return client.post("/settings/delete/", {"password": PASSWORD})


def paths_to(
    model: type[models.Model], seen: frozenset[object] = frozenset()
) -> list[str]:
    """Return every way from a table to the person, as the ORM writes it."""
    ways = []
    for field in model._meta.concrete_fields:
        to = field.related_model
        if to is User:
            ways.append(field.name)
        elif to is not None and to not in seen:
            ways += [f"{field.name}__{way}" for way in paths_to(to, seen | {model})]
    return ways


def left(pk: int) -> dict[str, int]:
    """Return how many rows of each table still lead to a person."""
    found = {}
    for model in apps.get_models():
        for way in paths_to(model):
            if count := model._default_manager.filter(
                **{f"{way}_id" if "__" not in way else way: pk}
            ).count():
                found[f"{model.__name__} by {way}"] = count
    return found


# What goes


def test_no_table_holds_a_row_of_the_person(ada, adas):
    pk = ada.pk
    EmailAddress.objects.get_or_create(user=ada, email=ada.email)
    before = left(pk)

    answer = end(adas)

    assert answer.url == "/"
    assert len(before) >= 20
    assert left(pk) == {}
    assert not User.objects.filter(pk=pk).exists()


def test_their_files_are_gone(ada, adas, folder):
    assert len(list(folder.iterdir())) == 4

    end(adas)

    assert list(folder.iterdir()) == []


def test_everybody_else_keeps_everything(ada, adas, folder):
    ben = everything.person("ben@courseline.test")

    def bens() -> bytes:
        return b"".join(archive.pieces(exporting.account_of(ben), ben))

    before = bens()

    end(adas)

    assert bens() == before
    assert len(list(folder.iterdir())) == 4
    assert SealedFile.objects.count() == 1


def test_they_are_signed_out_everywhere(ada, adas):
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": ada.email, "password": PASSWORD})
    forgotten = Client()
    forgotten.force_login(ada)
    UserSession.objects.filter(session_key=forgotten.session.session_key).delete()
    other = Client()
    other.force_login(UserFactory())

    end(adas)

    for client in (adas, elsewhere, forgotten):
        assert client.get("/today/").url.startswith("/accounts/login/")
    assert other.get("/settings/").status_code == 200
    assert Session.objects.count() == 1


def test_the_browser_is_told_to_forget_and_the_person_is_told_that_it_is_done(adas):
    answer = end(adas)

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    page = adas.get(answer.url).content.decode()
    assert "Your account and everything in it are deleted." in page
    assert 'href="/accounts/login/"' in page


def test_a_door_that_stands_open_is_shut_with_the_next_request(ada, adas):
    course = Course.objects.get(owner=ada, last_dose_on=None)
    wanted = {
        "label": "",
        "parts": ["summary"],
        "starts": None,
        "ends": None,
        "lasts": timedelta(days=1),
        "at": NOON,
    }
    _page, page = sharing.create(course, **wanted)
    sealed = sharing.Sealed(content_type="application/fhir+json", text="sealed")
    _health, health = sharing.create(
        course, kind=LinkKind.HEALTH_LINK, code="123456", sealed=sealed, **wanted
    )
    calendar = reminders.make_feed(ada, at=NOON)
    stranger = Client()
    manifest = {"recipient": "Dr", "passcode": "123456"}

    def asks() -> int:
        path = f"/shl/{health}"
        return stranger.post(
            path, manifest, content_type="application/json"
        ).status_code

    assert asks() == 200
    assert stranger.get(f"/s/{page}/").status_code == 200
    assert stranger.get(f"/calendar/{calendar}.ics").status_code == 200

    end(adas)

    assert stranger.get(f"/s/{page}/").status_code == 404
    assert stranger.get(f"/s/{page}/summary.pdf").status_code == 404
    assert stranger.get(f"/calendar/{calendar}.ics").status_code == 404
    assert asks() == 404


def test_what_a_worker_had_taken_is_not_sent(ada, adas):
    Reminder.objects.filter(owner=ada, sent_at=None).update(due_at=NOON)
    taken = Reminder.objects.get(owner=ada, sent_at=None)

    end(adas)

    assert not Reminder.objects.filter(pk=taken.pk).exists()
    assert not PushSubscription.objects.exists()
    assert not ledger.is_planning_due(NOON)


def bytes_of_the_database() -> bytes:
    """Return the file of the database and its log, as somebody with the disk in hand reads them.

    Another program reads them: closing a file that SQLite has open takes its locks away from this process.
    """
    path = Path(connection.settings_dict["NAME"])
    files = [path, path.with_name(f"{path.name}-wal")]
    there = [str(each) for each in files if each.exists()]
    cat = shutil.which("cat")
    assert cat
    return subprocess.run([cat, *there], capture_output=True, check=True).stdout


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps its own files"
)
def test_nothing_of_it_is_left_in_the_file_of_the_database():
    course = CourseFactory(name_on_summary=PLANTED, clinic_name=f"{PLANTED}clinic")
    for number in range(300):
        log(
            course,
            course.started_on + timedelta(days=number),
            note=f"{PLANTED}{number}",
            lips_dry=1,
        )
    for number in range(60):
        course.findings.create(
            day=course.started_on + timedelta(days=number), rule="S-MSK-1", rule_version=1, ruleset="x", level=4,
            title=f"{PLANTED}{number}" * 40, advice="", provenance="seed_explicit", shown_at=NOON,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM records_dayentry")
        stored = [row[0].encode() for row in cursor.fetchall()]
    before = bytes_of_the_database()
    assert PLANTED.encode() in before
    assert all(each in before for each in stored)

    erasing.erase(course.owner)

    after = bytes_of_the_database()
    assert PLANTED.encode() not in after
    assert [each for each in stored if each in after] == []
    assert course.owner.email.encode() not in after


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps its own files"
)
def test_a_log_in_use_is_said_and_does_not_stop_the_deletion(ada, monkeypatch, caplog):
    class Busy:
        def __enter__(self):
            return self

        def __exit__(self, *_args: object) -> None: ...

        def execute(self, _said: str) -> None: ...

        def fetchone(self) -> tuple[int, int, int]:
            return (1, 0, 0)

    monkeypatch.setattr(connection, "cursor", Busy)

    erasing.empty_log()

    assert "was in use" in caplog.text


# Who may


@pytest.mark.parametrize("typed", [{}, {"password": "wrong"}, {"word": "delete"}])
def test_without_the_password_nothing_goes(ada, adas, typed):
    answer = adas.post("/settings/delete/", typed)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert DayEntry.objects.filter(course__owner=ada).count() == 5


@pytest.mark.parametrize(
    ("word", "status"), [("delete", 302), (" Delete ", 302), ("", 422), ("yes", 422)]
)
def test_somebody_without_a_password_types_a_word(client, word, status):
    cleo = UserFactory()
    cleo.set_unusable_password()
    cleo.save()
    client.force_login(cleo)

    assert "Type “delete”" in client.get("/settings/delete/").content.decode()
    assert client.post("/settings/delete/", {"word": word}).status_code == status
    assert User.objects.filter(pk=cleo.pk).exists() == (status == 422)


def test_looking_deletes_nothing(ada, adas):
    page = adas.get("/settings/delete/").content.decode()

    assert "2 courses, 5 days" in page
    assert "All 3 links you made" in page
    assert "until they are 30 days old" in page
    assert 'href="/settings/export/"' in page
    assert User.objects.filter(pk=ada.pk).exists()


def test_ben_deletes_himself_and_never_ada(ada):
    ben = UserFactory()
    client = Client()
    client.force_login(ben)

    end(client)

    assert not User.objects.filter(pk=ben.pk).exists()
    assert ShareLink.objects.filter(course__owner=ada).count() == 3
    assert Attachment.objects.filter(course__owner=ada).count() == 4
    assert DayEntry.objects.filter(course__owner=ada, day=TODAY).exists()


def test_nobody_deletes_nobody(client):
    assert end(client).status_code == 302
