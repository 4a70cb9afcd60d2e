"""A ZIP from anybody: what is not ours is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests import zips
from tracker.clinical.history.parts import BadHistory
from tracker.privacy.opening import Unreadable, opened


def why(content: bytes) -> str:
    """Return why a ZIP is refused, or nothing when its document can be read."""
    try:
        with opened(io.BytesIO(content)) as archive:
            archive.document()
    except Unreadable as problem:
        return problem.why
    return ""


def test_ours_is_opened():
    assert why(zips.of(zips.NOTHING)) == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_zip"),
        (b"PK", "no_zip"),
        (b"{}" * 40, "no_zip"),
        (zips.of(zips.NOTHING) + b"a remark", "no_zip"),
        (zips.cut(), "no_zip"),
        (zips.broken(), "broken"),
        (zips.twice(), "broken"),
        (zips.locked(), "locked"),
        (zips.bomb(), "large"),
        (zips.liar(), "broken"),
        (zips.long_list(), "large"),
        (zips.larger(), "large"),
        (zips.zipped({}), "missing"),
        (zips.zipped({"entries.csv": b""}), "missing"),
        (zips.with_name("../courseline.json"), "strange"),
        (zips.with_name("/etc/passwd"), "strange"),
        (zips.with_name("reports/../../x.jpg"), "strange"),
        (zips.with_name("reports\\2026-10-19-1.jpg"), "strange"),
        (zips.with_name("reports/2026-10-19-1.jpg/"), "strange"),
        (zips.with_name("reports/2026-10-19-1.svg"), "strange"),
        (zips.with_name("reports/\uff12\uff10\uff12\uff16-10-19-1.jpg"), "strange"),
        (zips.with_name("readme.txt"), "strange"),
        (zips.zipped({"courseline.json": b"{}"}, kind=zipfile.ZIP_LZMA), "strange"),
    ],
    # Bytes make poor names.
    ids=lambda each: each if isinstance(each, str) else f"{len(each)} bytes",
)
def test_what_is_not_ours_is_refused(content, reason):
    assert why(content) == reason


def test_thousands_of_names_are_too_many():
    names = {f"reports/2026-10-19-{number}.jpg": b"" for number in range(2001)}

    assert why(zips.zipped(names)) == "large"


def test_parts_are_counted_by_what_was_read(settings):
    settings.IMPORT_MAX_BYTES = 1500
    name = "reports/2026-10-19-1.jpg"
    content = zips.of(zips.NOTHING, **{name: b"x" * 1000})

    with opened(io.BytesIO(content)) as archive:
        archive.paper(name)
        with pytest.raises(Unreadable, match="large"):
            archive.paper(name)


@given(where=st.integers(0, len(zips.of(zips.NOTHING)) - 1), value=st.integers(0, 255))
@effort(max_examples=300)
def test_one_changed_byte_never_brings_it_down(where, value):
    content = bytearray(zips.of(zips.NOTHING))
    content[where] = value

    try:
        told = why(bytes(content))
    except BadHistory:
        told = "not understood"

    assert told in {"", "no_zip", "broken", "locked", "strange", "missing", "large", "not understood"}  # fmt: skip
