"""Summary to the words and pictures of the one-page sheet: no queries, no clock, no rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from textwrap import wrap
from types import MappingProxyType

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.clinical.vocabulary import Level
from tracker.summary import topics
from tracker.summary.document import (
    Attention,
    Course,
    DoseStep,
    LabLine,
    Laboratory,
    Reading,
    Summary,
    Symptom,
)
from tracker.ui import charts

LOOK = {
    Level.EMERGENCY: ("now", "now"),
    Level.URGENT: ("today", "phone"),
    Level.SOON: ("soon", "soon"),
    Level.NEXT_VISIT: ("next", "next"),
}
HOW_SOON = {
    Level.EMERGENCY: gettext_lazy("get help now"),
    Level.URGENT: gettext_lazy("contact today"),
    Level.SOON: gettext_lazy("contact this week"),
    Level.NEXT_VISIT: gettext_lazy("next visit"),
}
TRENDS = {
    "": ("–", ""),
    "steady": ("–", gettext_lazy("steady")),
    "rising": ("▲", gettext_lazy("rising")),
    "falling": ("▼", gettext_lazy("falling")),
    "new": ("▲", gettext_lazy("new")),
}
PART_NAMES: Mapping[str, object] = MappingProxyType(
    {
        "summary": gettext_lazy("symptoms, dose and flags"),
        "labs": gettext_lazy("blood tests"),
        "questions": gettext_lazy("questions"),
        "mood": gettext_lazy("mood"),
        "check_ins": gettext_lazy("mood questionnaires"),
        "sexual": gettext_lazy("sexual health"),
        "pregnancy": gettext_lazy("pregnancy prevention"),
        "notes": gettext_lazy("notes"),
    }
)
SECTION_NAMES: Mapping[str, object] = MappingProxyType(
    {
        "mood": gettext_lazy("Mood"),
        "check_ins": gettext_lazy("Questionnaires"),
        "sexual": gettext_lazy("Sexual health"),
        "pregnancy": gettext_lazy("Pregnancy prevention"),
    }
)
TERMS_NAMED = 6
NEAR = 14
NAME_LINE = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One headed value; ``more`` is said smaller beside it."""

    name: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    look: str
    icon: str
    what: str
    done: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomRow:
    term: str
    look: str
    picture: SafeString
    days: str
    worst: str
    usual: str
    sign: str
    trend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCell:
    text: str
    high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    name: str
    unit: str
    cells: tuple[LabCell, ...]
    limit: str
    trend: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTable:
    columns: tuple[str, ...]
    rows: tuple[LabRow, ...]
    left_out: int
    coming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The one page, every word of it written."""

    dates: str
    who: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    has_course: bool
    flags: tuple[FlagLine, ...]
    flags_left_out: int
    dose: SafeString
    line: SafeString
    axis: SafeString
    dose_about: str
    strips_about: str
    symptoms: tuple[SymptomRow, ...]
    symptoms_left_out: str
    no_symptoms: str
    labs: LabTable | None
    private: tuple[Private, ...]
    asks: bool
    questions: tuple[str, ...]
    questions_left_out: int
    takes_notes: bool
    notes: tuple[NoteLine, ...]
    notes_left_out: int
    ruleset: str
    risk_factors: str
    not_included: str


def sheet_of(summary: Summary) -> Sheet:
    """Return the sheet of a summary."""
    course = summary.course
    return Sheet(
        dates=span(summary.first_day, summary.last_day),
        who=who(summary),
        numbers=numbers(course) if course else (),
        has_course=course is not None,
        flags=tuple(map(flag, summary.attention)),
        flags_left_out=summary.attention_left_out,
        dose=dose_picture(course) if course else SafeString(""),
        line=charts.line(course.day, course.total_days, cuts(course))
        if course
        else SafeString(""),
        axis=axis(course) if course else SafeString(""),
        dose_about=dose_about(course) if course else "",
        strips_about=strips_about(summary),
        symptoms=tuple(map(symptom, summary.symptoms)),
        symptoms_left_out=left_out_terms(summary.symptoms_left_out),
        no_symptoms=no_symptoms(summary.parts),
        labs=lab_table(summary.laboratory) if summary.laboratory else None,
        private=tuple(
            Private(name=str(SECTION_NAMES[each.code]), lines=each.lines)
            for each in summary.sections
        ),
        asks="questions" in summary.parts,
        questions=summary.questions,
        questions_left_out=summary.questions_left_out,
        takes_notes="notes" in summary.parts,
        notes=tuple(
            NoteLine(day=date_format(each.day, "j M"), text=each.text)
            for each in summary.notes
        ),
        notes_left_out=summary.notes_left_out,
        ruleset=summary.ruleset,
        risk_factors=risk_factors(summary),
        not_included=", ".join(str(PART_NAMES[part]) for part in summary.not_included),
    )


def span(first: date, last: date) -> str:
    """Return two days as “21 Sep to 20 Nov 2026”."""
    start = "j M" if first.year == last.year else "j M Y"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, start),
        "last": date_format(last, "j M Y"),
    }


def plain(value: Decimal, most: str = "0.1") -> str:
    """Return a number without needless figures after the point."""
    text = f"{value.quantize(Decimal(most), rounding=ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Decimal) -> str:
    """Return a result as the report printed it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.0f}%" if whole else ""


