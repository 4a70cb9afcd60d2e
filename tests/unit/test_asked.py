"""Which items a day asks about."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clinical.facts import DayEntry
from tracker.clinical.vocabulary import AT_ONCE, item
from tracker.journal.asked import Calls, items_for
from tracker.journal.chips import chips

START = date(2026, 9, 21)
DAY = date(2026, 10, 5)


def before(**marks_by_days_ago: dict[str, int]) -> list[DayEntry]:
    """Return entries from ``_1={...}``: one day ago, and so on."""
    return sorted(
        (
            DayEntry(day=DAY - timedelta(days=int(ago.strip("_"))), marks=marks)
            for ago, marks in marks_by_days_ago.items()
        ),
        key=lambda entry: entry.day,
    )


def asked(
    entries: list[DayEntry],
    day: date = DAY,
    opened: frozenset[str] = frozenset(),
    **calls: bool,
):
    return items_for(
        day, started_on=START, entries=entries, calls=Calls(**calls), opened=opened
    )


def codes(items) -> list[str]:
    return [item.code for item in items]


def test_the_daily_items_come_in_their_own_order():
    assert codes(asked([]).daily) == [
        "lips_dry",
        "skin_dry",
        "eyes_dry",
        "vision",
        "aches",
        "mood",
        "headache",
    ]


def test_what_was_logged_three_days_ago_is_asked_again():
    assert codes(asked(before(_3={"fatigue": 1})).again) == ["fatigue"]


def test_what_was_logged_four_days_ago_is_a_chip_again():
    assert codes(asked(before(_4={"fatigue": 1})).again) == []


def test_one_none_is_not_enough_to_stop_asking():
    assert codes(asked(before(_2={"fatigue": 2}, _1={"fatigue": 0})).again) == [
        "fatigue"
    ]


def test_two_nones_are_enough():
    entries = before(_3={"fatigue": 2}, _2={"fatigue": 0}, _1={"fatigue": 0})

    assert codes(asked(entries).again) == []


def test_self_harm_is_never_asked_again_and_always_the_first_chip():
    page = asked(before(_1={"self_harm": 1}))

    assert codes(page.again) == []
    assert page.chips[0].code == "self_harm"


def test_red_flags_come_before_the_other_chips():
    flags = [item.red_flag for item in asked([]).chips]

    assert flags == sorted(flags, reverse=True)


def test_an_opened_item_leaves_the_chips():
    page = asked([], opened=frozenset({"nausea"}))

    assert "nausea" in codes(page.again)
    assert "nausea" not in codes(page.chips)


def test_the_weekly_items_come_on_the_own_weekday():
    yesterday = before(_1={"acne_severity": 1, "oiliness": 1, "confidence": 1})

    assert codes(asked(yesterday).weekly) == ["acne_severity", "oiliness", "confidence"]
    assert codes(asked(yesterday, day=DAY + timedelta(days=1)).weekly) == []


def test_a_missed_week_is_asked_for_on_another_day():
    long_ago = before(_7={"acne_severity": 1, "oiliness": 1, "confidence": 1})

    assert codes(asked(long_ago, day=DAY + timedelta(days=2)).weekly) == [
        "acne_severity",
        "oiliness",
        "confidence",
    ]


def test_the_profile_decides_what_else_there_is():
    plain = codes(asked([]).chips)
    all_of_it = asked(
        [], can_become_pregnant=True, sexual_opt_in=True, contact_lenses=True
    )

    assert not {"pregnancy", "period_late", "lens_trouble"} & set(plain)
    assert {"pregnancy", "period_late", "lens_trouble"} <= set(codes(all_of_it.chips))
    assert "sexual" in codes(all_of_it.weekly)


def test_what_lies_after_the_day_is_not_looked_at():
    later = [DayEntry(day=DAY + timedelta(days=1), marks={"fatigue": 3})]

    assert codes(asked(later).again) == []


def test_every_sign_is_in_sight_or_in_one_fold_by_part_of_the_body():
    page = asked([], can_become_pregnant=True, sexual_opt_in=True, contact_lenses=True)
    made = chips(page, {})

    folded = [chip.code for fold in made.folds for chip in fold.chips]
    first = [chip.code for chip in made.first]
    assert sorted(first + folded) == sorted(codes(page.chips))
    assert first[: len(AT_ONCE)] == list(AT_ONCE)


def test_in_a_fold_the_serious_comes_first_and_the_seldom_last():
    made = chips(asked([]), {})

    for fold in made.folds:
        ranks = [
            (not item(chip.code).red_flag, item(chip.code).seldom)
            for chip in fold.chips
        ]
        assert ranks == sorted(ranks)


def test_a_ticked_sign_is_in_sight():
    made = chips(asked([]), {"dark_urine": "yes"})

    assert [chip.code for chip in made.first if chip.checked] == ["dark_urine"]
