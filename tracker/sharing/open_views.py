"""What the holder of a link meets: a door where one was asked for, then the page or its PDF."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker import clock
from tracker.records import share_codes, sharing
from tracker.records.models import ShareLink, VisitKind
from tracker.sharing import passes, presenters, rendering
from tracker.sharing.addresses import absolute
from tracker.sharing.forms import CodeForm
from tracker.summary.render.as_html import sheet_of
from tracker.ui.qr import qr


def link_of(token: str) -> ShareLink:
    """Return the link to a page that works; anything else is not found."""
    try:
        return sharing.find(token, at=clock.now())
    except sharing.ShareEnded:
        raise Http404 from None


def address_of(token: str) -> str:
    """Return what the code on paper leads to."""
    return absolute(reverse("shared_summary", args=[token]))


def may_read(request: HttpRequest, link: ShareLink, *, at: datetime) -> bool:
    """Return whether this browser opened the link within the hour, or the link never asks."""
    return not sharing.is_guarded(link) or passes.has_pass(request, link, at=at)


def is_owners(request: HttpRequest, link: ShareLink) -> bool:
    """Return whether somebody looks at their own link: to check it, not to read it."""
    return request.user == link.course.owner


def last_looked(
    request: HttpRequest, link: ShareLink, *, at: datetime
) -> datetime | None:
    """Return when its reader last looked: a person at the button, or this very browser where there is none.

    What merely fetches a page, as a preview does, is no reader.
    """
    if sharing.is_guarded(link):
        return sharing.last_looked(link, at=at)
    return passes.looked_before(request, link, at=at)


@login_not_required
@require_safe
def shared_summary(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summary to whoever holds a link that works; a guarded one shows its door first."""
    link, at = link_of(token), clock.now()
    if not may_read(request, link, at=at):
        return door(request, link, token, CodeForm())
    since = last_looked(request, link, at=at)
    context = {
        "sheet": sheet_of(rendering.summary_for(link, at=at, since=since)),
        "stops": presenters.until(link.expires_at, zone=link.course.owner.time_zone),
        "code": qr(address_of(token), label=_("QR code of this page"), border=0),
    }
    answer = render(request, "summary/shared.html", context)
    if request.method == "GET" and not sharing.is_guarded(link):
        note_look(request, answer, link, token, at=at, kind=VisitKind.PAGE)
    return answer


def note_look(
    request: HttpRequest,
    answer: HttpResponse,
    link: ShareLink,
    token: str,
    *,
    at: datetime,
    kind: str,
) -> None:
    """Write down that a link was read, for its owner and, where nothing is asked, in this browser."""
    if is_owners(request, link):
        return
    sharing.note_visit(link, at=at, kind=kind)
    if not sharing.is_guarded(link):
        passes.remember_look(request, answer, link, token, at=at)


@login_not_required
@require_safe
def shared_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Give the same page as a PDF, behind the same door; its owner prints it without passing that."""
    link, at = link_of(token), clock.now()
    if not (may_read(request, link, at=at) or is_owners(request, link)):
        return redirect("shared_summary", token)
    since = last_looked(request, link, at=at)
    made = rendering.pdf_of(
        rendering.summary_for(link, at=at, since=since), address=address_of(token)
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="summary.pdf"'
    if request.method == "GET":
        note_look(request, answer, link, token, at=at, kind=VisitKind.PDF)
    return answer


def door(
    request: HttpRequest, link: ShareLink, token: str, form: CodeForm, status: int = 200
) -> HttpResponse:
    """Ask before opening. Looking at the door spends nothing; a link used up has none."""
    if not sharing.has_openings_left(link):
        raise Http404
    context = {
        "form": form,
        "action": reverse("open_shared", args=[token]),
        "asks_code": bool(link.passcode_hash),
        "openings_left": presenters.openings_left(link),
    }
    answer = render(request, "sharing/door.html", context, status=status)
    # Under no-referrer a browser sends a form without saying from which site, and the form would be refused.
    answer["Referrer-Policy"] = "same-origin"
    return answer


@login_not_required
@require_POST
def open_shared(request: HttpRequest, token: str) -> HttpResponse:
    """Open a guarded link for this browser: check the code, spend one opening, show the page."""
    link, at = link_of(token), clock.now()
    if may_read(request, link, at=at):
        return redirect("shared_summary", token)
    form = CodeForm(request.POST)
    if link.passcode_hash and not form.is_valid():
        return door(request, link, token, form, status=422)
    try:
        if link.passcode_hash:
            share_codes.check(link, form.cleaned_data["code"], at=at)
        sharing.open_counted(link, at=at, is_reader=not is_owners(request, link))
    except share_codes.WrongCode as wrong:
        return refuse(request, link, token, form, wrong.left)
    except sharing.ShareEnded:
        raise Http404 from None
    answer = redirect("shared_summary", token)
    passes.give_pass(answer, link, token, at=at)
    return answer


def refuse(
    request: HttpRequest, link: ShareLink, token: str, form: CodeForm, left: int
) -> HttpResponse:
    if not left:
        raise Http404
    said = ngettext(
        "That is not the code. %(left)s more try, then the link stops working.",
        "That is not the code. %(left)s more tries, then the link stops working.",
        left,
    )
    form.add_error("code", said % {"left": left})
    return door(request, link, token, form, status=403)
