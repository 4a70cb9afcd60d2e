"""Start a course, change its dose, correct it, finish it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import clock
from tracker.accounts.models import User
from tracker.course.forms import (
    DetailsForm,
    DoseForm,
    FinishForm,
    RemoveDoseForm,
    StartForm,
    carried_over,
    stored,
)
from tracker.course.setup_presenters import again_after, dose_lines, restart_note
from tracker.records import courses, ownership
from tracker.records.models import Course

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: HttpRequest) -> HttpResponse:
    """Show the few questions of a new course, or start it."""
    owner = ownership.person(request)
    if running := ownership.open_course(owner):
        return already(
            request, running, status=409 if request.method == "POST" else 200
        )
    today = clock.today(owner.time_zone)
    last = ownership.current_course(owner)
    again = again_after(last, today=today)
    if request.method != "POST":
        form = new_form(owner, last, today)
        return render(request, "course/new.html", {"form": form, "again": again})
    form = StartForm(request.POST, today=today)
    if form.is_valid() and (answer := start(request, owner, form, today=today)):
        return answer
    context = {"form": form, "again": again}
    return render(request, "course/new.html", context, status=UNPROCESSABLE)


def new_form(owner: User, last: Course | None, today: date) -> StartForm:
    known = carried_over(last) if last else {}
    return StartForm(today=today, initial={**known, "time_zone": owner.time_zone})


def start(
    request: HttpRequest, owner: User, form: StartForm, *, today: date
) -> HttpResponse | None:
    """Start the course and go on to today; None when the form has to explain what stands against it."""
    answers = form.cleaned_data
    try:
        courses.start_course(
            owner,
            started_on=answers["started_on"],
            mg_per_day=answers["mg_per_day"],
            country=answers["country"],
            details=form.details(),
            at=clock.now(),
            today=today,
            time_zone=answers["time_zone"],
        )
    except courses.CourseIsOpen:
        return redirect("course_new")
    except courses.CoursesOverlap as clash:
        form.add_error("started_on", overlap(clash))
        return None
    messages.success(
        request, _("Your course is set up. You can change all of it in the settings.")
    )
    return redirect("today")


def overlap(clash: courses.CoursesOverlap) -> str:
    last = date_format(clash.args[0], "j F Y")
    return _("Your earlier course ran until %(day)s. Choose a later day.") % {
        "day": last
    }


def already(request: HttpRequest, running: Course, *, status: int) -> HttpResponse:
    context = {"since": running.started_on}
    return render(request, "course/already.html", context, status=status)


def own_course(request: HttpRequest) -> Course | None:
    return ownership.current_course(ownership.person(request))


@require_http_methods(["GET", "HEAD", "POST"])
def course_details(request: HttpRequest) -> HttpResponse:
    """Show what was said about the course, or correct it."""
    course = own_course(request)
    if course is None:
        return redirect("course_new")
    today = clock.today(course.owner.time_zone)
    if request.method != "POST":
        form = DetailsForm(today=today, initial=stored(course))
        return details_page(request, course, form)
    form = DetailsForm(request.POST, today=today)
    if form.is_valid() and correct(course, form, today=today):
        messages.success(request, _("Saved. Your answers are used from now on."))
        return redirect("settings")
    return details_page(request, course, form, status=UNPROCESSABLE)


def details_page(
    request: HttpRequest, course: Course, form: DetailsForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "ended": course.last_dose_on}
    return render(request, "course/details.html", context, status=status)


def correct(course: Course, form: DetailsForm, *, today: date) -> bool:
    """Store the corrections; on a clash say so at the field and return False."""
    try:
        courses.update_details(
            course,
            started_on=form.cleaned_data["started_on"],
            country=form.cleaned_data["country"],
            details=form.details(),
            at=clock.now(),
            today=today,
        )
    except courses.CoursesOverlap as clash:
        form.add_error("started_on", overlap(clash))
    except courses.DaysBeforeStart as clash:
        earliest = date_format(clash.args[0], "j F Y")
        message = _(
            "You have logged %(day)s already. Choose that day or an earlier one."
        )
        form.add_error("started_on", message % {"day": earliest})
    except courses.OutOfReach:
        form.add_error("started_on", _("The course had ended before that day."))
    return form.is_valid()


@require_http_methods(["GET", "HEAD", "POST"])
def course_dose(request: HttpRequest) -> HttpResponse:
    """Show the doses of the course; add a change, or take one back."""
    course = own_course(request)
    if course is None:
        return redirect("course_new")
    today = clock.today(course.owner.time_zone)
    if request.method != "POST":
        form = DoseForm(initial={"starts": max(today, course.started_on)})
        return dose_page(request, course, form)
    if "remove" in request.POST:
        return remove_dose(request, course)
    form = DoseForm(request.POST)
    if form.is_valid() and change_dose(course, form, today=today):
        messages.success(request, _("The new dose is noted."))
        return redirect("course_dose")
    return dose_page(request, course, form, status=UNPROCESSABLE)


def dose_page(
    request: HttpRequest, course: Course, form: DoseForm, *, status: int = 200
) -> HttpResponse:
    doses = courses.doses_of(course)
    today = clock.today(course.owner.time_zone)
    context: dict[str, Any] = {
        "form": form,
        "doses": dose_lines(course, doses),
        "restart": restart_note(
            course, doses, courses.capsules_of(course), today=today
        ),
        "ended": course.last_dose_on,
    }
    return render(request, "course/dose.html", context, status=status)


def change_dose(course: Course, form: DoseForm, *, today: date) -> bool:
    """Store the change; on a clash say so at the field and return False."""
    answers = form.cleaned_data
    try:
        courses.change_dose(
            course,
            starts=answers["starts"],
            mg_per_day=answers["mg_per_day"],
            weight_kg=answers["weight_kg"],
            at=clock.now(),
            today=today,
        )
    except courses.CourseIsFinished:
        form.add_error(None, _("This course has ended. Its doses stay as they are."))
    except courses.OutOfReach:
        form.add_error(
            "starts", _("Choose a day of this course, at most 60 days ahead.")
        )
    return form.is_valid()


def remove_dose(request: HttpRequest, course: Course) -> HttpResponse:
    form = RemoveDoseForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        courses.remove_dose_change(
            course, starts=form.cleaned_data["remove"], at=clock.now()
        )
    except (courses.NoSuchChange, courses.CourseIsFinished) as refusal:
        raise Http404 from refusal
    messages.success(request, _("That change is taken back."))
    return redirect("course_dose")


@require_http_methods(["GET", "HEAD", "POST"])
def course_finish(request: HttpRequest) -> HttpResponse:
    """Ask for the last capsule, or end the course with it; once it has ended, correct the day."""
    course = own_course(request)
    if course is None:
        return redirect("course_new")
    today = clock.today(course.owner.time_zone)
    if course.last_dose_on is not None:
        return course_end(request, course, today=today)
    if request.method != "POST":
        form = FinishForm(initial={"last_dose_on": today})
        return render(request, "course/finish.html", {"form": form})
    form = FinishForm(request.POST)
    if form.is_valid() and finish(course, form, today=today):
        messages.success(
            request,
            _("Your course is finished. You can still read and correct every day."),
        )
        return redirect("course")
    return render(request, "course/finish.html", {"form": form}, status=UNPROCESSABLE)


def finish(course: Course, form: FinishForm, *, today: date) -> bool:
    """End the course; on a clash say so at the field and return False."""
    last = form.cleaned_data["last_dose_on"]
    try:
        courses.finish_course(course, last_dose_on=last, at=clock.now(), today=today)
    except courses.OutOfReach:
        form.add_error(
            "last_dose_on", _("Choose a day of this course that is not in the future.")
        )
    except courses.CourseIsFinished:
        form.add_error(None, _("This course has ended already."))
    return form.is_valid()


def course_end(request: HttpRequest, course: Course, *, today: date) -> HttpResponse:
    """Show the day of the last capsule, to be corrected or taken back, or store another."""
    if request.method != "POST":
        form = FinishForm(initial={"last_dose_on": course.last_dose_on})
        return render(request, "course/end.html", {"form": form})
    form = FinishForm(request.POST)
    if form.is_valid() and correct_end(course, form, today=today):
        messages.success(
            request, _("Corrected. Waiting times and reminders follow the new day.")
        )
        return redirect("course")
    return render(request, "course/end.html", {"form": form}, status=UNPROCESSABLE)


def correct_end(course: Course, form: FinishForm, *, today: date) -> bool:
    """Store another last capsule; on a clash say so at the field and return False."""
    last = form.cleaned_data["last_dose_on"]
    try:
        courses.correct_end(course, last_dose_on=last, at=clock.now(), today=today)
    except courses.OutOfReach:
        form.add_error(
            "last_dose_on", _("Choose a day of this course that is not in the future.")
        )
    except (courses.CourseIsOpen, courses.CoursesOverlap):
        form.add_error("last_dose_on", _("Your next course had begun by that day."))
    except courses.CourseIsRunning:
        form.add_error(None, _("This course has no end yet."))
    return form.is_valid()


@require_POST
def course_reopen(request: HttpRequest) -> HttpResponse:
    """Let a course go on that was ended by mistake."""
    course = own_course(request)
    if course is None:
        return redirect("course_new")
    today = clock.today(course.owner.time_zone)
    try:
        courses.reopen_course(course, at=clock.now(), today=today)
    except (
        courses.CourseIsRunning,
        courses.CourseIsOpen,
        courses.CoursesOverlap,
    ):
        messages.error(request, _("There is a course that runs already."))
        return redirect("course")
    messages.success(
        request, _("Your course goes on. Every day you logged is as it was.")
    )
    return redirect("course")
