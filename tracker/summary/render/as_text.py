"""Summary to plain text for a message to the clinic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from tracker.clinical.vocabulary import Level
from tracker.summary.document import Attention, Course, Result, Summary, Symptom
from tracker.summary.render.as_html import numbers, sheet_of
from tracker.summary.render.rows import share_of_days
from tracker.summary.render.sheet import Fact, Sheet
from tracker.summary.render.wording import (
    HOW_SOON,
    SECTION_NAMES,
    TRENDS,
    day_of,
    days,
    exact,
    plain,
)


def text(summary: Summary) -> str:
    """Return the summary as lines of plain text, a paragraph for each part."""
    parts = (list(part) for part in paragraphs(summary, sheet_of(summary)))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def paragraphs(summary: Summary, sheet: Sheet) -> Iterator[Iterable[str]]:
    full = summary.full
    yield head(sheet)
    if summary.course:
        yield [*map(fact, numbers(summary.course)), *planned(summary.course)]
    if sheet.changes:
        since = _("Since %(day)s, when you last looked") % {"day": sheet.since}
        yield headed(since, [sheet.changes])
    if summary.course or full.attention:
        flags = map(flag, full.attention)
        yield headed(_("Needs attention"), flags, none=sheet.no_flags)
    if summary.course:
        yield headed(_("Symptoms"), map(symptom, full.symptoms), none=sheet.no_symptoms)
    if summary.laboratory or full.results:
        yield headed(
            _("Laboratory, entered by patient"),
            map(result, full.results),
            none=_("No result entered in these days."),
        ) + ([sheet.labs.coming] if sheet.labs and sheet.labs.coming else [])
    yield from chosen(summary, sheet)
    yield [f"{_('How to read this.')} {sheet.foot}"]


def chosen(summary: Summary, sheet: Sheet) -> Iterator[Iterable[str]]:
    """Return the parts that are there only when the person chose them."""
    full = summary.full
    for part in summary.sections:
        yield headed(str(SECTION_NAMES[part.code]), part.lines)
    if sheet.asks:
        yield headed(
            _("What I want to ask"),
            map(item, full.questions),
            none=_("Nothing written yet."),
        )
    if sheet.takes_notes:
        written = (f"{day_of(each.day)}: {indented(each.text)}" for each in full.notes)
        yield headed(_("Notes"), written, none=_("No notes in these days."))


def head(sheet: Sheet) -> Iterator[str]:
    yield _("Isotretinoin course summary")
    yield _("Patient-reported · %(dates)s") % {"dates": sheet.dates}
    for each in sheet.who:
        yield f"{each.name}: {' '.join(each.value.split())}"


def headed(title: str, lines: Iterable[str], *, none: str = "") -> list[str]:
    found = list(lines)
    return [title, *(found or ([none] if none else []))]


def item(words: str) -> str:
    return f"- {indented(words)}"


def indented(words: str) -> str:
    """Return a person's own lines set in, so that none of them passes for a heading of ours."""
    return "\n  ".join(words.splitlines())


def fact(each: Fact) -> str:
    return f"{each.name}: {each.value} {each.more}".rstrip()


def planned(course: Course) -> Iterator[str]:
    """Return the doses with their days, and the total aimed at."""
    steps = (
        _("%(mg)s mg/day from %(day)s")
        % {
            "mg": plain(step.mg),
            "day": day_of(course.started_on + timedelta(days=step.start)),
        }
        for step in course.steps
    )
    yield _("Doses: %(steps)s") % {"steps": "; ".join(steps)}
    if course.target_mg_per_kg is not None:
        target = plain(course.target_mg_per_kg)
        yield _("Target: %(target)s mg/kg") % {"target": target}


def flag(each: Attention) -> str:
    when = _("overdue") if each.overdue else HOW_SOON[Level(each.level)]
    rules = f" [{', '.join(each.rules)}]" if each.rules else ""
    said = indented(f"{each.what}. {each.done}".rstrip())
    return f"- {days(each.first, each.last)} ({when}): {said}{rules}"


def symptom(each: Symptom) -> str:
    _sign, trend = TRENDS[each.trend]
    words = {
        "term": each.term,
        "days": share_of_days(each),
        "worst": each.worst,
        "usual": each.usual or "–",
    }
    said = _("- %(term)s: last 28 d %(days)s, worst %(worst)s, last 7 d %(usual)s")
    return said % words + (f", {trend}" if trend else "")


def result(each: Result) -> str:
    value = each.outcome if each.value is None else f"{exact(each.value)} {each.unit}"
    limit = ""
    if each.limit is not None:
        mark = "" if each.own_limit else "*"
        limit = _(" (limit %(limit)s)") % {"limit": f"{exact(each.limit)}{mark}"}
    return f"- {day_of(each.day)} {each.name} {value}{' H' if each.high else ''}{limit}"
