"""Which numbers a guidance card names beside the clinic: those the evidence pack gives for it, and no other."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from tracker.clinical.crisis import (
    CRISIS_REGIONS,
    OVERDOSE_RULE,
    SELF_HARM_RULE,
    contacts_for,
    line_for,
)
from tracker.clinical.rules.ruleset import RULES
from tracker.clinical.vocabulary import Level
from tracker.journal.care import card_of
from tracker.records.models import Course, ShownFinding

TODAY = date(2026, 11, 22)
COUNTRIES = tuple(CRISIS_REGIONS)
OF_RESULTS = ("LAB-HCG_U", "LAB-TG")
ELSEWHERE = [
    rule
    for rule in (*(each.id for each in RULES), *OF_RESULTS)
    if rule != OVERDOSE_RULE
]


def card(rule: str, country: str, level: Level = Level.URGENT):
    """Return the card of one flag of today, and the words a person reads on it."""
    course = Course(country=country, clinic_phone="01632 960123")
    row = ShownFinding(
        pk=7,
        course=course,
        rule=rule,
        rule_version=1,
        ruleset="2026.4",
        level=level,
        title="Call today",
        advice="Call your clinic.",
        day=TODAY,
        shown_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    )
    shown = card_of(course, row, today=TODAY)
    html = render_to_string("journal/_care.html", {"card": shown})
    return shown, " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_a_poison_line_is_named_for_too_many_capsules_only(rule):
    for country in COUNTRIES:
        for level in (Level.EMERGENCY, Level.URGENT, Level.SOON):
            words = card(rule, country, level)[1]

            assert "Poison" not in words
            assert "1-800-222-1222" not in words


def test_after_too_many_capsules_it_is_called_whether_the_clinic_is_shut_or_not():
    words = card(OVERDOSE_RULE, "us")[1]

    assert "Poison line: Call Poison Help 1-800-222-1222 ." in words
    assert "Closed?" not in words


def test_without_a_line_for_advice_a_card_names_none():
    shown, words = card("S-MOOD-2", "us")

    assert shown.other_line is None
    assert "Closed?" not in words


@pytest.mark.parametrize("rule", ["S-LIV-1", OVERDOSE_RULE])
def test_where_there_is_no_poison_line_it_is_the_urgent_line(rule):
    assert "Closed? Call NHS 111 ." in card(rule, "uk")[1]


def test_no_region_keeps_a_poison_line_among_its_lines_for_advice():
    poison = [
        (region.code, contact.number)
        for region in CRISIS_REGIONS.values()
        for contact in region.contacts
        if contact.purpose == "poison"
    ]

    assert poison == [("us", "1-800-222-1222")]
    assert line_for(contacts_for("us"), SELF_HARM_RULE) is None


UNCHECKED = "We could not check this number."
EMERGENCY_UNCHECKED = (
    f"{UNCHECKED} If it does not work, use your local emergency number."
)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_number_nobody_could_check_is_marked_on_the_card(country):
    line = line_for(contacts_for("", country=country), "S-LIV-1")
    dialled = line is not None and line.number != ""

    marked = UNCHECKED in card("S-LIV-1", country)[1]

    assert marked is (dialled and line.status != "verified")


@pytest.mark.parametrize(
    ("country", "marked"),
    [("us", True), ("de", True), ("other", True), ("uk", False), ("es", False)],
)
def test_an_emergency_number_nobody_could_check_is_marked_too(country, marked):
    words = card("O-ALL-1", country, Level.EMERGENCY)[1]
    waiting = render_to_string(
        "journal/_flags.html",
        {"flags": {"emergency": contacts_for("", country=country).emergency}},
    )

    assert (EMERGENCY_UNCHECKED in words) is marked
    assert (EMERGENCY_UNCHECKED in waiting) is marked


def test_in_spain_the_card_names_what_the_pack_gives():
    shown, words = card("S-LIV-1", "es")

    assert "Closed? Call 112 or your regional health line ." in words
    assert shown.other_line.address == "tel:112"


def test_where_the_line_differs_the_card_says_so_and_dials_nothing():
    shown, words = card("S-LIV-1", "eu")

    assert (
        "Closed? Call the urgent care line of your country. "
        "It differs from country to country." in words
    )
    assert shown.other_line.address == ""
    assert UNCHECKED not in words


def test_beside_checked_helplines_the_card_does_not_doubt_them():
    doubt = "not been able to check"

    assert doubt not in card(SELF_HARM_RULE, "us")[1]
    assert doubt in card(SELF_HARM_RULE, "de")[1]
