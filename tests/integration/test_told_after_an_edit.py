"""An old day that is edited: only the days it can change are judged again, and what was told is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import NOON, CourseFactory, log_days
from tracker.clinical.engine import findings
from tracker.clinical.scales import Level
from tracker.records import journal, told

pytestmark = pytest.mark.django_db

LENGTH = 60


@pytest.fixture
def course():
    course = CourseFactory()
    log_days(course, LENGTH, mood=0)
    return course


@pytest.fixture
def judged(monkeypatch):
    """Return the days that the rules were asked about."""
    asked = []

    def listening(history, *, days):
        asked.extend(days)
        return findings.started_by_day(history, days=days)

    monkeypatch.setattr(told, "started_by_day", listening)
    return asked


def day(course, number):
    return course.started_on + timedelta(days=number - 1)


def edit(course, number, **marks):
    entry = course.entries.get(day=day(course, number))
    journal.log_day(
        course,
        day=entry.day,
        answers=journal.DayAnswers(dose_taken="all", marks={"mood": 0, **marks}),
        version=entry.version,
        submission_id=uuid4(),
        at=NOON,
        today=day(course, LENGTH),
    )


def numbers(course, days):
    return [(each - course.started_on).days + 1 for each in days]


def test_an_edit_judges_the_longest_window_that_reads_it(course, judged):
    edit(course, 20, joint_pain=1)

    # Aches are counted over fourteen days, symptoms that last over fifteen.
    assert numbers(course, judged) == list(range(20, 35))


def test_a_sign_that_counts_once_reaches_less_far(course, judged):
    edit(course, 20, jaundice=1)

    assert numbers(course, judged) == [20]


def test_what_happened_before_does_not_hide_what_happens_again(course):
    edit(course, 20, extra_capsules=1, faint=1)
    edit(course, 40, extra_capsules=1)

    told_of = course.findings.filter(rule="O-OD-1").order_by("day")

    assert [
        (on, Level(level)) for on, level in told_of.values_list("day", "level")
    ] == [
        (day(course, 20), Level.EMERGENCY),
        (day(course, 40), Level.URGENT),
    ]


def test_the_last_day_is_judged_alone(course, judged):
    edit(course, LENGTH, joint_pain=3)

    assert numbers(course, judged) == [LENGTH]


def test_an_edit_of_an_old_day_completes_a_window_that_ends_later(course):
    edit(course, 22, aches=2)
    edit(course, 24, aches=2)
    edit(course, 20, aches=2)

    flags = course.findings.filter(rule="S-MSK-2", holds=True)

    assert numbers(course, flags.values_list("day", flat=True)) == [24]


def test_taking_it_back_keeps_what_was_told_and_marks_it(course):
    for number in (20, 22, 24):
        edit(course, number, aches=2)
    before = course.entries.get(day=day(course, 20))

    journal.undo(
        course,
        day=before.day,
        version=before.version,
        at=NOON,
        today=day(course, LENGTH),
    )

    assert not course.findings.get(rule="S-MSK-2").holds
