"""What a day's page needs, loaded once: the course, the fortnight before, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.accounts.models import User
from tracker.clinical.course.dosing import dose_on
from tracker.clinical.course.follow_up import Check, checks_of, due_check, not_asked
from tracker.clinical.facts import CourseFacts
from tracker.clinical.vocabulary import CATALOGUE, Level, Scale, item
from tracker.journal import presenters
from tracker.journal.asked import ALWAYS_FRESH, AskedItems, Calls, items_for
from tracker.journal.chips import chips
from tracker.journal.presenters import FormPage, Place
from tracker.records import facts, journal
from tracker.records.journal import DayAnswers
from tracker.records.models import Course, DayEntry, ShownFinding

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of one course, with what came just before it."""

    owner: User
    course: Course
    course_facts: CourseFacts
    day: date
    today: date
    entry: DayEntry | None
    fortnight: tuple[DayEntry, ...]
    told_before: tuple[ShownFinding, ...]

    @property
    def before(self) -> DayEntry | None:
        """Return the entry of the day before, if it was logged."""
        return next(
            (each for each in self.fortnight if each.day == self.day - DAY), None
        )

    @property
    def mg(self) -> str:
        """Return the dose prescribed for the day in mg, or nothing when none is."""
        mg = dose_on(self.course_facts, self.day)
        over = (
            self.course.last_dose_on is not None and self.day > self.course.last_dose_on
        )
        return "" if over or not mg else f"{mg.normalize():f}"

    @property
    def place(self) -> Place:
        return presenters.place_of(self.course_facts, self.day)

    def asked(self, opened: frozenset[str] = frozenset()) -> AskedItems:
        stored = frozenset(self.entry.marks) if self.entry else frozenset()
        return items_for(
            self.day,
            started_on=self.course.started_on,
            entries=[facts.entry_of(each) for each in self.fortnight],
            calls=Calls(
                can_become_pregnant=bool(self.course.can_become_pregnant),
                sexual_opt_in=self.course.asks_sexual,
                contact_lenses="contact_lenses" in self.course.conditions,
            ),
            opened=opened | stored - {"self_harm"},
        )

    @property
    def check(self) -> Check | None:
        """Return the check-in after the course that waits to be answered on this day."""
        profile = facts.profile_of(self.course)
        # A check-in waits a fortnight, so that its answers lie in the days loaded here.
        checks = checks_of(
            self.course_facts,
            profile,
            [facts.entry_of(each) for each in self.fortnight],
            on=self.day,
            left_out=not_asked(profile, asks_sexual=self.course.asks_sexual),
        )
        return due_check(checks)

    def held(self, asked: AskedItems) -> frozenset[str]:
        """Return the items no button may answer: those behind yesterday's urgent flags, and red flags."""
        flagged = {
            trigger["item"]
            for row in self.told_before
            if row.level >= Level.URGENT
            for trigger in row.triggered_by
        }
        return frozenset(flagged | {each.code for each in asked.again if each.red_flag})


def load(owner: User, course: Course, day: date, *, today: date) -> Day:
    """Return the day with what surrounds it, in three queries."""
    fortnight = journal.days_around(course, day)
    return Day(
        owner=owner,
        course=course,
        course_facts=facts.course_of(course, journal.dose_periods_of(course)),
        day=day,
        today=today,
        entry=next((each for each in fortnight if each.day == day), None),
        fortnight=tuple(fortnight),
        told_before=tuple(journal.told_on(course, day - DAY)),
    )


def filled(answers: DayAnswers, here: Day, asked: AskedItems, fill: str) -> DayAnswers:
    """Return the answers with the blanks filled the way the person asked, and only where that is safe.

    Mood, vision, the dose, written words, the question about self-harm, red flags and whatever set off
    an urgent flag the day before are never filled in for anybody.
    """
    if fill == "blank" or (fill == "same" and here.before is None):
        return answers
    kept = ALWAYS_FRESH | here.held(asked)
    before: Mapping[str, int] = here.before.marks if here.before else {}
    marks = dict(answers.marks)
    for each in asked.daily + asked.again:
        if each.code in marks or each.code in kept:
            continue
        if fill == "none" and each.scale in {Scale.SEVERITY, Scale.YES_NO}:
            marks[each.code] = 0
        elif fill == "same" and each.code in before:
            marks[each.code] = before[each.code]
    return DayAnswers(
        dose_taken=answers.dose_taken,
        marks=marks,
        note=answers.note,
        new_medicine=answers.new_medicine,
    )


def form_page(
    here: Day,
    *,
    typed: Mapping[str, str] | None = None,
    opened: frozenset[str] = frozenset(),
    errors: Mapping[str, str] | None = None,
    version: int | None = None,
    submission_id: str = "",
) -> FormPage:
    """Return the day's form: what is stored, or what was typed when it did not go through."""
    stored = presenters.typed_from(journal.answers_of(here.entry)) if here.entry else {}
    answers = stored if typed is None else typed
    wrong = errors or {}
    known = frozenset(code for code in opened if code in CATALOGUE)
    asked = here.asked(known | scales_in(answers))
    return FormPage(
        place=here.place,
        is_today=here.day == here.today,
        is_change=here.entry is not None,
        dose=presenters.dose_question(
            here.mg,
            chosen=answers.get("dose_taken", ""),
            is_today=here.day == here.today,
            error=wrong.get("dose_taken", ""),
        )
        if here.mg
        else None,
        before=presenters.before_words(here.before),
        can_repeat=here.before is not None,
        sections=presenters.sections(asked, answers, here.before, wrong),
        chips=chips(asked, answers),
        opened=tuple(sorted(known)),
        harm=presenters.question(
            item("self_harm"), chosen=answers.get("self_harm", ""), before=None
        )
        if here.owner.asks_about_harm
        else None,
        note=answers.get(
            "note", here.entry.note if here.entry and typed is None else ""
        ),
        new_medicine=answers.get(
            "new_medicine",
            here.entry.new_medicine if here.entry and typed is None else "",
        ),
        version=version
        if version is not None
        else here.entry.version
        if here.entry
        else 0,
        submission_id=submission_id or presenters.new_submission(),
        errors=tuple(wrong.items()),
    )


def scales_in(answers: Mapping[str, str]) -> frozenset[str]:
    """Return the graded items answered, so that none of them hides behind its chip."""
    return frozenset(
        code
        for code, value in answers.items()
        if value and code in CATALOGUE and item(code).scale is Scale.SEVERITY
    )
