"""Make a link of the kind that was asked for, ready to be shown once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from tracker.records import share_codes, sharing
from tracker.records.models import Course, LinkKind
from tracker.sharing import health_links, rendering
from tracker.sharing.addresses import absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody chose on the form."""

    kind: str
    label: str
    parts: frozenset[str]
    starts: date | None
    ends: date | None
    lasts: timedelta
    asks_code: bool
    openings: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new link with everything that is shown once and kept nowhere."""

    link: int
    address: str
    code: str


def make(course: Course, wish: Wish, *, at: datetime) -> Made:
    """Make the link and return it with its secrets."""
    if wish.kind == LinkKind.PAGE:
        return page_link(course, wish, at=at)
    return health_link(course, wish, at=at)


def page_link(course: Course, wish: Wish, *, at: datetime) -> Made:
    code = share_codes.new_code() if wish.asks_code else ""
    link, token = sharing.create(
        course,
        label=wish.label,
        parts=wish.parts,
        starts=wish.starts,
        ends=wish.ends,
        lasts=wish.lasts,
        at=at,
        code=code,
        openings_allowed=wish.openings,
    )
    address = absolute(reverse("shared_summary", args=[token]))
    return Made(link=link.pk, address=address, code=code)


def health_link(course: Course, wish: Wish, *, at: datetime) -> Made:
    """Seal today's summary with a new key; only the link will have it."""
    with_code = wish.kind == LinkKind.HEALTH_LINK
    code = share_codes.new_code() if with_code else ""
    lasts = health_links.lasting(wish.kind, wish.lasts)
    key = health_links.new_key()
    summary = rendering.course_summary(
        course, at=at, parts=wish.parts, starts=wish.starts, ends=wish.ends
    )
    bundle = rendering.bundle_of(summary, kind=wish.kind, at=at)
    link, token = sharing.create(
        course,
        label=wish.label,
        parts=wish.parts,
        starts=wish.starts,
        ends=wish.ends,
        lasts=lasts,
        at=at,
        kind=wish.kind,
        code=code,
        openings_allowed=wish.openings if with_code else None,
        sealed=health_links.seal(bundle, key, kind=wish.kind),
    )
    shlink = health_links.shlink(
        url=absolute(reverse("health_link", args=[token])),
        key=key,
        flag=health_links.flags(wish.kind, lasts=lasts),
        expires_at=link.expires_at,
    )
    return Made(link=link.pk, address=f"{absolute('/view')}#{shlink}", code=code)


def sealed(made: Made, *, at: datetime) -> str:
    """Return the secrets of a new link unreadable, for the browser that made it to bring back."""
    return sharing.sealed(json.dumps(asdict(made)), at=at)


def unsealed(text: str, *, at: datetime) -> Made:
    """Return them again within ten minutes; raise ShareEnded after that."""
    return Made(**json.loads(sharing.unsealed(text, at=at)))
