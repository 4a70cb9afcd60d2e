"""The same files from the command line, for whoever runs the site; the person sees that it was done."""

from __future__ import annotations

import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests import everything, zips
from tests.everything import NOON
from tests.factories import CourseFactory, UserFactory
from tracker.privacy import archive
from tracker.records import exporting
from tracker.records.models import AuditEvent, Course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"


def test_the_same_file_as_from_the_page_and_back(capsysbinary, tmp_path):
    ada, ben = everything.person(), UserFactory(email="ben@courseline.test")
    page = b"".join(archive.pieces(exporting.account_of(ada), ada))

    call_command("export_account", " Ada@courseline.test ")
    file = tmp_path / "file.zip"
    written = capsysbinary.readouterr().out
    file.write_bytes(written)
    call_command(
        "import_account", "ben@courseline.test", str(file), stdout=io.StringIO()
    )

    assert written == page
    ben.refresh_from_db()
    assert b"".join(archive.pieces(exporting.account_of(ben), ben)) == page


def test_the_person_sees_who_did_it(capsysbinary, client):
    ben = UserFactory(email="ben@courseline.test")
    call_command("export_account", "ben@courseline.test")
    assert capsysbinary.readouterr().out.startswith(b"PK")
    client.force_login(ben)

    page = client.get("/settings/activity/").content.decode()

    assert "Everything was downloaded as a file" in page
    assert "The people who run this site" in page
    assert AuditEvent.objects.get(owner=ben).actor == "operator"


@pytest.mark.parametrize(
    "command", [("export_account", "x@y.z"), ("import_account", "x@y.z", "f")]
)
def test_somebody_unknown_is_one_clear_line_and_exit_code_2(command):
    with pytest.raises(
        CommandError, match=r"^Nobody signs in with this address\.$"
    ) as refused:
        call_command(*command)

    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Cannot read"),
        (b"no zip", "not a ZIP file that we made"),
        (zips.of({"schema": "other"}), "does not know"),
    ],
)
def test_a_file_that_is_not_right_is_one_clear_line(tmp_path, content, said):
    UserFactory(email="ben@courseline.test")
    file = tmp_path / "file.zip"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError, match=said) as refused:
        call_command("import_account", "ben@courseline.test", str(file))

    assert refused.value.returncode == 2
    assert not Course.objects.exists()


def test_an_account_with_a_course_is_left_alone(tmp_path):
    course = CourseFactory()
    file = tmp_path / "file.zip"
    file.write_bytes(zips.of(zips.NOTHING))

    with pytest.raises(CommandError, match="There is a course in this account already"):
        call_command("import_account", course.owner.email, str(file))
