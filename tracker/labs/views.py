"""The plan of tests, and results."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.accounts.models import User
from tracker.clinical.labs import schedule as lab_schedule
from tracker.clinical.labs.findings import is_positive
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.vocabulary import Level
from tracker.labs.forms import (
    RemovalForm,
    ResultForm,
    Twice,
    still_stands,
    twice_of,
)
from tracker.labs.presenters import labs_page, paper_line
from tracker.records import (
    attachments,
    lab_plan,
    labs,
    ownership,
    told,
    told_labs,
    visits,
)
from tracker.records.facts import history_of, result_of, results_of
from tracker.records.models import Course, LabResult, ShownFinding

UNPROCESSABLE = 422


@require_safe
def labs_view(request: HttpRequest) -> HttpResponse:
    """Show which tests are due, what comes, and what the results were."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    today = clock.today(owner.time_zone)
    results = results_of(course)
    history = history_of(course, results=results)
    told_before = told.told_in(course)
    planned = lab_plan.plan_of(
        course, history, on=today, flagged=told.flags_of(told_before)
    )
    missed = tell_missed(course, planned, told_before)
    page = labs_page(
        course,
        history,
        results.own,
        planned,
        reviews=lab_schedule.reviews(history.course, history.profile, on=today),
        reasons=lab_plan.reasons_of(course),
        visits=visits.to_come(course, on=today),
        papers=attachments.of(course),
        missed=missed,
        today=today,
    )
    return render(request, "labs/page.html", {"page": page})


def tell_missed(
    course: Course, planned: Sequence[PlannedTest], told_before: list[ShownFinding]
) -> ShownFinding | None:
    """Return what was told about a missed monthly test; a page is read on when that cannot be stored now."""
    with suppress(OperationalError):
        return told_labs.tell_missed(course, planned, told_before, at=clock.now())
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def lab_new(request: HttpRequest) -> HttpResponse:
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    return edit(
        request, owner, course, LabResult(course=course), form_at=reverse("lab_new")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lab_edit(request: HttpRequest, pk: int) -> HttpResponse:
    owner = ownership.person(request)
    result = ownership.result(owner, pk)
    return edit(
        request, owner, result.course, result, form_at=reverse("lab_edit", args=[pk])
    )


def edit(
    request: HttpRequest,
    owner: User,
    course: Course,
    result: LabResult,
    *,
    form_at: str,
) -> HttpResponse:
    """Show the form of a result, or store what was typed."""
    today = clock.today(owner.time_zone)
    context = beside_form(course, result, form_at)
    if request.method != "POST":
        form = form_of(course, result, today=today)
        return render(request, "labs/result.html", {"form": form, **context})
    form = form_of(course, result, today=today, data=request.POST)
    if form.is_valid() and stored(form, course, result, today=today):
        return after(request, course, form)
    return render(
        request, "labs/result.html", {"form": form, **context}, status=UNPROCESSABLE
    )


def form_of(
    course: Course, result: LabResult, *, today: date, data: QueryDict | None = None
) -> ResultForm:
    """Return the form of a result: as it is kept, or as it was typed in ``data``."""
    form = ResultForm(
        data,
        initial=typed(result, today),
        today=today,
        pregnancy=asks_pregnancy(course, result),
    )
    if is_kept_positive(result):
        form.ask_if_typed_wrong()
    return form


def beside_form(course: Course, result: LabResult, form_at: str) -> dict[str, object]:
    """Return what the page of a result shows beside its form."""
    papers = attachments.of_day(course, result.day) if result.pk else []
    return {
        "form_at": form_at,
        "result": result.pk,
        "papers": [paper_line(each) for each in papers],
        "removal": RemovalForm() if is_kept_positive(result) else None,
    }


def is_kept_positive(result: LabResult) -> bool:
    """Hold for a positive pregnancy test that is stored: it is taken back only when it was typed wrong."""
    return bool(result.pk) and is_positive(result_of(result))


def asks_pregnancy(course: Course, result: LabResult) -> bool:
    return course.can_become_pregnant is True or bool(result.outcome)


def typed(result: LabResult, today: date) -> dict[str, object]:
    if result._state.adding:
        return {"day": today}
    numbers = {
        name: f"{value.normalize():f}" if value is not None else ""
        for name, value in (
            ("value", result.value),
            ("upper_limit", result.upper_limit),
        )
    }
    return {
        "day": result.day,
        "test": result.test,
        "unit": result.unit,
        "outcome": result.outcome,
        "fasting": bool(result.fasting),
        **numbers,
    }


def stored(form: ResultForm, course: Course, result: LabResult, *, today: date) -> bool:
    """Store the result; False when the form has to explain why it cannot be."""
    is_new, before, told_as = result._state.adding, result.day, result.test
    form.into(result)
    try:
        if is_new:
            labs.add_result(course, result, at=clock.now(), today=today)
        else:
            labs.change_result(
                result,
                before=before,
                told_as=told_as,
                at=clock.now(),
                today=today,
                typed_wrong=bool(form.cleaned_data.get("typed_wrong")),
            )
    except labs.ResultExists:
        there = labs.result_on(course, result.day, result.test)
        form.twice = twice_of(there, result.outcome)
        form.add_error("day", already_there(form.twice))
        return False
    except labs.PositiveStands:
        form.refuse_to_take_back()
        return False
    return True


def already_there(twice: Twice | None) -> str:
    if twice and twice.stands:
        return _(
            "A positive test is noted on that day. It stands, also when a second one is negative."
        )
    return _("This test already has a result on that day. Change that one instead.")


def after(request: HttpRequest, course: Course, form: ResultForm) -> HttpResponse:
    """Return the page to read next: the card when the result calls for a contact, else the list."""
    flag = labs.told_about(course, form.cleaned_data["test"], form.cleaned_data["day"])
    if flag is not None and flag.level >= Level.SOON:
        return redirect("finding", flag.pk)
    messages.success(request, _("The result is saved."))
    return redirect("labs")


@require_POST
def lab_remove(request: HttpRequest, pk: int) -> HttpResponse:
    owner = ownership.person(request)
    result = ownership.result(owner, pk)
    removal = RemovalForm(request.POST)
    wrong = removal.is_valid() and removal.cleaned_data["typed_wrong"]
    try:
        labs.remove_result(result, at=clock.now(), typed_wrong=wrong)
    except labs.PositiveStands:
        removal.add_error("typed_wrong", still_stands())
        form_at = reverse("lab_edit", args=[pk])
        context = beside_form(result.course, result, form_at) | {"removal": removal}
        today = clock.today(owner.time_zone)
        form = form_of(result.course, result, today=today)
        page = {"form": form, **context}
        return render(request, "labs/result.html", page, status=UNPROCESSABLE)
    messages.success(request, _("The result is removed."))
    return redirect("labs")
