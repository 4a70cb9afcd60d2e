"""Which addresses are secrets, and what a browser gets there that only fetches ahead."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Whoever holds such an address needs no account.
PRIVATE = ("/s/", "/shl/", "/calendar/", "/reminders/stop/")
# Programs of other sites ask here for what a SMART Health Link leads to.
FOR_PROGRAMS = "/shl/"
# Browsers that load a page before anybody asked for it say so in one of these.
SAYS_WHY = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
AHEAD = ("prefetch", "prerender", "preview")


class RefusePrefetch:
    """Answer 503 to a fetch ahead of a reader: nobody has asked yet, and an opening must not be noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_private(request) and is_ahead(request):
            # A browser drops an answer like this, and asks anew when somebody really opens the link.
            return HttpResponse(status=503, content_type="text/plain")
        return self.get_response(request)


def is_private(request: HttpRequest) -> bool:
    return request.path.startswith(PRIVATE)


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith(FOR_PROGRAMS)


def is_ahead(request: HttpRequest) -> bool:
    said = " ".join(request.headers.get(name, "") for name in SAYS_WHY).lower()
    return any(word in said for word in AHEAD)
