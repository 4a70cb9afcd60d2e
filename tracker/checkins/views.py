"""Mood check-ins: answer, read what follows, correct, remove, put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import OperationalError
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
from tracker.accounts.models import User
from tracker.checkins import presenters
from tracker.checkins.forms import CheckInForm, filled
from tracker.clinical.check_ins.questionnaires import (
    PHQ2,
    PHQ9,
    Questionnaire,
    questionnaire,
)
from tracker.records import checkins, ownership
from tracker.records.models import CheckIn, Course

UNPROCESSABLE, CONFLICT, UNAVAILABLE = 422, 409, 503


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One check-in of one day, answered or not, and where its form is sent."""

    owner: User
    course: Course
    asked: Questionnaire
    day: date
    today: date
    row: CheckIn | None
    past: tuple[CheckIn, ...]
    address: str

    @property
    def before(self) -> CheckIn | None:
        """Return the short one of the same day: its two answers open the longer one."""
        if self.asked != PHQ9 or self.row:
            return None
        return checkins.on_day(self.past, self.course, self.day).get(PHQ2.id)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest) -> HttpResponse:
    """Ask the two questions of today, and list what was answered before."""
    return of_today(request, PHQ2, address=reverse("check_in"))


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_longer(request: HttpRequest) -> HttpResponse:
    """Ask all nine questions."""
    return of_today(request, PHQ9, address=reverse("check_in_longer"))


def of_today(
    request: HttpRequest, asked: Questionnaire, *, address: str
) -> HttpResponse:
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    today = clock.today(owner.time_zone)
    if today < course.started_on:
        return redirect("today")
    past = checkins.of(owner)
    if not checkins.are_asked(owner):
        return without_questions(request, past, asked)
    place = Place(
        owner=owner,
        course=course,
        asked=asked,
        day=today,
        today=today,
        row=checkins.on_day(past, course, today).get(asked.id),
        past=tuple(past),
        address=address,
    )
    return save(request, place) if request.method == "POST" else show(request, place)


def without_questions(
    request: HttpRequest, past: list[CheckIn], asked: Questionnaire
) -> HttpResponse:
    """Show what was answered before and nothing to answer: somebody does without."""
    if request.method == "POST" or asked != PHQ2:
        raise Http404
    context = {
        "past": presenters.past_lines(past),
        "can_switch_on": checkins.are_offered(),
    }
    return render(request, "checkins/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one check-in of the person's own, or store its corrected answers."""
    owner = ownership.person(request)
    row = ownership.check_in(owner, pk)
    if not checkins.are_offered():
        raise Http404
    place = Place(
        owner=owner,
        course=row.course,
        asked=questionnaire(row.tool),
        day=row.day,
        today=clock.today(owner.time_zone),
        row=row,
        past=(),
        address=reverse("check_in_edit", args=[pk]),
    )
    return save(request, place) if request.method == "POST" else show(request, place)


def show(
    request: HttpRequest,
    place: Place,
    form: CheckInForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    due = checkins.due(place.course, place.owner, on=place.today)
    context: dict[str, Any] = {
        "page": presenters.form_page(
            place.asked,
            row=place.row,
            address=place.address,
            why=due if place.row is None and place.asked == PHQ2 else None,
            carried=place.before is not None,
            stale=status == CONFLICT,
        ),
        "form": form or blank(place),
        "past": presenters.past_lines(place.past) if place.asked == PHQ2 else (),
        # What was typed could not be stored: help does not wait for that.
        "support_first": form is not None and speaks_of_harm(form),
    }
    return render(request, "checkins/page.html", context, status=status)


def speaks_of_harm(form: CheckInForm) -> bool:
    """Hold when question 9 was sent with anything but not at all, whether or not the form is in order."""
    return form.data.get("q9") in {"1", "2", "3"}


def blank(place: Place) -> CheckInForm:
    answered = place.row or place.before
    initial = {
        **(filled(answered.answers) if answered else {}),
        "submission_id": presenters.new_submission(),
        "version": place.row.version if place.row else 0,
    }
    return CheckInForm(initial=initial, asked=place.asked)


def save(request: HttpRequest, place: Place) -> HttpResponse:
    form = CheckInForm(request.POST, asked=place.asked)
    if not form.is_valid():
        return show(request, place, form, status=UNPROCESSABLE)
    try:
        row = store(place, form)
    except checkins.CheckInIsStale:
        return show(request, place, as_typed(request, place), status=CONFLICT)
    except OperationalError:
        # The disk is full or the database is busy: what was answered stays in front of the person.
        messages.error(
            request,
            _(
                "We could not save this yet. Nothing you answered is lost: send it again."
            ),
        )
        return show(request, place, form, status=UNAVAILABLE)
    if row is None:
        return redirect("support" if speaks_of_harm(form) else "check_in")
    return after(request, row)


def store(place: Place, form: CheckInForm) -> CheckIn | None:
    return checkins.answer(
        place.course,
        day=place.day,
        tool=place.asked.id,
        answers=form.answers(),
        version=form.cleaned_data["version"] or 0,
        submission_id=form.submission(),
        at=clock.now(),
        today=place.today,
    )


def as_typed(request: HttpRequest, place: Place) -> CheckInForm:
    """Return what was sent, ready to be sent over what is stored now."""
    data = request.POST.copy()
    data["submission_id"] = presenters.new_submission()
    data["version"] = str(place.row.version if place.row else 0)
    return CheckInForm(data, asked=place.asked)


def after(request: HttpRequest, row: CheckIn) -> HttpResponse:
    """Return the next page: support first when question 9 was above 0, whatever the total."""
    if presenters.opens_support(row):
        messages.success(
            request, _("Thank you for telling us. Your answers are saved.")
        )
        return redirect("support")
    return redirect("check_in_saved", row.pk)


@require_safe
def check_in_saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was stored, what it calls for, and who can be called."""
    owner = ownership.person(request)
    row = ownership.check_in(owner, pk)
    same_day = checkins.on_day(checkins.of(owner), row.course, row.day)
    is_today = row.day == clock.today(owner.time_zone)
    page = presenters.saved_page(
        row.course,
        row,
        checkins.told_about(row),
        offers_longer=is_today
        and checkins.are_asked(owner)
        and presenters.wants_longer(row, same_day),
        shows_questions=checkins.are_offered(),
    )
    return render(request, "checkins/saved.html", {"page": page})


@require_POST
def check_in_remove(request: HttpRequest, pk: int) -> HttpResponse:
    owner = ownership.person(request)
    row = ownership.check_in(owner, pk)
    checkins.remove(row, at=clock.now(), today=clock.today(owner.time_zone))
    messages.success(request, _("The check-in is removed."))
    return redirect("check_in")


@require_POST
def check_in_not_now(request: HttpRequest) -> HttpResponse:
    """Put off what is due until the next one is."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    checkins.put_off(course, on=clock.today(owner.time_zone), at=clock.now())
    messages.success(
        request, _("Not now, then. We ask again when the next one is due.")
    )
    return redirect("today")
