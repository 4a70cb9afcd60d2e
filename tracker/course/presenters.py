"""The course as one page: what it shows, ready to be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.course import dosing
from tracker.clinical.course.dosing import Weights
from tracker.clinical.facts import History
from tracker.clinical.labs.schedule import PlannedTest
from tracker.clinical.timeline import WEEK
from tracker.course import picture, week_table
from tracker.course.picture import Strip, one
from tracker.course.span import Span, span_of
from tracker.course.standouts import Standout, standouts, still_asked
from tracker.course.week_table import TableRow
from tracker.records.models import Course, ShownFinding
from tracker.ui import charts

# A phone shows this many weeks at once; later, a link leads to the week of today.
WEEKS_IN_VIEW = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNumber:
    label: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLink:
    """One week of the axis; ``month`` is empty for weeks to come."""

    number: int
    label: str
    month: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    over: SafeString
    weeks: tuple[WeekLink, ...]
    dose_unit: str
    dose: SafeString
    marks: SafeString
    benefits: tuple[Strip, ...]
    effects: tuple[Strip, ...]
    # The week to jump to, or 0 while all of them are in view.
    jump: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightChoice:
    """One way to divide the total; ``value`` is what the address says."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePage:
    heading: str
    dates: str
    begun: bool
    ended: bool
    empty: bool
    early: bool
    number: int
    total: int
    steps: tuple[int, ...]
    numbers: tuple[KeyNumber, ...]
    needs_weight: bool
    projection: str
    weighing: tuple[WeightChoice, ...]
    assumed: str
    picture: Picture
    standouts: tuple[Standout, ...]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    tests_to_come: str


