"""Refuse what no browser of ours sends, before anything reads it."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
)

from tracker.ui.private_links import is_for_programs

METHODS = ("GET", "HEAD", "POST")


class PlainRequests:
    """Answer 405 to unknown methods and 400 to a body in another character set than UTF-8."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS and not asks_first(request):
            return HttpResponseNotAllowed(METHODS)
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower().replace("_", "-") not in {"utf-8", "utf8", "us-ascii"}:
            return HttpResponseBadRequest(
                "Send the form in UTF-8.", content_type="text/plain"
            )
        return self.get_response(request)


def asks_first(request: HttpRequest) -> bool:
    """Hold for a browser of another site that asks whether it may fetch what a health link leads to."""
    return request.method == "OPTIONS" and is_for_programs(request)
