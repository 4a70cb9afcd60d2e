"""Check-ins after the course: when they are due, what they ask, and when they are let go."""

from datetime import date, timedelta

import pytest

from tracker.clinical.course.follow_up import (
    FOLLOW_UPS,
    FOLLOW_UPS_BY_ID,
    Progress,
    checks_of,
    due_check,
    not_asked,
)
from tracker.clinical.facts import CourseFacts, DayEntry, Profile
from tracker.clinical.rules.ruleset import RULES_BY_ID
from tracker.clinical.vocabulary import CATALOGUE

LAST = date(2026, 11, 10)
COURSE = CourseFacts(started_on=date(2026, 6, 1), last_dose_on=LAST)
MONTH_2 = date(2027, 1, 10)
NOBODY_ASKED = frozenset({"sexual", "lens_trouble"})


def checks(*entries, on, left_out=NOBODY_ASKED, **profile):
    found = checks_of(COURSE, Profile(**profile), entries, on=on, left_out=left_out)
    return {each.follow_up.id: each for each in found}


def answered(day, *codes):
    return DayEntry(day=day, marks=dict.fromkeys(codes, 0))


@pytest.mark.parametrize(
    ("id_", "due"),
    [
        ("end", LAST),
        ("test_after_30_days", date(2026, 12, 10)),
        ("month_1", date(2026, 12, 10)),
        ("second_course", date(2027, 1, 5)),
        ("month_2", MONTH_2),
        ("month_3", date(2027, 2, 10)),
        ("month_6", date(2027, 5, 10)),
        ("month_12", date(2027, 11, 10)),
    ],
)
def test_each_is_due_when_the_pack_says(id_, due):
    assert FOLLOW_UPS_BY_ID[id_].due(LAST) == due
    assert checks(on=LAST)[id_].due == due


def test_a_month_is_at_least_thirty_days():
    assert FOLLOW_UPS_BY_ID["month_1"].due(date(2027, 1, 31)) == date(2027, 3, 2)


def test_there_are_none_while_the_course_runs():
    running = CourseFacts(started_on=date(2026, 6, 1))

    assert checks_of(running, Profile(), (), on=LAST) == ()


@pytest.mark.parametrize(
    ("days", "progress"),
    [
        (-1, Progress.AHEAD),
        (0, Progress.DUE),
        (14, Progress.DUE),
        (15, Progress.PASSED),
    ],
)
def test_it_waits_a_fortnight_and_does_not_nag(days, progress):
    assert checks(on=MONTH_2 + timedelta(days=days))["month_2"].progress is progress


def test_it_is_done_when_all_of_it_was_answered_on_any_days_of_the_fortnight():
    asked = checks(on=MONTH_2)["month_2"].unanswered
    first, rest = asked[:2], asked[2:]

    half = checks(answered(MONTH_2, *first), on=MONTH_2)["month_2"]
    whole = checks(
        answered(MONTH_2, *first),
        answered(MONTH_2 + timedelta(days=3), *rest),
        on=MONTH_2 + timedelta(days=3),
    )["month_2"]

    assert half.unanswered == rest
    assert half.progress is Progress.DUE
    assert whole.progress is Progress.DONE


def test_an_answer_of_the_day_before_does_not_count():
    asked = checks(on=MONTH_2)["month_2"].unanswered
    early = answered(MONTH_2 - timedelta(days=1), *asked)

    assert checks(early, on=MONTH_2)["month_2"].unanswered == asked


def test_nothing_after_the_day_counts():
    asked = checks(on=MONTH_2)["month_2"].unanswered
    later = answered(MONTH_2 + timedelta(days=1), *asked)

    assert checks(later, on=MONTH_2)["month_2"].progress is Progress.DUE


def test_private_items_are_asked_only_of_those_who_chose_them():
    lenses = Profile(conditions=frozenset({"contact_lenses"}))

    assert not_asked(Profile(), asks_sexual=False) == NOBODY_ASKED
    assert not_asked(lenses, asks_sexual=True) == frozenset()
    assert "sexual" not in checks(on=LAST)["month_1"].unanswered
    assert "sexual" in checks(on=LAST, left_out=frozenset())["month_1"].unanswered


@pytest.mark.parametrize(
    ("said", "shown"), [(True, True), (None, True), (False, False)]
)
def test_the_test_is_listed_for_those_it_may_concern(said, shown):
    assert ("test_after_30_days" in checks(on=LAST, can_become_pregnant=said)) is shown


def test_the_newest_of_several_that_wait_is_the_one_to_answer():
    found = checks_of(COURSE, Profile(), (), on=MONTH_2)

    assert due_check(found).follow_up.id == "month_2"
    assert due_check(checks_of(COURSE, Profile(), (), on=LAST)) is None


@pytest.mark.parametrize("each", FOLLOW_UPS, ids=lambda each: each.id)
def test_a_check_in_asks_what_the_diary_knows_and_names_rules_that_exist(each):
    assert set(each.items) <= set(CATALOGUE)
    assert set(each.rules) <= set(RULES_BY_ID)
    assert each.sources
    assert each.reviewer == ""
