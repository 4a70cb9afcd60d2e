"""A ZIP from anybody, opened by its list of contents alone: nothing is unpacked, and no name becomes a path."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.conf import settings

from tracker.privacy.archive import DOCUMENT, ENTRIES, LABS, SUMMARY
from tracker.records.arriving_course import PAPER
from tracker.records.strict_json import loaded

MADE_AGAIN = frozenset({ENTRIES, LABS, SUMMARY})
MOST_FILES = 2000
LONGEST_LIST = 1024 * 1024
LOCKED = 0x1
# The last 22 bytes of a ZIP: its mark, four numbers of parts, how long the list is and where, and no remark. One
# that is too large for these numbers has another mark before it.
LAST, MARK = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
LARGER, LARGER_MARK = 20, b"PK\x06\x07"
BROKEN = (
    BadZipFile,
    LargeZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Unreadable(Exception):
    """The file is not an export; ``why`` is one of no_zip, broken, locked, strange, missing, large."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.why, self.name = why, name


class Archive:
    """An export that was opened: its document, and its reports one at a time."""

    def __init__(self, zipped: ZipFile) -> None:
        self._zipped = zipped
        self._files = {each.filename: each for each in listed(zipped)}
        # Entries may overlap, so it is what was read that counts.
        self._left = settings.IMPORT_MAX_BYTES

    def document(self) -> object:
        """Return what ``courseline.json`` says; raise Unreadable and BadHistory."""
        return loaded(self._read(DOCUMENT, settings.EXPORT_DOCUMENT_MAX_BYTES))

    def paper(self, name: str) -> bytes:
        """Return a report; raise Unreadable."""
        return self._read(name, settings.ATTACHMENT_MAX_BYTES)

    def _read(self, name: str, most: int) -> bytes:
        if name not in self._files:
            raise Unreadable("missing", name)
        most = min(most, self._left)
        try:
            with self._zipped.open(self._files[name]) as file:
                content = file.read(most + 1)
        except BROKEN:
            raise Unreadable("broken", name) from None
        if len(content) > most:
            raise Unreadable("large", name)
        self._left -= len(content)
        return content


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Archive]:
    """Open an export; raise Unreadable."""
    refuse_long_list(file)
    try:
        zipped = ZipFile(file)
    except BROKEN:
        raise Unreadable("no_zip") from None
    with zipped:
        yield Archive(zipped)


def refuse_long_list(file: IO[bytes]) -> None:
    """Look at how long the list of contents is before it is read: it alone could fill the memory."""
    try:
        file.seek(-LAST.size, 2)
        mark, _disk, _first, _here, files, length, _at, remark = LAST.unpack(
            file.read(LAST.size)
        )
    except (OSError, ValueError, struct.error):
        raise Unreadable("no_zip") from None
    if mark != MARK or remark:
        raise Unreadable("no_zip")
    if files > MOST_FILES or length > LONGEST_LIST or says_it_is_larger(file):
        raise Unreadable("large")
    file.seek(0)


def says_it_is_larger(file: IO[bytes]) -> bool:
    try:
        file.seek(-LAST.size - LARGER, 2)
    except (OSError, ValueError):
        return False
    return file.read(len(LARGER_MARK)) == LARGER_MARK


def listed(zipped: ZipFile) -> list[ZipInfo]:
    """Return what is in the ZIP, every name one of ours and there once; raise Unreadable."""
    found = zipped.infolist()
    names = [each.filename for each in found]
    if len(names) > MOST_FILES:
        raise Unreadable("large")
    for each in found:
        if each.flag_bits & LOCKED:
            raise Unreadable("locked", each.filename)
        if not is_ours(each):
            raise Unreadable("strange", each.filename)
    if len(set(names)) != len(names):
        raise Unreadable("broken")
    return found


def is_ours(each: ZipInfo) -> bool:
    known = each.filename == DOCUMENT or each.filename in MADE_AGAIN
    packed = each.compress_type in {ZIP_STORED, ZIP_DEFLATED}
    return packed and (known or PAPER.fullmatch(each.filename) is not None)
