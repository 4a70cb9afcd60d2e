"""Summary to PDF: one page for the clinic, and everything in full after it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import segno
import typst
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tracker.summary.document import MOST_ITEMS, Course, Summary, Symptom
from tracker.summary.render import fonts, paint
from tracker.summary.render.appendix import Part, appendix_of
from tracker.summary.render.as_html import dose_formula, sheet_of
from tracker.summary.render.fit import fit
from tracker.summary.render.rows import left_out_terms, symptom
from tracker.summary.render.sheet import LabTable, Sheet, SymptomRow
from tracker.summary.render.wording import in_lines, starts_right
from tracker.summary.room import MOST

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
Rows = Sequence[tuple[Symptom, SymptomRow]]
# A name stands in a narrow column.
NAME_PIECE = 10
# One compiler serves the whole process; it must not be entered twice at a time.
ONE_AT_A_TIME = Lock()


def pdf(
    summary: Summary,
    *,
    paper: str,
    appendix: bool,
    discreet: bool,
    link: str = "",
) -> bytes:
    """Return the page as PDF/A-2a and PDF/UA-1 on ``a4`` or ``letter`` (``summary.paper`` is the person's own).

    ``appendix`` adds everything in full after the first page; ``discreet`` keeps the medicine out of the
    title of the file; ``link`` is drawn as a QR code in the foot. The same summary gives the same bytes.
    """
    told = data(summary, paper=paper, appendix=appendix, discreet=discreet, link=link)
    with ONE_AT_A_TIME:
        made = compiler().compile(
            format="pdf",
            sys_inputs={"data": json.dumps(told)},
            pdf_standards=STANDARDS,
            timestamp=summary.made_at.astimezone(UTC).replace(microsecond=0),
        )
    return cast("bytes", made)


@cache
def compiler() -> typst.Compiler:
    """Return the compiler of this process, which sees its own templates and fonts and nothing else."""
    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(fonts.folders()),
    )
    return typst.Compiler(TEMPLATES / "summary.typ", root=TEMPLATES, font_paths=faces)


def data(
    summary: Summary, *, paper: str, appendix: bool, discreet: bool, link: str
) -> dict[str, Any]:
    """Return what the template takes: words that can be drawn, pictures, and nothing to decide."""
    sheet = sheet_of(summary)
    rows = rows_of(summary, sheet)
    made = summary.made_at.astimezone(UTC)
    words = {
        "title": title(summary, discreet=discreet),
        "language": (get_language() or "en").partition("-")[0],
        "about": _("Patient-reported · %(dates)s") % {"dates": sheet.dates},
        "made_at": _("Made %(day)s")
        % {"day": date_format(summary.made_at, "j M Y, H:i")},
        "words": words_of(sheet, appendix=appendix),
        **page(summary, sheet, rows),
        "foot": sheet.foot,
        "where": where(appendix=appendix),
        "cut": is_cut(summary, sheet),
        "dose_alt": _("Daily dose and cumulative dose over the course. %(formula)s")
        % {"formula": dose_formula(summary.course) if summary.course else ""},
        "line_alt": day_of_course(summary.course) if summary.course else "",
        "axis_alt": _("Days of the course"),
        "whole": list(map(part, appendix_of(summary))) if appendix else None,
    }
    words["boxed"] = boxed({**words, "whole": None})
    words["whole_boxed"] = boxed(words["whole"])
    told: dict[str, Any] = clean(words)
    illustrate(told, sheet, rows)
    room = fit(summary, sheet, paper=paper, most=len(told["symptoms"]))
    return {
        **told,
        **pictures(sheet, link),
        "paper": paper,
        "rows": room.rows,
        "sure": room.sure,
        "fonts": fonts.FAMILIES,
        "made": (made.year, made.month, made.day, made.hour, made.minute),
    }


def boxed(words: Any) -> str:
    """Return what a box stands for where there is one, or nothing."""
    return (
        _("□ = a letter this file cannot show; the patient can show it on a screen.")
        if any(map(fonts.lacks, strings(words)))
        else ""
    )


def strings(value: Any) -> Iterator[str]:
    """Return every text inside lists and dictionaries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def title(summary: Summary, *, discreet: bool) -> str:
    words = {"day": date_format(summary.last_day, "j M Y")}
    if discreet:
        return _("Course summary, %(day)s") % words
    return _("Isotretinoin course summary, %(day)s") % words


def day_of_course(course: Course) -> str:
    return _("The course so far: day %(day)s of %(total)s") % {
        "day": course.day,
        "total": course.total_days,
    }


def words_of(sheet: Sheet, *, appendix: bool) -> dict[str, Any]:
    """Return the headings, in the words of the page on the screen."""
    return {
        "title": _("Isotretinoin course summary"),
        "since": _("Since %(day)s, when you last looked") % {"day": sheet.since},
        "flags": _("Needs attention"),
        "no_flags": sheet.no_flags,
        "dose": _("Dose and course"),
        "symptoms": _("Symptoms"),
        "symptom_heads": [
            _("Symptom"),
            _("Course to date"),
            _("Last 28 d"),
            _("Worst"),
            _("Last 7 d"),
            _("Trend"),
        ],
        "labs": _("Laboratory"),
        "by_patient": _("entered by patient"),
        "no_labs": _("No result entered in these days."),
        "test": _("Test"),
        "limit": _("ULN"),
        "trend": _("Trend"),
        "by_choice": _("shared by choice"),
        "questions": _("What I want to ask"),
        "no_questions": _("Nothing written yet."),
        "notes": _("Notes"),
        "notes_about": _("shared by choice, newest first; … = shortened"),
        "no_notes": _("No notes in these days."),
        "how_to_read": _("How to read this."),
        "qr": _("A code to scan: it opens this summary on a screen"),
        "page_of": _("Page {page} of {pages}"),
        "appendix": _("Appendix"),
        "appendix_about": _(
            "Everything of the parts included, in full. Entered by the patient; not checked by anybody."
        ),
    }


def where(*, appendix: bool) -> str:
    """Return where the rest is: a reader of paper has no app."""
    if appendix:
        return _("What was shortened or left out for space is in the appendix.")
    return _(
        "What was shortened or left out for space is not on this page; the patient has it in full."
    )


def is_cut(summary: Summary, sheet: Sheet) -> bool:
    """Hold when something but rows was shortened or left out: the rows depend on the paper."""
    texts = (*(each.done for each in sheet.flags), *summary.questions)
    return (
        bool(sheet.flags_left_out or sheet.questions_left_out or sheet.notes_left_out)
        or bool(sheet.labs and sheet.labs.left_out)
        or any(each.cut for each in summary.notes)
        or any(len(each.items) > MOST_ITEMS for each in summary.attention)
        or any("…" in each for each in texts)
    )


def page(summary: Summary, sheet: Sheet, rows: Rows) -> dict[str, Any]:
    """Return the words of page one, with more symptoms than the screen shows: paper may have room."""
    return {
        "has_course": sheet.has_course,
        "who": [
            {
                **asdict(fact),
                "value": fonts.with_breaks(in_lines(fact.value), NAME_PIECE),
            }
            for fact in sheet.who
        ],
        "numbers": [asdict(fact) for fact in sheet.numbers],
        "changes": sheet.changes,
        "flags": [
            {"look": each.look, "what": each.what, "done": each.done, "when": each.when}
            for each in sheet.flags
        ],
        "flags_left_out": sheet.flags_left_out,
        "dose_about": sheet.dose_about,
        "strips_about": sheet.strips_about,
        "symptoms": [
            {
                "rank": each.rank,
                "term": row.term,
                "days": row.days,
                "worst": row.worst,
                "usual": row.usual,
                "sign": f"{row.sign} {row.trend}".strip(),
            }
            for each, row in rows
        ],
        "symptoms_left_out": [
            left_out_terms(
                tuple(each.term for each in summary.full.symptoms if each.rank >= kept)
            )
            for kept in range(len(rows) + 1)
        ],
        "no_symptoms": sheet.no_symptoms,
        "labs": laboratory(sheet.labs) if sheet.labs else None,
        "private": [asdict(part) for part in sheet.private],
        "asks": sheet.asks,
        "questions": [cell(each.text) for each in sheet.questions],
        "questions_left_out": sheet.questions_left_out,
        "takes_notes": sheet.takes_notes,
        "notes": [{"day": each.day, **cell(each.text)} for each in sheet.notes],
        "notes_left_out": sheet.notes_left_out,
        "places": asdict(sheet.places),
    }


def rows_of(summary: Summary, sheet: Sheet) -> Rows:
    """Return the rows paper may have room for; those of the screen are drawn already."""
    codes = (each.code for each in summary.symptoms)
    drawn = dict(zip(codes, sheet.symptoms, strict=True))
    return [
        (each, drawn.get(each.code) or symptom(each))
        for each in summary.full.symptoms
        if each.rank < MOST["rows"]
    ]


def more(count: int, one: str, many: str) -> str:
    return ngettext(one, many, count) % {"count": count} if count else ""


def laboratory(labs: LabTable) -> dict[str, Any]:
    return {
        "columns": labs.columns,
        "rows": [
            {
                "name": row.name,
                "unit": row.unit,
                "cells": [asdict(cell) for cell in row.cells],
                "limit": row.limit,
            }
            for row in labs.rows
        ],
        "left_out": more(
            labs.left_out,
            "%(count)s other result is left out for space.",
            "%(count)s other results are left out for space.",
        ),
        "coming": labs.coming,
    }


def clean(value: Any) -> Any:
    """Return the same words with only what the fonts can draw."""
    if isinstance(value, str):
        return fonts.drawable(value)
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def part(each: Part) -> dict[str, Any]:
    """Return a part of the appendix; a plain paragraph is its only cell."""
    return {
        "title": each.title,
        "heads": each.heads,
        "widths": each.widths,
        "rows": [[cell(text) for text in row] for row in each.rows],
        "none": each.none,
    }


def cell(text: str) -> dict[str, Any]:
    """Return what may be a person's own words, with the direction they are read in."""
    return {"text": text, "rtl": starts_right(text)}


def illustrate(told: dict[str, Any], sheet: Sheet, rows: Rows) -> None:
    """Put the pictures into the rows; they are no words and stay as they are drawn."""
    for line, flag in zip(told["flags"], sheet.flags, strict=True):
        line["icon"] = paint.icon(flag.icon, flag.look)
    for line, (_each, row) in zip(told["symptoms"], rows, strict=True):
        line["picture"] = paint.strip(row.picture, good=bool(row.look))
    if sheet.labs:
        for line, result in zip(told["labs"]["rows"], sheet.labs.rows, strict=True):
            line["trend"] = paint.mini(result.trend)


def pictures(sheet: Sheet, link: str) -> dict[str, Any]:
    """Return the pictures of page one as files of their own."""
    dose, _cut, labels = sheet.dose.partition("</svg><svg")
    found: dict[str, Any] = {
        "qr": segno.make(link, error="m", micro=False).svg_inline(border=0)
        if link
        else ""
    }
    if sheet.has_course:
        found |= {
            "dose": paint.dose(f"{dose}</svg>"),
            "dose_labels": paint.dose_labels(f"<svg{labels}"),
            "line": paint.line(sheet.line),
            "axis": paint.axis(sheet.axis),
        }
    return found
