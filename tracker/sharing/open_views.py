"""What the holder of a link meets: a door where one was asked for, then the page or its PDF."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker import clock
from tracker.records import share_codes, sharing
from tracker.records.models import ShareLink, VisitKind
from tracker.sharing import presenters, rendering
from tracker.sharing.forms import CodeForm
from tracker.summary.render.as_html import sheet_of

# Said to whatever opens a link: do not list it, keep it, or tell anybody where you came from.
DISCREET = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
}
# Under no-referrer a browser sends a form without saying from which site, and the form would be refused.
DISCREET_FORM = {**DISCREET, "Referrer-Policy": "same-origin"}
OPENED = "opened_links"
REMEMBERED = 50


def discreetly(answer: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    for name, value in headers.items():
        answer[name] = value
    return answer


def link_of(token: str) -> ShareLink:
    """Return the link to a page that works; anything else is not found."""
    try:
        return sharing.find(token, at=clock.now())
    except sharing.ShareEnded:
        raise Http404 from None


def may_read(request: HttpRequest, link: ShareLink) -> bool:
    """Return whether this browser has opened the link before, or the link never asks."""
    return not sharing.is_guarded(link) or link.pk in request.session.get(OPENED, [])


def remember(request: HttpRequest, link: ShareLink) -> None:
    """Let this browser read on until the link ends."""
    earlier = request.session.get(OPENED, [])
    request.session[OPENED] = [*earlier, link.pk][-REMEMBERED:]


@login_not_required
@require_safe
def shared_summary(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summary to whoever holds a link that works; a guarded one shows its door first."""
    link = link_of(token)
    if not may_read(request, link):
        return door(request, link, token, CodeForm())
    at = clock.now()
    since = sharing.last_looked(link, at=at)
    if request.method == "GET" and not sharing.is_guarded(link):
        sharing.note_visit(link, at=at)
    context = {
        "sheet": sheet_of(rendering.summary_for(link, at=at, since=since)),
        "stops": presenters.until(link.expires_at, zone=link.course.owner.time_zone),
    }
    return discreetly(render(request, "summary/shared.html", context), DISCREET)


@login_not_required
@require_safe
def shared_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Give the same page as a PDF, behind the same door."""
    link = link_of(token)
    if not may_read(request, link):
        return redirect("shared_summary", token)
    at = clock.now()
    since = sharing.last_looked(link, at=at)
    if request.method == "GET":
        sharing.note_visit(link, at=at, kind=VisitKind.PDF)
    address = request.build_absolute_uri("./")
    made = rendering.pdf_of(
        rendering.summary_for(link, at=at, since=since), address=address
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="summary.pdf"'
    return discreetly(answer, DISCREET)


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
    return discreetly(answer, DISCREET_FORM)


@login_not_required
@require_POST
def open_shared(request: HttpRequest, token: str) -> HttpResponse:
    """Open a guarded link for this browser: check the code, spend one opening, show the page."""
    link = link_of(token)
    if may_read(request, link):
        return redirect("shared_summary", token)
    form = CodeForm(request.POST)
    if link.passcode_hash and not form.is_valid():
        return door(request, link, token, form, status=422)
    try:
        if link.passcode_hash:
            share_codes.check(link, form.cleaned_data["code"], at=clock.now())
        sharing.open_counted(link, at=clock.now())
    except share_codes.WrongCode as wrong:
        return refuse(request, link, token, form, wrong.left)
    except sharing.ShareEnded:
        raise Http404 from None
    remember(request, link)
    return discreetly(redirect("shared_summary", token), DISCREET)


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
