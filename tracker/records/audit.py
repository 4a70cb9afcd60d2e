from datetime import datetime

from tracker.accounts.models import User
from tracker.records.models import AuditEvent


class UnnamedActor(ValueError):
    """Somebody must have done it."""


def note(
    owner: User, *, actor: str, what: str, at: datetime, subject: str = ""
) -> None:
    """Write one audit event; raise UnnamedActor when nobody is named."""
    if not actor:
        raise UnnamedActor(what)
    AuditEvent.objects.create(
        owner=owner, actor=actor, what=what, subject=subject, at=at
    )
