"""Until when: what to avoid, and how long, with the check-ins after the course."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker import clock
from tracker.course.window_presenters import windows_page
from tracker.records import ownership
from tracker.records.facts import history_of


@require_safe
def windows(request: HttpRequest) -> HttpResponse:
    """Show what the person has to avoid and until when."""
    owner = ownership.person(request)
    current = ownership.current_course(owner)
    if current is None:
        return redirect("course_new")
    page = windows_page(
        history_of(current),
        asks_sexual=current.asks_sexual,
        today=clock.today(owner.time_zone),
    )
    return render(request, "course/windows.html", {"page": page})
