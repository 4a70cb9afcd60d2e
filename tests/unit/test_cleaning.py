"""Strangers' files: known by what they are, rebuilt, and silent about where they came from."""

from __future__ import annotations

import base64
import struct
import subprocess
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests import papers
from tracker.records import cleaning
from tracker.records.cleaning import NotAReport, cleaned, kind_of, rebuilt

PDF, JPEG, PNG, WEBP = cleaning.PDF, cleaning.JPEG, cleaning.PNG, cleaning.WEBP


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (papers.photo("JPEG"), JPEG),
        (papers.photo("PNG"), PNG),
        (papers.photo("WEBP"), WEBP),
        (papers.pdf(), PDF),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content, kind):
    report = cleaned(content)

    assert report.kind == kind
    assert kind_of(report.content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "unknown"),
        (b"GIF89a" + b"\0" * 20, "unknown"),
        (b"<html><script>1</script>", "unknown"),
        (b"MZ\x90\0", "unknown"),
        # A page of ours with a PDF behind it is no PDF.
        (b"<script>1</script>" + papers.pdf(), "unknown"),
        (papers.heic(), "heic"),
        (papers.photo()[:120], "broken"),
        (b"\x89PNG\r\n\x1a\n" + papers.photo(), "broken"),
        (b"%PDF-1.4 and nothing else", "broken"),
        (papers.huge_png(), "large"),
        (papers.pdf(password="hidden"), "locked"),
        (papers.pdf(pages=41), "long"),
    ],
)
def test_what_cannot_be_kept_is_refused(content, why):
    with pytest.raises(NotAReport) as refusal:
        cleaned(content)

    assert refusal.value.why == why


def test_a_photo_loses_its_place_and_keeps_its_side_up():
    content = papers.photo_that_tells()
    assert papers.SECRET in content

    kept = rebuilt(JPEG, content)

    assert papers.SECRET not in kept
    assert dict(opened(kept).getexif()) == {}
    assert opened(kept).size == (200, 300)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_lose_their_notes_too(kind):
    notes = Image.Exif()
    notes[0x010E] = papers.SECRET.decode()

    kept = rebuilt(f"image/{kind.lower()}", papers.photo(kind, exif=notes))

    assert papers.SECRET not in kept
    assert opened(kept).size == (300, 200)


def test_a_script_behind_a_picture_is_gone():
    page = b"<script>alert(1)</script>"

    assert page not in rebuilt(JPEG, papers.photo() + page)


def test_a_picture_under_another_name_is_read_as_what_it_is():
    # Its first bytes are a JPEG: no other decoder gets to see it.
    with pytest.raises(NotAReport):
        rebuilt(PNG, papers.photo("JPEG"))


def test_a_large_photo_is_made_smaller():
    kept = opened(rebuilt(JPEG, papers.photo(size=(5000, 2500))))

    assert kept.size == (4096, 2048)


