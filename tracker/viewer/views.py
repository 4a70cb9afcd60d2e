"""The page that opens a SMART Health Link in the browser; what stands after # never reaches the server."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.viewer.words import words

# Nothing but our own files: no form goes anywhere, no picture of a stranger is shown.
STRICT = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "connect-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}


@login_not_required
@require_safe
@csp(STRICT)
def view(request: HttpRequest) -> HttpResponse:
    """Show the empty viewer; the scripts on it fetch, unlock and write down what the link leads to."""
    answer = render(request, "viewer/page.html", {"words": words()})
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