def who(summary: Summary) -> tuple[Fact, ...]:
    person = summary.person
    facts = (
        Fact(name=_("Name"), value=in_lines(person.name) or _("not given")),
        Fact(
            name=_("Born"),
            value=date_format(person.born, "j M Y") if person.born else "",
        ),
        Fact(name=_("Clinic"), value=in_lines(person.clinic)),
        Fact(name=_("Made"), value=date_format(summary.made_at, "j M Y, H:i")),
    )
    return tuple(fact for fact in facts if fact.value)


def in_lines(name: str) -> str:
    """Return a long name on several lines: the head of the page does not wrap."""
    return "\n".join(wrap(name, NAME_LINE))


def numbers(course: Course) -> tuple[Fact, ...]:
    words = {"days": course.total_days, "week": course.week}
    of = (
        _("of %(days)s · week %(week)s")
        if course.length_is_planned
        else _("week %(week)s")
    )
    return (
        Fact(name=_("Day"), value=str(course.day), more=of % words),
        dose_now(course),
        cumulative(course),
        Fact(
            name=_("Doses taken"),
            value=f"{course.doses_taken}/{course.doses_answered}",
            more=""
            if course.share_taken is None
            else f"{course.share_taken * 100:.0f}%",
        ),
        Fact(
            name=_("Days logged"),
            value=f"{course.days_logged}/{course.days}",
            more=share(course.days_logged, course.days),
        ),
    )


def dose_now(course: Course) -> Fact:
    if not course.dose_mg:
        stopped = course.last_dose_on is not None
        return Fact(
            name=_("Dose now"),
            value="0 mg",
            more=_("course ended") if stopped else _("paused"),
        )
    more = _("/day")
    if course.dose_mg_per_kg is not None:
        more = _("/day · %(dose)s mg/kg") % {
            "dose": plain(course.dose_mg_per_kg, "0.01")
        }
    return Fact(
        name=_("Dose now"),
        value=_("%(mg)s mg") % {"mg": plain(course.dose_mg)},
        more=more,
    )


def cumulative(course: Course) -> Fact:
    per_kg, target = course.taken_mg_per_kg, course.target_mg_per_kg
    if per_kg is None:
        return Fact(
            name=_("Cumulative"),
            value=f"{course.taken_mg:.0f}",
            more=_("mg · no weight given"),
        )
    more = _("mg/kg")
    if target:
        words = {"share": f"{per_kg * 100 / target:.0f}", "target": plain(target)}
        more = _("mg/kg · %(share)s%% of %(target)s") % words
    return Fact(name=_("Cumulative"), value=plain(per_kg), more=more)


def flag(each: Attention) -> FlagLine:
    level = Level(each.level)
    look, icon = LOOK[level]
    return FlagLine(
        look=look,
        icon=icon,
        what=each.what,
        done=each.done,
        when=f"{days(each.first, each.last)} · {_('overdue') if each.overdue else HOW_SOON[level]}",
    )


def days(first: date, last: date) -> str:
    """Return one day or a span as short as it can be read: “7–8 Nov”."""
    end = date_format(last, "j M")
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{date_format(first, 'j' if same_month else 'j M')}–{end}"


def cuts(course: Course) -> tuple[int, ...]:
    return tuple(
        step.start for step in course.steps if 0 < step.start < course.total_days
    )


def dose_about(course: Course) -> str:
    unit = _("mg/kg") if course.weight_kg else _("mg")
    return _(
        "steps: daily dose · line: cumulative %(unit)s, dotted if planned · ticks: missed doses"
    ) % {"unit": unit}


def dose_picture(course: Course) -> SafeString:
    weight = course.weight_kg or Decimal(1)
    target = course.target_mg_per_kg if course.weight_kg else None
    unit = _("mg/kg") if course.weight_kg else _("mg")
    words = {str(step.start): step_words(step.mg) for step in labelled(course)}
    words["so_far"] = f"{plain(course.taken_mg / weight)} {unit}"
    if target:
        words["target"] = _("Target %(target)s %(unit)s") % {
            "target": plain(target),
            "unit": unit,
        }
    return charts.dose_and_total(
        [charts.Step(start=step.start, mg=step.mg) for step in course.steps],
        [amount / weight for amount in course.by_day],
        total_days=course.total_days,
        missed=course.missed,
        target=target,
        # After the last capsule nothing more is to come.
        unit_total=Decimal(0) if course.last_dose_on else course.dose_mg / weight,
        words=words,
    )


def labelled(course: Course) -> list[DoseStep]:
    """Return the steps with room for their words beside the one before."""
    kept: list[DoseStep] = []
    for step in course.steps:
        if not kept or (step.start - kept[-1].start) / course.total_days * 100 > NEAR:
            kept.append(step)
    return kept


