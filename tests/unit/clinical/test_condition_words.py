"""What the clinician's page says of a condition: one sentence for each kind, with its numbers."""

import pytest

from tests.diaries import day, history
from tracker.clinical.conditions.persistence import lasting_symptoms
from tracker.clinical.conditions.reach import reach_of
from tracker.clinical.conditions.symptoms import (
    View,
    both,
    consecutive,
    each_week,
    either,
    first_weeks,
    graded,
    medicine,
    not_improved,
    on_days,
    once,
    profile_says,
    several,
    with_condition,
    written_self_harm,
    yes,
)
from tracker.clinical.vocabulary import item

RASH, HIVES, FEVER = (item(code).short.lower() for code in ("rash", "hives", "fever"))
FAINT, FIT = (item(code).short.lower() for code in ("faint", "seizure"))

WORDS = [
    (once(graded(1, "rash")), f"once: mild or worse: {RASH}"),
    (once(graded(3, "rash")), f"once: severe: {RASH}"),
    (once(graded(2, "rash", "hives")), f"once: moderate or worse: {RASH} or {HIVES}"),
    (
        once(graded(2, "rash", "hives", "fever")),
        f"once: moderate or worse: {RASH}, {HIVES} or {FEVER}",
    ),
    (once(yes("faint", "seizure")), f"once: yes to {FAINT} or {FIT}"),
    (
        once(both(graded(1, "rash"), yes("faint"))),
        f"once: (mild or worse: {RASH}) together with (yes to {FAINT})",
    ),
    (
        once(either(graded(1, "rash"), yes("faint"))),
        f"once: mild or worse: {RASH}; or yes to {FAINT}",
    ),
    (
        once(several(2, graded(2, "rash", "fever"))),
        f"once: 2 or more of: moderate or worse: {RASH} or {FEVER}",
    ),
    (
        on_days(3, of=7, test=graded(2, "rash")),
        f"on 3 or more of the last 7 days: moderate or worse: {RASH}",
    ),
    (
        consecutive(7, within=14, test=graded(1, "rash")),
        f"on each of the last 7 days on which it was answered, all within 14 days: mild or worse: {RASH}",
    ),
    (
        each_week(2, graded(1, "rash")),
        f"at least once in each of the last 2 weeks: mild or worse: {RASH}",
    ),
    (
        first_weeks(6, once(graded(1, "rash"))),
        f"in the first 6 weeks: once: mild or worse: {RASH}",
    ),
    (
        with_condition("diabetes", once(graded(1, "rash"))),
        f"when the profile says diabetes: once: mild or worse: {RASH}",
    ),
    (
        profile_says("breastfeeding"),
        "the profile says breastfeeding while the course runs",
    ),
    (
        medicine("a tetracycline", frozenset({"doxycycline"})),
        "a tetracycline on the medicine list, or started, while the course runs",
    ),
    (
        written_self_harm(),
        "once: the note has a phrase from the short list about self-harm",
    ),
    (
        not_improved("acne_severity", from_week=8, baseline_within=28),
        f"after week 8: {item('acne_severity').short.lower()} rated no better than the first rating "
        "(made in the first 28 days)",
    ),
    (
        lasting_symptoms(),
        "any graded item on 12 or more of the last 14 days (a dry mouth: 13 of 15); lips only from severe, skin only from severe, eyes only from moderate, and a flare of spots only after week 6",
    ),
]

# What each kind reads, how far back, and what it cannot hold without.
REACHES = [
    (once(graded(1, "rash")), {"rash"}, 1, {"rash"}),
    (on_days(3, of=7, test=yes("faint")), {"faint"}, 7, {"faint"}),
    (each_week(2, graded(1, "rash")), {"rash"}, 14, {"rash"}),
    (
        once(both(graded(1, "rash"), yes("faint"))),
        {"rash", "faint"},
        1,
        {"rash", "faint"},
    ),
    (
        once(either(graded(1, "rash"), yes("faint"))),
        {"rash", "faint"},
        1,
        {"rash", "faint"},
    ),
    (first_weeks(6, once(graded(1, "rash"))), {"rash"}, 1, {"rash"}),
    (with_condition("diabetes", once(graded(1, "rash"))), {"rash"}, 1, {"rash"}),
    (profile_says("breastfeeding"), set(), 1, set()),
    (medicine("x", frozenset({"x"})), {"new_medicine"}, 1, set()),
    (written_self_harm(), {"note"}, 1, {"note"}),
    (
        not_improved("acne_severity", from_week=8, baseline_within=28),
        {"acne_severity"},
        None,
        {"acne_severity"},
    ),
]


@pytest.mark.parametrize(("condition", "words"), WORDS)
def test_a_condition_says_itself(condition, words):
    assert condition.words() == words


@pytest.mark.parametrize(("condition", "parts", "days", "needs"), REACHES)
def test_a_condition_says_what_it_reads(condition, parts, days, needs):
    reach = reach_of(condition)

    assert (reach.parts, reach.days, reach.needs) == (parts, days, needs)


def test_what_lasts_is_read_over_fifteen_days():
    reach = reach_of(lasting_symptoms())

    assert reach.days == 15
    assert reach.parts == reach.needs
    assert {"mouth_dry", "itch"} <= reach.parts
    assert "acne_severity" not in reach.parts


def test_a_view_counts_days_back_and_from_the_first_capsule():
    told = history(course_day=3)
    seen = View(
        profile=told.profile, course=told.course, entries={}, day=day(5), on=day(6)
    )

    assert seen.last_days(3) == (day(3), day(4), day(5))
    assert seen.last_days(2, ending=2) == (day(2), day(3))
    assert seen.course_day == 7
    assert seen.marks(day(5)) == {}
