"""Photos and PDFs of reports: cleaned, encrypted, outside the database and the static tree, their owner's alone."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from tracker.accounts.models import User
from tracker.records import audit
from tracker.records.cleaning import Report, cleaned
from tracker.records.fields import cipher
from tracker.records.models import Attachment, Course

# Of one person. Each of an import is opened by a process of its own.
MOST_REPORTS = 200
OURS = re.compile(r"[0-9a-f]{32}")
SWEPT = ".swept"
A_DAY = timedelta(days=1)


class TooLarge(ValueError):
    """The file is larger than one report may be."""


class NoRoom(ValueError):
    """The person's reports would be more, or take more room, than there is for one person."""


class FileIsGone(LookupError):
    """The row is there and its file is not, or the keys cannot read it."""


def folder() -> Path:
    return Path(settings.ATTACHMENTS_DIR)


def read(content: bytes, *, clean: Callable[[bytes], Report] = cleaned) -> Report:
    """Return a harmless copy of an upload; raise TooLarge and NotAReport."""
    if len(content) > settings.ATTACHMENT_MAX_BYTES:
        raise TooLarge(len(content))
    report = clean(content)
    if len(report.content) > settings.ATTACHMENT_MAX_BYTES:
        raise TooLarge(len(report.content))
    return report


@transaction.atomic
def add(course: Course, report: Report, *, day: date, at: datetime) -> Attachment:
    """Keep a cleaned report under the day of the test; raise NoRoom."""
    # Two uploads at once must not both find the last free room.
    User.objects.select_for_update().get(pk=course.owner_id)
    if room_taken(course.owner) + len(report.content) > settings.ATTACHMENTS_MAX_BYTES:
        raise NoRoom
    if Attachment.objects.filter(course__owner=course.owner).count() >= MOST_REPORTS:
        raise NoRoom
    name = write(report.content)
    try:
        row = Attachment.objects.create(
            course=course,
            day=day,
            file=name,
            kind=report.kind,
            size=len(report.content),
            added_at=at,
        )
        audit.note(
            course.owner,
            actor="owner",
            what="attachment_added",
            subject=f"attachment {row.pk}",
            at=at,
        )
    except BaseException:
        erase([name])
        raise
    return row


def room_taken(owner: User) -> int:
    """Return how many bytes of reports a person keeps."""
    rows = Attachment.objects.filter(course__owner=owner)
    return rows.aggregate(taken=Sum("size"))["taken"] or 0


def write(content: bytes) -> str:
    """Write the content encrypted and whole, and return the random name it lies under."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(folder() / name, flags, 0o600), "wb") as file:
        file.write(cipher().encrypt(content))
        file.flush()
        os.fsync(file.fileno())
    return name


def content_of(row: Attachment) -> bytes:
    """Return the file in the clear; raise FileIsGone."""
    try:
        return cipher().decrypt((folder() / row.file).read_bytes())
    except (FileNotFoundError, InvalidToken):
        raise FileIsGone(row.pk) from None


def is_there(row: Attachment) -> bool:
    """Hold unless the file of a report was lost."""
    return (folder() / row.file).is_file()


def is_whole(row: Attachment) -> bool:
    """Hold unless the file of a report was lost or damaged; it is read to the end for that."""
    try:
        content_of(row)
    except FileIsGone:
        return False
    return True


def whole_files(owner: User) -> frozenset[str]:
    """Return the names of a person's files that can be handed back, read one at a time."""
    rows = Attachment.objects.filter(course__owner=owner)
    return frozenset(row.file for row in rows.iterator() if is_whole(row))


@transaction.atomic
def remove(row: Attachment, *, at: datetime) -> None:
    """Delete a report, row and file."""
    audit.note(
        row.course.owner,
        actor="owner",
        what="attachment_removed",
        subject=f"attachment {row.pk}",
        at=at,
    )
    name = row.file
    row.delete()
    # The file goes once the row is gone for good: never a row without its file.
    transaction.on_commit(lambda: erase([name]))


def erase(names: Iterable[str]) -> None:
    for name in names:
        (folder() / name).unlink(missing_ok=True)


def sweep(*, at: datetime) -> int:
    """Delete files that no row names, such as of an import that was cut off; return how many that were.

    Done once a day. What is younger than that may belong to rows that are still being written.
    """
    swept = folder() / SWEPT
    before = (at - A_DAY).timestamp()
    if is_later(swept, before) or not User.objects.exists():
        # A database without people is not the one these files belong to.
        return 0
    old = [name for name in names_there() if not is_later(folder() / name, before)]
    # Asked after the folder was read: a row that is there by now keeps its file.
    named = set(Attachment.objects.values_list("file", flat=True).iterator())
    left = [name for name in old if name not in named]
    erase(left)
    if folder().is_dir():
        swept.touch(mode=0o600)
        os.utime(swept, (at.timestamp(), at.timestamp()))
    return len(left)


def is_later(path: Path, moment: float) -> bool:
    """Hold for a file of that moment or later; one that is gone is of no moment."""
    try:
        return path.stat().st_mtime > moment
    except FileNotFoundError:
        return False


def names_there() -> list[str]:
    """Return the names in the folder that are ours."""
    if not folder().is_dir():
        return []
    return [each.name for each in folder().iterdir() if OURS.fullmatch(each.name)]


def erase_all(owner: User) -> None:
    """Delete every report of a person, files included; for the end of an account, before its rows go."""
    rows = Attachment.objects.filter(course__owner=owner)
    names = list(rows.values_list("file", flat=True))
    rows.delete()
    transaction.on_commit(lambda: erase(names))


def of(course: Course) -> list[Attachment]:
    """Return the reports of a course, in order of day."""
    return list(course.attachments.all())


def of_day(course: Course, day: date) -> list[Attachment]:
    return list(course.attachments.filter(day=day))


def attachments_of(owner: User) -> list[Attachment]:
    """Return every report of a person, in order; ``content_of`` gives each in the clear."""
    rows = Attachment.objects.filter(course__owner=owner)
    return list(rows.order_by("day", "pk"))