def step_words(mg: Decimal) -> str:
    return _("%(mg)s mg/day") % {"mg": plain(mg)} if mg else _("paused")


def axis(course: Course) -> SafeString:
    """Return the days under the picture: the start, the day of the summary, the end."""
    total, here = course.total_days, course.day
    end = course.started_on + timedelta(days=total - 1)
    spots = [(0, date_format(course.started_on, "j M"), "start")]
    if NEAR < here / total * 100 < 100 - NEAR:
        today = course.started_on + timedelta(days=here - 1)
        spots.append(
            (
                here,
                _("day %(day)s, %(date)s")
                % {"day": here, "date": date_format(today, "j M")},
                "middle",
            )
        )
    spots.append((total, date_format(end, "j M Y"), "end"))
    texts = charts.joined(
        format_html(
            '<text x="{}" y="14" class="q" text-anchor="{}">{}</text>',
            charts.percent(day, total),
            anchor,
            text,
        )
        for day, text, anchor in spots
    )
    return format_html(
        '<svg class="axis" width="336" height="20" aria-hidden="true">{}</svg>', texts
    )


def strips_about(summary: Summary) -> str:
    return _(
        "%(dates)s, one bar a day, height and shade = mild, moderate, severe; dashed = not logged"
    ) % {"dates": span(summary.first_day, summary.last_day)}


def share_of_days(each: Symptom) -> str:
    """Return the days with any: “6/27”, or “1/4 asked” when it is not asked every day."""
    words = {"with": each.days_with, "counted": each.counted}
    text = _("%(with)s/%(counted)s asked") if each.on_demand else "%(with)s/%(counted)s"
    return text % words


def symptom(each: Symptom) -> SymptomRow:
    sign, trend = TRENDS[each.trend]
    return SymptomRow(
        term=each.term,
        look=" good" if each.benefit else "",
        picture=charts.strip(each.heights, len(each.heights)),
        days=share_of_days(each),
        worst=each.worst,
        usual=each.usual or "–",
        sign=sign,
        trend=str(trend),
    )


# Whether there is anything in a part left out must not show: both sentences depend on the choice alone.


def no_symptoms(parts: frozenset[str]) -> str:
    """Return what an empty table means: nothing logged, or nothing among what may be seen."""
    if parts >= topics.WITH_SYMPTOMS:
        return _("Nothing was logged in these days.")
    return _(
        "Nothing to show from the parts included. Symptoms of other parts were left out by the patient."
    )


def risk_factors(summary: Summary) -> str:
    """Return what was declared; “none declared” only when every part that may hold some is included."""
    declared = ", ".join(summary.risk_factors).lower()
    if summary.parts >= topics.WITH_RISK_FACTORS:
        return declared or _("none declared")
    shown = declared or _("none in the parts shown")
    return _("%(shown)s; any in other parts are not included") % {"shown": shown}


def left_out_terms(terms: tuple[str, ...]) -> str:
    """Return which rows found no room, or nothing."""
    if not terms:
        return ""
    named = ", ".join(terms[:TERMS_NAMED])
    more = len(terms) - TERMS_NAMED
    if more > 0:
        named = _("%(named)s and %(more)s more") % {"named": named, "more": more}
    return ngettext(
        "%(count)s row left out for space: %(named)s.",
        "%(count)s rows left out for space: %(named)s.",
        len(terms),
    ) % {"count": len(terms), "named": named}


def lab_table(labs: Laboratory) -> LabTable:
    coming = ""
    if labs.next_day:
        coming = (
            _("Due: %(day)s (week %(week)s).")
            if labs.next_is_due
            else _("Next: %(day)s (week %(week)s).")
        ) % {
            "day": date_format(labs.next_day, "j M"),
            "week": labs.next_week,
        }
    return LabTable(
        columns=tuple(date_format(day, "j M") for day in labs.days),
        rows=tuple(map(lab_row, labs.lines)),
        left_out=labs.left_out,
        coming=coming,
    )


def lab_row(each: LabLine) -> LabRow:
    values = [reading.value for reading in each.readings if reading]
    listed = ", ".join(map(exact, values))
    limit = (
        exact(each.limit.quantize(Decimal("0.01"))) if each.limit is not None else ""
    )
    label = (
        _("%(values)s; limit %(limit)s") % {"values": listed, "limit": limit}
        if limit
        else listed
    )
    return LabRow(
        name=each.name,
        unit=each.unit,
        cells=tuple(map(lab_cell, each.readings)),
        limit=(limit if each.own_limit else f"{limit}*") if limit else "–",
        trend=charts.mini(values, each.limit, label=label),
    )


def lab_cell(reading: Reading | None) -> LabCell:
    if reading is None:
        return LabCell(text="–", high=False)
    text = exact(reading.value)
    return LabCell(text=f"{text} H" if reading.high else text, high=reading.high)
