"""Check-ins as a page shows them: totals and words, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.clinical.cards.advice import paragraphs
from tracker.clinical.check_ins.due import DueCheckIn, Reason
from tracker.clinical.check_ins.questionnaires import (
    ANSWERS,
    PHQ2,
    PHQ9,
    STEM,
    Questionnaire,
    blanks,
    is_positive,
    question_nine,
    questionnaire,
    total,
)
from tracker.clinical.vocabulary import LEVEL_WORDS, Level
from tracker.records.checkins import earlier_answers
from tracker.records.facts import check_in_of
from tracker.records.models import CheckIn, Course, ShownFinding

LOOK = {
    Level.EMERGENCY: ("now", "now"),
    Level.URGENT: ("today", "phone"),
    Level.SOON: ("soon", "soon"),
}
WHY = {
    Reason.START: gettext_lazy(
        "Asked at the start of a course, so that later answers can be compared."
    ),
    Reason.FIRST: gettext_lazy("The first one. Later answers can be compared with it."),
    Reason.FOUR_WEEKS: gettext_lazy("Asked every four weeks."),
    Reason.MOOD: gettext_lazy("Asked now because of what you logged about mood."),
    Reason.END: gettext_lazy("Asked at the end of a course."),
    Reason.ONE_MONTH: gettext_lazy("Asked one month after the last capsule."),
    Reason.THREE_MONTHS: gettext_lazy("Asked three months after the last capsule."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One check-in of the past."""

    pk: int
    day: str
    name: str
    score: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    """One flag of the day, in short."""

    look: str
    icon: str
    level: str
    title: str
    advice: tuple[str, ...]
    address: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The questions of one day. ``stored`` is what was saved elsewhere meanwhile."""

    heading: str
    intro: str
    stem: str
    address: str
    why: str
    is_change: bool
    is_stale: bool
    carried: bool
    stored: tuple[AnswerLine, ...]
    removable: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    pk: int
    day: str
    saved_at: str
    score: str
    lines: tuple[AnswerLine, ...]
    flags: tuple[FlagLine, ...]
    others: tuple[FlagLine, ...]
    offers_longer: bool
    can_change: bool
    changes: tuple[str, ...]
    clinic_name: str
    clinic_phone: str


def form_page(
    asked: Questionnaire,
    *,
    row: CheckIn | None,
    address: str,
    why: DueCheckIn | None = None,
    carried: bool = False,
    stale: bool = False,
) -> FormPage:
    return FormPage(
        heading=_("Mood check-in") if asked == PHQ2 else _("Longer mood check-in"),
        intro=intro_of(asked, row),
        stem=_(STEM),
        address=address,
        why=str(WHY[why.reason]) if why else "",
        is_change=row is not None and not stale,
        is_stale=stale,
        carried=carried,
        stored=answer_lines(row) if row and stale else (),
        removable=row.pk if row else None,
    )


def intro_of(asked: Questionnaire, row: CheckIn | None) -> str:
    words = {
        "name": asked.name,
        "count": len(asked.questions),
        "day": date_format(row.day, "j F") if row else "",
    }
    if row:
        return _("Your answers of %(day)s (%(name)s).") % words
    if asked == PHQ2:
        return (
            _("Two short questions (%(name)s). Answer what you like, leave the rest.")
            % words
        )
    return (
        _(
            "%(count)s questions (%(name)s), the first two as before. Answer what you like, leave the rest."
        )
        % words
    )


def past_lines(check_ins: Iterable[CheckIn]) -> tuple[PastLine, ...]:
    return tuple(
        PastLine(
            pk=each.pk,
            day=date_format(each.day, "j F Y"),
            name=questionnaire(each.tool).name,
            score=score_of(each),
        )
        for each in check_ins
    )


def score_of(row: CheckIn) -> str:
    """Return the total out of what is possible, or how much was left blank."""
    said = check_in_of(row)
    points = total(said)
    if points is None:
        count = blanks(said)
        return ngettext(
            "No total: %(count)s question left blank",
            "No total: %(count)s questions left blank",
            count,
        ) % {"count": count}
    return _("Total %(points)s of %(most)s") % {
        "points": points,
        "most": questionnaire(row.tool).most,
    }


def answer_lines(row: CheckIn) -> tuple[AnswerLine, ...]:
    return lines_of(questionnaire(row.tool), row.answers)


def lines_of(
    asked: Questionnaire, answers: Sequence[int | None]
) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            question=_(question),
            answer=_("not answered") if answer is None else _(ANSWERS[answer]),
        )
        for question, answer in zip(asked.questions, answers, strict=True)
    )


def saved_page(
    course: Course,
    row: CheckIn,
    flags: Iterable[ShownFinding],
    *,
    offers_longer: bool,
    shows_questions: bool,
) -> SavedPage:
    shown, others = emergency_alone(tuple(map(flag_line, flags)))
    return SavedPage(
        pk=row.pk,
        day=date_format(row.day, "j F"),
        saved_at=when(row.saved_at),
        score=score_of(row),
        lines=answer_lines(row) if shows_questions else (),
        flags=shown,
        others=others,
        offers_longer=offers_longer,
        can_change=shows_questions,
        changes=tuple(when(each.until) for each in earlier_answers(row)),
        clinic_name=course.clinic_name,
        clinic_phone=course.clinic_phone,
    )


def emergency_alone(
    flags: tuple[FlagLine, ...],
) -> tuple[tuple[FlagLine, ...], tuple[FlagLine, ...]]:
    """Return the flags to show in full, and the rest: beside an emergency nothing else is."""
    if flags and flags[0].look == "now":
        return flags[:1], flags[1:]
    return flags, ()


def flag_line(row: ShownFinding) -> FlagLine:
    level = Level(row.level)
    look, icon = LOOK[level]
    if level is Level.EMERGENCY:
        address, link = reverse("support"), _("Who to call")
    else:
        address, link = (
            reverse("finding", args=[row.pk]),
            _("What to do, or note that you called"),
        )
    return FlagLine(
        look=look,
        icon=icon,
        level=_(LEVEL_WORDS[level]),
        title=_(row.title),
        advice=tuple(_(paragraph) for paragraph in paragraphs(row.advice)),
        address=address,
        link=link,
    )


def wants_longer(row: CheckIn, same_day: Iterable[str]) -> bool:
    """Hold when the two questions were positive and the longer one was not answered that day."""
    return (
        row.tool == PHQ2.id
        and is_positive(check_in_of(row))
        and PHQ9.id not in same_day
    )


def opens_support(row: CheckIn) -> bool:
    """Hold when question 9 was answered above 0."""
    return question_nine(check_in_of(row)) > 0


def new_submission() -> str:
    return str(uuid4())


def when(at: datetime) -> str:
    return date_format(localtime(at), "j F, H:i")
