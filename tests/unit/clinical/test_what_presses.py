"""Which tests cannot be put off: they are said before anything else."""

import pytest

from tests.unit.clinical.test_lab_schedule import START, at, course, person, taken
from tracker.clinical.labs.schedule import Order, plan, presses


def pressing(results=(), *, on, region="uk", pregnancy=None, **more):
    orders = more.pop("orders", ())
    flagged = more.pop("flagged", ())
    facts = course((0, 20), planned_weeks=24, **more)
    planned = plan(
        facts,
        person(region, pregnancy=pregnancy),
        results,
        on=at(on),
        orders=orders,
        flagged=flagged,
    )
    return [
        (each.key.partition(":")[0], (each.due - START).days)
        for each in planned
        if presses(each, facts, on=at(on))
    ]


#   day  25   30   40   41
#        opens due closes late
@pytest.mark.parametrize(
    ("on", "expected"),
    [(24, []), (25, []), (30, []), (40, []), (41, [("UK-2", 30)])],
)
def test_a_test_of_the_plan_presses_once_it_is_late(on, expected):
    assert pressing(taken(-7), on=on) == expected


#   day  25   30  32   33
#        opens due closes missed: a flag speaks of it
@pytest.mark.parametrize(
    ("on", "expected"),
    [(24, False), (25, True), (32, True), (33, False)],
)
@pytest.mark.parametrize("region", ["us", "uk", "generic"])
def test_a_monthly_test_presses_in_its_days(region, on, expected):
    found = pressing(taken(-7), on=on, region=region, pregnancy=True)

    assert any("-P" in key and due in {28, 30} for key, due in found) is expected


@pytest.mark.parametrize(("on", "expected"), [(-8, True), (-1, True), (1, False)])
def test_what_belongs_before_the_first_capsule_presses_until_then(on, expected):
    assert (("UK-1", -7) in pressing(on=on)) is expected


@pytest.mark.parametrize(("on", "expected"), [(9, False), (10, True), (11, True)])
def test_what_the_clinic_asked_for_presses_from_its_day(on, expected):
    order = Order(key="ORD-1", tests=("TG",), due=at(10))

    assert (("ORD-1", 10) in pressing(taken(-7), on=on, orders=[order])) is expected


def test_what_a_clinic_may_leave_out_does_not_press():
    flagged = [("S-MSK-1", at(60))]
    results = [*taken(-7), *taken(30)]

    assert pressing(results, on=61, flagged=flagged) == []


@pytest.mark.parametrize(("ended", "expected"), [(None, False), (167, True)])
def test_the_closing_test_presses_once_the_last_capsule_is_taken(ended, expected):
    results = [*taken(-7), *taken(30), *taken(120)]
    more = {"ended": ended} if ended is not None else {}

    found = pressing(results, on=167, **more)

    assert (("UK-5", 167) in found) is expected
