"""Good to know: what to expect, tips, and what is known about later, with sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import clock
from tracker.learn.presenters import learn_page
from tracker.records import ownership
from tracker.records.facts import course_of, profile_of
from tracker.ui.outlook import outlook


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """Show all that can be read up; what to expect now comes first when there is a course."""
    owner = ownership.person(request)
    current = ownership.current_course(owner)
    profile = profile_of(current) if current else None
    # Only the days of the course count here: its doses are not needed.
    now = (
        outlook(course_of(current, ()), profile, on=clock.today(owner.time_zone))
        if current and profile
        else None
    )
    return render(
        request, "learn/page.html", {"page": learn_page(profile), "outlook": now}
    )
