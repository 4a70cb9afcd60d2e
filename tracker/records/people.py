"""How a person wants Courseline to look and ask."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tracker.accounts.models import User
from tracker.records import audit, replan


@transaction.atomic
def change_preferences(
    owner: User,
    *,
    time_zone: str,
    language: str,
    theme: str,
    asks_about_harm: bool,
    asks_check_ins: bool | None = None,
    at: datetime,
) -> None:
    """Store the person's choices. Days logged before stay the days they were."""
    owner.time_zone = time_zone
    owner.language = language
    owner.theme = theme
    owner.asks_about_harm = asks_about_harm
    # Not asked where the installation has no questionnaires.
    if asks_check_ins is not None:
        owner.asks_check_ins = asks_check_ins
    owner.save(
        update_fields=[
            "time_zone",
            "language",
            "theme",
            "asks_about_harm",
            "asks_check_ins",
        ]
    )
    replan.person_changed(owner, at=at)
    audit.note(owner, actor="owner", what="preferences_changed", at=at)


@transaction.atomic
def change_time_zone(owner: User, time_zone: str, *, at: datetime) -> None:
    """Store where the person is now. Days logged before stay the days they were."""
    owner.time_zone = time_zone
    owner.save(update_fields=["time_zone"])
    replan.person_changed(owner, at=at)
    audit.note(owner, actor="owner", what="preferences_changed", at=at)
