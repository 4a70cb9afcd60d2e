"""One planned date, tests set aside, what the clinic asked for, and monthly tests."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.clinical.facts import History
from tracker.clinical.labs.schedule import PlannedTest
from tracker.labs.plan_forms import AsideForm, OrderForm, SettingsForm
from tracker.labs.plan_presenters import Line, lines_on, monthly_page
from tracker.labs.views import UNPROCESSABLE
from tracker.records import lab_plan, ownership, told
from tracker.records.facts import history_of
from tracker.records.models import Course, LabOrder


def course_or_404(request: HttpRequest) -> Course:
    course = ownership.current_course(ownership.person(request))
    if course is None:
        raise Http404
    return course


def planned_of(
    course: Course, *, today: date
) -> tuple[History, tuple[PlannedTest, ...]]:
    history = history_of(course)
    flagged = told.flags_of(told.told_in(course))
    return history, lab_plan.plan_of(course, history, on=today, flagged=flagged)


@require_safe
def planned_day(request: HttpRequest, day: str) -> HttpResponse:
    """Show what is planned around a date: why, how, and what to do before."""
    return show_day(request, course_or_404(request), day_of(day))


def day_of(text: str) -> date:
    """Return a day of an address, which is written in one way only; raise Http404."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != text:
        raise Http404
    return day


def show_day(
    request: HttpRequest,
    course: Course,
    day: date,
    *,
    form: AsideForm | None = None,
) -> HttpResponse:
    today = clock.today(ownership.person(request).time_zone)
    history, planned = planned_of(course, today=today)
    lines = lines_on(
        day,
        planned,
        lab_plan.reasons_of(course),
        course.test_settings,
        course=history.course,
        today=today,
    )
    if not lines:
        raise Http404
    context = {
        "day": day,
        "lines": [
            (line, form_of(line, place, form)) for place, line in enumerate(lines)
        ],
        "form": form,
    }
    status = UNPROCESSABLE if form else 200
    return render(request, "labs/planned.html", context, status=status)


def form_of(line: Line, place: int, wrong: AsideForm | None) -> AsideForm:
    """Return the form beside one of several tests, each with fields of its own name on the page."""
    if wrong is not None and wrong["key"].value() == line.key:
        return wrong
    return AsideForm(initial={"key": line.key}, auto_id=f"id_{place}_%s")


@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    """Keep why a planned test will not be taken."""
    course = course_or_404(request)
    today = clock.today(ownership.person(request).time_zone)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return show_day(request, course, day_in(request), form=form)
    _history, planned = planned_of(course, today=today)
    try:
        lab_plan.set_aside(
            course,
            form.cleaned_data["key"],
            reason=form.cleaned_data["reason"],
            planned=planned,
            at=clock.now(),
        )
    except lab_plan.NotAskedFor:
        raise Http404 from None
    messages.success(request, _("Set aside. You can ask for it again below."))
    return redirect("labs")


def day_in(request: HttpRequest) -> date:
    """Return the day whose page the form came from; raise Http404."""
    return day_of(request.POST.get("day", ""))


@require_POST
def ask_again(request: HttpRequest) -> HttpResponse:
    """Take back that a test was set aside."""
    course = course_or_404(request)
    lab_plan.ask_again(course, request.POST.get("key", ""), at=clock.now())
    messages.success(request, _("It is asked for again."))
    return redirect("labs")


@require_http_methods(["GET", "HEAD", "POST"])
def order_new(request: HttpRequest) -> HttpResponse:
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    return edit_order(
        request, course, LabOrder(course=course), form_at=reverse("order_new")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    order = ownership.lab_order(ownership.person(request), pk)
    return edit_order(
        request, order.course, order, form_at=reverse("order_edit", args=[pk])
    )


def edit_order(
    request: HttpRequest, course: Course, order: LabOrder, *, form_at: str
) -> HttpResponse:
    """Show the form of what the clinic asked for, or store what was typed."""
    today = clock.today(course.owner.time_zone)
    pregnancy = course.can_become_pregnant is True
    context = {"form_at": form_at, "order": order.pk}
    if request.method != "POST":
        form = OrderForm(initial=typed(order), today=today, pregnancy=pregnancy)
        return render(request, "labs/order.html", {"form": form, **context})
    form = OrderForm(request.POST, today=today, pregnancy=pregnancy)
    if form.is_valid() and saved(form, order, today=today):
        messages.success(request, _("Noted. It is on the list."))
        return redirect("labs")
    return render(
        request, "labs/order.html", {"form": form, **context}, status=UNPROCESSABLE
    )


def saved(form: OrderForm, order: LabOrder, *, today: date) -> bool:
    """Store what was typed; False when the form has to say that there is no room for more."""
    try:
        lab_plan.save_order(
            form.into(order),
            at=clock.now(),
            today=today,
            submission_id=form.submission(),
        )
    except lab_plan.TooMany:
        message = _(
            "Your clinic’s tests stand here %(most)s times already. Remove one before you add another."
        )
        form.add_error("tests", message % {"most": lab_plan.MOST_ORDERS})
    return form.is_valid()


def typed(order: LabOrder) -> dict[str, object]:
    if order._state.adding:
        return {}
    return {
        "tests": order.tests,
        "due": order.due,
        "every": order.every or "",
        "until": order.until,
        "note": order.note,
    }


@require_POST
def order_remove(request: HttpRequest, pk: int) -> HttpResponse:
    order = ownership.lab_order(ownership.person(request), pk)
    lab_plan.remove_order(order, at=clock.now())
    messages.success(request, _("It is no longer asked for."))
    return redirect("labs")


@require_http_methods(["GET", "HEAD", "POST"])
def monthly(request: HttpRequest) -> HttpResponse:
    """Show monthly tests and until when pregnancy is prevented, to people who said they could become pregnant."""
    course = course_or_404(request)
    if course.can_become_pregnant is not True:
        raise Http404
    form = SettingsForm(request.POST or None, initial=course.test_settings)
    if request.method == "POST" and form.is_valid():
        lab_plan.choose_settings(course, form.chosen(), at=clock.now())
        messages.success(request, _("Saved."))
        return redirect("monthly")
    today = clock.today(course.owner.time_zone)
    history, planned = planned_of(course, today=today)
    page = monthly_page(
        history,
        planned,
        lab_plan.reasons_of(course),
        course.test_settings,
        today=today,
    )
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "labs/monthly.html", {"page": page, "form": form}, status=status
    )
