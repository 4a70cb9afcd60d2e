"""Make, turn off and open the links that show somebody the summary."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import Count, F, Prefetch

from tracker.accounts.models import User
from tracker.records import audit
from tracker.records.fields import cipher
from tracker.records.models import Course, ShareLink, ShareVisit

SECRET_BYTES = 32
SHOW_ONCE_WITHIN = timedelta(minutes=10)
VISITS_LISTED = 5


class ShareEnded(LookupError):
    """No link that works has this secret: it never did, was turned off, or ran out."""


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def create(
    course: Course,
    *,
    label: str,
    parts: Iterable[str],
    starts: date | None,
    ends: date | None,
    lasts: timedelta,
    at: datetime,
) -> tuple[ShareLink, str]:
    """Make a link that works for ``lasts``; return it with its secret, which is kept nowhere."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    link = ShareLink.objects.create(
        course=course,
        token_digest=digest_of(token),
        label=label,
        parts=sorted(parts),
        starts=starts,
        ends=ends,
        created_at=at,
        expires_at=at + lasts,
    )
    audit.note(
        course.owner,
        actor="owner",
        what="share_made",
        subject=f"share {link.pk}",
        at=at,
    )
    return link, token


@transaction.atomic
def revoke(link: ShareLink, *, at: datetime) -> None:
    """Turn a link off from the next request on; turning it off twice changes nothing."""
    if link.revoked_at is not None:
        return
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    owner = link.course.owner
    audit.note(
        owner, actor="owner", what="share_ended", subject=f"share {link.pk}", at=at
    )


def works(link: ShareLink, at: datetime) -> bool:
    return link.revoked_at is None and at < link.expires_at


def find(token: str, *, at: datetime) -> ShareLink:
    """Return the link of a secret, with its course and owner; raise ShareEnded."""
    rows = ShareLink.objects.select_related("course__owner")
    link = rows.filter(token_digest=digest_of(token)).first()
    if link is None or not works(link, at):
        raise ShareEnded
    return link


@transaction.atomic
def open_by_token(token: str, at: datetime) -> ShareLink:
    """Return the link and note for its owner that it was opened; raise ShareEnded."""
    link = find(token, at=at)
    ShareVisit.objects.create(link=link, at=at)
    owner = link.course.owner
    audit.note(
        owner,
        actor="share link",
        what="share_opened",
        subject=f"share {link.pk}",
        at=at,
    )
    return link


def links_of(owner: User) -> list[ShareLink]:
    """Return every link of a person, newest first, with ``opened`` and its ``latest_visits``."""
    latest = ShareVisit.objects.order_by("-at", "-pk")[:VISITS_LISTED]
    rows = ShareLink.objects.filter(course__owner=owner).annotate(
        opened=Count("visits")
    )
    return list(
        rows.order_by(F("created_at").desc(), "-pk").prefetch_related(
            Prefetch("visits", queryset=latest, to_attr="latest_visits")
        )
    )


def sealed(token: str, *, at: datetime) -> str:
    """Return the secret made unreadable, to be shown to its maker once."""
    return cipher().encrypt_at_time(token.encode(), int(at.timestamp())).decode()


def unsealed(text: str, *, at: datetime) -> str:
    """Return the secret again; raise ShareEnded when that is too long ago."""
    seconds = int(SHOW_ONCE_WITHIN.total_seconds())
    try:
        return (
            cipher()
            .decrypt_at_time(text.encode(), seconds, int(at.timestamp()))
            .decode()
        )
    except InvalidToken:
        raise ShareEnded from None
