"""Pictures, compared with the numbers of the design."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.ui import charts, trends
from tracker.ui.charts import Mark, Step
from tracker.ui.trends import Point

STEPS = [Step(start=0, mg=Decimal(20)), Step(start=28, mg=Decimal(40))]


def drawn(svg, css):
    """Return what the path of a class draws, or None."""
    found = re.search(rf'class="{css}" d="([^"]*)"', svg)
    return found and found.group(1)


def dose(**changes):
    """Return a dose picture of ten days at 20 mg, weight 20 kg, then whatever is changed."""
    facts = {
        "steps": [Step(start=0, mg=Decimal(20))],
        "by_day": [Decimal(1)] * 10,
        "total_days": 78,
        "missed": (),
        "target": None,
        "unit_total": Decimal(1),
        "words": {},
    }
    facts |= changes
    return charts.dose_and_total(facts.pop("steps"), facts.pop("by_day"), **facts)


def test_a_strip_is_one_stroke_a_day_as_high_as_its_level():
    svg = charts.strip([0, 1, 2, 3, None], 168)

    assert 'viewBox="0 0 168 3"' in svg
    assert drawn(svg, "l1") == "M1.5 3V2"
    assert drawn(svg, "l2") == "M2.5 3V1"
    assert drawn(svg, "l3") == "M3.5 3V0.12"
    assert drawn(svg, "gap") == "M4.5 3V2"


def test_a_day_logged_as_none_draws_nothing():
    assert "<path" not in charts.strip([0, 0, 0], 168)


def test_a_day_answered_with_none_is_a_thin_line_on_the_floor():
    svg = charts.strip([0, 0, 1], 168, clear=(1,))

    assert drawn(svg, "l0") == "M1.5 3V2.88"


def test_a_level_above_the_scale_is_drawn_at_the_top():
    assert drawn(charts.strip([4], 168), "l3") == "M0.5 3V0.12"


def test_a_calendar_day_has_a_bar_for_each_symptom_above_none():
    svg = charts.day_bars([2, 0, 4])

    assert svg.count("<path") == 2
    assert 'class="l2" d="M0.3 3V1h1.4V3z"' in svg
    assert 'class="l3" d="M3.9 3V0h1.4V3z"' in svg


def test_many_symptoms_in_a_day_stay_inside_the_picture():
    svg = charts.day_bars([1] * 20)

    assert 'viewBox="0 0 37 3"' in svg


def test_the_line_of_day_61_of_168():
    svg = charts.line(61, 168, (28,))

    assert '<line class="go" x1="3" x2="36.01%" y1="12" y2="12"/>' in svg
    assert '<line class="to" x1="39.88%" x2="99%" y1="12" y2="12"/>' in svg
    assert '<line class="cut" x1="16.67%" x2="16.67%" y1="8" y2="16"/>' in svg
    assert '<circle cx="36.01%" cy="12" r="7"/>' in svg
    assert 'aria-label="Day 61 of 168"' in svg


def test_the_first_day_is_a_ring_near_the_start():
    assert '<circle cx="0.30%"' in charts.line(1, 168)


def test_nothing_is_left_to_come_on_the_last_day():
    assert 'class="to"' not in charts.line(168, 168)


def test_a_step_on_the_first_day_or_past_the_end_is_no_cut():
    assert "cut" not in charts.line(10, 168, (0, 168, 200))


def test_the_dose_is_drawn_as_stairs():
    steps = [*STEPS, Step(start=84, mg=Decimal(60))]

    found = charts.dose_steps(steps, 168, highest=48)

    assert found == "M0 100V84H28V68H84V52H168V100z"


def test_a_step_after_the_end_and_no_step_at_all_draw_nothing():
    assert charts.dose_steps([], 168, highest=42) == ""
    assert charts.dose_steps([Step(start=168, mg=Decimal(20))], 168, highest=42) == ""


def test_a_pause_is_a_gap_in_the_stairs():
    steps = [Step(start=0, mg=Decimal(20)), Step(start=5, mg=Decimal(0))]

    assert charts.dose_steps(steps, 10, highest=50) == "M0 100V50H5V100H10V100z"


def test_the_total_rises_by_what_was_taken():
    found = charts.running_total([Decimal(2), Decimal(0), Decimal(1)], scale=2)

    assert found == "M0 100L1 96L2 96L3 94"


def test_the_total_goes_on_as_dots_to_the_end():
    svg = dose()

    assert drawn(svg, "sum").endswith("L10 90")
    assert drawn(svg, "plan") == "M10 90L78 22"


def test_the_dots_bend_where_the_dose_is_to_change():
    later = Step(start=44, mg=Decimal(40))

    svg = dose(steps=[Step(start=0, mg=Decimal(20)), later], target=Decimal(156))

    assert drawn(svg, "plan") == "M10 95L44 78L78 44"


def test_a_dose_that_begins_tomorrow_counts_from_tomorrow():
    later = Step(start=10, mg=Decimal(0))

    svg = dose(steps=[Step(start=0, mg=Decimal(20)), later])

    assert drawn(svg, "plan") is None


@pytest.mark.parametrize(
    "changes",
    [{"unit_total": Decimal(0)}, {"total_days": 10}, {"steps": []}],
    ids=["paused", "last day", "no dose known"],
)
def test_there_is_nothing_to_come(changes):
    assert drawn(dose(**changes), "plan") is None


def test_the_target_leaves_room_for_its_words_above():
    svg = dose(
        target=Decimal(156), words={"target": "Target 156", "so_far": "10 so far"}
    )

    assert drawn(svg, "goal") == "M0 22H78"
    assert (
        '<text x="50.00%" y="15%" class="q" text-anchor="start">Target 156</text>'
        in svg
    )
    assert (
        '<text x="14.10%" y="95%" class="a" text-anchor="start">10 so far</text>' in svg
    )


def test_a_missed_dose_is_a_tick():
    assert drawn(dose(missed=(3, 7)), "miss") == "M3.5 100V92M7.5 100V92"


def test_only_steps_with_words_inside_the_picture_are_named():
    later = Step(start=90, mg=Decimal(40))

    svg = dose(
        steps=[Step(start=0, mg=Decimal(20)), later],
        words={"0": "20 mg a day", "90": "40 mg"},
    )

    assert "20 mg a day" in svg
    assert "40 mg" not in svg


def test_words_near_the_end_run_backwards():
    assert 'text-anchor="end"' in charts.text_at(150, 168, 50, "60 mg")
    assert 'text-anchor="start"' in charts.text_at(84, 168, 50, "60 mg")


def test_each_kind_of_mark_has_its_own_shape_and_its_levels_class():
    svg = charts.marks(
        [
            Mark(day=36, kind="flag", look="soon"),
            Mark(day=0, kind="lab", look="next"),
            Mark(day=84, kind="due", look="next", label="due 14 Dec"),
        ],
        168,
    )

    assert '<svg x="21.73%" y="16" class="soon"><path d="M0-9 9 7H-9z"/>' in svg
    assert '<svg x="0.30%" y="16" class="next"><circle r="7"/><path class="fill"' in svg
    assert (
        '<svg x="50.30%" y="16" class="next"><circle r="7" stroke-dasharray="3 3"/>'
        in svg
    )
    assert '<text x="11" y="4">due 14 Dec</text>' in svg


def test_over_the_plot_lie_today_and_the_days_to_come():
    svg = charts.over(61, 168, (28, 84))

    assert '<rect x="36.31%" width="63.69%" height="100%"/>' in svg
    assert '<line class="st" x1="16.67%" x2="16.67%" y1="26" y2="100%"/>' in svg
    assert '<line class="st" x1="50.00%" x2="50.00%" y1="26" y2="100%"/>' in svg
    assert '<circle cx="36.31%" cy="28" r="5"/>' in svg


def test_a_trend_shows_each_value_its_day_and_the_limit():
    points = [
        Point(at=0, value=Decimal("1.1"), text="1.1", when="Sep"),
        Point(at=1, value=Decimal("2.4"), text="2.4", when="Nov", high=True),
    ]

    svg = trends.trend(
        points, Decimal("1.7"), label="Triglycerides", limit_text="limit 1.7"
    )

    assert 'role="img" aria-label="Triglycerides"' in svg
    assert svg.count("<circle") == 2
    assert svg.count('class="high"') == 1
    assert '<text class="q" x="100%"' in svg
    assert ">limit 1.7</text>" in svg
    assert '<line x1="6%" x2="74%"' in svg


def test_a_value_at_the_limit_is_drawn_on_the_limit():
    point = Point(at=0, value=Decimal(41), text="41", when="Sep")

    svg = trends.trend([point], Decimal(41), label="ALT")

    limit = re.search(r'class="goal" x1="0" x2="100%" y1="([^"]*)"', svg).group(1)
    assert f'cy="{limit}"' in svg


def test_a_trend_without_a_limit_has_no_limit_line():
    point = Point(at=0, value=Decimal(0), text="0", when="Sep")

    assert "goal" not in trends.trend([point], None, label="HDL")


def test_words_that_would_cover_each_other_are_left_out_and_the_newest_stay():
    points = [
        Point(at=at, value=Decimal(value), text=str(value), when=f"day {value}")
        for at, value in ((0, 18), (0.5, 31), (0.55, 36), (1, 44))
    ]

    svg = trends.trend(points, None, label="ALT")

    assert svg.count("<circle") == 4
    assert [value for value in (18, 31, 36, 44) if f">{value}</text>" in svg] == [
        18,
        36,
        44,
    ]
    assert ">day 31</text>" not in svg


@given(places=st.lists(st.floats(0, 100), max_size=30), apart=st.floats(1, 30))
@settings(max_examples=50, deadline=None)
def test_no_two_words_are_nearer_than_their_room(places, apart):
    kept = sorted(trends.spaced(places, apart))

    assert all(b - a >= apart for a, b in pairwise(kept))
    assert (max(places) in kept) if places else not kept


def test_a_small_trend_joins_its_values():
    svg = charts.mini(
        [Decimal(10), Decimal(20), Decimal(40)], Decimal(40), label="10, 20, 40"
    )

    assert '<path d="M4 16L30 12L56 4"/>' in svg
    assert '<path class="goal" d="M0 4H60"/>' in svg
    assert svg.count("<circle") == 3


def test_a_small_trend_of_one_value_and_no_limit_is_a_dot():
    svg = charts.mini([Decimal(10)], None, label="10")

    assert svg.count("<circle") == 1
    assert "goal" not in svg


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (12, "12"), (1.5, "1.5"), (1.006, "1.01"), (1e-7, "0")],
)
def test_coordinates_are_short_and_never_scientific(value, text):
    assert charts.number(value) == text


def test_words_from_people_are_escaped():
    hostile = '"><script>'

    pictures = [
        charts.marks([Mark(day=0, kind="due", look=hostile, label=hostile)], 10),
        trends.trend([], None, label=hostile, limit_text=hostile),
        charts.mini([], None, label=hostile),
        charts.text_at(1, 10, 5, hostile, hostile),
        dose(words={"0": hostile, "so_far": hostile, "target": hostile}),
    ]

    assert "<script" not in "".join(pictures)


LEVELS = st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=60)


@given(LEVELS)
@settings(max_examples=50)
def test_every_day_is_drawn_once_unless_it_was_none(levels):
    svg = charts.strip(levels, 60)

    days = [int(day) for day in re.findall(r"M(\d+)\.5", svg)]

    assert sorted(days) == [n for n, level in enumerate(levels) if level != 0]


@given(st.integers(-5, 500), st.integers(1, 400), st.lists(st.integers(-9, 500)))
@settings(max_examples=50)
def test_no_picture_carries_a_style_or_a_script(day, total, steps):
    svg = charts.line(day, total, steps) + charts.over(day, total, steps)

    assert "style=" not in svg
    assert "script" not in svg
    assert all(0 <= float(x) <= 100 for x in re.findall(r'cx="([-\d.]+)%"', svg))
