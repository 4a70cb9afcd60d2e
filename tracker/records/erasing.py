"""End an account: every row, every file, every session, and what the database would leave of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction

from tracker.accounts.models import User
from tracker.records import attachments
from tracker.records.models import Course, ShareLink

log = logging.getLogger("tracker.records")


def erase(owner: User) -> None:
    """Delete a person and all that is theirs; links, feeds and sessions end with the next request.

    Rows are deleted, not marked. SQLite writes zeros over them (``secure_delete``), and its log is emptied.
    """
    keys = list(sessions_of(owner))
    with transaction.atomic():
        # Whoever opens a link or saves a day in this moment comes before us, or finds nothing.
        User.objects.select_for_update().get(pk=owner.pk)
        list(Course.objects.select_for_update().filter(owner=owner))
        list(ShareLink.objects.select_for_update().filter(course__owner=owner))
        attachments.erase_all(owner)
        Session.objects.filter(session_key__in=keys).delete()
        User.objects.filter(pk=owner.pk).delete()
        transaction.on_commit(empty_log)


def sessions_of(owner: User) -> Iterator[str]:
    """Return the keys of a person's sessions, found by what is in them: no table lists them all."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(owner.pk):
            yield session.session_key


def empty_log() -> None:
    """Move the log of SQLite into its file and empty it: it still holds the pages as they were."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = bool(cursor.fetchone()[0])
    except DatabaseError:
        is_busy = True
    if is_busy:
        log.warning("The log of the database was in use and was not emptied.")
