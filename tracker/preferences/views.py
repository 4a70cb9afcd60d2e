"""Settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import clock
from tracker.accounts.models import User
from tracker.preferences.forms import PreferencesForm, TimeZoneForm, chosen
from tracker.preferences.presenters import course_rows
from tracker.records import courses, ownership, people
from tracker.ui.zones import place


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


@require_POST
def time_zone(request: HttpRequest) -> HttpResponse:
    """Store the zone a phone is in, and go on with the day it is there."""
    owner = ownership.person(request)
    form = TimeZoneForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("We do not know that time zone. Choose one with the same time.")
        )
        return redirect("settings")
    zone = form.cleaned_data["time_zone"]
    people.change_time_zone(owner, zone, at=clock.now())
    messages.success(
        request,
        _("Saved. Your days and reminders go by the time of %(place)s now.")
        % {"place": place(zone) or zone},
    )
    return redirect("today")


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
