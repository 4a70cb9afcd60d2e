"""Help in a crisis: for everybody, without signing in, and nothing is stored."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import clock
from tracker.records import ownership
from tracker.records.models import Course
from tracker.support.presenters import support_page
from tracker.ui.crisis_lines import every_region


@login_not_required
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Show who to call: where the person lives when we know, and everywhere else below."""
    course = course_of(request)
    page = (
        support_page(course, today=clock.today(course.owner.time_zone))
        if course
        else None
    )
    context = {"page": page, "regions": every_region(but=page.code if page else "")}
    return render(request, "support/page.html", context)


def course_of(request: HttpRequest) -> Course | None:
    if not request.user.is_authenticated:
        return None
    return ownership.current_course(ownership.person(request))
