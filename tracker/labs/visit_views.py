"""Appointments: note one, see what to bring, change it, remove it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.labs.plan_forms import VisitForm
from tracker.labs.plan_views import planned_of
from tracker.labs.views import UNPROCESSABLE
from tracker.labs.visit_presenters import visit_page
from tracker.records import ownership, questions, visits
from tracker.records.models import Visit


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an appointment and what to bring."""
    row = ownership.visit(ownership.person(request), pk)
    today = clock.today(row.course.owner.time_zone)
    history, planned = planned_of(row.course, today=today)
    page = visit_page(
        row,
        questions.of(row.course),
        history.labs,
        planned,
        since=visits.before(row),
        today=today,
    )
    return render(request, "labs/visit.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request: HttpRequest) -> HttpResponse:
    course = ownership.current_course(ownership.person(request))
    if course is None:
        return redirect("course_new")
    return edit(request, Visit(course=course), form_at=reverse("visit_new"))


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = ownership.visit(ownership.person(request), pk)
    return edit(request, row, form_at=reverse("visit_edit", args=[pk]))


def edit(request: HttpRequest, row: Visit, *, form_at: str) -> HttpResponse:
    """Show the form of an appointment, or store what was typed."""
    today = clock.today(row.course.owner.time_zone)
    context = {"form_at": form_at, "visit": row.pk}
    if request.method != "POST":
        form = VisitForm(initial=typed(row), today=today)
        return render(request, "labs/visit_form.html", {"form": form, **context})
    form = VisitForm(request.POST, today=today)
    if form.is_valid():
        try:
            return stored(request, form, row, today=today)
        except visits.TooMany:
            message = _(
                "There are %(most)s visits in this course already. Remove one before you add another."
            )
            form.add_error("day", message % {"most": visits.MOST})
    return render(
        request, "labs/visit_form.html", {"form": form, **context}, status=UNPROCESSABLE
    )


def stored(
    request: HttpRequest, form: VisitForm, row: Visit, *, today: date
) -> HttpResponse:
    """Store what was typed and go to the visit; raise visits.TooMany."""
    saved = visits.save(
        form.into(row), at=clock.now(), today=today, submission_id=form.submission()
    )
    messages.success(request, _("The visit is saved."))
    return redirect("visit", saved.pk) if saved else redirect("labs")


def typed(row: Visit) -> dict[str, object]:
    if row._state.adding:
        return {}
    return {"day": row.day, "time": row.time, "place": row.place, "note": row.note}


@require_POST
def visit_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = ownership.visit(ownership.person(request), pk)
    visits.remove(row, at=clock.now())
    messages.success(request, _("The visit is removed."))
    return redirect("labs")
