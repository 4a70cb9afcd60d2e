"""The few questions rules are built from, one by one: what each reads, how far back, and how a clinician reads it."""

import pytest

from tests.diaries import check_in, day, diary, history
from tracker.clinical.conditions.after import (
    days_after,
    from_month,
    past_the_month,
    still,
    worse_than_at_the_end,
)
from tracker.clinical.conditions.check_ins import (
    first_two_positive,
    question_nine_above_zero,
)
from tracker.clinical.conditions.persistence import lasting_symptoms
from tracker.clinical.conditions.reach import CHECK_IN, reach_of
from tracker.clinical.conditions.symptoms import (
    View,
    beside,
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
    yes,
)
from tracker.clinical.engine.reevaluation import days_that_can_change
from tracker.clinical.facts import DayEntry

# Questions are made in the test and not while the file is read, so that a change of how they are made is noticed.
MOOD = graded(2, "mood")


# ---- one day


@pytest.mark.parametrize(
    ("question", "marks", "hits"),
    [
        (lambda: graded(2, "nausea", "itch"), {"nausea": 2, "itch": 1}, ("nausea",)),
        (lambda: yes("jaundice", "faint"), {"faint": 1}, ("faint",)),
        (lambda: yes("jaundice", "faint"), {"faint": 0}, ()),
        (lambda: both(graded(2, "thirst"), yes("faint")), {"thirst": 2}, ()),
        (
            lambda: both(graded(2, "thirst"), yes("faint")),
            {"thirst": 2, "faint": 1},
            ("thirst", "faint"),
        ),
        (lambda: either(graded(2, "thirst"), yes("faint")), {"thirst": 2}, ("thirst",)),
        (lambda: either(graded(2, "thirst"), yes("faint")), {"thirst": 1}, ()),
        (lambda: several(2, graded(1, "nausea", "itch")), {"nausea": 1}, ()),
        (
            lambda: several(2, graded(1, "nausea", "itch")),
            {"nausea": 1, "itch": 1},
            ("nausea", "itch"),
        ),
    ],
)
def test_a_question_about_a_day_names_what_meets_it(question, marks, hits):
    assert question().hits(marks) == hits


# ---- what a condition reads


@pytest.mark.parametrize(
    ("condition", "days", "parts", "needs"),
    [
        (lambda: once(MOOD), 1, {"mood"}, {"mood"}),
        (lambda: on_days(3, of=7, test=MOOD), 7, {"mood"}, {"mood"}),
        (lambda: consecutive(7, within=14, test=MOOD), 14, {"mood"}, {"mood"}),
        (lambda: each_week(2, MOOD), 14, {"mood"}, {"mood"}),
        (
            lambda: beside(yes("faint"), count=2, of=7, test=MOOD),
            7,
            {"mood", "faint"},
            {"faint"},
        ),
        (lambda: with_condition("diabetes", once(MOOD)), 1, {"mood"}, {"mood"}),
        (lambda: first_weeks(6, once(MOOD)), 1, {"mood"}, {"mood"}),
        (lambda: first_two_positive(), 1, {CHECK_IN}, {CHECK_IN}),
        (lambda: question_nine_above_zero(), 1, {CHECK_IN}, {CHECK_IN}),
        (
            lambda: not_improved("acne_severity", from_week=8, baseline_within=28),
            None,
            {"acne_severity"},
            {"acne_severity"},
        ),
        (lambda: profile_says("breastfeeding"), 1, set(), set()),
        (
            lambda: medicine("zinc", frozenset({"zinc"})),
            1,
            {"new_medicine"},
            set(),
        ),
    ],
)
def test_a_condition_of_the_course_says_what_it_reads(condition, days, parts, needs):
    reach = reach_of(condition())

    assert (reach.days, reach.parts, reach.needs) == (days, parts, needs)
    assert not reach.after_course


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        (lambda: days_after(14, once(MOOD)), 1),
        (lambda: from_month(2, on_days(3, of=7, test=MOOD)), 7),
        (lambda: past_the_month(once(MOOD)), 1),
        (lambda: still(1, "mood"), None),
        (lambda: worse_than_at_the_end("mood"), None),
    ],
)
def test_a_condition_of_the_time_after_holds_on_no_day_of_the_course(condition, days):
    reach = reach_of(condition())

    assert (reach.days, reach.parts, reach.needs) == (days, {"mood"}, {"mood"})
    assert reach.after_course is True


