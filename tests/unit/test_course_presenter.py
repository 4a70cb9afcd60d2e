"""The course page without a database: facts in, lines out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tracker.clinical.course.dosing import Weights
from tracker.clinical.facts import (
    CourseFacts,
    DayEntry,
    DosePeriod,
    History,
    LabResult,
    Profile,
)
from tracker.clinical.labs.schedule import PlannedTest, Status, plan
from tracker.clinical.vocabulary import item
from tracker.course import picture
from tracker.course.presenters import CoursePage, course_page
from tracker.records.models import ShownFinding

START = date(2026, 9, 21)
TODAY = date(2026, 11, 20)


def day(number: int) -> date:
    return START + timedelta(days=number - 1)


def entry(number: int, *, dose: str = "all", **marks: int) -> DayEntry:
    return DayEntry(day=day(number), dose_taken=dose, marks=marks)


def dose(number: int, mg: int) -> DosePeriod:
    return DosePeriod(starts=day(number), mg_per_day=Decimal(mg))


def page(
    *entries: DayEntry,
    doses: tuple[DosePeriod, ...] = (),
    flags: tuple[ShownFinding, ...] = (),
    labs: tuple[LabResult, ...] = (),
    planned: tuple[PlannedTest, ...] = (),
    on: date = TODAY,
    weights: Weights = Weights.AT_START,
    **course: Any,
) -> CoursePage:
    given: dict[str, Any] = {"weight_kg": Decimal(64), "planned_weeks": 24, **course}
    history = History(
        profile=Profile(),
        course=CourseFacts(started_on=START, doses=doses or (dose(1, 20),), **given),
        entries=entries,
        labs=labs,
    )
    return course_page(history, flags, planned, today=on, weights=weights)


def flag(number: int, level: int = 4, rule: str = "S-X-1", **more: Any) -> ShownFinding:
    title = more.pop("title", "Call your clinic today about your headache")
    return ShownFinding(
        pk=7, day=day(number), level=level, rule=rule, title=title, **more
    )


def planned_test(number: int, status: Status) -> PlannedTest:
    course = CourseFacts(started_on=START, planned_weeks=24, doses=(dose(1, 20),))
    any_line = plan(course, Profile(region="us"), (), on=TODAY)[0]
    return replace(any_line, due=day(number), status=status)


def number(shown: CoursePage, label: str) -> str:
    return next(f"{n.value} {n.unit}" for n in shown.numbers if n.label == label)


def column(shown: CoursePage, name: str) -> list[str]:
    place = shown.columns.index(name)
    return [row.cells[place] for row in shown.rows]


def strip(shown: CoursePage, name: str) -> str:
    every = (*shown.picture.benefits, *shown.picture.effects)
    return next(str(each.picture) for each in every if each.name == name)


class TestHeading:
    def test_it_counts_against_the_plan(self):
        assert page().heading == "Day 61 of 168"
        assert page().dates == "21 September 2026 to 7 March 2027"

    def test_without_a_plan_no_length_is_claimed(self):
        shown = page(planned_weeks=None)

        assert (shown.heading, shown.dates) == ("Day 61", "Since 21 September 2026")

    def test_past_the_plan_it_says_so(self):
        assert page(planned_weeks=8).heading == "Day 61, 56 planned"

    def test_a_finished_course_gives_its_last_dose(self):
        shown = page(last_dose_on=day(40))

        assert shown.heading == "Course finished"
        assert number(shown, "Last dose") == "20 mg a day"
        assert shown.dates == "21 September 2026 to 30 October 2026"

    def test_before_the_first_capsule_nothing_is_counted(self):
        shown = page(on=START - timedelta(days=3))

        assert shown.heading == "Your course starts soon"
        assert shown.numbers == ()
        assert not shown.begun


class TestNumbers:
    def test_a_pause_is_no_dose(self):
        assert (
            number(page(doses=(dose(1, 20), dose(50, 0))), "Dose now") == "0 mg, paused"
        )

    def test_days_in_part_are_told_apart(self):
        shown = page(entry(1), entry(2, dose="some"), entry(3, dose="none"), on=day(3))

        assert number(shown, "Doses taken") == "1 of 3, 1 in part"

    def test_without_a_weight_milligrams_stand_alone(self):
        logged = (entry(number) for number in range(1, 11))

        shown = page(*logged, weight_kg=None, on=day(10))

        assert number(shown, "Total so far") == "200 mg"

    def test_three_months_of_silence_make_the_total_a_range(self):
        two = (entry(1), entry(101, dose="some"))
        target = {"target_mg_per_kg": Decimal(120)}

        shown = page(*two, doses=(dose(1, 40),), on=day(101), **target)

        assert number(shown, "Total so far") == "0.9–62.8 mg/kg of 120"
        assert (
            number(shown, "Doses taken")
            == "1 of 2 answered, 1 in part, 99 days unknown"
        )
        assert shown.assumed == (
            "The higher total counts the 99 days without an answer as taken, the lower as not taken."
        )
        assert "0.9–62.8 so far" in shown.picture.dose

    def test_without_a_weight_the_range_is_in_milligrams(self):
        shown = page(entry(1), weight_kg=None, on=day(10))

        assert number(shown, "Total so far") == "20–200 mg"

    def test_by_the_weight_at_each_dose_it_is_a_range_too(self):
        lighter = replace(dose(6, 20), weight_kg=Decimal(50))

        shown = page(
            entry(1),
            doses=(dose(1, 20), lighter),
            on=day(10),
            weights=Weights.EACH_PERIOD,
        )

        assert number(shown, "Total so far") == "0.3–3.6 mg/kg"

    @pytest.mark.parametrize(
        ("logged", "said"),
        [(8, "3.1 mg/kg"), (7, "2.2–3.1 mg/kg"), (0, "0.0–3.1 mg/kg")],
    )
    def test_a_fifth_of_the_days_may_be_unknown_before_it_is_one(self, logged, said):
        shown = page(*(entry(n + 1) for n in range(logged)), on=day(10))

        assert number(shown, "Total so far") == said

    def test_today_alone_makes_no_range(self):
        shown = page(entry(1), on=day(2))

        assert number(shown, "Total so far") == "0.6 mg/kg"
        assert number(shown, "Doses taken") == "1 of 1 answered, 1 day unknown"


class TestPicture:
    def test_the_axis_has_whole_weeks_so_that_bars_stay_in_step(self):
        assert page(planned_weeks=None, on=day(200)).total == 203
        assert len(page(planned_weeks=None, on=day(200)).picture.weeks) == 29

    def test_only_weeks_that_began_lead_to_their_month(self):
        weeks = page().picture.weeks

        assert [week.month for week in weeks[:2]] == ["2026-09", "2026-09"]
        assert (weeks[8].month, weeks[8].here) == ("2026-11", True)
        assert weeks[9].month == ""

    def test_a_long_course_leads_to_its_week(self):
        assert page(on=day(63)).picture.jump == 0
        assert page(on=day(64)).picture.jump == 10

    def test_none_nothing_asked_and_nothing_logged_are_drawn_apart(self):
        shown = page(
            entry(1, joint_pain=2, lips_dry=1),
            entry(2, joint_pain=0, lips_dry=1),
            entry(3, lips_dry=1),
            on=day(4),
        )

        assert '<path class="l0" d="M1.5 3V2.88"/>' in strip(shown, "Joints")
        assert '<path class="l2" d="M0.5 3V1"/>' in strip(shown, "Joints")
        assert '<path class="gap" d="M3.5 3V2"/>' in strip(shown, "Joints")

    def test_a_weekly_answer_stands_for_its_week_and_no_longer(self):
        shown = page(*(entry(n) for n in range(2, 10)), on=day(9))
        answered = page(
            entry(1, oiliness=1), *(entry(n) for n in range(2, 10)), on=day(9)
        )

        assert "l1" not in strip(shown, "Oil")
        assert strip(answered, "Oil").count("3V2") == 7

    def test_benefits_come_first_and_in_their_own_rows(self):
        shown = page(entry(1, lips_dry=1))

        assert [each.name for each in shown.picture.benefits] == [
            "Acne",
            "Oil",
            "Confidence",
        ]
        assert [each.name for each in shown.picture.effects][:2] == ["Lips", "Skin"]

    def test_the_question_about_harm_is_never_a_bar(self):
        shown = page(entry(1, self_harm=1, lips_dry=1))

        assert item("self_harm").short not in {
            *shown.columns,
            *(each.name for each in shown.picture.effects),
        }

    def test_a_coming_dose_is_planned_and_a_pause_named(self):
        words = str(
            page(
                doses=(dose(1, 20), dose(29, 0), dose(36, 40), dose(84, 60))
            ).picture.dose
        )

        assert ">20 mg a day<" in words
        assert ">paused<" in words
        assert ">40 mg<" in words
        assert ">60 mg planned<" in words

    def test_the_doses_of_a_finished_course_end_with_it(self):
        shown = page(entry(50, mood=2), last_dose_on=day(40))

        assert "H40V100H56V100z" in str(shown.picture.dose)
        assert "paused" not in str(shown.picture.dose)

    def test_what_is_logged_after_the_last_capsule_is_drawn(self):
        shown = page(entry(50, mood=2), last_dose_on=day(40))

        assert "M49.5 3V1" in strip(shown, "Mood")

    def test_a_flag_lies_over_a_calmer_one_and_a_test_below_it(self):
        result = LabResult(day=day(30), test="ALT", value=Decimal(31))
        marks = str(
            page(
                entry(30), flags=(flag(30, 2), flag(30, 4, "S-X-2")), labs=(result,)
            ).picture.marks
        )

        assert marks.count("M0-9 9 7H-9z") == 1
        assert 'class="today"' in marks
        assert 'y="25" class="next"' in marks

    def test_only_the_next_test_has_its_date_and_a_late_one_its_colour(self):
        waiting = (
            planned_test(30, Status.OVERDUE),
            planned_test(85, Status.UPCOMING),
            planned_test(113, Status.UPCOMING),
        )
        marks = str(page(planned=waiting).picture.marks)

        assert 'class="today"' in marks
        assert marks.count("<text") == 1
        assert "due 14 Dec" in marks

    def test_no_date_runs_over_the_edge(self):
        marks = str(page(planned=(planned_test(167, Status.UPCOMING),)).picture.marks)

        assert "<text" not in marks

    def test_a_flag_an_edit_took_away_is_not_drawn(self):
        assert "M0-9" not in str(page(flags=(flag(30, holds=False),)).picture.marks)

    @pytest.mark.parametrize(
        ("code", "mark", "tall"),
        [
            ("jaundice", 1, 3),
            ("acne_severity", 4, 3),
            ("acne_severity", 1, 1),
            ("vision", 2, 2),
            ("confidence", 3, 2),
        ],
    )
    def test_every_scale_fits_three_heights(self, code, mark, tall):
        assert picture.height(item(code), mark) == tall


class TestStandouts:
    def test_an_open_flag_comes_first_and_leads_to_what_was_said(self):
        first = page(entry(60, lips_dry=1), flags=(flag(60),)).standouts[0]

        assert first.title == "Call your clinic today about your headache"
        assert first.detail == "Contact today · 19 Nov"
        assert (first.flag, first.icon) == (7, "phone")

    @pytest.mark.parametrize(
        "row",
        [
            flag(60, contacted_at=TODAY),
            flag(60, holds=False),
            flag(60, level=2),
            flag(30),
        ],
        ids=["contacted", "taken away", "can wait", "long ago"],
    )
    def test_what_is_settled_no_longer_stands_out(self, row):
        assert page(flags=(row,)).standouts == ()

    def test_a_rule_told_twice_is_one_line(self):
        shown = page(flags=(flag(59), flag(60)))

        assert [each.detail for each in shown.standouts] == ["Contact today · 19 Nov"]

    def test_what_got_better_is_said_by_week(self):
        shown = page(entry(1, acne_severity=4), entry(57, acne_severity=1, oiliness=0))

        (line,) = shown.standouts
        assert line.title == "Acne: from severe in week 1 to almost clear in week 9"
        assert line.icon == "check"

    def test_what_got_worse_has_no_tick(self):
        shown = page(entry(1, acne_severity=2), entry(57, acne_severity=4))

        assert shown.standouts[0].icon == "history"

    def test_one_answer_is_no_change(self):
        assert page(entry(1, acne_severity=4)).standouts == ()

    def test_the_most_frequent_effect_is_counted_since_the_dose_step(self):
        before = [entry(n, skin_dry=2) for n in range(1, 29)]
        after = [entry(n, lips_dry=2) for n in range(29, 33)]
        shown = page(*before, *after, doses=(dose(1, 20), dose(29, 40)), on=day(32))

        (line,) = shown.standouts
        assert line.title == "Dry lips: on 4 of 4 days logged since 19 October"
        assert line.detail == "At worst moderate. 40 mg a day since week 5."

    def test_two_days_are_no_sentence(self):
        assert page(entry(59, lips_dry=1), entry(60, lips_dry=1)).standouts == ()


class TestTable:
    def test_it_says_what_the_picture_shows(self):
        shown = page(
            entry(1, lips_dry=2, joint_pain=1),
            entry(2, lips_dry=0, dose="none"),
            flags=(flag(2), flag(1, 2, "S-X-2"), flag(2, 2, "S-X-2")),
            labs=(LabResult(day=day(3), test="ALT", value=Decimal(31)),),
            on=day(15),
        )

        assert column(shown, "Days logged") == ["2 of 7", "0 of 7", "0 of 1"]
        assert column(shown, "Dose")[0] == "20 mg a day, 1 missed"
        assert column(shown, "Flags")[0] == (
            "Contact today: 22 Sep; Mention at your next visit: 21 Sep, 22 Sep"
        )
        assert column(shown, "Tests") == ["done 23 Sep", "none", "none"]
        assert column(shown, "Lips") == ["moderate, 1 of 2", "not logged", "not logged"]

    def test_tests_that_wait_are_named_in_their_week_or_as_to_come(self):
        shown = page(
            entry(1),
            planned=(
                planned_test(2, Status.OVERDUE),
                planned_test(9, Status.DUE),
                planned_test(70, Status.UPCOMING),
            ),
            on=day(10),
        )

        assert column(shown, "Tests") == ["overdue since 22 Sep", "due 29 Sep"]
        assert shown.tests_to_come == "29 Nov"

    def test_blank_unasked_and_none_are_three_things(self):
        shown = page(
            entry(1, lips_dry=0, joint_pain=1), entry(8, lips_dry=0), on=day(8)
        )

        assert column(shown, "Lips") == ["none", "none"]
        assert column(shown, "Joints") == ["mild, 1 of 1", "not asked"]
        assert column(shown, "Skin") == ["not answered", "not answered"]

    def test_a_week_with_a_step_names_both_doses(self):
        shown = page(entry(1), doses=(dose(1, 20), dose(4, 0)), on=day(7))

        assert column(shown, "Dose") == ["20 mg a day, paused"]


class TestProjection:
    def test_it_names_a_date_and_leaves_the_end_to_the_prescriber(self):
        taken = [entry(number) for number in range(1, 11)]
        shown = page(*taken, on=day(10), target_mg_per_kg=Decimal(120))

        assert shown.projection.endswith("Your prescriber decides when to stop.")
        assert "120 mg/kg falls around" in shown.projection

    def test_days_without_an_answer_are_named(self):
        shown = page(entry(1), on=day(10), target_mg_per_kg=Decimal(120))

        assert "120 mg/kg falls between" in shown.projection
        assert "counts the 9 days without an answer as not taken" in shown.projection

    def test_without_a_target_it_is_a_range(self):
        assert "120 to 150 mg/kg falls between" in page().projection

    def test_without_a_weight_there_is_none(self):
        assert page(weight_kg=None).projection == ""
