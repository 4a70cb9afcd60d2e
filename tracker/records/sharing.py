"""Make, turn off, find and open the links that show somebody the summary."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from cryptography.fernet import InvalidToken
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, F, Prefetch, Q

from tracker.accounts.models import User
from tracker.records import audit
from tracker.records.fields import cipher
from tracker.records.models import (
    Course,
    FileTicket,
    LinkKind,
    SealedFile,
    ShareLink,
    ShareVisit,
    VisitKind,
)
from tracker.records.models.sharing import WRONG_CODES_ALLOWED

SECRET_BYTES = 32
SHOW_ONCE_WITHIN = timedelta(minutes=10)
# Reading on, or reading again within the hour, is the same sitting: a browser's pass lasts no longer either.
SITTING = timedelta(hours=1)
VISITS_LISTED = 5
RECIPIENT_MAX = 200


class ShareEnded(LookupError):
    """No link that works has this secret: it never did, was turned off, ran out, or was guessed at too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file nobody can read without the key in its link."""

    content_type: str
    text: str


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
    kind: str = LinkKind.PAGE,
    code: str = "",
    openings_allowed: int | None = None,
    sealed: Sealed | None = None,
) -> tuple[ShareLink, str]:
    """Make a link that works for ``lasts``; return it with its secret, which is kept nowhere."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    link = ShareLink.objects.create(
        course=course,
        kind=kind,
        token_digest=digest_of(token),
        label=label,
        parts=sorted(parts),
        starts=starts,
        ends=ends,
        created_at=at,
        expires_at=at + lasts,
        passcode_hash=make_password(code) if code else "",
        openings_allowed=openings_allowed,
    )
    if sealed is not None:
        SealedFile.objects.create(
            link=link, content_type=sealed.content_type, sealed=sealed.text
        )
    forget_ended(at=at)
    audit.note(
        course.owner,
        actor="owner",
        what="share_made",
        subject=f"share {link.pk}",
        at=at,
    )
    return link, token


def forget_ended(*, at: datetime) -> None:
    """Delete the sealed files of links that have ended, whosever they are, and tickets that ran out."""
    spent = Q(
        link__openings__gte=F("link__openings_allowed"),
        link__last_opened_at__lte=at - SITTING,
    )
    SealedFile.objects.filter(
        Q(link__expires_at__lte=at)
        | Q(link__wrong_codes__gte=WRONG_CODES_ALLOWED)
        | spent
    ).delete()
    FileTicket.objects.filter(until__lte=at).delete()


@transaction.atomic
def revoke(link: ShareLink, *, at: datetime) -> None:
    """Turn a link off from the next request on; turning it off twice changes nothing."""
    if link.revoked_at is not None:
        return
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    SealedFile.objects.filter(link=link).delete()
    owner = link.course.owner
    audit.note(
        owner, actor="owner", what="share_ended", subject=f"share {link.pk}", at=at
    )


def works(link: ShareLink, at: datetime) -> bool:
    return (
        link.revoked_at is None
        and at < link.expires_at
        and link.wrong_codes < WRONG_CODES_ALLOWED
    )


def living(at: datetime) -> Q:
    """Return the condition of a link that works, for an UPDATE that must not race a revocation."""
    return Q(
        revoked_at__isnull=True,
        expires_at__gt=at,
        wrong_codes__lt=WRONG_CODES_ALLOWED,
    )


def is_guarded(link: ShareLink) -> bool:
    """Return whether a link asks before it opens: for a code, or because openings are counted."""
    return bool(link.passcode_hash) or link.openings_allowed is not None


def find(token: str, *, at: datetime, page: bool = True) -> ShareLink:
    """Return the link of a secret, with its course and owner; raise ShareEnded.

    ``page`` chooses between links to a page and SMART Health Links: neither opens the other's address.
    """
    rows = ShareLink.objects.select_related("course__owner")
    link = rows.filter(token_digest=digest_of(token)).first()
    if link is None or (link.kind == LinkKind.PAGE) != page:
        raise ShareEnded
    if not works(link, at):
        SealedFile.objects.filter(link=link).delete()
        raise ShareEnded
    return link


def open_by_token(token: str, at: datetime) -> ShareLink:
    """Return the link of a secret and note for its owner that it was opened; raise ShareEnded."""
    link = find(token, at=at)
    note_visit(link, at=at)
    return link


@transaction.atomic
def open_counted(
    link: ShareLink, *, at: datetime, recipient: str = "", is_reader: bool = True
) -> None:
    """Spend one opening and note it; raise ShareEnded when none is left. Parallel openings are counted too.

    An owner who checks their own link spends an opening as well, but is not noted as a reader.
    """
    room = Q(openings_allowed__isnull=True) | Q(openings__lt=F("openings_allowed"))
    spent = ShareLink.objects.filter(living(at), room, pk=link.pk).update(
        openings=F("openings") + 1, last_opened_at=at
    )
    if not spent:
        raise ShareEnded
    if is_reader:
        write_visit(link, at=at, recipient=recipient)


@transaction.atomic
def note_visit(
    link: ShareLink,
    *,
    at: datetime,
    kind: str = VisitKind.PAGE,
    recipient: str = "",
) -> None:
    """Write down an opening where the owner sees it; ``recipient`` is who a reader said it was."""
    write_visit(link, at=at, kind=kind, recipient=recipient)


def write_visit(
    link: ShareLink, *, at: datetime, kind: str = VisitKind.PAGE, recipient: str = ""
) -> None:
    said = recipient.encode(errors="replace").decode()
    ShareVisit.objects.create(
        link=link, at=at, kind=kind, recipient=said[:RECIPIENT_MAX]
    )
    audit.note(
        link.course.owner,
        actor="share link",
        what="share_opened",
        subject=f"share {link.pk}",
        at=at,
    )


def has_openings_left(link: ShareLink) -> bool:
    return link.openings_allowed is None or link.openings < link.openings_allowed


def ended_at(link: ShareLink) -> datetime:
    """Return when a link that is over stopped opening: turned off, run out, guessed at, or its last opening used."""
    ends = [link.expires_at, link.revoked_at]
    if link.wrong_codes >= WRONG_CODES_ALLOWED:
        ends.append(link.last_wrong_at)
    if not has_openings_left(link):
        ends.append(link.last_opened_at)
    return min(end for end in ends if end is not None)


def can_be_read_on(link: ShareLink, *, at: datetime) -> bool:
    """Return whether a browser that opened the link may still be reading."""
    opened = link.last_opened_at
    return works(link, at) and (
        has_openings_left(link) or (opened is not None and at < opened + SITTING)
    )


def last_looked(link: ShareLink, *, at: datetime) -> datetime | None:
    """Return when a link that asks was last opened by its button before this sitting, or None when it never was."""
    opened = link.visits.filter(kind=VisitKind.PAGE, at__lte=at - SITTING)
    before = opened.order_by("-at").first()
    return before.at if before else None


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


def sealed(text: str, *, at: datetime) -> str:
    """Return a secret made unreadable, to be shown to its maker once."""
    return cipher().encrypt_at_time(text.encode(), int(at.timestamp())).decode()


def unsealed(text: str, *, at: datetime) -> str:
    """Return the secret again; raise ShareEnded when that is too long ago, or it was never ours."""
    seconds = int(SHOW_ONCE_WITHIN.total_seconds())
    try:
        return (
            cipher()
            .decrypt_at_time(text.encode(), seconds, int(at.timestamp()))
            .decode()
        )
    except InvalidToken:
        raise ShareEnded from None
