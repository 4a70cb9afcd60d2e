"""A large upload waits on disk where nobody can read it."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from tests import zips
from tracker.privacy.opening import opened
from tracker.privacy.uploads import HiddenFile


def hidden(*parts: bytes) -> HiddenFile:
    file = HiddenFile()
    for each in parts:
        file.append(each)
    file.seek(0)
    return file


@given(
    parts=st.lists(st.binary(max_size=100), max_size=8),
    start=st.integers(0, 400),
    size=st.integers(0, 400),
)
def test_any_stretch_of_it_reads_as_it_was_written(parts, start, size):
    file, whole = hidden(*parts), b"".join(parts)

    file.seek(start)

    assert file.read(size) == whole[start : start + size]
    file.close()


def test_what_lies_on_disk_is_something_else():
    file = hidden(b"a note that nobody may read")

    assert b"note" not in file._file.read()
    assert file.tell() == len(b"a note that nobody may read")


def test_two_files_of_the_same_words_look_different():
    one, other = hidden(b"x" * 64), hidden(b"x" * 64)

    assert one._file.read() != other._file.read()


def test_a_zip_is_opened_from_it():
    with opened(hidden(zips.of(zips.NOTHING))) as archive:
        assert archive.document() == zips.NOTHING


def test_it_is_a_file_like_any_other():
    file = hidden(b"one\ntwo\n")

    assert file.readable()
    assert file.seekable()
    with io.BufferedReader(file) as reader:
        assert list(reader) == [b"one\n", b"two\n"]
    assert file.closed
