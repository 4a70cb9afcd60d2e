"""A whole report at once, and photos and PDFs of reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.clinical.labs import plans as lab_plans
from tracker.clinical.vocabulary import Level
from tracker.labs.forms import Twice, twice_of
from tracker.labs.report_form import ReportForm
from tracker.labs.views import UNPROCESSABLE
from tracker.labs.words import megabytes
from tracker.records import attachments, labs, ownership
from tracker.records.facts import region_of
from tracker.records.models import Attachment, Course

ENDINGS: Mapping[str, str] = {
    Attachment.Kind.JPEG: "jpg",
    Attachment.Kind.PNG: "png",
    Attachment.Kind.WEBP: "webp",
    Attachment.Kind.PDF: "pdf",
}
# A stranger's file never acts as a page of ours, whatever a browser makes of it.
ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """Show the form of a whole report, or store what was typed."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    today = clock.today(owner.time_zone)
    options: dict[str, Any] = {
        "today": today,
        "pregnancy": course.can_become_pregnant is True,
        "region": region_of(course.country),
    }
    if request.method != "POST":
        form = ReportForm(initial={"day": today}, **options)
        return render(request, "labs/report.html", {"form": form})
    form = ReportForm(
        request.POST, request.FILES, dropped=was_dropped(request), **options
    )
    if form.is_valid() and stored(form, course):
        return after(request, course, form)
    return render(request, "labs/report.html", {"form": form}, status=UNPROCESSABLE)


def was_dropped(request: HttpRequest) -> bool:
    """Hold when what was sent is more than we take into memory: its files were not read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return (
        int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        if length.isdecimal()
        else False
    )


def stored(form: ReportForm, course: Course) -> bool:
    """Store the report; False when the form has to explain why it cannot be."""
    try:
        labs.add_report(
            course,
            list(form.results()),
            form.report,
            day=form.cleaned_data["day"],
            at=clock.now(),
            today=form.today,
            submission_id=form.submission(),
        )
    except labs.ResultExists as twice:
        code = str(twice)
        there = labs.result_on(course, form.cleaned_data["day"], code)
        form.twice = twice_of(there, form.cleaned_data.get(f"{code}-outcome") or "")
        name = {"test": _(lab_plans.test(code).short)}
        form.add_error("day", already_there(form.twice) % name)
        return False
    except attachments.NoRoom:
        size = megabytes(settings.ATTACHMENTS_MAX_BYTES)
        said = _(
            "There is room for %(most)s reports of %(size)s MB together, and it is full. Remove one first."
        )
        most = attachments.MOST_REPORTS
        form.add_error("paper", said % {"most": most, "size": size})
        return False
    except (OSError, OperationalError):
        # The disk is full or the database is busy: what was typed stays in front of the person.
        form.add_error(None, _("We could not save this yet. Send it again."))
        return False
    return True


def already_there(twice: Twice | None) -> str:
    if twice and twice.stands:
        return _(
            "%(test)s: a positive test is noted on that day. It stands, also when a second one is negative."
        )
    return _("%(test)s already has a result on that day. Change that one instead.")


def after(request: HttpRequest, course: Course, form: ReportForm) -> HttpResponse:
    """Return the page to read next: the most urgent card of the report, else the list."""
    flag = labs.told_on(course, form.cleaned_data["day"])
    if flag is not None and flag.level >= Level.SOON:
        return redirect("finding", flag.pk)
    messages.success(request, _("The report is saved."))
    return redirect("labs")


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand back a photo or PDF to its owner, to be kept as a file."""
    row = ownership.attachment(ownership.person(request), pk)
    try:
        content = attachments.content_of(row)
    except attachments.FileIsGone:
        raise Http404 from None
    name = f"report-{row.day.isoformat()}.{ENDINGS[row.kind]}"
    return HttpResponse(
        content,
        content_type=row.kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": ALONE,
            "Cache-Control": "no-store, private",
        },
    )


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = ownership.attachment(ownership.person(request), pk)
    attachments.remove(row, at=clock.now())
    messages.success(request, _("The file is removed."))
    return redirect("labs")
