"""What the commands about one account have in common."""

from __future__ import annotations

from typing import NoReturn

from django.core.management.base import CommandError

from tracker.accounts.models import User

NOT_UNDERSTOOD = 2


def by_mail(email: str) -> User:
    """Return the person who signs in with this address; end with exit code 2 when there is none."""
    owner = User.objects.filter(email=email.strip().lower()).first()
    if owner is None:
        refuse("Nobody signs in with this address.")
    return owner


def refuse(why: str) -> NoReturn:
    """End with exit code 2 and one clear line."""
    raise CommandError(why, returncode=NOT_UNDERSTOOD)
