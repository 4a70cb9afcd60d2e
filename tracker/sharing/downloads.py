"""The owner's own summary: on a page, and as files. A POST chooses; no address names a part."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from tracker import clock
from tracker.records import ownership
from tracker.records.models import Course
from tracker.sharing import presenters
from tracker.sharing.forms import PartsForm
from tracker.summary.build import days_of, summary_of
from tracker.summary.days import days_outside
from tracker.summary.document import USUAL_PARTS, Summary
from tracker.summary.render import as_csv, as_fhir, as_pdf, as_text
from tracker.summary.render.as_html import sheet_of
from tracker.ui.forms import DayField

METHODS = ["GET", "HEAD", "POST"]
# A spreadsheet takes a file for Unicode only when it begins with this.
BYTE_ORDER_MARK = "\ufeff"


class SummaryForm(PartsForm):
    """What the owner wants to see: parts, days, news since a visit, and how much on paper."""

    starts = DayField(label=lazy("From"), required=False)
    ends = DayField(label=lazy("To"), required=False)
    since = DayField(
        label=lazy("New since"),
        help_text=lazy("The day of the last visit, to show what changed."),
        required=False,
    )
    appendix = forms.BooleanField(
        label=lazy("PDF with an appendix: every day, note and flag"), required=False
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends < starts:
            self.add_error(
                "ends", _("The last day is before the first one. Choose a later day.")
            )
        return self.cleaned_data


@require_http_methods(METHODS)
def summary(request: HttpRequest) -> HttpResponse:
    """Show the owner what a clinician gets."""
    course = course_of(request)
    if course is None:
        return redirect("course_new")
    form = form_of(request)
    return page(request, course, form, made_of(course, form))


@require_http_methods(METHODS)
def summary_pdf(request: HttpRequest) -> HttpResponse:
    return download(request, "pdf")


@require_http_methods(METHODS)
def summary_fhir(request: HttpRequest) -> HttpResponse:
    return download(request, "fhir.json")


@require_http_methods(METHODS)
def summary_csv(request: HttpRequest) -> HttpResponse:
    return download(request, "csv")


@require_http_methods(METHODS)
def summary_txt(request: HttpRequest) -> HttpResponse:
    return download(request, "txt")


def course_of(request: HttpRequest) -> Course | None:
    return ownership.current_course(ownership.person(request))


def form_of(request: HttpRequest) -> SummaryForm:
    return SummaryForm(request.POST if request.method == "POST" else None)


def made_of(course: Course, form: SummaryForm) -> Summary:
    """Return the summary the form asks for; the usual one, and errors beside the days, when there is none."""
    on = clock.today(course.owner.time_zone)
    if not (form.is_bound and form.is_valid()):
        return chosen(course, on=on)
    given = form.cleaned_data
    if given["since"] and given["since"] > on:
        form.add_error("since", _("This day is still to come. Choose an earlier one."))
        return chosen(course, on=on)
    starts, ends = given["starts"], given["ends"]
    if starts or ends:
        known = days_of(course, on=on, parts=given["parts"])
        for name, said in days_outside(known, starts=starts, ends=ends).items():
            form.add_error(name, said)
    if form.errors:
        return chosen(course, on=on)
    return chosen(
        course,
        on=on,
        parts=given["parts"],
        starts=starts,
        ends=ends,
        since=given["since"],
    )


def chosen(course: Course, *, on: date, **wanted: Any) -> Summary:
    parts = wanted.pop("parts", USUAL_PARTS)
    return summary_of(course, on=on, made_at=clock.now(), parts=parts, **wanted)


def page(
    request: HttpRequest, course: Course, form: SummaryForm, made: Summary
) -> HttpResponse:
    """Show the page with the form above it; the usual parts when the form cannot be read."""
    context = {
        "sheet": sheet_of(made),
        "form": form,
        "choices": presenters.part_choices(form),
    }
    return render(
        request, "summary/page.html", context, status=422 if form.errors else 200
    )


def download(request: HttpRequest, ending: str) -> HttpResponse:
    """Send the summary as a file, or the page again when the choice cannot be read."""
    course = course_of(request)
    if course is None:
        return redirect("course_new")
    form = form_of(request)
    made = made_of(course, form)
    if form.errors:
        return page(request, course, form, made)
    content, content_type = as_file(made, ending, request, form)
    answer = HttpResponse(content, content_type=content_type)
    # The name says nothing about what is inside: it stays in lists of downloads.
    answer["Content-Disposition"] = (
        f'attachment; filename="courseline-{made.last_day}.{ending}"'
    )
    answer["Cache-Control"] = "no-store, private"
    return answer


def as_file(
    made: Summary, ending: str, request: HttpRequest, form: SummaryForm
) -> tuple[bytes | str, str]:
    """Return the content of a file and its type."""
    if ending == "csv":
        return BYTE_ORDER_MARK + as_csv.table(made), "text/csv; charset=utf-8"
    if ending == "txt":
        return as_text.text(made), "text/plain; charset=utf-8"
    full = form.is_bound and form.cleaned_data["appendix"]
    pdf = as_pdf.pdf(made, paper=made.paper, appendix=full, discreet=True)
    if ending == "pdf":
        return pdf, "application/pdf"
    shape = (
        as_fhir.document
        if request.GET.get("kind") == "document"
        else as_fhir.collection
    )
    bundle = shape(made, pdf=pdf, at=made.made_at)
    return json.dumps(bundle, ensure_ascii=False), "application/fhir+json"
