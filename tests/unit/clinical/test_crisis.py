"""Who to call: every region has someone, and old numbers are noticed."""

from datetime import date

import pytest

from tracker.clinical.crisis import (
    CRISIS_REGIONS,
    SELF_HARM_WORDS,
    contacts_for,
    mentions_self_harm,
    stale,
)
from tracker.clinical.sources import SOURCES

every_region = pytest.mark.parametrize(
    "region", CRISIS_REGIONS.values(), ids=lambda region: region.code
)


def test_all_regions_are_there():
    assert set(CRISIS_REGIONS) == {
        "us",
        "uk",
        "es",
        "eu",
        "ie",
        "fr",
        "de",
        "ca",
        "au",
        "nz",
        "other",
    }


@every_region
def test_a_region_starts_with_an_emergency_number_and_offers_support(region):
    assert region.contacts[0] == region.emergency
    assert region.emergency.address.startswith("tel:")
    assert any(contact.purpose == "support" for contact in region.contacts)


@every_region
def test_a_contact_says_how_well_it_was_checked(region):
    for contact in region.contacts:
        assert contact.status in {"verified", "BG", "UNVERIFIED"}
        assert (contact.status == "verified") <= (contact.source in SOURCES)
        assert contact.kind in {"call", "text", "site"}


@pytest.mark.parametrize(
    ("region", "country", "expected"),
    [
        ("uk", "", "uk"),
        ("us", "", "us"),
        ("generic", "", "other"),
        ("generic", "ES", "es"),
        ("uk", "ie", "ie"),
        ("generic", "atlantis", "other"),
    ],
)
def test_a_country_comes_before_the_region_and_there_is_always_someone(
    region, country, expected
):
    assert contacts_for(region, country=country).code == expected


def test_a_text_line_opens_a_message_and_a_site_opens_no_call():
    texts = [
        contact for contact in contacts_for("uk").contacts if contact.kind == "text"
    ]
    sites = [
        contact for contact in contacts_for("other").contacts if contact.kind == "site"
    ]

    assert texts[0].address == "sms:85258"
    assert sites[0].address == ""


def test_contacts_go_stale_after_a_year():
    assert stale(date(2027, 11, 22)) == ()
    assert set(stale(date(2027, 11, 23))) == set(CRISIS_REGIONS)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "thinking about suicide.",
        "I don\u2019t want to live",
        "I might HURT   myself",
        "self-harm",
        "tired of not wanting to live",
        "I want to be dead",
        "I don\u2019t want to be alive",
        "i dont wanna live",
        "kms",
        "want to unalive myself",
        "I don\u2019t want to exist",
        "took an overdose",
        "I hurt myself",
        "ran 5 kms and want to die",
        "hurt myself at football, and then hurt myself again",
        "Hurt myself at football. Suicidal.",
        "I cut myself",
        "I cut myself again last night, on the arm",
        "cut my self with a razor",
        "I self-harmed",
        "self harming again",
        "I harmed myself",
        "going to kill my self",
        "Life is not worth living.",
        "life isn\u2019t worth living",
        "I keep thinking of ending it",
        "ending it all",
        "I want to disappear forever",
        "I don't want to be here",
        "I do not want to be here any more",
        # Words of intent beside what would be an accident.
        "hurt myself at training on purpose",
        "I hurt myself at training because I hate myself",
        "I wanted to, so I hurt myself climbing",
        "Cut myself shaving. I wanted to.",
        "deliberately cut myself cooking",
        "hurt myself at football, then hurt myself at the gym on purpose",
    ],
)
def test_listed_words_are_noticed(text):
    assert mentions_self_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lips are dry",
        "dying my hair",
        "my phone died",
        "suicidally fun is not listed",
        "hurt myself at football",
        "I hurt myself playing tennis.",
        "ran 5 kms",
        "5kms today",
        "ran 5 kms, wanted to run more",
        "cut my finger",
        "cut my finger on purpose-made glass",
        "hurt myself at training",
        "I cut myself shaving.",
        "keep cutting myself while shaving",
        "accidentally cut myself",
        "cut myself on a tin",
        "cut myself some slack",
        "cut myself off from sugar",
        "I hurt my self-esteem",
        "will cut my self-tan routine",
        "my doctor is ending it early",
        "ending it with my boyfriend",
        "spending it on creams",
        "a life worth living",
        "spots disappear",
        "hurt myself at training, and the rest of the day we all watched the match together at home as I wanted to",
    ],
)
def test_other_words_are_left_alone(text):
    assert not mentions_self_harm(text)


def test_the_word_list_is_marked_as_not_reviewed_yet():
    assert {words.reviewed for words in SELF_HARM_WORDS} == {""}


def test_elsewhere_the_common_number_is_not_promised_to_work():
    emergency = contacts_for("other").emergency

    assert emergency.number == "112"
    assert "does not work everywhere" in emergency.note
    assert "local emergency number" in emergency.note
