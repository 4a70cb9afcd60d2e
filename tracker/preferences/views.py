"""Settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import clock
from tracker.accounts.models import User
from tracker.preferences.forms import PreferencesForm, chosen
from tracker.preferences.presenters import course_rows
from tracker.records import courses, ownership, people


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show the settings, or store how the app looks and asks."""
    owner = ownership.person(request)
    if request.method != "POST":
        return page(request, owner, PreferencesForm(initial=chosen(owner)))
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return page(request, owner, form, status=422)
    people.change_preferences(owner, **form.cleaned_data, at=clock.now())
    messages.success(request, _("Saved."))
    return redirect("settings")


def page(
    request: HttpRequest, owner: User, form: PreferencesForm, *, status: int = 200
) -> HttpResponse:
    course = ownership.current_course(owner)
    today = clock.today(owner.time_zone)
    rows = (
        course_rows(course, courses.doses_of(course), today=today) if course else None
    )
    return render(
        request, "preferences/page.html", {"form": form, "rows": rows}, status=status
    )
