"""Simulated courses: repeatable, as frequent as the sources say, and red flags do not get lost in them."""

from datetime import timedelta

import pytest

from tests.diaries import day, diary, history
from tracker.clinical.engine import reading
from tracker.clinical.engine.findings import (
    RULESET_VERSION,
    findings_on,
    started_by_day,
)
from tracker.clinical.engine.questions import Questions
from tracker.clinical.rules.ruleset import RULES, RULES_BY_ID
from tracker.clinical.scales import Level
from tracker.clinical.simulate import report
from tracker.clinical.simulate.burden import dryness_alone, hunt, kept, shown
from tracker.clinical.simulate.courses import FIRST_DAY, Simulated, simulated
from tracker.clinical.simulate.frequencies import (
    DEPRESSION_SOURCE,
    FREQUENCIES,
    HARSHER,
    STUDIES,
    Basis,
)
from tracker.clinical.simulate.planted import EQUALS, RedFlag, planted, red_flags
from tracker.clinical.simulate.study import PLANTED_EACH, studied
from tracker.clinical.sources import SOURCES
from tracker.clinical.vocabulary import CATALOGUE

DAYS, SEED = 120, 3
PATIENTS = 250
# Enough for every red flag to be planted at least once.
FEW = -(-len(red_flags()) // PLANTED_EACH)


@pytest.fixture(scope="module")
def study():
    return studied(patients=FEW, days=DAYS, seed=SEED)


@pytest.fixture(scope="module")
def crowd():
    return [simulated(number, days=DAYS, seed=SEED) for number in range(PATIENTS)]


# The same dice


def test_a_seed_gives_the_same_study_and_another_seed_another():
    first, again, other = (
        studied(patients=4, days=40, seed=seed) for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


def test_a_patient_does_not_depend_on_the_others():
    assert simulated(5, days=DAYS, seed=SEED) == simulated(5, days=DAYS, seed=SEED)
    assert simulated(5, days=DAYS, seed=SEED) != simulated(6, days=DAYS, seed=SEED)


# As frequent as the sources say


@pytest.mark.parametrize(
    "frequency",
    # Anybody is a bit low now and then: mood goes beyond its share.
    [
        each
        for each in FREQUENCIES
        if each.basis is Basis.PUBLISHED and each.item != "mood"
    ],
    ids=lambda each: each.item,
)
def test_as_many_feel_it_as_was_published(crowd, frequency):
    felt = sum(
        any(entry.marks.get(frequency.item) for entry in patient.history.entries)
        for patient in crowd
    )

    assert felt / PATIENTS == pytest.approx(frequency.share, abs=0.1)


def test_days_are_missed_but_most_are_logged(crowd):
    logged = sum(len(patient.history.entries) for patient in crowd)

    assert 0.75 < logged / (PATIENTS * DAYS) < 0.95
    assert all(patient.last_day == FIRST_DAY + timedelta(days=119) for patient in crowd)


def test_every_share_is_of_an_item_and_names_where_it_comes_from():
    known = {*SOURCES, *STUDIES}

    assert {each.item for each in FREQUENCIES} <= set(CATALOGUE)
    assert {each.source for each in FREQUENCIES} | {DEPRESSION_SOURCE} <= known
    assert all(0 < each.share <= 1 for each in FREQUENCIES)
    assert all(sum(each.grades) == pytest.approx(1) for each in FREQUENCIES)


# Planted red flags


def test_every_rule_that_asks_for_a_contact_is_planted():
    asks = {rule.id for rule in RULES if rule.level >= Level.SOON}

    assert {flag.rule for flag in red_flags()} == asks


def test_an_equal_is_a_rule_as_urgent_as_the_one_it_stands_for():
    for rule, equals in EQUALS.items():
        assert all(
            RULES_BY_ID[each].level >= RULES_BY_ID[rule].level for each in equals
        )


@pytest.mark.parametrize(
    "flag", red_flags(), ids=lambda flag: f"{flag.rule}-{'-'.join(sorted(flag.parts))}"
)
def test_a_red_flag_alone_is_what_its_rule_is_for(flag):
    nothing = history(course_day=120)

    told = findings_on(planted(nothing, flag, on=day(20)), on=day(20))

    assert any(each.rule in flag.answers and each.level >= flag.level for each in told)


def test_every_planted_flag_is_found_and_each_rule_is_among_them(study):
    assert study.missed == ()
    assert {each.flag.rule for each in study.hunts} == {
        flag.rule for flag in red_flags()
    }


# Breathing alone is an allergy card, a mood that is low a mood card: neither answers for the rule that is gone.
@pytest.mark.parametrize(
    "gone", ["O-BONE-1", "O-CLOT-1", "O-HEART-1", "O-SKIN-4", "O-KID-2", "A-LAST-1"]
)
def test_a_rule_that_falls_silent_is_missed(monkeypatch, gone):
    deaf = Questions(rule for rule in RULES if rule.id != gone)
    monkeypatch.setattr(reading, "QUESTIONS", deaf)

    silent = studied(patients=FEW, days=40, seed=SEED)

    assert {each.flag.rule for each in silent.missed} == {gone}


def test_a_sign_behind_another_of_its_rule_is_told_apart():
    rows = "day 1 2 3 4 5 6\nrash 1 1 1 1 1 1"
    patient = Simulated(number=0, days=6, history=history(diary(rows)))
    swollen = RedFlag(rule="O-SKIN-3", level=Level.SOON, rows={"joint_swelling": "22"})
    grown = RedFlag(rule="O-BONE-1", level=Level.URGENT, rows={"bone_pain": "3"})

    found = hunt(patient, kept(patient), swollen, on=day(6))
    other = hunt(patient, kept(patient), grown, on=day(6))

    assert (found.shown, found.told_before, found.behind) == (False, False, True)
    assert (other.shown, other.told_before, other.behind) == (True, False, False)


# What is counted


def test_ordinary_dryness_alone_never_goes_above_self_care(study):
    assert study.dry_above == 0


def test_severe_dryness_is_not_ordinary():
    entries = diary("day 1 2 3\nlips_dry 3 3 3")
    patient = Simulated(number=0, days=3, history=history(entries))

    assert dryness_alone(patient) is Level.SELF_CARE
    assert kept(patient).levels[day(3)] is Level.NEXT_VISIT


def told(picture):
    entries = diary(picture)
    days = [entry.day for entry in entries]
    return started_by_day(history(entries), days=days)


def test_a_card_rests_once_the_call_is_noted():
    found = told("day 1 2 3 4\njoint_pain 3 3 3 3")

    resting = [card.day for card, _ in shown(found, {}) if card.rule == "S-MSK-1"]
    never = [card.day for card, _ in shown(found, None) if card.rule == "S-MSK-1"]

    assert resting == [day(1), day(4)]
    assert never == [day(1), day(2), day(3), day(4)]


def test_what_merely_goes_on_is_not_counted_again():
    found = told("day 1 2\njaundice 1 .\nmood 0 0")

    assert [card.day for card, _ in shown(found, None)] == [day(1)]


def test_the_figures_hold_together(study):
    assert study.months == FEW * 4
    assert study.days_with_card <= study.days_with_anything <= study.logged
    assert study.contact_mean <= study.contact_mean_unrested
    assert {each.rule for each in study.by_rule}.isdisjoint(study.silent)
    assert study.contact_median <= study.contact_ninety <= study.contact_most


def test_worse_grades_make_more_cards(study):
    assert study.harsher_mean > study.contact_mean


def test_worse_grades_change_the_grades_and_nothing_else(crowd):
    worse = [
        simulated(number, days=DAYS, seed=SEED, grades=HARSHER) for number in range(20)
    ]

    assert [each.history.profile for each in worse] == [
        each.history.profile for each in crowd[:20]
    ]
    assert worse != crowd[:20]


def test_what_is_not_modelled_is_named_and_apart_from_what_did_not_speak(study):
    spoken = {each.rule for each in study.by_rule}

    assert {"O-HEART-1", "O-KID-1", "A-LAST-1", "O-OD-1"} <= set(study.not_modelled)
    assert set(study.not_modelled).isdisjoint({*study.silent, *spoken})
    assert {*study.silent, *study.not_modelled, *spoken} == {each.id for each in RULES}
    assert "palpitations" in study.never_felt
    assert set(study.never_felt).isdisjoint(each.item for each in FREQUENCIES)


# The page


def test_the_page_lists_every_share_and_the_command(study):
    text = report.page(study, command="simulate --seed 3")

    assert "    simulate --seed 3\n" in text
    assert all(f"| {each.share:.0%} |" in text for each in FREQUENCIES)
    assert f"Rule set {RULESET_VERSION}" in text
    assert "Missed: none." in text
    assert "### Not modelled" in text
    assert all(f"`{code}`" in text for code in study.never_felt)


def test_the_terminal_names_what_was_missed(study, monkeypatch):
    deaf = Questions(rule for rule in RULES if rule.id != "O-BONE-1")
    monkeypatch.setattr(reading, "QUESTIONS", deaf)

    lines = list(report.printed(studied(patients=FEW, days=40, seed=SEED)))

    assert any(line.startswith("MISSED: O-BONE-1") for line in lines)
    assert not any(line.startswith("MISSED") for line in report.printed(study))
