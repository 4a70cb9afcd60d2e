"""Welcome, alive, ready, and nowhere."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from tests.factories import CourseFactory
from tracker.ui import views

pytestmark = pytest.mark.django_db


def test_welcome_greets_somebody_new(client):
    page = client.get("/").content.decode()

    assert "One line a day. One page for your clinic." in page
    assert "nobody watches your entries" in page


def test_welcome_sends_a_person_on_to_today(client):
    client.force_login(CourseFactory().owner)

    assert client.get("/").url == "/today/"


def test_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_not_ready_while_a_migration_waits(client, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, {"status": "migrations to run"})


def test_not_ready_without_a_database(client, monkeypatch):
    def gone(*_):
        raise OperationalError

    monkeypatch.setattr(views, "MigrationExecutor", gone)

    assert client.get("/readyz").json() == {"status": "no database"}


def test_an_address_that_leads_nowhere_has_a_page_of_ours(client):
    answer = client.get("/nowhere/at/all/")

    assert answer.status_code in {302, 404}
    client.force_login(CourseFactory().owner)
    found = client.get("/nowhere/at/all/")
    assert found.status_code == 404
    assert "We can’t find that page" in found.content.decode()


def test_a_form_without_its_token_is_answered_by_a_page_of_ours():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})

    assert answer.status_code == 403
    assert "That was not sent" in answer.content.decode()
    assert 'href="/support/"' in answer.content.decode()
    assert "style=" not in answer.content.decode()
