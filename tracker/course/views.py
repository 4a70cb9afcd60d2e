"""The course page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker import clock
from tracker.clinical.course.dosing import Weights
from tracker.clinical.labs.schedule import still_open
from tracker.course.presenters import course_links, course_page
from tracker.records import ownership
from tracker.records.facts import history_of
from tracker.records.lab_plan import plan_of
from tracker.records.told import flags_of, told_in
from tracker.ui.outlook import has_ended, outlook


@require_safe
def course(request: HttpRequest) -> HttpResponse:
    """Show a whole course as one picture, and the same as a table: the current one, or an earlier one."""
    owner = ownership.person(request)
    courses = ownership.courses_of(owner)
    if not courses:
        return redirect("course_new")
    shown = ownership.chosen_course(courses, request.GET.get("course", ""))
    today = clock.today(owner.time_zone)
    history = history_of(shown)
    told = told_in(shown)
    planned = plan_of(shown, history, on=today, flagged=flags_of(told))
    page = course_page(
        history,
        told,
        still_open(planned),
        today=today,
        weights=weights_in(request.GET.get("weight", "")),
    )
    is_current = shown == courses[0]
    context = {
        "page": page,
        "is_current": is_current,
        "courses": course_links(courses, shown),
        "and_course": "" if is_current else f"&course={shown.pk}",
        "outlook": outlook(history.course, history.profile, on=today)
        if is_current
        else None,
        "after": has_ended(history.course, today),
    }
    return render(request, "course/page.html", context)


def weights_in(text: str) -> Weights:
    """Return which weight the address asks for; the one at the start when it asks for none we know."""
    return next((each for each in Weights if each.value == text), Weights.AT_START)
