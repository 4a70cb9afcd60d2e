"""The consulting room: the code as words, the mail that gives nothing away, the picture to scan."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.sharing.room import in_threes, letter, spoken
from tracker.ui.qr import qr, rows_of, runs

ADDRESS = "https://courseline.example/s/" + "k7Qm2xR4" * 5 + "/"
# What nobody may learn from a subject line on a lock screen.
TELLING = [
    "isotretinoin",
    "accutane",
    "roaccutane",
    "acne",
    "skin",
    "dermat",
    "medicine",
    "drug",
    "dose",
    "capsule",
    "pill",
    "symptom",
    "mood",
    "pregnan",
    "contracep",
    "blood",
    "test",
    "lab",
    "result",
    "side",
    "effect",
    "health",
    "diary",
    "treatment",
]


def test_a_code_is_read_out_in_two_breaths():
    assert spoken("408215") == "four zero eight, two one five"


def test_no_code_is_nothing_to_say():
    assert (spoken(""), in_threes("")) == ("", "")


def test_a_code_is_written_in_threes():
    assert in_threes("408215") == "408 215"


def test_the_mail_names_nothing_and_carries_the_link():
    told = parse_qs(urlsplit(letter(ADDRESS, stops="27 Nov 2026, 12:00")).query)
    subject, body = told["subject"][0], told["body"][0]

    outside = (subject + body.replace(ADDRESS, "")).lower()
    assert [word for word in TELLING if word in outside] == []
    assert ADDRESS in body
    assert "27 Nov 2026" in body


def test_an_address_with_a_key_survives_the_mail():
    address = "https://courseline.example/view#shlink:/eyJ1cmwi"

    told = letter(address, stops="")

    assert "#" not in told
    assert address in parse_qs(urlsplit(told).query)["body"][0]


def test_a_picture_has_its_quiet_zone_and_no_style():
    drawn = str(qr(ADDRESS, label="QR code of your link"))
    rows = rows_of(ADDRESS)

    assert not any(any(row) for row in (*rows[:4], *rows[-4:]))
    assert 'aria-label="QR code of your link"' in drawn
    assert "style" not in drawn
    assert re.search(r'viewBox="0 0 (\d+) \1"', drawn)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ((), []),
        ((False, False), []),
        ((True, True, False, True), [(0, 2), (3, 1)]),
    ],
)
def test_a_row_is_drawn_in_stretches(row, found):
    assert list(runs(row)) == found
