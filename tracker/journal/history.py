"""History: the month, the gaps, and finding days. What is looked for travels in the body, never in the address."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker import clock
from tracker.clinical.timeline import days_between
from tracker.journal import history_presenters as presenters
from tracker.journal.presenters import answer_lines
from tracker.records import journal, ownership, told
from tracker.records.models import Course, DayEntry, ShownFinding

FILTERS = (
    ("flag", gettext_lazy("With a flag")),
    ("note", gettext_lazy("With a note")),
    ("moderate", gettext_lazy("Moderate or worse")),
    ("missed", gettext_lazy("Missed dose")),
    ("gap", gettext_lazy("Not logged")),
)
MODERATE = 2


class FindForm(forms.Form):
    """Which days to show. Every box ticked narrows the list."""

    only = forms.MultipleChoiceField(required=False, choices=FILTERS)
    item = forms.ChoiceField(required=False)
    since = forms.DateField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["item"].choices = [("", ""), *presenters.choices_of_items()]  # type: ignore[attr-defined]


def history(request: HttpRequest) -> HttpResponse:
    """Show a month of the course and the days with a flag, or the days looked for."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    today = clock.today(owner.time_zone)
    entries, findings = journal.all_days(course), told.told_in(course)
    form = FindForm(request.POST or None)
    searched = request.method == "POST" and form.is_valid()
    found = (
        look_for(course, entries, findings, form.cleaned_data, today=today)
        if searched
        else presenters.flagged_days([row for row in findings if row.holds])
    )
    context = {
        "note": presenters.history_note(
            len(entries), len(gaps(course, entries, today=today))
        ),
        "month": presenters.month_of(
            presenters.first_of(
                request.GET.get("month", ""), started_on=course.started_on, today=today
            ),
            entries,
            findings,
            started_on=course.started_on,
            last_day=course.last_dose_on or today,
            today=today,
        ),
        "found": found,
        "found_title": title_of(len(found), searched=searched),
        "filters": [
            (code, name, code in form["only"].value()) for code, name in FILTERS
        ]
        if request.method == "POST"
        else [(code, name, code == "flag") for code, name in FILTERS],
        "items": presenters.choices_of_items(),
        "form": form,
        "since": request.POST.get("since", course.started_on.isoformat()),
        "item": request.POST.get("item", ""),
    }
    return render(
        request, "journal/history.html", context, status=422 if form.errors else 200
    )


def title_of(count: int, *, searched: bool) -> str:
    if searched:
        return ngettext("%(count)s day found", "%(count)s days found", count) % {
            "count": count
        }
    return ngettext(
        "%(count)s day with a flag", "%(count)s days with a flag", count
    ) % {"count": count}


def gaps(course: Course, entries: list[DayEntry], *, today: date) -> set[date]:
    """Return the days of the course nobody logged; today is not missing before it is over."""
    last = min(today, course.last_dose_on or today)
    every = (
        set(days_between(course.started_on, last))
        if last >= course.started_on
        else set()
    )
    return every - {entry.day for entry in entries} - {today}


def look_for(
    course: Course,
    entries: list[DayEntry],
    findings: list[ShownFinding],
    wanted: dict[str, object],
    *,
    today: date,
) -> tuple[presenters.Found, ...]:
    only = set(wanted["only"] or [])  # type: ignore[call-overload]
    since = wanted["since"] or course.started_on
    flags = {
        found.day: found
        for found in presenters.flagged_days([row for row in findings if row.holds])
    }
    if "gap" in only:
        days = (
            gaps(course, entries, today=today)
            if only == {"gap"} and not wanted["item"]
            else set()
        )
    else:
        days = {
            entry.day
            for entry in entries
            if matches(
                entry, only, str(wanted["item"] or ""), flagged=entry.day in flags
            )
        }
    days = {day for day in days if day >= since}  # type: ignore[operator]
    titles = {entry.day: words_of(entry) for entry in entries if entry.day in days}
    return tuple(
        flags.get(each.day, each) for each in presenters.found_days(days, titles)
    )


def matches(entry: DayEntry, only: set[str], item: str, *, flagged: bool) -> bool:
    """Hold when the day is all that was asked for."""
    tests = {
        "flag": flagged,
        "note": bool(entry.note),
        "moderate": presenters.worst(entry) >= MODERATE,
        "missed": entry.dose_taken == "none",
    }
    return all(tests[name] for name in only) and (
        not item or bool(entry.marks.get(item))
    )


def words_of(entry: DayEntry) -> str:
    lines = [
        line
        for line in answer_lines(journal.answers_of(entry), dose_mg="")
        if line.codes
    ]
    worth = [
        f"{line.names} {line.word}" for line in lines if line.codes != ("dose_taken",)
    ][:1]
    return f"{date_format(entry.day, 'D')}: {worth[0]}" if worth else _("Dose only")
