"""See the summary; make, turn off and open links to it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from tracker import clock
from tracker.accounts.models import User
from tracker.records import ownership, questions, sharing
from tracker.records.models import Course
from tracker.sharing import presenters
from tracker.sharing.forms import LinkForm, QuestionForm
from tracker.summary.build import summary_of
from tracker.summary.render.as_html import sheet_of

READY = "share_ready"
# Said to whatever opens a link: do not list it, keep it, or tell anybody where you came from.
DISCREET = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
}


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Show the links and questions; make a new link."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    if request.method == "POST":
        return make(request, owner, course)
    return show(request, owner, course, LinkForm(), QuestionForm())


def make(request: HttpRequest, owner: User, course: Course) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        return show(request, owner, course, form, QuestionForm(), status=422)
    at = clock.now()
    starts, ends = form.span(today=clock.today(owner.time_zone))
    link, token = sharing.create(
        course,
        label=form.cleaned_data["label"],
        parts=form.cleaned_data["parts"],
        starts=starts,
        ends=ends,
        lasts=form.lasting(),
        at=at,
    )
    request.session[READY] = {"link": link.pk, "token": sharing.sealed(token, at=at)}
    return redirect("share_ready")


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
    made = request.session.pop(READY, None)
    if made is None:
        return redirect("share")
    link = ownership.share_link(ownership.person(request), made["link"])
    try:
        token = sharing.unsealed(made["token"], at=clock.now())
    except sharing.ShareEnded:
        messages.error(
            request,
            _(
                "We show a link only in its first ten minutes. Turn it off and make another."
            ),
        )
        return redirect("share")
    context = {
        "address": request.build_absolute_uri(reverse("shared_summary", args=[token])),
        "stops": presenters.when(link.expires_at),
    }
    return render(request, "sharing/ready.html", context)


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
        return show(request, owner, course, LinkForm(), form, status=422)
    questions.add(course, text=form.cleaned_data["text"], at=clock.now())
    return redirect(reverse("share") + "#questions")


def remove_question(owner: User, pk: str) -> HttpResponse:
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 16):
        raise Http404
    questions.remove(ownership.question(owner, int(pk)))
    return redirect(reverse("share") + "#questions")


@login_not_required
@require_safe
def shared_summary(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summary to whoever holds a link that works; anything else is not found."""
    at = clock.now()
    try:
        link = (
            sharing.find(token, at=at)
            if request.method == "HEAD"
            else sharing.open_by_token(token, at)
        )
    except sharing.ShareEnded:
        raise Http404 from None
    owner = link.course.owner
    made = summary_of(
        link.course,
        on=clock.today(owner.time_zone),
        made_at=at,
        parts=frozenset(link.parts),
        starts=link.starts,
        ends=link.ends,
    )
    context = {
        "sheet": sheet_of(made),
        "stops": presenters.until(link.expires_at, zone=owner.time_zone),
    }
    answer = render(request, "summary/shared.html", context)
    for name, value in DISCREET.items():
        answer[name] = value
    return answer
