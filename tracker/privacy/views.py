"""Own your data: take it out, bring it back, end the account, see what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tracker import clock
from tracker.accounts.models import User
from tracker.privacy import archive, presenters, reading
from tracker.privacy.forms import ExportForm, ImportForm, SureForm
from tracker.records import erasing, exporting, holdings, importing, ownership

METHODS = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@require_http_methods(METHODS)
def export(request: HttpRequest) -> HttpResponseBase:
    """Say what the file holds; hand it out to whoever knows the password."""
    owner = ownership.person(request)
    form = ExportForm(sent(request), **who(request, owner))
    if form.is_bound and form.is_valid():
        return download(owner)
    held = holdings.holdings_of(owner)
    context = {"form": form, "contents": presenters.contents(held)}
    return render(request, "privacy/export.html", context, status=status_of(form))


def who(request: HttpRequest, owner: User) -> dict[str, Any]:
    """Return who has to be sure, and how often they may try."""
    return {"owner": owner, "may_try": tries(request, owner)}


def tries(request: HttpRequest, owner: User) -> Callable[[], bool]:
    return lambda: bool(ratelimit.consume(request, action="reauthenticate", user=owner))


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, which may be nothing but the wish itself."""
    return request.POST if request.method == "POST" else None


def status_of(form: SureForm | ImportForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def download(owner: User) -> StreamingHttpResponse:
    """Return everything as one file whose name tells nothing."""
    account = exporting.take_out(owner, actor="owner", at=clock.now())
    answer = StreamingHttpResponse(
        archive.pieces(account, owner), content_type="application/zip"
    )
    name = f"courseline-{clock.today(owner.time_zone).isoformat()}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_http_methods(METHODS)
def bring_back(request: HttpRequest) -> HttpResponse:
    """Take an export into an account that holds nothing yet."""
    owner = ownership.person(request)
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(sent(request), files, dropped=was_dropped(request))
    empty = importing.is_empty(owner)
    if empty and form.is_bound and form.is_valid() and tried(request, form, owner):
        messages.success(request, _("Everything in the file is here now."))
        return redirect("today")
    refused = request.method == "POST" and not empty
    status = 409 if refused else status_of(form)
    context = {"form": form, "is_empty": empty}
    return render(request, "privacy/import.html", context, status=status)


def tried(request: HttpRequest, form: ImportForm, owner: User) -> bool:
    """Store the file unless too many were sent of late: opening one is work."""
    if ratelimit.consume(request, action="import", user=owner):
        return stored(form, owner)
    form.add_error(
        "file", _("Too many files in a short time. Wait an hour, then try again.")
    )
    return False


def was_dropped(request: HttpRequest) -> bool:
    """Hold when what was sent is more than we take: its file was not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > settings.IMPORT_MAX_BYTES


def stored(form: ImportForm, owner: User) -> bool:
    """Store the file whole; False when the form has to explain why it cannot be."""
    try:
        reading.bring_in(
            owner,
            form.cleaned_data["file"],
            actor="owner",
            today=clock.today(owner.time_zone),
            at=clock.now(),
        )
    except reading.Refused as problem:
        form.add_error("file", str(problem))
    except importing.AccountIsNotEmpty:
        form.add_error(
            "file",
            _(
                "There is a course in this account already, or a file was brought in before."
            ),
        )
    except (OSError, OperationalError):
        form.add_error(None, _("We could not save this yet. Send it again."))
    return not form.errors


@require_http_methods(METHODS)
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; end the account of whoever is sure."""
    owner = ownership.person(request)
    form = SureForm(sent(request), **who(request, owner))
    if form.is_bound and form.is_valid():
        return gone(request, owner)
    held = holdings.holdings_of(owner)
    context = {
        "form": form,
        "contents": presenters.contents(held),
        "links": held.links,
        "backup_days": settings.BACKUP_DAYS,
    }
    return render(request, "privacy/delete.html", context, status=status_of(form))


def gone(request: HttpRequest, owner: User) -> HttpResponse:
    """End the account and this session, and have the browser forget what it keeps of us."""
    erasing.erase(owner)
    request.session.flush()
    request.user = AnonymousUser()
    messages.success(request, _("Your account and everything in it are deleted."))
    answer = redirect("welcome")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """Show what happened to a person's records, and who did it."""
    owner = ownership.person(request)
    context = {
        "lines": presenters.event_lines(holdings.events_of(owner)),
        "earlier": presenters.earlier_lines(holdings.earlier_events_of(owner)),
    }
    return render(request, "privacy/activity.html", context)
