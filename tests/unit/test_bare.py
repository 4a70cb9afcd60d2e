"""A file that was cleaned here is told from any other, and is not cleaned twice."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests import papers
from tracker.records import cleaning
from tracker.records.bare import is_bare
from tracker.records.cleaning import JPEG, WEBP, cleaned, kept, kind_of, rebuilt


def noisy(kind: str) -> bytes:
    """Return a picture that changes a little each time it is written with losses."""
    out = BytesIO()
    Image.effect_noise((120, 90), 80).convert("RGB").save(out, kind)
    return out.getvalue()


OTHERS = {
    "jpeg": noisy("JPEG"),
    "png": noisy("PNG"),
    "webp": noisy("WEBP"),
    "pdf": papers.pdf(pages=3, hostile=True),
    "tells": papers.photo_that_tells(),
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_what_was_cleaned_stays_as_it_is_byte_for_byte(content):
    once = cleaned(content)

    assert kept(once.content) == once


def test_cleaning_a_photo_again_would_change_it():
    once = cleaned(noisy("JPEG")).content

    assert rebuilt(JPEG, once) != once


def test_a_photo_that_tells_is_cleaned():
    found = kept(papers.photo_that_tells())

    assert papers.SECRET not in found.content
    assert found == cleaned(papers.photo_that_tells())


def jpeg() -> bytes:
    return rebuilt(JPEG, noisy("JPEG"))


def webp() -> bytes:
    return rebuilt(WEBP, noisy("WEBP"))


def with_thumbnail(content: bytes) -> bytes:
    return content[:18] + b"\x01\x01" + content[20:]


NOTE = b"\xff\xfe\x00\x06note"
HIDING = {
    "a note": jpeg()[:20] + NOTE + jpeg()[20:],
    "a place": jpeg()[:20] + b"\xff\xe1\x00\x08Exif\0\0" + jpeg()[20:],
    "a profile": jpeg()[:20] + b"\xff\xe2\x00\x06abcd" + jpeg()[20:],
    "something after the end": jpeg() + papers.SECRET,
    "a second picture": jpeg() + jpeg(),
    "a small picture in its head": with_thumbnail(jpeg()),
    "another head": b"\xff\xd8" + jpeg()[20:],
    "no end": jpeg()[:-2],
}


@pytest.mark.parametrize("content", HIDING.values(), ids=HIDING)
def test_a_jpeg_that_holds_anything_beside_its_points_is_not_bare(content):
    assert not is_bare(JPEG, content, b"")
    assert is_bare(JPEG, jpeg(), b"")


def test_a_webp_with_another_part_is_not_bare():
    whole = webp()
    more = whole + b"EXIF\x04\0\0\0abcd"
    told = b"RIFF" + (len(more) - 8).to_bytes(4, "little") + more[8:]

    assert is_bare(WEBP, whole, whole[:20] + b"other")
    assert not is_bare(WEBP, told, whole)
    assert not is_bare(WEBP, whole + b"x", whole)


@pytest.mark.parametrize(
    "content", [papers.photo()[:120], papers.huge_png(), b"%PDF-1.4"]
)
def test_what_cannot_be_opened_is_refused(content):
    with pytest.raises(cleaning.NotAReport):
        kept(content)


def test_the_kind_is_that_of_the_content():
    assert kind_of(webp()) == WEBP
