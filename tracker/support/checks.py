"""A warning at deployment when the phone numbers of the support page are long unchecked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from tracker import clock
from tracker.clinical import crisis


def unchecked(on: date) -> list[CheckMessage]:
    """Return one warning naming the regions whose contacts nobody has checked for a year, or nothing."""
    regions = crisis.stale(on)
    if not regions:
        return []
    return [
        checks.Warning(
            f"Crisis contacts not checked for a year: {', '.join(regions)}.",
            hint="Call or look up each number, then set its checked_on in tracker/clinical/crisis.py.",
            id="support.W001",
        )
    ]


@register(Tags.security, deploy=True)
def crisis_contacts_are_fresh(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn on the day of a deployment."""
    return unchecked(clock.today("UTC"))
