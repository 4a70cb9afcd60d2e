"""What goes on when an answer comes later: it stands, it falls to a milder case, or it is over."""

import pytest

from tests.diaries import asked, check_in, day, diary, findings, history
from tracker.clinical.conditions.base import Known, Trigger
from tracker.clinical.conditions.persistence import lasting_symptoms
from tracker.clinical.engine.findings import findings_by_day, findings_on
from tracker.clinical.facts import DayEntry
from tracker.clinical.vocabulary import Level


def level_of(rule, picture, *, on, **facts):
    known = history(diary(picture), **facts)
    told = findings_on(known, on=day(on))
    # Read as one day alone, and as one of a whole course.
    assert findings_by_day(known, days=[day(on)]) == {day(on): told}
    return next((each.level for each in told if each.rule == rule), Level.NONE)


def triggers_of(rule, picture, *, on, **facts):
    (found,) = [
        each
        for each in findings(diary(picture), on=day(on), **facts)
        if each.rule == rule
    ]
    return [(each.day, each.item, each.value) for each in found.triggered_by]


DIABETES = {"conditions": ["diabetes"]}
TWO_WEEKS = " ".join(map(str, range(1, 14)))


@pytest.mark.parametrize(
    ("rule", "picture", "facts", "level"),
    [
        # Three of seven days begin it; one more answer at that grade leaves it standing, a milder one ends it.
        ("S-MSK-2", "day 1 2 3 20\naches 2 2 2 2", {}, Level.SOON),
        ("S-MSK-2", "day 1 2 3 20\naches 2 2 2 1", {}, Level.NONE),
        (
            "O-HEAD-2",
            "day 1 2 3 4 5 6 7 20\nheadache 1 1 1 1 1 1 1 1",
            {},
            Level.SOON,
        ),
        (
            "O-HEAD-2",
            "day 1 2 3 4 5 6 7 20\nheadache 1 1 1 1 1 1 1 0",
            {},
            Level.NONE,
        ),
        ("O-HAIR-1", "day 1 14 40\nhair_thinning 2 2 2", {}, Level.NEXT_VISIT),
        ("O-HAIR-1", "day 1 14 40\nhair_thinning 2 2 1", {}, Level.NONE),
        ("O-SUG-1", "day 1 2 20\nthirst 2 2 2", DIABETES, Level.URGENT),
        ("O-SUG-1", "day 1 2 20\nthirst 2 2 1", DIABETES, Level.NONE),
        # Begun in the first weeks, it is answered in a later one.
        ("O-ACNE-3", "day 1 60\nacne_flare 1 1", {}, Level.SELF_CARE),
        ("O-ACNE-3", "day 1 60\nacne_flare 1 0", {}, Level.NONE),
        # After the course.
        (
            "A-MOOD-1",
            "day 40 42 44 60\nmood 2 2 2 2",
            {"last_dose": 1},
            Level.URGENT,
        ),
        ("A-MOOD-1", "day 40 42 44 60\nmood 2 2 2 1", {"last_dose": 1}, Level.NONE),
        ("A-LAST-1", "day 1 55 62 90\nskin_dry 2 2 2 2", {"last_dose": 1}, Level.SOON),
        (
            "A-LAST-1",
            "day 1 55 62 90\nskin_dry 2 2 2 1",
            {"last_dose": 1},
            Level.NEXT_VISIT,
        ),
        ("A-LAST-1", "day 1 55 62 90\nskin_dry 2 2 2 0", {"last_dose": 1}, Level.NONE),
    ],
)
def test_a_later_answer_leaves_it_standing_or_ends_it(rule, picture, facts, level):
    last = int(picture.splitlines()[0].split()[-1])

    assert level_of(rule, picture, on=last, **facts) is level


def test_thirst_that_is_over_does_not_answer_vomiting_beside_it():
    picture = "day 1 2 3 9\nthirst 2 2 . 0\nvomiting . . 1 ."

    assert level_of("O-SUG-2", picture, on=3, **DIABETES) is Level.EMERGENCY
    assert level_of("O-SUG-2", picture, on=9, **DIABETES) is Level.EMERGENCY


def test_another_sign_that_goes_on_does_not_keep_what_was_answered():
    picture = """
        day       1 55 62 90
        skin_dry  2  2  2  0
        aches     .  .  .  3
    """

    assert level_of("A-LAST-1", picture, on=90, last_dose=1) is Level.NONE


# ---- the skin against an earlier rating


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        # First rating, week 9 (both in the course), then once more ten days after its end.
        ("3 3 3", Level.NEXT_VISIT),
        ("2 3 2", Level.NEXT_VISIT),
        ("1 1 1", Level.NEXT_VISIT),
        ("3 3 2", Level.NONE),
        # Clear at the start: worse since, and clear again.
        ("0 2 0", Level.NONE),
    ],
)
def test_skin_no_better_is_answered_by_a_better_rating_only(ratings, level):
    picture = f"day 1 57 70\nacne_severity {ratings}"

    assert level_of("O-ACNE-2", picture, on=70, last_dose=60) is level