# ---- when it holds


def view(entries=(), *, on, check_ins=(), **facts):
    known = history(entries, **facts)
    return View(
        profile=known.profile,
        course=known.course,
        entries={each.day: each for each in entries},
        day=day(on),
        on=day(on),
        check_ins=tuple(check_ins),
    )


def holds(condition, picture, *, on, **facts):
    return bool(condition.met(view(diary(picture), on=on, **facts)))


LOW = "day 1 2 3 4 5 6 7 8\nmood 2 2 2 2 2 2 2 2"


@pytest.mark.parametrize(
    ("condition", "picture", "on", "facts", "met"),
    [
        (lambda: on_days(3, of=7, test=MOOD), "day 1 4 7\nmood 2 2 2", 7, {}, True),
        (lambda: on_days(3, of=7, test=MOOD), "day 1 4 8\nmood 2 2 2", 8, {}, False),
        (lambda: consecutive(2, within=3, test=MOOD), "day 1 3\nmood 2 2", 3, {}, True),
        (
            lambda: consecutive(2, within=3, test=MOOD),
            "day 1 4\nmood 2 2",
            4,
            {},
            False,
        ),
        (
            lambda: consecutive(2, within=3, test=MOOD),
            "day 1 2\nmood 1 2",
            2,
            {},
            False,
        ),
        (lambda: each_week(2, MOOD), "day 1 8\nmood 2 2", 8, {}, True),
        (lambda: each_week(3, MOOD), "day 1 8\nmood 2 2", 8, {}, False),
        (
            lambda: beside(yes("faint"), count=2, of=3, test=MOOD),
            "day 1 3\nmood 2 2\nfaint . 1",
            3,
            {},
            True,
        ),
        (
            lambda: beside(yes("faint"), count=2, of=3, test=MOOD),
            "day 1 4\nmood 2 2\nfaint . 1",
            4,
            {},
            False,
        ),
        (lambda: with_condition("diabetes", once(MOOD)), LOW, 1, {}, False),
        (
            lambda: with_condition("diabetes", once(MOOD)),
            LOW,
            1,
            {"conditions": ["diabetes"]},
            True,
        ),
        (lambda: first_weeks(1, once(MOOD)), LOW, 7, {}, True),
        (lambda: first_weeks(1, once(MOOD)), LOW, 8, {}, False),
        (lambda: days_after(2, once(MOOD)), LOW, 3, {"last_dose": 1}, True),
        (lambda: days_after(2, once(MOOD)), LOW, 2, {"last_dose": 1}, False),
        (
            lambda: from_month(1, once(MOOD)),
            "day 30 31\nmood 2 2",
            31,
            {"last_dose": 1},
            True,
        ),
        (
            lambda: from_month(1, once(MOOD)),
            "day 30 31\nmood 2 2",
            30,
            {"last_dose": 1},
            False,
        ),
        (
            lambda: past_the_month(once(MOOD)),
            "day 31 32\nmood 2 2",
            32,
            {"last_dose": 1},
            True,
        ),
        (
            lambda: past_the_month(once(MOOD)),
            "day 31 32\nmood 2 2",
            31,
            {"last_dose": 1},
            False,
        ),
        (lambda: still(2, "mood", count=2, of=3), LOW, 3, {"last_dose": 1}, True),
        (lambda: still(2, "mood", count=4, of=3), LOW, 3, {"last_dose": 1}, False),
        (lambda: still(3, "mood", count=2, of=3), LOW, 3, {"last_dose": 1}, False),
        (lambda: still(2, "mood"), "day 1 9\nmood 2 2", 9, {"last_dose": 1}, True),
        (
            lambda: worse_than_at_the_end("mood"),
            "day 1 9\nmood 1 2",
            9,
            {"last_dose": 1},
            True,
        ),
        (
            lambda: not_improved("mood", from_week=1, baseline_within=3),
            LOW,
            8,
            {},
            True,
        ),
        (
            lambda: not_improved("mood", from_week=2, baseline_within=3),
            LOW,
            8,
            {},
            False,
        ),
        (
            lambda: not_improved("mood", from_week=1, baseline_within=3),
            "day 4 8\nmood 2 2",
            8,
            {},
            False,
        ),
        (
            lambda: profile_says("breastfeeding"),
            LOW,
            1,
            {"conditions": ["breastfeeding"]},
            True,
        ),
        (lambda: profile_says("breastfeeding"), LOW, 1, {}, False),
    ],
)
def test_a_condition_holds_on_its_day_and_not_beside_it(
    condition, picture, on, facts, met
):
    assert holds(condition(), picture, on=on, **facts) is met


