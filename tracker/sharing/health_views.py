"""SMART Health Links as programs meet them: a manifest for a code, a sealed file for a check-in."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from tracker import clock
from tracker.records import health_links, share_codes, sharing
from tracker.records.models import LinkKind, SealedFile, ShareLink
from tracker.records.sharing import ShareEnded
from tracker.sharing.addresses import absolute

EMBEDDED_UNASKED = 64 * 1024
FHIR_VERSION = "4.0.1"


def gone() -> HttpResponse:
    return JsonResponse({"error": "This link is not active."}, status=404)


def unclear(said: str) -> HttpResponse:
    return JsonResponse({"error": said}, status=400)


def sealed_answer(sealed: SealedFile) -> HttpResponse:
    return HttpResponse(sealed.sealed, content_type="application/jose")


# A reader is a program on another site: it has no form of ours, and it sends no cookie.
@csrf_exempt
@login_not_required
def health_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a reader: the file of a check-in link, or the manifest of one with a code."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    try:
        link = sharing.find(token, at=clock.now(), page=False)
        return answer_of(request, link)
    except ShareEnded:
        return gone()


def answer_of(request: HttpRequest, link: ShareLink) -> HttpResponse:
    if link.kind == LinkKind.CHECK_IN:
        return direct_file(request, link)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST", "OPTIONS"])
    return manifest(request, link)


def direct_file(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Return the sealed file to a reader that says who it is."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
    recipient = request.GET.get("recipient", "").strip()
    if not recipient:
        return unclear("Say who you are: ?recipient=")
    if request.method == "HEAD":
        return sealed_answer(health_links.file_of(link))
    return sealed_answer(
        health_links.hand_over(link, recipient=recipient, at=clock.now())
    )


def manifest(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Return where the file is to a reader that knows the code."""
    asked = question_of(request)
    recipient = asked.get("recipient")
    if not isinstance(recipient, str) or not recipient.strip():
        return unclear("Send a JSON object with your recipient.")
    most = asked.get("embeddedLengthMax", EMBEDDED_UNASKED)
    if type(most) is not int:
        return unclear("embeddedLengthMax is a whole number.")
    if (refused := refusal(link, asked.get("passcode"))) is not None:
        return refused
    sharing.open_counted(link, at=clock.now(), recipient=recipient.strip())
    return JsonResponse(contents(health_links.file_of(link), most=most))


def question_of(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}


def refusal(link: ShareLink, code: object) -> HttpResponse | None:
    """Return 401 with the tries left when the code is wrong, None when it is right."""
    if not isinstance(code, str) or not code:
        return wrong(share_codes.left(link))
    try:
        share_codes.check(link, share_codes.plain(code), at=clock.now())
    except share_codes.WrongCode as refused:
        return wrong(refused.left)
    return None


def wrong(left: int) -> HttpResponse:
    return JsonResponse({"remainingAttempts": left}, status=401)


def contents(sealed: SealedFile, *, most: int) -> dict[str, Any]:
    """Return the manifest: the file itself when it is small enough, else a short-lived address."""
    made = sealed.link.created_at.isoformat(timespec="seconds")
    file: dict[str, Any] = {
        "contentType": sealed.content_type,
        "fhirVersion": FHIR_VERSION,
        "lastUpdated": made.replace("+00:00", "Z"),
        "status": "finalized",
    }
    if len(sealed.sealed) <= most:
        file["embedded"] = sealed.sealed
    else:
        ticket = health_links.ticket_for(sealed, at=clock.now())
        file["location"] = absolute(reverse("health_link_file", args=[ticket]))
    return {"status": "finalized", "files": [file]}


@login_not_required
def health_link_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """Return a sealed file, once, to whoever got its address from a manifest a moment ago."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
    try:
        # Asking whether it is there fetches nothing, and spends nothing.
        take = health_links.peek if request.method == "HEAD" else health_links.redeem
        return sealed_answer(take(ticket, at=clock.now()))
    except ShareEnded:
        return gone()
