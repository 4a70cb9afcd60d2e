"""What a reader's browser keeps of a link, in cookies of that link's address alone: a pass, and when it last looked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tracker.records.models import ShareLink
from tracker.records.sharing import SITTING

OPENED = "share_opened"
LOOKED = "share_looked"
SIGNER = signing.Signer(salt="what a reader of a link keeps")


def has_pass(request: HttpRequest, link: ShareLink, *, at: datetime) -> bool:
    """Return whether this browser opened the link by its button less than an hour ago."""
    kept = read(request, OPENED, link)
    age = at.timestamp() - float(kept.get("opened", 0))
    return 0 <= age < SITTING.total_seconds()


def give_pass(
    answer: HttpResponse, link: ShareLink, token: str, *, at: datetime
) -> None:
    """Let this browser read on for an hour, and no longer than it stays open."""
    write(answer, OPENED, link, token, opened=int(at.timestamp()))


def looked_before(
    request: HttpRequest, link: ShareLink, *, at: datetime
) -> datetime | None:
    """Return when this browser last looked before this sitting, or None when it never did."""
    kept = read(request, LOOKED, link)
    before = moved_on(kept, at=at).get("before")
    return datetime.fromtimestamp(before, UTC) if before else None


def remember_look(
    request: HttpRequest,
    answer: HttpResponse,
    link: ShareLink,
    token: str,
    *,
    at: datetime,
) -> None:
    """Note in this browser that it looked; it forgets when the link ends."""
    kept = moved_on(read(request, LOOKED, link), at=at)
    lasts = int((link.expires_at - at).total_seconds())
    told = {"last": int(at.timestamp()), "before": kept.get("before")}
    write(answer, LOOKED, link, token, max_age=lasts, **told)


def moved_on(kept: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Return what is kept, with the sitting that is over by now as the one before."""
    last = kept.get("last")
    over = last is not None and at.timestamp() - last >= SITTING.total_seconds()
    return {**kept, "before": last} if over else kept


def read(request: HttpRequest, name: str, link: ShareLink) -> dict[str, Any]:
    """Return what this browser keeps of a link; nothing when it was not we who wrote it."""
    try:
        kept = SIGNER.unsign_object(request.COOKIES.get(name, ""))
    except signing.BadSignature:
        return {}
    ours = kept.get("link") == link.pk and kept.get("name") == name
    return dict(kept) if ours else {}


def write(
    answer: HttpResponse,
    name: str,
    link: ShareLink,
    token: str,
    *,
    max_age: int | None = None,
    **told: int | None,
) -> None:
    answer.set_cookie(
        name,
        SIGNER.sign_object({"link": link.pk, "name": name, **told}),
        max_age=max_age,
        path=reverse("shared_summary", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
