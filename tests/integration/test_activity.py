"""What happened to a person's records, in words, and by whom."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
import time_machine

from tests import zips
from tests.everything import NOON, TODAY
from tests.factories import UserFactory
from tests.house.repository import PYTHON
from tracker.privacy import reading
from tracker.privacy.presenters import WHAT, WHO
from tracker.records import audit

pytestmark = pytest.mark.django_db
NOTED = re.compile(r'what="([a-z_]+)"|else "([a-z]+_[a-z_]+)"')
ACTOR = re.compile(r'actor="([a-z ]+)"')


@pytest.fixture(autouse=True)
def on_the_20th():
    with time_machine.travel(NOON, tick=False):
        yield


def found(pattern: re.Pattern[str]) -> set[str]:
    texts = [path.read_text() for path in PYTHON if "audit.note(" in path.read_text()]
    return {
        next(filter(None, each.groups()))
        for text in texts
        for each in pattern.finditer(text)
    }


def page_of(client, owner) -> str:
    client.force_login(owner)
    return client.get("/settings/activity/").content.decode()


def test_everything_that_is_noted_has_words():
    assert len(found(NOTED)) >= 35
    assert found(NOTED) - WHAT.keys() == set()
    assert found(ACTOR) - WHO.keys() == set()


def test_the_latest_comes_first_in_the_persons_own_time(client):
    ada = UserFactory(time_zone="Europe/Madrid")
    audit.note(ada, actor="owner", what="course_started", at=NOON)
    audit.note(
        ada, actor="share link", what="share_opened", at=NOON + timedelta(hours=1)
    )

    page = page_of(client, ada)

    assert page.index("A link was opened") < page.index("A course was started")
    assert "20 Nov 2026, 14:00 · Somebody with the link" in page


def test_ben_sees_nothing_of_ada(client):
    audit.note(UserFactory(), actor="owner", what="course_started", at=NOON)

    assert "Nothing yet." in page_of(client, UserFactory())


def test_something_without_words_is_shown_as_it_is_named(client):
    ada = UserFactory()
    audit.note(ada, actor="somebody", what="something_new", at=NOON)

    assert "something_new" in page_of(client, ada)


def test_what_a_file_told_stands_apart(client):
    ada = UserFactory()
    events = [{"actor": "owner", "what": "share_made", "subject": "", "at": zips.AT}]
    document = zips.changed(zips.NOTHING, "told_only.events", events)
    reading.bring_in(
        ada, io.BytesIO(zips.of(document)), actor="owner", today=TODAY, at=NOON
    )

    page = page_of(client, ada)

    before, after = page.split("In the account before this one")
    assert "A file was brought in" in before
    assert "A link was made" in after
