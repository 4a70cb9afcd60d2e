"""An account as one ZIP: the same account gives the same bytes, whenever and wherever it is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from tracker.accounts.models import User
from tracker.privacy import sheets
from tracker.records import attachments
from tracker.records.exporting import Account, last_day, last_moment
from tracker.records.models import Course
from tracker.summary.build import summary_of
from tracker.summary.document import PARTS
from tracker.summary.render import as_fhir

DOCUMENT = "courseline.json"
ENTRIES, LABS, SUMMARY = "entries.csv", "labs.csv", "summary.fhir.json"
# The oldest moment a ZIP can name: when a file was made says nothing about what is in it.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
UNIX, OWNER_ONLY = 3, 0o600 << 16


class Outlet:
    """What a ZIP is written to: somebody takes the bytes away as they come."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Have nothing to do; a ZIP asks for it."""

    def taken(self) -> bytes:
        found = b"".join(self._waiting)
        self._waiting.clear()
        return found


def pieces(account: Account, owner: User) -> Iterator[bytes]:
    """Return the ZIP piece by piece: at most one report is in memory at a time, and nothing is written to disk.

    What is text is made at once, before the first piece is asked for.
    """
    return written(texts(account, owner), account)


def texts(account: Account, owner: User) -> dict[str, str]:
    """Return the files of words, by name, in the language and zone of the person."""
    zone = ZoneInfo(owner.time_zone)
    with translation.override(owner.language), timezone.override(zone):
        found = {
            DOCUMENT: as_text(account.document),
            ENTRIES: sheets.entries(account.courses),
            LABS: sheets.labs(account.courses),
        }
        if account.current is not None:
            found[SUMMARY] = as_text(summary(account.current))
    return found


def as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def summary(course: Course) -> dict[str, object]:
    """Return the present course as FHIR, with every part, as of the last thing written down."""
    at = last_moment(course)
    made = summary_of(course, on=last_day(course), made_at=at, parts=frozenset(PARTS))
    return as_fhir.collection(made, pdf=None, at=at)


def written(words: dict[str, str], account: Account) -> Iterator[bytes]:
    outlet = Outlet()
    # Not compressed: two versions of a compressor would give two files.
    with ZipFile(outlet, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, text in words.items():
            archive.writestr(entry(name), text.encode())
            yield outlet.taken()
        for paper in account.papers:
            archive.writestr(entry(paper.name), attachments.content_of(paper.row))
            yield outlet.taken()
    yield outlet.taken()


def entry(name: str) -> ZipInfo:
    made = ZipInfo(name, LONG_AGO)
    made.create_system, made.external_attr = UNIX, OWNER_ONLY
    return made