def course_page(
    history: History,
    findings: Sequence[ShownFinding],
    planned: Sequence[PlannedTest],
    *,
    today: date,
    weights: Weights = Weights.AT_START,
) -> CoursePage:
    span = span_of(history, today=today)
    weighing = weighing_of(history, weights)
    weights = weights if weighing else Weights.AT_START
    items = picture.drawn_items(history.entries)
    return CoursePage(
        heading=heading_of(span),
        dates=dates_of(span),
        begun=span.begun,
        ended=span.ended,
        empty=not history.entries,
        early=span.number <= WEEK,
        number=span.number,
        total=span.total,
        steps=picture.steps_of(history.course),
        numbers=key_numbers(history, span, weights) if span.begun else (),
        needs_weight=history.course.weight_kg is None,
        projection=projection_of(history, span.last, weights),
        weighing=weighing,
        assumed=assumed_words(history, span.last),
        picture=picture_of(history, findings, planned, span, weights),
        standouts=standouts(history, still_asked(findings, planned), span, today=today),
        columns=week_table.columns(items),
        rows=week_table.rows(history, findings, planned, items, span),
        tests_to_come=week_table.to_come(planned, span),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLink:
    """One course of several; ``here`` is the one shown."""

    address: str
    text: str
    here: bool


def course_links(courses: Sequence[Course], shown: Course) -> tuple[CourseLink, ...]:
    """Return a link to each course, when there is more than one."""
    if len(courses) < 2:
        return ()
    return tuple(
        CourseLink(
            address=reverse("course")
            + ("" if each == courses[0] else f"?course={each.pk}"),
            text=years_of(each),
            here=each == shown,
        )
        for each in courses
    )


def years_of(course: Course) -> str:
    words = {"start": date_format(course.started_on, "j M Y")}
    if course.last_dose_on is None:
        return _("Since %(start)s") % words
    return _("%(start)s to %(end)s") % {
        **words,
        "end": date_format(course.last_dose_on, "j M Y"),
    }


def heading_of(span: Span) -> str:
    words = {"day": span.number, "total": span.planned}
    if span.ended:
        return _("Course finished")
    if not span.begun:
        return _("Your course starts soon")
    if span.planned is None:
        return _("Day %(day)s") % words
    if span.number > span.planned:
        return _("Day %(day)s, %(total)s planned") % words
    return _("Day %(day)s of %(total)s") % words


def dates_of(span: Span) -> str:
    start = date_format(span.start, "j F Y")
    past = span.planned is not None and span.number > span.planned
    if (span.planned is None or past) and not span.ended:
        return (_("Since %(start)s") if span.begun else _("On %(start)s")) % {
            "start": start
        }
    planned_end = span.start + timedelta(days=(span.planned or 1) - 1)
    end = date_format(span.last if span.ended else planned_end, "j F Y")
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def key_numbers(
    history: History, span: Span, weights: Weights
) -> tuple[KeyNumber, ...]:
    return (
        dose_now(history, span),
        total_so_far(history, span.last, weights),
        doses_taken(history, span.last),
        KeyNumber(
            label=_("Days logged"),
            value=str(sum(entry.day <= span.last for entry in history.entries)),
            unit=_("of %(days)s") % {"days": span.number},
        ),
    )


def dose_now(history: History, span: Span) -> KeyNumber:
    mg = dosing.dose_on(history.course, span.last)
    label = _("Last dose") if span.ended else _("Dose now")
    if not mg:
        return KeyNumber(label=label, value="0", unit=_("mg, paused"))
    return KeyNumber(label=label, value=one(mg), unit=_("mg a day"))


def total_so_far(history: History, last: date, weights: Weights) -> KeyNumber:
    label, target = _("Total so far"), history.course.target_mg_per_kg
    value = picture.total_words(history, last, weights)
    if history.course.weight_kg is None:
        return KeyNumber(label=label, value=value, unit=_("mg"))
    unit = _("mg/kg of %(target)s") % {"target": one(target)} if target else _("mg/kg")
    return KeyNumber(label=label, value=value, unit=unit)


def doses_taken(history: History, last: date) -> KeyNumber:
    found = dosing.adherence(history.course, history.entries, on=last)
    words = {"answered": found.days - found.unknown, "partly": found.partly}
    parts = [_("of %(answered)s answered") if found.unknown else _("of %(answered)s")]
    if found.partly:
        parts.append(_("%(partly)s in part"))
    if found.unknown:
        parts.append(
            ngettext("%(days)s day unknown", "%(days)s days unknown", found.unknown)
            % {"days": found.unknown}
        )
    unit = ", ".join(parts) % words
    return KeyNumber(label=_("Doses taken"), value=str(found.taken), unit=unit)


def assumed_words(history: History, last: date) -> str:
    """Return how many days the total takes for granted (decision 0005), or nothing when it takes none."""
    known = dosing.adherence(history.course, history.entries, on=last)
    days = known.unknown
    if known.is_sketchy:
        return _(
            "The higher total counts the %(days)s days without an answer as taken, the lower as not taken."
        ) % {"days": days}
    words = ngettext(
        "The total counts %(days)s day without an answer as taken.",
        "The total counts %(days)s days without an answer as taken.",
        days,
    )
    return words % {"days": days} if days else ""


def weighing_of(history: History, weights: Weights) -> tuple[WeightChoice, ...]:
    """Return the ways to divide the total, when they give different answers; else nothing."""
    if history.course.weight_kg is None or not dosing.was_weighed_again(history.course):
        return ()
    words = {
        Weights.AT_START: _("Weight at the start"),
        Weights.EACH_PERIOD: _("Weight at each dose"),
    }
    return tuple(
        WeightChoice(value=each.value, text=text, chosen=each is weights)
        for each, text in words.items()
    )


def projection_of(history: History, last: date, weights: Weights) -> str:
    found = dosing.projection(history.course, history.entries, on=last, weights=weights)
    if found is None:
        return ""
    sentences = [projection_words(found) % projection_values(found)]
    if found.widened:
        sentences.append(_("The later date allows for the doses you logged as missed."))
    if found.unknown:
        words = ngettext(
            "The later date counts the %(days)s day without an answer as not taken.",
            "The later date counts the %(days)s days without an answer as not taken.",
            found.unknown,
        )
        sentences.append(words % {"days": found.unknown})
    return " ".join((*sentences, _("Your prescriber decides when to stop.")))


def projection_values(found: dosing.Projection) -> dict[str, str]:
    return {
        "first": one(found.first_target),
        "last": one(found.last_target),
        "earliest": date_format(found.earliest, "j F Y"),
        "latest": date_format(found.latest, "j F Y"),
    }


def projection_words(found: dosing.Projection) -> str:
    if found.first_target != found.last_target:
        return _(
            "At today’s dose, %(first)s to %(last)s mg/kg falls between %(earliest)s and %(latest)s."
        )
    if found.earliest != found.latest:
        return _(
            "At today’s dose, %(last)s mg/kg falls between %(earliest)s and %(latest)s."
        )
    return _("At today’s dose, %(last)s mg/kg falls around %(latest)s.")


def picture_of(
    history: History,
    findings: Sequence[ShownFinding],
    planned: Sequence[PlannedTest],
    span: Span,
    weights: Weights,
) -> Picture:
    items = picture.drawn_items(history.entries)
    return Picture(
        over=charts.over(span.shown, span.total, picture.steps_of(history.course)),
        weeks=tuple(week_link(week, span) for week in range(1, span.weeks + 1)),
        dose_unit=_("mg/kg") if history.course.weight_kg else _("mg"),
        dose=picture.dose_picture(history, span, weights),
        marks=picture.signs(history, findings, planned, span),
        benefits=picture.strips(history, items, span, good=True),
        effects=picture.strips(history, items, span, good=False),
        jump=span.weeks_shown if span.weeks_shown > WEEKS_IN_VIEW else 0,
    )


def week_link(week: int, span: Span) -> WeekLink:
    first = span.first_of(week)
    label = _("Week %(week)s, %(first)s to %(last)s") % {
        "week": week,
        "first": date_format(first, "j M"),
        "last": date_format(first + timedelta(days=WEEK - 1), "j M"),
    }
    return WeekLink(
        number=week,
        label=label,
        month=f"{first:%Y-%m}" if week <= span.weeks_shown else "",
        here=week == span.weeks_shown,
    )
