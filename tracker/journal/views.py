"""Log today, one day, and what follows a save."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import clock
from tracker.accounts.models import User
from tracker.clinical.crisis import mentions_self_harm
from tracker.clinical.labs.findings import MISSED_RULE
from tracker.clinical.vocabulary import CATALOGUE, Scale, item
from tracker.journal import care, presenters
from tracker.journal.beyond import beyond
from tracker.journal.day import Day, filled, form_page, load
from tracker.journal.due import dated_line, one_line, questions_line
from tracker.journal.forms import ContactForm, DayForm
from tracker.records import facts, journal, lab_plan, ownership, told, told_labs
from tracker.records.journal import DayAnswers
from tracker.records.models import ShownFinding
from tracker.ui.outlook import outlook

VERY_LOW = 3


def today(request: HttpRequest) -> HttpResponse:
    """Show today's form, or save it."""
    owner = ownership.person(request)
    course = ownership.current_course(owner)
    if course is None:
        return redirect("course_new")
    now = clock.today(owner.time_zone)
    here = load(owner, course, now, today=now)
    if now < course.started_on:
        line = dated_line(here, at=clock.now())
        return render(
            request,
            "journal/not_yet.html",
            {"starts": course.started_on, "due_line": line},
        )
    if request.method == "POST":
        return save(request, here)
    return show_form(request, here, opened=opened_by(request, here))


def opened_by(request: HttpRequest, here: Day) -> frozenset[str]:
    """Return the items of the check-in that waits, when the address asks for it."""
    check = here.check if "check" in request.GET else None
    return frozenset(check.unanswered) if check else frozenset()


def day(request: HttpRequest, day: date) -> HttpResponse:
    """Show one logged day, or the form for a day not logged yet; save it."""
    here = day_or_404(request, day)
    if request.method == "POST":
        return save(request, here)
    return read(request, here) if here.entry else show_form(request, here)


@require_safe
def day_edit(request: HttpRequest, day: date) -> HttpResponse:
    return show_form(request, day_or_404(request, day))


def day_or_404(request: HttpRequest, day: date) -> Day:
    """Return a day of the person's own course that can be logged; raise Http404."""
    owner = ownership.person(request)
    now = clock.today(owner.time_zone)
    course = ownership.course_on(owner, day)
    if course is None:
        raise Http404
    here = load(owner, course, day, today=now)
    # A day logged further east may lie ahead of today: it stays readable.
    if here.entry is None and not journal.can_be_logged(course, day, today=now):
        raise Http404
    return here


def show_form(
    request: HttpRequest, here: Day, *, status: int = 200, **more: Any
) -> HttpResponse:
    context: dict[str, Any] = {"page": form_page(here, **more)}
    if here.day == here.today:
        flags = care.waiting(open_flags(here.owner, today=here.today))
        context["flags"] = flags
        # Beside an emergency nothing else asks for anything.
        if flags is None or flags.emergency is None:
            context["outlook"] = outlook(
                here.course_facts, facts.profile_of(here.course), on=here.day
            )
            context |= one_line(here, at=clock.now())
    return render(request, "journal/form.html", context, status=status)


def open_flags(owner: User, *, today: date) -> list[ShownFinding]:
    """Return the flags that wait for a contact; a monthly test that was missed has a line of its own."""
    flags = journal.open_flags(owner, today=today)
    return [row for row in flags if row.rule != MISSED_RULE]


def save(request: HttpRequest, here: Day) -> HttpResponse:
    opened = frozenset(request.POST.getlist("open"))
    form = DayForm(request.POST)
    typed = {code: request.POST.get(code, "") for code in (*CATALOGUE, "note")}
    kept: dict[str, Any] = {
        "typed": typed,
        "submission_id": request.POST.get("submission_id", ""),
    }
    if added := request.POST.get("add"):
        version = here.entry.version if here.entry else 0
        return show_form(
            request, here, opened=opened | {added}, version=version, **kept
        )
    if not form.is_valid():
        errors = {name: " ".join(found) for name, found in form.errors.items()}
        return show_form(
            request, here, opened=opened, errors=errors, status=422, **kept
        )
    asked = here.asked(opened)
    answers = filled(form.answers(), here, asked, form.fill())
    try:
        store(here, form, answers)
    except journal.DayIsStale:
        return stale(request, harm_kept(here, answers), answers)
    except OperationalError:
        # The disk is full or the database is busy: what was written stays in front of the person.
        messages.error(
            request,
            _("We could not save this yet. Nothing you wrote is lost: send it again."),
        )
        return show_form(request, here, opened=opened, status=503, **kept)
    return after(request, answers, here.day)


