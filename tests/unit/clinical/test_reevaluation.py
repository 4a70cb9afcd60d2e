"""Which days an edit can change: drawn, and as far as the rule that looks back longest."""

import pytest

from tests.diaries import day, diary, history
from tracker.clinical.conditions.reach import EVERYTHING, reach_of
from tracker.clinical.conditions.symptoms import once, yes
from tracker.clinical.engine.findings import findings_by_day, findings_on
from tracker.clinical.engine.reevaluation import Stretch, days_that_can_change
from tracker.clinical.facts import DayEntry

EVERY_DAY = "day " + " ".join(map(str, range(1, 41))) + "\nmood " + "0 " * 40


def edited(number, *, before, entries=None, **now):
    """Return the reach of an edit in a diary logged on every one of forty days."""
    logged = [each for each in entries or diary(EVERY_DAY) if each.day != day(number)]
    told = history(sorted([*logged, entry(number, **now)], key=lambda each: each.day))
    reach = days_that_can_change(told, day(number), before=before)
    return reach.first, reach.last


def entry(number, **parts):
    return DayEntry(day=day(number), **parts)


@pytest.mark.parametrize(
    ("marks", "window"),
    [
        # One entry is enough for jaundice, and no rule counts it over days.
        ({"jaundice": 1}, 1),
        ({"lips_dry": 3}, 15),
        ({"headache": 3}, 15),
        ({"mouth_dry": 1}, 15),
        ({"mood": 2}, 7),
        ({"crying": 2}, 15),
    ],
)
def test_an_answer_changes_what_begins_in_the_longest_window_that_reads_it(
    marks, window
):
    first, last = edited(
        10, before=entry(10, marks={"mood": 0}), marks={"mood": 0, **marks}
    )

    assert first == day(10)
    assert last == day(10 + window - 1)


def test_days_nobody_logged_make_it_no_longer():
    logged = diary("day 1 2 3\nmood 0 0 0")

    assert edited(2, entries=logged, before=None, marks={"jaundice": 1}) == (
        day(2),
        day(2),
    )


def test_after_the_course_it_matters_what_was_there_in_the_course():
    told = history(diary(EVERY_DAY), last_dose=30)
    before = entry(10, marks={"mood": 0, "skin_dry": 2})

    reach = days_that_can_change(told, day(10), before=before)

    assert (reach.first, reach.last) == (day(10), None)


def test_the_first_rating_of_the_skin_is_compared_with_every_later_one():
    before = entry(1, marks={"acne_severity": 3})

    assert edited(1, before=before, marks={"acne_severity": 2}) == (day(1), None)


def test_a_medicine_started_in_the_diary_counts_from_then_on():
    assert edited(5, before=entry(5), new_medicine="doxycycline") == (day(5), None)


def test_a_note_changes_its_day():
    assert edited(5, before=entry(5), note="A long day.") == (day(5), day(5))


def test_taking_an_answer_away_reaches_as_far_as_giving_it():
    assert edited(10, before=entry(10, marks={"mood": 2})) == (day(10), day(16))


def test_a_condition_that_does_not_say_is_taken_to_read_everything():
    assert reach_of(object()) is EVERYTHING
    assert reach_of(once(yes("jaundice"))).days == 1


def test_a_note_that_stays_is_no_change_and_one_that_changes_is():
    same = edited(5, before=entry(5, note="Tired."), note="Tired.", marks={"aches": 1})
    other = edited(5, before=entry(5, note="Tired."), note="Well.")

    # Aches are asked about over fifteen days by the rule for what lasts.
    assert same == (day(5), day(19))
    assert other == (day(5), day(5))


def test_a_stretch_holds_its_days_and_one_without_an_end_all_that_follow():
    short = Stretch(first=day(3), last=day(5))
    endless = Stretch(first=day(3), last=None)

    assert [number for number in range(1, 8) if short.holds(day(number))] == [3, 4, 5]
    assert [number for number in (2, 3, 900) if endless.holds(day(number))] == [3, 900]


def test_many_days_are_read_as_each_of_them_alone():
    told = history(diary("day 1 2 3 9\njoint_pain 3 . 0 2\nmood 0 2 2 2"))
    days = [day(number) for number in range(1, 12)]

    assert findings_by_day(told, days=days) == {
        each: findings_on(told, on=each) for each in days
    }
