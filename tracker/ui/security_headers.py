"""Headers every answer carries, whoever gave it: a view, a refusal before any view, an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse

from tracker.ui.private_links import is_for_programs, is_private

PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"
)
# Personal unless a view said otherwise: a forgotten header must not leave a diary in a cache.
UNKEPT = "no-store, private"
EVERYWHERE: Mapping[str, str] = MappingProxyType(
    {
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": UNKEPT,
    }
)
# Said to whatever opens a link: do not list it, keep it, or tell anybody where you came from.
DISCREET: Mapping[str, str] = MappingProxyType(
    {
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": UNKEPT,
    }
)
# Whoever holds a health link may fetch what it leads to, from any site; what comes is sealed.
OPEN_TO_PROGRAMS: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
)


class SecurityHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in headers_for(request).items():
            response.headers.setdefault(name, value)
        return response


def headers_for(request: HttpRequest) -> dict[str, str]:
    """Return what an answer to this address says unless its view said otherwise."""
    discreet = DISCREET if is_private(request) else {}
    programs = OPEN_TO_PROGRAMS if is_for_programs(request) else {}
    return {**EVERYWHERE, **discreet, **programs}
