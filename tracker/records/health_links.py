"""Hand out the sealed files of SMART Health Links: a short-lived address for each, and who asked for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from tracker.records.models import LinkKind, SealedFile, ShareLink
from tracker.records.sharing import ShareEnded, note_visit, works

# The specification allows an hour.
ADDRESS_LASTS = timedelta(minutes=10)
SIGNER = signing.Signer(salt="sealed file of a link")


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
    """Return what fetches the file for the next ten minutes, without a code."""
    until = int((at + ADDRESS_LASTS).timestamp())
    return SIGNER.sign_object({"file": sealed.pk, "until": until})


def redeem(ticket: str, *, at: datetime) -> SealedFile:
    """Return the file of a ticket; raise ShareEnded when it ran out, or its link did."""
    try:
        told = SIGNER.unsign_object(ticket)
    except signing.BadSignature:
        raise ShareEnded from None
    row = (
        SealedFile.objects.select_related("link").filter(pk=told["file"]).first()
        if at.timestamp() < told["until"]
        else None
    )
    if row is None or not works(row.link, at):
        raise ShareEnded
    return row
