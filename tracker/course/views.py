"""The course page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker import clock
from tracker.clinical.lab_schedule import still_open
from tracker.course.presenters import course_page
from tracker.records import ownership
from tracker.records.facts import history_of
from tracker.records.lab_plan import plan_of
from tracker.records.told import flags_of, told_in


@require_safe
def course(request: HttpRequest) -> HttpResponse:
    """Show the whole course as one picture, and the same as a table."""
    owner = ownership.person(request)
    current = ownership.current_course(owner)
    if current is None:
        return redirect("course_new")
    today = clock.today(owner.time_zone)
    history = history_of(current)
    told = told_in(current)
    planned = plan_of(current, history, on=today, flagged=flags_of(told))
    page = course_page(history, told, still_open(planned), today=today)
    return render(request, "course/page.html", {"page": page})
