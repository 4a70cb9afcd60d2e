"""Rules that leave to another what that one has said, and cases that outlast the rest of their rule."""

import pytest

from tests.diaries import day, diary, findings
from tracker.clinical.vocabulary import Level

# Rule, the one it leaves it to, a diary in which both would speak, what the rule says beside it.
LEFT_TO = [
    ("S-MOOD-3", "S-MOOD-2", "day 1\nmood 3", []),
    ("O-MOOD-2", "O-MOOD-1", "day 1\ncrying 3", []),
    (
        "O-MOOD-2",
        "O-MOOD-1",
        "day 1 2 3 4\nwithdrawn 2 2 2 2\noversleep 2 2 2 2",
        ["oversleep"],
    ),
    ("O-KID-2", "O-KID-1", "day 1\nurine_pain 2\nfever 1", []),
    (
        "O-KID-2",
        "O-KID-1",
        "day 1\nswelling 2\nurine_pain 2\nfever 1",
        ["swelling"],
    ),
    (
        "O-BLOOD-2",
        "O-BLOOD-1",
        "day 1 2 3\npale 1 1 1\nfatigue 2 2 2\ngums 2 2 2",
        ["gums"],
    ),
    ("S-LIV-1", "O-MUS-1", "day 1\ndark_urine 1\nmuscle_weakness 1", []),
]
# The same for signs that are still there: rule, diary; the last capsule is on day 1.
STILL_THERE = [
    ("S-VIS-1", "day 1 40\nnight_vision 1 1"),
    ("S-VIS-2", "day 1 40\nvision 2 2"),
    ("S-VIS-2", "day 1 38 39 40\nvision 1 1 1 1"),
    ("O-IIH-2", "day 1 40\nvision_blurred 1 1"),
    ("O-EAR-1", "day 1 40\nhearing 1 1"),
    ("O-VIS-1", "day 1 40\nglare 2 2"),
]
# A case that is over a month after the last capsule, and one of the same rule that is not.
TWO_TIMES = [
    ("O-PSY-2", "day 60\nirritable 3", "day 60\naggression 1"),
    ("O-SEV-X", "day 59 60\ndizzy 3 3", "day 60\nworried 1"),
    (
        "O-SKIN-4",
        "day 60\neye_infection 1\nrash 1",
        "day 60\neye_infection 1\nrash 1\nfever 1",
    ),
    ("O-OD-1", "day 60\nextra_capsules 1", "day 60\nextra_capsules 1\nvomiting 1"),
]


def told(picture, *, last_dose=None):
    entries = diary(picture)
    found = findings(entries, on=entries[-1].day, last_dose=last_dose)
    return {each.rule: each for each in found}


@pytest.mark.parametrize(("rule", "other", "picture", "keeps"), LEFT_TO)
def test_what_another_rule_has_said_is_left_to_it(rule, other, picture, keeps):
    found = told(picture)

    assert other in found
    items = {each.item for each in found[rule].triggered_by} if keeps else set()
    assert items == set(keeps)
    assert (rule in found) is bool(keeps)


@pytest.mark.parametrize(("rule", "picture"), STILL_THERE)
def test_what_is_still_there_is_said_once(rule, picture):
    found = told(picture, last_dose=1)

    assert "A-SIGHT-1" in found
    assert rule not in found


@pytest.mark.parametrize(("rule", "ends", "stays"), TWO_TIMES)
def test_a_case_may_outlast_the_rest_of_its_rule(rule, ends, stays):
    for picture in (ends, stays):
        assert rule in told(picture, last_dose=60)
        assert rule in told(picture, last_dose=30)

    assert rule not in told(ends, last_dose=28)
    assert rule in told(stays, last_dose=28)


def test_blurred_sight_with_a_headache_names_both():
    found = told("day 1\nheadache 2\nvision_blurred 1")["O-IIH-2"]

    assert found.level is Level.URGENT
    assert {each.item for each in found.triggered_by} == {"headache", "vision_blurred"}


@pytest.mark.parametrize(
    ("rule", "name"), [("O-VITA-1", "retinol"), ("O-IIH-3", "doxycycline")]
)
def test_a_medicine_started_on_a_day_is_over_with_the_course(rule, name):
    started = diary("day 1\nmood 0", day1=name)

    def speaks(number):
        found = findings(started, on=day(number), last_dose=9)
        return rule in {each.rule for each in found}

    assert speaks(9)
    assert not speaks(10)
