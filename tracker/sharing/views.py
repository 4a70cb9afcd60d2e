"""See the summary; make, turn off and open links to it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from tracker import clock
from tracker.accounts.models import User
from tracker.records import ownership, questions, sharing
from tracker.records.models import Course, LinkKind
from tracker.sharing import making, presenters, room
from tracker.sharing.forms import LinkForm, QuestionForm
from tracker.summary.build import days_of

READY = "share_ready"
# The cookie that carries a new link to the page which shows it: the server keeps nothing of it.
READY_SECONDS = int(sharing.SHOW_ONCE_WITHIN.total_seconds())


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Show the links and questions; make a new link."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    if request.method == "POST":
        return make(request, owner, course)
    return show(request, owner, course, link_form(owner, course), QuestionForm())


def link_form(owner: User, course: Course, data: QueryDict | None = None) -> LinkForm:
    today = clock.today(owner.time_zone)
    return LinkForm(data, began=course.started_on, today=today)


def make(request: HttpRequest, owner: User, course: Course) -> HttpResponse:
    form = link_form(owner, course, request.POST)
    if not form.is_valid():
        return show(request, owner, course, form, QuestionForm(), status=422)
    at = clock.now()
    known = days_of(
        course, on=clock.today(owner.time_zone), parts=form.cleaned_data["parts"]
    )
    if not form.fits(known):
        return show(request, owner, course, form, QuestionForm(), status=422)
    made = making.make(course, wish(form, last=known[1]), at=at)
    answer = redirect("share_ready")
    answer.set_cookie(
        READY,
        making.sealed(made, at=at),
        max_age=READY_SECONDS,
        path=reverse("share_ready"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def wish(form: LinkForm, *, last: date) -> making.Wish:
    """Return what was chosen; ``last`` is the last day the course says anything about."""
    starts, ends = form.span(last=last)
    return making.Wish(
        kind=form.cleaned_data["kind"] or LinkKind.PAGE,
        label=form.cleaned_data["label"],
        parts=form.cleaned_data["parts"],
        starts=starts,
        ends=ends,
        lasts=form.lasting(),
        asks_code=form.cleaned_data["asks_code"],
        openings=form.openings_allowed(),
    )


def show(
    request: HttpRequest,
    owner: User,
    course: Course,
    form: LinkForm,
    question_form: QuestionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    links, asked = sharing.links_of(owner), questions.of(course)
    context = {
        "page": presenters.share_page(form, links, asked, at=clock.now()),
        "form": form,
        "question_form": question_form,
    }
    return render(request, "sharing/page.html", context, status=status)


@require_GET
def share_ready(request: HttpRequest) -> HttpResponse:
    """Show a new link, this once."""
    waiting = request.COOKIES.get(READY)
    if not waiting:
        return redirect("share")
    answer = ready(request, waiting)
    answer.delete_cookie(READY, path=reverse("share_ready"))
    return answer


def ready(request: HttpRequest, waiting: str) -> HttpResponse:
    try:
        made = making.unsealed(waiting, at=clock.now())
    except sharing.ShareEnded:
        messages.error(
            request,
            _(
                "We show a link only in its first ten minutes. Turn it off and make another."
            ),
        )
        return redirect("share")
    link = ownership.share_link(ownership.person(request), made.link)
    return render(request, "sharing/ready.html", {"room": room.room(link, made)})


@require_POST
def share_off(request: HttpRequest, pk: int) -> HttpResponse:
    link = ownership.share_link(ownership.person(request), pk)
    sharing.revoke(link, at=clock.now())
    messages.success(request, _("Turned off. The link no longer opens anything."))
    return redirect("share")


@require_POST
def share_questions(request: HttpRequest) -> HttpResponse:
    """Add a question, or remove one."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    if gone := request.POST.get("remove"):
        return remove_question(owner, gone)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return show(request, owner, course, link_form(owner, course), form, status=422)
    questions.add(course, text=form.cleaned_data["text"], at=clock.now())
    return redirect(reverse("share") + "#questions")


def remove_question(owner: User, pk: str) -> HttpResponse:
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 16):
        raise Http404
    questions.remove(ownership.question(owner, int(pk)))
    return redirect(reverse("share") + "#questions")
