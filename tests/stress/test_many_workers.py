"""Several workers at once, one of them killed, a mail server that fails: nothing forgotten, nothing doubled.

Small here; ``make stress`` runs it with two thousand people on both databases.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from tests.conftest import ROOT
from tests.mailbox import Mailbox, serving
from tracker.accounts.models import User
from tracker.records.models import Course, DosePeriod, Reminder
from tracker.records.models.course import LONG_AGO

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
PEOPLE = int(os.environ.get("STRESS_PEOPLE", "100"))
WORKERS = 3
# Longer than one mail takes on a busy machine; what a killed worker held waits this long.
LEASE = 8 if PEOPLE < 500 else 30
PATIENCE = 60 + PEOPLE / 5


def where_it_is_noon() -> tuple[str, date]:
    """Return a zone in which people are awake now, and the day there."""
    now = datetime.now(UTC)
    ahead = 12 - now.hour
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "UTC"
    return zone, (now + timedelta(hours=ahead)).date()


def fill(people: int) -> None:
    """Make people for each of whom one thing is due today."""
    zone, today = where_it_is_noon()
    started = today - timedelta(days=30)
    owners = User.objects.bulk_create(
        User(email=f"person{number}@courseline.test", password="!", time_zone=zone)
        for number in range(people)
    )
    # The workers have a mail server, so they write to confirmed addresses only.
    EmailAddress.objects.bulk_create(
        EmailAddress(user=owner, email=owner.email, primary=True, verified=True)
        for owner in owners
    )
    courses = Course.objects.bulk_create(
        Course(owner=owner, started_on=started, country="uk", created_at=LONG_AGO)
        for owner in owners
    )
    DosePeriod.objects.bulk_create(
        DosePeriod(course=course, starts=started, mg_per_day=Decimal(20))
        for course in courses
    )


def database_url() -> str:
    """Return where the tests' own database is, for other processes."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{there['NAME']}"
    return (
        f"postgresql://{there['USER']}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
    )


@contextmanager
def workers(port: int, folder: Path) -> Iterator[list[subprocess.Popen[str]]]:
    environment = {
        **os.environ,
        "COURSELINE_ENV": "test",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(folder),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}?tls=no",
        "REMINDER_LEASE": str(LEASE),
        "REMINDER_RETRY": "1",
    }
    running = [
        subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--every", "0.2"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(WORKERS)
    ]
    try:
        yield running
    finally:
        for each in running:
            each.kill()
            each.communicate()


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.05)


def stopped_politely(worker: subprocess.Popen[str]) -> bool:
    worker.send_signal(signal.SIGTERM)
    told, _ = worker.communicate(timeout=60)
    return worker.returncode == 0 and told.splitlines()[-1] == "Stopped."


def unsent() -> int:
    return Reminder.objects.filter(sent_at=None, due_at__lte=datetime.now(UTC)).count()


@pytest.mark.parametrize("crash", [False, True], ids=["no crash", "kill -9"])
def test_nothing_is_forgotten_and_nothing_is_doubled(tmp_path, crash):
    fill(PEOPLE)
    mailbox = Mailbox()

    with serving(mailbox) as port, workers(port, tmp_path) as running:
        wait_for(lambda: len(mailbox.raw) >= PEOPLE // 4)
        if crash:
            running[0].kill()
        wait_for(lambda: len(mailbox.raw) >= PEOPLE // 2)
        mailbox.failing = True
        time.sleep(1)
        mailbox.failing = False
        wait_for(lambda: len(set(mailbox.ids)) >= PEOPLE and not unsent())
        polite = [stopped_politely(each) for each in running[crash:]]

    sent = Reminder.objects.filter(sent_at__isnull=False)
    counted = Counter(mailbox.ids)
    assert set(counted) == set(sent.values_list("message_id", flat=True))
    assert len(counted) == len(set(mailbox.header("To"))) == PEOPLE
    assert sum(counted.values()) - PEOPLE <= int(crash)
    assert polite == [True] * (WORKERS - crash)
