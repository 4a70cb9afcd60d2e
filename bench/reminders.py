"""Plan and claim the reminders of many people on PostgreSQL, and print what it took.

``make bench-reminders`` starts a private server for it. A database of its own is made and removed.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from time import perf_counter

import psycopg
from psycopg import sql

from tracker.keys import field_key, session_key

PEOPLE = 100_000
NAME = "courseline_bench"
STARTED = date(2026, 9, 21)
# Three days before a date of the plan: one reminder is due then, one in two days, one on the day.
AT = datetime(2026, 10, 18, 12, 0, tzinfo=UTC)
IDLE_MS, TICKS = 50, 50
ROWS_AT_ONCE = 500


@contextmanager
def own_database() -> Iterator[str]:
    """Give the address of an empty database beside the one of DATABASE_URL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        raise SystemExit(
            "DATABASE_URL must name a PostgreSQL: use `make bench-reminders`."
        )
    name = sql.Identifier(NAME)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        yield f"{url.rpartition('/')[0]}/{NAME}"
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def set_up(url: str, folder: str) -> None:
    """Set up Django on the empty database."""
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "COURSELINE_ENV": "test",
            "DATABASE_URL": url,
            "DATA_DIR": folder,
            "SECRET_KEY": session_key(),
            "FIELD_KEYS": field_key(),
        }
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(people: int) -> None:
    """Make people with a course, its results so far, and three reminders to come."""
    from tracker.accounts.models import User
    from tracker.records.models import Course, DosePeriod, LabResult, ReminderChoice

    for first in range(0, people, 5000):
        owners = User.objects.bulk_create(
            User(email=f"person{number}@courseline.test")
            for number in range(first, min(first + 5000, people))
        )
        ReminderChoice.objects.bulk_create(
            ReminderChoice(owner=owner, days_before=[3, 1, 0], when_late=False)
            for owner in owners
        )
        courses = Course.objects.bulk_create(
            Course(
                owner=owner,
                started_on=STARTED,
                planned_weeks=24,
                country="uk",
                created_at=AT - timedelta(days=20),
            )
            for owner in owners
        )
        DosePeriod.objects.bulk_create(
            DosePeriod(course=course, starts=STARTED, mg_per_day=Decimal(20))
            for course in courses
        )
        LabResult.objects.bulk_create(
            LabResult(
                course=course,
                day=STARTED - timedelta(days=5),
                test=test,
                value=Decimal(1),
                unit=unit,
                added_at=AT,
            )
            for course in courses
            for test, unit in (("ALT", "U/L"), ("TG", "mmol/L"))
        )


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    begun = perf_counter()
    done = work()
    return perf_counter() - begun, done


def plan_all() -> int:
    from tracker.reminders import deliver

    total = 0
    while planned := deliver.plan_some(lambda: AT):
        total += planned
    return total


def claim_all() -> int:
    """Claim every reminder, as workers would that send nothing."""
    from tracker.records import ledger

    at, total = AT + timedelta(days=4), 0
    while taken := ledger.claim(at=at, lease=timedelta(days=1), limit=ROWS_AT_ONCE):
        total += len(taken)
    return total


def idle() -> tuple[float, int]:
    """Return the median milliseconds of a tick with nothing due, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tracker.reminders import deliver

    def once() -> int:
        return deliver.tick(lambda: AT + timedelta(minutes=1)).sent

    took = sorted(seconds(once)[0] for _ in range(TICKS))
    with CaptureQueriesContext(connection) as asked:
        once()
    return took[TICKS // 2] * 1000, len(asked)


def main() -> int:
    """Print the figures; fail when an idle tick is slow."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder, own_database() as url:
        set_up(url, folder)
        fill(people)
        planning, planned = seconds(plan_all)
        settle()
        idle_ms, queries = idle()
        claiming, claimed = seconds(claim_all)
        from django.db import connection

        connection.close()
    print("| | | |")
    print("|---|---|---|")
    print(
        f"| planned | {planned:,} people | {planning:.0f} s, {planned / planning:,.0f} people/s |"
    )
    print(
        f"| claimed | {claimed:,} reminders | {claiming:.0f} s, {claimed / claiming:,.0f} reminders/s |"
    )
    print(f"| a tick with nothing due | {queries} queries | {idle_ms:.1f} ms |")
    expected = 3 * people
    print(
        "Every reminder was planned and claimed once."
        if claimed == expected
        else f"{claimed} of {expected}."
    )
    return int(claimed != expected or idle_ms > IDLE_MS)


def settle() -> None:
    """Put what is due at the moment of planning off for a day, so that a tick finds nothing."""
    from tracker.records.models import Reminder

    Reminder.objects.filter(due_at__lte=AT).update(due_at=AT + timedelta(days=1))


if __name__ == "__main__":
    raise SystemExit(main())