def store(here: Day, form: Any, answers: DayAnswers) -> None:
    journal.log_day(
        here.course,
        day=here.day,
        answers=answers,
        version=form.cleaned_data["version"] or 0,
        submission_id=form.submission(),
        at=clock.now(),
        today=here.today,
        merge=form.cleaned_data["partial"],
    )


def harm_kept(here: Day, answers: DayAnswers) -> Day:
    """Return the day as it stands, with the answer about harm of a stale page saved first, by itself."""
    now = load(here.owner, here.course, here.day, today=here.today)
    if not answers.marks.get("self_harm"):
        return now
    with suppress(journal.DayIsStale, OperationalError):
        journal.log_day(
            here.course,
            day=here.day,
            answers=DayAnswers(marks={"self_harm": answers.marks["self_harm"]}),
            version=now.entry.version if now.entry else 0,
            submission_id=uuid4(),
            at=clock.now(),
            today=here.today,
            merge=True,
        )
    return load(here.owner, here.course, here.day, today=here.today)


def after(request: HttpRequest, answers: DayAnswers, day: date) -> HttpResponseRedirect:
    """Return the next page: support first when somebody said they may harm themselves."""
    if answers.marks.get("self_harm"):
        messages.success(request, _("Thank you for telling us. This day is saved."))
        return HttpResponseRedirect(reverse("support"))
    return HttpResponseRedirect(reverse("day_saved", args=[day]))


def stale(request: HttpRequest, here: Day, answers: DayAnswers) -> HttpResponse:
    """Show both versions of a day changed elsewhere; nothing is overwritten until the person chooses."""
    stored = here.entry
    context = {
        "place": here.place,
        "version": stored.version if stored else 0,
        "stored": presenters.answer_lines(journal.answers_of(stored), dose_mg=here.mg)
        if stored
        else (),
        "stored_note": stored.note if stored else "",
        "yours": presenters.answer_lines(answers, dose_mg=here.mg),
        "note": answers.note,
        "new_medicine": answers.new_medicine,
        "fields": presenters.typed_from(answers).items(),
        "submission_id": presenters.new_submission(),
        "support_first": bool(answers.marks.get("self_harm")),
    }
    return render(request, "journal/stale.html", context, status=409)


def read(request: HttpRequest, here: Day) -> HttpResponse:
    findings = care.in_order(journal.told_on(here.course, here.day))
    context = {
        "read": day_read(here),
        "cards": [care.card_of(here.course, row, today=here.today) for row in findings],
        "earlier": here.day - presenters.DAY
        if here.day > here.course.started_on
        else None,
        "later": here.day + presenters.DAY if here.day < here.today else None,
    }
    return render(request, "journal/day.html", context)


def day_read(here: Day) -> presenters.DayRead:
    entry = here.entry
    if entry is None:
        raise Http404
    answers = journal.answers_of(entry)
    missing = presenters.unanswered(here.asked(), answers, asks_dose=bool(here.mg))
    return presenters.DayRead(
        place=here.place,
        lines=presenters.answer_lines(answers, dose_mg=here.mg),
        unanswered=presenters.names_of(missing),
        note=entry.note,
        new_medicine=entry.new_medicine,
        saved_at=care.said_when(entry.saved_at),
        version=entry.version,
        added_later=entry.added_later,
        changes=presenters.change_lines(journal.changes_of(entry)),
    )


