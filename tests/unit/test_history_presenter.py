"""A month, its gaps, and finding days, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tracker.journal.history_presenters import (
    MOST_FOUND,
    Cell,
    HistoryPage,
    Span,
    Wanted,
    history_page,
)
from tracker.records.models import DayEntry, ShownFinding

START = date(2026, 9, 21)
TODAY = date(2026, 11, 20)


def entry(day: date, *, dose: str = "all", note: str = "", **marks: int) -> DayEntry:
    return DayEntry(day=day, dose_taken=dose, marks=marks, note=note)


def nov(number: int, **given: Any) -> DayEntry:
    return entry(date(2026, 11, number), **given)


def flag(number: int, level: int = 4, **more: Any) -> ShownFinding:
    title = more.pop("title", "Call your clinic today")
    return ShownFinding(
        pk=level, day=date(2026, 11, number), level=level, rule="X", title=title, **more
    )


def page(
    *entries: DayEntry,
    flags: tuple[ShownFinding, ...] = (),
    month: str = "",
    wanted: Wanted | None = None,
    start: date = START,
    ends: date | None = None,
) -> HistoryPage:
    span = Span(starts=start, ends=ends, today=TODAY)
    return history_page(entries, flags, span=span, month=month, wanted=wanted)


def cell(shown: HistoryPage, number: int) -> Cell:
    return next(
        each for week in shown.month.weeks for each in week if each.number == number
    )


def found(*entries: DayEntry, **given: Any) -> list[int]:
    since = given.pop("since", None)
    item = given.pop("item", "")
    only = frozenset(given.pop("only", ()))
    wanted = Wanted(only=only, item=item, since=since)
    return [each.number for each in page(*entries, wanted=wanted, **given).found]


class TestMonth:
    def test_a_month_begins_on_monday_with_empty_squares(self):
        first = page(month="2026-10").month.weeks[0]

        assert [each.state for each in first[:3]] == ["empty", "empty", "empty"]
        assert first[3].number == 1

    def test_logged_gap_and_days_to_come_are_three_states(self):
        shown = page(nov(2, lips_dry=2))

        assert cell(shown, 2).state == "logged"
        assert cell(shown, 3).state == "gap"
        assert cell(shown, 21).state == "plain"

    def test_days_before_the_course_are_plain(self):
        shown = page(month="2026-09")

        assert cell(shown, 20).state == "plain"
        assert cell(shown, 21).state == "gap"

    def test_days_after_the_last_capsule_are_no_gaps(self):
        shown = page(ends=date(2026, 11, 10))

        assert cell(shown, 10).state == "gap"
        assert cell(shown, 11).state == "plain"

    def test_a_square_says_its_worst_and_its_flag(self):
        shown = page(nov(2, lips_dry=1, jaundice=1), flags=(flag(2),))

        assert cell(shown, 2).label == "2 Nov: worst severe, flag: contact today"

    def test_a_dose_alone_is_not_called_none(self):
        assert cell(page(nov(2)), 2).label == "2 Nov: logged, no symptom answered"

    def test_a_flag_on_a_day_without_entry_is_kept(self):
        shown = cell(page(flags=(flag(2, 2),)), 2)

        assert (shown.state, shown.flag) == ("gap", True)

    @pytest.mark.parametrize(
        "row",
        [flag(2, 1), flag(2, holds=False)],
        ids=["looking after yourself", "taken away by an edit"],
    )
    def test_what_is_no_flag_has_no_sign(self, row):
        assert not cell(page(nov(2, lips_dry=1), flags=(row,)), 2).flag

    def test_every_symptom_has_its_bar(self):
        many = {
            "nosebleed": 1,
            "itch": 1,
            "nausea": 1,
            "fatigue": 1,
            "rash": 1,
            "fever": 1,
        }

        assert cell(page(nov(2, lips_dry=3, **many)), 2).bars.count("<path") == 7

    def test_the_harm_question_has_no_bar(self):
        assert "<path" not in cell(page(nov(2, self_harm=1)), 2).bars

    def test_months_lead_from_the_first_to_this_one(self):
        first, last = page(month="2026-09").month, page().month

        assert (first.before, first.after) == ("", "2026-10")
        assert (last.before, last.after) == ("2026-10", "")
        assert last.before_name == "October"

    @pytest.mark.parametrize("month", ["", "x", "2026-08", "2026-12", "0000-00"])
    def test_a_month_out_of_reach_is_this_one(self, month):
        assert page(month=month).month.title == "November 2026"


class TestNote:
    def test_it_counts_without_blame(self):
        assert page(nov(2)).note == "1 day logged. 59 to fill in if you remember them."

    def test_today_is_not_missing_before_it_is_over(self):
        assert page(start=TODAY).note == "0 days logged."


class TestFlaggedDays:
    def test_each_day_shows_its_most_urgent_flag_newest_first(self):
        shown = page(flags=(flag(2, 2), flag(2, 4), flag(9, 3)))

        assert [(each.number, each.tag) for each in shown.found] == [
            (9, "Contact this week"),
            (2, "Contact today"),
        ]
        assert shown.found_title == "2 days with a flag"

    def test_what_was_done_about_it_replaces_the_urgency(self):
        (row,) = page(flags=(flag(2, contacted_on=date(2026, 11, 3)),)).found

        assert (row.tag, row.look, row.icon) == ("Contacted 3 Nov", "ok", "check")

    def test_none_is_said_without_comfort(self):
        assert page().found_title == "No day with a flag yet"


class TestFinding:
    def test_any_box_is_enough(self):
        days = (nov(2, note="late"), nov(3, dose="none"), nov(4, lips_dry=1))

        assert found(*days, only=("note", "missed")) == [3, 2]

    def test_a_symptom_narrows_the_boxes(self):
        days = (nov(2, headache=2), nov(3, headache=1, lips_dry=3), nov(4, lips_dry=3))

        assert found(*days, item="headache") == [3, 2]
        assert found(*days, item="headache", only=("moderate",)) == [2]

    def test_nothing_ticked_is_every_logged_day(self):
        assert found(nov(2), nov(3)) == [3, 2]

    def test_gaps_and_flags_can_be_looked_for_together(self):
        start = date(2026, 11, 16)

        assert found(nov(17), start=start, only=("gap", "flag"), flags=(flag(17),)) == [
            19,
            18,
            17,
            16,
        ]

    def test_a_day_not_logged_has_no_symptom(self):
        assert found(nov(17, headache=1), only=("gap",), item="headache") == []

    def test_a_date_cuts_off_what_is_older(self):
        assert found(nov(2), nov(3), since=date(2026, 11, 3)) == [3]

    def test_a_long_list_says_how_much_it_leaves_out(self):
        days = [entry(START + timedelta(days=n)) for n in range(MOST_FOUND + 5)]
        shown = page(*days, wanted=Wanted())

        assert (len(shown.found), shown.left_out) == (MOST_FOUND, 5)
        assert shown.found_title == "125 days found"

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (nov(2, lips_dry=1, headache=3), "Headache severe, lips mild"),
            (
                nov(2, lips_dry=1, skin_dry=1, jaundice=1),
                "Yellow eyes, lips mild and 1 more",
            ),
            (nov(2, lips_dry=0), "All that was asked: none"),
            (nov(2), "Dose only"),
            (nov(2, dose=""), "No symptom answered"),
        ],
    )
    def test_a_day_is_named_by_its_worst(self, day, words):
        assert page(day, wanted=Wanted()).found[0].title == words

    def test_only_symptoms_of_this_course_are_offered(self):
        codes = dict(page(nov(2, tinnitus=1, nausea=0)).items)

        assert "tinnitus" in codes
        assert "lips_dry" in codes
        assert "nausea" not in codes
        assert "self_harm" not in codes