@pytest.mark.parametrize(
    ("acne", "level"),
    [
        ("1 2 .", Level.NEXT_VISIT),
        ("1 2 1", Level.NONE),
        ("1 2 0", Level.NONE),
    ],
)
def test_skin_worse_than_at_the_end_is_answered_by_a_rating_like_that(acne, level):
    # The oil was answered on the last day: that says nothing about the spots.
    picture = f"day 1 182 200\nacne_severity {acne}\noiliness . . 0"

    assert level_of("A-ACNE-1", picture, on=200, last_dose=1) is level


@pytest.mark.parametrize("acne", [0, 1])
def test_skin_that_was_not_rated_is_not_worse(acne):
    picture = f"day 1 182\nacne_severity {acne} .\noiliness 2 1"

    assert asked(diary(picture), on=day(182), last_dose=1) == []


def test_worse_skin_names_the_rating_at_the_end_and_the_one_of_today():
    picture = "day 1 182\nacne_severity 1 2"

    assert triggers_of("A-ACNE-1", picture, on=182, last_dose=1) == [
        (day(1), "acne_severity", 1),
        (day(182), "acne_severity", 2),
    ]


@pytest.mark.parametrize(("last", "told"), [(29, ["A-ACNE-1"]), (30, [])])
def test_a_rating_four_weeks_before_the_end_is_not_that_of_the_end(last, told):
    assert (
        asked(diary("day 2 212\nacne_severity 1 2"), on=day(212), last_dose=last)
        == told
    )


# ---- what was there before


def test_a_sign_of_sight_of_yesterday_is_not_new_today():
    picture = "day 14 15\nvision 1 1"

    assert level_of("A-SIGHT-1", picture, on=15, last_dose=1) is Level.URGENT


def test_what_is_still_there_is_named_with_its_grades():
    picture = "day 1 55 62\nskin_dry 3 2 2"

    assert triggers_of("A-LAST-1", picture, on=62, last_dose=1) == [
        (day(1), "skin_dry", 3),
        (day(55), "skin_dry", 2),
        (day(62), "skin_dry", 2),
    ]


# ---- what lasts


@pytest.mark.parametrize(
    ("mark", "level"), [(1, Level.NEXT_VISIT), (3, Level.NEXT_VISIT), (0, Level.NONE)]
)
def test_what_lasted_for_two_weeks_and_is_there_again_goes_on(mark, level):
    picture = f"day {TWO_WEEKS} 40\nitch {'1 ' * 13} {mark}"

    assert level_of("O-PERS", picture, on=40) is level


def stands(now, *, begun):
    said = {code: (Trigger(day=day(1), item=code, value=3),) for code in begun}
    return lasting_symptoms().stands(Known(marks=now), said)


@pytest.mark.parametrize(
    ("now", "begun", "goes_on"),
    [
        ({"itch": 1}, ["itch"], True),
        ({"itch": 0}, ["itch"], False),
        ({"itch": 0, "fatigue": 1}, ["itch", "fatigue"], True),
        # Dry eyes last from moderate on, dry lips only when severe.
        ({"eyes_dry": 2}, ["eyes_dry"], True),
        ({"eyes_dry": 1}, ["eyes_dry"], False),
        ({"lips_dry": 3}, ["lips_dry"], True),
        ({"lips_dry": 2}, ["lips_dry"], False),
        # Something else does not stand for it.
        ({"itch": 0, "fatigue": 1}, ["itch"], False),
    ],
)
def test_what_lasts_goes_on_at_the_grade_at_which_it_counts(now, begun, goes_on):
    assert stands(now, begun=begun) is goes_on


# ---- words, medicines, questionnaires


def test_a_note_without_the_words_opens_nothing():
    entry = DayEntry(day=day(1), note="A long day.")

    assert findings((entry,), on=day(1)) == ()


def test_a_medicine_is_named_with_where_it_was_noted():
    listed = triggers_of(
        "O-IIH-3", "day 1\nmood 0", on=1, medicines=("Doxycycline 100 mg",)
    )
    started = findings(diary("day 1\nmood 0", day1="Minocycline"), on=day(1))

    assert listed == [(day(1), "medicines", "doxycycline")]
    assert started[0].triggered_by == (
        Trigger(day=day(1), item="new_medicine", value="minocycline"),
    )


def test_a_second_low_check_in_is_not_answered_by_leaving_the_third_blank():
    answered = [check_in(1, "30"), check_in(29, "21"), check_in(57, "..")]

    assert asked((), on=day(57), check_ins=answered) == ["S-MOOD-3"]


def test_until_a_day_the_check_in_of_that_day_is_known():
    answered = [check_in(number, "00") for number in (1, 2, 3)]

    known = history(check_ins=answered).until(day(2))

    assert [each.day for each in known.check_ins] == [day(1), day(2)]
