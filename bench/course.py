"""Measure one demo course of as many days as the argument says, and print the numbers as JSON."""

import json
import re
import statistics
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from time import perf_counter

import django

# Models and settings can only be imported once Django is set up.
django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker import clock
from tracker.clinical.engine.findings import (
    findings_by_day,
    findings_on,
    started_by_day,
)
from tracker.clinical.engine.reevaluation import days_that_can_change
from tracker.clinical.facts import (
    CourseFacts,
    DayEntry,
    DosePeriod,
    History,
    Profile,
)
from tracker.clinical.simulate.courses import simulated
from tracker.summary.build import summary_of
from tracker.summary.document import USUAL_PARTS
from tracker.summary.render import as_pdf

DEMO = "demo@courseline.test"
PAGES = (
    "/today/",
    "/history/",
    "/course/",
    "/labs/",
    "/share/",
    "/summary/",
    "/summary.pdf",
    "/settings/",
)
WARM_UPS, TIMES = 2, 9
MARKS = ("lips_dry", "skin_dry", "eyes_dry", "joint_pain", "mood", "headache")
FIRST_DAY = date(2026, 1, 5)
LINKED = re.compile(r"""(?:href|src)="/static/([^"#]+)""")


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time ``work`` takes once it is warm."""
    for _ in range(WARM_UPS):
        work()
    return statistics.median(timed(work) for _ in range(TIMES))


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds one run takes."""
    before = perf_counter()
    work()
    return (perf_counter() - before) * 1000


def history(days: int) -> History:
    """Return a course logged on every day, with answers that come and go."""
    entries = tuple(
        DayEntry(
            day=FIRST_DAY + timedelta(days=number),
            dose_taken="all",
            marks={code: (number // 5 + place) % 3 for place, code in enumerate(MARKS)},
        )
        for number in range(days)
    )
    course = CourseFacts(
        started_on=FIRST_DAY,
        weight_kg=Decimal(64),
        doses=(DosePeriod(starts=FIRST_DAY, mg_per_day=Decimal(20)),),
    )
    return History(profile=Profile(region="uk"), course=course, entries=entries)


def rules_ms(days: int) -> float:
    """Return how long the rules take over a whole course, asked on its last day."""
    told = history(days)
    last = told.entries[-1].day
    return milliseconds(lambda: findings_on(told, on=last))


def rules_over_time_ms(days: int) -> dict[str, float]:
    """Return what the rules take over a believable course: its last day, an old edit, and every day."""
    told = simulated(1, days=days, seed=1).history
    logged = [entry.day for entry in told.entries]
    edited = told.entries[len(logged) // 2]
    before = replace(edited, marks={**edited.marks, "joint_pain": 1})
    reach = days_that_can_change(told, edited.day, before=before)
    touched = [day for day in logged if reach.holds(day)]
    return {
        "last_day": milliseconds(lambda: findings_on(told, on=logged[-1])),
        "old_edit": milliseconds(lambda: started_by_day(told, days=touched)),
        "old_edit_days": len(touched),
        "every_day": milliseconds(lambda: findings_by_day(told, days=logged)),
        "logged_days": len(logged),
    }


def pdf_ms() -> float:
    """Return how long the page takes as PDF, another page each time, once the compiler is there."""
    owner = get_user_model()._default_manager.get(email=DEMO)
    course = owner.courses.select_related("owner").first()
    summary = summary_of(
        course,
        on=clock.today(owner.time_zone),
        made_at=clock.now(),
        parts=USUAL_PARTS,
    )
    names = (
        replace(summary, person=replace(summary.person, name=f"Robin Hale {number}"))
        for number in count()
    )
    return milliseconds(
        lambda: as_pdf.pdf(next(names), paper="a4", appendix=False, discreet=True)
    )


def page(client: Client, path: str) -> dict[str, float]:
    """Return what one page takes; raises AssertionError when it does not answer."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"accept-encoding": "gzip"})
    # Counted at once: the next request empties the log that the count is taken from.
    asked = len(queries)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    assert asked, f"{path} was answered without a query: nothing was counted"
    return {
        "ms": milliseconds(lambda: client.get(path)),
        "queries": asked,
        "kb": len(response.content) / 1000,
    }


def first_visit_kb(client: Client, path: str) -> float:
    """Return the weight of a page and the files it links, as a browser gets them."""
    html = client.get(path).content.decode()
    packed = client.get(path, headers={"accept-encoding": "gzip"}).content
    return (len(packed) + sum(map(sent_bytes, set(LINKED.findall(html))))) / 1000


def sent_bytes(name: str) -> int:
    """Return the size of a static file in its smallest stored form."""
    file = Path(settings.STATIC_ROOT) / name
    forms = (file, file.with_name(f"{file.name}.br"), file.with_name(f"{file.name}.gz"))
    return min(form.stat().st_size for form in forms if form.exists())


def prepare(days: int) -> Client:
    """Return a signed-in client of a new installation with the demo course."""
    with redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", days=days)
    client = Client()
    client.force_login(
        get_user_model()._default_manager.get(email=DEMO),
        backend=settings.AUTHENTICATION_BACKENDS[0],
    )
    return client


def main(days: int) -> None:
    """Print the measurements."""
    client = prepare(days)
    result = {
        "pages": {path: page(client, path) for path in PAGES},
        "rules_ms": rules_ms(days),
        "rules": rules_over_time_ms(days),
        "pdf_ms": pdf_ms(),
        "first_visit_kb": first_visit_kb(client, "/today/"),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(int(sys.argv[1]))
