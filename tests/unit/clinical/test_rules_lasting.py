"""O-PERS, the net under all other rules: every graded complaint is in it, each from its grade and for its days.

The rule is asked by itself here: what another rule has already said is left to it (``test_rules_giving_way``), and
would hide whether the net holds.
"""

import pytest

from tests.diaries import alone, day, diary, history
from tracker.clinical.vocabulary import CATALOGUE, ITEMS, Group, Scale

# What people say of themselves once a week, how bad the skin is, is no complaint that lasts.
GRADED = [
    each.code
    for each in ITEMS
    if each.scale is Scale.SEVERITY and each.group is not Group.BENEFITS
]
# Expected for nearly everyone below these grades.
FROM = {"lips_dry": 3, "skin_dry": 3, "eyes_dry": 2}
# Twelve of fourteen days; a dry mouth for longer than two weeks.
DAYS = {"mouth_dry": (13, 15)}
TWELVE_OF_FOURTEEN = (12, 14)
# By then the first six weeks are over.
LATE = 60

every_item = pytest.mark.parametrize("item", GRADED)


def lasts(entries, *, on, course_day=LATE):
    """Return the items and days that the rule alone names on a day."""
    told = history(entries, course_day=course_day)
    return [(each.item, each.day) for each in alone("O-PERS", told, on=day(on))]


def drawn(item, grades):
    days = " ".join(str(number) for number in range(1, len(grades) + 1))
    return diary(f"day {days}\n{item} {' '.join(grades)}")


def with_gap(item, *, count, of, grade=None):
    """Draw as many days, the oldest alone at the start of the window, the newest today."""
    answer = str(grade or FROM.get(item, 1))
    return drawn(item, answer + "." * (of - count) + answer * (count - 1))


def test_the_net_has_seventy_complaints_in_it():
    assert len(GRADED) == len(set(GRADED)) == 70
    assert set(FROM) | set(DAYS) <= set(GRADED)


@every_item
def test_every_complaint_counts_as_lasting_from_its_grade_on(item):
    count, of = DAYS.get(item, TWELVE_OF_FOURTEEN)

    named = lasts(with_gap(item, count=count, of=of), on=of)

    assert {code for code, _day in named} == {item}
    assert len(named) == count


@every_item
def test_a_day_less_or_a_day_longer_is_not_enough(item):
    count, of = DAYS.get(item, TWELVE_OF_FOURTEEN)

    assert lasts(with_gap(item, count=count - 1, of=of), on=of) == []
    assert lasts(with_gap(item, count=count, of=of + 1), on=of + 1) == []


@pytest.mark.parametrize("item", FROM)
def test_what_nearly_everyone_has_counts_from_its_grade_only(item):
    milder = with_gap(item, count=14, of=14, grade=FROM[item] - 1)
    worst = with_gap(item, count=12, of=14, grade=max(CATALOGUE[item].marks))

    assert lasts(milder, on=14) == []
    assert len(lasts(worst, on=14)) == 12


@every_item
def test_it_has_to_be_there_today(item):
    assert lasts(drawn(item, "3" * 14 + "0"), on=15) == []
    assert lasts(drawn(item, "3" * 14 + "."), on=15) == []


@pytest.mark.parametrize(("begins", "counts"), [(29, 0), (40, 0), (41, 12), (42, 12)])
def test_a_flare_of_spots_counts_from_the_seventh_week(begins, counts):
    flare = drawn("acne_flare", "." * 2 + "1" * 12)

    assert len(lasts(flare, on=14, course_day=begins)) == counts


def test_two_complaints_are_each_named_and_never_added_up():
    entries = diary(
        f"day {' '.join(map(str, range(1, 15)))}\n"
        f"itch {' '.join('1' * 14)}\n"
        f"nails {' '.join('11111110000001')}\n"
        f"voice {' '.join('2' * 14)}"
    )

    assert {code for code, _day in lasts(entries, on=14)} == {"itch", "voice"}


def test_events_moods_and_ratings_are_not_in_the_net():
    others = [
        each.code
        for each in ITEMS
        if each.code not in GRADED and each.scale not in {Scale.TEXT, Scale.DOSE}
    ]
    named = [
        code
        for code in others
        for code, _day in lasts(
            drawn(code, str(max(CATALOGUE[code].marks)) * 14), on=14
        )
    ]

    assert {"mood", "vision", "acne_severity", "faint"} <= set(others)
    assert named == []
