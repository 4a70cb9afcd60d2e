"""Forms that arrive twice: the second time changes nothing."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

from tracker.accounts.models import User
from tracker.records.models import Submission


def is_new(
    owner: User, submission_id: UUID | None, *, day: date, said: str, at: datetime
) -> bool:
    """Keep that a form arrived; False when it did before, with the same answers.

    Called inside the transaction that stores the answers. Without an identity every sending is a new one; the
    same form with other answers is another sending.
    """
    if submission_id is None:
        return True
    digest = sha256(said.encode()).hexdigest()
    _row, new = Submission.objects.get_or_create(
        owner=owner,
        submission_id=uuid5(submission_id, digest),
        defaults={"day": day, "digest": digest, "at": at},
    )
    return new
