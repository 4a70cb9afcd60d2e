"""When a mood check-in is due: calm, dated, and never twice for the same reason."""

from datetime import date

import pytest

from tests.diaries import check_in, day, history
from tracker.clinical.check_ins.due import DueCheckIn, Reason, due_check_in
from tracker.clinical.facts import CheckIn, CourseFacts, History, Profile


def due(on, *answered, last_dose=None, **more):
    check_ins = [check_in(number, "00") for number in answered]
    found = due_check_in(
        history(check_ins=check_ins, last_dose=last_dose), day(on), **more
    )
    return (found.reason, (found.since - day(1)).days + 1) if found else None


def test_nothing_is_due_before_the_course():
    assert due(0) is None


def test_the_first_is_due_at_the_start_and_until_it_is_answered():
    assert due(1) == due(28) == (Reason.START, 1)
    assert due(1, 1) is None


def test_somebody_who_begins_late_in_a_course_is_not_told_that_it_is_the_start():
    assert due(29) == due(150) == (Reason.FIRST, 1)


@pytest.mark.parametrize(
    ("on", "what"),
    [(28, None), (29, (Reason.FOUR_WEEKS, 29)), (33, (Reason.FOUR_WEEKS, 29))],
)
def test_the_next_is_due_four_weeks_later(on, what):
    assert due(on, 1) == what


def test_four_weeks_are_counted_from_the_last_one_answered():
    assert due(40, 1, 13) is None
    assert due(41, 1, 13) == (Reason.FOUR_WEEKS, 41)


def test_an_answer_yet_to_come_settles_nothing():
    assert due(5, 9) == (Reason.START, 1)


def test_putting_it_off_hides_it_until_the_next_is_due():
    assert due(3, skipped_on=day(3)) is None
    assert due(30, skipped_on=day(3)) is None
    assert due(31, skipped_on=day(3)) == (Reason.FOUR_WEEKS, 31)


def test_a_mood_rule_asks_before_the_four_weeks_are_over():
    assert due(9, 1, flagged=[day(9)]) == (Reason.MOOD, 9)
    assert due(12, 1, flagged=[day(5), day(9)]) == (Reason.MOOD, 9)


def test_answering_on_the_day_of_the_flag_or_later_settles_it():
    assert due(9, 1, 9, flagged=[day(9)]) is None
    assert due(12, 1, 11, flagged=[day(9)]) is None


def test_putting_off_lasts_while_mood_flags_come_day_after_day():
    for on in range(9, 37):
        flagged = [day(number) for number in range(9, on + 1)]
        assert due(on, 1, flagged=flagged, skipped_on=day(9)) is None

    assert due(37, 1, flagged=[day(36), day(37)], skipped_on=day(9)) == (
        Reason.MOOD,
        37,
    )


def test_putting_off_says_nothing_about_a_low_spell_yet_to_come():
    flagged = [day(9), day(23)]

    assert due(22, 1, flagged=flagged, skipped_on=day(9)) is None
    assert due(23, 1, flagged=flagged, skipped_on=day(9)) == (Reason.MOOD, 23)
    assert due(12, skipped_on=day(3), flagged=[day(12)]) == (Reason.MOOD, 12)


def test_an_answer_speaks_for_two_weeks_of_a_low_spell():
    flagged = [day(number) for number in range(9, 24)]

    assert due(22, 10, flagged=flagged) is None
    assert due(23, 10, flagged=flagged) is None
    assert due(24, 10, flagged=[*flagged, day(24)]) == (Reason.MOOD, 24)


def test_an_old_flag_and_one_still_to_come_ask_for_nothing():
    assert due(28, flagged=[day(1)]) == (Reason.MOOD, 1)
    assert due(29, flagged=[day(1)]) == (Reason.FIRST, 1)
    assert due(5, 1, flagged=[day(6)]) is None


# After the last capsule, day 50


@pytest.mark.parametrize(
    ("on", "what"),
    [
        (49, None),
        (50, (Reason.END, 50)),
        (77, (Reason.END, 50)),
        (78, None),
    ],
)
def test_one_is_due_at_the_last_capsule_and_is_asked_for_four_weeks(on, what):
    assert due(on, 25, last_dose=50) == what


def test_one_of_the_week_before_answers_it_and_an_older_one_does_not():
    assert due(50, 43, last_dose=50) is None
    assert due(50, 42, last_dose=50) == (Reason.END, 50)


def test_putting_off_before_the_end_does_not_put_off_the_end():
    assert due(50, skipped_on=day(49), last_dose=50) == (Reason.END, 50)
    assert due(51, skipped_on=day(50), last_dose=50) is None


def ended(on: date, *, last: date, answered: tuple[date, ...] = ()):
    return due_check_in(
        History(
            profile=Profile(),
            course=CourseFacts(started_on=date(2027, 6, 1), last_dose_on=last),
            check_ins=tuple(
                CheckIn(day=each, tool="phq2", answers=(0, 0)) for each in answered
            ),
        ),
        on,
    )


def test_one_and_three_months_after_it():
    last = date(2027, 11, 15)
    answered = (last, date(2027, 12, 15))

    assert ended(date(2027, 12, 14), last=last, answered=answered[:1]) is None
    assert ended(date(2027, 12, 15), last=last, answered=answered[:1]) == DueCheckIn(
        reason=Reason.ONE_MONTH, since=date(2027, 12, 15)
    )
    assert ended(date(2028, 2, 14), last=last, answered=answered) is None
    assert ended(date(2028, 2, 15), last=last, answered=answered) == DueCheckIn(
        reason=Reason.THREE_MONTHS, since=date(2028, 2, 15)
    )


def test_the_last_one_is_not_asked_for_ever():
    last = date(2027, 11, 15)

    assert ended(date(2028, 3, 13), last=last) is not None
    assert ended(date(2028, 3, 14), last=last) is None


def test_three_months_after_the_end_of_november_is_the_leap_day():
    due_now = ended(date(2028, 2, 29), last=date(2027, 11, 30))

    assert due_now == DueCheckIn(reason=Reason.THREE_MONTHS, since=date(2028, 2, 29))
    assert ended(date(2028, 2, 28), last=date(2027, 11, 30)) is None


def test_one_month_is_the_later_of_thirty_days_and_the_same_day_next_month():
    last = date(2028, 1, 31)

    assert ended(date(2028, 2, 29), last=last, answered=(last,)) is None
    assert ended(date(2028, 3, 1), last=last, answered=(last,)) == DueCheckIn(
        reason=Reason.ONE_MONTH, since=date(2028, 3, 1)
    )


def test_it_is_never_due_again_on_the_day_it_was_answered():
    for number in range(1, 200):
        assert due(number, number, flagged=[day(number)], last_dose=90) is None


def test_a_course_of_ninety_days_asks_six_times():
    answered: list[int] = []
    for number in range(1, 200):
        if due(number, *answered, last_dose=90):
            answered.append(number)

    assert answered == [1, 29, 57, 85, 120, 181]


def test_a_low_spell_put_off_rests_though_there_was_an_older_one():
    apart = [day(3), day(20)]

    assert due(21, 1, flagged=apart) == (Reason.MOOD, 20)
    assert due(22, 1, flagged=apart, skipped_on=day(21)) is None
