"""Summary to the words and pictures of the one-page sheet: no queries, no clock, no rules."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.summary import topics
from tracker.summary.document import Course, Note, Summary, Symptom
from tracker.summary.render import fonts
from tracker.summary.render.appendix import told_and_tested
from tracker.summary.render.pictures import axis, cuts, dose_about, dose_picture
from tracker.summary.render.rows import (
    flag,
    lab_table,
    left_out_flags,
    left_out_terms,
    symptom,
)
from tracker.summary.render.sheet import Fact, NoteLine, Private, Question, Sheet
from tracker.summary.render.wording import (
    PART_NAMES,
    SECTION_NAMES,
    between,
    plain,
    share,
    span,
)
from tracker.ui import charts


def sheet_of(summary: Summary) -> Sheet:
    """Return the sheet of a summary."""
    course, full = summary.course, summary.full
    return Sheet(
        dates=span(summary.first_day, summary.last_day),
        who=who(summary),
        numbers=numbers(course) if course else (),
        has_course=course is not None,
        flags=tuple(map(flag, summary.attention)),
        more_flags=tuple(map(flag, full.attention[len(summary.attention) :])),
        no_flags=no_flags(summary),
        flags_left_out=left_out_flags(summary.attention_left_out),
        dose=dose_picture(course) if course else SafeString(""),
        line=charts.line(course.day, course.total_days, cuts(course))
        if course
        else SafeString(""),
        axis=axis(course) if course else SafeString(""),
        dose_about=dose_about(course) if course else "",
        strips_about=strips_about(summary),
        symptoms=tuple(map(symptom, summary.symptoms)),
        more_symptoms=tuple(map(symptom, more_symptoms(summary))),
        symptoms_left_out=left_out_terms(summary.symptoms_left_out),
        no_symptoms=left_out_terms(summary.symptoms_left_out)
        or no_symptoms(summary.parts),
        labs=lab_table(summary.laboratory) if summary.laboratory else None,
        private=tuple(
            Private(name=str(SECTION_NAMES[each.code]), lines=each.lines)
            for each in summary.sections
        ),
        asks="questions" in summary.parts,
        questions=tuple(map(question, summary.questions, full.questions)),
        more_questions=tuple(
            Question(text=each) for each in full.questions[len(summary.questions) :]
        ),
        questions_left_out=left_out_questions(summary),
        takes_notes="notes" in summary.parts,
        notes=tuple(map(note, summary.notes, full.notes)),
        more_notes=tuple(note(each, each) for each in full.notes[len(summary.notes) :]),
        notes_left_out=left_out_notes(summary),
        ruleset=summary.ruleset,
        risk_factors=risk_factors(summary),
        not_included=", ".join(str(PART_NAMES[part]) for part in summary.not_included),
        foot=" ".join(foot(summary)),
        since=date_format(summary.changes.since, "j M Y") if summary.changes else "",
        changes=" ".join(summary.changes.lines) if summary.changes else "",
        whole=tuple(told_and_tested(summary)),
        places=summary.places,
        tight=summary.tight,
        boxed=any(map(fonts.lacks, written(summary))),
    )


def more_symptoms(summary: Summary) -> Iterator[Symptom]:
    """Return the rows the paper has no room for."""
    shown = {each.code for each in summary.symptoms}
    return (each for each in summary.full.symptoms if each.code not in shown)


def question(shown: str, full: str) -> Question:
    return Question(text=shown, full=full if full != shown else "")


def note(shown: Note, full: Note) -> NoteLine:
    return NoteLine(
        day=date_format(shown.day, "j M"),
        text=shown.text,
        full=full.text if shown.cut else "",
    )


def left_out_questions(summary: Summary) -> str:
    """Return how many questions found no room on paper, or nothing."""
    count = summary.questions_left_out
    if not count:
        return ""
    said = (
        ngettext(
            "%(count)s more question is left out for space.",
            "%(count)s more questions are left out for space.",
            count,
        )
        if summary.questions
        else ngettext(
            "%(count)s question is left out for space.",
            "%(count)s questions are left out for space.",
            count,
        )
    )
    return said % {"count": count}


def left_out_notes(summary: Summary) -> str:
    """Return how many notes found no room on paper, or nothing."""
    count = summary.notes_left_out
    if not count:
        return ""
    said = (
        ngettext(
            "%(count)s older note is left out for space.",
            "%(count)s older notes are left out for space.",
            count,
        )
        if summary.notes
        else ngettext(
            "%(count)s note is left out for space.",
            "%(count)s notes are left out for space.",
            count,
        )
    )
    return said % {"count": count}


def written(summary: Summary) -> Iterator[str]:
    """Return everything a person wrote."""
    yield from (summary.person.name, summary.person.clinic)
    yield from (each.done for each in summary.full.attention)
    yield from (each.they_said for each in summary.full.told)
    yield from summary.full.questions
    yield from (each.text for each in summary.full.notes)


def who(summary: Summary) -> tuple[Fact, ...]:
    person = summary.person
    facts = (
        Fact(
            name=_("Name"),
            value=person.name.strip() or _("not given"),
            boxed=fonts.lacks(person.name),
        ),
        Fact(
            name=_("Born"),
            value=date_format(person.born, "j M Y") if person.born else "",
        ),
        Fact(
            name=_("Clinic"),
            value=person.clinic.strip(),
            boxed=fonts.lacks(person.clinic),
        ),
        Fact(name=_("Made"), value=date_format(summary.made_at, "j M Y, H:i")),
    )
    return tuple(fact for fact in facts if fact.value)


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
        doses_taken(course),
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


def doses_taken(course: Course) -> Fact:
    """Return the doses taken of those answered; where many were not, in words: a share would look firm."""
    name, taken = _("Doses taken"), course.doses_taken
    words = {"answered": course.doses_answered, "days": course.doses_unknown}
    if course.doses_sketchy:
        more = _("of %(answered)s answered, %(days)s days unknown") % words
        return Fact(name=name, value=str(taken), more=more)
    share_taken = course.share_taken
    return Fact(
        name=name,
        value=f"{taken}/{course.doses_answered}",
        more="" if share_taken is None else f"{share_taken * 100:.0f}%",
    )


def cumulative(course: Course) -> Fact:
    """Return the total, or between what it lies: a share of the target is no help then."""
    per_kg, target = course.taken_mg_per_kg, course.target_mg_per_kg
    if per_kg is None:
        return Fact(
            name=_("Cumulative"),
            value=between(course.least_mg, course.taken_mg),
            more=_("mg · no weight given") + assumed(course),
        )
    more = _("mg/kg")
    if target and course.least_mg is not None:
        more = _("mg/kg of %(target)s") % {"target": plain(target)}
    elif target:
        words = {"share": f"{per_kg * 100 / target:.0f}", "target": plain(target)}
        more = _("mg/kg · %(share)s%% of %(target)s") % words
    return Fact(
        name=_("Cumulative"),
        value=between(course.least_mg_per_kg, per_kg),
        more=more + assumed(course),
    )


def assumed(course: Course) -> str:
    """Return how many days the total takes as prescribed, once they are more than a tenth; a range needs no more."""
    if course.least_mg is not None or course.days_assumed * 10 <= course.day:
        return ""
    return _(" · %(days)s d assumed") % {"days": course.days_assumed}


def foot(summary: Summary) -> Iterator[str]:
    """Return what a reader has to know about the page, sentence by sentence."""
    yield _(
        "Entered by the patient in Courseline; not checked by a clinician. Nobody monitors these entries."
    )
    yield _(
        "“Last 28 d” = days with any / days logged (weekly ratings and “asked”: / times asked). “Last 7 d” ="
        " median. Trend compares the last 7 days with the 7 before. – = not asked. “…” = shortened."
    )
    if summary.laboratory:
        yield _("H = above the limit; * = a usual limit, none on the report.")
    yield _(
        "Flags come from rule set %(ruleset)s; the patient can show the sources."
    ) % {"ruleset": summary.ruleset}
    yield _("Blank days are not counted as well days.")
    if summary.course:
        yield dose_formula(summary.course)
        yield _(
            "All counts whole, some half, none 0, a day not logged as prescribed; whole course."
        )
        yield _("Risk factors: %(factors)s.") % {"factors": risk_factors(summary)}
    if summary.not_included:
        parts = ", ".join(str(PART_NAMES[part]) for part in summary.not_included)
        yield _("Not included by patient: %(parts)s.") % {"parts": parts}
    yield _("Not a diagnosis.")


def dose_formula(course: Course) -> str:
    """Return how the total was reached, with the numbers that went in."""
    mg, weight = between(course.least_mg, course.taken_mg), course.weight_kg
    if weight is None or course.taken_mg_per_kg is None:
        said = _("Cumulative dose: %(mg)s mg; no weight given.") % {"mg": mg}
    else:
        said = _(
            "Cumulative dose: %(mg)s mg ÷ %(weight)s kg at the start = %(total)s mg/kg."
        ) % {
            "mg": mg,
            "weight": plain(weight),
            "total": between(course.least_mg_per_kg, course.taken_mg_per_kg),
        }
    if course.least_mg is None:
        return said
    unknown = _("The lower number counts the %(days)s days unknown as not taken.")
    return f"{said} {unknown % {'days': course.days_assumed}}"


def strips_about(summary: Summary) -> str:
    return _(
        "%(dates)s, one bar a day, height and shade = mild, moderate, severe; dashed = not logged"
    ) % {"dates": span(summary.first_day, summary.last_day)}


# Whether there is anything in a part left out must not show: these sentences depend on the choice alone.


def no_flags(summary: Summary) -> str:
    """Return what an empty list of flags means: for which parts it speaks, and for which it does not."""
    silent = [part for part in summary.not_included if part in topics.WITH_FLAGS]
    if not silent:
        return _("No rule asked for contact in these days. That rules nothing out.")
    return _(
        "No rule asked for contact in these days, in the parts included. Not included by patient: %(parts)s."
        " That rules nothing out."
    ) % {"parts": ", ".join(str(PART_NAMES[part]) for part in silent)}


def no_symptoms(parts: frozenset[str]) -> str:
    """Return what an empty table means: nothing logged, or nothing among what may be seen."""
    if parts >= topics.WITH_SYMPTOMS:
        return _("Nothing was logged in these days.")
    return _(
        "Nothing to show from the parts included; any symptoms of other parts are not included."
    )


def risk_factors(summary: Summary) -> str:
    """Return what was declared; “none declared” only when every part that may hold some is included."""
    declared = ", ".join(summary.risk_factors).lower()
    if summary.parts >= topics.WITH_RISK_FACTORS:
        return declared or _("none declared")
    shown = declared or _("none in the parts shown")
    return _("%(shown)s; any in other parts are not included") % {"shown": shown}
