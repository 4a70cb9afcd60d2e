"""Whole addresses of our pages, for whatever leaves the app."""

from __future__ import annotations

from django.conf import settings


def absolute(path: str) -> str:
    """Return the whole address of a page; it comes from the settings, never from what a request says of itself."""
    return f"{settings.SITE_URL}{path}"
