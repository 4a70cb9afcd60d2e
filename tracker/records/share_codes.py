"""The code of a link, and how often it may be guessed: ten wrong ones in the life of the link, then it is dead."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db.models import F

from tracker.records import audit
from tracker.records.models import ShareLink
from tracker.records.models.sharing import WRONG_CODES_ALLOWED
from tracker.records.sharing import ShareEnded, living

DIGITS = 6
SPACING = re.compile(r"[\s\-–.]+")


class WrongCode(ValueError):
    """This is not the code; ``left`` says how many more wrong ones the link survives."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def plain(code: str) -> str:
    """Return a code as typed without its spaces and dashes."""
    return SPACING.sub("", code)


def looks_like_one(code: str) -> bool:
    """Return whether this could be a code at all; what could not is no guess."""
    return len(code) == DIGITS and code.isascii() and code.isdecimal()


def check(link: ShareLink, code: str, *, at: datetime) -> None:
    """Return when the code is right; raise WrongCode, or ShareEnded when the link is dead.

    The try is written down before the code is looked at and given back when it was right, so that however
    many guesses arrive at once, no more than ten are ever compared wrongly.
    """
    claim(link, at=at)
    if looks_like_one(code) and check_password(code, link.passcode_hash):
        give_back(link)
        return
    note_wrong(link, at=at)
    raise WrongCode(left(link))


def claim(link: ShareLink, *, at: datetime) -> None:
    claimed = ShareLink.objects.filter(living(at), pk=link.pk).update(
        wrong_codes=F("wrong_codes") + 1
    )
    if not claimed:
        raise ShareEnded


def give_back(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(wrong_codes=F("wrong_codes") - 1)


def left(link: ShareLink) -> int:
    """Return how many more wrong codes the link survives."""
    counted = ShareLink.objects.values_list("wrong_codes", flat=True).get(pk=link.pk)
    return WRONG_CODES_ALLOWED - counted


def note_wrong(link: ShareLink, *, at: datetime) -> None:
    ShareLink.objects.filter(pk=link.pk).update(last_wrong_at=at)
    audit.note(
        link.course.owner,
        actor="share link",
        what="share_code_wrong",
        subject=f"share {link.pk}",
        at=at,
    )
