"""Choose reminders, stop them, and the calendar."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.accounts.models import User
from tracker.records import ownership, reminders, sharing
from tracker.records.known import choice_of, may_be_mailed
from tracker.reminders import calendars, mail, push
from tracker.reminders.forms import BrowserForm, ReminderForm, chosen
from tracker.reminders.presenters import browser_lines, feed_line

READY = "calendar_ready"
# Said to whatever opens the calendar: do not list it, keep it, or tell anybody where you came from.
DISCREET = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
}
CALENDAR = "text/calendar; charset=utf-8"
UNPROCESSABLE = 422
WORKER = settings.BASE_DIR / "static" / "js" / "service-worker.js"


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """Show what a person is reminded of, or store what they choose."""
    owner = ownership.person(request)
    choice = choice_of(owner)
    monthly = asks_monthly(owner)
    if request.method != "POST":
        form = ReminderForm(initial=chosen(choice), monthly=monthly)
        return page(request, owner, form)
    form = ReminderForm(request.POST, monthly=monthly)
    if not form.is_valid():
        return page(request, owner, form, status=UNPROCESSABLE)
    reminders.change_choices(owner, choices=form.choices(choice), at=clock.now())
    messages.success(request, _("Saved."))
    return redirect("reminders")


def asks_monthly(owner: User) -> bool:
    course = ownership.current_course(owner)
    return course is not None and course.can_become_pregnant is True


def page(
    request: HttpRequest, owner: User, form: ReminderForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "feed": feed_line(reminders.feed_of(owner)),
        "push_key": push.public_key() if push.is_on() else "",
        "browsers": browser_lines(reminders.browsers_of(owner)) if push.is_on() else (),
        "mail_works": settings.REMINDERS_BY_MAIL,
        "address_is_open": may_be_mailed(owner),
    }
    return render(request, "reminders/page.html", context, status=status)


# Calendar


@require_POST
def calendar_make(request: HttpRequest) -> HttpResponse:
    """Give the calendar an address, or a new one; it is shown once."""
    at = clock.now()
    token = reminders.make_feed(ownership.person(request), at=at)
    request.session[READY] = sharing.sealed(token, at=at)
    return redirect("calendar_ready")


@require_GET
def calendar_ready(request: HttpRequest) -> HttpResponse:
    """Show a new address, this once."""
    ownership.person(request)
    made = request.session.pop(READY, None)
    if made is None:
        return redirect("reminders")
    try:
        token = sharing.unsealed(made, at=clock.now())
    except sharing.ShareEnded:
        messages.error(
            request,
            _("We show an address only in its first ten minutes. Make a new one."),
        )
        return redirect("reminders")
    address = mail.address(reverse("calendar_feed", args=[token]))
    return render(request, "reminders/ready.html", {"address": address})


@require_POST
def calendar_off(request: HttpRequest) -> HttpResponse:
    reminders.end_feed(ownership.person(request), at=clock.now())
    messages.success(request, _("Turned off. The address no longer opens anything."))
    return redirect("reminders")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Hand the calendar to whoever has its address; any other address is not found."""
    at = clock.now()
    try:
        feed = reminders.open_feed(token, at=at)
    except reminders.NoSuchFeed:
        raise Http404 from None
    with translation.override(feed.owner.language):
        body = calendars.feed(feed.owner, at=at)
    answer = HttpResponse(body, content_type=CALENDAR)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    found = get_conditional_response(request, etag=etag, response=answer) or answer
    found["ETag"] = etag
    for name, value in DISCREET.items():
        found[name] = value
    return found


@require_safe
def calendar_event(request: HttpRequest, day: str) -> HttpResponse:
    """Download one day of one's own list."""
    owner = ownership.person(request)
    body = calendars.one_day(owner, day_or_404(day), at=clock.now())
    if body is None:
        raise Http404
    answer = HttpResponse(body, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="courseline-{day}.ics"'
    return answer


def day_or_404(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    # Other spellings of the same day are not addresses of ours.
    if found.isoformat() != text:
        raise Http404
    return found


# Stop


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Offer to stop the mails without signing in; only the button does it, since scanners open links."""
    owner = mail.person_of(token)
    if owner is None:
        raise Http404
    stopped = request.method == "POST"
    if stopped:
        reminders.stop_mails(owner, at=clock.now())
    answer = render(
        request, "reminders/stop.html", {"stopped": stopped, "form_at": request.path}
    )
    answer["X-Robots-Tag"] = DISCREET["X-Robots-Tag"]
    answer["Referrer-Policy"] = "same-origin" if not stopped else "no-referrer"
    return answer


# Notifications


@require_POST
def browser_add(request: HttpRequest) -> HttpResponse:
    """Send notifications to this browser."""
    owner = ownership.person(request)
    if not push.is_on():
        raise Http404
    form = BrowserForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This browser’s service is not one we can use."))
        return redirect("reminders")
    try:
        reminders.add_browser(
            owner, subscription=form.cleaned_data["subscription"], at=clock.now()
        )
    except reminders.TooManyBrowsers:
        messages.error(request, _("Ten browsers are the most. Remove one first."))
    else:
        messages.success(request, _("This browser gets notifications now."))
    return redirect("reminders")


@require_POST
def browser_remove(request: HttpRequest, pk: int) -> HttpResponse:
    browser = ownership.browser(ownership.person(request), pk)
    reminders.remove_browser(browser, actor="owner", at=clock.now())
    messages.success(request, _("That browser gets no more notifications."))
    return redirect("reminders")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Hand out the script that shows notifications; from here it may serve the whole site."""
    script = WORKER.read_text(encoding="utf-8")
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