@require_safe
def day_saved(request: HttpRequest, day: date) -> HttpResponse:
    """Show what was stored, what it calls for, and what is still open."""
    here = day_or_404(request, day)
    if here.entry is None:
        return redirect("day", day)
    lately = journal.told_lately(here.course, day)
    findings = [
        *(row for row in lately if row.day == day),
        *journal.raised_around(here.course, day),
    ]
    context = {
        "read": day_read(here),
        "guidance": care.guidance(
            here.course,
            findings,
            today=here.today,
            still_open=journal.open_flags(here.owner, today=here.today),
        ),
        "beyond": beyond(here, lately),
        "open_questions": still_open(here),
        "submission_id": presenters.new_submission(),
        "is_today": day == here.today,
        "support_first": mentions_self_harm(here.entry.note),
        **questions_line(here),
    }
    return render(request, "journal/saved.html", context)


def still_open(here: Day) -> tuple[presenters.Question, ...]:
    """Return what no button may answer and nobody answered yet: dose, mood, sight, and yesterday's flags."""
    if here.entry is None:
        return ()
    asked = here.asked()
    marks = here.entry.marks
    before = here.before.marks if here.before else {}
    wanted = {"mood", "vision"} | here.held(asked)
    questions = [
        presenters.question(each, chosen="", before=before.get(each.code))
        for each in asked.scales
        if each.code in wanted and each.code not in marks
    ]
    if here.mg and not here.entry.dose_taken:
        dose = presenters.dose_question(
            here.mg, chosen="", is_today=here.day == here.today
        )
        questions.insert(0, dose)
    if asks_about_harm(here, marks):
        questions.append(presenters.question(item("self_harm"), chosen="", before=None))
    return tuple(questions)


def asks_about_harm(here: Day, marks: Mapping[str, int]) -> bool:
    """Hold when mood was very low and the question was wanted, shown and left blank."""
    very_low = marks.get("mood") == VERY_LOW
    return very_low and here.owner.asks_about_harm and "self_harm" not in marks


@require_POST
def day_undo(request: HttpRequest, day: date) -> HttpResponse:
    here = day_or_404(request, day)
    version = request.POST.get("version", "")
    try:
        journal.undo(
            here.course,
            day=day,
            version=int(version) if version.isdecimal() and len(version) < 10 else -1,
            at=clock.now(),
            today=here.today,
        )
    except (journal.DayIsStale, journal.NothingToUndo):
        messages.error(request, _("This day was changed since. Nothing was undone."))
        return redirect("day", day)
    messages.success(request, _("Undone. The day is as it was before."))
    return redirect("day", day)


@require_POST
def day_item(request: HttpRequest, day: date) -> HttpResponse:
    """Return the answers of one item, to be put into the open form."""
    here = day_or_404(request, day)
    code = request.POST.get("add", "")
    if code not in CATALOGUE or item(code).scale is Scale.TEXT:
        raise Http404
    before = here.before.marks if here.before else {}
    question = presenters.question(item(code), chosen="", before=before.get(code))
    return render(request, "journal/_opened.html", {"question": question})


@require_safe
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one thing the person was told."""
    owner = ownership.person(request)
    row = ownership.finding(owner, pk)
    card = care.card_of(row.course, row, today=clock.today(owner.time_zone))
    today = clock.today(owner.time_zone)
    context = {
        "card": card,
        "planned_day": planned_day(owner, row),
        "others": care.also_waiting(open_flags(owner, today=today), but=row),
    }
    return render(request, "journal/finding.html", context)


def planned_day(owner: User, row: ShownFinding) -> date | None:
    """Return where a missed monthly test can be set aside; None for every other flag."""
    course = row.course
    if row.rule != MISSED_RULE or course != ownership.current_course(owner):
        return None
    today = clock.today(owner.time_zone)
    history = facts.history_of(course, with_check_ins=False)
    flagged = told.flags_of(told.told_by(course, told_labs.RULES_ABOUT_TESTS))
    planned = lab_plan.plan_of(course, history, on=today, flagged=flagged)
    return told_labs.planned_day_of(row, planned)


@require_POST
def finding_contacted(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the person contacted somebody about a flag."""
    row = ownership.finding(ownership.person(request), pk)
    form = ContactForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            _("That is longer than 1,000 characters. Shorten it and send it again."),
        )
        return redirect("finding", pk)
    journal.note_contact(row, they_said=form.cleaned_data["they_said"], at=clock.now())
    messages.success(
        request, _("Noted. This stays in your history and on your summary.")
    )
    return redirect("finding", pk)
