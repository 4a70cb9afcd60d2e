"""Hand out the sealed files of SMART Health Links: a short-lived address for each, and who asked for it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from tracker.records.models import FileTicket, LinkKind, SealedFile, ShareLink
from tracker.records.sharing import (
    SECRET_BYTES,
    ShareEnded,
    digest_of,
    note_visit,
    works,
)

# The specification allows an hour.
ADDRESS_LASTS = timedelta(minutes=10)


def file_of(link: ShareLink) -> SealedFile:
    """Return what a link hands out; raise ShareEnded when it is gone."""
    sealed = SealedFile.objects.filter(link=link).first()
    if sealed is None:
        raise ShareEnded
    return sealed


def hand_over(link: ShareLink, *, recipient: str, at: datetime) -> SealedFile:
    """Return the file of a check-in link and note who asked for it; raise ShareEnded."""
    if link.kind != LinkKind.CHECK_IN:
        raise ShareEnded
    sealed = file_of(link)
    note_visit(link, at=at, recipient=recipient)
    return sealed


def ticket_for(sealed: SealedFile, *, at: datetime) -> str:
    """Return what fetches the file once within the next ten minutes, without a code."""
    ticket = secrets.token_urlsafe(SECRET_BYTES)
    FileTicket.objects.create(
        file=sealed, digest=digest_of(ticket), until=at + ADDRESS_LASTS
    )
    return ticket


def peek(ticket: str, *, at: datetime) -> SealedFile:
    """Return the file of a ticket without spending it; raise ShareEnded when it ran out, or its link did."""
    rows = FileTicket.objects.select_related("file__link")
    row = rows.filter(digest=digest_of(ticket), until__gt=at).first()
    if row is None or not works(row.file.link, at):
        raise ShareEnded
    return row.file


@transaction.atomic
def redeem(ticket: str, *, at: datetime) -> SealedFile:
    """Return the file of a ticket and spend the ticket; raise ShareEnded. Of two at once, one gets the file."""
    sealed = peek(ticket, at=at)
    spent, _each = FileTicket.objects.filter(digest=digest_of(ticket)).delete()
    if not spent:
        raise ShareEnded
    return sealed
