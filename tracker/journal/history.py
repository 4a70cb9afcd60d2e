"""History: the month, the gaps, and finding days.

What is looked for travels in the body, never in the address, where it would stay behind (T5).
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tracker import clock
from tracker.journal import history_presenters as presenters
from tracker.records import journal, ownership, told


class FindForm(forms.Form):
    """Which days to show: any of the boxes ticked, narrowed by symptom and date."""

    only = forms.MultipleChoiceField(required=False, choices=presenters.FILTERS)
    item = forms.ChoiceField(required=False, choices=presenters.every_choice)
    since = forms.DateField(required=False)

    def wanted(self) -> presenters.Wanted | None:
        """Return what is looked for, or None when nothing is, or nothing that makes sense."""
        if not self.is_valid():
            return None
        return presenters.Wanted(
            only=frozenset(self.cleaned_data["only"]),
            item=self.cleaned_data["item"],
            since=self.cleaned_data["since"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest) -> HttpResponse:
    """Show a month of the course and the days with a flag, or the days looked for."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    form = FindForm(request.POST if request.method == "POST" else None)
    page = presenters.history_page(
        journal.days_of(owner),
        told.told_to(owner),
        span=presenters.Span(
            starts=course.started_on,
            ends=course.last_dose_on,
            earliest=ownership.first_day(owner),
            today=clock.today(owner.time_zone),
        ),
        month=request.GET.get("month", ""),
        wanted=form.wanted(),
    )
    return render(
        request,
        "journal/history.html",
        {"page": page, "form": form, "typed": typed(request, page)},
        status=422 if form.errors else 200,
    )


def typed(request: HttpRequest, page: presenters.HistoryPage) -> presenters.Typed:
    """Return what the form shows: as it was sent, else the days with a flag since the start."""
    if request.method != "POST":
        return presenters.Typed(only=("flag",), item="", since=page.since)
    return presenters.Typed(
        only=tuple(request.POST.getlist("only")),
        item=request.POST.get("item", ""),
        since=request.POST.get("since", ""),
    )