def test_a_mild_day_begins_nothing_that_lasts_only_when_severe():
    days = " ".join(map(str, range(1, 15)))
    severe = f"day {days}\nlips_dry {'3 ' * 13}"

    assert holds(lasting_symptoms(), f"{severe} 3", on=14)
    assert not holds(lasting_symptoms(), f"{severe} 1", on=14)


def test_a_rating_of_the_skin_is_no_symptom_that_lasts():
    days = " ".join(map(str, range(1, 15)))
    rated = f"day {days}\nacne_severity {'2 ' * 14}\nitch {'. ' * 13} 1"

    assert not holds(lasting_symptoms(), rated, on=14)


def test_what_is_still_there_names_the_last_day_before_and_today():
    entries = diary("day 1 39 40\nvision 1 2 1")

    met = still(1, "vision").met(view(entries, on=40, last_dose=1))

    assert [(each.day, each.value) for each in met] == [(day(1), 1), (day(40), 1)]


def test_a_medicine_holds_for_the_names_of_its_group():
    zinc = medicine("zinc", frozenset({"zinc"}))

    assert holds(zinc, LOW, on=1, medicines=("Zinc 15 mg",))
    assert not holds(zinc, LOW, on=1, medicines=("iron",))
    assert (
        zinc.words() == "zinc on the medicine list, or started, while the course runs"
    )


@pytest.mark.parametrize(
    ("condition", "answers", "named"),
    [
        (lambda: first_two_positive(), "21", [("phq2", 3)]),
        (lambda: first_two_positive(), "20", []),
        (lambda: question_nine_above_zero(), "000000001", [("phq9_9", 1)]),
        (lambda: question_nine_above_zero(), "333333330", []),
    ],
)
def test_a_questionnaire_is_judged_by_two_questions_or_by_one(
    condition, answers, named
):
    met = condition().met(view(on=1, check_ins=[check_in(1, answers)]))

    assert [(each.item, each.value) for each in met] == named


@pytest.mark.parametrize(
    ("condition", "start"),
    [
        (
            lambda: first_two_positive(),
            "once, after the course too: the first two questions",
        ),
        (
            lambda: question_nine_above_zero(),
            "once: question 9 of the PHQ-9 above 0, whatever the total",
        ),
    ],
)
def test_a_clinician_reads_what_a_questionnaire_is_judged_by(condition, start):
    assert condition().words().startswith(start)


# ---- days that can change


def test_taking_a_day_away_reaches_as_far_as_it_reached():
    left = history(diary("day 1 3\nmood 0 0"))
    gone = DayEntry(day=day(2), marks={"mood": 2})

    reach = days_that_can_change(left, day(2), before=gone)

    assert (reach.first, reach.last) == (day(2), day(8))


def test_what_no_rule_reads_changes_its_own_day_only():
    now = history((DayEntry(day=day(2), dose_taken="none"),))
    before = DayEntry(day=day(2), dose_taken="all")

    reach = days_that_can_change(now, day(2), before=before)

    assert (reach.first, reach.last) == (day(2), day(2))