def test_see_through_parts_become_white():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")

    assert opened(rebuilt(PNG, out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_keeps_its_pages_and_nothing_else():
    content = papers.pdf(pages=2, hostile=True)
    assert papers.SECRET in content

    kept = rebuilt(PDF, content)

    assert papers.SECRET not in kept
    with pikepdf.open(BytesIO(kept)) as made:
        assert len(made.pages) == 2
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert not made.attachments
        assert "/Info" not in made.trailer
        assert "/Annots" not in made.pages[0].obj
        assert "/AA" not in made.pages[0].obj


def test_the_photo_inside_a_pdf_is_still_there_without_its_place():
    kept = rebuilt(PDF, papers.pdf())

    with pikepdf.open(BytesIO(kept)) as made:
        image = made.pages[0].obj.Resources.XObject.Photo
        assert opened(image.read_raw_bytes()).size == (300, 200)
    assert papers.SECRET not in kept


@pytest.mark.parametrize("progressive", [True, False])
def test_the_points_of_a_photo_stay_as_they_are(progressive):
    shades = Image.linear_gradient("L").convert("RGB")
    out = BytesIO()
    shades.save(out, "JPEG", progressive=progressive, comment=papers.SECRET)

    kept = cleaning.without_notes(out.getvalue() + papers.SECRET)

    assert papers.SECRET not in kept
    assert opened(kept).tobytes() == opened(out.getvalue()).tobytes()


def test_a_photo_packed_in_an_unknown_way_is_refused():
    content = BytesIO()
    with pikepdf.open(BytesIO(papers.pdf())) as made:
        image = made.pages[0].obj.Resources.XObject.Photo
        filters = [pikepdf.Name("/Unheard"), pikepdf.Name.DCTDecode]
        image.write(image.read_raw_bytes(), filter=pikepdf.Array(filters))
        made.save(content)

    with pytest.raises(NotAReport):
        rebuilt(PDF, content.getvalue())


def test_what_a_page_says_of_its_marked_parts_is_gone():
    content = BytesIO()
    with pikepdf.open(BytesIO(papers.pdf())) as made:
        told = pikepdf.Dictionary(
            Part=pikepdf.Dictionary(Note=pikepdf.String(papers.SECRET.decode()))
        )
        made.pages[0].obj.Resources.Properties = made.make_indirect(told)
        made.save(content, compress_streams=False)

    kept = rebuilt(PDF, content.getvalue())

    assert papers.SECRET in content.getvalue()
    assert papers.SECRET not in kept
    with pikepdf.open(BytesIO(kept)) as made:
        assert set(made.pages[0].obj.Resources.keys()) == {"/XObject"}


@pytest.mark.parametrize("length", [0, 2, 3, 5, 100, 300])
def test_a_cut_off_photo_does_no_harm(length):
    assert cleaning.without_notes(papers.photo()[:length]).endswith(b"\xff\xd9")


PACKED = {
    "/FlateDecode": zlib.compress,
    "/ASCII85Decode": lambda plain: base64.a85encode(plain) + b"~>",
    "/ASCIIHexDecode": lambda plain: plain.hex().encode() + b">",
}


def photo_packed_in(*names: str) -> bytes:
    """Return a PDF whose photo is packed in so many layers, the outermost first."""
    content = BytesIO()
    with pikepdf.open(BytesIO(papers.pdf())) as made:
        image = made.pages[0].obj.Resources.XObject.Photo
        packed = image.read_raw_bytes()
        for name in reversed(names):
            packed = PACKED[name](packed)
        filters = [pikepdf.Name(name) for name in (*names, "/DCTDecode")]
        image.write(packed, filter=pikepdf.Array(filters))
        made.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("/FlateDecode",),
        ("/ASCII85Decode",),
        ("/ASCIIHexDecode",),
        ("/ASCII85Decode", "/FlateDecode"),
    ],
)
def test_a_photo_is_found_however_it_is_packed(names):
    kept = rebuilt(PDF, photo_packed_in(*names))

    with pikepdf.open(BytesIO(kept)) as made:
        image = made.pages[0].obj.Resources.XObject.Photo
        assert opened(image.read_raw_bytes()).size == (300, 200)
        assert b"Exif" not in image.read_raw_bytes()


def test_the_helper_knows_no_keys(monkeypatch):
    seen: dict[str, Any] = {}

    def run(command, **options):
        seen.update(options, command=command)
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(NotAReport):
        cleaned(papers.photo())

    assert seen["env"] == {}
    assert seen["command"][-1] == JPEG


def test_a_file_too_large_for_the_helper_is_refused(monkeypatch):
    class Done:
        returncode, stdout, stderr = -9, b"", b"Killed"

    monkeypatch.setattr(subprocess, "run", lambda *_, **__: Done)

    with pytest.raises(NotAReport, match="broken"):
        cleaned(papers.photo())


HOSTS = (
    (JPEG, papers.photo_that_tells()),
    (PNG, papers.photo("PNG")),
    (WEBP, papers.photo("WEBP")),
    (PDF, papers.pdf(hostile=True)),
)


# What Pillow finds odd in a damaged file is no concern of ours.
@pytest.mark.filterwarnings("ignore")
@given(
    st.sampled_from(HOSTS),
    st.lists(st.tuples(st.integers(8, 3000), st.integers(0, 255)), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_rebuilt_or_refused(host, damage):
    kind, content = host
    broken = bytearray(content)
    for place, value in damage:
        broken[place % (len(broken) - 8) + 8] = value

    try:
        kept = rebuilt(kind, bytes(broken))
    except (NotAReport, struct.error, TypeError):
        # The helper says the same of what its libraries could not read.
        return

    assert kind_of(kept) == kind
    # In a PDF, damage can hide that a stream is a photo.
    assert kind == PDF or papers.SECRET not in kept
